"""Two files compared: their texts word by word, the places of every change looked at again, and their pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from sayso.engine.facing import Facings, PagePair, Sheets, busiest, by_pages
from sayso.link.align import Alignment, align
from sayso.link.changes import ALTERING, Side, side
from sayso.link.families import Derived, Member
from sayso.link.fingerprint import fingerprint
from sayso.link.parted import narrowed
from sayso.link.rows import copy_row
from sayso.link.second_look import doubted, looks_alike, read_again, settled
from sayso.link.strips import boxes
from sayso.link.words import norms_of
from sayso.model.document import Document
from sayso.model.findings import Change
from sayso.model.ids import sha256_hex
from sayso.model.sight import Again, Box, Look, Sight
from sayso.model.span import Span
from sayso.present.comparison import SORTS, Comparison, Facing, Paper, Relation, Seen, Shared, Stand, Told
from sayso.read import Pages

MOST_PAGES = 24
"""Pairs of pages that are looked at: some three seconds each, two hundred kilobytes a page in what is written."""
AROUND = 40
"""Code points of the text shown on either side of a difference."""
MOSTLY = 0.6
"""Share of a place by which it is one that the texts tell already."""

PARTS: Mapping[str, Literal["", "one", "other"]] = MappingProxyType({"": "", "a": "one", "b": "other"})
Looker = Callable[[Pages, Pages, Look], Sight]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One file to compare: its document, its bytes, its word boxes by page, and whether its pages may be shown."""

    document: Document
    data: bytes
    words: Callable[[int], bytes]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class _Looked:
    """A change after it was looked at."""

    change: Change
    pair: PagePair
    again: Again | None
    read: tuple[str, str] = ("", "")
    """The words of the change on both pages as they were read a second time."""


def compared(one: Held, other: Held, look: Looker, *, pictures: bool = True) -> Comparison:
    """What ``one`` and ``other`` are to each other, and every difference.

    Two texts are compared at once; each pair of pages that are pictures costs about three seconds. Without
    ``pictures`` none is looked at, and what a picture was misread for may be told as a difference.
    """
    sides = side(one.document.content), side(other.document.content)
    alignment = align(*sides, fingerprint(one.document.text), fingerprint(other.document.text))
    sheets = Sheets(one.document, one.words), Sheets(other.document, other.words)
    facings = Facings(*sheets, sides, alignment)
    changes = _visible(facings, _changes(one.document, other.document, sides, alignment))
    by_pair = by_pages(facings, changes)
    counts = Counter({pair: len(found) for pair, found in by_pair.items()})
    same_bytes = one.data == other.data
    pairs = busiest(counts, [] if same_bytes else facings.pairs(), MOST_PAGES)
    sights = dict(_sights(one, other, facings, by_pair, pairs, look)) if pictures else {}
    looked = [each for pair, found in by_pair.items() for each in _settled(facings, pair, found, sights.get(pair))]
    told = _told(sheets, looked, (one.shown, other.shown))
    return Comparison(
        one=_paper(one, sides[0]),
        other=_paper(other, sides[1]),
        relation="same bytes" if same_bytes else _relation(alignment, [each.change for each in looked]),
        part=PARTS[alignment.part],
        told=told,
        seen=_seen(sights, told),
        facing=tuple(_facing(pair, sights.get(pair), one, other) for pair in pairs),
        shared=_shared(sheets, sides, alignment),
        notes=tuple(_notes(one, other, counts, facings, pairs, pictures=pictures)),
    )


def _changes(one: Document, other: Document, sides: tuple[Side, Side], alignment: Alignment) -> tuple[Change, ...]:
    """The changes of an alignment, from the words of ``one`` to those of ``other``."""
    kind = alignment.relation
    if kind == "none":
        return ()
    first, second = (Member(d.id, d.file, d.digest, n, 0) for n, d in enumerate((one, other)))
    return copy_row(Derived(second, first, kind), alignment, sides).changes


