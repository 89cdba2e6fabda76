"""Fingerprints: what two texts have in common if they share words, and one number a word to follow the words by.

Two sorts of hashes, both winnowed: shingles of eight words, so that texts that share twelve words in a row share a
hash; and seeds of four words that carry something, so that most that share a passage with edits do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.link.seeds import Places, Tokens, mixed, seeds
from sayso.link.spelling import spelled

SHINGLE = 8
WINDOW = 5
"""8 + 5 - 1 = 12: the shortest run that is sure to be found."""

Hashes = npt.NDArray[np.uint64]

SEED = 4
"""Words of a seed: three bring too many strangers together, five miss short passages."""
SEED_WINDOW = 3
"""Of so many seeds in a row one is kept at least."""
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
        ends = np.array((first + 1, last), "<u4")
        low, high = np.frombuffer(self.tied, "<u4").searchsorted(ends)
        return last - first - max(0, int(high) - int(low))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of ``text``."""
    return next(fingerprints([text]))


def fingerprints(texts: Iterable[str]) -> Iterator[Fingerprint]:
    """The fingerprint of each text; some hundreds at once cost half of what they cost one by one."""
    for spelling in spelled(texts):
        hashed = spelling.hashes
        tokens = (hashed >> np.uint64(33) << np.uint64(1) | hashed & np.uint64(1)).astype("<u4")
        (hashes, places), (sown, begins) = winnowed(shingles(hashed)), _winnowed_seeds(tokens)
        yield Fingerprint(
            words=len(hashed),
            digest=spelling.digest,
            hashes=np.concatenate((hashes, sown)).astype("<u8").tobytes(),
            places=np.concatenate((places, begins)).astype("<u4").tobytes(),
            tokens=tokens.tobytes(),
            tied=spelling.tied.astype("<u4").tobytes(),
        )


def _winnowed_seeds(tokens: Tokens) -> tuple[Hashes, Places]:
    hashes, places = seeds(tokens, SEED)
    kept, at = winnowed(hashes, SEED_WINDOW)
    return kept, places[at]


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
    width = min(window, len(hashes))
    count = len(hashes) - width + 1
    smallest = hashes[:count].copy()
    at = np.arange(count)
    for offset in range(1, width):
        here = hashes[offset : offset + count]
        smaller = here <= smallest
        np.copyto(smallest, here, where=smaller)
        at[smaller] = np.flatnonzero(smaller) + offset
    kept = np.zeros(len(hashes), bool)
    kept[at] = True
    places = np.flatnonzero(kept)
    return hashes[places], places.astype(np.uint32)
