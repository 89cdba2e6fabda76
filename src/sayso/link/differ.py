"""Where two contents about one thing differ: in a number, a date, or a name, so that they are not the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from sayso.link.figures import distinctive
from sayso.link.terms import Terms, stems
from sayso.link.wordsets import MONTHS, word_set

Sort = Literal["number", "date", "name", "negation"]

MOST_WORDS = 0.8
"""Where this much of the words is the same, figures stand in the same places."""
_DAY = re.compile(r"\d+ [a-z]{3}")
_MONTH = re.compile(r"[a-z]{3}")
_YEAR = re.compile(r"\d{4}")
_CLOCK = re.compile(r"\d+[:.]\d\d")
_ROOT = 5
"""Names as long as this that differ in an ending are one: a country and its people."""
_BOUNDS = word_set("before after since until till by from")
_FRAMES = (_DAY, _MONTH, _YEAR, _CLOCK)


class Difference(NamedTuple):
    """What one says and the other says instead."""

    sort: Sort
    first: str
    second: str


def other_things(a: Terms, b: Terms) -> bool:
    """Whether they are about two things of one sort, told apart by number: weir 1 and weir 2."""
    mine, theirs = (_numbered(t) for t in (a, b))
    return any(label in theirs and numbers.isdisjoint(theirs[label]) for label, numbers in mine.items())


def _numbered(found: Terms) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for name in found.names:
        label, _, number = name.rpartition(" ")
        if label and number[:1].isdigit():
            out.setdefault(label, set()).add(number)
    return out


_COMPARED = re.compile(
    r",?\s+(?:as\s+)?(?:against|compared\s+(?:with|to)|up\s+from|down\s+from|versus)\s+(?=[^,;.]*\d)[^,;]*",
    re.IGNORECASE,
)


def without_comparison(words: str) -> str:
    """``words`` without a figure that is only put beside the one that counts: "14 now, against 7 in May"."""
    return _COMPARED.sub("", words)


def differences(a: Terms, b: Terms) -> tuple[Difference, ...]:
    """Numbers, dates and names in which ``a`` and ``b`` are apart; each only where both have one and none agrees."""
    return tuple(_numbers(a, b)) + tuple(_dates(a, b)) + tuple(_names(a, b))


def _numbers(a: Terms, b: Terms) -> Iterator[Difference]:
    if not a.figures or not b.figures:
        return
    both = a.figures & b.figures
    mine, theirs = a.figures - both, b.figures - both
    if any(_scale_left_out(one, other) for one in mine for other in theirs):
        return
    if not both or (mine and theirs and _alike(a, b)) or _particular_apart(mine, theirs, both):
        yield Difference("number", _joined(mine), _joined(theirs))


def _scale_left_out(one: str, other: str) -> bool:
    """Whether one is the other without its thousands or millions: "forty-one short", of a budget in millions."""
    small, large = sorted((one, other), key=len)
    return large in (small + "000", small + "000000")


def _alike(a: Terms, b: Terms) -> bool:
    return len(a.words & b.words) >= MOST_WORDS * len(a.words | b.words)


def _particular_apart(mine: frozenset[str], theirs: frozenset[str], both: frozenset[str]) -> bool:
    """Whether each has a figure that is seldom chance, and they share none such."""
    return not any(map(distinctive, both)) and any(map(distinctive, mine)) and any(map(distinctive, theirs))


def _dates(a: Terms, b: Terms) -> Iterator[Difference]:
    if a.dates.isdisjoint(b.dates) and not (bounded(a) or bounded(b)) and _dates_apart(a.dates, b.dates):
        yield Difference("date", _joined(a.dates), _joined(b.dates))


def bounded(found: Terms) -> bool:
    """Whether it gives a time before or after which something was, and not when it was."""
    return any(n in _BOUNDS and _dated(after) for n, after in pairwise(found.norms))


def _dated(norm: str) -> bool:
    return norm[0].isdigit() or norm in MONTHS or norm.endswith("day")


def _dates_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether no date of one can be a date of the other: a month holds its days, a weekday may be any day."""
    months = [{d.split()[-1] for d in dates if _DAY.fullmatch(d) or _MONTH.fullmatch(d)} for dates in (a, b)]
    if all(months) and not months[0] & months[1]:
        return True
    for frame in (_DAY, _YEAR, _CLOCK):
        mine, theirs = ({d for d in dates if frame.fullmatch(d)} for dates in (a, b))
        if mine and theirs and not mine & theirs:
            return True
    weekdays = [{d for d in dates if not any(f.fullmatch(d) for f in _FRAMES)} for dates in (a, b)]
    return bool(weekdays[0] and weekdays[1]) and len(a) == len(weekdays[0]) and len(b) == len(weekdays[1])


def _names(a: Terms, b: Terms) -> Iterator[Difference]:
    """Names that stand in the same words: each side has names the other lacks, and hardly another word is apart."""
    mine, theirs = _own_names(a, b), _own_names(b, a)
    plain = len(a.plain & b.plain)
    if not (a.names & b.names) and mine and theirs and plain >= 2 and plain >= MOST_WORDS * len(a.plain | b.plain):
        yield Difference("name", _joined(mine), _joined(theirs))


def _own_names(a: Terms, b: Terms) -> frozenset[str]:
    """The names of ``a`` that stand nowhere in ``b``, not as an adjective either ("Ostrian" beside "Ostria")."""
    theirs = b.words | stems(b)
    return frozenset(n for n in a.names - theirs if not any(_one_root(n, t) for t in theirs))


def _one_root(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _ROOT and a[: max(len(a), len(b)) - 2] == b[: max(len(a), len(b)) - 2]


def openers(first: str, second: str) -> tuple[Difference, ...]:
    """The names with which two sentences open that are else the same: "Castor won the bid", "Delmar won the bid"."""
    a, b = first.split(), second.split()
    one_apart = len(a) == len(b) > 2 and a[0] != b[0] and a[1:] == b[1:]
    named = one_apart and a[0].istitle() and b[0].istitle()
    return (Difference("name", a[0], b[0]),) if named else ()


def _joined(terms: Iterable[str]) -> str:
    return ", ".join(sorted(terms))
