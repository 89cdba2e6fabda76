"""How sure a change is: asserted where both readings are clean and misread letters cannot explain it, else possible.

What tells a poor reading is the pair itself: words that differ by a few letters, one of them no word. A machine's own
confidence in its words counts where it is kept. Everything here is worked out from the two texts in question, so that a
clean copy and a scan with the same words may be told apart.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.link.changes import ALTERING, Edit, Side
from sayso.link.overlooked import is_overlooked, is_sentence
from sayso.link.plausible import is_word
from sayso.link.words import bare, norms_of
from sayso.model.words import unpack

Certainty = Literal["asserted", "possible"]

SURE = 0.8
"""Confidence of a recognised word below which it proves nothing."""
_REACH = 60
"""Words on either side of a change whose reading bears on it."""
_CLEAN = 0.002
"""Share of words misread up to which a text counts as cleanly read."""
_DIRTY = 0.05
"""Share of the words around a change that are misread, from which only long and plain passages can be believed."""
_PLAIN = 0.8
"""Share of a passage's words that must be words."""
_SENSE = 0.5
"""The same where hardly a word is misread."""
_WORDS = 3
"""Words that noise does not make up."""
_LONG = 6
_AMID = 2
"""Words that must agree on either side of what is believed amid a poor reading: lost lines seldom leave that."""
_LETTERS = 4
"""Letters of a word that noise does not make up amid a poor reading."""
_ORDER_REACH, _ORDER_SHARE = 12, 0.7
"""Changes on either side among which the words left out may turn up again, and the share of them that must."""
_OFTEN = 3
"""Lines of one shape that make it a running head or a stamp."""
_LONG_LINE = 400
"""Letters beyond which nobody looks for the ends of a line; no running head is so long."""
_FOLIO_DIGITS = 4
_DIGITS = re.compile(r"\d+")
_PAGE_LINE = re.compile(r"\W*(?:page|pg|p|s|seite)?\W*[\divxlc]{0,5}\W*(?:(?:of|von)\W*\d+)?\W*", re.IGNORECASE)


def certainties(a: Side, b: Side, edits: Sequence[Edit]) -> list[Certainty]:
    """The certainty of each of ``edits`` between the two texts."""
    judge = Judge(a, b, edits)
    return ["asserted" if judge.asserts(e) else "possible" for e in edits]


