"""Fingerprints: winnowed shingles of eight words. Texts that share twelve words in a row share a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sayso.link.words import folded, words_of

SHINGLE = 8
WINDOW = 5
"""8 + 5 - 1 = 12: the shortest run that is sure to be found."""

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.uint32]

_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What linking keeps of one text: how many words, a digest of all of them, and its winnowed shingles."""

    words: int
    digest: str
    """Equal for texts with the same words in the same order."""
    hashes: bytes
    """uint64, little endian."""
    places: bytes
    """uint32, little endian: number of the word each shingle begins with."""

    def arrays(self) -> tuple[Hashes, Places]:
        """The hashes and the words they begin with, in the order of the text."""
        return np.frombuffer(self.hashes, "<u8"), np.frombuffer(self.places, "<u4")


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of ``text``; about a million words a second."""
    norms = words_of(text).norms
    hashes, places = winnowed(shingles(_hashed(norms)))
    return Fingerprint(
        words=len(norms),
        digest=hashlib.blake2b("\n".join(norms).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        hashes=hashes.astype("<u8").tobytes(),
        places=places.astype("<u4").tobytes(),
    )


def shingles(words: Hashes) -> Hashes:
    """One hash for each run of eight words; one for the whole of a shorter text; none for no words."""
    if not len(words):
        return words
    size = min(SHINGLE, len(words))
    count = len(words) - size + 1
    out = np.zeros(count, np.uint64)
    for offset in range(size):
        out = out * _ODD + words[offset : offset + count]
    return _mixed(out)


def winnowed(hashes: Hashes) -> tuple[Hashes, Places]:
    """The last smallest hash of every five in a row, each place once."""
    if not len(hashes):
        return hashes, np.zeros(0, np.uint32)
    width = min(WINDOW, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    last_smallest = width - 1 - np.argmin(windows[:, ::-1], axis=1)
    places = np.unique(last_smallest + np.arange(len(windows)))
    return hashes[places], places.astype(np.uint32)


def _hashed(norms: list[str]) -> Hashes:
    return np.fromiter(map(_hash, norms), np.uint64, len(norms))


@lru_cache(maxsize=1 << 18)
def _hash(norm: str) -> int:
    word = folded(norm)
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(values: Hashes) -> Hashes:
    """The values with every bit spread over all (splitmix64), so that the smallest is a fair draw."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
