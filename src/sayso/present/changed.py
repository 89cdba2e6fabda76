"""What a drop changed: the findings without it held against the findings with it, in the neutral shape of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.model.findings import Claim, Copy
from sayso.present.lines import said
from sayso.present.pile import Pile
from sayso.present.shape import Said, Version
from sayso.present.versions import versions_of
from sayso.present.wording import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClaim:
    """One claim that stands otherwise than before: its words with their speaker, and how it stood and stands."""

    key: str
    said: Said
    what: tuple[str, ...]
    """Each change as a sentence without a full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came with some files."""

    since: str
    """The drop or the day, as a reader sees it."""
    files: int
    new: tuple[ChangedClaim, ...] = ()
    changed: tuple[ChangedClaim, ...] = ()
    versions: tuple[Version, ...] = ()
    """Pages that now stand in two versions."""
    look_again: tuple[str, ...] = ()
    """Judgements that a person should look at again, as sentences."""
    used: tuple[str, ...] = ()
    """Briefs and checks that used a page judged forged or altered meanwhile, as sentences under the page's name."""
    more: int = 0
    """How many further new claims are not listed."""


def changed_claims(pile: Pile, before: Iterable[Claim]) -> tuple[list[ChangedClaim], list[ChangedClaim]]:
    """Claims that are new, and those that stand otherwise; a claim is the one before that shares most statements."""
    earlier = {s: claim for claim in before for s in claim.statements}
    new: list[ChangedClaim] = []
    changed: list[ChangedClaim] = []
    for claim in sorted(pile.claims.values(), key=lambda c: (-c.independent_sources, c.id)):
        was = _earlier(claim, earlier)
        what = tuple(_differences(pile, was, claim)) if was else ("new",)
        if what:
            into = changed if was else new
            into.append(ChangedClaim(key=claim.key, said=said(pile, pile.statements[claim.best]), what=what))
    return new, changed


def new_versions(pile: Pile, copies: Iterable[Copy], before: Iterable[Copy], top: int) -> tuple[Version, ...]:
    """Pages of which another version came."""
    known = {(copy.document, copy.of) for copy in before}
    added = [c for c in copies if c.kind in ("altered", "near", "excerpt") and (c.document, c.of) not in known]
    return versions_of(pile, added, None, top)[0]


def _earlier(claim: Claim, earlier: Mapping[str, Claim]) -> Claim | None:
    found = [earlier[s] for s in claim.statements if s in earlier]
    return max(found, key=lambda c: (sum(s in claim.statements for s in c.statements), c.id), default=None)


def _differences(pile: Pile, was: Claim, now: Claim) -> Iterator[str]:
    if now.independent_sources != was.independent_sources:
        verb = "gained" if now.independent_sources > was.independent_sources else "lost"
        yield f"{verb} a source: {was.independent_sources} before, {counted(now.independent_sources, 'source')} now"
    denied = set(now.denied_by) - set(was.denied_by)
    for name in sorted({pile.name_of(pile.statements[s]) or "somebody the text does not name" for s in denied}):
        yield f"denied by {name}"
    for response in now.responses:
        if response not in was.responses and response.statement not in denied:
            speaker = pile.name_of(pile.statements[response.statement]) or "somebody the text does not name"
            yield f"answered by {speaker}, who {response.kind}"
    if len(now.contradicts) > len(was.contradicts):
        yield f"contradicted by {counted(len(now.contradicts) - len(was.contradicts), 'further claim')}"
    if now.status != was.status and now.status == "retracted":
        yield "taken back by who said it"
