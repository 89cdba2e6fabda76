"""A tagger that knows what it is told: for each text it is shown, the words that are cue, source and content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.document import Content, Part
from sayso.model.span import Span, Spans, hull
from sayso.model.statement import Attribution
from sayso.nets.attribution import Tagged
from sayso.nets.register import Register

Said = tuple[str | list[str], str, str | list[str]]
"""Source, cue and content as words; a list for several spans, empty for none."""


class ToyTagger:
    """Finds each of ``said`` wherever all its words stand in the sentences it is given."""

    digest = "toy"

    def __init__(self, *said: Said, confidence: float = 0.9) -> None:
        self.said = said
        self.confidence = confidence
        self.shown: list[str] = []

    def tag(
        self, text: str, paragraphs: Sequence[Sequence[Span]], cue_bias: float = 0.0, register: Register = "press"
    ) -> list[Tagged]:
        """Every attribution whose words all stand in one of the paragraphs, as the words run."""
        found = []
        for sentences in paragraphs:
            whole = hull(sentences)
            self.shown.append(whole.of(text))
            found += [t for s in self.said if (t := self._tagged(text, whole, s)) is not None]
        return sorted(found, key=lambda t: t.cue)

    def _tagged(self, text: str, whole: Span, said: Said) -> Tagged | None:
        source, cue, content = said
        near = _nearest(text, whole, source, cue)
        told = _spans(text, whole, content)
        return None if near is None or told is None else Tagged(near[1], near[0], told, self.confidence)


def _places(text: str, whole: Span, words: str) -> list[Span]:
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[whole.start : whole.end])
    return [Span(m.start() + whole.start, m.end() + whole.start) for m in found]


def _nearest(text: str, whole: Span, source: str | list[str], cue: str) -> tuple[Spans, Span] | None:
    """The source and the cue that stand closest together."""
    cues = _places(text, whole, cue)
    if not source:
        return ((), cues[0]) if cues else None
    sources = [s for words in ([source] if isinstance(source, str) else source) for s in _places(text, whole, words)]
    pairs = [(abs(c.start - s.end), s, c) for s in sources for c in cues]
    return ((min(pairs)[1],), min(pairs)[2]) if pairs else None


def _spans(text: str, whole: Span, words: str | list[str]) -> Spans | None:
    out = []
    for piece in [words] if isinstance(words, str) else words:
        at = text.find(piece, whole.start, whole.end)
        if at < 0:
            return None
        if piece:
            out.append(Span(at, at + len(piece)))
    return tuple(out)


def said(text: str, at: Attribution) -> tuple[list[str], list[str], list[str]]:
    """The words of an attribution: source, cue, content."""
    source, cue, content = ([s.of(text) for s in role] for role in (at.source, at.cue, at.content))
    return source, cue, content


def content_of(text: str, *parts: Part, **head: str | None) -> Content:
    """A content with ``text`` and what its head says."""
    return Content(text=text, parts=parts, language="en", **head)
