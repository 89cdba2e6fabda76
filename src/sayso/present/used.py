"""Which briefs and checks already used a page, in plain sentences for whoever must put them right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sayso.model.written import Rested, Written
from sayso.present.safe import one_line
from sayso.present.wording import counted, day

LISTED = 20
"""Keys that one sentence names."""
_NOUNS = {"brief": "line", "check": "finding"}


def used(records: Iterable[Written], digests: Collection[str]) -> tuple[str, ...]:
    """A sentence for every brief and check that used a page read from the files with these digests, by day."""
    told = (_told(record, digests) for record in sorted(records, key=_order))
    return tuple(dict.fromkeys(filter(None, told)))


def holding(records: Iterable[Written], keys: Collection[str], digests: Collection[str]) -> tuple[str, ...]:
    """A sentence for every one that has a claim, by any of its ``keys``, on a page read from these files."""
    found = [
        record
        for record in sorted(records, key=_order)
        if any(line.key in keys and _on(record, line.rests, digests) for line in record.lines)
    ]
    return tuple(dict.fromkeys(f"{_called(record)} has it." for record in found))


def _told(record: Written, digests: Collection[str]) -> str:
    rests = [line for line in record.lines if _on(record, line.rests, digests)]
    alone = [line.key for line in rests if all(record.documents[n] in digests for n in line.rests)]
    beside = [line.key for line in record.lines if _on(record, line.beside, digests)]
    noun = _NOUNS[record.verb]
    parts = []
    if rests:
        verb = "rests" if len(rests) == 1 else "rest"
        parts.append(f"{counted(len(rests), noun)} that {verb} on this page: {_keys(line.key for line in rests)}")
    if beside:
        parts.append(f"{counted(len(beside), noun)} beside which it is quoted: {_keys(beside)}")
    if not parts:
        return ""
    return f"{_called(record)} has {', and '.join(parts)}.{_alone(rests, alone)}"


def _alone(rests: Sequence[Rested], alone: Sequence[str]) -> str:
    """Which of the lines are said on no other page: those fall with it."""
    if not rests:
        return ""
    if not alone:
        return " Other pages say it too." if len(rests) == 1 else " Other pages say each of them too."
    if len(alone) == len(rests):
        return " No other page says it." if len(rests) == 1 else " No other page says any of them."
    return f" On no other page: {_keys(alone)}."


def _on(record: Written, places: Iterable[int], digests: Collection[str]) -> bool:
    return any(record.documents[n] in digests for n in places)


def _called(record: Written) -> str:
    """The brief of 12 Mar 2024, brief.docx,; the check of story.docx printed on 12 Mar 2024."""
    draft = f" of {one_line(record.draft)}" if record.draft else ""
    if not record.file:
        return f"The {record.verb}{draft} printed on {day(record.day)}"
    made = f"made on {day(record.day)}" if draft else f"of {day(record.day)}"
    return f"The {record.verb}{draft} {made}, {one_line(record.file)},"


def _keys(keys: Iterable[str]) -> str:
    named = list(keys)
    more = f" and {len(named) - LISTED:,} more" if len(named) > LISTED else ""
    return f"{', '.join(named[:LISTED])}{more}"


def _order(record: Written) -> tuple[str, str, str, str, str]:
    return record.day, record.verb, record.draft, record.file, record.id
