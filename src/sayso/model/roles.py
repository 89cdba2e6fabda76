"""Roles: what the words for somebody unnamed tell of who it is."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_UNNAMED = "unnamed "
_INSTRUMENTS = _words(
    "counter gauge gauges meter meters scale scales sensor sensors instrument instruments camera cameras monitor "
    "recorder clock thermometer barometer seismograph seismometer detector probe radar tachograph odometer dashcam "
    "logger dosimeter reading readings measurement measurements test tests"
)
_VAGUE = _words(
    "official officials source sources person people somebody someone man men woman women individual individuals "
    "insider insiders employee employees worker workers staff staffer staffers aide aides colleague colleagues "
    "member members officer officers one two three four some several others other figure figures authority "
    "authorities expert experts analyst analysts observer observers critic critics friend friends voice caller "
    "user writer speaker party participant participants executive executives adviser advisers advisor diplomat "
    "diplomats leader leaders representative representatives informant informants witness witnesses resident "
    "residents group ad ads advert advertisement spot poll polls survey study report statement article post "
    "tweet message video note law bill document documents paper page memo letter"
)
"""Whoever is called so may be anybody, and may be named elsewhere."""
_MANY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "several": 2}
_BEHIND = re.compile(r"\s*(?:,|\b(?:of|at|in|from|for|on|with|by|to|near|close|who|whose|that|which|familiar)\b)")

_RECORDS = _words("log logs logbook diary journal register record records minutes")
_SORTS = _words("duty daily old new own official internal written full same whole early late first second")
"""What a record is like, and not whose it is."""
_OWNER = re.compile(r"([^\W\d_]+)['’]s? ")


def is_instrument(name: str) -> bool:
    """Whether an unnamed speaker is a device, whose reading is the word of whoever read it."""
    return _head(name) in _INSTRUMENTS


def role_of(name: str | None) -> str | None:
    """The word for what an unnamed speaker is, where it tells him from most others ("coroner"); else None."""
    head = _head(name or "")
    return None if not head or head in _VAGUE or head in _INSTRUMENTS else head


def at_least_so_many(name: str | None) -> int:
    """How many people an unnamed speaker is at least: two for "two clerks", one where no number opens the words."""
    opening = (name or "").removeprefix(_UNNAMED).partition(" ")[0].casefold()
    return _MANY.get(opening, 1) if (name or "").startswith(_UNNAMED) else 1


def possessor_of(name: str | None) -> str | None:
    """The word for whose an unnamed speaker is ("the coroner's clerk"); None where it is nobody's."""
    found = _OWNER.search(name or "") if (name or "").startswith(_UNNAMED) else None
    return found[1].casefold() if found else None


def keeper_of(name: str | None) -> str | None:
    """The word for whoever keeps an unnamed record ("the control room log" is the room's); None where none is named."""
    if _head(name or "") not in _RECORDS:
        return None
    words = _WORD.findall(_BEHIND.split((name or "").removeprefix(_UNNAMED), maxsplit=1)[0])
    before = words[-2].casefold() if len(words) > 1 else ""
    return before if before and before not in _SORTS else None


def _head(name: str) -> str:
    """The noun of a description: the last word before "of", "at", "who" and the like."""
    if not name.startswith(_UNNAMED):
        return ""
    described = name.removeprefix(_UNNAMED)
    words = _WORD.findall(_BEHIND.split(described, maxsplit=1)[0])
    return words[-1].casefold() if words else ""
