"""What a record states itself: readings, counts, payments, orders and dated entries that nobody is quoted for.

Only papers that speak for whoever issued them are read so, and of those only what a claim could rest on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.extract import assertions
from sayso.extract.corrections import is_correction, is_notice, right_part
from sayso.extract.dates import dates_in, day_of
from sayso.extract.genre import Genre
from sayso.extract.kind import COMMANDS
from sayso.extract.names import Names
from sayso.extract.parts import Stretch
from sayso.extract.plain import inside_quotation
from sayso.extract.saidon import Clock
from sayso.extract.spans import AFTER, QUOTES
from sayso.extract.writer import signature
from sayso.model.document import Content
from sayso.model.span import Span, Spans, hull, merged, trimmed
from sayso.model.statement import AsOf, Attribution, Basis, Kind

_ORDER = re.compile(r"\b(?:is|are)\s+to\s+be\s+\w+(?:ed|en|n|t)\b|\bmust\s+(?:be|not)\b|\bshall\b", re.IGNORECASE)
_READING = re.compile(r"\t\s*[<>≈~]?\d[\d.,]*\s*\S")
_PAID = re.compile(r"\b(?:paid|transferred|invoiced|received|remitted)\b[^.]{0,60}\d", re.IGNORECASE)
_COMMANDED = "|".join(sorted(COMMANDS - {"do", "don", "open"}))
_COMMAND = re.compile(
    rf"(?:please\s+)?(?:(?:do\s+not|don[’']t|never)\s\w+|(?:{_COMMANDED})\s+(?!(?:of|to|is|was|up)\b)\w)",
    re.IGNORECASE,
)
_FAVOUR = re.compile(
    r"(?:please\s+)?(?:do\s+not\s+hesitate|find\s+(?:attached|enclosed)|\w+\s+(?:me|us)\b|give\s+my|look\s+forward|"
    r"take\s+care)",
    re.IGNORECASE,
)
"""What is asked out of courtesy, or of a reader, and orders nothing."""
_ABOUT = re.compile(r"\s*(?:About\s+(?:the\s+|us$)?[A-Z][^.\n]{2,60}$|Notes? (?:to|for) editors\b)", re.MULTILINE)
"""Where a release begins to tell who it comes from, in the same words every time."""
_OPENS = re.compile(
    r"\s*(?:\d{1,2}[.)](?=\s)|\d{1,2}[:.]\d{2}[.,:]?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?[.:])?\s*"
)
_HEAD_LINE = re.compile(r"\s*[\w /-]{1,30}:\s|\s*[A-Z0-9 .,/&()-]+$")
RECORDS: frozenset[Genre] = frozenset(
    ("memo", "letter", "mail", "log", "order", "sheet", "release", "digest", "report")
)
"""Papers whose plain sentences are somebody's word."""
WRITTEN_TO: frozenset[Genre] = frozenset(("memo", "letter", "mail"))
"""Papers whose commands are to whoever they are written to."""
NEAR = 40
"""Attributions either way in which one is looked for that speaks in a sentence."""
IN_PASSING = 0.5
"""Share of a sentence that somebody else's words may take up where the rest is the author's own."""
AFTER_PASSING = 12
"""Characters that follow such words where they stand in passing; with them a sentence does not end."""
CONFIDENCE = 0.8
"""Of a rule that looks at the form alone."""


def own_voice(
    content: Content, stretch: Stretch, names: Names, genre: Genre, found: Sequence[Attribution]
) -> list[Attribution]:
    """What ``stretch`` states itself, outside every attribution already ``found`` in it."""
    if genre not in RECORDS | {"article", "minutes"}:
        return []
    speaker, reason = _writer(content.text, stretch, names, genre)
    clock = Clock(content.text, stretch, genre)
    starts = [at.as_said.start for at in found]
    return [
        _attribution(content, one, genre, clock, (speaker, reason))
        for one in _stated(content.text, stretch, names, genre, merged(a.as_said for a in found))
        if not _is_taken(found, starts, one)
    ]


