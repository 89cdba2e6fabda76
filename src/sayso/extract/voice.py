"""What a record states itself: readings, counts, payments, orders and dated entries that nobody is quoted for.

Only papers that speak for whoever issued them are read so, and of those only what a claim could rest on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.extract.dates import dates_in, day_of
from sayso.extract.genre import Genre
from sayso.extract.lexicon import MONTHS
from sayso.extract.names import Names
from sayso.extract.parts import Stretch
from sayso.extract.saidon import Clock
from sayso.extract.spans import AFTER
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
_DENIAL = re.compile(r"^(?:No|None|Nobody|At no time)\b|\b(?:was|were|has|have|had|did|is|are) (?:not|never)\b")
_HAPPENED = re.compile(r"\b(?:was|were|has been|have been)\s+(?:\w+\s+)?\w+(?:ed|en|n|t|off|on|out)\b")
_OPENS = re.compile(r"\s*(?:\d{1,2}[.)](?=\s)|\d{1,2}[:.]\d{2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?[.:])?\s*")
_HEAD_LINE = re.compile(r"\s*[\w /-]{1,30}:\s|\s*[A-Z0-9 .,/&()-]+$")
RECORDS: frozenset[Genre] = frozenset(("memo", "letter", "log", "order", "sheet", "release", "digest"))
"""Papers whose plain sentences are somebody's word."""
DATED: frozenset[Genre] = frozenset(("memo", "letter", "release"))
"""Papers in which a plain sentence that dates an event is their author's word for it."""
_DATE = re.compile(rf"\b\d{{1,2}}\s+(?:{'|'.join(sorted(MONTHS))})\b|\b\d{{1,2}}:\d{{2}}\b", re.IGNORECASE)
LEAST_WORDS = 4
CONFIDENCE = 0.8
"""Of a rule that looks at the form alone."""


def own_voice(
    content: Content, stretch: Stretch, names: Names, genre: Genre, found: Sequence[Attribution]
) -> list[Attribution]:
    """What ``stretch`` states itself, outside every attribution already ``found`` in it."""
    part = stretch.part
    issuer = part.author or part.publisher
    if genre not in RECORDS or issuer is None:
        return []
    entry = names.called(issuer)
    name = entry.name if entry else issuer
    clock = Clock(content.text, stretch, genre)
    taken = merged(at.as_said for at in found)
    starts = [t.start for t in taken]
    return [
        _attribution(content, sentence, kind, genre, clock, name)
        for sentence, kind in _stated(content.text, stretch, genre)
        if not _is_taken(taken, starts, sentence)
    ]


def _is_taken(taken: Spans, starts: list[int], sentence: Span) -> bool:
    at = bisect_right(starts, sentence.start)
    return any(t.overlaps(sentence) for t in taken[max(at - 1, 0) : at + 1])


def _stated(text: str, stretch: Stretch, genre: Genre) -> Iterator[tuple[Span, Kind]]:
    for paragraph in stretch.paragraphs:
        for sentence in paragraph:
            span = _bare(text, sentence)
            words = span.of(text)
            if len(words.split()) < LEAST_WORDS or (_HEAD_LINE.match(words) and "\t" not in words):
                continue
            if genre == "order" and _ORDER.search(words):
                yield span, "orders"
            elif _is_record(text, span, genre):
                yield _reading(text, span), "asserts"


def _is_record(text: str, span: Span, genre: Genre) -> bool:
    words = span.of(text)
    if "\t" in words:
        return bool(_READING.search(words))
    if text[span.end : span.end + 1] not in {".", "!"}:
        return False
    if genre == "log":
        return True
    dated = genre in DATED and bool(_HAPPENED.search(words)) and bool(_DATE.search(words))
    denied = genre == "release" and bool(_DENIAL.search(words))
    stated = bool(_FIGURE.search(words) or _PAID.search(words)) or dated or denied
    return stated and not _OTHERS.search(words)


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


def _attribution(content: Content, span: Span, kind: Kind, genre: Genre, clock: Clock, name: str) -> Attribution:
    basis: Basis = "public statement" if genre == "release" else "document"
    if "\t" in span.of(content.text):
        basis = "measurement"
    first = next((d for d in dates_in(content.text, span, day_of(clock.own)) if d.sort != "word"), None)
    return Attribution(
        voice="document",
        source=(),
        cue=(),
        content=(span,),
        as_said=span,
        speaker_name=name,
        speaker_reason="the paper states it itself",
        kind=kind,
        sort="document",
        basis=basis,
        access="measurement" if basis == "measurement" else "document" if basis == "document" else "unstated",
        channel="public statement" if genre == "release" else "document",
        named="named",
        said_on=clock.entry(span.start) if genre == "log" else clock.own,
        as_of=AsOf(edtf=first.edtf, words=(first.span,)) if first else None,
        confidence=CONFIDENCE,
        doubts=("other_language",) if content.language not in {None, "en"} else (),
    )
