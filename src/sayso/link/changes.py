"""What sort of change a difference between two versions is, and whether it alters what the text says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from sayso.link.words import Words, folded, words_of
from sayso.model.document import Content
from sayso.model.findings import ChangeSort


def word_set(words: str) -> frozenset[str]:
    """The words of a table written as one line."""
    return frozenset(words.split())


MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "half dozen"
)
NEGATIONS = word_set("not no never none nor neither without cannot nobody nothing")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_HAS_DIGIT = re.compile(r"\d")

_FEW, _AMID = 3, 3
"""Words a clean change spans at most; words that must agree on either side of it."""

ALTERING = frozenset({"number", "date", "name", "negation", "marking"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words [a0, a1) of one text became words [b0, b1) of the other."""

    a0: int
    a1: int
    b0: int
    b1: int
    sort: ChangeSort
    noise: bool
    """Whether poor reading of the page could explain it."""
    clean: bool
    """Whether not even very poor reading could: few words, quite different ones, amid words that agree."""
    head: bool
    """Whether it stands in the head of either text: the lines before its first sentence."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair."""

    content: Content
    words: Words
    head: int
    """Number of words in its head."""


def side(content: Content) -> Side:
    """``content`` cut into words, its head measured: the short lines before the first line of twelve words."""
    words = words_of(content.text)
    return Side(content, words, _head_words(content.text, words))


def edit(a: Side, b: Side, place: tuple[int, int, int, int], *, amid: int = 0) -> Edit:
    """The difference at ``place`` (a0, a1, b0, b1), sorted; at least ``amid`` words agree on either side of it."""
    a0, a1, b0, b1 = place
    before, after = a.words.norms[a0:a1], b.words.norms[b0:b1]
    return Edit(
        a0=a0,
        a1=a1,
        b0=b0,
        b1=b1,
        sort=_sort(a, b, place),
        noise=_could_be_noise(before, after),
        clean=amid >= _AMID and max(len(before), len(after)) <= _FEW and _far(before, after),
        head=a0 < a.head and b0 < b.head,
    )


def alters(change: Edit) -> bool:
    """Whether the change touches a figure, a date, a name, a negation or a marking that both texts have."""
    return change.sort in ALTERING


def _sort(a: Side, b: Side, place: tuple[int, int, int, int]) -> ChangeSort:
    a0, a1, b0, b1 = place
    before, after = a.words.norms[a0:a1], b.words.norms[b0:b1]
    if _in_marking(a, a0, a1) or _in_marking(b, b0, b1):
        return "marking"
    if _negations(before) != _negations(after):
        return "negation"
    if _figures(before) and _figures(after) and _figures(before) != _figures(after):
        return "date" if _dated(a, a0, a1) or _dated(b, b0, b1) else "number"
    if _months(before) and _months(after) and _months(before) != _months(after):
        return "date"
    if not before or not after:
        return "insertion" if after else "deletion"
    names_before, names_after = _names(a, a0, a1), _names(b, b0, b1)
    return "name" if names_before and names_after and names_before != names_after else "wording"


def _figures(norms: list[str]) -> list[str]:
    return sorted(n for n in norms if _HAS_DIGIT.search(n) or n in NUMBERS)


def _months(norms: list[str]) -> list[str]:
    return sorted(n for n in norms if n in MONTHS or n in _DAYS)


def _negations(norms: list[str]) -> int:
    return sum(n in NEGATIONS or n.endswith("n't") for n in norms)


def _dated(one: Side, first: int, last: int) -> bool:
    around = one.words.norms[max(0, first - 1) : last + 1]
    return any(n in MONTHS or n in _DAYS or _YEAR.fullmatch(n) for n in around)


def _names(one: Side, first: int, last: int) -> list[str]:
    """Capitalised words that no sentence's beginning explains."""
    return [one.words.norms[i] for i in range(first, last) if _is_name(one, i)]


def _is_name(one: Side, i: int) -> bool:
    text, start = one.content.text, one.words.starts[i]
    if not text[start].isupper() or one.words.ends[i] - start < 2:
        return False
    before = text[max(0, start - 3) : start]
    return bool(before.strip()) and not re.search(r"[.!?:\n\"“‘(]\s*$", before)


def _in_marking(one: Side, first: int, last: int) -> bool:
    if first == last:
        return False
    span = one.words.span(first, last)
    return any(m.own and m.span.covers(span) for m in one.content.markings)


def _could_be_noise(before: list[str], after: list[str]) -> bool:
    """Whether a few wrongly read letters would turn one into the other."""
    one, other = "".join(before), "".join(after)
    if not one or not other:
        return max(len(one), len(other)) <= 2
    if folded(one) == folded(other):
        return True
    distance = Levenshtein.distance(one, other)
    return distance <= 1 or distance <= max(len(one), len(other)) / 3


def _far(before: list[str], after: list[str]) -> bool:
    one, other = "".join(before), "".join(after)
    return Levenshtein.distance(one, other) > 0.6 * max(len(one), len(other))


def _head_words(text: str, words: Words) -> int:
    count = 0
    for line in text.splitlines(keepends=True):
        here = len(line.split())
        if here >= 12:
            break
        count += len(line)
    return sum(1 for start in words.starts[:200] if start < count)
