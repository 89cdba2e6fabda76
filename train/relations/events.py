"""Invented news: kinds of events, each said in several ways, from which pairs of statements are made.

A saying holds slots in braces and parts in square brackets that may be left out. Two sayings of one event with the same
values say the same; one with fewer slots says part of it; one with another value, or the negation, contradicts it.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple


class Event(NamedTuple):
    """One kind of event: how it is said, and how it is said not to be so."""

    said: tuple[str, ...]
    negated: tuple[str, ...]


class Saying(NamedTuple):
    """Words for an event: its number, the values its words give, and whether it is said not to be so."""

    words: str
    event: int
    values: tuple[tuple[str, str], ...]
    negated: bool


_PARTS = (Path(__file__).with_suffix(".txt")).read_text(encoding="utf-8").strip().split("\n\n")
_LISTS = {line.split()[0]: line.split(" ", 1)[1].split("|") for line in _PARTS[0].split("\n")}
FIRST, LAST, TITLES = _LISTS["#people"], _LISTS["#surnames"], _LISTS["#titles"]
PLACES, BODIES = _LISTS["#places"], _LISTS["#bodies"]
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905 - read as words
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SLOT = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"\[([^\]]*)\]")


def _event(part: str) -> Event:
    lines = part.split("\n")
    return Event(
        tuple(line for line in lines if not line.startswith("- ")),
        tuple(line.removeprefix("- ") for line in lines if line.startswith("- ")),
    )


EVENTS = tuple(_event(part) for part in _PARTS[1:])
"""The kinds of events of ``events.txt``; a line behind a dash says that it was not so."""


def values(chance: random.Random) -> dict[str, str]:
    """A value for every slot."""
    who, other = chance.sample(LAST, 2)
    return {
        "n": number(chance),
        "place": chance.choice(PLACES),
        "org": chance.choice(BODIES),
        "who": f"{chance.choice(FIRST)} {who}",
        "who2": f"{chance.choice(FIRST)} {other}",
        "date": f"{chance.randint(1, 28)} {chance.choice(MONTHS)}",
    }


def number(chance: random.Random) -> str:
    """A figure as such figures come in the news."""
    sort = chance.random()
    if sort < 0.35:
        return str(chance.randint(2, 40))
    if sort < 0.7:
        return str(chance.randint(41, 999))
    if sort < 0.85:
        return f"{chance.randint(1, 60)}.{chance.randint(1, 9)}"
    return f"{chance.randint(1, 90)},{chance.randint(0, 9)}00"


def other_value(slot: str, value: str, chance: random.Random) -> str:
    """Another value for ``slot``, at times one that looks much like ``value``."""
    if slot == "n" and chance.random() < 0.5 and len(value) > 1:
        at = chance.randrange(len(value))
        near = value[:at] + (str(chance.randint(1, 9)) if value[at].isdigit() else value[at]) + value[at + 1 :]
        near = value[1:] if chance.random() < 0.2 and value[1].isdigit() and value[1] != "0" else near
        if near != value and not near.startswith("."):
            return near
    if slot == "date" and chance.random() < 0.5:
        day, month = value.split()
        return f"{int(day) % 28 + 1} {month}"
    while True:
        fresh = values(chance)[slot]
        if fresh != value and fresh.split()[-1] != value.rsplit(maxsplit=1)[-1]:
            return fresh


def shown(slot: str, value: str, chance: random.Random) -> str:
    """``value`` as a text may write it: figures in words, names with titles or short, dates either way round."""
    if slot == "n" and value.isdigit() and chance.random() < 0.3:
        return in_words(int(value))
    if slot in ("who", "who2"):
        last = value.rsplit(maxsplit=1)[-1]
        return chance.choice(
            (value, value, f"{chance.choice(TITLES)} {last}", last, f"{chance.choice(TITLES)} {value}")
        )
    if slot == "date":
        day, month = value.split()
        return chance.choice((value, value, f"{month} {day}", f"{day} {month[:3]}" if len(month) > 4 else value))
    return value


def in_words(value: int) -> str:
    """``value`` under a thousand in words."""
    if value >= 100:
        rest = f" and {in_words(value % 100)}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")


def saying(
    event: int, given: dict[str, str], chance: random.Random, *, negated: bool = False, full: float = 0.5
) -> Saying:
    """One way to say ``event`` with the values ``given``; optional parts stand in it with the chance ``full``."""
    kind = EVENTS[event]
    negated = negated and bool(kind.negated)
    form = chance.choice(kind.negated if negated else kind.said)
    form = _PART.sub(lambda part: part.group(1) if chance.random() < full else "", form)
    slots = sorted(set(_SLOT.findall(form)))
    words = _SLOT.sub(lambda slot: shown(slot.group(1), given[slot.group(1)], chance), form)
    if chance.random() < 0.5:
        words = words[:1].upper() + words[1:]
    return Saying(words, event, tuple((slot, given[slot]) for slot in slots), negated)
