"""Plain turns of speech that a network taught on news passes over: passive orders, "I recommend", "it is alleged".

Each is a pattern of a few words; what it finds counts only where the tagger marked no cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.spans import AFTER, Found
from sayso.model.span import Span, trimmed

CONFIDENCE = 0.7
"""Of a pattern: the words fit, the reach of the content is a guess."""

_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:also\s+|then\s+)?(?P<cue>ordered|told|asked|instructed|directed|advised|warned|"
    r"urged|required|promised|assured|informed|forbidden)\s+"
    r"(?:by\s+(?P<source>(?:(?!to\b|that\b)[\w’'.-]+\s+){1,7}))?(?:that\s+)?"
    r"(?P<content>(?:not\s+)?to\s+\w[^.;]*|(?<=that\s)[^.;]+|(?<=promised\s)[^.;]+)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?P<source>(?:he|she|it|they|(?:the|a|an|his|her|its|their)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+|[a-z]+s))\s+"
    r"(?:(?:had|has|have)\s+(?:also\s+|since\s+|earlier\s+)?(?P<cue>ordered|asked|told|said|denied|promised|put|found|"
    r"warned|claimed|reported|demanded|requested|insisted\s+on|pressed\s+for|called\s+for|agreed|refused|recorded)"
    r"|(?P<past>found|showed|denied|ordered|warned|promised|claimed))\s+(?:that\s+|for\s+)?(?P<content>\S.*)",
    re.DOTALL,
)
_PERFORMED = re.compile(
    r"\b(?P<source>I|We|[Tt]his (?:office|branch|desk|department|section|unit|board|committee))\s+"
    r"(?:(?:therefore|also|hereby|again|must|do|now|strongly|can)\s+)*"
    r"(?P<cue>recommends?|asks?(?!\s+(?:about|after))|directs?|requires?|requests?|orders?|instructs?|urges?|proposes?|"
    r"undertakes?|believes?|expects?|refuses?|confirms?|den(?:y|ies))\s+(?:that\s+|for\s+(?=the\b|a\b))?"
    r"(?P<content>[^.;]*(?:\.\d[^.;]*)*)"
)
_IMPERSONAL = re.compile(
    r"\b(?P<cue>[Ii]t\s+(?:is|was|has\s+been)\s+(?:also\s+)?(?:assessed|alleged|understood|believed|said|reported|rumoured|"
    r"claimed|recommended|feared|expected|thought|estimated|RESOLVED|resolved|agreed)"
    r"(?:\s+with\s+\w+\s+confidence)?)\s+that\s+(?P<content>[^.;]*(?:\.\d[^.;]*)*)"
)


def passives(text: str, span: Span) -> list[Found]:
    """Orders, promises and reports in the passive inside ``span``, with or without whoever gave them."""
    return list(_found(text, _PASSIVE, span))


def reported(text: str, span: Span) -> list[Found]:
    """Of a content that opens with somebody who "had ordered" or "found" something, their own act."""
    m = _REPORTED.match(text, span.start, span.end)
    if m is None or len(m["content"].split()) < 2:
        return []
    cue = Span(*m.span("cue" if m["cue"] else "past"))
    content = trimmed(text, Span(*m.span("content")), AFTER)
    return [Found((Span(*m.span("source")),), (cue,), (content,), CONFIDENCE)]


def performed(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What an author does by writing it: "I recommend ...", "this office requires ..."."""
    return [f for s in sentences for f in _found(text, _PERFORMED, s)]


def impersonal(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What is alleged, understood or assessed by nobody named."""
    return [f for s in sentences for f in _found(text, _IMPERSONAL, s)]


def joined(found: Sequence[Found], extra: Sequence[Found], *, longer: bool = False) -> list[Found]:
    """``found`` with those of ``extra`` whose cue stands alone; with ``longer`` a fuller content wins."""
    out = list(found)
    for one in extra:
        same = [i for i, f in enumerate(out) if any(c.overlaps(one.cue[0]) for c in f.cue)]
        if not same:
            out.append(one)
        elif longer and _runs_on(out[same[0]], one):
            out[same[0]] = out[same[0]]._replace(content=one.content)
    return out


def _runs_on(short: Found, long: Found) -> bool:
    """Whether one content is the other broken off."""
    return len(short.content) == 1 and long.content[0].covers(short.content[0]) and short.content != long.content


def _found(text: str, pattern: re.Pattern[str], span: Span) -> Iterator[Found]:
    for m in pattern.finditer(text, span.start, span.end):
        content = trimmed(text, Span(*m.span("content")), AFTER)
        source = Span(*m.span("source")) if "source" in pattern.groupindex and m["source"] else None
        if len(content.of(text).split()) >= 2 and not _quoted(text, span, m.start()):
            sources = (trimmed(text, source, AFTER),) if source else ()
            yield Found(sources, (Span(*m.span("cue")),), (content,), CONFIDENCE)


def _quoted(text: str, span: Span, where: int) -> bool:
    before = text[span.start : where]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
