"""Figures in words: what is a quantity, what a date, and what only the number in a name."""

from __future__ import annotations

import re
from decimal import Decimal

from sayso.link.wordsets import DAYS, MONTHS, NUMBERS, word_set

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALES |= {f"{word}s": value for word, value in _SCALES.items()}
_SHORT_SCALES = {"k": 1_000, "bn": 1_000_000_000}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)} | {
    "twentieth": 20,
    "thirtieth": 30,
}
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_SCALED = re.compile(r"(\d+(?:[.,]\d+)*)(k|bn)")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
_LAST_DAY, _HOURS = 31, 12
_MINUTES = {**_UNITS, **_TENS, "quarter": 15, "half": 30} | {str(n): n for n in range(1, 60)}
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\w-])")
_DIGITS = re.compile(
    r"(?P<a>\d{1,2})(?:(?P<sep>/)(?P<b>\d{1,2})(?:/(?:\d{4}|\d\d))?|\.(?P<c>\d{1,2})\.(?:\d{4}|\d\d))(?![\w/])"
)
_CLOCK_BEFORE = word_set("at from by until till since after before")


def is_figure(norm: str) -> bool:
    """Whether a word is a number, in digits or in letters."""
    return norm in NUMBERS or (not norm.isalpha() and any(c.isdigit() for c in norm))


