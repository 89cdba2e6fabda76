"""Anchors: three words in a row that stand in each of two texts, and the longest chain of them in one order.

Poor reading of a page breaks long runs of words to pieces but leaves many such triples; a text that was copied keeps
them in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

WIDTH = 3
"""Words in an anchor: two stand together by chance too often, four break too often."""
REPEATS = 8
"""Times that one triple serves as an anchor, the first in one text with the first in the other, and so on."""

DETOUR, _ASIDE, _ROOM = 12, 4, 400
"""Words of a block that may lead aside, by how many words it does, and the most between its neighbours."""
_BY_CHANCE = 2
"""So many words more agree between poorly read stretches by chance."""

Ids = Sequence[int]
Block = tuple[int, int, int, int]
"""Words [a0, a1) of one text are words [b0, b1) of the other."""
_ODD = np.int64(1_000_003)


def anchored(a: Ids, b: Ids) -> list[Block]:
    """The longest chain of anchors, those that touch made one block; near linear in the length of the texts."""
    at_a, at_b = _shared(a, b)
    blocks: list[list[int]] = []
    for k in _rising(at_b):
        i, j = at_a[k], at_b[k]
        last = blocks[-1] if blocks else None
        if last and i <= last[1] and i - last[0] == j - last[2]:
            last[1], last[3] = i + WIDTH, j + WIDTH
        elif not last or (i >= last[1] and j >= last[3]):
            blocks.append([i, i + WIDTH, j, j + WIDTH])
    return _straight(a, b, [(a0, a1, b0, b1) for a0, a1, b0, b1 in blocks])


def _straight(a: Ids, b: Ids, chain: list[Block]) -> list[Block]:
    """The chain without short blocks that lead aside and back where more agrees without them: rows that are alike."""
    ends = (len(a), len(a), len(b), len(b))
    out: list[Block] = []
    for block, after in pairwise([*chain, ends]):
        before = out[-1] if out else (0, 0, 0, 0)
        short = block[1] - block[0] <= DETOUR and _is_aside(before, block) and _is_aside(block, after)
        if not short or not _agrees_better_without(a, b, before, block, after):
            out.append(block)
    return out


def _is_aside(one: Block, other: Block) -> bool:
    """Whether the second lies on another diagonal than the first, by more than a small edit."""
    return abs((other[2] - other[0]) - (one[3] - one[1])) >= _ASIDE


def _agrees_better_without(a: Ids, b: Ids, before: Block, block: Block, after: Block) -> bool:
    x, y = a[before[1] : after[0]], b[before[3] : after[2]]
    if max(len(x), len(y)) > _ROOM:
        return False
    first = LCSseq.similarity(a[before[1] : block[0]], b[before[3] : block[2]])
    second = LCSseq.similarity(a[block[1] : after[0]], b[block[3] : after[2]])
    return LCSseq.similarity(x, y) > first + block[1] - block[0] + second + _BY_CHANCE


def _shared(a: Ids, b: Ids) -> tuple[list[int], list[int]]:
    """Where the anchors stand in either text, in the order of the first."""
    (keys_a, places_a), (keys_b, places_b) = _keys(a), _keys(b)
    _, in_a, in_b = np.intersect1d(keys_a, keys_b, assume_unique=True, return_indices=True)
    at_a, at_b = places_a[in_a], places_b[in_b]
    order = np.argsort(at_a)
    pairs = zip(at_a[order].tolist(), at_b[order].tolist(), strict=True)
    sure = [(i, j) for i, j in pairs if a[i] == b[j] and a[i + WIDTH - 1] == b[j + WIDTH - 1]]
    return [i for i, _ in sure], [j for _, j in sure]


def _keys(words: Ids) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each triple a hash of it and of how often it stood before, and the word it begins with."""
    ids = np.asarray(words, np.int64)
    count = max(0, len(ids) - WIDTH + 1)
    hashes = np.zeros(count, np.int64)
    for offset in range(WIDTH):
        hashes = hashes * _ODD + ids[offset : offset + count]
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, count), bool), ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.append(begins, count))
    times = np.empty(count, np.int64)
    times[order] = np.arange(count) - np.repeat(begins, lengths)
    places = np.flatnonzero(times < REPEATS)
    return hashes[places] * _ODD + times[places], places


def _rising(values: Sequence[int]) -> list[int]:
    """Indices of a longest rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [k]
    chain = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]
