"""The order in which a reader takes the pieces of a page: column after column, tables row by row.

The recursive cut along white space of Nagy and Seth (1984) and of Ha, Haralick and Phillips, "Recursive X-Y cut using
bounding boxes of connected components" (ICDAR 1995), with Meunier's preference for cuts between columns over cuts
between paragraphs ("Optimized XY-cut for determining a page reading order", ICDAR 2005). A cut between columns here
need not run down the whole page: it reaches as far as nothing crosses it, so that a headline or a full-width
paragraph above, between or below columns is read in its turn.

Boxes alone are looked at. The order in which they are given breaks the tie where short lines stand side by side and
could as well be two addresses as a small table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from statistics import median
from typing import NamedTuple

MIN_ROWS = 3
"""Fewer lines than this beside each other are rows with a gap in them, unless they were given as two blocks."""
MIN_GIVEN_ROWS = 2
GUTTER = 0.7
"""White space at least this wide, in heights of a line, parts columns; spaces between words are narrower."""
LONG_TABLE = 6
"""So many rows level on both sides are a table, even if its columns were written one after another."""
PROSE_WIDTH = 8.0
"""A line of running text is at least this many times as wide as high, about sixteen letters; cells are narrower."""
LEAF_GAP = 0.8
"""White space across all of a column, in heights of a line, that parts its blocks."""
MAX_DEPTH = 40
MAX_PIECES = 20_000
"""A page with more pieces than this is a drawing; it is read in rows."""
MAX_GUTTERS = 6


class Box(NamedTuple):
    """Where a piece stands: points from the top left of the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Height on the page of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0


class Block(NamedTuple):
    """Pieces that are read together, in rows from top to bottom, each from left to right."""

    rows: list[list[int]]
    beside: bool = False
    """Whether it is a cell that stands in one row with the block before it."""
    column: int = 0
    """Number of the column it stands in; 0 where none was cut."""


class _Page(NamedTuple):
    boxes: Sequence[Box]
    height: float
    """Of a usual line."""
    gutter: float
    """The least gap between columns."""
    columns: Iterator[int]
    """Numbers for the columns as they are found."""


def reading_order(boxes: Sequence[Box], gutter: float | None = None) -> list[list[int]]:
    """The places of ``boxes`` in blocks, blocks and places in the order of reading; every place exactly once.

    A box is a line or a piece of one that no column gap runs through; ``gutter`` points are the least such gap, if not
    told ``GUTTER`` heights of a line. About n log n in their number on pages of text.
    """
    return [[place for row in block.rows for place in row] for block in blocks(boxes, gutter)]


def blocks(boxes: Sequence[Box], gutter: float | None = None) -> list[Block]:
    """The blocks of a page with their rows; text that runs up or down the page comes last, piece by piece."""
    if not boxes:
        return []
    height = max(median(box.y1 - box.y0 for box in boxes), 0.1)
    page = _Page(boxes, height, gutter or GUTTER * height, count(1))
    tall = {place for place, box in enumerate(boxes) if _is_upended(box, height)}
    if 2 * len(tall) > len(boxes):
        tall = set()
    upright = sorted((place for place in range(len(boxes)) if place not in tall), key=lambda p: boxes[p].middle)
    cut = _cut(page, upright, 0) if len(upright) <= MAX_PIECES else _leaves(page, upright, 0)
    return [*cut, *(Block([[place]]) for place in sorted(tall))]


