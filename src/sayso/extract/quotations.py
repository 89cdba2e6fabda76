"""Quotations taken whole: what stands between two marks is one voice, also where the tagger saw part of it or nothing.

A content that holds most of a quotation takes in the rest. A quotation right behind one that is marked goes on with it.
In a text that is mostly talk, as stories are, any other is somebody's word too: it is kept with no source, its opening
mark the only cue, so that nobody is made its speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.extract.parts import Paragraph
from sayso.extract.spans import AFTER, SPACE, Found, is_quoted
from sayso.model.span import Span, merged, trimmed

CONFIDENCE = 0.5
"""Of a quotation without a speaker: that it is one is plain, whose it is is not."""
MOST = 0.5
"""Share of a quotation that a content must hold to take in the rest."""
LONG_WORDS = 4
"""A quotation of so many words is spoken also inside a sentence, or without a stop before its closing mark."""
NEAR = 12
"""Characters, none a letter, that may part a quotation from what it goes on with."""
LEAST_TALK = 0.3
"""Share of a text's words that stand between marks from which on it is talk, and every quotation in it somebody's."""

_QUOTED = re.compile(r"“(?P<curly>[^“”]+)[”“]|\"(?P<straight>[^\"]+)\"")
_SPOKEN = re.compile(r"[.,?!;:…—–-]['’)]?\s*$")
_SENTENCE = re.compile(r"[.?!]['’)]?\s*$")
_AT_START = re.compile(r"(?:^|[.,?!;:…—–\"”’)\n-])\s*$")


def whole(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Found]) -> list[Found]:
    """``found`` with every spoken quotation a content holds the most of taken in whole, and unmarked ones added.

    Linear in the text.
    """
    spoken = quotations(text, paragraphs)
    out = [_reaching(text, one, spoken) for one in found]
    loose = _loose(spoken, out)
    out, loose = _going_on(text, out, loose)
    return [*out, *(_alone(text, span) for span in loose)] if is_talk(paragraphs, spoken) else out


def _loose(spoken: Sequence[Span], found: Sequence[Found]) -> list[Span]:
    """The quotations that no attribution touches but those that lie inside them."""
    holds = sorted((s, f.hull) for f in found for role in f[:3] for s in role)
    spans = [span for span, _ in holds]
    longest = max((s.length for s in spans), default=0)
    out = []
    for quotation in spoken:
        first = bisect_left(spans, Span(quotation.start - longest, 0))
        near = holds[first : bisect_right(spans, Span(quotation.end, quotation.end))]
        taken = any(quotation.overlaps(span) and not quotation.covers(around) for span, around in near)
        out += [] if taken else [quotation]
    return out


def _reaching(text: str, one: Found, spoken: Sequence[Span]) -> Found:
    """``one`` with its contents grown to the quotations they hold the most of."""
    content = [_grown(text, span, one, spoken) for span in one.content]
    return one._replace(content=merged(content)) if tuple(content) != one.content else one


def _grown(text: str, span: Span, one: Found, spoken: Sequence[Span]) -> Span:
    first = max(bisect_right(spoken, span) - 1, 0)
    for quotation in spoken[first : bisect_right(spoken, Span(span.end, span.end))]:
        inside = trimmed(text, Span(quotation.start + 1, quotation.end - 1), AFTER + SPACE)
        shared = min(span.end, inside.end) - max(span.start, inside.start)
        foreign = any(quotation.overlaps(s) for s in (*one.source, *one.cue))
        if not foreign and inside.length > shared >= MOST * inside.length and quotation.covers(span):
            return inside
    return span


def _going_on(text: str, found: Sequence[Found], loose: Sequence[Span]) -> tuple[list[Found], list[Span]]:
    """Quotations right behind one that is marked go on with it: the same speaker, no word between."""
    out, rest = list(found), []
    ends = sorted((max(s.end for role in f[:3] for s in role), i) for i, f in enumerate(found))
    for span in loose:
        at = bisect_left(ends, (span.start, -1)) - 1
        end, i = ends[at] if at >= 0 else (0, -1)
        if i >= 0 and _is_close(text, end, span.start) and any(is_quoted(text, s) for s in out[i].content):
            inside = trimmed(text, Span(span.start + 1, span.end - 1), AFTER + SPACE)
            out[i] = out[i]._replace(content=tuple(sorted((*out[i].content, inside))))
            ends[at] = (span.end, i)
        else:
            rest.append(span)
    return out, rest


def _is_close(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return len(gap) < NEAR and not any(c.isalnum() for c in gap) and "\n" not in gap.strip(AFTER + '”"')


def quotations(text: str, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """What is spoken between two marks of one paragraph, with the marks; no titles, no doubtful words."""
    bounds = [Span(p[0].start, p[-1].end) for p in paragraphs if p]
    every = (Span(*m.span()) for b in bounds for m in _QUOTED.finditer(text, b.start, b.end))
    return [span for span in every if _is_spoken(text, span)]


def _is_spoken(text: str, span: Span) -> bool:
    before, inside = text[max(span.start - 4, 0) : span.start], text[span.start + 1 : span.end - 1]
    if len(inside.split()) >= LONG_WORDS and (_SENTENCE.search(inside) or _AT_START.search(before)):
        return True
    return bool(_SPOKEN.search(inside) and _AT_START.search(before))


def is_talk(paragraphs: Sequence[Paragraph], spoken: Sequence[Span]) -> bool:
    """Whether so much of a text is said aloud that every quotation in it is somebody's word."""
    every = sum(s.length for paragraph in paragraphs for s in paragraph)
    return bool(spoken) and sum(s.length for s in spoken) >= LEAST_TALK * every


def _alone(text: str, span: Span) -> Found:
    inside = trimmed(text, Span(span.start + 1, span.end - 1), AFTER + SPACE)
    return Found((), (Span(span.start, span.start + 1),), (inside,), CONFIDENCE)