def _visible(facings: Facings, changes: Sequence[Change]) -> list[Change]:
    """``changes`` without those that no eye sees: a page was read from its picture, and both sides look alike."""
    return [c for c in changes if not (looks_alike(c) and any(facings.rereads(facings.pair_of(c), c)))]


def _sights(
    one: Held,
    other: Held,
    facings: Facings,
    by_pair: dict[PagePair, list[Change]],
    pairs: Sequence[PagePair],
    look: Looker,
) -> Iterator[tuple[PagePair, Sight]]:
    files = Pages(one.data, one.document.file), Pages(other.data, other.document.file)
    facing = set(facings.pairs())
    for pair in pairs:
        asked = facings.look(pair, by_pair.get(pair, ()), shots=one.shown or other.shown, compare=pair in facing)
        yield pair, look(*files, asked)


def _settled(facings: Facings, pair: PagePair, changes: Sequence[Change], sight: Sight | None) -> list[_Looked]:
    if sight is None or not sight.again:
        return [_Looked(change, pair, None) for change in changes]
    found = [_looked(facings, pair, *each) for each in zip(changes, sight.again, strict=True)]
    sure = doubted(changes, [each.change for each in found])
    return [replace(each, change=change) for each, change in zip(found, sure, strict=True)]


def _looked(facings: Facings, pair: PagePair, change: Change, again: Again) -> _Looked:
    one, other = facings.rereads(pair, change)
    sure = replace(change, certainty=settled(change, again, one, other))
    narrow = _narrowed(facings, sure, (read_again(again.one, one), read_again(again.other, other)))
    one, other = facings.rereads(pair, narrow)
    return _Looked(narrow, pair, again, (read_again(again.one, one), read_again(again.other, other)))


def _narrowed(facings: Facings, change: Change, read: tuple[str, str]) -> Change:
    """``change`` without what the second reading parts from its words and the other page has as well."""
    one, other = facings.one.document.text, facings.other.document.text
    spans = narrowed(one, change.span_before, other, change.span_after, again=read)
    if spans is None or not all(spans):
        return change
    before, after = spans[0].of(one), spans[1].of(other)
    return replace(change, before=before, after=after, span_before=spans[0], span_after=spans[1])


def _told(sheets: tuple[Sheets, Sheets], looked: Sequence[_Looked], shown: tuple[bool, bool]) -> tuple[Told, ...]:
    """The differences between the texts, numbered: what is asserted first, and of that what matters most."""
    ordered = sorted(looked, key=lambda each: (_weight(each.change), each.change.span_before, each.change.span_after))
    return tuple(
        Told(
            number=number,
            sort=each.change.sort,
            certainty=each.change.certainty,
            one=_stand(sheets[0], each.change.span_before, each.read[0]),
            other=_stand(sheets[1], each.change.span_after, each.read[1]),
            looked=bool(each.again and (each.again.one or each.again.other)),
            cut_one=each.again.cut_one if each.again and shown[0] else b"",
            cut_other=each.again.cut_other if each.again and shown[1] else b"",
        )
        for number, each in enumerate(ordered, 1)
    )


def _weight(change: Change) -> tuple[bool, int]:
    rank = SORTS.index(change.sort) if change.sort in SORTS else len(SORTS)
    return change.certainty == "possible", rank


def _stand(sheets: Sheets, span: Span, read: str = "") -> Stand:
    text, page = sheets.document.text, sheets.page(span.start)
    again = "" if norms_of(read) == norms_of(span.of(text)) else read
    return Stand(
        words=span.of(text),
        span=span,
        page=page,
        boxes=boxes(sheets.words(page), span) if span else _gap(sheets, page, span),
        before=text[max(span.start - AROUND, 0) : span.start],
        after=text[span.end : span.end + AROUND],
        again=again,
    )


def _gap(sheets: Sheets, page: int, span: Span) -> tuple[Box, ...]:
    """A narrow box before the word in front of which words are missing."""
    behind = [word for word in sheets.words(page) if word.start >= span.start][:1]
    return tuple(Box(word.x0 - 4, word.y0, word.x0 - 1, word.y1) for word in behind)


