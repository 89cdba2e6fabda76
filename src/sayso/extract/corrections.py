"""Corrections: papers that put right what they wrote, and sentences that set the right figure against the wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.parts import Paragraph, Stretch
from sayso.extract.plain import CONFIDENCE, inside_quotation
from sayso.extract.spans import AFTER, BEFORE, Found
from sayso.model.span import Span, trimmed

_HEADING = re.compile(
    r"^[\s#*_]*(?=[A-Z])(?:(?i:corrections?(?: and clarifications?)?|clarifications?|erratum|retraction|(?:an? )?"
    r"apology)(?:(?: (?:to|of|on)|:) [^\n.]{3,80})?"
    r"|[^\n.:]{3,60}: (?:an? )?(?:apology|correction|clarification|retraction))[ \t*_]*$",
    re.MULTILINE,
)
HEAD_CHARS = 300
"""A correction says that it is one within this many characters."""
_OURS = (
    r"(?:[Tt]his|[Tt]he|[Oo]ur|[Tt]hat)\s+(?:\w+\s+)?(?:article|story|report|"
    "headline|caption|column|item|page|piece|edition)"
)
_NOTICE = re.compile(
    rf"^(?:Correction|Clarification|Erratum|Editor[’']s note)\s*[:.–—-]|\b{_OURS}\s+(?:was|has\s+been|have\s+been)\s+"
    rf"(?:amended|corrected|updated|changed)\b|\b(?:earlier|previous|original)\s+version\s+of\s+{_OURS}\b|"
    r"\b[Ww]e\s+(?:apologi[sz]e|regret\s+the\s+error|(?:are\s+happy|wish)\s+to\s+make\s+(?:it\s+)?clear|wrongly|mistakenly|"
    r"incorrectly)\b|\bIn\s+our\s+(?:edition|issue|report|story)\b|\bas\s+(?:we|originally|previously|first|wrongly)\s+"
    r"(?:reported|stated|printed|wrote|published|said)\b",
)
"""How a paper says that it is putting something right."""
_WRONGLY = re.compile(
    r"(?P<right>[^.;\n]+?),?\s+(?P<not>(?:and\s+)?not),?\s+(?:(?P<before>[^.;,\n]+?),?\s+)?as\s+"
    r"(?P<source>(?:the|our|its|this|an?)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+|we|it|they|he|she|"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})\s+"
    r"(?P<cue>(?:(?:had|have|has)\s+)?(?:originally\s+|previously\s+|first\s+|wrongly\s+|mistakenly\s+)?"
    r"(?:stated|reported|said|claimed|wrote|written|printed|announced|gave))\b,?\s*(?P<content>[^.;\n]*)"
)
"""The right one, "not", and whoever had it wrong: "9 June, not, as the leaflet had it, on 30 May"."""
_WHEN = re.compile(r"(?:on|in|at|by)\s+(?:\w+day|\w+\s+\d|\d|the\s+\w+\s+of|page|our)\b|yesterday|earlier|last\b")
_NOT_SO = re.compile(r"(?:(?:,\s+(?:and\s+)?|\s+and\s+)not\b\s*,?|,?\s+rather\s+than)\s+[\w“\"£$€][^.;]*\.?$")
"""The wrong figure at the end of a sentence: ", not 30 May"."""


def is_correction(text: str, stretch: Stretch) -> bool:
    """Whether all of ``stretch`` puts something right, as its heading says."""
    start = stretch.span.start
    return bool(_HEADING.search(text, start, min(start + HEAD_CHARS, stretch.span.end)))


def is_notice(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a note in which a paper puts right what it wrote."""
    return any(_NOTICE.search(s.of(text)) for s in paragraph)


def wrong_before(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What somebody "had stated" that the sentence sets right: the wrong figure is theirs."""
    return [f for s in sentences for f in _wrong(text, s)]


def _wrong(text: str, sentence: Span) -> Iterator[Found]:
    for m in _WRONGLY.finditer(text, sentence.start, sentence.end):
        after = bool(m["content"]) and not (_WHEN.match(m["content"]) and m["before"])
        group = "content" if after else "before"
        if m[group] and not inside_quotation(text, sentence, m.start("cue")):
            content = trimmed(text, Span(*m.span(group)), AFTER)
            yield Found((Span(*m.span("source")),), (Span(*m.span("cue")),), (content,), CONFIDENCE)


def right_part(text: str, sentence: Span) -> Span:
    """Of a sentence that sets the right against the wrong what it says is right, without the label before it."""
    label = re.match(r"[^:.]{3,80}:\s+(?=[A-Za-z0-9])", sentence.of(text))
    start = sentence.start + label.end() if label else sentence.start
    stop = _WRONGLY.match(text, start, sentence.end)
    if stop is not None:
        return trimmed(text, Span(start, stop.end("right")), AFTER + BEFORE)
    cut = _NOT_SO.search(text, start, sentence.end)
    return trimmed(text, Span(start, cut.start() if cut else sentence.end), AFTER + BEFORE)