@dataclass(slots=True, init=False)
class Judge:
    """What the whole of two texts tells of the reading of each change between them."""

    a: Side
    b: Side
    agreed: frozenset[str]
    """Words that both texts have at answering places: read twice, so words."""
    misread: list[int]
    """Where, in the words of the first text, something looks misread."""
    clean: bool
    doubts: tuple[list[int], list[int]]
    """Words that a machine was not sure of."""
    furniture: tuple[frozenset[str], frozenset[str]]
    shifted: set[Edit]
    """Changes whose words only stand in another order."""
    amid: dict[Edit, int]
    """Words that agree on either side of each change."""

    def __init__(self, a: Side, b: Side, edits: Sequence[Edit]) -> None:
        self.a, self.b = a, b
        self.agreed = _agreed(a, edits)
        self.misread = [e.a0 for e in edits if self._looks_misread(e)]
        self.clean = len(self.misread) <= max(1, _CLEAN * min(len(a.words.norms), len(b.words.norms)))
        self.doubts = _unsure(a), _unsure(b)
        self.furniture = _furniture(a), _furniture(b)
        self.shifted = _shifted(a, b, edits)
        self.amid = _amid(edits)

    def asserts(self, e: Edit) -> bool:
        """Whether the change stands whatever the reading did."""
        if self._was_doubted(e) or self._is_furniture(e) or e in self.shifted:
            return False
        dirt = self._dirt(e)
        if e.sort == "moved":
            return self.clean and is_sentence(self.a, e.a0, e.a1)
        if self.clean and not dirt:
            return not self._is_slip(e) and (not self.misread or self._is_mostly_words(e))
        if self.amid.get(e, 0) < _AMID or is_overlooked(self.a, self.b, e):
            return False
        return (dirt < _DIRTY and self._is_plain(e, _WORDS)) or self._is_plain(e, _LONG)

    def is_legible(self, e: Edit) -> bool:
        """Whether the words around are read well enough to tell words that were taken out from words overlooked."""
        return self._dirt(e) < _DIRTY

    def _looks_misread(self, e: Edit) -> bool:
        return e.noise and not (self._all_words(e) and not _confused(*self._both(e)))

    def _is_slip(self, e: Edit) -> bool:
        """Whether, in a clean reading, this one place looks misread: letters that machines confuse, or no word."""
        before, after = self._both(e)
        if not e.noise:
            return False
        if not before or not after:
            return bool(self.misread) or not self._all_words(e)
        if _confused(before, after):
            return True
        return e.sort not in ("name", "number", "date", "marking", "negation") and not self._all_words(e)

    def _is_plain(self, e: Edit, least: int) -> bool:
        """Whether the words are so plainly words, and so unlike, that a poor reading did not make the change."""
        before, after = self._both(e)
        if e.clean and least <= _WORDS:
            shortest = min(len("".join(side)) for side in (before, after) if side)
            return shortest >= _LETTERS and self._all_words(e)
        longer, shorter = max(before, after, key=len), min(before, after, key=len)
        if len(longer) < least or (shorter and e.noise):
            return False
        return all(_share(one, self._is_plain_word) >= _PLAIN for one in (longer, shorter) if one)

    def _is_plain_word(self, norm: str) -> bool:
        return norm.isalpha() and self.known(norm)

    def known(self, norm: str) -> bool:
        """Whether ``norm`` is a word by itself or by standing in both texts."""
        return norm in self.agreed or is_word(norm)

    def _both(self, e: Edit) -> tuple[list[str], list[str]]:
        before = norms_of(e.span_a.of(self.a.content.text)) if e.span_a is not None else self.a.words.norms[e.a0 : e.a1]
        after = norms_of(e.span_b.of(self.b.content.text)) if e.span_b is not None else self.b.words.norms[e.b0 : e.b1]
        return before, after

    def _is_mostly_words(self, e: Edit) -> bool:
        """Whether what is left out or put in is not letters without sense for the better part."""
        return e.sort in ALTERING or _share([w for side in self._both(e) for w in side], self.known) >= _SENSE

    def _all_words(self, e: Edit) -> bool:
        before, after = self._both(e)
        return all(map(self.known, [*before, *after]))

    def _dirt(self, e: Edit) -> float:
        first, last = max(0, e.a0 - _REACH), e.a1 + _REACH
        near = bisect_right(self.misread, last) - bisect_left(self.misread, first)
        own = e.noise and e.a0 in self.misread[bisect_left(self.misread, e.a0) : bisect_right(self.misread, e.a0)]
        return (near - own) / (2 * _REACH)

    def _was_doubted(self, e: Edit) -> bool:
        places = ((self.doubts[0], e.a0, e.a1), (self.doubts[1], e.b0, e.b1))
        return any(bisect_left(unsure, last) > bisect_left(unsure, first) for unsure, first, last in places)

    def _is_furniture(self, e: Edit) -> bool:
        """Whether the change lies in nothing but folios and lines that recur from page to page."""
        lines = [_lines(self.a, e.a0, e.a1), _lines(self.b, e.b0, e.b1)]
        told = [
            all(_shape(x) in shapes for x in here) for here, shapes in zip(lines, self.furniture, strict=True) if here
        ]
        folios = [all(_PAGE_LINE.fullmatch(x) for x in here) for here in lines if here]
        return bool(told) and (all(told) or all(folios))


def _amid(edits: Sequence[Edit]) -> dict[Edit, int]:
    """For each change how many words answer to each other before it and behind it, the fewer of the two.

    A misread word answers to what it was.
    """
    rows = [e for e in edits if e.sort != "moved" and not (e.noise and e.a0 < e.a1 and e.b0 < e.b1)]
    gaps = [min(e.a0 - before.a1, e.b0 - before.b1) for before, e in itertools.pairwise(rows)]
    between = zip(rows, [_AMID, *gaps], [*gaps, _AMID], strict=True) if rows else ()
    return {e: min(before, behind) for e, before, behind in between}


