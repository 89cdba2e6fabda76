"""Sentences that open by saying whose word they are: "According to a memo, ...", "As Tolle wrote, ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.plain import CONFIDENCE
from sayso.extract.spans import AFTER, QUOTES, Found
from sayso.model.span import Span, trimmed

_ACCORDING = re.compile(
    r"[“\"]?(?P<cue>According to)\s+(?P<source>[^,;:“”\"]{2,120}?),\s+(?P<content>[^;“”\"][^;]*)", re.DOTALL
)
_AS = re.compile(
    r"As\s+(?P<source>(?:the\s+)?[A-Z][^,;:“”\"]{1,80}?|he|she|it|they|the\s+[^,;:“”\"]{2,60}?)\s+"
    r"(?P<cue>wrote|said|says|notes|noted|put it|puts it|pointed out|points out|reported|reports|explained|explains|"
    r"observed|observes|recalled|recalls)(?:\s+(?:in|on|at|last|earlier|later|yesterday|today)\b[^,;:“”\"]{0,60})?,\s+(?P<content>[^;“”\"][^;]*)",
    re.DOTALL,
)
_SAME_EDGE = 3
"""Code points by which the edges of one content may differ between two findings of it."""


def opened(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """``found`` with what such openings say, each with the clause behind it as content.

    Where somebody else's cue stands behind that clause ("..., the agency reported"), what they report is the whole.
    """
    out = list(found)
    for sentence in sentences:
        for pattern in (_ACCORDING, _AS):
            m = pattern.match(text, sentence.start, sentence.end)
            if m is not None:
                out = _with_opening(text, m, out)
    return out


def _with_opening(text: str, m: re.Match[str], found: list[Found]) -> list[Found]:
    cue, (start, stop) = Span(*m.span("cue")), m.span("content")
    if text[m.start()] in QUOTES:
        stop = next((i for i in range(start, stop) if text[i] in QUOTES), stop)
    mine = next((f for f in found if any(c.overlaps(cue) for c in f.cue)), None)
    others = [f for f in found if f is not mine and _ends_in(f, start, m.end())]
    if mine is not None and mine.content[:1] and mine.content[0].start >= start - _SAME_EDGE and not others:
        return found
    end = min([f.content[-1].end for f in others], default=stop)
    content = trimmed(text, Span(start, end), AFTER)
    if len(content.of(text).split()) < 2:
        return found
    inner = Found((trimmed(text, Span(*m.span("source")), AFTER),), (cue,), (content,), CONFIDENCE)
    widened = {id(f): f._replace(content=(Span(cue.start, f.content[-1].end),)) for f in others}
    return [inner, *(widened.get(id(f), f) for f in found if f is not mine)]


def _ends_in(other: Found, start: int, end: int) -> bool:
    """Whether ``other`` has the clause from ``start`` as its content and its own cue behind it."""
    if not other.content or not other.source:
        return False
    last = other.content[-1]
    return abs(last.start - start) <= _SAME_EDGE and last.end <= other.cue[0].start < end
