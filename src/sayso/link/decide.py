"""What two statements are to each other: the network's answer under rules that it cannot overrule.

Two contents with other numbers, dates or names for one thing are never the same; two readings of different days do not
contradict; wishes and questions contradict nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import exp
from typing import Literal, NamedTuple

from sayso.link.alike import Likeness, is_none, likeness
from sayso.link.differ import Difference, differences, openers, other_things
from sayso.link.figures import distinctive
from sayso.link.lines import Line
from sayso.link.terms import Terms, stem, terms
from sayso.link.wordsets import AUXILIARIES
from sayso.nets.relations import Relation

Outcome = Literal["same", "part", "contradicts", "tension", "bears_on", "unrelated"]
"""``part``: one says only part of the other. ``tension``: both can be true, but hardly both are."""

SAME, PART = 0.1, 0.6
"""Chance from which two contents may be one, and from which one is part of the other."""
COUNTED = 0.2
"""From this chance on nine in ten pairs of the fitted piles are one: it counts as a source's word for a claim."""
STRONG = 0.45
"""From this chance on two contents are one without a second look by a person."""
AGAINST, SURELY_AGAINST, TENSION = 0.95, 0.97, 0.5
NEGATED_AGAINST = 0.72
"""Chance of opposition from which a negation sets apart two contents of much the same words."""
DOUBTED = 0.3
"""From this chance of opposition on, words that are opposed are taken for opposition."""
LEAST_SHARE, LEAST_PART = 0.3, 0.4
"""So much of the longer and of the shorter content's words both have where a negation sets them apart."""
SAME_WORDS = 0.5
TOPIC = 0.5
_ALWAYS, _MATTER, _LONGER, _SHORTER, _FIGURE, _NEGATED, _OPPOSED = -6.00, 2.29, 4.31, 1.69, 2.38, -0.34, -0.23
"""A logistic model of "one claim": what stands for nothing, the chance of one matter, the share of the longer's and of
the shorter's words in common, a common figure, a negation in one alone, the chance of opposition. Fitted on all
pairs of lines of eight invented piles by ``train/relations/chance.py``; see ``train/README.md``."""
_ALL_WORDS = 0.9
HARDLY = 0.1
"""Below this the network is sure that two contents are not of one fact."""
_SAYS = 2
"""Fewer terms name a thing and say nothing of it."""
_HALF = 0.5
_UNABLE = re.compile(r"\b(?:could not|couldn't|cannot|can't) (?:yet )?(?:(?:be|have|been) )*([a-z]+)")
_OUGHT = re.compile(r"\b(?:must|shall|ought to|(?:is|are) to) (?:not |never )?be \w+(?:ed|en|t|wn)\b", re.IGNORECASE)
NO_RELATION = Relation(0.0, 0.0, 0.0, 0.0)
WISHES = frozenset({"asks", "orders", "promises"})


class Verdict(NamedTuple):
    """What ``a`` is to ``b``: how sure (for "same" the strength of the link), which says less, and what is apart."""

    outcome: Outcome
    strength: float
    smaller: Literal[0, 1, 2] = 0
    """For "part": whether the first or the second says only part."""
    apart: tuple[Difference, ...] = ()
    relation: Relation = NO_RELATION
    """What the network said."""
    chance: float = 0.0
    """How sure it is that both say one thing; 0 where they cannot."""


def decide(a: Line, b: Line, relation: Relation) -> Verdict:
    """What ``a`` says beside what ``b`` says."""
    return _ruled(a, b, relation)._replace(relation=relation)


def _ruled(a: Line, b: Line, relation: Relation) -> Verdict:
    if a.terms.norms == b.terms.norms:
        return Verdict("same", 1.0, chance=1.0)
    words = likeness(a.terms, b.terms)
    if other_things(a.terms, b.terms) or _says_nothing(a) or _says_nothing(b):
        return Verdict("bears_on" if relation.topic >= TOPIC else "unrelated", relation.topic)
    apart = differences(a.stated, b.stated) + openers(a.core, b.core)
    if apart:
        return _apart(a, b, words, relation, apart)
    opposed = words.verdict == "opposed" and relation.against >= DOUBTED
    opposed = opposed or _negated_apart(a, b, relation) or _grounded(a, b, words, relation)
    if opposed and _of_one_deed(a.terms, b.terms) and _of_one_deed(b.terms, a.terms):
        return _against(a, b, words, relation)
    return _agreeing(a, b, words, relation)


def _says_nothing(line: Line) -> bool:
    """Whether it is a bare thing of which nothing is said: "the reading"."""
    said = len(line.terms.order) >= _SAYS or any(map(distinctive, line.terms.figures))
    return not said and not is_none(line.terms)


def _of_one_deed(none: Terms, other: Terms) -> bool:
    """Whether what nothing did or suffered is what the other tells: "no valve has come" denies no sticking valve.

    Nor does what could not be done deny that something else was so.
    """
    if none.negation != "none":
        unable = _UNABLE.search(" ".join(none.norms))
        return unable is None or stem(unable[1]) in other.words
    verb = next((n for n, norm in enumerate(none.norms) if norm in AUXILIARIES), None)
    deed = terms(" ".join(none.norms[verb + 1 :])).order[:1] if verb is not None else ()
    return not deed or deed[0] in other.words


def _negated_apart(a: Line, b: Line, relation: Relation) -> bool:
    """Whether nothing but a negation tells them apart, and the network is not sure that they say the same."""
    alike = a.terms.words == b.terms.words and a.terms.figures == b.terms.figures
    return a.terms.negated != b.terms.negated and alike and relation.same < AGAINST


