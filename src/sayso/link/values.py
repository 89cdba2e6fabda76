"""Whether two phrases name the same numbers or the same day, however each is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.link.figures import MONTH_NAMES, figure, is_figure
from sayso.link.words import words_of
from sayso.link.wordsets import DAYS, MONTHS

_ISO = re.compile(r"\b(?P<y>\d{4})-(?P<a>\d{1,2})-(?P<b>\d{1,2})\b")
_POINTS = re.compile(r"\b(?P<a>\d{1,2})[./](?P<b>\d{1,2})(?:[./](?P<y>\d{4}|\d\d)\b|\.?)")
_DAY_MONTH = re.compile(r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<m>[a-z]{3,9})\b\.?,?(?:\s+(?P<y>\d{4}))?")
_MONTH_DAY = re.compile(r"\b(?P<m>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{4}))?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")

Day = tuple[frozenset[tuple[int, int]], str]
"""The months and days that a date may mean, and its year or nothing."""


def is_part_of_value(norm: str) -> bool:
    """Whether a word may be part of a number or a date."""
    return is_figure(norm) or norm in MONTHS or norm in DAYS or _ORDINAL.fullmatch(norm) is not None


def same_value(raw_a: str, raw_b: str, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two phrases, as printed and as words, hold the same days, or the same numbers; not if they hold none."""
    one, other = _dated(raw_a), _dated(raw_b)
    if one and other:
        return _same_day(one[0], other[0]) and one[1] == other[1]
    found = numbers(a)
    return bool(found) and found == numbers(b)


def _same_day(one: Day, other: Day) -> bool:
    years = one[1], other[1]
    return bool(one[0] & other[0]) and (years[0][-2:] == years[1][-2:] or not all(years))


def _dated(raw: str) -> tuple[Day, list[str]] | None:
    """The one date in ``raw``, and the figures beside it; None if there is no date."""
    text = raw.lower()
    for m, day in _days(text):
        beside = words_of(f"{text[: m.start()]} {text[m.end() :]}").norms
        return day, [n for n in numbers(beside) if n[0].isdigit()]
    return None


def _days(text: str) -> Iterator[tuple[re.Match[str], Day]]:
    """What reads as a date, the surest first."""
    if m := _ISO.search(text):
        yield m, (frozenset({(int(m["a"]), int(m["b"]))}), m["y"])
    for shape in (_DAY_MONTH, _MONTH_DAY):
        for m in shape.finditer(text):
            if m["m"] in MONTHS:
                yield m, (frozenset({(MONTH_NAMES.index(m["m"][:3]) + 1, int(m["d"]))}), m["y"] or "")
    if m := _POINTS.search(text):
        first, second = int(m["a"]), int(m["b"])
        ways = {(first, second), (second, first)}
        if valid := frozenset(w for w in ways if 1 <= w[0] <= 12 and 1 <= w[1] <= 31):
            yield m, (valid, m["y"] or "")


def numbers(norms: Sequence[str]) -> list[str]:
    """The numbers in a row of words, as digits, sorted."""
    words, out, at = [_ORDINAL.sub(r"\1", n) for n in norms], [], 0
    while at < len(words):
        value, used = figure(words, at)
        if used:
            out.append(value)
        elif is_part_of_value(words[at]):
            out.append(words[at][:3] if words[at] in MONTHS else words[at])
        at += max(1, used)
    return sorted(out)