def _writer(text: str, stretch: Stretch, names: Names, genre: Genre) -> tuple[str | None, str]:
    """Whose own voice it is: the author, whoever signed, or the issuer; a newspaper puts right what it wrote."""
    part = stretch.part
    issuer = part.publisher or part.author if genre in {"article", "release"} else part.author
    signed = None if issuer else signature(text, stretch, names)
    if signed is not None:
        return signed.name, "the paper states it itself; the name stands under it"
    issuer = issuer or part.publisher
    if issuer is None:
        return None, "the paper states it itself and does not name its author"
    entry = names.called(issuer)
    return (entry.name if entry else issuer), "the paper states it itself"


class _Stated(NamedTuple):
    """A sentence that is a record's own statement: what of it is the content, and what sort of act it is."""

    sentence: Span
    span: Span
    kind: Kind


def _is_taken(found: Sequence[Attribution], starts: list[int], one: _Stated) -> bool:
    """Whether what somebody else says makes up the sentence, or more of it than a phrase in passing.

    What a sentence puts right must be free of them altogether.
    """
    at = bisect_right(starts, one.sentence.start)
    near = [a for a in found[max(at - NEAR, 0) : at + NEAR] if a.as_said.overlaps(one.sentence)]
    if one.kind == "corrects":
        return any(one.span.overlaps(s) for a in near if a.parent is None for s in (*a.cue, *a.content))
    said = [s for s in merged(hull([*a.source, *a.cue, *a.content]) for a in near) if s.overlaps(one.span)]
    shared = sum(min(s.end, one.span.end) - max(s.start, one.span.start) for s in said)
    ends = bool(said) and said[-1].end > one.span.end - AFTER_PASSING
    return ends or shared > IN_PASSING * one.span.length


def _stated(text: str, stretch: Stretch, names: Names, genre: Genre, said: Spans) -> Iterator[_Stated]:
    correction = is_correction(text, stretch)
    brief = len(stretch.span.of(text).split()) <= assertions.BRIEF_WORDS
    ends = [s.end for s in said]
    for paragraph in stretch.paragraphs:
        if paragraph and _ABOUT.match(text, paragraph[0].start, paragraph[-1].end):
            return
        if genre == "log" and not any(text[s.start].isdigit() for s in paragraph[:1]):
            continue  # An entry of a log opens with its time or day; its heading does not.
        corrects = correction or is_notice(text, paragraph)
        if genre == "article" and not corrects and not assertions.saw(hull(paragraph).of(text)):
            continue  # Of a newspaper's own words only what its writer saw, and what it puts right.
        for sentence in (row for s in paragraph for row in _rows(text, s)):
            alone = not _after(text, ends, sentence)
            kind = _kind(text, sentence, _Paper(names, genre, corrects, brief, alone, hull(paragraph)))
            span = _bare(text, sentence)
            if kind is not None:
                yield _Stated(sentence, right_part(text, span) if kind == "corrects" else _reading(text, span), kind)


class _Paper(NamedTuple):
    """What tells how a sentence is to be taken: the paper it stands in, and its paragraph."""

    names: Names
    genre: Genre
    corrects: bool
    brief: bool
    alone: bool
    """Whether nobody else speaks right before, so that "he" goes on with what the author tells."""
    paragraph: Span


def _after(text: str, ends: Sequence[int], sentence: Span) -> bool:
    """Whether somebody's words end right before a sentence."""
    at = bisect_right(ends, sentence.start) - 1
    return at >= 0 and not text[ends[at] : sentence.start].strip(AFTER + QUOTES)


def _rows(text: str, sentence: Span) -> Iterator[Span]:
    """The lines of what is a table's rows; anything else as it is."""
    if "\t" not in sentence.of(text):
        yield sentence
        return
    start = sentence.start
    for line in sentence.of(text).splitlines(keepends=True):
        yield trimmed(text, Span(start, start + len(line)), "\n\r ")
        start += len(line)


