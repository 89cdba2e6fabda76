"""Copies and passages as rows of the findings, with places in code points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.link.align import Alignment
from sayso.link.changes import Edit, Side
from sayso.link.families import Derived, Member
from sayso.link.passages import Shared, sort_of
from sayso.link.standing import Standing
from sayso.model.findings import Change, Copy, Passage, Place, group_id
from sayso.model.ids import make_id
from sayso.model.span import Span


def copy_row(derived: Derived, alignment: Alignment | None, sides: tuple[Side, Side] | None) -> Copy:
    """The row of one member; ``alignment`` and ``sides`` are in the order of their texts' numbers, None for equals."""
    member, of = derived.member, derived.of
    changes: tuple[Change, ...] = ()
    if alignment is not None and sides is not None:
        swapped = of.text > member.text
        before, after = (sides[1], sides[0]) if swapped else sides
        changes = tuple(_change(e, before, after, alignment, swapped=swapped) for e in alignment.edits)
    known = _dated_apart(member, of) and derived.kind in ("near", "excerpt")
    return Copy(
        id=make_id("copy", member.document, of.document),
        document=member.document,
        of=of.document,
        kind=derived.kind,
        direction="known" if known else "unknown",
        reasons=("the two carry different dates inside",) if known else (),
        first_seen=first_seen([member, of]),
        changes=changes,
    )


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


def _change(edit: Edit, before: Side, after: Side, alignment: Alignment, *, swapped: bool) -> Change:
    a, b = ((edit.b0, edit.b1), (edit.a0, edit.a1)) if swapped else ((edit.a0, edit.a1), (edit.b0, edit.b1))
    span_before, span_after = before.words.span(*a), after.words.span(*b)
    turned = {"insertion": "deletion", "deletion": "insertion"}
    sort = turned.get(edit.sort, edit.sort) if swapped else edit.sort
    return Change(
        before=span_before.of(before.content.text),
        after=span_after.of(after.content.text),
        span_before=span_before,
        span_after=span_after,
        sort=sort,  # type: ignore[arg-type]
        certainty="possible" if edit.noise and alignment.noisy else "asserted",
    )


def _dated_apart(a: Member, b: Member) -> bool:
    return None not in (a.published, b.published) and a.published != b.published
