"""A replaced stretch aligned again, word by word and by letters, so that one changed figure does not hide in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from sayso.link.figures import is_figure

Norms = Sequence[str]
Place = tuple[int, int, int, int]
Kind = Literal["same", "slip", "other"]

STRETCH_CELLS = 6_000
"""Words against words compared by their letters in one stretch; a larger one is first cut where whole words agree."""
PAIR_CELLS = 150_000
"""The same in all stretches of one pair: beyond it stretches stay whole."""
_CUT_CELLS = 4_000_000
"""Largest stretch that is cut where whole words agree."""
_ALONE, _OTHER, _FIGURES, _JOINED = 1.0, 2.0, 0.9, 0.1
_PASSAGE, _TIMES = 8, 4
"""Words of a passage, and how many times longer than the other side it is, to be a change of its own."""
_FEW = 2
"""Equal words between two larger changes that are there by chance."""


class Segment(NamedTuple):
    """Words [a0, a1) answer to words [b0, b1)."""

    kind: Kind
    """``slip``: each is the other's word but for some letters, or both are figures; ``other``: no more than a place."""
    a0: int
    a1: int
    b0: int
    b1: int

    @property
    def place(self) -> Place:
        """Its four numbers."""
        return self.a0, self.a1, self.b0, self.b1


@dataclass(slots=True)
class Budget:
    """What is left of the cells that one pair may cost."""

    cells: int = PAIR_CELLS

    def takes(self, cells: int) -> bool:
        """Whether so many more may be compared."""
        fits = cells <= min(STRETCH_CELLS, self.cells)
        self.cells -= cells if fits else 0
        return fits


def finer(a: Norms, b: Norms, place: Place, budget: Budget) -> list[Segment]:
    """The changes within ``place`` in order, those left out that are spaces and hyphens only."""
    cut = [s for part in _parts(a, b, place, budget) for s in _aligned(a, b, part, budget)]
    changes = [s for s in _merged(cut) if s.kind != "same" and not _only_spaces(a, b, s)]
    return [part for s in changes for part in _lopsided(s)]


def _lopsided(s: Segment) -> list[Segment]:
    """A long passage against a few words is two changes: what was put in did not come of what was left out."""
    long, short = max(s.a1 - s.a0, s.b1 - s.b0), min(s.a1 - s.a0, s.b1 - s.b0)
    if s.kind != "other" or not short or long < _PASSAGE or long < _TIMES * short:
        return [s]
    return [s._replace(b1=s.b0), s._replace(a0=s.a1)]


def _parts(a: Norms, b: Norms, place: Place, budget: Budget) -> list[Place]:
    """``place`` whole where it is small, else cut into what agrees word for word and what lies between."""
    a0, a1, b0, b1 = place
    cells = (a1 - a0) * (b1 - b0)
    if cells <= min(STRETCH_CELLS, budget.cells) or cells > _CUT_CELLS:
        return [place]
    blocks = Levenshtein.opcodes(a[a0:a1], b[b0:b1])
    out: list[Place] = []
    for o in blocks:
        here = (a0 + o.src_start, a0 + o.src_end, b0 + o.dest_start, b0 + o.dest_end)
        if out and o.tag != "equal" and a[out[-1][0] : out[-1][1]] != b[out[-1][2] : out[-1][3]]:
            out[-1] = (out[-1][0], here[1], out[-1][2], here[3])
        else:
            out.append(here)
    return out


def _aligned(a: Norms, b: Norms, place: Place, budget: Budget) -> list[Segment]:
    a0, a1, b0, b1 = place
    one, other = a[a0:a1], b[b0:b1]
    if one == other:
        return [Segment("same", *place)]
    if len(one) == len(other) == 1:
        return [Segment("slip" if _slip(one[0], other[0]) else "other", *place)]
    if not one or not other or not budget.takes(len(one) * len(other)):
        return [Segment("other", *place)]
    return [Segment(s.kind, s.a0 + a0, s.a1 + a0, s.b0 + b0, s.b1 + b0) for s in _by_letters(one, other)]


