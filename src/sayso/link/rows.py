"""Copies and passages as rows of the findings, with places in code points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.link.align import Alignment
from sayso.link.certainty import Certainty, Judge
from sayso.link.changes import Edit, Side, lifted
from sayso.link.direction import way, where
from sayso.link.families import Derived, Member
from sayso.link.passages import Shared, sort_of
from sayso.link.redactions import mark_at
from sayso.link.standing import Standing
from sayso.model.findings import Change, ChangeSort, Copy, Passage, Place, group_id
from sayso.model.ids import make_id
from sayso.model.span import Span

TELLING: tuple[ChangeSort, ...] = ("number", "date", "name", "negation", "marking")
"""Sorts that come first in a list of changes, in this order."""
TURNED: dict[ChangeSort, ChangeSort] = {
    "insertion": "deletion",
    "deletion": "insertion",
    "redacted": "un-redacted",
    "un-redacted": "redacted",
}
"""What a sort is called from the other text's side."""


def copy_row(derived: Derived, alignment: Alignment | None, sides: tuple[Side, Side] | None) -> Copy:
    """The row of one member; ``alignment`` and ``sides`` are in the order of their texts' numbers, None for equals."""
    member, of = derived.member, derived.of
    swapped = of.text > member.text
    before, after = (sides[1], sides[0]) if sides and swapped else sides or (None, None)
    changes: tuple[Change, ...] = ()
    if alignment is not None and sides is not None:
        changes = changes_of(alignment.edits, *sides, swapped=swapped)
    found = way(derived.kind, alignment, before, after, swapped=swapped)
    earlier = {"of": of.document, "document": member.document}.get(found.first)
    return Copy(
        id=make_id("copy", member.document, of.document),
        document=member.document,
        of=of.document,
        kind=derived.kind,
        direction="known" if earlier else "unknown",
        reasons=(*found.reasons, *derived.reasons),
        first_seen=earlier or (None if found.reasons else first_seen([member, of])),
        changes=changes,
        where=_where(derived, alignment, before, after, swapped=swapped),
    )


def _where(
    derived: Derived, alignment: Alignment | None, of: Side | None, document: Side | None, *, swapped: bool
) -> Place | None:
    if alignment is None or of is None or document is None:
        return None
    found = where(alignment, of, document, swapped=swapped)
    if found is None:
        return None
    larger, span = found
    return Place(document=derived.of.document if larger is of else derived.member.document, span=span)


def first_seen(members: Iterable[Member]) -> str | None:
    """The one document whose own date is earliest; None where a date is missing or two share it."""
    return _earliest((m.published, m.document) for m in members)


def _earliest(places: Iterable[tuple[str | None, str]]) -> str | None:
    """The one document with the earliest date; None where one bears no date, or the dates do not tell which is first.

    A month does not come before a day in it.
    """
    dates: dict[str, str | None] = {}
    for published, document in places:
        known = dates.get(document, published)
        dates[document] = min(known, published) if known and published else None
    ordered = sorted((when, document) for document, when in dates.items() if when)
    if not ordered or len(ordered) < len(dates):
        return None
    if len(ordered) > 1 and ordered[1][0].startswith(ordered[0][0]):
        return None
    return ordered[0][1]


def passage_row(group: Shared, kin: Mapping[int, int], places: Iterable[tuple[int, str, Standing]]) -> Passage:
    """The row of one passage from its places, each with its text and its document."""
    found = sorted(places, key=lambda p: (p[1], p[2].start, p[2].stop))
    ordered = tuple(Place(document=document, span=Span(s.start, s.stop)) for _, document, s in found)
    return Passage(
        id=group_id("passage", f"{ordered[0].document}:{ordered[0].span.start}:{ordered[0].span.end}"),
        sort=sort_of(group, kin, [(text, s) for text, _, s in found]),
        places=ordered,
        first_seen=_earliest((s.published, document) for _, document, s in found),
    )


def passages_over(near: Iterable[tuple[int, int, int]], first: int, last: int) -> tuple[int, ...]:
    """Of passages ``near`` (first word, word behind the last, number) those with half of the words [first, last)."""
    return tuple(n for a, b, n in near if 2 * (min(b, last) - max(a, first)) >= max(1, last - first))


def changes_of(edits: Sequence[Edit], a: Side, b: Side, *, swapped: bool = False) -> tuple[Change, ...]:
    """``edits`` from ``a`` to ``b``, or the other way round, as changes: the surest and most telling first."""
    judge = Judge(a, b, edits)
    found = [_change(*_judged(e, a, b, judge), a, b, swapped=swapped) for e in edits]
    return tuple(sorted(found, key=_rank))


def _judged(edit: Edit, a: Side, b: Side, judge: Judge) -> tuple[Edit, Certainty]:
    if not judge.asserts(edit):
        return edit, "possible"
    return replace(edit, sort=lifted(a, b, edit)) if judge.is_legible(edit) else edit, "asserted"


def _rank(change: Change) -> tuple[bool, int, int, int]:
    telling = TELLING.index(change.sort) if change.sort in TELLING else len(TELLING)
    return change.certainty == "possible", telling, change.span_after.start, change.span_before.start


def _change(edit: Edit, certainty: Certainty, a: Side, b: Side, *, swapped: bool) -> Change:
    before = edit.span_a if edit.span_a is not None else _place(a, edit.a0, edit.a1, edit.sort)
    after = edit.span_b if edit.span_b is not None else _place(b, edit.b0, edit.b1, edit.sort)
    texts, sort = (a.content.text, b.content.text), edit.sort
    if swapped:
        before, after, texts, sort = after, before, texts[::-1], TURNED.get(sort, sort)
    return Change(
        before=before.of(texts[0]),
        after=after.of(texts[1]),
        span_before=before,
        span_after=after,
        sort=sort,
        certainty=certainty,
    )


def _place(one: Side, first: int, last: int, sort: ChangeSort) -> Span:
    """The span of words [first, last), with the marks of redaction that stand for words."""
    span = one.words.span(first, last)
    mark = mark_at(one.content.text, one.words, first, last) if sort in ("redacted", "un-redacted") else None
    if mark is None:
        return span
    return mark if not span else Span(min(span.start, mark.start), max(span.end, mark.end))