def figure(norms: list[str], at: int) -> tuple[str, int]:
    """The figure that begins at word ``at``, as digits, and how many words it takes; 0 for none."""
    if _FIGURE.fullmatch(norms[at]) or _SCALED.fullmatch(norms[at]):
        return _written(norms, at)
    if norms[at : at + 2] == ["half", "a"] and (scale := _SCALES.get("".join(norms[at + 2 : at + 3]))):
        return str(scale // 2), 3
    value, used = _spelled(norms, at)
    if not used or (used == 1 and norms[at] == "one") or _is_ordinal(norms, at + used):
        return "", 0
    rest = norms[at + used : at + used + 3]
    if rest[:1] == ["point"] and (decimals := _decimals(norms, at + used + 1)):
        return _scaled(f"{value}.{decimals}", norms, at, used + 1 + len(decimals))
    if rest == ["and", "a", "half"]:
        return _scaled(f"{value}.5", norms, at, used + 3)
    return str(value), used


def _scaled(value: str, norms: list[str], at: int, used: int) -> tuple[str, int]:
    """``value`` with the scale behind its words: "seven point three million"."""
    scale = _SCALES.get(norms[at + used]) if at + used < len(norms) else None
    return (_times(value, scale), used + 1) if scale else (value, used)


def date(norms: list[str], at: int) -> tuple[str, int]:
    """The date or time of day that begins at word ``at``, and how many words it takes; 0 for none."""
    word = norms[at]
    if word in DAYS or _YEAR.fullmatch(word):
        return word, 1
    if _is_clock(norms, at):
        return word.replace(".", ":").removeprefix("0"), 1
    clock, used = _clock(norms, at)
    if used:
        return clock, used
    day, used = _day(norms, at)
    behind = norms[at + used : at + used + 2]
    if used and behind[:1] == ["of"]:
        used, behind = used + 1, behind[1:]
    elif used and not word[0].isdigit():
        behind = []  # "the second may", "the first march"
    if used and behind and behind[0] in MONTHS:
        return f"{day} {behind[0][:3]}", used + 1 + _is_year(norms, at + used + 1)
    if _DAY.fullmatch(word) and (month := _end_of_range(norms, at)):
        return f"{_number(word)} {month[:3]}", 1
    return _month_first(norms, at)


def _month_first(norms: list[str], at: int) -> tuple[str, int]:
    """The date that opens with its month: "March 3", "April 2019"."""
    word, after = norms[at], norms[at + 1] if at + 1 < len(norms) else ""
    if word in MONTHS and _DAY.fullmatch(after):
        return f"{_number(after)} {word[:3]}", 2 + _is_year(norms, at + 2)
    if word in MONTHS and word not in {"may", "march"}:
        return word[:3], 1 + _is_year(norms, at + 1)
    return "", 0


def distinctive(value: str) -> bool:
    """Whether a figure is seldom shared by chance: a decimal, or three digits that are not round."""
    digits = value.replace(",", "")
    return "." in value or (len(digits) >= 3 and not digits.endswith("00"))


def _day(norms: list[str], at: int) -> tuple[str, int]:
    """The day of a month at word ``at``, in digits or as an ordinal in words, and its words; 0 for none."""
    word, after = norms[at] if at < len(norms) else "", norms[at + 1] if at + 1 < len(norms) else ""
    if _DAY.fullmatch(word) and _number(word):
        return _number(word), 1
    if word in ("twenty", "thirty") and _ORDINALS.get(after, 10) < 10 and _TENS[word] + _ORDINALS[after] <= _LAST_DAY:
        return str(_TENS[word] + _ORDINALS[after]), 2
    return (str(_ORDINALS[word]), 1) if word in _ORDINALS else ("", 0)


def _end_of_range(norms: list[str], at: int) -> str:
    """The month of "2 and 15 October" or "2-15 October", read at the 2."""
    rest = norms[at + 1 : at + 4]
    if rest[:1] and rest[0] in {"and", "to", "or"}:
        rest = rest[1:]
    return rest[1] if len(rest) > 1 and _DAY.fullmatch(rest[0]) and rest[1] in MONTHS else ""


def _is_year(norms: list[str], at: int) -> int:
    return int(at < len(norms) and bool(_YEAR.fullmatch(norms[at])))


def _is_clock(norms: list[str], at: int) -> bool:
    colon = ":" in norms[at]
    return bool(_CLOCK.fullmatch(norms[at])) and (colon or (at > 0 and norms[at - 1] in _CLOCK_BEFORE))


def _clock(norms: list[str], at: int) -> tuple[str, int]:
    """A time of day in words at word ``at``, or as a log has it: "ten past nine", "quarter to six", "0910 hrs".

    "Ten to twelve" may be a range of figures, and "1200 hours" a length of time: these are none.
    """
    word, behind = norms[at], norms[at + 1 : at + 3]
    if re.fullmatch(r"0\d[0-5]\d", word) and behind[:1] in (["hrs"], ["hours"], ["h"]):
        return f"{int(word[:2])}:{word[2:]}", 2
    minutes = _MINUTES.get(word, 0)
    hour = _hour(behind[1]) if len(behind) == 2 else 0
    if not minutes or not hour or behind[0] not in ("past", "to" if word == "quarter" else "past"):
        return "", 0
    after = hour * 60 + (minutes if behind[0] == "past" else -minutes)
    return f"{after // 60 or 12}:{after % 60:02}", 3


def _hour(word: str) -> int:
    value = _UNITS.get(word, int(word) if word.isdecimal() and len(word) <= 2 else 0)
    return value if value <= _HOURS else 0


def slashed(text: str, start: int) -> tuple[str, int]:
    """The date in digits alone at ``start``: "26/4", "12.03.2019", "2019-03-12"; and where it ends, 0 for none.

    Empty where day and month may be either way round, for then it tells nothing.
    """
    if m := _ISO.match(text, start):
        day, month = int(m["d"]), int(m["m"])
    elif m := _DIGITS.match(text, start):
        day, month = int(m["a"]), int(m["b"] or m["c"])
        if m["sep"] == "/" and day != month and max(day, month) <= len(MONTH_NAMES):
            return "", m.end()
        day, month = (month, day) if month > len(MONTH_NAMES) else (day, month)
    else:
        return "", 0
    valid = 1 <= month <= len(MONTH_NAMES) and 1 <= day <= _LAST_DAY
    return (f"{day} {MONTH_NAMES[month - 1]}", m.end()) if valid else ("", 0)


def _number(day: str) -> str:
    return re.sub(r"\D", "", day).lstrip("0")


def _written(norms: list[str], at: int) -> tuple[str, int]:
    """The figure in digits at word ``at``, with what it is counted in ("40 million", "18 000"), and its words."""
    if scaled := _SCALED.fullmatch(norms[at]):
        return _times(_plain(scaled[1]), _SHORT_SCALES[scaled[2]]), 1
    value, after = _plain(norms[at]), norms[at + 1 : at + 2]
    if re.fullmatch(r"\d{1,3}", norms[at]) and after == ["000"]:
        return f"{value}000", 2
    scale = {**_SCALES, **_SHORT_SCALES}.get(after[0]) if after else None
    return (_times(value, scale), 2) if scale else (value, 1)


def _times(value: str, scale: int) -> str:
    """``value`` times ``scale``, without a point where nothing is left behind it."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", value):
        return value
    return f"{Decimal(value) * scale:f}".rstrip("0").rstrip(".") if "." in value else str(int(value) * scale)


def _is_ordinal(norms: list[str], at: int) -> bool:
    """Whether the word at ``at`` makes an ordinal of the tens before it: "twenty-sixth"."""
    return norms[at - 1] in _TENS and _ORDINALS.get(norms[at] if at < len(norms) else "", 10) < 10


def _plain(norm: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", norm):
        norm = norm.replace(",", "")
    return norm.rstrip("0").rstrip(".") if norm.count(".") == 1 else norm


def _spelled(norms: list[str], at: int) -> tuple[int, int]:
    total = group = used = 0
    while at + used < len(norms):
        word = norms[at + used]
        if word == "a" and not used and at + 1 < len(norms) and norms[at + 1] in _SCALES:
            pass  # "a hundred and eighteen"
        elif word in _UNITS or word in _TENS:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "hundred" and (used or _is_opening_hundred(norms, at)):
            group = max(1, group) * 100
        elif word in _SCALES and used:
            total, group = total + max(1, group) * _SCALES[word], 0
        elif not (word == "and" and used and norms[at + used - 1] in _SCALES and _is_small(norms, at + used + 1)):
            break
        used += 1
    return total + group, used


def _is_opening_hundred(norms: list[str], at: int) -> bool:
    """Whether a figure opens with its hundred: "all hundred and twenty copies"."""
    return norms[at + 1 : at + 2] == ["and"] and _is_small(norms, at + 2)


def _is_small(norms: list[str], at: int) -> bool:
    return at < len(norms) and (norms[at] in _UNITS or norms[at] in _TENS)


def _decimals(norms: list[str], at: int) -> str:
    out = ""
    while at < len(norms) and _UNITS.get(norms[at], 10) < 10:
        out += str(_UNITS[norms[at]])
        at += 1
    return out
