"""Open questions: what a reader would ask next, each tied to the words or claims that leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.model.findings import Claim
from sayso.model.statement import Statement
from sayso.present.pile import Pile
from sayso.present.shape import Question

KEYS = 12
"""How many claims a question lists."""


def questions(pile: Pile, claims: Sequence[Claim]) -> tuple[Question, ...]:
    """The questions that ``claims`` leave open, the weightiest sort first: which version, which figure, who, who else.

    Keys of claims stand in place of their words, which nobody may read without their speaker.
    """
    return (
        *_which_version(pile, claims),
        *_which_of_two(pile, claims),
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


def _which_of_two(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Claims that cannot both be so."""
    seen: set[frozenset[str]] = set()
    for claim in claims:
        for other in (pile.claims[c] for c in claim.contradicts if c in pile.claims):
            pair = frozenset((claim.id, other.id))
            if pair not in seen:
                seen.add(pair)
                yield Question(before="Which of the two is so? They cannot both be", keys=(claim.key, other.key))


def _who(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Sources that a text describes and does not name, those of most claims first."""
    rests: dict[tuple[str, str], list[tuple[Claim, Statement]]] = {}
    for claim in claims:
        best = pile.statements[claim.best]
        name = pile.name_of(best) or ""
        if best.speaker is None and name.startswith("unnamed") and best.at.source:
            rests.setdefault((best.document, name), []).append((claim, best))
    for made in sorted(rests.values(), key=lambda made: (-len(made), made[0][1].key)):
        first = made[0][1]
        yield Question(
            before="Who is",
            words=pile.cite(first.document, first.at.source, first.key),
            after=f"in {pile.document(first.document).file}?",
            keys=tuple(claim.key for claim, _ in made[:KEYS]),
        )


def _unanswered(pile: Pile, claims: Iterable[Claim]) -> Iterator[Question]:
    """Claims of one source that somebody denies: a second source would tell."""
    by_denier: dict[str, list[str]] = {}
    for claim in claims:
        if claim.status == "denied" and claim.independent_sources == 1:
            names = sorted({pile.name_of(pile.statements[s]) or "" for s in claim.denied_by} - {""})
            by_denier.setdefault(" and ".join(names), []).append(claim.key)
    for deniers, keys in by_denier.items():
        if deniers:
            before = f"Is there a second source for what {deniers} denies? One source says so"
            yield Question(before=before, keys=tuple(keys[:KEYS]))
