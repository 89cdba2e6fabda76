"""Words that one text runs together and the other parts: what differs of them, told from what only lost its space.

A machine reads "of19" where the page has "of 19". Against "of 16" the number is what changed, and not the two words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.link.plausible import is_word
from sayso.link.words import bare, words_of
from sayso.model.span import Span

Parting = Literal["space", "seam", ""]
MOST_LETTERS = 60
"""Letters of a longer stretch are not gone through: words run together are few."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The letters of one side without what stands between them, and where the row may be cut."""

    letters: str
    at: list[int]
    """The place of each letter in the text, and the end of the last."""
    spaces: Collection[int]
    """Numbers of the letters before which a word begins; the row's two ends are among them."""
    seams: Collection[int]
    """Numbers of the letters before which a space may have been lost: amid no word, or between letters and digits."""

    def parting(self, number: int) -> Parting:
        return "space" if number in self.spaces else ("seam" if number in self.seams else "")

    def span(self, first: int, last: int) -> Span:
        """The places of letters [first, last)."""
        return Span(self.at[first], self.at[last - 1] + 1) if first < last else Span(self.at[first], self.at[first])


def narrowed(
    text_a: str, span_a: Span, text_b: str, span_b: Span, *, again: tuple[str, str] = ("", "")
) -> tuple[Span, Span] | None:
    """The parts of two spans that differ, where one side runs words together that the other parts; else None.

    ``again`` says how each was read a second time, which tells where its words part if its letters are the same.
    """
    if not (0 < span_a.length <= MOST_LETTERS and 0 < span_b.length <= MOST_LETTERS):
        return None
    a, b = _row(text_a, span_a, again[0]), _row(text_b, span_b, again[1])
    first = _equal(a, b)
    last = _equal_behind(a, b, first)
    if not first and not last:
        return None
    spans = a.span(first, len(a.letters) - last), b.span(first, len(b.letters) - last)
    return spans if any(spans) else None


def _row(text: str, span: Span, again: str) -> _Row:
    letters: list[str] = []
    at: list[int] = []
    spaces, seams = {0}, set()
    words = words_of(span.of(text))
    for norm, start, end in zip(words.norms, words.starts, words.ends, strict=True):
        spaces.add(len(letters))
        odd = not is_word(norm)
        for place in range(span.start + start, span.start + end):
            if text[place].isalnum():
                if letters and len(letters) not in spaces and _is_seam(letters[-1], text[place], odd=odd):
                    seams.add(len(letters))
                letters.append(bare(text[place].casefold())[:1])
                at.append(place)
    spaces.add(len(letters))
    row = "".join(letters)
    return _Row(row, [*at, at[-1] + 1 if at else span.end], spaces, (seams | set(_spaces(again, row))) - spaces)


def _is_seam(left: str, right: str, *, odd: bool) -> bool:
    return odd if left.isdigit() == right.isdigit() and not left.isdigit() else left.isdigit() != right.isdigit()


def _spaces(again: str, row: str) -> Iterable[int]:
    """Where the second reading parts the same letters."""
    pieces = ["".join(bare(c)[:1] for c in word if c.isalnum()) for word in words_of(again).norms]
    if "".join(pieces) != row:
        return
    number = 0
    for piece in pieces:
        yield number
        number += len(piece)


def _equal(a: _Row, b: _Row) -> int:
    """How many letters at the beginning are words of both, run together in one."""
    best = 0
    for number in range(1, min(len(a.letters), len(b.letters)) + 1):
        if a.letters[number - 1] != b.letters[number - 1]:
            break
        if {a.parting(number), b.parting(number)} == {"space", "seam"}:
            best = number
    return best


def _equal_behind(a: _Row, b: _Row, first: int) -> int:
    best = 0
    for number in range(1, min(len(a.letters), len(b.letters)) - first + 1):
        if a.letters[-number] != b.letters[-number]:
            break
        if {a.parting(len(a.letters) - number), b.parting(len(b.letters) - number)} == {"space", "seam"}:
            best = number
    return best
