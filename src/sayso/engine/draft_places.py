"""Where in the pile a draft's words stand, and what is said near them, as the rules of a check take it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.engine.nearby import Nearby
from sayso.extract.segment import sentences
from sayso.link.draft.pieces import Match, found
from sayso.link.draft.units import NEARLY_ALL, Unit
from sayso.link.draft.verdicts import Place
from sayso.link.draft.voices import Heard
from sayso.link.words import words_of
from sayso.model.document import part_at
from sayso.model.span import Span, Spans, hull, words_at
from sayso.model.statement import Statement
from sayso.store.search import IndexLine

HEAD, FOOT = 400, 150
"""Characters at the head and foot of a paper in which whoever wrote it is named."""
NEAR = 80
"""Characters before and behind what is said in which it may be softened."""
CLOSEST = 8
"""Paragraphs that are compared word by word where a quotation stands nowhere as it is."""

_FIRST = re.compile(r"(?:i|we|my|our|me|us)\b", re.IGNORECASE)


def places_of(nearby: Nearby, unit: Unit, lines: Iterable[IndexLine]) -> list[Place]:
    """Where a quotation stands in the pile; where nowhere as it is, the places of which it may be an altered form."""
    ranked = sorted(lines, key=lambda line: (-_shared(unit.words, line.text), line.document, line.span))
    for near, exact in ((ranked, True), (ranked[:CLOSEST], False)):
        out = [place for line in near for place in _in_line(nearby, unit, line, exact=exact)]
        joined = [] if out and exact else [p for line in near for p in _joined(nearby, unit, line, exact=exact)]
        if out or joined:
            return [*out, *joined]
    return []


def _shared(words: str, text: str) -> int:
    return len(set(words_of(words).norms) & set(words_of(text).norms))


def _in_line(nearby: Nearby, unit: Unit, line: IndexLine, *, exact: bool) -> list[Place]:
    text = nearby.pile.document(line.document).text
    match = found(unit.words, text, line.span)
    if match is None or (exact and match.how == "altered"):
        return []
    return [_place(nearby, line.document, text, match)]


def _joined(nearby: Nearby, unit: Unit, line: IndexLine, *, exact: bool) -> list[Place]:
    """Where a statement's words, parted by those of saying, are the quotation without a break."""
    text = nearby.pile.document(line.document).text
    out = []
    for statement in nearby.statements_in(line.document, line.span):
        match = found(unit.words, words_at(text, statement.at.content)) if len(statement.at.content) > 1 else None
        if match is None or (exact and match.how == "altered"):
            continue
        there = replace(match, span=_back(statement.at.content, match.span))
        sentence = _sentence(text, there.span)
        heard = heard_from(nearby, statement)
        out.append(Place(match=there, document=line.document, text=text, sentence=sentence, heard=heard))
    return out


def _back(content: Spans, span: Span) -> Span:
    """Where a stretch of the joined words of a content stands in the document, gaps between them and all."""
    at, start, end = 0, content[0].start, content[-1].end
    for piece in content:
        if at <= span.start < at + piece.length:
            start = piece.start + span.start - at
        if at < span.end <= at + piece.length:
            end = piece.start + span.end - at
        at += piece.length + 1
    return Span(start, end)


def _place(nearby: Nearby, document: str, text: str, match: Match) -> Place:
    said = [s for s in nearby.statements(document) if any(_holds(c, match.span) for c in _content(s))]
    innermost = min(said, key=lambda s: (hull(s.at.content).length, s.id), default=None)
    heard = heard_from(nearby, innermost) if innermost else _nobody(nearby, document, match.span)
    return Place(match=match, document=document, text=text, sentence=_sentence(text, match.span), heard=heard)


def _content(statement: Statement) -> tuple[Span, ...]:
    return (
        (*statement.at.content, hull(statement.at.content)) if len(statement.at.content) > 1 else statement.at.content
    )


def _holds(content: Span, span: Span) -> bool:
    """Whether a content holds nearly all of ``span``; else the words are those of whoever tells of it."""
    return min(span.end, content.end) - max(span.start, content.start) >= NEARLY_ALL * span.length


def _sentence(text: str, span: Span) -> Span:
    """The sentence, or run of sentences, around ``span``."""
    start = text.rfind("\n\n", 0, span.start) + 1
    end = text.find("\n\n", span.end)
    paragraph = Span(start, end if end >= 0 else len(text))
    return hull([span, *(s for s in sentences(text, paragraph) if s.overlaps(span))])


def _nobody(nearby: Nearby, document: str, span: Span) -> Heard:
    """Words of which no statement tells whose they are: the paper's own, as far as is known."""
    paper = nearby.pile.document(document)
    part = part_at(paper.content, span.start)
    carriers = tuple(filter(None, (part.author, part.publisher, part.title)))
    return Heard(
        id="",
        document=document,
        content=(span,),
        words=span.of(paper.text),
        sentence=span,
        around="",
        carriers=carriers,
        signed=_signed(paper.text),
        named=False,
        own=True,
    )


def heard_of(nearby: Nearby, lines: Iterable[IndexLine]) -> list[Heard]:
    """What is said in paragraphs, the innermost statements first, then what they say in their own voice."""
    lines = list(lines)
    near = {s.id: s for line in lines for s in nearby.statements_in(line.document, line.span)}
    outer = {s.parent for s in near.values()}
    told = [heard_from(nearby, near[id_]) for id_ in sorted(near, key=lambda id_: (id_ in outer, id_))]
    return [*told, *(heard for line in lines for heard in _own_sentences(nearby, line))]


def _own_sentences(nearby: Nearby, line: IndexLine) -> Iterator[Heard]:
    """The sentences of a paragraph in which nobody is found to say anything: the paper's own."""
    text = nearby.pile.document(line.document).text
    said = [s.at.as_said for s in nearby.statements_in(line.document, line.span)]
    for sentence in sentences(text, line.span):
        if not any(sentence.overlaps(other) for other in said):
            yield _nobody(nearby, line.document, sentence)


def heard_from(nearby: Nearby, statement: Statement) -> Heard:
    """A statement with the names of everybody it came by."""
    at = statement.at
    text = nearby.pile.document(statement.document).text
    content = hull(at.content)
    whole = hull([at.as_said, content])
    before, after = Span(whole.start, content.start), Span(content.end, whole.end)
    around = words_at(
        text,
        (Span(max(before.start, before.end - NEAR), before.end), Span(after.start, min(after.end, after.start + NEAR))),
    )
    return Heard(
        id=statement.id,
        document=statement.document,
        content=at.content,
        words=". ".join(span.of(text).rstrip(" .") for span in at.content),
        sentence=whole,
        around=around,
        behind=after.of(text),
        kind=at.kind,
        names=nearby.names(statement),
        source=words_at(text, at.source),
        named=at.named == "named" or at.voice == "document" or statement.speaker is not None,
        passed=tuple(name for outer in nearby.outwards(statement) for name in nearby.names(outer)),
        carriers=nearby.carriers(statement),
        signed=_signed(text) if at.voice == "document" or _FIRST.match(words_at(text, at.source)) else "",
        own=at.voice == "document",
    )


def _signed(text: str) -> str:
    """Head and foot of a paper, where its writer's name stands."""
    return f"{text[:HEAD]}\n{text[-FOOT:]}"