def _slip(one: str, other: str) -> bool:
    if is_figure(one) and is_figure(other):
        return True
    return Levenshtein.distance(one, other) <= max(1, max(len(one), len(other)) // 3) < max(len(one), len(other))


def _by_letters(a: Norms, b: Norms) -> list[Segment]:
    """The cheapest way from ``a`` to ``b``; one word may answer to two that it was joined from."""
    single = _costs(a, b)
    _figures_meet(a, b, single)
    two_a = _costs([x + y for x, y in itertools.pairwise(a)], b, _JOINED)
    two_b = _costs(a, [x + y for x, y in itertools.pairwise(b)], _JOINED)
    _word_with_another(a, b, two_a, two_b)
    best = [[_ALONE * j for j in range(len(b) + 1)]]
    came: list[list[tuple[int, int]]] = [[(0, 1)] * (len(b) + 1)]
    for i in range(1, len(a) + 1):
        row, steps = [_ALONE * i], [(1, 0)]
        for j in range(1, len(b) + 1):
            ways = [(best[i - 1][j - 1] + single[i - 1][j - 1], (1, 1)), (best[i - 1][j] + _ALONE, (1, 0))]
            ways.append((row[j - 1] + _ALONE, (0, 1)))
            if i > 1:
                ways.append((best[i - 2][j - 1] + two_a[i - 2][j - 1], (2, 1)))
            if j > 1:
                ways.append((best[i - 1][j - 2] + two_b[i - 1][j - 2], (1, 2)))
            cost, step = min(ways)
            row.append(cost)
            steps.append(step)
        best.append(row)
        came.append(steps)
    return _traced(a, b, came, single)


def _costs(a: Norms, b: Norms, more: float = 0.0) -> list[list[float]]:
    """What it costs that a word of ``a`` answers to one of ``b``: nothing if equal, up to 0.7 for wrong letters.

    ``more`` is added for two words joined; two that do not make the other word never answer to it.
    """
    if not a or not b:
        return []
    distance = cdist(a, b, scorer=Levenshtein.distance, dtype=np.int32)
    length = np.maximum(np.array([len(w) for w in a])[:, None], np.array([len(w) for w in b])[None, :])
    slips = (distance <= np.maximum(1, length // 3)) & (length > 1 + (distance > 0)) | (distance == 0)
    out: list[list[float]] = np.where(slips, 2.0 * distance / length + more, _OTHER + 10 * more).tolist()
    return out


def _word_with_another(a: Norms, b: Norms, two_a: list[list[float]], two_b: list[list[float]]) -> None:
    """A word that stands whole on the other side with one more beside it was not joined from the two."""
    for i, row in enumerate(two_a):
        for j, word in enumerate(b):
            if word in (a[i], a[i + 1]):
                row[j] = _OTHER + 10 * _JOINED
    for i, row in enumerate(two_b):
        for j in range(len(b) - 1):
            if a[i] in (b[j], b[j + 1]):
                row[j] = _OTHER + 10 * _JOINED


def _figures_meet(a: Norms, b: Norms, costs: list[list[float]]) -> None:
    figures = [j for j, word in enumerate(b) if is_figure(word)]
    for i, word in enumerate(a):
        if figures and is_figure(word):
            for j in figures:
                costs[i][j] = min(costs[i][j], _FIGURES)


def _traced(a: Norms, b: Norms, came: list[list[tuple[int, int]]], single: list[list[float]]) -> list[Segment]:
    out: list[Segment] = []
    i, j = len(a), len(b)
    while i or j:
        di, dj = came[i][j] if i and j else ((0, 1) if j else (1, 0))
        kind: Kind = "other"
        if di and dj:
            cost = single[i - 1][j - 1] if di == dj else 0.5
            kind = "same" if cost == 0.0 else ("slip" if cost < _ALONE else "other")
        out.append(Segment(kind, i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return out[::-1]


def _merged(segments: list[Segment]) -> list[Segment]:
    """Neighbours of one kind made one, and equal words taken in that stand by chance between two larger changes."""
    runs = _run_together(segments)
    for k in range(1, len(runs) - 1):
        here, left, right = runs[k], runs[k - 1], runs[k + 1]
        by_chance = here.kind == "same" and left.kind == right.kind == "other"
        if by_chance and here.a1 - here.a0 <= min(_FEW, _size(left) - 1, _size(right) - 1):
            runs[k] = here._replace(kind="other")
    return _run_together(runs)


def _run_together(segments: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for s in segments:
        if out and s.kind == out[-1].kind != "slip":
            out[-1] = out[-1]._replace(a1=s.a1, b1=s.b1)
        else:
            out.append(s)
    return out


def _size(s: Segment) -> int:
    return max(s.a1 - s.a0, s.b1 - s.b0)


def _only_spaces(a: Norms, b: Norms, s: Segment) -> bool:
    """Whether the two differ in how words are parted or hyphenated, not in a letter."""
    return "".join(a[s.a0 : s.a1]) == "".join(b[s.b0 : s.b1])
