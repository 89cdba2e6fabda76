"""Stretches that two texts share though words in them were edited: from seeds outwards, word by word.

A stretch is worth what its equal words are worth, less what edits cost. It reaches as far as that makes it worth more,
so it begins and ends on shared words and does not run on over words that agree by chance.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

import numpy as np
from rapidfuzz.distance import Levenshtein

from sayso.link.fingerprint import Fingerprint
from sayso.link.meeting import Bundle, Pair, Way
from sayso.link.runs import AT_ENDS, RUN_WORDS, Run
from sayso.link.seeds import ENOUGH, GIVE_UP, HEAVY, OTHER, Hits, borne_out
from sayso.link.sieve import BACK, ONWARDS

_SHORT_SEED = 3
_BLOCK = 24
"""Words aligned at a time; long shares are followed block by block."""
_EQUAL_BLOCK = 4096
_PAIR_EDITED = -3
"""What two words in a row that differ cost: a name of two words put for one is one small edit, not two."""
_GAIN = 2
"""What going on over edits must win: after one word that differs, two equal ones that carry something."""
_MANY = 400
"""Hits from which it pays to look at the words around all of them at once before following any."""
_ONWARDS, _BACK = int(ONWARDS), int(BACK)
_LAST = 64
"""Stretches that a hit is looked for in: it lies in none further back."""
_TEXTS = 64
"""Texts of which the words' numbers are kept for the next pair."""
_PORTION = 1 << 21
"""Words of pairs that are looked at together; it bounds the memory."""
_MOST = 1_000
"""Stretches kept of two texts; more say nothing new."""

Ids = Sequence[int]


def shared_stretches(one: Fingerprint, other: Fingerprint, least: int = RUN_WORDS) -> list[Run]:
    """Every stretch of at least ``least`` words that two texts share, small edits inside allowed; sorted."""
    return stretches_of([(one, other)], least)[0]


def stretches_of(pairs: Sequence[Pair], least: int = RUN_WORDS) -> list[list[Run]]:
    """``shared_stretches`` of each pair; many at once cost a third of what they cost one by one."""
    return [runs for some in _portions(pairs) for runs in _stretches(some, least)]


