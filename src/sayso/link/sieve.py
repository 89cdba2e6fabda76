"""Which of the texts that share a hash or two have nothing in common: told by their words' numbers, many pairs at once.

A pair that is held back is one of which the full comparison would say "none" and find no stretch; no pair is held
back on a guess. Whatever might come to something goes through, and most pairs of a large pile, which share four words
by chance, come to nothing.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from sayso.link.anchors import WIDTH
from sayso.link.fingerprint import Fingerprint
from sayso.link.runs import AT_ENDS, RUN_WORDS
from sayso.link.seeds import GIVE_UP, Numbers, Tokens

COPY_SHARE = 0.1
"""Share of the shorter text's words in anchors from which one can be a copy of the other."""
MOST_HITS = 2
"""Hits of one pair that are looked at here; more are left to the full comparison."""
_BLOCK = 24
"""Words after a difference among which a stretch goes on, if it does."""
GAP = np.full(_BLOCK + RUN_WORDS + 2, 1, np.uint32)
"""Stands between texts; a word of this number equals none."""
_KEY_BITS = np.uint32(18)
_FACTORS = tuple(np.uint32(f) for f in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35))
_AT_ONCE = 2048
_STEPS = np.arange(_BLOCK)
_START, _BOTH = np.uint8(6), np.uint8(2)
"""What nothing won counts as, so that 0 is less than anything; and two words passed over together."""
_LEAST = (_START + 2 + 2 * (_STEPS[:, None, None] + _STEPS[None, :, None] + 2)).astype(np.uint8)
"""For two words of two blocks what being worth two more comes to there, as ``_may_go_on`` counts."""
_OVER = (np.maximum(GIVE_UP, _START + 2 * (_STEPS[:, None, None] + _STEPS[None, :, None])) - GIVE_UP).astype(np.uint8)
"""What having lost so much comes to before two words that a stretch goes on no more."""
ONWARDS, BACK, NO_WAY = np.uint8(1), np.uint8(2), np.uint8(4)
"""A stretch may go on behind its equal words, before them; it cannot be one that counts."""

Won = npt.NDArray[np.uint8]
Ways = npt.NDArray[np.uint8]


class Weak(NamedTuple):
    """Pairs of numbered texts with their one or two hits, as word numbers in either; the same one twice for one."""

    a: Numbers
    b: Numbers
    hits_a: npt.NDArray[np.int64]
    """Two columns."""
    hits_b: npt.NDArray[np.int64]


class Rows:
    """The words' numbers of many texts one behind the other, in a scratch file without a name, gone with the block."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as this
        self._file.write(GAP.tobytes())
        self._at = len(GAP)
        self._starts: list[int] = []
        self._lengths: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, tokens: Tokens) -> None:
        """The next text; they are numbered from 0."""
        self._starts.append(self._at)
        self._lengths.append(len(tokens))
        self._file.write(tokens.astype("<u4").tobytes())
        self._file.write(GAP.tobytes())
        self._at += len(tokens) + len(GAP)

    def sieve(self) -> Sieve:
        """The sieve over all that were added."""
        self._file.flush()
        words = np.memmap(self._file, "<u4", "r", shape=(self._at,))
        return Sieve(words, np.array(self._starts, np.int64), np.array(self._lengths, np.int64))


class Sieve:
    """Tells pairs that may have something in common from those that have not."""

    def __init__(self, words: Tokens, starts: Numbers, lengths: Numbers) -> None:
        self._words, self._starts, self._lengths = words, starts, lengths
        self._seen = np.zeros(1 << int(_KEY_BITS), bool)

    def passed(self, pairs: Weak) -> npt.NDArray[np.bool_]:
        """Which of ``pairs``, in the order of ``a``, must be compared in full."""
        out = self.sharing(pairs)
        rest = np.flatnonzero(~out)
        out[rest] = self._may_be_copies(pairs.a[rest], pairs.b[rest])
        return out

    def sharing(self, pairs: Weak) -> npt.NDArray[np.bool_]:
        """Which of ``pairs`` may share a passage, whether or not one may be a copy of the other."""
        out = np.zeros(len(pairs.a), bool)
        for k in range(0, len(out), _AT_ONCE):
            part = Weak(*(column[k : k + _AT_ONCE] for column in pairs))
            first, second = self._starts[part.a][:, None], self._starts[part.b][:, None]
            grows = may_grow(self._words, (part.hits_a + first).ravel(), (part.hits_b + second).ravel())
            out[k : k + _AT_ONCE] = grows.reshape(-1, MOST_HITS).any(axis=1)
        return out

    def _may_be_copies(self, a: Numbers, b: Numbers) -> npt.NDArray[np.bool_]:
        out = np.zeros(len(a), bool)
        begins = np.flatnonzero(np.diff(a, prepend=-1))
        for first, last in zip(begins.tolist(), [*begins[1:].tolist(), len(a)], strict=False):
            own = self._text(int(a[first]))
            others = [self._text(n) for n in b[first:last].tolist()]
            out[first:last] = _may_be_copies(own, others, self._seen)
        return out

    def _text(self, number: int) -> Tokens:
        start = int(self._starts[number])
        return self._words[start : start + int(self._lengths[number])]


def are_apart(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether so little of either stands in the other that neither is a copy of the other, however poorly read."""
    if a.digest == b.digest:
        return False
    seen = np.zeros(1 << int(_KEY_BITS), bool)
    return not bool(_may_be_copies(a.numbers(), [b.numbers()], seen)[0])