def _shifted(a: Side, b: Side, edits: Sequence[Edit]) -> set[Edit]:
    """Words left out of one place that turn up at a place close by: lines read in another order."""
    gone = [Counter(a.words.norms[e.a0 : e.a1]) for e in edits]
    come = [Counter(b.words.norms[e.b0 : e.b1]) for e in edits]
    out = set()
    for k, e in enumerate(edits):
        near = [n for n in range(max(0, k - _ORDER_REACH), min(len(edits), k + _ORDER_REACH + 1)) if n != k]
        if e.sort != "moved" and _turns_up(gone[k], come, near) + _turns_up(come[k], gone, near) >= _ORDER_SHARE * (
            _letters(gone[k]) + _letters(come[k])
        ):
            out.add(e)
    return out


def _turns_up(words: Counter[str], others: Sequence[Counter[str]], near: Sequence[int]) -> int:
    """Letters of ``words`` that the changes close by have on the other side."""
    if not words:
        return 0
    return sum(len(w) * min(n, sum(others[k][w] for k in near)) for w, n in words.items())


def _letters(words: Counter[str]) -> int:
    return sum(len(w) * n for w, n in words.items())


def _agreed(a: Side, edits: Sequence[Edit]) -> frozenset[str]:
    counts = Counter(a.words.norms)
    for e in edits:
        counts.subtract(a.words.norms[e.a0 : e.a1])
    return frozenset(w for w, n in counts.items() if n > 0 and len(w) > 1)


def _confused(before: list[str], after: list[str]) -> bool:
    """Whether the two differ only in letters that machines take for one another."""
    one, other = "".join(before), "".join(after)
    return bare(one) == bare(other)


def _share(norms: list[str], known: Callable[[str], bool]) -> float:
    """Share of the letters that belong to words."""
    return sum(len(n) for n in norms if known(n)) / max(1, sum(map(len, norms)))


def _unsure(one: Side) -> list[int]:
    """Numbers of the words that a machine read without being sure of them."""
    out: set[int] = set()
    starts = one.words.starts
    for page in one.content.pages:
        for word in unpack(page.words):
            if word.confidence < SURE and word.end > word.start:
                first = max(0, bisect_right(starts, word.start) - 1)
                out.update(n for n in range(first, bisect_left(starts, word.end)) if one.words.ends[n] > word.start)
    return sorted(out)


def _furniture(one: Side) -> frozenset[str]:
    """Lines that recur as they are, or with a number that counts the pages: running heads, stamps and the like.

    Rows of a table recur with other figures, and a form's line with the day's reading: those say something.
    """
    lines: dict[str, list[str]] = {}
    for line in one.content.text.splitlines():
        if line.strip():
            lines.setdefault(_DIGITS.sub("#", _shape(line)), []).append(_shape(line))
    out: set[str] = set()
    for found in lines.values():
        counts = Counter(found)
        out.update(line for line, n in counts.items() if n >= _OFTEN)
        if len(found) >= _OFTEN and _counts_pages(found):
            out.update(found)
    return frozenset(out)


def _counts_pages(lines: list[str]) -> bool:
    """Whether the last number in a recurring line grows by one from page to page."""
    numbers = [int(found[-1]) for found in map(_DIGITS.findall, lines) if found and len(found[-1]) <= _FOLIO_DIGITS]
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return len(numbers) == len(lines) and steps.count(1) * 3 >= 2 * len(steps)


def _shape(line: str) -> str:
    return " ".join(line.split()).casefold()


def _lines(one: Side, first: int, last: int) -> list[str]:
    """The lines in which the words [first, last) stand; none if there are no words."""
    if first == last:
        return []
    text, span = one.content.text, one.words.span(first, last)
    floor, ceiling = max(0, span.start - _LONG_LINE), span.end + _LONG_LINE
    start, end = text.rfind("\n", floor, span.start), text.find("\n", span.end, ceiling)
    return [line for line in text[max(start + 1, floor) : end if end >= 0 else ceiling].splitlines() if line.strip()]
