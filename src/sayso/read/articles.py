"""Several articles in one file: found by repeated headline and byline lines, and always called a guess."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.model.document import Part
from sayso.model.span import Span
from sayso.read.dates import first_date
from sayso.read.heads import head_of as _head_of
from sayso.read.heads import is_byline, is_date_line
from sayso.read.outcome import Head

_BLOCK_GAP = re.compile(r"\r?\n[^\S\r\n]*(?:\r?\n[^\S\r\n]*)+")
MAX_HEADLINE = 160
MIN_BODY_CHARS = 200
"""A headline with less below it is a list of contents."""


def find_articles(text: str, head: Head) -> tuple[Part, ...]:
    """The articles of ``text``, if there are at least two headlines each with its own byline; else none."""
    if len(re.findall(r"(?m)^[ \t]*By\b", text, re.IGNORECASE)) < 2:
        return ()
    starts = _starts(text)
    edges = [*starts, len(text)]
    spans = [Span(a, b) for a, b in pairwise(edges)]
    if len(spans) < 2 or any(span.length < MIN_BODY_CHARS for span in spans):
        return ()
    first = Span(0, spans[0].end)
    return tuple(_part(text, span, head) for span in (first, *spans[1:]))


def _starts(text: str) -> list[int]:
    """Where a headline stands right above a byline, whether an empty line parts them or not."""
    lines = [(m.start(), m.group().strip()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]
    found: list[int] = []
    for (start, line), (_, after) in pairwise(lines):
        if is_byline(after) and _is_headline(text, start, line):
            found.append(start)
    return found


def _is_headline(text: str, start: int, line: str) -> bool:
    above = text[max(0, start - 3) : start]
    alone = start == 0 or bool(_BLOCK_GAP.search("\n" + above)) or start < 200
    return alone and len(line) <= MAX_HEADLINE and not line.endswith((".", ",", ";")) and not is_date_line(line)


def _part(text: str, span: Span, head: Head) -> Part:
    own = _head_of(span.of(text))
    return Part(
        span=span,
        kind="article",
        title=own.title,
        author=own.author,
        publisher=own.publisher or head.publisher,
        published=own.published or first_date(head.published or ""),
        guess=True,
    )
