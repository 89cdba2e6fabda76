"""What two statements are to each other: the network's answer under rules that it cannot overrule.

Two contents with other numbers, dates or names for one thing are never the same; two readings of different days do not
contradict; wishes and questions contradict nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sayso.link.alike import Likeness, likeness
from sayso.link.differ import Difference, differences
from sayso.link.lines import Line
from sayso.nets.relations import Relation

Outcome = Literal["same", "part", "contradicts", "tension", "bears_on", "unrelated"]
"""``part``: one says only part of the other. ``tension``: both can be true, but hardly both are."""

SAME, PART = 0.5, 0.62
"""Strength from which two contents are one, and from which one is part of the other."""
AGAINST, TENSION = 0.72, 0.5
SAME_WORDS = 0.5
TOPIC = 0.5
_WORDS_COUNT = 0.4
"""Weight of shared words beside the network's answer."""
_WISHES = frozenset({"asks", "orders", "promises"})


class Verdict(NamedTuple):
    """What ``a`` is to ``b``: how sure (for "same" the strength of the link), which says less, and what is apart."""

    outcome: Outcome
    strength: float
    smaller: Literal[0, 1, 2] = 0
    """For "part": whether the first or the second says only part."""
    apart: tuple[Difference, ...] = ()


def decide(a: Line, b: Line, relation: Relation) -> Verdict:
    """What ``a`` says beside what ``b`` says."""
    if a.terms.norms == b.terms.norms:
        return Verdict("same", 1.0)
    words = likeness(a.terms, b.terms)
    apart = differences(a.terms, b.terms)
    if apart:
        return _apart(a, b, words, relation, apart)
    if words.verdict == "opposed" or relation.against >= max(AGAINST, relation.part):
        return _against(a, b, words, relation)
    return _agreeing(words, relation)


def _agreeing(words: Likeness, relation: Relation) -> Verdict:
    together = _strength(words, relation.same)
    if together >= SAME or words.verdict == "same":
        return Verdict("same", max(together, SAME))
    holds = _strength(words, relation.part)
    if holds >= PART:
        return Verdict("part", holds, 2 if relation.forward > relation.backward else 1)
    if relation.against >= TENSION and relation.topic >= TOPIC:
        return Verdict("tension", relation.against)
    return Verdict("bears_on" if max(relation.topic, words.part) >= TOPIC else "unrelated", relation.topic)


def _strength(words: Likeness, chance: float) -> float:
    shared = min(1.0, max(words.share, 0.8 * words.part))
    return (1 - _WORDS_COUNT) * chance + _WORDS_COUNT * shared


def _apart(a: Line, b: Line, words: Likeness, relation: Relation, apart: Sequence[Difference]) -> Verdict:
    """Never the same; they contradict if they are about one thing at one time."""
    sorts = {difference.sort for difference in apart}
    about_one_thing = words.verdict == "contrary" or (words.part >= SAME_WORDS and relation.against >= TENSION)
    if not about_one_thing or _wishes(a, b) or _other_times(a, b, timed=sorts != {"date"}):
        return Verdict("bears_on" if relation.topic >= TOPIC or words.part >= TOPIC else "unrelated", relation.topic)
    if sorts == {"date"} and words.part < 0.75:
        return Verdict("tension", relation.against, 0, tuple(apart))
    return Verdict("contradicts", max(relation.against, words.part), 0, tuple(apart))


def _against(a: Line, b: Line, words: Likeness, relation: Relation) -> Verdict:
    sure = max(relation.against, words.part if words.verdict == "opposed" else 0.0)
    if _wishes(a, b) or _other_times(a, b, timed=True):
        return Verdict("bears_on", relation.topic)
    apart = Difference("negation", a.terms.negation or "so", b.terms.negation or "so")
    return Verdict("contradicts", sure, 0, (apart,) if a.terms.negated != b.terms.negated else ())


def _wishes(a: Line, b: Line) -> bool:
    """Whether one of them is a wish: two wishes may differ, and neither makes the other untrue."""
    return not _WISHES.isdisjoint((a.kind, b.kind))


def _other_times(a: Line, b: Line, *, timed: bool) -> bool:
    """Whether the two are known to be about different times, so that both can be so."""
    if not timed:
        return False
    mine, theirs = a.as_of, b.as_of
    return mine is not None and theirs is not None and not _overlap(mine, theirs)


def _overlap(a: str, b: str) -> bool:
    """Whether two dates, the longer of which may say more, can be the same."""
    spans = [(part.split("/")[0], part.split("/")[-1]) for part in (a, b)]
    (first, last), (begin, end) = spans
    size = min(len(first), len(begin))
    return first[:size] <= end[:size] and begin[:size] <= last[:size]
