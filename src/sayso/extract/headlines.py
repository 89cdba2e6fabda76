"""Headings and asides: "Leaked note: 90 beds shut", "Operator denies leak", "The tank, the report added, was empty".

A heading leaves out articles and full stops, and names its source by a colon; a network taught on sentences misses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.lexicon import DOCUMENT_HEADS, ORGANISATION_HEADS, ROLE_NOUNS
from sayso.extract.parts import Paragraph
from sayso.extract.plain import CONFIDENCE, inside_quotation
from sayso.extract.replies import COMMON, NAME
from sayso.extract.spans import AFTER, QUOTES, Found
from sayso.model.span import Span, trimmed

HEADINGS = 4
"""A heading stands among the first so many paragraphs."""
MOST_WORDS = 18
LEAST_WORDS = 4

_COLON = re.compile(r"(?P<source>[A-Z“\"][\w’'“”\"/.-]*(?:\s+[\w’'/.-]+){0,4})(?P<cue>:)\s+(?P<content>\S[^\n]+)")
_ACTS = re.compile(
    r"(?P<source>[A-Z][\w’'-]*(?:\s+[\w’'-]+){0,4}?)\s+(?P<cue>den(?:y|ies)|rejects?|disputes?|disowns?|admits?|confirms?|"
    r"withdraws?|retracts?|insists?|claims?|warns?|puts?|refuses?|declines?|concedes?|apologi[sz]es?\s+for|dismisses|says?|"
    r"orders?|promises|vows?|pledges)\s+(?:that\s+)?(?P<content>\S[^\n]+)"
)
_MEANWHILE = re.compile(r",?\s+(?:as|amid|after|while|ahead\s+of|before)\s+(?!(?:an?|the|of)\b)\S")
"""Where a heading goes on to what else happened."""
_ASIDE = re.compile(
    rf",\s+(?P<source>{COMMON}|{NAME}|[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\s+(?P<cue>(?:went|goes)\s+on|continue[sd]|add(?:s|ed)|say|says|said|"
    r"note[sd]|state[sd]|explain(?:s|ed)|wrote|writes|claim(?:s|ed)|insist(?:s|ed)|maintain(?:s|ed)|recall(?:s|ed)),\s+"
)
_TALK = re.compile(
    rf"(?P<cue>[Ii]t\s+(?:was|is|became)\s+(?:common|the)\s+(?:talk|knowledge|gossip)|[Tt]he\s+(?:talk|word|gossip)|[Ww]ord|"
    rf"[Rr]umou?rs?\s+(?:has|had|have)\s+it|[Tt]here\s+(?:was|were|is|are)\s+(?:talk|(?:a\s+)?rumou?rs?))"
    rf"(?:\s+(?:in|among|at|around|on)\s+(?P<source>{COMMON}))?\s+(?:(?:was|is)\s+)?that\s+(?P<content>[^.;\n]+(?:\n(?!\s*\n)[^.;\n]+)*)"
)


def headings(text: str, paragraphs: Sequence[Paragraph]) -> list[Found]:
    """What headings say, and by whom."""
    return [f for line in heading_lines(text, paragraphs) for f in _heading(text, line)]


def heading_lines(text: str, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """The lines at the head of a text that can be headings."""
    return [p[0] for p in paragraphs[:HEADINGS] if len(p) == 1 and _is_heading(text, p[0])]


def asides(text: str, sentences: Sequence[Span]) -> list[Found]:
    """Sentences with their cue between commas, and what is common talk."""
    return [f for s in sentences for f in (*_aside(text, s), *_talk(text, s))]


def shortened(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Found]) -> list[Found]:
    """``found`` without what a heading adds of what else happened: "denies leak as fields turn to bog"."""
    lines = heading_lines(text, paragraphs)
    return [_short(text, f) if any(line.covers(f.hull) for line in lines) else f for f in found]


def _short(text: str, one: Found) -> Found:
    last = one.content[-1:]
    cut = _MEANWHILE.search(text, last[0].start, last[0].end) if last and last[0].start > one.cue[0].start else None
    if cut is None or inside_quotation(text, last[0], cut.start()) or cut.start() == last[0].start:
        return one
    return one._replace(content=(*one.content[:-1], Span(last[0].start, cut.start())))


def _is_heading(text: str, line: Span) -> bool:
    words = line.of(text)
    short = LEAST_WORDS <= len(words.split()) <= MOST_WORDS and "\n" not in words and "\t" not in words
    return short and words.rstrip(QUOTES)[-1:] not in {".", ":", ";", ","}


def _heading(text: str, line: Span) -> Iterator[Found]:
    for pattern in (_COLON, _ACTS):
        m = pattern.fullmatch(text, line.start, line.end)
        if m is None:
            continue
        words = [w.lower() for w in re.findall(r"[^\W_]+", m["source"])]
        quoted = pattern is _COLON and len(words) <= 3 and m["content"][0] in '“"' and m["content"].rstrip()[-1] in '”"'
        known = words[-1] in DOCUMENT_HEADS | ORGANISATION_HEADS | _SPEAKING or quoted
        # "Analysis: ..." and "Oslo: ..." tell the sort of article or the place.
        if (
            known
            and (pattern is _ACTS or (len(words) > 1 or words[0] in _SPEAKING or quoted))
            and len(m["content"].split()) > 1
        ):
            content = trimmed(text, Span(*m.span("content")), AFTER)
            yield _short(text, Found((Span(*m.span("source")),), (Span(*m.span("cue")),), (content,), CONFIDENCE))
            return


_SPEAKING = ROLE_NOUNS | {"memo", "report", "letter", "ministry", "council", "police", "court", "inquiry", "regulator"}
"""What alone before a colon is a source."""


def _aside(text: str, sentence: Span) -> Iterator[Found]:
    for m in _ASIDE.finditer(text, sentence.start, sentence.end):
        before = trimmed(text, Span(sentence.start, m.start()), AFTER)
        after = trimmed(text, Span(m.end(), sentence.end), AFTER)
        if before and after and not inside_quotation(text, sentence, m.start()) and '"' not in before.of(text):
            yield Found((Span(*m.span("source")),), (Span(*m.span("cue")),), (before, after), CONFIDENCE)


def _talk(text: str, sentence: Span) -> Iterator[Found]:
    for m in _TALK.finditer(text, sentence.start, sentence.end):
        if not inside_quotation(text, sentence, m.start()):
            source = (Span(*m.span("source")),) if m["source"] else ()
            content = trimmed(text, Span(*m.span("content")), AFTER)
            yield Found(source, (Span(*m.span("cue")),), (content,), CONFIDENCE)
