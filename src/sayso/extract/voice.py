"""What a record states itself: readings, counts, payments, orders and dated entries that nobody is quoted for.

Only papers that speak for whoever issued them are read so, and of those only what a claim could rest on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.extract.corrections import is_correction, is_notice, right_part
from sayso.extract.dates import dates_in, day_of
from sayso.extract.genre import Genre
from sayso.extract.kind import COMMANDS
from sayso.extract.lexicon import MONTHS
from sayso.extract.names import Names
from sayso.extract.parts import Stretch
from sayso.extract.saidon import Clock
from sayso.extract.spans import AFTER
from sayso.extract.writer import signature
from sayso.model.document import Content
from sayso.model.span import Span, Spans, merged, trimmed
from sayso.model.statement import AsOf, Attribution, Basis, Kind

_FIGURE = re.compile(
    r"\b\d[\d.,]*\s*(?:%|per cent|percent|litres?|liters?|l/\w+|"
    r"m3|metres?|meters?|mm|cm|km|kg|tonnes?|tons?|degrees?|°\w?|"
    r"volts?|amps?|bar|ppm|mg|µg|hours?|minutes?|euros?|dollars?|pounds?|crowns?|people|persons|men|women|children|cases|"
    r"dead|injured|families|rounds|shots|boxes|copies|returns)\b|[€$£]\s?\d|\btotal\b[^.]{0,60}\d|\b\d[\d.,]*\s*%",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(?:is|are)\s+to\s+be\s+\w+(?:ed|en|n|t)\b|\bmust\s+(?:be|not)\b|\bshall\b", re.IGNORECASE)
_READING = re.compile(r"\t\s*[<>≈~]?\d[\d.,]*\s*\S")
_PAID = re.compile(r"\b(?:paid|transferred|invoiced|received|remitted)\b[^.]{0,60}\d", re.IGNORECASE)
_OTHERS = re.compile(
    r"^(?:he|she|they|his|her|their)\b|\b(?:gives?|gave|shows?|showed|withdr[ae]ws?|states?|stated|says?|said|reports?|"
    r"reported|claims?|claimed|measured|den(?:y|ies|ied)|told|asks?|asked)\b",
    re.IGNORECASE,
)
"""Somebody else's word, whether or not it was recognised as such: never to be taken for the author's own."""
_MINE = re.compile(r"(?:My|Our) (?:own )?\w+ (?:gives?|gave|shows?|showed|measured)\b")
_COUNTED = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty eighty dozen "
    "dozens hundred hundreds thousand thousands million millions half both"
).replace(" ", "|")
_NUMBER = re.compile(
    rf"(?<![\w.])\d[\d.,]*(?!\w)|\b\d{{1,2}}(?:st|nd|rd|th)\b|\btwice\b|\b(?:{_COUNTED})(?:\b|-)|"
    rf"\b(?:{'|'.join(sorted(m for m in MONTHS if m != 'may'))})\b",
    re.IGNORECASE,
)
"""A figure in signs or words, or a month: what somebody can be held to."""
_DENIAL = re.compile(
    r"^(?:No|None|Nobody|Neither|At no time)\b|\b(?:was|were|has|have|had|did|does|do|is|are|can|could) "
    r"(?:not|never)\b|\b(?:nobody|nothing|never|no longer|no one)\b"
)
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
_COURTESY = re.compile(
    r"(?:Thanks?|Many thanks|With reference|Further to|Attached|Enclosed)\b|[^.]*\b(?:attached|enclosed)\b"
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|must|shall|should|went|came|took|made|"
    r"gave|put|sent|held|found|left|got|met|wrote|saw|paid|stood|fell|ran|drove|lent|kept|lost|began|broke|brought|built|"
    r"bought|cut|drew|knew|let|meant|rang|rose|sat|set|shut|slid|sold|spent|swept|thought|told|wore|won|[a-z]{2,}ed)\b"
)
"""What makes a sentence of a letter: a heading or a scrap has none."""
_AHEAD = re.compile(r"\b(?:will|shall)\b")
_CHANGED = re.compile(
    r"\b(?:article|story|headline|caption|page|piece)\s+(?:was|has been) (?:amended|corrected|updated|changed)"
)
_ABOUT = re.compile(r"\s*(?:About\s+[A-Z][^.\n]{2,60}$|Notes? (?:to|for) editors\b)", re.MULTILINE)
"""Where a release begins to tell who it comes from, in the same words every time."""
_OPENS = re.compile(r"\s*(?:\d{1,2}[.)](?=\s)|\d{1,2}[:.]\d{2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?[.:])?\s*")
_HEAD_LINE = re.compile(r"\s*[\w /-]{1,30}:\s|\s*[A-Z0-9 .,/&()-]+$")
RECORDS: frozenset[Genre] = frozenset(("memo", "letter", "mail", "log", "order", "sheet", "release", "digest"))
"""Papers whose plain sentences are somebody's word."""
WRITTEN_TO: frozenset[Genre] = frozenset(("memo", "letter", "mail"))
"""Papers whose commands are to whoever they are written to."""
LEAST_WORDS = 4
CONFIDENCE = 0.8
"""Of a rule that looks at the form alone."""


