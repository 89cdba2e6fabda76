"""Copies and passages as rows of the findings, with places in code points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.link.align import Alignment
from sayso.link.changes import Edit, Side
from sayso.link.direction import way, where
from sayso.link.families import Derived, Member
from sayso.link.passages import Shared, is_quoted, sort_of
from sayso.link.words import Words
from sayso.model.document import Document
from sayso.model.findings import Change, Copy, Passage, Place, group_id
from sayso.model.ids import make_id


def copy_row(derived: Derived, alignment: Alignment | None, sides: tuple[Side, Side] | None) -> Copy:
    """The row of one member; ``alignment`` and ``sides`` are in the order of their texts' numbers, None for equals."""
    member, of = derived.member, derived.of
    swapped = of.text > member.text
    before, after = (sides[1], sides[0]) if sides and swapped else sides or (None, None)
    changes: tuple[Change, ...] = ()
    if alignment is not None and before is not None and after is not None:
        changes = tuple(_change(e, before, after, alignment, swapped=swapped) for e in alignment.edits)
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
    dated = sorted({(m.published, m.document) for m in members if m.published is not None})
    if not dated or len(dated) < len({m.document for m in members}):
        return None
    return dated[0][1] if len(dated) == 1 or dated[0][0] != dated[1][0] else None


@dataclass(slots=True)
class PassageBook:
    """The passages of the pile, given their places a document at a time."""

    groups: Sequence[Shared]
    _by_text: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    _places: dict[int, list[Place]] = field(default_factory=dict)
    _unquoted: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Sorts the stretches by text."""
        for number, group in enumerate(self.groups):
            for text, first, last in group.stretches:
                self._by_text.setdefault(text, []).append((first, last, number))

    def add(self, document: Document, text: int, words: Words) -> None:
        """Notes where the passages stand in ``document``."""
        for first, last, number in self._by_text.get(text, ()):
            span = words.span(first, last)
            self._places.setdefault(number, []).append(Place(document=document.id, span=span))
            if not is_quoted(document.text, span.start, span.end):
                self._unquoted.add(number)

    def over(self, text: int, first: int, last: int) -> tuple[int, ...]:
        """Passages that hold at least half of the words [first, last)."""
        near = self._by_text.get(text, ())
        return tuple(n for a, b, n in near if 2 * (min(b, last) - max(a, first)) >= max(1, last - first))

    def rows(self, members: Mapping[int, list[Member]], kin: Mapping[int, int]) -> Iterable[Passage]:
        """The passages with all their places."""
        for number, group in enumerate(self.groups):
            places = tuple(sorted(self._places.get(number, ()), key=lambda p: (p.document, p.span)))
            holders = [m for text in sorted({t for t, _, _ in group.stretches}) for m in members[text]]
            if places:
                yield Passage(
                    id=group_id("passage", f"{places[0].document}:{places[0].span.start}"),
                    sort=sort_of(group, members, kin, quoted=number not in self._unquoted),
                    places=places,
                    first_seen=first_seen(holders),
                )


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
