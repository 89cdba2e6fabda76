"""Dates in words, worked out against the date of the paper they stand in, as EDTF.

Nothing here looks at a clock: "on Tuesday" in a paper without a date stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sayso.extract.lexicon import MONTHS, WEEKDAYS
from sayso.model.span import Span

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATES = re.compile(
    r"\b(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?:between\s+|from\s+)?(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|until)\s*(?P<to>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"\s+(?P<month_r>{_MONTH})\b(?:\.?,?\s+(?P<year_r>\d{{4}})\b)?"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b(?:\.?,?\s+(?P<year>\d{{4}})\b)?"
    rf"|(?P<month_us>{_MONTH})\b\.?(?:[ \t]+|\n)(?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year_us>\d{{4}})\b)?"
    r"|(?P<slash>\d{1,2}[./]\d{1,2}[./]\d{4})"
    rf"|(?P<which>last\s+|next\s+|this\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})\b(?P<night>\s+night)?"
    r"|(?P<word>(?:this|that)\s+(?:morning|afternoon|evening)|last\s+night|yesterday|today|tonight|tomorrow)"
    r"|the\s+(?P<bare>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of|century|time|floor|hour))"
    r")",
    re.IGNORECASE,
)
_SHIFT = {"yesterday": -1, "last night": -1, "tomorrow": 1}


class Dated(NamedTuple):
    """A date expression: where it stands, what it comes to, and whether it looks ahead."""

    span: Span
    edtf: str
    sort: str
    """``full``, ``range``, ``weekday``, ``word`` or ``bare``."""


def day_of(edtf: str | None) -> date | None:
    """The day an EDTF date names; None where it names no single day."""
    try:
        return date.fromisoformat(edtf) if edtf else None
    except ValueError:
        return None


def dates_in(text: str, span: Span, base: date | None) -> Iterator[Dated]:
    """The dates named in ``span``, in order; those that need ``base`` to be worked out are left out without it."""
    for m in _DATES.finditer(text, span.start, span.end):
        edtf, sort = _edtf(m, base)
        if edtf is not None:
            yield Dated(Span(m.start(), m.end()), edtf, sort)


def _edtf(m: re.Match[str], base: date | None) -> tuple[str | None, str]:
    if m["month_r"]:
        return _range(m, base), "range"
    full = _full(m, base)
    if full is not None or base is None:
        return full, "full"
    return _relative(m, base)


def _full(m: re.Match[str], base: date | None) -> str | None:
    if m["iso"]:
        return _checked(*map(int, m["iso"].split("-")))
    if m["slash"]:
        return _slashed(m["slash"])
    if m["month"]:
        return _calendar(m["day"], m["month"], m["year"], base)
    return _calendar(m["day_us"], m["month_us"], m["year_us"], base) if m["month_us"] else None


def _relative(m: re.Match[str], base: date) -> tuple[str | None, str]:
    if m["weekday"]:
        return _weekday(m["weekday"], (m["which"] or "").strip().lower(), base).isoformat(), "weekday"
    if m["word"]:
        word = " ".join(m["word"].lower().split())
        return (base + timedelta(days=_SHIFT.get(word, 0))).isoformat(), "word"
    return (_bare(int(m["bare"]), base), "bare") if m["bare"] else (None, "")


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _slashed(words: str) -> str | None:
    """Day, month, year; only where the order cannot be mistaken."""
    first, second, year = map(int, re.split(r"[./]", words))
    if "." in words or first > 12 or first == second:
        return _checked(year, second, first)
    return _checked(year, first, second) if second > 12 else None


def _range(m: re.Match[str], base: date | None) -> str | None:
    start = _calendar(m["from"], m["month_r"], m["year_r"], base)
    end = _calendar(m["to"], m["month_r"], m["year_r"], base)
    return f"{start}/{end}" if start and end and start < end else None


def _calendar(day: str, month: str, year: str | None, base: date | None) -> str | None:
    number = MONTHS[month.lower()]
    if year:
        return _checked(int(year), number, int(day))
    if base is None:
        return None
    # Without a year the nearest one is meant: a paper of January that speaks of 30 December means last year's.
    years = [y for y in (base.year - 1, base.year, base.year + 1) if _checked(y, number, int(day))]
    near = [date(y, number, int(day)) for y in years]
    return min(near, key=lambda d: abs((d - base).days)).isoformat() if near else None


def _weekday(name: str, which: str, base: date) -> date:
    """The last such day up to ``base``; "next" looks ahead."""
    back = (base.weekday() - WEEKDAYS[name.lower()]) % 7
    if which == "next":
        return base + timedelta(days=7 - back)
    return base - timedelta(days=back or (7 if which == "last" else 0))


def _bare(day: int, base: date) -> str | None:
    """The last such day of a month up to ``base``, for "the 27th"."""
    for months in range(2):
        month = (base.month - 1 - months) % 12 + 1
        year = base.year - (1 if month > base.month else 0)
        found = _checked(year, month, day)
        if found and found <= base.isoformat():
            return found
    return None
