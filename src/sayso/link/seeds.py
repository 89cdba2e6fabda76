"""Seeds: a few words in a row of those that carry something, and whether what stands around equal ones bears them out.

The short words between them are passed over. In a passage of which one word in five was edited, four such words stand
side by side far more often than eight words of any sort.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Tokens = npt.NDArray[np.uint32]
"""One number a word: its hash, the lowest bit set where the word is so short that it carries little."""

REACH = 16
"""Words on each side of a hit that are looked at."""
ENOUGH = 9
"""Worth of a stretch from which it is followed up."""
HEAVY, SLIGHT, OTHER = 2, 1, -2
"""What an equal word is worth that carries something, an equal one that carries little, and one that differs."""
GIVE_UP = 10
"""A stretch that has lost so much since it was worth most is over: five words in a row that differ."""
_NO_WORD = np.uint32(1)
"""Stands between texts; that a word has this number is as likely as that two words have one."""
_SHIFTS = (1, -1)
_AT_ONCE = 1 << 15
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Hits(NamedTuple):
    """Equal places: word ``a[k]`` of a row of words answers to word ``b[k]``."""

    a: Numbers
    b: Numbers


def seeds(tokens: Tokens, size: int) -> tuple[Hashes, Places]:
    """A hash for every ``size`` words in a row that carry something, and the words they begin with."""
    places = np.flatnonzero(tokens & np.uint32(1) == 0).astype(np.uint32)
    count = max(0, len(places) - size + 1)
    heavy = tokens[places].astype(np.uint64)
    hashes = np.full(count, size, np.uint64)
    for offset in range(size):
        hashes = hashes * _ODD + heavy[offset : offset + count]
    return mixed(hashes), places[:count]


def mixed(values: Hashes) -> Hashes:
    """The values with every bit spread over all (splitmix64), so that the smallest is a fair draw."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def borne_out(one: Tokens, other: Tokens, hits: Hits) -> npt.NDArray[np.bool_]:
    """Which hits have enough equal words around them, one word more or less on each side allowed."""
    gap = np.full(REACH + 2, _NO_WORD, np.uint32)
    row = np.concatenate((gap, one, gap, other, gap))
    first, second = len(gap), 2 * len(gap) + len(one)
    out = np.zeros(len(hits.a), bool)
    for k in range(0, len(out), _AT_ONCE):
        a, b = hits.a[k : k + _AT_ONCE] + first, hits.b[k : k + _AT_ONCE] + second
        out[k : k + _AT_ONCE] = _worth(row, a, b, 1) + _worth(row, a - 1, b - 1, -1) >= ENOUGH
    return out


def _worth(row: Tokens, a: Numbers, b: Numbers, step: int) -> npt.NDArray[np.int16]:
    """The most that the words from (a, b) onwards in one direction are worth, up to any of the next sixteen."""
    best = np.zeros(len(a), np.int16)
    straight = np.zeros(len(a), np.int16)
    shifted = [np.full(len(a), OTHER, np.int16) for _ in _SHIFTS]
    for offset in range(0, step * REACH, step):
        here = row[a + offset]
        for aside, shift in zip(shifted, _SHIFTS, strict=True):
            np.maximum(aside, straight + OTHER, out=aside)
            np.add(aside, _value(here, row[b + offset + shift]), out=aside)
            np.maximum(best, aside, out=best)
        straight += _value(here, row[b + offset])
        np.maximum(best, straight, out=best)
    return best


def _value(here: Tokens, there: Tokens) -> npt.NDArray[np.int16]:
    equal = (here == there) & (here != _NO_WORD)
    worth = np.where(equal, HEAVY - (here & np.uint32(1)).astype(np.int16), np.int16(OTHER))
    return worth.astype(np.int16)
