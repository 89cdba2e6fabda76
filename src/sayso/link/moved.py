"""Sentences and paragraphs that stand elsewhere in the other text: one change, not a deletion and an insertion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.link.finer import Norms, Place, Segment

MOVED_WORDS = 6
"""The fewest words that are seen to have moved; shorter ones recur by chance."""
_SHINGLE = 5
_REPEATS = 4
_LANDING = 3
"""Words that must agree behind a word that differs."""


class _Moved(NamedTuple):
    a0: int
    a1: int
    b0: int
    b1: int


def moved(a: Norms, b: Norms, segments: list[Segment]) -> tuple[list[Place], list[Segment]]:
    """Places of words that moved, and what is left of ``segments`` without them; linear in the words that differ."""
    loose = [s for s in segments if s.kind == "other"]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for s in loose:
        for i in range(s.a0, s.a1 - _SHINGLE + 1):
            places = index.setdefault(tuple(a[i : i + _SHINGLE]), [])
            if len(places) < _REPEATS:
                places.append((i, s.a1))
    found = [m for s in loose for m in _found(a, b, s, index)] if index else []
    taken = _apart(found)
    if not taken:
        return [], segments
    rest = [r for s in segments for r in (_without(s, taken) if s.kind == "other" else [s])]
    return [(m.a0, m.a1, m.b0, m.b1) for m in taken], rest


def _found(a: Norms, b: Norms, s: Segment, index: dict[tuple[str, ...], list[tuple[int, int]]]) -> Iterator[_Moved]:
    j = s.b0
    while j + _SHINGLE <= s.b1:
        starts = index.get(tuple(b[j : j + _SHINGLE]), ())
        runs = [_run(a, b, (i, a_end), (j, s.b1)) for i, a_end in starts]
        best = max(runs, key=lambda m: (m.b1, -m.a0), default=None)
        if best is not None and best.b1 - best.b0 >= MOVED_WORDS:
            yield best
            j = best.b1
        else:
            j += 1


def _run(a: Norms, b: Norms, here: tuple[int, int], there: tuple[int, int]) -> _Moved:
    """Equal words from two places on, over single words that differ."""
    (i, a_end), (j, b_end) = here, there
    a0, b0 = i, j
    while i < a_end and j < b_end:
        if a[i] == b[j] or (
            j + _LANDING < b_end and i + _LANDING < a_end and a[i + 1 : i + 1 + _LANDING] == b[j + 1 : j + 1 + _LANDING]
        ):
            i, j = i + 1, j + 1
        else:
            break
    return _Moved(a0, i, b0, j)


def _apart(found: Iterable[_Moved]) -> list[_Moved]:
    """The longest ones, none sharing a word with another, in the order of the first text."""
    used_a: set[int] = set()
    used_b: set[int] = set()
    out = []
    for m in sorted(found, key=lambda m: (m.a0 - m.a1, m.a0, m.b0)):
        words_a, words_b = range(m.a0, m.a1), range(m.b0, m.b1)
        if used_a.isdisjoint(words_a) and used_b.isdisjoint(words_b):
            used_a.update(words_a)
            used_b.update(words_b)
            out.append(m)
    return sorted(out)


def _without(s: Segment, taken: list[_Moved]) -> list[Segment]:
    left = _left(s.a0, s.a1, [(m.a0, m.a1) for m in taken if m.a0 < s.a1 and s.a0 < m.a1])
    right = _left(s.b0, s.b1, [(m.b0, m.b1) for m in taken if m.b0 < s.b1 and s.b0 < m.b1])
    if len(left) <= 1 and len(right) <= 1:
        a0, a1 = left[0] if left else (s.a0, s.a0)
        b0, b1 = right[0] if right else (s.b0, s.b0)
        return [Segment("other", a0, a1, b0, b1)] if left or right else []
    gone = [Segment("other", x, y, s.b0, s.b0) for x, y in left]
    return gone + [Segment("other", s.a1, s.a1, x, y) for x, y in right]


def _left(first: int, last: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out, at = [], first
    for start, end in sorted(taken):
        if start > at:
            out.append((at, start))
        at = max(at, end)
    if at < last:
        out.append((at, last))
    return out
