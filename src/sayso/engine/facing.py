"""Which page of one file answers to which of another, and what is to be looked at on the two."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from sayso.link.align import Alignment
from sayso.link.changes import Side
from sayso.link.runs import Run
from sayso.link.second_look import Reread, expected
from sayso.link.strips import AROUND, boxes, strips
from sayso.model.document import Document
from sayso.model.findings import Change
from sayso.model.sight import Box, Look, Match, Spot
from sayso.model.span import Span
from sayso.model.words import Word, unpack

FROM_PICTURES = frozenset({"ocr layer", "rapidocr"})
"""What ``Page.engine`` says of pages whose words were recognised in a picture."""
LEAST_SHARED = 8
"""Words two pages share from which they may be one page."""

PagePair = tuple[int, int]


@dataclass(slots=True)
class Sheets:
    """The pages of one document, their words unpacked when they are first asked for."""

    document: Document
    packed: Callable[[int], bytes]
    _words: dict[int, list[Word]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Notes where the pages begin."""
        self._starts = [page.span.start for page in self.document.content.pages]

    def page(self, at: int) -> int:
        """The page that shows a place; 1 where the format has none."""
        pages = self.document.content.pages
        return pages[max(bisect_right(self._starts, at) - 1, 0)].number if pages else 1

    def words(self, page: int) -> list[Word]:
        """The words of a page that has places, in order."""
        if page not in self._words:
            self._words[page] = sorted(unpack(self.packed(page)))
        return self._words[page]

    def from_picture(self, page: int) -> bool:
        """Whether the words of a page were recognised in a picture of it."""
        return any(p.number == page and p.engine in FROM_PICTURES for p in self.document.content.pages)

    def numbers(self) -> list[int]:
        """The pages' numbers."""
        return [page.number for page in self.document.content.pages] or [1]


class Facings:
    """The pages of two documents that face each other, by the words they share."""

    def __init__(self, one: Sheets, other: Sheets, sides: tuple[Side, Side], alignment: Alignment) -> None:
        self.one, self.other = one, other
        self._sides = sides
        self._runs = alignment.runs

    @cached_property
    def equal(self) -> list[tuple[int, int]]:
        """Numbers of words that answer to each other and are equal, in order."""
        a, b = (side.words.norms for side in self._sides)
        found: set[tuple[int, int]] = set()
        for run in self._runs:
            found.update(_equal(a, b, run))
        return sorted(found)

    @cached_property
    def by_pair(self) -> dict[PagePair, list[tuple[int, int]]]:
        """The same by the pages they stand on."""
        out: dict[PagePair, list[tuple[int, int]]] = {}
        (a, b) = (side.words.starts for side in self._sides)
        for i, j in self.equal:
            out.setdefault((self.one.page(a[i]), self.other.page(b[j])), []).append((i, j))
        return out

    def pairs(self) -> list[PagePair]:
        """Each page with the page of the other that shares most words with it; two single pages always."""
        counts = {pair: len(words) for pair, words in self.by_pair.items()}
        best = {*_best(counts, 0), *_best(counts, 1)}
        if len(self.one.numbers()) == len(self.other.numbers()) == 1:
            best.add((self.one.numbers()[0], self.other.numbers()[0]))
        return sorted(best)

    def look(self, pair: PagePair, changes: Sequence[Change], *, shots: bool, compare: bool) -> Look:
        """What to look at on two pages: the places of ``changes``, and, where asked, everything else."""
        matches, same_one, same_other = self._matched(pair)
        return Look(
            page_one=pair[0],
            page_other=pair[1],
            spots=tuple(self._spot(pair, change) for change in changes),
            matches=tuple(matches),
            compare=compare,
            same_one=tuple(same_one),
            same_other=tuple(same_other),
            shots=shots,
        )

    def rereads(self, pair: PagePair, change: Change) -> tuple[Reread | None, Reread | None]:
        """What both places should say when they are read again; None for a page that no picture was read from."""
        return (
            _reread(self.one, pair[0], change.span_before, change.after),
            _reread(self.other, pair[1], change.span_after, change.before),
        )

    def pair_of(self, change: Change) -> PagePair:
        """The pages on which a change stands."""
        return self.one.page(change.span_before.start), self.other.page(change.span_after.start)

    def _matched(self, pair: PagePair) -> tuple[list[Match], list[Box], list[Box]]:
        matches, ones, others = [], [], []
        for i, j in self.by_pair.get(pair, ()):
            a = _box(self.one.words(pair[0]), self._sides[0], i)
            b = _box(self.other.words(pair[1]), self._sides[1], j)
            if a and b:
                ones.append(a)
                others.append(b)
                matches.append(Match(*_middle(a), *_middle(b)))
        return matches, ones, others

    def _spot(self, pair: PagePair, change: Change) -> Spot:
        words_one, words_other = self.one.words(pair[0]), self.other.words(pair[1])
        return Spot(
            one=strips(words_one, change.span_before, around=AROUND)[0],
            other=strips(words_other, change.span_after, around=AROUND)[0],
            core_one=strips(words_one, change.span_before)[0],
            core_other=strips(words_other, change.span_after)[0],
        )


def _reread(sheets: Sheets, page: int, span: Span, others: str) -> Reread | None:
    if not sheets.from_picture(page):
        return None
    _, around = strips(sheets.words(page), span, around=AROUND)
    return expected(sheets.document.text, span, others, around)


def _equal(a: Sequence[str], b: Sequence[str], run: Run) -> Iterable[tuple[int, int]]:
    known: dict[str, int] = {}
    one = [known.setdefault(word, len(known)) for word in a[run.a0 : run.a1]]
    other = [known.setdefault(word, len(known)) for word in b[run.b0 : run.b1]]
    for block in Levenshtein.opcodes(one, other):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                yield run.a0 + block.src_start + step, run.b0 + block.dest_start + step


def _best(counts: dict[PagePair, int], side: int) -> Iterable[PagePair]:
    best: dict[int, PagePair] = {}
    for pair in sorted(counts):
        if counts[pair] >= LEAST_SHARED and counts[pair] > counts.get(best.get(pair[side], (0, 0)), 0):
            best[pair[side]] = pair
    return best.values()


def _box(words: Sequence[Word], side: Side, number: int) -> Box | None:
    """The box of a word of the text, where it has one of its own."""
    found = boxes(words, Span(side.words.starts[number], side.words.ends[number]))
    return found[0] if len(found) == 1 else None


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def by_pages(facings: Facings, changes: Iterable[Change]) -> dict[PagePair, list[Change]]:
    """The changes by the pages they stand on."""
    out: dict[PagePair, list[Change]] = {}
    for change in changes:
        out.setdefault(facings.pair_of(change), []).append(change)
    return out


def busiest(counts: Counter[PagePair], pairs: Iterable[PagePair], most: int) -> list[PagePair]:
    """At most so many pairs of pages, those with most changes first, then in order."""
    return sorted(sorted({*counts, *pairs}, key=lambda pair: (-counts[pair], pair))[:most])