def _relation(alignment: Alignment, changes: Sequence[Change]) -> Relation:
    """The kind of copy, held against what the second look left of the changes."""
    if alignment.relation in ("none", "exact"):
        return alignment.relation
    sure = [change for change in changes if change.certainty == "asserted" and change.sort in ALTERING]
    if alignment.relation == "altered" and not sure:
        return "excerpt" if alignment.part else "near"
    return alignment.relation


def _seen(sights: dict[PagePair, Sight], told: Sequence[Told]) -> tuple[Seen, ...]:
    """What only the pictures show, numbered behind the differences of the texts."""
    kept = [
        Seen(number=0, kind=region.kind, page_one=pair[0], page_other=pair[1], one=region.one, other=region.other)
        for pair, sight in sorted(sights.items())
        for region in sight.regions
        if region.kind.startswith("blacked out") or not _is_told(pair, region.one, region.other, told)
    ]
    return tuple(replace(each, number=number) for number, each in enumerate(kept, len(told) + 1))


def _is_told(pair: PagePair, one: Box, other: Box, told: Sequence[Told]) -> bool:
    """Whether a place is one that an asserted difference of the texts tells already."""
    sure = [each for each in told if each.certainty == "asserted"]
    ones = [box for each in sure if each.one.page == pair[0] for box in each.one.boxes]
    others = [box for each in sure if each.other.page == pair[1] for box in each.other.boxes]
    return _covered(one, ones) >= MOSTLY or _covered(other, others) >= MOSTLY


def _covered(place: Box, boxes: Sequence[Box]) -> float:
    """The share of ``place`` that ``boxes``, which hardly overlap, cover with a little around them."""
    area = max((place.x1 - place.x0) * (place.y1 - place.y0), 1e-6)
    return sum(_common(place, box) for box in boxes) / area


def _common(one: Box, other: Box) -> float:
    pad = 0.25 * (other.y1 - other.y0)
    wide = min(one.x1, other.x1 + pad) - max(one.x0, other.x0 - pad)
    high = min(one.y1, other.y1 + pad) - max(one.y0, other.y0 - pad)
    return max(wide, 0.0) * max(high, 0.0)


def _facing(pair: PagePair, sight: Sight | None, one: Held, other: Held) -> Facing:
    found = sight or Sight()
    return Facing(
        page_one=pair[0],
        page_other=pair[1],
        shot_one=found.one if one.shown else None,
        shot_other=found.other if other.shown else None,
        compared=found.compared,
    )


def _shared(sheets: tuple[Sheets, Sheets], sides: tuple[Side, Side], alignment: Alignment) -> tuple[Shared, ...]:
    """The words that two files share which are no copies of each other."""
    if alignment.relation != "none":
        return ()
    return tuple(
        Shared(
            one=_stand(sheets[0], sides[0].words.span(run.a0, run.a1)),
            other=_stand(sheets[1], sides[1].words.span(run.b0, run.b1)),
        )
        for run in alignment.runs
    )


def _paper(held: Held, half: Side) -> Paper:
    return Paper(
        file=held.document.file,
        document=held.document.id,
        sha256=sha256_hex(held.data),
        pages=len(held.document.content.pages) or 1,
        words=len(half.words.norms),
    )


def _notes(
    one: Held, other: Held, counts: Counter[PagePair], facings: Facings, pairs: Sequence[PagePair], *, pictures: bool
) -> Iterator[str]:
    left = len({*counts, *facings.pairs()} - set(pairs)) if one.data != other.data else 0
    if not pictures:
        yield "the pages were not looked at as pictures"
    elif left:
        yield f"{left:,} more pairs of pages were not looked at as pictures"
    if not (one.shown and other.shown):
        yield "pages are not shown where a promise says no pictures"
    if min(len(half.document.text.split()) for half in (one, other)) == 0:
        yield "a file without words cannot be compared word by word"
