"""How shared words stand in a document: in quotation marks or not, set phrases or not, and in whose part of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.document import Content, part_at
from sayso.model.span import Span

QUOTED = 0.85
"""Share of the letters that must stand in quotation marks; "he said" between two halves of a quotation may not."""
SCRAP = 3
"""Words of another paragraph, as the year of a dateline, that agree by chance and belong to no passage."""
SET_PHRASES = 0.5
"""Share of the letters that must stand in lines of set phrases."""

_LEFT, _RIGHT, _POINTED = re.compile("«"), re.compile("»"), re.compile("[«»]")
_PAIRS = (
    (re.compile("“"), re.compile("”")),
    (re.compile("„"), re.compile("[“”]")),
    (re.compile('"'), re.compile('"')),
    (re.compile(r"(?<![^\s(\[—–])‘"), re.compile(r"(?<=[.,?!…])’|’(?=[.,;:?!])")),
)
"""What opens and what closes; a single mark inside a word or behind it is no quotation mark."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_ANSWERED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SET = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s|(?:©|\(c\)|copyright)\s*\d{4}"
    r"|intended (?:only|solely|exclusively) for|not the intended recipient|received this \S+ in error"
    r"|if you have received this|\bthis (?:e-?mail|message|transmission)\b.{0,60}\b(?:confidential|privileged)"
    r"|irrtümlich erhalten|diese (?:e-?mail|nachricht)\b.{0,60}\bvertraulich|sent from my|think before you print"
    r"|\bunsubscribe\b|\bsubscribe to our|sign up (?:for|to) our|follow us on|click here|terms of use|privacy policy"
    r"|without (?:the )?(?:express |prior )?written (?:permission|consent)|not to be (?:reproduced|distributed)"
    r"|may not be (?:published|reprinted|broadcast|rewritten)|for immediate release|notes? to editors"
    r"|\b(?:tel|phone|fax|telefon)\b\.?:?\s*\+?[\d(]|registered (?:office|in england)",
    re.IGNORECASE | re.DOTALL,
)
"""Only phrases that stand in no sentence of prose."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One place of shared words, in code points, and how they stand there."""

    start: int
    stop: int
    quoted: bool
    phrases: bool
    """Whether it is mostly what is printed under everything: rights, addresses, confidentiality."""
    published: str | None = None
    publisher: str | None = None
    """Of the part it stands in."""


def standing(content: Content, span: Span, quotations: list[Span]) -> Standing:
    """How ``span`` stands in ``content``; ``quotations`` are those of its text."""
    span = _without_scraps(content.text, span)
    part = part_at(content, span.start)
    return Standing(
        start=span.start,
        stop=span.end,
        quoted=_covered(span, quotations) >= QUOTED * max(1, span.end - span.start),
        phrases=_set_phrases(content.text, span),
        published=part.published,
        publisher=part.publisher,
    )


def _without_scraps(text: str, span: Span) -> Span:
    """``span`` without the few words that it takes from the paragraph before its own, or from the one behind."""
    gaps = list(_PARAGRAPH.finditer(text, span.start, span.end))
    if gaps and len(text[span.start : gaps[0].start()].split()) <= SCRAP:
        span = Span(gaps[0].end(), span.end)
    if gaps and gaps[-1].start() > span.start and len(text[gaps[-1].end() : span.end].split()) <= SCRAP:
        span = Span(span.start, gaps[-1].start())
    return span


def quotations(text: str) -> list[Span]:
    """Every stretch of ``text`` in quotation marks, and every line an e-mail quotes, sorted, none inside another.

    A quotation of several paragraphs has an opening mark before each and a closing one at the end.
    """
    found = [Span(m.start(), m.end()) for m in _ANSWERED.finditer(text)]
    for start, end in _paragraphs(text):
        following = text[end : end + 40].lstrip()[:1]
        for opens, closes in _marks(text[start:end]):
            found += _between(text, start, end, opens, closes, following)
    return _outer(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _marks(paragraph: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """The pairs of marks a paragraph may use; which way round the pointed ones stand shows the first of them."""
    yield from _PAIRS
    pointed = _POINTED.search(paragraph)
    if pointed:
        yield (_LEFT, _RIGHT) if pointed.group() == "«" else (_RIGHT, _LEFT)


def _between(
    text: str, start: int, end: int, opens: re.Pattern[str], closes: re.Pattern[str], following: str
) -> Iterator[Span]:
    at = start
    while opened := opens.search(text, at, end):
        closed = closes.search(text, opened.end(), end)
        if closed is None:
            if following == opened.group() and following != "‘":
                yield Span(opened.start(), end)
            return
        yield Span(opened.start(), closed.end())
        at = closed.end()


def _outer(found: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _covered(span: Span, inside: list[Span]) -> int:
    """How many letters of ``span`` the sorted ``inside`` cover."""
    at = max(0, bisect_right(inside, span.start, key=lambda s: s.start) - 1)
    total = 0
    while at < len(inside) and inside[at].start < span.end:
        total += max(0, min(span.end, inside[at].end) - max(span.start, inside[at].start))
        at += 1
    return total


def _set_phrases(text: str, span: Span) -> bool:
    """Whether the sentences in which set phrases stand make up most of ``span``."""
    words, at, total = span.of(text), 0, 0
    for gap in [*(m.span() for m in _SENTENCE.finditer(words)), (len(words), len(words))]:
        if _SET.search(words, at, gap[0]):
            total += gap[0] - at
        at = gap[1]
    return total >= SET_PHRASES * max(1, len(words))