def _portions(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    words = list(itertools.accumulate(one.words + other.words for one, other in pairs))
    portions = itertools.groupby(range(len(pairs)), key=lambda n: words[n] // _PORTION)
    for _, numbers in portions:
        some = list(numbers)
        yield pairs[some[0] : some[-1] + 1]


def _stretches(pairs: Sequence[Pair], least: int) -> list[list[Run]]:
    bundle = Bundle(pairs)
    found: list[list[Run]] = [[] for _ in pairs]
    for n, hits in bundle.sampled():
        _follow(pairs[n], hits, least, found[n])
    # More seeds, and shorter ones, than bring two texts together: where one passage is shared others may be.
    for n, hits in bundle.sown(_SHORT_SEED, [n for n, runs in enumerate(found) if runs]):
        _follow(pairs[n], hits, least, found[n])
    return [
        [run for run in _outermost(runs) if _is_of_words(*pair, run, least)]
        for pair, runs in zip(pairs, found, strict=True)
    ]


def _is_of_words(one: Fingerprint, other: Fingerprint, run: Run, least: int) -> bool:
    """Whether the words are enough if a compound, a date, a number of a telephone or an address counts as one.

    Some compounds are counted either way, so one word in six may hang on it.
    """
    return 6 * min(one.printed(run.a0, run.a1), other.printed(run.b0, run.b1)) >= 5 * least


def _follow(pair: Pair, hits: list[Way], least: int, found: list[Run]) -> None:
    """Adds to ``found`` the stretches around ``hits``, which are sorted, that lie in none there yet."""
    a, b = (_listed(one.tokens) for one in pair)
    tried = found[-_LAST:]
    for i, j, ways in hits if len(hits) <= _MANY else _borne_out(pair, hits):
        if len(found) >= _MOST:
            return
        for a0, a1, b0, b1, _ in reversed(tried[-_LAST:]):
            if a0 <= i < a1 and b0 <= j < b1:
                break
        else:
            run, worth = _grown(a, b, i, j, ways)
            counts = worth >= ENOUGH and run.reaches(least - AT_ENDS)
            if counts:
                run = _with_ends(a, b, run)
            tried.append(run)
            if counts and run.reaches(least):
                found.append(run)


@lru_cache(maxsize=_TEXTS)
def _listed(tokens: bytes) -> list[int]:
    words: list[int] = np.frombuffer(tokens, "<u4").tolist()
    return words


def _borne_out(pair: Pair, hits: list[Way]) -> list[Way]:
    a, b, _ = np.array(hits, np.int64).T
    held = borne_out(pair[0].numbers(), pair[1].numbers(), Hits(a, b))
    return list(itertools.compress(hits, held.tolist()))


def _grown(a: Ids, b: Ids, i: int, j: int, ways: int) -> tuple[Run, int]:
    """The stretch around the equal words at ``i`` and ``j``, and what it is worth."""
    a1, b1, right, worth_right = _reached(a, b, i, j, 1, bool(ways & _ONWARDS))
    a0, b0, left, worth_left = _reached(a, b, i - 1, j - 1, -1, bool(ways & _BACK))
    return Run(a0 + 1, a1, b0 + 1, b1, left + right), worth_left + worth_right


def _with_ends(a: Ids, b: Ids, run: Run) -> Run:
    """The run with one more equal word at either end, where one stands there beyond an edited one."""
    over_a, over_b = _one_more(a, b, run.a1, run.b1, 1)
    back_a, back_b = _one_more(a, b, run.a0 - 1, run.b0 - 1, -1)
    same = run.same + bool(over_a) + bool(back_a)
    return Run(run.a0 - back_a, run.a1 + over_a, run.b0 - back_b, run.b1 + over_b, same)


def _one_more(a: Ids, b: Ids, i: int, j: int, step: int) -> tuple[int, int]:
    """How many words on each side take in one more equal word that carries something, beyond one that was edited.

    It is worth no more than the edit costs, so nothing goes on from there; but an edit as near the end as that is as
    likely as any other, and two such words agree by chance once in a hundred times.
    """
    x, y = _ahead(a, i, step, 2), _ahead(b, j, step, 2)
    if len(x) == 2 and len(y) == 2 and x[1] == y[1] and not x[1] & 1:
        return 2, 2
    longer = len(x) == 2 and len(y) > 0 and x[1] == y[0] and not y[0] & 1
    other = len(y) == 2 and len(x) > 0 and y[1] == x[0] and not x[0] & 1
    if longer == other:
        return 0, 0
    return (2, 1) if longer else (1, 2)


def _reached(a: Ids, b: Ids, i: int, j: int, step: int, goes_on: bool) -> tuple[int, int, int, int]:
    """Where the stretch from (i, j) ends, beyond edits if it ``goes_on``; its equal words, and its worth."""
    same = worth = 0
    while True:
        ahead = _equal_words(a, b, i, j, step)
        same += len(ahead)
        worth += _worth(ahead)
        i, j = i + step * len(ahead), j + step * len(ahead)
        if not goes_on:
            return i, j, same, worth
        over_a, over_b, more, gain = _over_edits(_ahead(a, i, step, _BLOCK), _ahead(b, j, step, _BLOCK))
        if not more:
            return i, j, same, worth
        i, j, same, worth = i + step * over_a, j + step * over_b, same + more, worth + gain


def _worth(words: Ids) -> int:
    return HEAVY * len(words) - sum([word & 1 for word in words])


def _ahead(words: Ids, at: int, step: int, count: int) -> Ids:
    if step > 0:
        return words[at : at + count]
    return words[max(0, at + 1 - count) : at + 1][::-1] if at >= 0 else []


def _equal_words(a: Ids, b: Ids, i: int, j: int, step: int) -> list[int]:
    """The words from (i, j) onwards up to the first that differs."""
    size = 16
    out: list[int] = []
    while True:
        x, y = _ahead(a, i, step, size), _ahead(b, j, step, size)
        if x == y and len(x) == size:
            out += x
            i, j, size = i + step * size, j + step * size, min(2 * size, _EQUAL_BLOCK)
            continue
        for here, there in zip(x, y, strict=False):
            if here != there:
                break
            out.append(here)
        return out


def _over_edits(x: Ids, y: Ids) -> tuple[int, int, int, int]:
    """How far the stretch goes on over edits within a block, if that makes it worth more; its equal words and worth."""
    best = (0, 0, 0, 0)
    same = worth = a1 = b1 = 0
    # As a list: its steps one by one take twice as long.
    steps = cast("list[tuple[str, int, int, int, int]]", Levenshtein.opcodes(x, y).as_list())
    for tag, x0, x1, y0, y1 in steps:
        if tag != "equal":
            continue
        edited = max(x0 - a1, y0 - b1)
        worth += _PAIR_EDITED if edited == 2 else OTHER * edited
        if worth <= best[3] - GIVE_UP:
            break
        a1, b1 = x1, y1
        same += x1 - x0
        worth += _worth(x[x0:x1])
        if worth >= best[3] + _GAIN:
            best = (x1, y1, same, worth)
    return best


def _outermost(found: list[Run]) -> list[Run]:
    """Stretches that lie in no larger one on both sides, sorted."""
    kept: list[Run] = []
    for run in sorted(set(found), key=lambda r: (r.a0, -(r.a1 - r.a0), r.b0)):
        if not any(k.a0 <= run.a0 and run.a1 <= k.a1 and k.b0 <= run.b0 and run.b1 <= k.b1 for k in kept[-_LAST:]):
            kept.append(run)
    return kept
