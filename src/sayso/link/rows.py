"""Copies and passages as rows of the findings, with places in code points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.link.align import Alignment
from sayso.link.changes import Edit, Side
from sayso.link.families import Derived, Member
from sayso.link.passages import Shared, sort_of
from sayso.model.findings import Change, Copy, Passage, Place, group_id
from sayso.model.ids import make_id


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
    dated = sorted({(m.published, m.document) for m in members if m.published is not None})
    if not dated or len(dated) < len({m.document for m in members}):
        return None
    return dated[0][1] if len(dated) == 1 or dated[0][0] != dated[1][0] else None


def passage_row(
    group: Shared, members: Mapping[int, list[Member]], kin: Mapping[int, int], places: Iterable[Place], *, quoted: bool
) -> Passage:
    """The row of one passage; ``quoted`` where every one of ``places`` stands in quotation marks."""
    ordered = tuple(sorted(places, key=lambda p: (p.document, p.span)))
    holders = [m for text in sorted({t for t, _, _ in group.stretches}) for m in members[text]]
    return Passage(
        id=group_id("passage", f"{ordered[0].document}:{ordered[0].span.start}"),
        sort=sort_of(group, members, kin, quoted=quoted),
        places=ordered,
        first_seen=first_seen(holders),
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
