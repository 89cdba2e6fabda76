"""Brings the tagger's spans to one convention: how far a source, a cue and a content reach.

Content stands without the complementiser and without the marks that enclose it all; marks inside it are balanced.
A source is the whole noun phrase with the comma that closes its apposition. Edges are trimmed, never words inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.extract.lexicon import word_set
from sayso.model.span import Span, Spans, hull, merged, trimmed
from sayso.nets.attribution import Tagged

SPACE = " \t\r\n\f\v\u00a0\u2028\u2029"
OPEN, CLOSE, STRAIGHT = "“«„", "”»", '"'
QUOTES = OPEN + CLOSE + STRAIGHT
BEFORE, AFTER = SPACE + ",;:–—-", SPACE + ",;:–—-."

_COMPLEMENTISER = re.compile(r"(?:that|whether|if)\s+(?=\S)", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(
    r"that(?:['’]s|\s+(?:is|was|are|were|has|had|would|will|could|should|may|might|can|must|did|does|of|one)\b)",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+|[•*·-])\s+|\d{1,2}\s+(?=[A-Z])"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:h|hrs|hours|am|pm|a\.m\.|p\.m\.)?\s*[:,–—-]?\s+(?=\S)")
"""The time at which a line of a log begins."""
_TURN = re.compile(r"[QA][.:]\s+(?=[A-Z])")
"""How questions and answers are marked in a transcript."""
_CLOSING = re.compile(r"[,.]{0,2}[”»\"]")
_WORD = re.compile(r"\w+")
_GLUE = word_set(
    "a an and as at but by for from he i in it of on or she so that the them they this to we what which who with you"
)


class Found(NamedTuple):
    """One attribution as spans of the text, before anything is known of its speaker."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float

    @property
    def hull(self) -> Span:
        """From its first word to its last."""
        return hull([*self.source, *self.cue, *self.content])


def tidied(text: str, tagged: Tagged, bounds: Span) -> Found:
    """``tagged`` in the spans this project writes, none reaching out of ``bounds``."""
    cue = trimmed(text, _whole_words(text, tagged.cue), AFTER + QUOTES)
    runs = _runs(text, [_whole_words(text, span) for span in tagged.content])
    opens = next((r.start for r in runs if r.start > cue.end and _COMPLEMENTISER.match(text, *r)), cue.end)
    runs = tuple(r for r in runs if not cue.end <= r.start < opens)
    content = tuple(_content(text, span, bounds, cue) for span in runs)
    source = tuple(
        _source(text, span, bounds, cue) for span in _runs(text, [_whole_words(text, s) for s in tagged.source])
    )
    source = _in_paragraph(text, source, cue)
    return Found(_kept(source), _kept([cue]), _without_glue(text, _kept(content)), tagged.confidence)


def _in_paragraph(text: str, source: Spans, cue: Span) -> Spans:
    """Those of ``source`` that no empty line parts from the cue, where there are any; else those above it alone."""
    near = tuple(s for s in source if not _EMPTY_LINE.search(text, min(s.end, cue.start), max(s.start, cue.start)))
    above = tuple(s for s in source if s.end <= cue.start)
    return near or above


def words(text: str, span: Span) -> list[str]:
    """The words of ``span`` in lower case."""
    return [m.group().lower() for m in _WORD.finditer(text, span.start, span.end)]


def is_quoted(text: str, span: Span) -> bool:
    """Whether quotation marks stand directly around ``span``."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 2].lstrip(",.")
    return bool(before) and before in OPEN + STRAIGHT and after[:1] in tuple(CLOSE + STRAIGHT)


def _whole_words(text: str, span: Span) -> Span:
    """``span`` with the rest of a word that the network's pieces cut in two."""
    start, end = span.start, span.end
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _kept(spans: Iterable[Span]) -> Spans:
    return merged(span for span in spans if span)


