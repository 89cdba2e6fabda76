"""Figures in words: what is a quantity, what a date, and what only the number in a name."""

from __future__ import annotations

import re

from sayso.link.wordsets import DAYS, MONTHS, NUMBERS, word_set

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
_CLOCK_BEFORE = word_set("at from by until till since after before")


def is_figure(norm: str) -> bool:
    """Whether a word is a number, in digits or in letters."""
    return norm in NUMBERS or (not norm.isalpha() and any(c.isdigit() for c in norm))


def figure(norms: list[str], at: int) -> tuple[str, int]:
    """The figure that begins at word ``at``, as digits, and how many words it takes; 0 for none."""
    if _FIGURE.fullmatch(norms[at]):
        return _plain(norms[at]), 1
    value, used = _spelled(norms, at)
    if not used or (used == 1 and norms[at] == "one"):
        return "", 0
    rest = norms[at + used : at + used + 3]
    if rest[:1] == ["point"] and (decimals := _decimals(norms, at + used + 1)):
        return f"{value}.{decimals}", used + 1 + len(decimals)
    if rest == ["and", "a", "half"]:
        return f"{value}.5", used + 3
    return str(value), used


def date(norms: list[str], at: int) -> tuple[str, int]:
    """The date or time of day that begins at word ``at``, and how many words it takes; 0 for none."""
    word, after = norms[at], norms[at + 1] if at + 1 < len(norms) else ""
    if word in DAYS or _YEAR.fullmatch(word) or _is_clock(norms, at):
        return word, 1
    if _DAY.fullmatch(word) and after in MONTHS:
        return f"{_number(word)} {after[:3]}", 2 + _is_year(norms, at + 2)
    if _DAY.fullmatch(word) and (month := _end_of_range(norms, at)):
        return f"{_number(word)} {month[:3]}", 1
    if word in MONTHS and word != "may" and _DAY.fullmatch(after):
        return f"{_number(after)} {word[:3]}", 2 + _is_year(norms, at + 2)
    if word in MONTHS and word not in {"may", "march"}:
        return word[:3], 1 + _is_year(norms, at + 1)
    return "", 0


def distinctive(value: str) -> bool:
    """Whether a figure is seldom shared by chance: a decimal, or three digits that are not round."""
    digits = value.replace(",", "")
    return "." in value or (len(digits) >= 3 and not digits.endswith("00"))


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


def _number(day: str) -> str:
    return re.sub(r"\D", "", day).lstrip("0")


def _plain(norm: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", norm):
        norm = norm.replace(",", "")
    return norm.rstrip("0").rstrip(".") if norm.count(".") == 1 else norm


def _spelled(norms: list[str], at: int) -> tuple[int, int]:
    total = group = used = 0
    while at + used < len(norms):
        word = norms[at + used]
        if word in _UNITS or word in _TENS:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "hundred" and used:
            group = max(1, group) * 100
        elif word in _SCALES and used:
            total, group = total + max(1, group) * _SCALES[word], 0
        elif not (word == "and" and used and norms[at + used - 1] in _SCALES and _is_small(norms, at + used + 1)):
            break
        used += 1
    return total + group, used


def _is_small(norms: list[str], at: int) -> bool:
    return at < len(norms) and (norms[at] in _UNITS or norms[at] in _TENS)


def _decimals(norms: list[str], at: int) -> str:
    out = ""
    while at < len(norms) and _UNITS.get(norms[at], 10) < 10:
        out += str(_UNITS[norms[at]])
        at += 1
    return out