def _may_be_copies(own: Tokens, others: list[Tokens], seen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether enough words stand in triples that both have: a chain of anchors has no more.

    Words that are equal have equal numbers, so no anchor is missed; what is found beyond them lets pairs through that
    need not go through. ``seen`` is all false, and is left so.
    """
    lengths = np.array([len(other) for other in others])
    keys = _keys(own)
    seen[keys] = True
    row = np.concatenate([part for other in others for part in (other, GAP[:WIDTH])])
    found = np.zeros(len(row), bool)
    found[: len(row) - WIDTH + 1] = seen[_keys(row)]
    seen[keys] = False
    covered = found.copy()
    for k in range(1, WIDTH):
        covered[k:] |= found[:-k]
    ends = np.cumsum(lengths + WIDTH)
    counts = np.add.reduceat(covered, ends - lengths - WIDTH, dtype=np.int64)
    return np.asarray(counts >= np.maximum(1, COPY_SHARE * np.minimum(lengths, len(own))), bool)


def _keys(words: Tokens) -> npt.NDArray[np.uint32]:
    count = max(0, len(words) - WIDTH + 1)
    out = np.zeros(count, np.uint32)
    for k, factor in enumerate(_FACTORS):
        out ^= words[k : k + count] * factor
    return out * _FACTORS[0] >> (np.uint32(32) - _KEY_BITS)


def may_grow(words: Tokens, a: Numbers, b: Numbers) -> npt.NDArray[np.bool_]:
    """Whether a stretch long enough to count may lie around each two equal words ``a`` and ``b``."""
    return np.not_equal(ways_on(words, a, b), NO_WAY)


def ways_on(words: Tokens, a: Numbers, b: Numbers) -> Ways:
    """Where a stretch long enough to count may lie around equal words, the ways in which it may go on over edits."""
    right = _equal_run(words, a, b, 1)
    left = _equal_run(words, a - 1, b - 1, -1)
    out: Ways = BACK * (left == RUN_WORDS) | ONWARDS * (right == RUN_WORDS)
    for way, step, ends in ((ONWARDS, 1, right), (BACK, -1, -1 - left)):
        rest = np.flatnonzero(out & way == 0)
        out[rest] |= way * _may_go_on(words, a[rest] + ends[rest], b[rest] + ends[rest], step)
    out[(out == 0) & (right + left < RUN_WORDS - AT_ENDS)] = NO_WAY
    return out


def _equal_run(words: Tokens, a: Numbers, b: Numbers, step: int) -> Numbers:
    """How many words in a row agree from there, twelve at most."""
    steps = step * np.arange(RUN_WORDS)
    here, there = words[a[:, None] + steps], words[b[:, None] + steps]
    differ = (here != there) | (here == GAP[0])
    return np.where(differ.any(axis=1), differ.argmax(axis=1), RUN_WORDS)


def _may_go_on(words: Tokens, a: Numbers, b: Numbers, step: int) -> npt.NDArray[np.bool_]:
    """Whether going on over a difference at ``a`` and ``b`` can win anything.

    A stretch goes on to a pair of equal words if that makes it worth two more, whichever words answer to each other. An
    equal word is worth 2, one that carries little 1; edited ones cost 2 each, and two together between equal ones 3.
    What can be won up to word X of one block and Y of the other is kept with 2 (X + Y) added, so that a word passed
    over on one side costs nothing, and no number is negative or beyond a byte. In ``met`` the two words are
    equal; where so much was lost before that a stretch gives up, it stays 0.
    """
    steps = (step * _STEPS)[:, None]
    here, there = words[a + steps], words[b + steps]
    worth = np.where(here == GAP[0], 0, 6 - (here & 1)).astype(np.uint8)
    out = np.zeros(len(a), bool)
    one_back = np.zeros((_BLOCK + 1, len(a)), np.uint8)
    two_back = np.zeros_like(one_back)
    one_back[0] = _START
    most = np.full_like(one_back, _START)
    won = most.copy()
    won[2] += 1
    for far, (word, value) in enumerate(zip(here, worth, strict=True)):
        met = np.zeros_like(most)
        goes_on = (there == word) & (value != 0) & (won[:-1] > _OVER[far])
        np.multiply(goes_on, won[:-1] + value, out=met[1:], casting="unsafe")
        out |= (met[1:] >= _LEAST[far]).any(axis=0)
        further = np.maximum(met, most)
        np.maximum(further[1:], most[:-1] + _BOTH, out=further[1:])
        most = _highest(further)
        won = _over_two(most, met, one_back, two_back)
        one_back, two_back = met, one_back
    return out


def _highest(won: Won) -> Won:
    """In each row the highest of it and all before it; in doubling steps, which is far quicker than row by row."""
    step = 1
    while step < len(won):
        higher = won.copy()
        np.maximum(won[step:], won[:-step], out=higher[step:])
        won, step = higher, 2 * step
    return won


def _over_two(most: Won, met: Won, one_back: Won, two_back: Won) -> Won:
    """``most``, or what is won over two edited words behind equal ones."""
    won: Won = np.maximum(most, two_back + np.uint8(1))
    np.maximum(won[1:], two_back[:-1] + np.uint8(3), out=won[1:])
    behind = np.maximum(two_back[:-2] + np.uint8(5), one_back[:-2] + np.uint8(3))
    np.maximum(behind, met[:-2] + np.uint8(1), out=behind)
    np.maximum(won[2:], behind, out=won[2:])
    return won
