"""Dates as heads print them, to YYYY-MM-DD; only full dates that can be read in one way."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|" + "|".join(_MONTHS) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_SHAPES = tuple(
    re.compile(rf"(?<![\w/.-]){shape}(?![\w/])", re.IGNORECASE)
    for shape in (
        rf"{_DAY}[ \t]+(?:of[ \t]+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}[ \t]+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.+-]+Z?)?",
    )
)


def first_date(text: str) -> str | None:
    """The first full date in ``text`` as YYYY-MM-DD; None where there is none. 03/04/2020 is left alone."""
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first full date in ``text`` and where it stands."""
    best: tuple[int, int, str] | None = None
    for shape in _SHAPES:
        for match in shape.finditer(text):
            value = _value(match)
            if value and (best is None or match.start() < best[0]):
                best = (match.start(), match.end(), value)
            if value:
                break
    return (best[2], best[0], best[1]) if best else None


def _value(match: re.Match[str]) -> str | None:
    month = match.group("month").lower().rstrip(".")
    number = int(month) if month.isdigit() else next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(month[:3]))
    try:
        return date(int(match.group("year")), number, int(match.group("day"))).isoformat()
    except ValueError:
        return None
