"""The words of many texts at once as numbers: cut, brought to one form and hashed letter by letter in arrays.

What counts as a word and what its normal form is, ``words.py`` says; here the same is done without a string for each
word. Texts with a letter that is seldom, and for which the shorter way is not known to be the same, go word by word.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.link.seeds import Hashes, mixed
from sayso.link.words import TIES, folded, is_tied, norm_of, tied_words_of

LIGHT = 3
"""Letters of a word that carries little; a rule that asks for no list of words and no language."""
_KNOWN = 0x3000
"""Letters from here on are not in the tables; those of Latin, Greek, Cyrillic, Arabic and Indian scripts are."""
_LETTER, _FIGURE, _APOSTROPHE, _POINT, _TIE = 1, 2, 4, 8, 16
_AT_ONCE = 1 << 19
"""Characters that are cut together; it bounds the memory. A longer text goes word by word."""
_BETWEEN = "\0"
"""Stands between texts that are cut together."""
_HYPHENS = "-\u2010\u00ad"
_BROKEN = re.compile(rf"[{_HYPHENS}](?<=[^\W_].)\s*\n\s*(?=[^\W_])")
_SALT = np.uint64(0xD6E8FEB86659FD93)
_FACTOR = 0x9E3779B97F4A7C15

Chars = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.int64]


class Spelling(NamedTuple):
    """The words of one text."""

    hashes: Hashes
    """One a word, misreadings made one; the lowest bit tells whether it carries little."""
    digest: str
    """Equal for texts with the same words in the same order."""
    tied: Counts
    """Number of each word that goes on the printed word of the one before it."""


def spelled(texts: Iterable[str]) -> Iterator[Spelling]:
    """The words of each text, in order."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        plain = len(text) <= _AT_ONCE and _tables().seldom.search(text) is None
        if not plain or size + len(text) > _AT_ONCE:
            yield from _cut(waiting)
            waiting, size = [], 0
        if plain:
            waiting.append(text)
            size += len(text)
        else:
            yield _word_by_word(text)
    yield from _cut(waiting)


def _word_by_word(text: str) -> Spelling:
    words = tied_words_of(text)
    norms = [norm_of(word) for word in words]
    folds = [folded(norm) for norm in norms]
    lengths = np.array([len(fold) for fold in folds], np.int64)
    hashes = _hashed(mixed(_chars("".join(folds)) + _SALT), lengths)
    sizes = np.array([len(norm) for norm in norms], np.int64)
    tied = np.array([k for k, word in enumerate(words) if is_tied(word)], np.int64)
    return Spelling(hashes, _digest(_chars("".join(norms)), sizes), tied)


def _cut(texts: Sequence[str]) -> Iterator[Spelling]:
    if not texts:
        return
    whole = _BETWEEN.join(texts).replace("ß", "ss")
    chars = _chars(_BROKEN.sub("", whole) if "\n" in whole else whole)
    tables = _tables()
    kinds = tables.kinds[chars]
    at = np.flatnonzero(_inside(kinds))
    first = np.ones(len(at), bool)
    first[1:] = at[1:] != at[:-1] + 1
    starts = np.flatnonzero(first)
    sizes = np.diff(starts, append=len(at))
    begins, ends = at[starts], at[starts + sizes - 1] + 1
    letters = tables.caseless[chars[at]]
    hashes = _folded_hashes(letters, first, starts)
    tied = _tied(kinds, begins, ends)
    bounds = [0, *np.searchsorted(begins, np.flatnonzero(chars == 0)).tolist(), len(starts)]
    firsts = [*starts.tolist(), len(at)]
    for low, high in itertools.pairwise(bounds):
        digest = _digest(letters[firsts[low] : firsts[high]], sizes[low:high])
        yield Spelling(hashes[low:high], digest, np.flatnonzero(tied[low:high]))


