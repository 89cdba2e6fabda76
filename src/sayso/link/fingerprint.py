"""Fingerprints: what two texts have in common if they share words, and one number a word to follow the words by.

Two sorts of hashes, both winnowed: shingles of eight words, so that texts that share twelve words in a row share a
hash; and seeds of four words that carry something, so that most that share a passage with edits do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.link.seeds import Places, Tokens, mixed, seeds
from sayso.link.words import folded, norms_of

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

    def arrays(self) -> tuple[Hashes, Places]:
        """The hashes and the words they begin with."""
        return np.frombuffer(self.hashes, "<u8"), np.frombuffer(self.places, "<u4")

    def numbers(self) -> Tokens:
        """One number for each word of the text."""
        return np.frombuffer(self.tokens, "<u4")


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of ``text``; about a million words a second."""
    norms = norms_of(text)
    if len(_hashed) > _KEPT:
        _hashed.clear()
    hashed = np.fromiter(map(_hashed.__getitem__, norms), np.uint64, len(norms))
    tokens = (hashed >> np.uint64(33) << np.uint64(1) | hashed & np.uint64(1)).astype("<u4")
    (hashes, places), (sown, begins) = winnowed(shingles(hashed)), _winnowed_seeds(tokens)
    return Fingerprint(
        words=len(norms),
        digest=hashlib.blake2b("\n".join(norms).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        hashes=np.concatenate((hashes, sown)).astype("<u8").tobytes(),
        places=np.concatenate((places, begins)).astype("<u4").tobytes(),
        tokens=tokens.tobytes(),
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
    best, at = hashes[width - 1 :].copy(), np.arange(width - 1, len(hashes))
    for offset in range(width - 2, -1, -1):
        less = np.flatnonzero(hashes[offset : offset + count] < best)
        best[less], at[less] = hashes[less + offset], less + offset
    # The last smallest of the next window never stands before that of this one.
    places = at[np.flatnonzero(np.diff(at, prepend=-1))]
    return hashes[places], places.astype(np.uint32)


class _Hashed(dict[str, int]):
    """Hashes of words, misreadings made one, by normal form; the lowest bit tells whether a word carries little."""

    def __missing__(self, norm: str) -> int:
        word = folded(norm)
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = self[norm] = int.from_bytes(digest, "little") & ~1 | (len(word) <= LIGHT)
        return found


_hashed = _Hashed()
_KEPT = 1 << 18
"""Words of which the hash is kept; some tens of megabytes."""