def _runs(text: str, spans: Sequence[Span]) -> Spans:
    """``spans`` with those that only white space or a comma parts made one."""
    out: list[Span] = []
    for span in merged(spans):
        gap = text[out[-1].end : span.start] if out else ""
        if out and not gap.strip(SPACE + ",") and not _COMPLEMENTISER.match(text, span.start, span.end):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _without_glue(text: str, spans: Spans) -> Spans:
    """``spans`` less fragments of little words, where something larger is left."""
    solid = tuple(s for s in spans if not set(words(text, s)) <= _GLUE)
    return solid or spans


_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_SOURCE_EDGE = re.compile(r"\n[^\S\n]*\n\s*(?:By\s|BY\s)?|\band\s+that\s+(?=\S)")
"""What no source runs across: an empty line, and the conjunction of a further clause."""


def _source(text: str, span: Span, bounds: Span, cue: Span) -> Span:
    edges = [m for m in _SOURCE_EDGE.finditer(text, span.start, span.end) if m.start() > span.start]
    if edges:
        span = Span(edges[-1].end(), span.end) if cue.start >= span.end else Span(span.start, edges[0].start())
    start, end = trimmed(text, span, AFTER.replace(".", "") + QUOTES)
    number = _CLOCK.match(text, start, end) or _LIST_NUMBER.match(text, start, end) or _TURN.match(text, start, end)
    start = number.end() if number else start
    closes = text[end : end + 1] == "," and end < bounds.end and "," in text[start:end]
    return Span(start, end + 1 if closes else end)


def _content(text: str, span: Span, bounds: Span, cue: Span) -> Span:
    span = trimmed(text, span, AFTER)
    if cue.start < span.start:
        span = _after_complementiser(text, span)
    span = _balanced(text, span, bounds)
    return trimmed(text, _unquoted(text, span), AFTER)


def _after_complementiser(text: str, span: Span) -> Span:
    found = _COMPLEMENTISER.match(text, span.start, span.end)
    if found is None or _DEMONSTRATIVE.match(text, span.start, span.end):
        return span
    return Span(found.end(), span.end)


def _unquoted(text: str, span: Span) -> Span:
    """``span`` without the marks that enclose all of it; two quotations side by side keep theirs."""
    inside = text[span.start + 1 : span.end - 1]
    enclosed = span.length > 2 and text[span.start] in OPEN + STRAIGHT and text[span.end - 1] in CLOSE + STRAIGHT
    if enclosed and not any(mark in inside for mark in QUOTES):
        return Span(span.start + 1, span.end - 1)
    return span


def _balanced(text: str, span: Span, bounds: Span) -> Span:
    """``span`` with its quotation marks in pairs: a missing one is fetched from beside it, an odd one shed."""
    odd = _odd_mark(text, span)
    if odd is None:
        return span
    closing = _CLOSING.match(text, span.end, bounds.end)
    if closing:
        return Span(span.start, closing.end())
    if odd == span.start:
        return Span(span.start + 1, span.end)
    if odd == span.end - 1 and text[span.start - 1 : span.start] not in tuple(OPEN + STRAIGHT):
        return Span(span.start, span.end - 1)
    if span.start > bounds.start and text[span.start - 1] in OPEN + STRAIGHT:
        return Span(span.start - 1, span.end)
    return span


def _odd_mark(text: str, span: Span) -> int | None:
    """Place of a quotation mark in ``span`` that has no partner there; None where all have one."""
    opened: list[int] = []
    for at in range(span.start, span.end):
        mark = text[at]
        if mark in OPEN or (mark in STRAIGHT and not opened):
            opened.append(at)
        elif mark in CLOSE + STRAIGHT:
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None


def without(spans: Iterable[Span], taken: Iterable[Span]) -> Spans:
    """``spans`` less what ``taken`` covers."""
    left = [s for s in spans if s]
    for hole in taken:
        left = (
            [
                piece
                for s in left
                for piece in (Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end))
                if piece
            ]
            if any(s.overlaps(hole) for s in left)
            else left
        )
    return tuple(sorted(set(left)))
