"""Fingerprints: what two texts have in common if they share words, and one number a word to follow the words by.

Two sorts of hashes, both winnowed: shingles of eight words, so that texts that share twelve words in a row share a
hash; and seeds of four words that carry something, so that most that share a passage with edits do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.link.seeds import Numbers, Places, Tokens, mixed, seeds
from sayso.link.spelling import Spelling, spelled

SHINGLE = 8
WINDOW = 5
"""8 + 5 - 1 = 12: the shortest run that is sure to be found."""

Hashes = npt.NDArray[np.uint64]

SEED = 4
"""Words of a seed: three bring too many strangers together, five miss short passages."""
SEED_WINDOW = 3
"""Of so many seeds in a row one is kept at least."""
_AT_ONCE = 1 << 16
"""Words of texts that are hashed together."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What linking keeps of one text: how many words, a digest of all of them, its hashes and its words' numbers."""

    words: int
    digest: str
    """Equal for texts with the same words in the same order."""
    hashes: bytes
    """uint64, little endian: the shingles in the order of the text, then the seeds."""
    places: bytes
    """uint32, little endian: number of the word each begins with."""
    tokens: bytes = b""
    """uint32, little endian: one for each word."""
    tied: bytes = b""
    """uint32, little endian: number of each word that goes on the printed word of the one before it."""

    def arrays(self) -> tuple[Hashes, Places]:
        """The hashes and the words they begin with."""
        return np.frombuffer(self.hashes, "<u8"), np.frombuffer(self.places, "<u4")

    def numbers(self) -> Tokens:
        """One number for each word of the text."""
        return np.frombuffer(self.tokens, "<u4")

    def printed(self, first: int, last: int) -> int:
        """How many words stand from word ``first`` to before ``last`` if a compound, a date or an address is one."""
        if not self.tied:
            return last - first
        ends = np.array((first + 1, last), "<u4")
        low, high = np.frombuffer(self.tied, "<u4").searchsorted(ends)
        return last - first - max(0, int(high) - int(low))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of ``text``."""
    return next(fingerprints([text]))


def fingerprints(texts: Iterable[str]) -> Iterator[Fingerprint]:
    """The fingerprint of each text; some hundreds at once cost half of what they cost one by one."""
    some: list[Spelling] = []
    words = 0
    for spelling in spelled(texts):
        some.append(spelling)
        words += len(spelling.hashes)
        if words >= _AT_ONCE:
            yield from _fingerprints(some)
            some, words = [], 0
    yield from _fingerprints(some)


def _fingerprints(some: Sequence[Spelling]) -> Iterator[Fingerprint]:
    if not some:
        return
    hashed = np.concatenate([spelling.hashes for spelling in some])
    ends = np.cumsum([len(spelling.hashes) for spelling in some])
    texts = np.repeat(np.arange(len(some)), np.diff(ends, prepend=0))
    tokens = (hashed >> np.uint64(33) << np.uint64(1) | hashed & np.uint64(1)).astype("<u4")
    shingled = _kept(*_shingles(hashed, texts), WINDOW, texts, ends)
    sown = _kept(*_seeds(tokens, texts), SEED_WINDOW, texts, ends)
    first = 0
    for spelling, end, one, other in zip(some, ends.tolist(), shingled, sown, strict=True):
        if not one[0].size and first < end:
            one = winnowed(shingles(spelling.hashes))  # noqa: PLW2901 - a text of a few words is one shingle
        yield Fingerprint(
            words=end - first,
            digest=spelling.digest,
            hashes=np.concatenate((one[0], other[0])).astype("<u8").tobytes(),
            places=np.concatenate((one[1], other[1])).astype("<u4").tobytes(),
            tokens=tokens[first:end].tobytes(),
            tied=spelling.tied.astype("<u4").tobytes(),
        )
        first = end


def _shingles(hashed: Hashes, texts: Numbers) -> tuple[Hashes, Numbers]:
    """The shingles that lie in one text each, and the words they begin with."""
    count = max(0, len(hashed) - SHINGLE + 1)
    at = np.flatnonzero(texts[:count] == texts[len(texts) - count :])
    return (shingles(hashed)[at] if count else hashed[:0]), at


def _seeds(tokens: Tokens, texts: Numbers) -> tuple[Hashes, Numbers]:
    """The seeds that lie in one text each, and the words they begin with."""
    hashes, begins = seeds(tokens, SEED)
    heavy = texts[tokens & np.uint32(1) == 0]
    at = np.flatnonzero(heavy[: len(hashes)] == heavy[len(heavy) - len(hashes) :])
    return hashes[at], begins[at].astype(np.int64)


def _kept(
    hashes: Hashes, begins: Numbers, window: int, texts: Numbers, ends: Numbers
) -> Iterator[tuple[Hashes, Places]]:
    """``winnowed`` of each text by itself, with the numbers of its own words."""
    of = texts[begins]
    counts = np.bincount(of, minlength=len(ends))
    lasts = np.cumsum(counts)
    kept = np.zeros(len(hashes), bool)
    at = _smallest(hashes, window)
    kept[at[of[: len(at)] == of[len(of) - len(at) :]]] = True
    for text in np.flatnonzero((counts > 0) & (counts < window)).tolist():
        first = int(lasts[text] - counts[text])
        kept[first + winnowed(hashes[first : int(lasts[text])], window)[1]] = True
    rows = np.flatnonzero(kept)
    hashes, begins = hashes[rows], begins[rows]
    bounds = np.searchsorted(begins, ends).tolist()
    for first, last, start in zip([0, *bounds], bounds, [0, *ends.tolist()], strict=False):
        yield hashes[first:last], (begins[first:last] - start).astype(np.uint32)


def shingles(words: Hashes) -> Hashes:
    """One hash for each run of eight words; one for the whole of a shorter text; none for no words."""
    if not len(words):
        return words
    size = min(SHINGLE, len(words))
    count = len(words) - size + 1
    out = np.zeros(count, np.uint64)
    for offset in range(size):
        out = out * _ODD + words[offset : offset + count]
    return mixed(out)


def winnowed(hashes: Hashes, window: int = WINDOW) -> tuple[Hashes, Places]:
    """The last smallest hash of every ``window`` in a row, each place once."""
    if not len(hashes):
        return hashes, np.zeros(0, np.uint32)
    kept = np.zeros(len(hashes), bool)
    kept[_smallest(hashes, min(window, len(hashes)))] = True
    places = np.flatnonzero(kept)
    return hashes[places], places.astype(np.uint32)


def _smallest(hashes: Hashes, window: int) -> Numbers:
    """For every ``window`` in a row where the last smallest hash stands."""
    count = max(0, len(hashes) - window + 1)
    smallest = hashes[:count].copy()
    at = np.arange(count)
    for offset in range(1, window):
        here = hashes[offset : offset + count]
        smaller = here <= smallest
        np.copyto(smallest, here, where=smaller)
        at[smaller] = np.flatnonzero(smaller) + offset
    return at