def _chars(text: str) -> Chars:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _inside(kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Which characters belong to a word: letters and figures, and what joins two of them."""
    letter: npt.NDArray[np.bool_] = kinds & _LETTER != 0
    figure = kinds & _FIGURE != 0
    out = letter.copy()
    middle = kinds[1:-1]
    out[1:-1] |= (middle & _APOSTROPHE != 0) & letter[:-2] & letter[2:]
    out[1:-1] |= (middle & _POINT != 0) & figure[:-2] & figure[2:]
    return out


def _tied(kinds: npt.NDArray[np.uint8], begins: Counts, ends: Counts) -> npt.NDArray[np.bool_]:
    """Which words have nothing but marks that tie between them and the word before."""
    ties = np.zeros(len(kinds) + 1, np.int64)
    np.cumsum(kinds & _TIE != 0, out=ties[1:])
    out = np.zeros(len(begins), bool)
    out[1:] = ties[begins[1:]] - ties[ends[:-1]] == begins[1:] - ends[:-1]
    return out


def _folded_hashes(letters: Chars, first: npt.NDArray[np.bool_], starts: Counts) -> Hashes:
    """The hashes of words with what character recognition confuses made one, as ``folded`` does it."""
    tables = _tables()
    folds = tables.folded[letters]
    is_m = (folds[:-1] == ord("r")) & (folds[1:] == ord("n")) & ~first[1:]
    folds[:-1][is_m] = ord("m")
    kept = np.ones(len(folds), bool)
    kept[1:] = ~is_m
    begins = starts - np.cumsum(~kept)[starts]
    folds = folds[kept]
    return _hashed(tables.values[folds], np.diff(begins, append=len(folds)))


def _hashed(values: Hashes, lengths: Counts) -> Hashes:
    """A hash for each word from a number for each of its letters."""
    if not len(lengths):
        return np.zeros(0, np.uint64)
    begins = np.cumsum(lengths) - lengths
    longest = int(lengths.max())
    factors = np.full(longest, _FACTOR, np.uint64)
    np.multiply.accumulate(factors, out=factors)
    place = np.arange(len(values)) - np.repeat(begins, lengths)
    sums = np.add.reduceat(values * factors[place], begins)
    return mixed(sums) & ~np.uint64(1) | (lengths <= LIGHT).astype(np.uint64)


def _digest(letters: Chars, sizes: Counts) -> str:
    body = letters.astype("<u4").tobytes() + sizes.astype("<u4").tobytes()
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def _kind(char: str) -> int:
    kind = _LETTER * char.isalnum() | _FIGURE * char.isdecimal() | _TIE * (char in TIES)
    return kind | _APOSTROPHE * (char in "'’") | _POINT * (char in ".,:")


def _is_seldom(char: str) -> bool:
    """Whether the normal form of a word with ``char`` is not that of its letters, one by one."""
    one = char.casefold()
    return char in "\0ʼ" or (char != "ß" and (len(one) > 1 or one.isalnum() != char.isalnum() or ord(one) >= _KNOWN))


class _Tables(NamedTuple):
    """What is to be known of every letter that is not rare."""

    seldom: re.Pattern[str]
    """Finds a letter for which a text goes word by word."""
    kinds: npt.NDArray[np.uint8]
    caseless: Chars
    folded: Chars
    values: Hashes


@cache
def _tables() -> _Tables:
    chars = [chr(code) for code in range(_KNOWN)]
    seldom = set(filter(_is_seldom, chars))
    caseless = ["'" if c == "’" else c if c in seldom else c.casefold()[0] for c in chars]
    return _Tables(
        re.compile(f"[{''.join(map(re.escape, sorted(seldom)))}{chr(_KNOWN)}-\U0010ffff]"),
        np.array([_kind(char) for char in chars], np.uint8),
        np.array(list(map(ord, caseless)), np.uint32),
        np.array([ord(folded(char)) for char in chars], np.uint32),
        mixed(np.arange(_KNOWN, dtype=np.uint64) + _SALT),
    )