def _grounded(a: Line, b: Line, words: Likeness, relation: Relation) -> bool:
    """Whether the network's word is enough to call two contents opposed: not where both have the same figures."""
    enough = AGAINST if words.share < SAME_WORDS or a.terms.negated == b.terms.negated else NEGATED_AGAINST
    if relation.against < max(enough, relation.part):
        return False
    if words.verdict == "same" and a.terms.negated == b.terms.negated:
        return not a.terms.figures & b.terms.figures and relation.against >= SURELY_AGAINST
    shared = a.terms.negated != b.terms.negated and words.part >= LEAST_PART and words.share >= LEAST_SHARE
    return shared or relation.against >= SURELY_AGAINST


def _agreeing(a: Line, b: Line, words: Likeness, relation: Relation) -> Verdict:
    chance = _chance(a, b, words, relation)
    opposite = a.terms.negated != b.terms.negated and relation.same < _HALF
    if opposite or max(relation.part, relation.topic) < HARDLY or _doubted(a, b, relation):
        chance = min(chance, SAME - 0.01)
    one_holds = relation.part >= PART and relation.same < _HALF and words.share < SAME_WORDS and chance < STRONG
    if _by_words(a, b, words, relation):
        sure = max(chance, STRONG)
        return Verdict("same", sure, chance=sure)
    if chance >= SAME and not one_holds:
        return Verdict("same", chance, chance=chance)
    if chance >= SAME:
        return Verdict("part", chance, 2 if relation.forward > relation.backward else 1, chance=chance)
    if relation.against >= TENSION and relation.topic >= TOPIC:
        return Verdict("tension", relation.against, chance=chance)
    outcome: Outcome = "bears_on" if max(relation.topic, words.part) >= TOPIC else "unrelated"
    return Verdict(outcome, relation.topic, chance=chance)


def _doubted(a: Line, b: Line, relation: Relation) -> bool:
    """Whether the network half opposes them, and no figure binds them."""
    return relation.against >= DOUBTED and relation.same < _HALF and not a.terms.figures & b.terms.figures


def _by_words(a: Line, b: Line, words: Likeness, relation: Relation) -> bool:
    """Whether their words leave no doubt: all that the shorter says, or a figure seldom shared by chance.

    A figure may be the number of a thing of which both say much: there the network must not be sure that they differ.
    """
    if words.verdict != "same" or a.terms.negated != b.terms.negated:
        return False
    figure = any(map(distinctive, a.terms.figures & b.terms.figures))
    return words.part >= _ALL_WORDS or (figure and max(relation.part, relation.topic) >= HARDLY)


def _chance(a: Line, b: Line, words: Likeness, relation: Relation) -> float:
    """How sure it is that both say one thing, 0 to 1."""
    figure = bool(a.terms.figures & b.terms.figures)
    negated = a.terms.negated != b.terms.negated
    matter = _MATTER * relation.topic + _OPPOSED * relation.against + _NEGATED * negated
    shared = _LONGER * words.share + _SHORTER * words.part + _FIGURE * figure
    return round(1 / (1 + exp(-(_ALWAYS + matter + shared))), 3)


def _apart(a: Line, b: Line, words: Likeness, relation: Relation, apart: Sequence[Difference]) -> Verdict:
    """Never the same; they contradict if they are about one thing at one time."""
    sorts = {difference.sort for difference in apart}
    surely = min(relation.against, relation.topic) >= SURELY_AGAINST and words.part >= LEAST_SHARE
    about_one_thing = (
        words.verdict == "contrary" or surely or (words.part >= SAME_WORDS and relation.against >= TENSION)
    )
    if not about_one_thing or _wishes(a, b) or _other_times(a, b, timed=sorts != {"date"}):
        return Verdict("bears_on" if relation.topic >= TOPIC or words.part >= TOPIC else "unrelated", relation.topic)
    if sorts == {"date"} and words.part < 0.75:
        return Verdict("tension", relation.against, 0, tuple(apart))
    return Verdict("contradicts", max(relation.against, words.part), 0, tuple(apart))


def _against(a: Line, b: Line, words: Likeness, relation: Relation) -> Verdict:
    sure = max(relation.against, words.part if words.verdict == "opposed" else 0.0)
    if _wishes(a, b) or _rules(a) != _rules(b) or _other_times(a, b, timed=True):
        return Verdict("bears_on", relation.topic)
    if a.terms.negated == b.terms.negated:
        return Verdict("tension", sure)  # no word shows it, and the network alone accuses nobody
    apart = Difference("negation", a.terms.negation or "so", b.terms.negation or "so")
    return Verdict("contradicts", sure, 0, (apart,))


def _wishes(a: Line, b: Line) -> bool:
    """Whether one of them is a wish: two wishes may differ, and neither makes the other untrue."""
    return not WISHES.isdisjoint((a.kind, b.kind))


def _rules(line: Line) -> bool:
    """Whether it tells what is to be, and not what is: "every boat must be listed" is true where none was."""
    return bool(_OUGHT.search(line.words))


def _other_times(a: Line, b: Line, *, timed: bool) -> bool:
    """Whether the two are known to be about different times, so that both can be so."""
    if not timed:
        return False
    mine, theirs = (line.as_of if line.stated is line.terms else None for line in (a, b))
    return mine is not None and theirs is not None and not overlap(mine, theirs)


def overlap(a: str, b: str) -> bool:
    """Whether two dates, the longer of which may say more, can be the same."""
    spans = [(part.split("/")[0], part.split("/")[-1]) for part in (a, b)]
    (first, last), (begin, end) = spans
    size = min(len(first), len(begin))
    return first[:size] <= end[:size] and begin[:size] <= last[:size]
