"""Places in a text: half-open ranges of code points, and the words they cover.

A text never changes once it is read, so a span stays true for ever. Every other noun points at text through spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in one document's text."""

    start: int
    end: int

    def __bool__(self) -> bool:
        """Whether the span covers at least one code point."""
        return self.end > self.start

    @property
    def length(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range moved ``by`` code points to the right."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words covered in ``text``."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def words_at(text: str, spans: Iterable[Span]) -> str:
    """The words under ``spans``, joined by one space, in the order given."""
    return " ".join(text[start:end] for start, end in spans)


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of ``spans``; the empty span at 0 for none."""
    if not spans:
        return Span(0, 0)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def trimmed(text: str, span: Span, characters: str) -> Span:
    """``span`` without any of ``characters`` at either edge."""
    start, end = span
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return Span(start, end)


def merged(spans: Iterable[Span]) -> Spans:
    """Sorted, non-overlapping spans that cover the same code points; touching spans become one."""
    out: list[Span] = []
    for span in sorted(span for span in spans if span):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(Span(*span))
    return tuple(out)
