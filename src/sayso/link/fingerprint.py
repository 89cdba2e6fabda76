"""Fingerprints: what two texts have in common if they share words, and one number a word to follow the words by.

Two sorts of hashes, both winnowed: shingles of eight words, so that texts that share twelve words in a row share a
hash; and seeds of four words that carry something, so that most that share a passage with edits do.
"""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.link.seeds import Places, Tokens, mixed, seeds
from sayso.link.words import folded, is_tied, norm_of, tied_words_of

SHINGLE = 8
WINDOW = 5
"""8 + 5 - 1 = 12: the shortest run that is sure to be found."""

Hashes = npt.NDArray[np.uint64]

SEED = 4
"""Words of a seed: three bring too many strangers together, five miss short passages."""
SEED_WINDOW = 3
"""Of so many seeds in a row one is kept at least."""
LIGHT = 3
"""Letters of a word that carries little; a rule that asks for no list of words and no language."""

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
        tied = np.frombuffer(self.tied, "<u4")
        return last - first - int(np.searchsorted(tied, last) - np.searchsorted(tied, first + 1))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of ``text``; about a million words a second."""
    at = _known.numbers(tied_words_of(text))
    hashed = _known.hashes(at)
    tokens = (hashed >> np.uint64(33) << np.uint64(1) | hashed & np.uint64(1)).astype("<u4")
    (hashes, places), (sown, begins) = winnowed(shingles(hashed)), _winnowed_seeds(tokens)
    return Fingerprint(
        words=len(at),
        digest=hashlib.blake2b(_known.exact(at).tobytes(), digest_size=16).hexdigest(),
        hashes=np.concatenate((hashes, sown)).astype("<u8").tobytes(),
        places=np.concatenate((places, begins)).astype("<u4").tobytes(),
        tokens=tokens.tobytes(),
        tied=np.flatnonzero(_known.tied(at)).astype("<u4").tobytes(),
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
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    last_smallest = width - 1 - np.argmin(windows[:, ::-1], axis=1)
    places = np.unique(last_smallest + np.arange(len(windows)))
    return hashes[places], places.astype(np.uint32)


class _Known(dict[str, int]):
    """Words met before, as they stand, numbered in the order they were met, with what is to be known of each."""

    def __init__(self) -> None:
        super().__init__()
        self._hashes, self._exact, self._tied = array("Q"), array("Q"), array("B")

    def __missing__(self, word: str) -> int:
        norm = norm_of(word)
        self._exact.append(_digest(norm))
        # The lowest bit tells whether it carries little.
        self._hashes.append(_digest(fold := folded(norm)) & ~1 | (len(fold) <= LIGHT))
        self._tied.append(is_tied(word))
        found = self[word] = len(self)
        return found

    def numbers(self, words: list[str]) -> npt.NDArray[np.int64]:
        """The number of each word; they hold until the next call."""
        if len(self) > _KEPT:
            self.clear()
            self._hashes, self._exact, self._tied = array("Q"), array("Q"), array("B")
        return np.fromiter(map(self.__getitem__, words), np.int64, len(words))

    def hashes(self, at: npt.NDArray[np.int64]) -> Hashes:
        """The hash of each word, misreadings made one."""
        return np.frombuffer(self._hashes, np.uint64)[at] if len(at) else np.zeros(0, np.uint64)

    def exact(self, at: npt.NDArray[np.int64]) -> Hashes:
        """The hash of each word as it was read."""
        return np.frombuffer(self._exact, np.uint64)[at] if len(at) else np.zeros(0, np.uint64)

    def tied(self, at: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        """Not 0 for each that goes on the printed word of the one before it."""
        return np.frombuffer(self._tied, np.uint8)[at] if len(at) else np.zeros(0, np.uint8)


_known = _Known()
_KEPT = 300_000
"""Words of which that is kept; some tens of megabytes."""


def _digest(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
