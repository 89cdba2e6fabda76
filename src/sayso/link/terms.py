"""Terms: what a content says once little words, endings and the way figures are written are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from sayso.link.figures import date, figure, slashed
from sayso.link.words import Words, words_of
from sayso.link.wordsets import word_set

_LITTLE = word_set(
    "a an the this that these those it its he she they them him his her hers their theirs i me my mine we us our ours "
    "you your yours who whom whose which what when where why how and or but if then than as at by for from in into of "
    "off on onto out over to up with about after before between during through under until within across along "
    "is are was were be been being am do does did doing done has have had having will would shall should may might can "
    "could must there here so such very more most much many some any each every all both few own same too also just "
    "only still yet again once ever now mr mrs ms dr said says say one's s t re ve ll d m no not never none nor "
    "neither without cannot nobody nothing else other others another"
)
_COUNTED = word_set(
    "people men women children per percent million billion thousand hundred dozen half metric square cubic"
)
_BEFORE_THING = word_set("the a an this that of on in for from with by at and or its their his her our")
_NEGATES = word_set("not never cannot")
_NEGATES_FIRST = word_set("no nobody none nothing neither")
_DID = word_set("gave given give made make took taken take had has have held left sent paid got was were is are been")
"""Behind one of these "no" negates what somebody did: "the warden had given no order"."""
_BEFORE_WHOLE = word_set("the all its our their his her those these first last some about")
_BEFORE_DAY = word_set("on of from since until till by before after dated to")
"""With one of these before it "26/4" is a day, and else may be a share, a ratio or "24/7"."""
_FIRST, _LATER = 3, 7
_REACH = 3
_NO_NEGATION = re.compile(
    r"\b(?:nothing (?:else|but|more|less)|not (?:only|just|merely)|no (?:doubt|more|less|later))\b"
)
_ENDING_WORDS = "ational ations ation ments ment ings ing ies ied ers er ed es ly s e"
_ENDINGS = tuple(_ENDING_WORDS.split())

_Sort = Literal["word", "name", "figure", "date"]
_SORTS: tuple[_Sort, ...] = ("word", "name", "figure", "date")
_OPENS = re.compile(r"(?:^|[.!?:;\"“”‘(\n])\s*\Z")


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that carry a content."""

    words: frozenset[str]
    """Stems of words, and names with their number ("yard 4")."""
    names: frozenset[str]
    """Those of ``words`` that are names: what a statement is about, not what it says; "of40" for "of the forty"."""
    figures: frozenset[str]
    """Quantities, however they were written, but for what others are counted out of."""
    dates: frozenset[str]
    negation: Literal["", "none", "not"]
    """"none" where it says there was no such thing, "not" where something was not so."""
    lacking: frozenset[str]
    """Terms the content says were wanting: "without papers" lacks papers."""
    order: tuple[str, ...]
    """All of these in the order of the text."""
    norms: tuple[str, ...]
    """Every word in normal form."""

    @property
    def negated(self) -> bool:
        """Whether the sentence as a whole is negated."""
        return bool(self.negation)

    @property
    def plain(self) -> frozenset[str]:
        """The words that are no names."""
        return self.words - self.names

    @property
    def weight(self) -> int:
        """How much there is to agree on: a word or a date one, a quantity two."""
        return len(self.words) + len(self.dates) + 2 * len(self.figures)


def terms(content: str) -> Terms:
    """The terms of ``content``."""
    words = words_of(content)
    found = list(_found(content, words))
    sorts = {sort: frozenset(t for s, t in found if s == sort) for sort in _SORTS}
    return Terms(
        words=sorts["word"] | sorts["name"],
        names=sorts["name"] - sorts["word"],
        figures=sorts["figure"],
        dates=sorts["date"],
        negation=_negation(words.norms),
        lacking=_lacking(words.norms),
        order=tuple(t for _, t in found),
        norms=tuple(words.norms),
    )


def stems(found: Terms) -> frozenset[str]:
    """Stems of all words but little ones, also those that a name passes over: the "colonel" of "Colonel Marr"."""
    return frozenset(stem(n) for n in found.norms if n not in _LITTLE and not n.endswith("n't"))


@lru_cache(maxsize=50_000)
def stem(norm: str) -> str:
    """``norm`` without its ending, so that returned, returns and returning are one."""
    norm = norm.removesuffix("'s")
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= 4:
            return norm[: -len(ending)]
    return norm


