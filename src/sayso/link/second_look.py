"""The second look: whether a change between two pages stands once both places have been read again.

A reading of a picture may be wrong; print that a text layer gives is not. A change is sure where every page that was
read from its picture is read the same way once more, and nothing like the other page's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sayso.link.plausible import is_word
from sayso.link.words import bare, norms_of, words_of
from sayso.model.findings import Change
from sayso.model.sight import Again
from sayso.model.span import Span

Certainty = Literal["asserted", "possible"]

SLIPS = 0.12
"""Share of a strip's letters, beyond the change itself, that may be read otherwise the second time."""
GONE = 0.6
"""Likeness up to which a reading does not hold the words that its page lacks."""

LINE = 50
"""Code points within which words stand on one line or on the next."""


class Reread(NamedTuple):
    """What one page's strip should say: its words with their neighbours, and the same with the other page's words."""

    here: str
    rival: str
    words: str = ""
    """The words in question, as they stand."""
    before: str = ""
    """What stands before them on the strip."""
    behind: str = ""


def expected(text: str, span: Span, words: str, around: Span) -> Reread:
    """What the strip over ``around`` should say where ``text`` is right, and where the other page's ``words`` are."""
    before, here, behind = text[around.start : span.start], span.of(text), text[span.end : around.end]
    sides = letters(f"{before} {here} {behind}"), letters(f"{before} {words} {behind}")
    return Reread(*sides, here, before, behind)


def read_again(readings: Sequence[str], page: Reread | None) -> str:
    """The words in question as every way of reading them again gives them; empty where they do not agree."""
    found = {_within(reading, page) for reading in readings} if page and page.words.strip() else set()
    return found.pop() if len(found) == 1 else ""


def _within(reading: str, page: Reread) -> str:
    """The part of a reading between what stands before and behind the words in question."""
    row = _letters(reading)
    first = _end_of(_letters(page.before), row)
    last = len(row) - _end_of(_letters(page.behind)[::-1], row[::-1])
    places = [at for at, c in enumerate(reading) if c.isalnum()]
    return reading[places[first] : places[last - 1] + 1] if first < last else ""


def _end_of(side: str, row: str) -> int:
    """Where ``side``, slips apart, ends that ``row`` begins with."""
    return min(range(len(row) + 1), key=lambda n: (Levenshtein.distance(side, row[:n]), abs(n - len(side))))


def _letters(text: str) -> str:
    return "".join(bare(c.casefold())[:1] for c in text if c.isalnum())


def settled(change: Change, again: Again, one: Reread | None, other: Reread | None) -> Certainty:
    """Whether ``change`` is sure after the second look; None for a page that was not read from a picture.

    Where there was nothing to look at, it stays as it was.
    """
    sides = []
    if one is not None:
        sides.append(_stands(again.one, one, change.after, lacking=again.mapped_one))
    if other is not None:
        sides.append(_stands(again.other, other, change.before, lacking=again.mapped_other))
    if any(stands is False for stands in sides) or (change.sort == "wording" and _is_misspelt(change)):
        return "possible"
    return change.certainty if None in sides else "asserted"


def looks_alike(change: Change) -> bool:
    """Whether both sides are the same in print, letter by letter: what a machine makes of a stroke or a speck."""
    one = _letters(change.before)
    return bool(one) and one == _letters(change.after)


def doubted(before: Sequence[Change], after: Sequence[Change]) -> list[Change]:
    """``after``, the changes once looked at, those only possible that a poorly read line explains.

    Where a word of a line was misread, a letter or two of another that differ are no proof, however often they are read
    alike: what spoiled the one, a fold or a torn row, goes through the other.
    """
    slips = [n for n, change in enumerate(before) if _is_slip(change)]
    misread = [after[n] for n in slips if after[n].certainty == "possible"]
    doubts = {n for n in slips if before[n].certainty == "possible" and any(_beside(after[n], m) for m in misread)}
    return [replace(c, certainty="possible") if n in doubts else c for n, c in enumerate(after)]


def _is_slip(change: Change) -> bool:
    """Whether a letter or two is all that differs; a digit is never taken for one."""
    one, other = letters(change.before), letters(change.after)
    if not one or not other or any(c.isdigit() for c in change.before + change.after):
        return False
    return Levenshtein.distance(one, other) <= max(1, max(len(one), len(other)) // 3)


def _is_misspelt(change: Change) -> bool:
    """Whether a letter or two make a word of what is none."""
    words = norms_of(f"{change.before} {change.after}")
    return _is_slip(change) and not all(map(is_word, words))


def _beside(one: Change, other: Change) -> bool:
    return one is not other and (
        abs(one.span_before.start - other.span_before.start) <= LINE
        or abs(one.span_after.start - other.span_after.start) <= LINE
    )


def letters(text: str) -> str:
    """The words of ``text`` without spaces, letters that print confuses made one."""
    return bare("".join(words_of(text).norms))


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
