"""Cuts a content where its parts begin and end, so that messages and articles are never read as one text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sayso.extract.segment import segments
from sayso.model.document import Content, Part, part_at
from sayso.model.span import Span

Paragraph = list[Span]

MAX_SENTENCE_CHARS = 3000
"""A longer one is no sentence but a page without stops; it is cut, so that every rule's work stays bounded."""


class Stretch(NamedTuple):
    """A run of text that belongs to one part, with its paragraphs as lists of sentences."""

    span: Span
    part: Part
    paragraphs: list[Paragraph]


def stretches(content: Content) -> list[Stretch]:
    """The text of ``content`` in order, cut at every edge of a part; without parts it is one stretch."""
    edges = {0, len(content.text)}
    for part in content.parts:
        edges |= {part.span.start, part.span.end}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(content.text))
    spans = [Span(a, b) for a, b in pairwise(cuts)]
    return [Stretch(span, part_at(content, span.start), _paragraphs(content.text, span)) for span in spans]


def _paragraphs(text: str, span: Span) -> list[Paragraph]:
    """The paragraphs of ``span``, no sentence over ``MAX_SENTENCE_CHARS``."""
    return [[piece for s in sentences for piece in _bounded(text, s)] for sentences in segments(text, span)]


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while sentence.end - start > MAX_SENTENCE_CHARS:
        space = text.rfind(" ", start + 1, start + MAX_SENTENCE_CHARS)
        end = space if space > 0 else start + MAX_SENTENCE_CHARS
        yield Span(start, end)
        start = end + (space > 0)
    if start < sentence.end:
        yield Span(start, sentence.end)


def clipped(sentences: Paragraph, span: Span) -> Paragraph:
    """What of ``sentences`` lies within ``span``."""
    cuts = (Span(max(s.start, span.start), min(s.end, span.end)) for s in sentences)
    return [s for s in cuts if s]
