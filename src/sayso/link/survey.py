"""The one pass over the documents: names with their places, and the line of every innermost statement."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sayso.link.changes import word_set
from sayso.link.edges import edge_doubts, is_noisy
from sayso.link.entities import NameBook
from sayso.link.lines import Line
from sayso.link.names import bare, guessed_kind, looks_misread
from sayso.link.terms import terms
from sayso.link.words import Words
from sayso.model.document import Document, part_at
from sayso.model.ids import sha256_hex
from sayso.model.span import hull, words_at
from sayso.model.statement import Attribution, Extraction, Mention, statement_id

_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|press (?:officer|secretary|office)|on behalf of"
    r"|chief executive|managing director|director general|chair(?:man|woman|person)?|president)\b"
    r"|,\s*for\s+(?:the\s+)?",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:press|media|news) (?:release|statement|notice)|\bfor immediate release|\bmedia contact", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:director|executive|manager|head|officer|chair\w*|president|secretary|minister|spokes\w+)\b", re.IGNORECASE
)
_OFFICE_OF = re.compile(r"(?:the )?office of (?:the )?", re.IGNORECASE)
_HEAD_CHARS = 600
_FEW_TERMS = 2
_VERBS = word_set("is are was were had has have will would did does do can could should must may might")
_LABEL_WORDS = 2
"""A paper names itself near its top, on a line of its own but for a label."""


@dataclass(slots=True)
class Survey:
    """What linking gathers from the documents, one at a time; ``settle`` once they have all been seen."""

    book: NameBook = field(default_factory=NameBook)
    documents: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    _self_named: dict[str, set[str]] = field(default_factory=dict)
    """For each document the names of papers that it gives as its own."""
    _author_of: dict[str, str] = field(default_factory=dict)

    def add(self, document: Document, extraction: Extraction, text: int, words: Words) -> None:
        """Notes the names and the innermost statements of ``document``."""
        number = len(self.documents)
        self.documents.append(document.id)
        known = _Names(self.book, document, extraction, number)
        known.note()
        self._note_papers(document, extraction)
        digest = sha256_hex(document.text)
        ids = [statement_id(document.id, digest, at) for at in extraction.attributions]
        innermost = _innermost(extraction)
        noisy = is_noisy(document.text)
        for k, at in enumerate(extraction.attributions):
            line = _line(document, extraction, k, ids[k], text, words) if at.content else None
            if line is None:
                continue
            also = {code for code, holds in (("poor_reading", noisy), ("little_said", _says_little(line))) if holds}
            line = replace(line, doubts=tuple(sorted({*line.doubts, *also})))
            if innermost[k] == [k]:
                self.lines.append(line)
            elif line.answers:
                self.lines.append(replace(line, inside=tuple(sorted(ids[c] for c in innermost[k]))))

    def settle(self) -> None:
        """Resolves names to entities and puts the lines in the order of their ids."""
        self.book.settle()
        resolve = self.book.entity_of
        self.lines = [
            self._short_for(
                replace(
                    line,
                    speaker=resolve(line.speaker_name),
                    speaker_name=self.book.canonical(line.speaker_name),
                    misread=looks_misread(self.book.canonical(line.speaker_name) or ""),
                    part_name=self.book.is_part(self.book.canonical(line.speaker_name), line.source),
                    publisher=resolve(line.publisher),
                    author=resolve(line.author),
                    bodies=tuple(sorted({e for name in line.bodies if (e := resolve(name))})),
                )
            )
            for line in sorted(self.lines, key=lambda one: one.id)
        ]

    def _short_for(self, line: Line) -> Line:
        """The line with the entity its source is short for, where extraction made nobody of a lone name."""
        meant = self.book.meant_by(line.source) if line.speaker is None else None
        if meant is None:
            return line
        doubts = tuple(sorted({*line.doubts, "weak_speaker"} - {"no_speaker"}))
        return replace(line, speaker=meant, speaker_name=self.book.called(meant), doubts=doubts)

    def papers(self) -> Mapping[str, str]:
        """For each document that names itself as a paper, that paper's entity."""
        found = {d: {self.book.entity_of(n, "document") for n in names} for d, names in self._self_named.items()}
        return {d: min(e for e in entities if e) for d, entities in found.items() if len(entities - {None}) == 1}

    def writers(self) -> Mapping[str, str]:
        """For each paper the pile holds, the entity of the one person who wrote it."""
        out: dict[str, set[str]] = {}
        for document, paper in self.papers().items():
            author = self.book.entity_of(self._author_of.get(document))
            if author:
                out.setdefault(paper, set()).add(author)
        return {paper: min(found) for paper, found in sorted(out.items()) if len(found) == 1}

    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """For each person who is called head or spokesman of a body anywhere in the pile, those bodies."""
        out: dict[str, set[str]] = {}
        for line in self.lines:
            if line.speaker and line.bodies:
                out.setdefault(line.speaker, set()).update(line.bodies)
        return {person: tuple(sorted(bodies)) for person, bodies in out.items()}

    def _note_papers(self, document: Document, extraction: Extraction) -> None:
        if document.content.author:
            self._author_of[document.id] = document.content.author
        for mention in extraction.mentions:
            if mention.kind == "document" and _names_itself(document, mention):
                self._self_named.setdefault(document.id, set()).add(mention.name)