def _kind(text: str, sentence: Span, paper: _Paper) -> Kind | None:
    """What sort of act a sentence is where a claim could rest on it; None where none could."""
    span = _bare(text, sentence)
    words = span.of(text)
    labelled = _HEAD_LINE.match(words) and "\t" not in words and not paper.corrects and paper.genre != "log"
    if labelled or not assertions.long_enough(words, paper.genre):
        return None
    if paper.genre == "order" and _ORDER.search(words):
        return "orders"
    if "\t" in words:
        return "asserts" if _READING.search(words) and paper.genre in RECORDS else None
    told = text[span.end : span.end + 1] in {".", "!"} and not assertions.is_courtesy(words)
    return _told(text, span, paper) if told and not _is_quoted(text, span, paper) else None


def _told(text: str, span: Span, paper: _Paper) -> Kind | None:
    """The same of a whole sentence of the author's."""
    words = span.of(text)
    if paper.genre in WRITTEN_TO and _COMMAND.match(words) and not _FAVOUR.match(words):
        return "asks" if words.lower().startswith("please") else "orders"
    right = right_part(text, span).of(text) if paper.corrects else words
    if paper.corrects and (assertions.corrects(right) or right != words):
        return "corrects"
    genre: Genre = "release" if paper.corrects else paper.genre
    named = bool(paper.names.within(span))
    return "asserts" if assertions.asserts(right, genre, named=named, brief=paper.brief, alone=paper.alone) else None


def _is_quoted(text: str, span: Span, paper: _Paper) -> bool:
    """Whether a sentence stands between quotation marks: somebody else's, found or not."""
    return text[span.start] in QUOTES + "‘" or inside_quotation(text, paper.paragraph, span.start)


def _reading(text: str, span: Span) -> Span:
    """Of a table's row its label and its first reading; of a sentence all but what its author feels about it."""
    found = _READING.search(span.of(text))
    if found is None:
        return Span(span.start, span.start + assertions.without_tail(span.of(text)))
    cell = text.find("\t", span.start + found.start() + 1, span.end)
    return Span(span.start, cell) if cell > 0 else span


def _bare(text: str, sentence: Span) -> Span:
    """A sentence without the time or number that opens it."""
    opening = _OPENS.match(text, sentence.start, sentence.end)
    start = opening.end() if opening else sentence.start
    return trimmed(text, Span(start, sentence.end), AFTER)


def _attribution(
    content: Content, one: _Stated, genre: Genre, clock: Clock, speaker: tuple[str | None, str]
) -> Attribution:
    span, kind = one.span, one.kind
    basis: Basis = "public statement" if genre in {"release", "article"} else "document"
    if "\t" in span.of(content.text):
        basis = "measurement"
    first = next((d for d in dates_in(content.text, span, day_of(clock.own)) if d.sort != "word"), None)
    return Attribution(
        voice="document",
        source=(),
        cue=(),
        content=(span,),
        as_said=span if kind != "corrects" else one.sentence,
        speaker_name=speaker[0],
        speaker_reason=speaker[1],
        kind=kind,
        sort="document",
        basis=basis,
        access="measurement" if basis == "measurement" else "document" if basis == "document" else "unstated",
        channel="public statement" if genre in {"release", "article"} else "document",
        named="named" if speaker[0] else "unnamed",
        said_on=clock.entry(span.start) if genre == "log" else clock.own,
        as_of=AsOf(edtf=first.edtf, words=(first.span,)) if first else None,
        confidence=CONFIDENCE,
        doubts=_doubts(content, speaker[0]),
    )


def _doubts(content: Content, speaker: str | None) -> tuple[str, ...]:
    foreign = content.language not in {None, "en"}
    return (*(("other_language",) if foreign else ()), *(() if speaker else ("no_speaker",)))
