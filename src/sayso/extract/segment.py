"""Cuts a text into paragraphs and sentences without changing it.

Paragraphs are parted by an empty line; in a text whose lines are not wrapped by hand, each line is a paragraph of its
own.
Sentences come from nupunkt (Punkt, Kiss & Strunk 2006, with legal and business abbreviations).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nupunkt

from sayso.model.span import Span, trimmed

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\f\s*")
_LINE = re.compile(r"[^\n]+")
_SPACE = " \t\r\n\f\v\u00a0\u2028\u2029"

WRAP_MIN, WRAP_MAX = 55, 100
"""Length in characters within which the longest lines of a text wrapped by hand fall."""


def paragraphs(text: str, span: Span | None = None) -> list[Span]:
    """The paragraphs of ``text`` (or of its part ``span``), trimmed of white space, in order; linear in the text."""
    start, end = span or Span(0, len(text))
    blocks = _blocks(text, start, end)
    if not is_hard_wrapped(text[start:end]):
        blocks = (Span(m.start(), m.end()) for b in blocks for m in _LINE.finditer(text, b.start, b.end))
    return [p for p in (trimmed(text, b, _SPACE) for b in blocks) if p]


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, trimmed of white space, in order."""
    spans = nupunkt.sent_spans(text[paragraph.start : paragraph.end])
    found = (trimmed(text, Span(start + paragraph.start, end + paragraph.start), _SPACE) for start, end in spans)
    return [s for s in found if s]


def segments(text: str, span: Span | None = None) -> list[list[Span]]:
    """The paragraphs of ``text`` (or of ``span``), each as the list of its sentences."""
    return [sentences(text, paragraph) for paragraph in paragraphs(text, span)]


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken by hand at one width, so that a line end is no paragraph end."""
    lines = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    width = sorted(lines)[int(len(lines) * 0.95)]
    full = sum(width * 0.8 <= n <= width for n in lines)
    return WRAP_MIN <= width <= WRAP_MAX and full >= 0.5 * len(lines)


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for gap in _BREAK.finditer(text, start, end):
        yield Span(at, gap.start())
        at = gap.end()
    yield Span(at, end)
