"""Stretches that two texts share though words in them were edited: from seeds outwards, word by word.

A stretch is worth what its equal words are worth, less what edits cost. It reaches as far as that makes it worth more,
so it begins and ends on shared words and does not run on over words that agree by chance.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from sayso.link.fingerprint import Fingerprint
from sayso.link.meeting import Bundle, Pair
from sayso.link.runs import AT_ENDS, RUN_WORDS, Run
from sayso.link.seeds import ENOUGH, HEAVY, OTHER, Hits, Tokens, borne_out

_SHORT_SEED = 3
_BLOCK = 24
"""Words aligned at a time; long shares are followed block by block."""
_EQUAL_BLOCK = 4096
_GIVE_UP = 10
"""A stretch that has lost so much since it was worth most is over: five words in a row that differ."""
_PAIR_EDITED = -3
"""What two words in a row that differ cost: a name of two words put for one is one small edit, not two."""
_GAIN = 2
"""What going on over edits must win: after one word that differs, two equal ones that carry something."""
_MANY = 400
"""Hits from which it pays to look at the words around all of them at once before following any."""
_LAST = 64
"""Stretches that a hit is looked for in: it lies in none further back."""
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
        _follow(*_words(pairs[n]), hits, least, found[n])
    # More seeds, and shorter ones, than bring two texts together: where one passage is shared others may be.
    for n, hits in bundle.sown(_SHORT_SEED, [n for n, runs in enumerate(found) if runs]):
        _follow(*_words(pairs[n]), hits, least, found[n])
    return [
        [run for run in _outermost(runs) if _is_of_words(*pair, run, least)]
        for pair, runs in zip(pairs, found, strict=True)
    ]


def _words(pair: Pair) -> tuple[Tokens, Tokens]:
    return pair[0].numbers(), pair[1].numbers()


def _is_of_words(one: Fingerprint, other: Fingerprint, run: Run, least: int) -> bool:
    """Whether the words are enough if a compound, a date, a number of a telephone or an address counts as one.

    Some compounds are counted either way, so one word in six may hang on it.
    """
    return 6 * min(one.printed(run.a0, run.a1), other.printed(run.b0, run.b1)) >= 5 * least


def _follow(a: Tokens, b: Tokens, hits: Hits, least: int, found: list[Run]) -> None:
    """Adds to ``found`` the stretches around ``hits`` that lie in none there yet."""
    if len(hits.a) > _MANY:
        held = borne_out(a, b, hits)
        hits = Hits(hits.a[held], hits.b[held])
    ids_a, ids_b = a.tolist(), b.tolist()
    tried = found[-_LAST:]
    for i, j in sorted(set(zip(hits.a.tolist(), hits.b.tolist(), strict=True))):
        if len(found) >= _MOST:
            return
        if any(a0 <= i < a1 and b0 <= j < b1 for a0, a1, b0, b1, _ in reversed(tried[-_LAST:])):
            continue
        core, worth = _grown(ids_a, ids_b, i, j)
        run = _with_ends(ids_a, ids_b, core)
        tried.append(run)
        if worth >= ENOUGH and core.reaches(least - AT_ENDS) and run.reaches(least):
            found.append(run)


def _grown(a: Ids, b: Ids, i: int, j: int) -> tuple[Run, int]:
    """The stretch around the equal words at ``i`` and ``j``, and what it is worth."""
    a1, b1, right, worth_right = _reached(a, b, i, j, 1)
    a0, b0, left, worth_left = _reached(a, b, i - 1, j - 1, -1)
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


def _reached(a: Ids, b: Ids, i: int, j: int, step: int) -> tuple[int, int, int, int]:
    """Where the stretch that goes on from (i, j) ends, its equal words, and its worth."""
    same = worth = 0
    while True:
        ahead = _equal_words(a, b, i, j, step)
        same += len(ahead)
        worth += sum(HEAVY - (word & 1) for word in ahead)
        i, j = i + step * len(ahead), j + step * len(ahead)
        over_a, over_b, more, gain = _over_edits(_ahead(a, i, step, _BLOCK), _ahead(b, j, step, _BLOCK))
        if not more:
            return i, j, same, worth
        i, j, same, worth = i + step * over_a, j + step * over_b, same + more, worth + gain


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
    for step in Levenshtein.opcodes(x, y):
        if step.tag != "equal":
            continue
        edited = max(step.src_start - a1, step.dest_start - b1)
        worth += _PAIR_EDITED if edited == 2 else OTHER * edited
        if worth <= best[3] - _GIVE_UP:
            break
        a1, b1 = step.src_end, step.dest_end
        same += a1 - step.src_start
        worth += sum(HEAVY - (word & 1) for word in x[step.src_start : a1])
        if worth >= best[3] + _GAIN:
            best = (a1, b1, same, worth)
    return best


def _outermost(found: list[Run]) -> list[Run]:
    """Stretches that lie in no larger one on both sides, sorted."""
    kept: list[Run] = []
    for run in sorted(set(found), key=lambda r: (r.a0, -(r.a1 - r.a0), r.b0)):
        if not any(k.a0 <= run.a0 and run.a1 <= k.a1 and k.b0 <= run.b0 and run.b1 <= k.b1 for k in kept[-_LAST:]):
            kept.append(run)
    return kept
