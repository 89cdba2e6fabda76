"""Where pairs of texts have equal words in a row, many pairs at once; of words that agree without a break the first.

What is found of a pair depends on its two texts alone, whatever other pairs it is looked at with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.link.fingerprint import Fingerprint
from sayso.link.seeds import Hashes, Hits, Numbers, seeds
from sayso.link.sieve import GAP, may_grow

REPEATS = 6
"""Places of one hash in one text that are followed up."""
_STEP = 8
"""Words from one hit to the next within which it is seen whether all that stand between agree."""
_AT_ONCE = 1 << 12

Pair = tuple[Fingerprint, Fingerprint]
Flags = npt.NDArray[np.bool_]


class _Found(NamedTuple):
    """Hashes, with the word that each begins with and the number of its text; a text's in one run."""

    hashes: Hashes
    places: Numbers
    texts: Numbers


class _Met(NamedTuple):
    """Word ``a[k]`` of the first text of pair ``pair[k]`` answers to word ``b[k]`` of its second."""

    pair: Numbers
    a: Numbers
    b: Numbers

    def at(self, kept: Numbers | Flags) -> _Met:
        return _Met(self.pair[kept], self.a[kept], self.b[kept])


class Bundle:
    """Pairs of texts, and the words of all their texts one behind the other."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        number: dict[int, int] = {}
        self._prints: list[Fingerprint] = []
        for one in (text for pair in pairs for text in pair):
            if number.setdefault(id(one), len(number)) == len(self._prints):
                self._prints.append(one)
        self._a, self._b = (np.array([number[id(pair[k])] for pair in pairs], np.int64) for k in (0, 1))
        words = [one.numbers() for one in self._prints]
        self._row = np.concatenate([GAP, *(part for own in words for part in (own, GAP))])
        lengths = np.array([len(own) for own in words], np.int64) + len(GAP)
        self._starts = len(GAP) + np.cumsum(lengths) - lengths

    def sampled(self) -> Iterator[tuple[int, Hits]]:
        """For each pair where it has equal hashes of its fingerprints, if a stretch may lie there; sorted."""
        hashes = np.concatenate([np.frombuffer(one.hashes, "<u8") for one in self._prints])
        places = np.concatenate([np.frombuffer(one.places, "<u4") for one in self._prints])
        texts = np.repeat(np.arange(len(self._prints)), [len(one.hashes) // 8 for one in self._prints])
        yield from self._growing(_Found(hashes, places.astype(np.int64), texts), np.arange(len(self._a)))

    def sown(self, size: int, pairs: Sequence[int]) -> Iterator[tuple[int, Hits]]:
        """The same of ``size`` words in a row that carry something, those that carry little passed over."""
        chosen = np.array(pairs, np.int64)
        wanted = np.zeros(len(self._prints), bool)
        wanted[self._a[chosen]] = wanted[self._b[chosen]] = True
        heavy = np.flatnonzero(self._row & np.uint32(1) == 0)
        hashes, _ = seeds(self._row, size)
        texts = np.searchsorted(self._starts, heavy, "right") - 1
        first, last = texts[: len(hashes)], texts[size - 1 :]
        kept = np.flatnonzero((first == last) & wanted[first])
        texts = first[kept]
        yield from self._growing(_Found(hashes[kept], heavy[kept] - self._starts[texts], texts), chosen)

    def _growing(self, found: _Found, pairs: Numbers) -> Iterator[tuple[int, Hits]]:
        lists = _shared(found, len(self._prints))
        met = self._firsts(lists.crossed(pairs, self._a[pairs], self._b[pairs]))
        a, b = met.a + self._starts[self._a[met.pair]], met.b + self._starts[self._b[met.pair]]
        kept = np.zeros(len(a), bool)
        for k in range(0, len(a), _AT_ONCE):
            kept[k : k + _AT_ONCE] = may_grow(self._row, a[k : k + _AT_ONCE], b[k : k + _AT_ONCE])
        met = met.at(kept)
        met = met.at(np.lexsort((met.b, met.a, met.pair)))
        begins = np.flatnonzero(np.diff(met.pair, prepend=-1))
        ends = [*begins[1:].tolist(), len(met.pair)]
        for first, last in zip(begins.tolist(), ends, strict=False):
            yield int(met.pair[first]), Hits(met.a[first:last], met.b[first:last])

    def _firsts(self, met: _Met) -> _Met:
        """Of hits between which every word agrees the first."""
        width = len(self._row)
        met = met.at(np.argsort((met.pair * 2 * width + met.b - met.a + width) * width + met.a))
        a, b = met.a + self._starts[self._a[met.pair]], met.b + self._starts[self._b[met.pair]]
        step = np.diff(a)
        joined = (np.diff(met.pair) == 0) & (np.diff(b) == step) & (step <= _STEP)
        a, b = a[:-1], b[:-1]
        for offset in range(1, _STEP):
            still = np.flatnonzero(joined & (step > offset))
            joined[still] = self._row[a[still] + offset] == self._row[b[still] + offset]
        return met.at(np.append(np.ones(min(1, len(met.a)), bool), ~joined))


class _Lists(NamedTuple):
    """For each text the hashes that another has too, as small numbers, in their order; and where each stands."""

    hashes: Numbers
    places: Numbers
    begins: Numbers
    """Of each text the first in these columns; one more at the end."""

    def crossed(self, pairs: Numbers, a: Numbers, b: Numbers) -> _Met:
        """Every place in a text of ``a`` with every one in that of ``b`` where one hash stands."""
        of_a, rows_a = self._rows(a)
        of_b, rows_b = self._rows(b)
        width = int(self.hashes.max(initial=0)) + 1
        keys_a, keys_b = of_a * width + self.hashes[rows_a], of_b * width + self.hashes[rows_b]
        low = np.searchsorted(keys_b, keys_a)
        counts = np.searchsorted(keys_b, keys_a, "right") - low
        each, nth = _counted(counts)
        return _Met(pairs[of_a[each]], self.places[rows_a[each]], self.places[rows_b[low[each] + nth]])

    def _rows(self, texts: Numbers) -> tuple[Numbers, Numbers]:
        """The rows of all ``texts`` one behind the other, each with the place of its text among these."""
        each, nth = _counted(self.begins[texts + 1] - self.begins[texts])
        return each, self.begins[texts][each] + nth


def _counted(counts: Numbers) -> tuple[Numbers, Numbers]:
    """Every number so many times as ``counts`` says, and the how manieth time it is."""
    each = np.repeat(np.arange(len(counts)), counts)
    return each, np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)


def _shared(found: _Found, count: int) -> _Lists:
    """The lists of ``count`` texts: what stands in two of them at least, the first few places of each in each."""
    order = np.argsort(found.hashes, kind="stable")
    found = _Found(found.hashes[order], found.places[order], found.texts[order])
    begins = np.flatnonzero(np.diff(found.hashes, prepend=~found.hashes[:1]))
    sizes = np.diff(begins, append=len(found.hashes))
    several = found.texts[begins] != found.texts[begins + sizes - 1]
    numbers = np.repeat(np.arange(len(begins)), sizes)
    again = np.zeros(len(numbers), bool)
    before, here = slice(None, -REPEATS), slice(REPEATS, None)
    again[here] = (numbers[here] == numbers[before]) & (found.texts[here] == found.texts[before])
    kept = np.flatnonzero(np.repeat(several, sizes) & ~again)
    kept = kept[np.argsort(found.texts[kept], kind="stable")]
    return _Lists(numbers[kept], found.places[kept], np.searchsorted(found.texts[kept], np.arange(count + 1)))
