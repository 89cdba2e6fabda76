"""Runs of shared words: from shared shingles outwards over small edits; long texts cost no more than short ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.link.fingerprint import Fingerprint

RUN_WORDS = 12
"""The shortest run worth keeping."""
AT_ENDS = 1
"""So many words a run may lack that its ends, beyond an edited word, make up for."""
_REPEATS = 6
"""Places of one shingle in one text that are followed up; a form's repeated line needs no more."""
_JUMP = 4
"""Words that may differ at one place inside a run."""
_LANDING = 4
"""Words in a row that must agree behind such a place."""


class Run(NamedTuple):
    """Words [a0, a1) of one text answer to words [b0, b1) of another; ``same`` of them are equal in order."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: int

    def reaches(self, least: int) -> bool:
        """Whether it has ``least`` words; a word more or less in one text is an edit, so there one may be missing."""
        first, second = self.a1 - self.a0, self.b1 - self.b0
        return max(first, second) >= least and min(first, second) >= least - 1

    def swapped(self) -> Run:
        """The same run seen from the other text."""
        return Run(self.b0, self.b1, self.a0, self.a1, self.same)


Ids = Sequence[int]


def shared_places(a: Fingerprint, b: Fingerprint) -> list[tuple[int, int]]:
    """Pairs of word numbers where a shingle of ``a`` and one of ``b`` have one hash, sorted."""
    (hashes_a, places_a), (hashes_b, places_b) = a.arrays(), b.arrays()
    common = np.intersect1d(hashes_a, hashes_b)
    at_b = _by_hash(hashes_b, places_b, common)
    at_a = _by_hash(hashes_a, places_a, common)
    return sorted((i, j) for h, firsts in at_a.items() for i in firsts for j in at_b[h])


def runs(a: Ids, b: Ids, places: list[tuple[int, int]], least: int = RUN_WORDS) -> list[Run]:
    """Every run of at least ``least`` words that grows from one of ``places``, none inside another, sorted."""
    found: list[Run] = []
    for i, j in places:
        if not any(_on(run, i, j) for run in reversed(found[-64:])):
            run = grown(a, b, i, j)
            if run and min(run.a1 - run.a0, run.b1 - run.b0) >= least:
                found.append(run)
    return _outermost(found)


def grown(a: Ids, b: Ids, i: int, j: int) -> Run | None:
    """The run around equal words at ``i`` and ``j``; None where the shingles only seemed equal."""
    a1, b1, right = _onwards(a, b, i, j, 1)
    if not right:
        return None
    a0, b0, left = _onwards(a, b, i - 1, j - 1, -1)
    return Run(a0 + 1, a1, b0 + 1, b1, left + right)


def _onwards(a: Ids, b: Ids, i: int, j: int, step: int) -> tuple[int, int, int]:
    """Where the run ends that goes on from (i, j) in direction ``step``, and how many words it has equal."""
    same = 0
    while True:
        count = _equal(a, b, i, j, step)
        same, i, j = same + count, i + step * count, j + step * count
        if not same:
            return i, j, 0
        landing = _landing(a, b, i, j, step)
        if landing is None:
            return i, j, same
        i, j = landing


def _equal(a: Ids, b: Ids, i: int, j: int, step: int) -> int:
    count = 0
    room = min(len(a) - i, len(b) - j) if step > 0 else min(i, j) + 1
    while count < room and a[i + step * count] == b[j + step * count]:
        count += 1
    return count


def _landing(a: Ids, b: Ids, i: int, j: int, step: int) -> tuple[int, int] | None:
    """The nearest place behind a small edit from where words agree again."""
    for total in range(1, 2 * _JUMP + 1):
        for over_a in range(max(0, total - _JUMP), min(total, _JUMP) + 1):
            x, y = i + step * over_a, j + step * (total - over_a)
            if _inside(a, x, step) and _inside(b, y, step) and _equal(a, b, x, y, step) >= _LANDING:
                return x, y
    return None


def _inside(words: Ids, at: int, step: int) -> bool:
    return at + _LANDING <= len(words) if step > 0 else at - _LANDING + 1 >= 0


def _on(run: Run, i: int, j: int) -> bool:
    """Whether (i, j) lies in the run, near its diagonal."""
    drift = abs((j - run.b0) - (i - run.a0))
    slack = abs((run.b1 - run.b0) - (run.a1 - run.a0)) + 2 * _JUMP
    return run.a0 <= i < run.a1 and run.b0 <= j < run.b1 and drift <= slack


def _outermost(found: list[Run]) -> list[Run]:
    """Runs that lie in no larger one on both sides."""
    kept: list[Run] = []
    for run in sorted(set(found), key=lambda r: (r.a0, -(r.a1 - r.a0), r.b0)):
        if not any(k.a0 <= run.a0 and run.a1 <= k.a1 and k.b0 <= run.b0 and run.b1 <= k.b1 for k in kept[-64:]):
            kept.append(run)
    return kept


def _by_hash(hashes: np.ndarray, places: np.ndarray, common: np.ndarray) -> dict[int, list[int]]:
    keep = np.isin(hashes, common)
    out: dict[int, list[int]] = {}
    for value, place in zip(hashes[keep].tolist(), places[keep].tolist(), strict=True):
        firsts = out.setdefault(value, [])
        if len(firsts) < _REPEATS:
            firsts.append(place)
    return out
