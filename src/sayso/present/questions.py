"""Open questions: what a reader would ask next, each tied to the words or claims that leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.model.findings import Claim
from sayso.model.span import Spans, trimmed
from sayso.model.statement import Statement
from sayso.present.pile import Pile
from sayso.present.select import CONTESTED
from sayso.present.shape import Question

STANDING_FOR = frozenset(
    {"i", "he", "she", "it", "they", "we", "you", "him", "her", "them", "us", "one", "this", "that", "these", "those"}
    | {"who", "which", "both", "others", "somebody", "someone", "people"}
)
"""Words that stand for somebody and describe nobody."""
KEYS = 12
"""How many claims a question lists."""


def questions(pile: Pile, claims: Sequence[Claim]) -> tuple[Question, ...]:
    """The questions that ``claims`` leave open, the weightiest sort first: which version, which figure, who, who else.

    Keys of claims stand in place of their words, which nobody may read without their speaker.
    """
    return (
        *_which_version(pile, claims),
        *_which_of_them(pile, claims),
        *_who(pile, claims),
        *_unanswered(pile, claims),
    )


def _which_version(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Pages in two versions on which alone a claim rests."""
    by_document: dict[str, list[str]] = {}
    for claim in claims:
        if "altered_page" in claim.doubts and claim.independent_sources == 1:
            by_document.setdefault(pile.statements[claim.best].document, []).append(claim.key)
    for document, keys in by_document.items():
        file = pile.document(document).file
        before = f"Which version is right? {file} exists in two that differ in the very words, and nothing else says so"
        yield Question(before=before, keys=tuple(keys[:KEYS]))


def _which_of_them(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Claims that cannot be so beside each other: one question for all that hang together."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            bundle = _bundle(pile, claim)
            seen |= {each.id for each in bundle}
            if len(bundle) == 2:
                yield Question(before="Which of the two is so? They cannot both be", keys=_keys(bundle))
            elif len(bundle) > 2:
                yield Question(before="Which of these are so? They cannot all be", keys=_keys(bundle))


def _bundle(pile: Pile, claim: Claim) -> list[Claim]:
    """``claim`` and those it contradicts, and those that they contradict, and so on."""
    bundle = {claim.id: claim}
    waiting = [claim]
    while waiting:
        for name in waiting.pop().contradicts:
            other = pile.claims.get(name)
            if other is not None and name not in bundle:
                bundle[name] = other
                waiting.append(other)
    return list(bundle.values())


def _keys(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim.key for claim in claims[:KEYS])


def _who(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Sources that a text describes and does not name, those of most claims first, one question a description.

    Asked where something hangs on it: who spoke to a writer without a name, whose word is contested, who is behind
    several claims. A word that stands for somebody ("she") describes nobody.
    """
    rests: dict[str, list[tuple[Claim, Statement]]] = {}
    for claim in claims:
        best = pile.statements[claim.best]
        name = pile.name_of(best) or ""
        if best.speaker is None and name.startswith("unnamed") and _describes(pile, best):
            rests.setdefault(name, []).append((claim, best))
    for made in sorted(rests.values(), key=lambda made: (-len(made), made[0][1].key)):
        first = made[0][1]
        if len(made) > 1 or _matters(*made[0]):
            files = dict.fromkeys(pile.document(said.document).file for _, said in made)
            yield Question(
                before="Who is",
                words=pile.cite(first.document, _bare(pile, first), first.key),
                after=f"in {' and in '.join(files)}?",
                keys=tuple(claim.key for claim, _ in made[:KEYS]),
            )


def _matters(claim: Claim, said: Statement) -> bool:
    return said.at.basis == "anonymous source" or claim.status in CONTESTED


def _describes(pile: Pile, said: Statement) -> bool:
    text = pile.document(said.document).text
    return bool(set(" ".join(span.of(text) for span in said.at.source).casefold().split()) - STANDING_FOR)


def _bare(pile: Pile, said: Statement) -> Spans:
    """The words that name the source, without the comma that closes them."""
    text = pile.document(said.document).text
    return tuple(trimmed(text, span, " \t\n,;:") for span in said.at.source)


def _unanswered(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Claims of one source that somebody denies: a second source would tell."""
    by_denier: dict[str, list[str]] = {}
    for claim in claims:
        if claim.status == "denied" and claim.independent_sources == 1:
            names = sorted({pile.name_of(pile.statements[s]) or "" for s in claim.denied_by} - {""})
            deny = "denies" if len(names) == 1 else "deny"
            by_denier.setdefault(f"{' and '.join(names)} {deny}" if names else "", []).append(claim.key)
    for deniers, keys in by_denier.items():
        if deniers:
            before = f"Is there a second source for what {deniers}? One source says so"
            yield Question(before=before, keys=tuple(keys[:KEYS]))
