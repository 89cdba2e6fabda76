"""The second look: whether a change between two pages stands once both places have been read again.

A reading of a picture may be wrong; print that a text layer gives is not. A change is sure where every page that was
read from its picture is read the same way once more, and nothing like the other page's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sayso.link.words import folded, words_of
from sayso.model.findings import Change
from sayso.model.sight import Again
from sayso.model.span import Span

Certainty = Literal["asserted", "possible"]

SLIPS = 0.12
"""Share of a strip's letters, beyond the change itself, that may be read otherwise the second time."""
GONE = 0.6
"""Likeness up to which a reading does not hold the words that its page lacks."""


class Reread(NamedTuple):
    """What one page's strip should say: its words with their neighbours, and the same with the other page's words."""

    here: str
    rival: str


def expected(text: str, span: Span, words: str, around: Span) -> Reread:
    """What the strip over ``around`` should say where ``text`` is right, and where the other page's ``words`` are."""
    before, behind = text[around.start : span.start], text[span.end : around.end]
    return Reread(letters(f"{before} {span.of(text)} {behind}"), letters(f"{before} {words} {behind}"))


def settled(change: Change, again: Again, one: Reread | None, other: Reread | None) -> Certainty:
    """Whether ``change`` is sure after the second look; None for a page that was not read from a picture.

    Where there was nothing to look at, it stays as it was.
    """
    sides = []
    if one is not None:
        sides.append(_stands(again.one, one, change.after, lacking=again.mapped_one))
    if other is not None:
        sides.append(_stands(again.other, other, change.before, lacking=again.mapped_other))
    if any(stands is False for stands in sides):
        return "possible"
    return change.certainty if None in sides else "asserted"


def letters(text: str) -> str:
    """The words of ``text`` without spaces, letters that print confuses made one."""
    return folded("".join(words_of(text).norms))


def _stands(readings: Sequence[str], page: Reread, others: str, *, lacking: bool) -> bool | None:
    """Whether one page says what it was read to say; None where it was not looked at."""
    if not readings:
        return None
    if lacking:
        return all(_is_gone(letters(reading), letters(others)) for reading in readings)
    return all(_is_here(letters(reading), page) for reading in readings)


def _is_here(reading: str, page: Reread) -> bool:
    """Whether a reading is the page's words, slips in their neighbours apart, and further from the other page's."""
    off = Levenshtein.distance(reading, page.here)
    return off < Levenshtein.distance(reading, page.rival) and off <= SLIPS * len(page.here)


def _is_gone(reading: str, words: str) -> bool:
    """Whether words are missing where they would stand."""
    return bool(words) and fuzz.partial_ratio(words, reading) <= 100 * GONE