def _names_itself(document: Document, mention: Mention) -> bool:
    """Whether a paper's name is its title, or fills a line near its top ("Ref: A/12")."""
    if bare(mention.name) == bare(document.content.title or ""):
        return True
    text, span = document.text, mention.span
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    return span.start < _HEAD_CHARS and len(line.split()) <= len(span.of(text).split()) + _LABEL_WORDS


@dataclass(slots=True)
class _Names:
    """The names of one document."""

    book: NameBook
    document: Document
    extraction: Extraction
    number: int

    def note(self) -> None:
        """Puts every mention, speaker, author and publisher in the book."""
        content = self.document.content
        kinds = {m.name: m.kind for m in self.extraction.mentions}
        for m in self.extraction.mentions:
            self.book.add(m.name, m.kind, m.span.of(content.text), (self.number, m.span.start, m.span.end))
        parts = content.parts or (part_at(content, 0),)
        bodies = {p.publisher for p in parts if p.publisher}
        people = {p.author for p in parts if p.author}
        for at in self.extraction.attributions:
            name = at.speaker_name
            if name and not name[0].islower() and name not in kinds and name not in bodies | people:
                span = at.speaker_mention
                place = (self.number, span.start, span.end) if span else None
                self.book.add(name, guessed_kind(name), "", place)
        for name in sorted(bodies - kinds.keys()):
            self.book.add(name, "organisation", "", None)
        for name in sorted(people - kinds.keys()):
            self.book.add(name, "person", "", None)


def _innermost(extraction: Extraction) -> list[list[int]]:
    """For each statement the innermost ones inside it; itself where there are none."""
    inner: list[list[int]] = [[] for _ in extraction.attributions]
    for k in range(len(inner) - 1, -1, -1):
        inner[k] = inner[k] or [k]
        parent = extraction.attributions[k].parent
        if parent is not None:
            inner[parent] += inner[k]
    return inner


def _line(document: Document, extraction: Extraction, k: int, id_: str, text: int, words: Words) -> Line:
    at = extraction.attributions[k]
    reach = hull(at.content)
    content = words_at(document.text, at.content)
    part = part_at(document.content, reach.start)
    source = words_at(document.text, at.source)
    return Line(
        id=id_,
        document=document.id,
        file=document.file,
        at=reach.start,
        text=text,
        first=bisect_right(words.ends, reach.start),
        last=bisect_left(words.starts, reach.end),
        words=content,
        terms=terms(content),
        source=source,
        cue=words_at(document.text, at.cue),
        kind=at.kind,
        basis=at.basis,
        as_of=at.as_of.edtf if at.as_of else (at.said_on if at.basis == "measurement" else None),
        voice=at.voice,
        named=at.named,
        speaker_name=at.speaker_name,
        publisher=part.publisher,
        author=part.author,
        bodies=_bodies(document, source, at, extraction.mentions),
        confidence=at.confidence,
        reading=document.content.quality,
        doubts=tuple(sorted({*at.doubts, *edge_doubts(document.text, at), *_chain_doubts(extraction, at)})),
        place=at.as_said,
    )


def _says_little(line: Line) -> bool:
    """Whether there is hardly a word in it that could be true or untrue: "this", "about it"."""
    clause = not _VERBS.isdisjoint(line.terms.norms)
    return len(line.terms.order) + clause < _FEW_TERMS


def _chain_doubts(extraction: Extraction, at: Attribution) -> Iterator[str]:
    """``unsure_chain`` where one of those the words passed through is not surely who they seem to be."""
    while at.parent is not None:
        at = extraction.attributions[at.parent]
        if at.doubts or (at.speaker_name or "unnamed").startswith("unnamed"):
            yield "unsure_chain"


def _bodies(document: Document, source: str, at: Attribution, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Names of the bodies for which the source words make the speaker speak.

    Its spokesman or head; whoever is quoted with an office in its release; "the office of" somebody.
    """
    if office := _OFFICE_OF.match(at.speaker_name or ""):
        return ((at.speaker_name or "")[office.end() :],)
    if not at.source:
        return ()
    reach = hull(at.source)
    named = {m.name for m in mentions if m.kind == "organisation" and reach.covers(m.span)}
    if named and _SPEAKS_FOR.search(source):
        return tuple(sorted(named))
    issuer = document.content.publisher
    quoted_in_release = issuer and _ROLE.search(source) and _RELEASE.search(document.text, 0, _HEAD_CHARS)
    return (issuer,) if issuer and not named and quoted_in_release else ()
