"""The tables of a case as files: one a table, each written whole or not at all, rows sorted by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sayso.engine.attach import attached
from sayso.engine.findings import found
from sayso.engine.records import Documents, live
from sayso.errors import AskedWrongly
from sayso.model.document import Document, document_id
from sayso.model.findings import Claim, Copy, Entity, Passage
from sayso.model.judgement import HANDLING, Anchor, Judgement, in_force
from sayso.model.statement import Statement
from sayso.present.records import (
    Row,
    claim_row,
    copy_row,
    document_row,
    entity_row,
    item_row,
    judgement_row,
    passage_row,
    statement_row,
    withheld_row,
)
from sayso.present.shape import Withheld
from sayso.present.tables import (
    readable_copy,
    readable_document,
    readable_passages,
    readable_statement,
    write_csv,
    write_jsonl,
)
from sayso.present.whole import make_folder
from sayso.settings import Settings
from sayso.store.protocol import View

FORMATS = ("jsonl", "csv")
UNGRADED = "F"
"""The letter of a speaker about whom nothing is known."""


class Table(NamedTuple):
    """One table: its rows as exported, and as one reads them in a spreadsheet."""

    name: str
    rows: Callable[[], Iterator[Row]]
    readable: Callable[[], Iterator[Row]]


class Tables:
    """The tables of one view; rows are made as they are asked for, one document in memory at a time or a few."""

    def __init__(
        self,
        view: View,
        documents: Documents,
        settings: Settings,
        withheld: Iterable[Withheld] = (),
        rules: Iterable[Judgement] = (),
    ) -> None:
        self._view = view
        self._settings = settings
        self._document = documents
        self._withheld = tuple(withheld)
        self._rules = tuple(rules)
        self._slim: dict[str, Document] = {}

    def all(self) -> tuple[Table, ...]:
        """Every table of the contract, in its order."""
        return (
            Table("items", self.items, self.items),
            Table("documents", self.documents, lambda: map(readable_document, self.documents())),
            Table("statements", self.statements, self._readable_statements),
            Table("entities", self.entities, self.entities),
            Table("copies", self.copies, lambda: (readable_copy(row, self._document) for row in self.copies())),
            Table("passages", self.passages, self._readable_passages),
            Table("claims", self.claims, self.claims),
            Table("judgements", self.judgements, self.judgements),
            Table("withheld", self.withheld, self.withheld),
        )

    def items(self) -> Iterator[Row]:
        """Rows of items."""
        for id_ in sorted(item.id for item in self._view.items()):
            item = self._view.item(id_)
            if item is not None:
                yield item_row(item, [document_id(item.id)] if live(item) else [])

    def documents(self) -> Iterator[Row]:
        """Rows of documents, word boxes and all."""
        kinds = authenticity(self._view, self._settings)
        for id_ in sorted(document_id(item.id) for item in self._view.items() if live(item)):
            document = self._document(id_)
            yield document_row(document, _words(self._document, id_), kinds.get(id_, "unknown"))

    def statements(self) -> Iterator[Row]:
        """Rows of statements."""
        grades = Grades(self._view)
        for statement in found(self._view, Statement):
            slim = self._without_text(statement.document)
            channel = grades.of_channel(slim.content.publisher or slim.content.author)
            yield {**statement_row(statement, slim, grades.of(statement)), "channel_reliability": channel}

    def entities(self) -> Iterator[Row]:
        """Rows of entities."""
        return map(entity_row, found(self._view, Entity))

    def copies(self) -> Iterator[Row]:
        """Rows of copies."""
        return map(copy_row, found(self._view, Copy))

    def passages(self) -> Iterator[Row]:
        """Rows of passages."""
        return map(passage_row, found(self._view, Passage))

    def claims(self) -> Iterator[Row]:
        """Rows of claims."""
        return map(claim_row, found(self._view, Claim))

    def judgements(self) -> Iterator[Row]:
        """Rows of judgements in force; what a promise is on, why it was given and its digests stay here."""
        bytes_of = {item.sha256 for item in self._view.items()}
        others = [j for j in in_force(self._view.judgements()) if j.verdict not in HANDLING and j.verdict != "release"]
        # A verdict on words that are kept in would tell them.
        told = [j for j in others if all(_left(anchor, bytes_of) for anchor in j.anchors)]
        return map(judgement_row, sorted((*self._rules, *told), key=lambda judgement: judgement.id))

    def withheld(self) -> Iterator[Row]:
        """Rows of what handling rules keep in."""
        return map(withheld_row, self._withheld)

    def _readable_statements(self) -> Iterator[Row]:
        return (readable_statement(row, self._document(row["document"])) for row in self.statements())

    def _readable_passages(self) -> Iterator[Row]:
        for row in self.passages():
            yield from readable_passages(row, self._document)

    def _without_text(self, id_: str) -> Document:
        """A document's name and pages: all that a statement's row needs, small enough to keep for every document."""
        if id_ not in self._slim:
            whole = self._document(id_)
            pages = tuple(replace(page, aside=()) for page in whole.content.pages)
            self._slim[id_] = replace(whole, content=replace(whole.content, text="", pages=pages, markings=()))
        return self._slim[id_]


class Grades:
    """The grade that each statement shows: its speaker's letter and its claim's number (C3)."""

    def __init__(self, view: View) -> None:
        entities = list(found(view, Entity))
        self._reliability = {entity.id: entity.reliability for entity in entities}
        self._by_name = {name: e.reliability for e in reversed(entities) for name in (*e.aliases, e.name)}
        self._credibility = {s: claim.credibility for claim in found(view, Claim) for s in claim.statements}

    def of(self, statement: Statement) -> str | None:
        """The grade of a statement; None where it belongs to no claim."""
        number = self._credibility.get(statement.id)
        if number is None:
            return None
        letter = self._reliability.get(statement.speaker, UNGRADED) if statement.speaker else UNGRADED
        return f"{letter}{number}"

    def of_channel(self, name: str | None) -> str:
        """The letter of whoever issued the document that a statement stands in."""
        return self._by_name.get(name or "", UNGRADED)


def authenticity(view: View, settings: Settings) -> Mapping[str, str]:
    """What the copies say of documents, by id, unless a person said something; the rest is unknown.

    A member of a family that differs in nothing or little, or is an excerpt, is a copy. Of two versions that differ in
    meaning, one is called altered only where reasons give the direction. Nothing is called an original by a machine.
    """
    kinds = {}
    for copy in found(view, Copy):
        if copy.kind != "altered":
            kinds[copy.document] = "copy"
        elif copy.direction == "known":
            kinds[copy.document] = "altered"
    return kinds | {document: _SAID[word] for document, word in attached(view, settings).authentic.items()}


_SAID = MappingProxyType(
    {"authentic": "original", "forged": "altered", "altered": "altered", "copy": "copy", "unknown": "unknown"}
)
"""A person's word in those of the exported records; the judgement itself stands in its own table."""


def write_tables(folder: Path, tables: Tables, shape: str) -> list[Path]:
    """Writes every table to ``folder``, made if new, as ``jsonl`` or ``csv``; the paths written.

    :raises AskedWrongly: ``no_such_format``, ``not_a_folder``, ``cannot_write``.
    """
    if shape not in FORMATS:
        raise AskedWrongly("no_such_format", f"there is no format {shape}", f"these are: {', '.join(FORMATS)}")
    make_folder(folder)
    written = []
    for table in tables.all():
        path = folder / f"{table.name}.{shape}"
        if shape == "csv":
            write_csv(path, table.readable())
        else:
            write_jsonl(path, table.rows())
        written.append(path)
    return written


def _words(documents: Documents, id_: str) -> Callable[[int], bytes]:
    return lambda page: documents.words(id_, page)


def _left(anchor: Anchor, bytes_of: set[str]) -> bool:
    """Whether what an anchor holds on to may go out; content digests stand beside those of bytes and tell nothing."""
    return not anchor.words or anchor.file_digest in bytes_of