def own_voice(
    content: Content, stretch: Stretch, names: Names, genre: Genre, found: Sequence[Attribution]
) -> list[Attribution]:
    """What ``stretch`` states itself, outside every attribution already ``found`` in it."""
    if genre not in RECORDS | {"article"}:
        return []
    speaker, reason = _writer(content.text, stretch, names, genre)
    clock = Clock(content.text, stretch, genre)
    taken = merged(at.as_said for at in found)
    starts = [t.start for t in taken]
    return [
        _attribution(content, one, genre, clock, (speaker, reason))
        for one in _stated(content.text, stretch, names, genre)
        if one.kind == "corrects" or not _is_taken(taken, starts, one.sentence)
        if not any(one.span.overlaps(s) for a in found if a.parent is None for s in (*a.cue, *a.content))
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


def _is_taken(taken: Spans, starts: list[int], sentence: Span) -> bool:
    at = bisect_right(starts, sentence.start)
    return any(t.overlaps(sentence) for t in taken[max(at - 1, 0) : at + 1])


class _Stated(NamedTuple):
    """A sentence that is a record's own statement: what of it is the content, and what sort of act it is."""

    sentence: Span
    span: Span
    kind: Kind


def _stated(text: str, stretch: Stretch, names: Names, genre: Genre) -> Iterator[_Stated]:
    correction = genre in RECORDS and is_correction(text, stretch)
    for paragraph in stretch.paragraphs:
        if paragraph and _ABOUT.match(text, paragraph[0].start, paragraph[-1].end):
            return
        if genre == "log" and not any(text[s.start].isdigit() for s in paragraph[:1]):
            continue  # An entry of a log opens with its time or day; its heading does not.
        corrects = correction or is_notice(text, paragraph)
        for sentence in (row for s in paragraph for row in _rows(text, s)):
            span = _bare(text, sentence)
            words = span.of(text)
            if len(words.split()) < LEAST_WORDS or (_HEAD_LINE.match(words) and "\t" not in words and not corrects):
                continue
            kind = _kind(text, span, names, genre, corrects=corrects)
            if kind is not None:
                yield _Stated(sentence, right_part(text, span) if kind == "corrects" else _reading(text, span), kind)


def _rows(text: str, sentence: Span) -> Iterator[Span]:
    """The lines of what is a table's rows; anything else as it is."""
    if "\t" not in sentence.of(text):
        yield sentence
        return
    start = sentence.start
    for line in sentence.of(text).splitlines(keepends=True):
        yield trimmed(text, Span(start, start + len(line)), "\n\r ")
        start += len(line)


def _kind(text: str, span: Span, names: Names, genre: Genre, *, corrects: bool) -> Kind | None:
    """What sort of act a sentence is where a claim could rest on it; None where none could."""
    words = span.of(text)
    if genre == "order" and _ORDER.search(words):
        return "orders"
    if "\t" in words:
        return "asserts" if _READING.search(words) and genre in RECORDS else None
    if text[span.end : span.end + 1] not in {".", "!"} or _COURTESY.match(words):
        return None
    if genre in WRITTEN_TO and _COMMAND.match(words) and not _FAVOUR.match(words):
        return "asks" if words.lower().startswith("please") else "orders"
    words = right_part(text, span).of(text) if corrects else words
    return _plain_kind(words, genre, named=bool(names.within(span)), corrects=corrects)


def _plain_kind(words: str, genre: Genre, *, named: bool, corrects: bool) -> Kind | None:
    """Whether a sentence that orders nothing says something that somebody can be held to."""
    weighty = bool(_FIGURE.search(words) or _NUMBER.search(words) or _DENIAL.search(words))
    if corrects and not _AHEAD.search(words):
        return "corrects" if weighty and not _CHANGED.search(words) else None
    if genre == "log":
        counts = True
    elif genre == "release":
        counts = weighty or (named and len(words.split()) > LEAST_WORDS)
    else:
        counts = genre in RECORDS and weighty and bool(_VERBAL.search(words))
    others = _OTHERS.search(words) and not _MINE.match(words)
    return "asserts" if counts and not others else None


def _reading(text: str, span: Span) -> Span:
    """Of a table's row its label and its first reading."""
    found = _READING.search(span.of(text))
    if found is None:
        return span
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
