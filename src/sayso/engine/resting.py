"""What a brief or a check rests on: the keys of its lines, and the files that the pages of each were read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from sayso.engine.findings import Statements, one
from sayso.engine.records import Documents
from sayso.model.findings import Claim
from sayso.model.written import Rested, Written, WrittenVerb
from sayso.present.brief import Brief
from sayso.present.checked import Checked, Finding
from sayso.present.safe import one_line
from sayso.present.shape import Line, citations
from sayso.store.protocol import View

LINES = 1000
"""Lines of one brief or check that are kept, the first."""
PAGES = 50
"""Pages kept of one line: what so many say does not hang on one of them."""
NAME_CHARS = 200
"""Characters of a file's name that are kept."""


class _Use(NamedTuple):
    """A line by its key, and ids of the documents it rests on and of those quoted beside it."""

    key: str
    rests: Collection[str]
    beside: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something was written, and where to."""

    day: str
    file: str = ""
    """Any path; its last name is kept. Empty where it was printed."""


def today() -> date:
    """The day on this machine."""
    return datetime.now(UTC).astimezone().date()


def of_brief(view: View, documents: Documents, brief: Brief, on: Occasion) -> Written:
    """The record of ``brief``: of the lines that do not say themselves that they rest on a forged page."""
    lines = (*brief.stands, *brief.to_check)
    return _record(view, documents, "brief", on, (_of_line(view, line) for line in lines[:LINES]))


def of_check(view: View, documents: Documents, checked: Checked, claims: Mapping[str, Claim], on: Occasion) -> Written:
    """The record of ``checked``; ``claims`` are those of the case by the id of each of their statements."""
    uses = (use for finding in checked.findings[:LINES] for use in _of_finding(view, claims, finding))
    return replace(_record(view, documents, "check", on, uses), draft=_name(checked.draft))


def _of_line(view: View, line: Line) -> _Use:
    counted = replace(line, on_forged=(), contradicts=tuple(c for c in line.contradicts if not c.forged))
    claim = one(view, Claim, line.id)
    return _Use(line.key, _documents(view, claim), {cited.document for cited in citations(counted)})


def _of_finding(view: View, claims: Mapping[str, Claim], finding: Finding) -> Iterator[_Use]:
    said = finding.said.content if finding.said else None
    held = [each for each in (said, finding.place) if each is not None]
    if held:
        claim = claims.get(finding.said.statement) if finding.said else None
        beside = {cited.document for cited in citations(finding.answers)}
        rests = _documents(view, claim) | {cited.document for cited in held}
        yield _Use(finding.claim or next((c.key for c in held if c.key), ""), rests, beside)
        return
    for answer in finding.answers:
        yield _Use(answer.content.key, (), {answer.content.document})


def _documents(view: View, claim: Claim | None) -> set[str]:
    """The documents in which a claim is said, but for pages judged forged that bear it out no more."""
    if claim is None:
        return set()
    statements = Statements(view)
    return {statements[s].document for s in claim.statements if s not in claim.on_forged}


def _record(view: View, documents: Documents, verb: WrittenVerb, on: Occasion, uses: Iterable[_Use]) -> Written:
    rests: dict[str, set[str]] = {}
    beside: dict[str, set[str]] = {}
    for use in uses:
        rests.setdefault(use.key, set()).update(_digests(view, documents, use.rests))
        beside.setdefault(use.key, set()).update(_digests(view, documents, use.beside))
    known = sorted({digest for kept in (*rests.values(), *beside.values()) for digest in kept})
    place = {digest: n for n, digest in enumerate(known)}
    lines = (
        Rested(
            key=key,
            rests=tuple(sorted(place[d] for d in rests[key]))[:PAGES],
            beside=tuple(sorted(place[d] for d in beside[key] - rests[key]))[:PAGES],
        )
        for key in sorted(rests)
    )
    name = _name(on.file) if on.file else ""
    return Written(verb=verb, day=on.day, file=name, documents=tuple(known), lines=tuple(lines))


def _digests(view: View, documents: Documents, names: Collection[str]) -> Iterator[str]:
    for name in names:
        item = view.item(documents.items[name])
        if item is not None:
            yield item.sha256


def _name(path: str) -> str:
    """The last name of a path, as it can be kept and shown."""
    return one_line(path.replace("\\", "/").rpartition("/")[2])[:NAME_CHARS]