def _found(text: str, words: Words) -> Iterator[tuple[_Sort, str]]:
    norms = words.norms
    at = counted = 0
    while at < len(norms):
        when, used = _date(text, words, at)
        if used:
            if when:
                yield "date", when
        else:
            value, used = figure(norms, at)
            if used:
                label = _label(text, words, at)
                if counted and _is_whole(norms[counted:at]):
                    yield "name", f"of{value}"
                else:
                    yield ("name", f"{label} {value}") if label else ("figure", value)
                counted = at + used
            elif norms[at] not in _LITTLE and not norms[at].endswith("n't") and not _goes_on(text, words, at):
                yield "name" if _is_name(text, words, at) else "word", stem(norms[at])
        at += max(1, used)


def _is_whole(between: list[str]) -> bool:
    """Whether a figure with these words between it and the one before is what that one was counted out of.

    "Seven of the forty" tells seven, and no more than what is told of else has it in common with "all forty".
    """
    while between and between[-1] in _BEFORE_WHOLE:
        between = between[:-1]
    return between == ["of"] or (between[-2:] == ["out", "of"] and len(between) <= _REACH + 1)


def _date(text: str, words: Words, at: int) -> tuple[str, int]:
    """The date at word ``at``, in digits alone or not, and its words; empty where it tells nothing."""
    when, end = slashed(text, words.starts[at])
    bare = "/" in text[words.starts[at] : end] and text[words.starts[at] : end].count("/") == 1
    if not end or (bare and (at == 0 or words.norms[at - 1] not in _BEFORE_DAY)):
        return date(words.norms, at)
    return when, next((n for n in range(at + 1, len(words.norms)) if words.starts[n] >= end), len(words.norms)) - at


def _goes_on(text: str, words: Words, at: int) -> bool:
    """Whether a name goes on behind this word of it: "Harbour Survey Office" says no more than "the Office"."""
    if at + 1 >= len(words.norms) or text[words.ends[at] : words.starts[at + 1]] != " ":
        return False
    following = words.norms[at + 1]
    return _capital(text, words, at) and _capital(text, words, at + 1) and following not in _LITTLE


def _is_name(text: str, words: Words, at: int) -> bool:
    """Whether a word is capitalised where no sentence opens."""
    start = words.starts[at]
    return _capital(text, words, at) and not _OPENS.search(text[max(0, start - 4) : start])


def _capital(text: str, words: Words, at: int) -> bool:
    start, end = words.starts[at], words.ends[at]
    return end - start > 1 and text[start].isupper() and text[start + 1].islower()


def _label(text: str, words: Words, at: int) -> str:
    """The capitalised word whose number this is ("Bay 4", "P-7"); empty for a quantity."""
    if at == 0 or not words.norms[at].isdigit():
        return ""
    first, last = words.starts[at - 1], words.ends[at - 1]
    before = words.norms[at - 1]
    between = text[last : words.starts[at]]
    if before == "no" and between.strip() in {"", "."} and at >= 2:
        return words.norms[at - 2]
    if between not in {" ", "-", " No. "} or before in _LITTLE:
        return ""
    return before if text[first].isupper() or _numbers_a_thing(words.norms, at) else ""


def _numbers_a_thing(norms: list[str], at: int) -> bool:
    """Whether the figure at ``at`` tells one thing from others ("the tram 407 stood"), since it counts nothing.

    What is counted follows its figure in the plural; what is numbered stands before it, behind an article or nothing.
    """
    following = norms[at + 1] if at + 1 < len(norms) else ""
    counts = (following.endswith("s") and following not in _LITTLE) or following in _COUNTED
    return not counts and (at == 1 or norms[at - 2] in _BEFORE_THING) and not norms[at - 1].endswith(("ed", "ing", "s"))


def _lacking(norms: list[str]) -> frozenset[str]:
    """Stems of the words right behind each "without"."""
    behind = (norms[at + 1 : at + 1 + _REACH] for at, norm in enumerate(norms) if norm == "without")
    return frozenset(stem(n) for words in behind for n in words if n not in _LITTLE)


def _negation(norms: list[str]) -> Literal["", "none", "not"]:
    """How the sentence as a whole is negated; a "without" inside it only says in what way."""
    plain = _NO_NEGATION.sub(" ", " ".join(norms)).split()
    none = any(n in _NEGATES_FIRST for n in plain[:_FIRST])
    deed = any(b == "no" and a in _DID for a, b in pairwise(plain[_FIRST - 1 : _LATER]))
    count = sum(n in _NEGATES or n.endswith("n't") for n in plain) + none + deed
    if count % 2 == 0:
        return ""
    return "none" if none else "not"