def joined(boxes: Sequence[Box], least: float) -> list[list[int]]:
    """Boxes that stand side by side with less than ``least`` points between them, from left to right."""
    group = list(range(len(boxes)))

    def root(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    for one, other in _side_by_side(boxes, range(len(boxes))):
        if boxes[other].x0 - boxes[one].x1 < least and _alike(boxes[one], boxes[other]):
            group[root(one)] = root(other)
    found: dict[int, list[int]] = {}
    for place in sorted(range(len(boxes)), key=lambda p: boxes[p].x0):
        found.setdefault(root(place), []).append(place)
    return list(found.values())


def _is_upended(box: Box, height: float) -> bool:
    return box.y1 - box.y0 > 2.5 * max(box.width, height)


def _alike(one: Box, other: Box) -> bool:
    """Whether two boxes could be words of one line: a raised figure may, a drop capital may not."""
    high, low = one.y1 - one.y0, other.y1 - other.y0
    return max(high, low) < 2.2 * max(min(high, low), 0.1)


def _side_by_side(boxes: Sequence[Box], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs of boxes that overlap in height, the left one first."""
    # Written out, without calls: with words in any order this is most of the work on a page.
    ranked = sorted(places, key=lambda p: boxes[p].y0)
    active: list[tuple[float, float, float, int]] = []
    for place in ranked:
        x0, y0, _, y1 = boxes[place]
        height = y1 - y0
        active = [entry for entry in active if entry[1] > y0]
        for other_y0, other_y1, other_x0, other in active:
            shared = (other_y1 if other_y1 < y1 else y1) - y0  # noqa: FURB136
            tall = other_y1 - other_y0
            if 2 * shared >= (tall if tall < height else height):  # noqa: FURB136
                yield (place, other) if (x0, place) < (other_x0, other) else (other, place)
        active.append((y0, y1, x0, place))


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes share at least half of the lower one's height."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def _cut(page: _Page, places: list[int], depth: int, column: int = 0) -> list[Block]:
    """``places``, sorted by height, cut along the tallest gap between columns, each part cut again."""
    if len(places) >= 2 * MIN_GIVEN_ROWS and depth < MAX_DEPTH:
        for x in _gutters(page, places):
            for band in _bands(page, places, x):
                strips = _strips(page, band, x)
                if strips:
                    return _cut_around(page, places, _table(page, strips, column), band, depth, column)
                sides = _columns(page, band, x)
                if sides:
                    own = [next(page.columns) if _is_prose(page, side) else column for side in sides]
                    found = [b for side, n in zip(sides, own, strict=True) for b in _cut(page, side, depth + 1, n)]
                    return _cut_around(page, places, found, [*sides[0], *sides[1]], depth, column)
    return _leaves(page, places, column)


def _cut_around(
    page: _Page, places: list[int], found: list[Block], taken: Sequence[int], depth: int, column: int
) -> list[Block]:
    """What stands above the pieces that are ``taken``, the blocks they are in, what stands below."""
    above, below = _around(page, places, set(taken))
    return [*_cut(page, above, depth + 1, column), *found, *_cut(page, below, depth + 1, column)]


def _table(page: _Page, strips: list[list[list[int]]], column: int) -> list[Block]:
    """A table with cells of several lines, row by row and cell by cell."""
    return [Block(_rows(page, cell), number > 0, column) for strip in strips for number, cell in enumerate(strip)]


def _around(page: _Page, places: list[int], taken: set[int]) -> tuple[list[int], list[int]]:
    top = min(page.boxes[place].middle for place in taken)
    others = [place for place in places if place not in taken]
    return (
        [place for place in others if page.boxes[place].middle <= top],
        [place for place in others if page.boxes[place].middle > top],
    )


def _leaves(page: _Page, places: list[int], column: int) -> list[Block]:
    """Blocks of what is not cut further: rows that follow each other without a wide gap."""
    found: list[Block] = []
    reached = 0.0
    for row in _rows(page, places):
        if not found or min(page.boxes[place].y0 for place in row) - reached > LEAF_GAP * page.height:
            found.append(Block([], column=column))
        found[-1].rows.append(row)
        reached = max(reached, *(page.boxes[place].y1 for place in row))
    return found


def _rows(page: _Page, places: Sequence[int]) -> list[list[int]]:
    """Pieces in rows from top to bottom, each row from left to right."""
    rows: list[list[int]] = []
    for place in sorted(places, key=lambda p: (page.boxes[p].middle, page.boxes[p].x0)):
        if rows and _level(page.boxes[rows[-1][0]], page.boxes[place]):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [sorted(row, key=lambda p: page.boxes[p].x0) for row in rows]


def _gutters(page: _Page, places: Sequence[int]) -> Iterator[float]:
    """Where most gaps between neighbours lie one above another: points from the left, the tallest first."""
    gaps = _gaps(page, places)
    for _ in range(MAX_GUTTERS):
        x, weight = _deepest(gaps)
        if weight < (MIN_GIVEN_ROWS - 0.5) * page.height:
            return
        yield x
        gaps = [gap for gap in gaps if not gap[0] <= x <= gap[1]]


def _gaps(page: _Page, places: Sequence[int]) -> list[tuple[float, float, float]]:
    """For each piece the white space to its neighbour on the right: from, to, height."""
    nearest: dict[int, float] = {}
    for one, other in _side_by_side(page.boxes, places):
        if page.boxes[other].x0 > page.boxes[one].x1:
            nearest[one] = min(nearest.get(one, page.boxes[other].x0), page.boxes[other].x0)
    found = []
    for place, edge in nearest.items():
        box = page.boxes[place]
        if edge - box.x1 >= page.gutter:
            found.append((box.x1, edge, min(box.y1 - box.y0, 2 * page.height)))
    return found


def _deepest(gaps: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The middle of the stretch that most gaps share, and their heights together; 0 where there are none."""
    edges = sorted([(start, 1, high) for start, _, high in gaps] + [(end, 0, -high) for _, end, high in gaps])
    best, place, weight = 0.0, 0.0, 0.0
    for (x, _, high), (after, *_) in pairwise(edges):
        weight += high
        if weight > best + 1e-6:
            best, place = weight, (x + after) / 2
    return place, best


def _bands(page: _Page, places: Sequence[int], x: float) -> list[list[int]]:
    """Runs of pieces from top to bottom of which none crosses ``x``, the one with most pieces first."""
    found: list[list[int]] = [[]]
    for place in places:
        box = page.boxes[place]
        if box.x0 < x < box.x1:
            found.append([])
        else:
            found[-1].append(place)
    return sorted((band for band in found if len(band) >= 2 * MIN_GIVEN_ROWS), key=len, reverse=True)


def _columns(page: _Page, band: list[int], x: float) -> tuple[list[int], list[int]] | None:
    """The pieces left and right of ``x`` where they are columns of text; None where they are not."""
    left = [place for place in band if page.boxes[place].x1 <= x]
    right = [place for place in band if page.boxes[place].x1 > x]
    left, right = _trimmed(page, left, right), _trimmed(page, right, left)
    least = min(len(_rows(page, left)), len(_rows(page, right)))
    if least < MIN_GIVEN_ROWS:
        return None
    apart = _given_apart(page, left, right)
    if _is_prose(page, left) and _is_prose(page, right):
        return (left, right) if apart or least >= MIN_ROWS else None
    return (left, right) if apart and least >= MIN_ROWS else None


def _trimmed(page: _Page, side: list[int], other: list[int]) -> list[int]:
    """``side`` without what stands, after a gap and in short lines, beyond the end or before the start of ``other``."""
    if not side or not other:
        return []
    top = min(page.boxes[place].y0 for place in other)
    bottom = max(page.boxes[place].y1 for place in other)
    edge = max(page.boxes[place].x1 for place in side) - min(page.boxes[place].x0 for place in side)
    first, last = 0, len(side)
    for number, (one, after) in enumerate(pairwise(side), 1):
        if page.boxes[after].y0 - page.boxes[one].y1 <= 0.5 * page.height:
            continue
        if page.boxes[one].y1 <= top and _are_short(page, side[:number], edge):
            first = number
        if page.boxes[after].y0 >= bottom and _are_short(page, side[number:], edge):
            last = number
            break
    return side[first:last]


def _are_short(page: _Page, places: Sequence[int], edge: float) -> bool:
    """Whether lines do not fill a column ``edge`` points wide."""
    return sum(page.boxes[place].width >= 0.7 * edge for place in places) < 0.4 * len(places)


def _is_prose(page: _Page, side: Sequence[int]) -> bool:
    """Whether most lines are long, and about as long as each other, in every column of a side."""
    rows = _rows(page, side)
    x, weight = _deepest(_gaps(page, side))
    if weight > 0.4 * len(rows) * page.height:
        parts = [p for p in side if page.boxes[p].x1 <= x], [p for p in side if page.boxes[p].x1 > x]
        return all(_is_prose(page, part) for part in parts)
    widths = sorted(page.boxes[row[-1]].x1 - page.boxes[row[0]].x0 for row in rows)
    long = PROSE_WIDTH * page.height
    if sum(width for width in widths if width >= long) < 0.7 * sum(widths):
        return False
    usual = widths[int(0.9 * (len(widths) - 1))]
    return sum(width >= 0.7 * usual for width in widths) >= 0.55 * len(widths)


def _given_apart(page: _Page, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether all of one side was given before all of the other, and they are not simply the rows of a long table."""
    if max(left) > min(right) and max(right) > min(left):
        return False
    rows = _rows(page, [*left, *right])
    both = sum(len(row) > 1 for row in rows)
    return both < LONG_TABLE or both < 0.8 * len(rows)


def _strips(page: _Page, band: Sequence[int], x: float) -> list[list[list[int]]]:
    """The rows of a table whose cells have several lines, each as its cells; none where it is no such table.

    Its rows start level on both sides of ``x`` and stand further apart than the lines of a cell.
    """
    rows = _separate(page, band)
    both = [row for row in rows if len({page.boxes[place].x1 <= x for place in row}) == 2]
    if len(both) < MIN_ROWS or len(both) < 0.7 * len(rows) or len(band) < 2.6 * len(rows):
        return []
    if not all(_starts_level(page, row, x) for row in both) or len(band) > 20 * len(rows):
        return []
    if _has_level_lines(page, both, x):
        return []
    return [_cells(page, row) for row in rows]


def _separate(page: _Page, band: Sequence[int]) -> list[list[int]]:
    """Pieces parted at every gap across all of them that is wider than those between lines."""
    ranked = sorted(band, key=lambda p: page.boxes[p].y0)
    reached, gaps = page.boxes[ranked[0]].y1, [0.0]
    for place in ranked[1:]:
        gaps.append(page.boxes[place].y0 - reached)
        reached = max(reached, page.boxes[place].y1)
    steps = sorted(gap for gap in gaps[1:] if gap > -0.4 * page.height)
    usual = steps[len(steps) // 4] if steps else 0.0
    rows: list[list[int]] = []
    for place, gap in zip(ranked, gaps, strict=True):
        if not rows or gap > max(usual, 0.0) + 0.25 * page.height:
            rows.append([])
        rows[-1].append(place)
    return rows


def _starts_level(page: _Page, row: Sequence[int], x: float) -> bool:
    left = min(page.boxes[place].y0 for place in row if page.boxes[place].x1 <= x)
    right = min(page.boxes[place].y0 for place in row if page.boxes[place].x1 > x)
    return abs(left - right) < 0.4 * page.height


def _has_level_lines(page: _Page, rows: Sequence[Sequence[int]], x: float) -> bool:
    """Whether short lines stand level on both sides of ``x``: then they are rows themselves, not lines of cells."""
    sides = (
        [p for row in rows for p in row if page.boxes[p].x1 <= x],
        [p for row in rows for p in row if page.boxes[p].x1 > x],
    )
    if all(_is_prose(page, side) for side in sides):
        return False
    lines = [line for row in rows if len(row) > 2 for line in _rows(page, row)]
    return sum(len({page.boxes[place].x1 <= x for place in line}) == 2 for line in lines) > 0.7 * len(lines)


def _cells(page: _Page, row: Sequence[int]) -> list[list[int]]:
    """The pieces of a row of a table in its cells, from left to right."""
    cells: list[list[int]] = []
    reached = 0.0
    for place in sorted(row, key=lambda p: page.boxes[p].x0):
        box = page.boxes[place]
        if not cells or box.x0 - reached >= page.gutter:
            cells.append([])
        cells[-1].append(place)
        reached = max(reached, box.x1) if len(cells[-1]) > 1 else box.x1
    return cells
