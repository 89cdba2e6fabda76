"""The one pass over the documents: names with their places, and the line of every innermost statement."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sayso.link.entities import NameBook
from sayso.link.lines import Line
from sayso.link.names import bare, guessed_kind
from sayso.link.terms import terms
from sayso.link.words import Words
from sayso.model.document import Document, part_at
from sayso.model.ids import sha256_hex
from sayso.model.span import hull, words_at
from sayso.model.statement import Attribution, Extraction, Mention, statement_id

_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|press (?:officer|secretary|office)|chief executive|on behalf of)\b"
    r"|,\s*for\s+(?:the\s+)?",
    re.IGNORECASE,
)
_HEAD_CHARS = 600
"""A paper names itself near its top."""


@dataclass(slots=True)
class Survey:
    """What linking gathers from the documents, one at a time; ``settle`` once they have all been seen."""

    book: NameBook = field(default_factory=NameBook)
    documents: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    _self_named: dict[str, set[str]] = field(default_factory=dict)
    """Names of papers that stand in the head of a document, with the authors of those documents."""

    def add(self, document: Document, extraction: Extraction, text: int, words: Words) -> None:
        """Notes the names and the innermost statements of ``document``."""
        number = len(self.documents)
        self.documents.append(document.id)
        known = _Names(self.book, document, extraction, number)
        known.note()
        self._note_papers(document, extraction)
        digest = sha256_hex(document.text)
        ids = [statement_id(document.id, digest, at) for at in extraction.attributions]
        enclosing = {at.parent for at in extraction.attributions}
        for k, at in enumerate(extraction.attributions):
            if k not in enclosing and at.content:
                self.lines.append(_line(document, extraction, k, ids[k], text, words))

    def settle(self) -> None:
        """Resolves names to entities and puts the lines in the order of their ids."""
        self.book.settle()
        resolve = self.book.entity_of
        self.lines = [
            replace(
                line,
                speaker=resolve(line.speaker_name),
                publisher=resolve(line.publisher),
                author=resolve(line.author),
                bodies=tuple(sorted({e for name in line.bodies if (e := resolve(name, "organisation"))})),
            )
            for line in sorted(self.lines, key=lambda one: one.id)
        ]

    def writers(self) -> Mapping[str, str]:
        """For each paper, as an entity, the one person who wrote it, where the pile holds it and names one."""
        out: dict[str, set[str]] = {}
        for name, authors in self._self_named.items():
            paper = self.book.entity_of(name, "document")
            if paper:
                out.setdefault(paper, set()).update(e for a in authors if (e := self.book.entity_of(a)))
        return {paper: min(found) for paper, found in sorted(out.items()) if len(found) == 1}

    def _note_papers(self, document: Document, extraction: Extraction) -> None:
        author = document.content.author
        title = bare(document.content.title or "")
        for mention in extraction.mentions:
            at_top = mention.span.start < _HEAD_CHARS or bare(mention.name) == title
            if author and mention.kind == "document" and at_top:
                self._self_named.setdefault(mention.name, set()).add(author)


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
            if name and not name.startswith("unnamed") and name not in kinds and name not in bodies | people:
                span = at.speaker_mention
                place = (self.number, span.start, span.end) if span else None
                self.book.add(name, guessed_kind(name), "", place)
        for name in sorted(bodies - kinds.keys()):
            self.book.add(name, "organisation", "", None)
        for name in sorted(people - kinds.keys()):
            self.book.add(name, "person", "", None)


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
        voice=at.voice,
        named=at.named,
        speaker_name=at.speaker_name,
        publisher=part.publisher,
        author=part.author,
        bodies=_bodies(source, at, extraction.mentions),
        confidence=at.confidence,
        reading=document.content.quality,
        doubts=at.doubts,
        place=at.as_said,
    )


def _bodies(source: str, at: Attribution, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Names of the bodies whose spokesman the source words make the speaker."""
    if not at.source or not _SPEAKS_FOR.search(source):
        return ()
    reach = hull(at.source)
    return tuple(sorted({m.name for m in mentions if m.kind == "organisation" and reach.covers(m.span)}))

