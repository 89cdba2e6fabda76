"""Where a stretch of text stands on its page: its words, line by line, each line as a strip at the slant it runs at."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

import numpy as np

from sayso.model.sight import Box, Quad
from sayso.model.span import Span
from sayso.model.words import Word

AROUND = 2
"""Words on either side, on the same line, that are read along: a line is read more surely than a word."""
LINE = 12
"""Words on either side from which the slant of a line is taken."""


def boxes(words: Sequence[Word], span: Span) -> tuple[Box, ...]:
    """The boxes of the words that ``span`` touches; words are in order."""
    first, last = _range(words, span)
    return tuple(Box(w.x0, w.y0, w.x1, w.y1) for w in words[first:last])


def strips(words: Sequence[Word], span: Span, *, around: int = 0) -> tuple[tuple[Quad, ...], Span]:
    """The strips that hold ``span`` with up to ``around`` neighbours on its lines, and the span of all words in them.

    An empty span has a strip only where the words before and behind it stand on one line.
    """
    first, last = _range(words, span)
    if first == last and not (0 < first < len(words) and around and _on_one_line(words[first - 1], words[first])):
        return (), span
    before, behind = first, last
    while before > 0 and first - before < around and before < len(words) and _joins(words, before - 1, first):
        before -= 1
    while behind < len(words) and behind - last < around and _joins(words, behind - 1, behind):
        behind += 1
    lines = _lines(words, before, behind)
    return tuple(_strip(words, a, b) for a, b in lines), Span(words[before].start, words[behind - 1].end)


def _range(words: Sequence[Word], span: Span) -> tuple[int, int]:
    """Numbers [first, last) of the words that ``span`` touches; where it touches none, twice the next word's."""
    first = bisect_left(words, span.start, key=lambda w: w.end - 1) if words else 0
    last = first
    while span and last < len(words) and words[last].start < span.end:
        last += 1
    return first, last


def _joins(words: Sequence[Word], left: int, right: int) -> bool:
    """Whether two words stand on one line, each next to the other or with words of that line between them."""
    if right >= len(words):
        return _on_one_line(words[left], words[left])
    return all(_on_one_line(words[at], words[at + 1]) for at in range(left, min(right, len(words) - 1)))


def _on_one_line(one: Word, other: Word) -> bool:
    """Whether ``other`` follows ``one`` on its line."""
    high = min(one.y1 - one.y0, other.y1 - other.y0)
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    usual = max(one.y1 - one.y0, other.y1 - other.y0)
    return overlap >= 0.4 * high and other.x0 > one.x0 and other.x0 - one.x1 < 3 * usual


def _lines(words: Sequence[Word], first: int, last: int) -> list[tuple[int, int]]:
    """[first, last) cut where a new line begins."""
    cuts = [at for at in range(first + 1, last) if not _on_one_line(words[at - 1], words[at])]
    edges = [first, *cuts, last]
    return list(itertools.pairwise(edges))


def _strip(words: Sequence[Word], first: int, last: int) -> Quad:
    """The words [first, last) of one line, along the slant of the line around them."""
    left, right = first, last
    while left > 0 and first - left < LINE and _on_one_line(words[left - 1], words[left]):
        left -= 1
    while right < len(words) and right - last < LINE and _on_one_line(words[right - 1], words[right]):
        right += 1
    line = words[left:right]
    slope, middle = _slope(line)
    high = median(max((w.y1 - w.y0) - abs(slope) * (w.x1 - w.x0), 0.5 * (w.y1 - w.y0)) for w in line)
    x0, x1 = words[first].x0, words[last - 1].x1
    y0, y1 = middle + slope * x0, middle + slope * x1
    half = high / 2
    return Quad(*(round(v, 2) for v in (x0, y0 - half, x1, y1 - half, x1, y1 + half, x0, y0 + half)))


def _slope(line: Sequence[Word]) -> tuple[float, float]:
    """Rise over run of a line's middles, and their height at x = 0; level where it is too short to tell."""
    x = np.array([(w.x0 + w.x1) / 2 for w in line])
    y = np.array([(w.y0 + w.y1) / 2 for w in line])
    if len(line) < 3:
        return 0.0, float(y.mean())
    slope, middle = np.polyfit(x, y, 1)
    return (float(slope), float(middle)) if abs(slope) < 0.5 else (0.0, float(y.mean()))
