"""Whether a case is whole: the store's own check, then every id, span and quotation of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from sayso.engine.findings import Statements, found
from sayso.engine.records import Documents, any_document_of
from sayso.errors import SaysoError
from sayso.model.document import Document, content_digest
from sayso.model.findings import Change, Claim, Copy, Entity, Passage, Place
from sayso.model.ids import sha256_hex
from sayso.model.span import Span, words_at
from sayso.model.statement import Statement, statement_id
from sayso.store.case import OpenCase
from sayso.store.protocol import View
from sayso.store.verify import FLAWS, verify_store

MOST_PROBLEMS = 1000
"""Problems listed; one more tells how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many of each thing were checked, and a sentence for each that is not as it should be."""

    checked: dict[str, int]
    problems: tuple[str, ...]


def verify_case(case: OpenCase) -> Verified:
    """Checks everything; reads every byte of the case once, and every document twice."""
    stored = verify_store(case)
    checked = Counter(stored.checked)
    problems: list[str] = []
    with case.store.view() as view:
        failed = {item.id for item in view.items() if item.content is None}
        # A file that failed keeps the key under which it was tried, and has no reading.
        flaws = [f for f in stored.flaws if f.code != "reading_missing" or f.where not in failed]
        problems += [f"{FLAWS[flaw.code]} ({flaw.where})" for flaw in flaws]
        if not any(flaw.code == "database_damaged" for flaw in flaws):
            problems += _Findings(view, checked).problems()
    checked["indexes"] = 1
    more = [f"{len(problems) - MOST_PROBLEMS} more"] if len(problems) > MOST_PROBLEMS else []
    return Verified(checked=dict(sorted(checked.items())), problems=(*problems[:MOST_PROBLEMS], *more))


class _Findings:
    """The checks on one view."""

    def __init__(self, view: View, checked: Counter[str]) -> None:
        self._view = view
        self._checked = checked
        self._documents = Documents(view)
        self._digests: dict[str, str] = {}
        self._lengths: dict[str, int] = {}

    def problems(self) -> list[str]:
        """A sentence for each thing that does not fit."""
        checks: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
            ("documents", self._check_documents),
            ("statements", self._check_statements),
            ("claims", self._check_claims),
            ("copies", self._check_copies),
            ("passages", self._check_passages),
            ("entities", self._check_entities),
        )
        out: list[str] = []
        for name, check in checks:
            try:
                out += check()
            except SaysoError as error:
                out.append(f"{name} cannot be read ({error.code})")
        return out

    def _check_documents(self) -> Iterator[str]:
        for item in self._view.items():
            try:
                document = any_document_of(self._view, item)
            except SaysoError as error:
                yield f"what was read of {item.file} is lost ({error.code})"
                continue
            if document is not None:
                self._checked["documents"] += 1
                yield from self._check_document(document)

    def _check_document(self, document: Document) -> Iterator[str]:
        content = document.content
        self._lengths[document.id] = len(content.text)
        self._digests[document.id] = sha256_hex(content.text)
        if content_digest(content) != document.digest:
            yield f"the text of {document.file} is not what was read"
        if not all(self._inside(document.id, span) for span in _spans_of(content)):
            yield f"a page, part or marking of {document.file} lies outside its text"

    def _check_statements(self) -> Iterator[str]:
        known = {key for key, _ in self._view.rows("statements")}
        for statement in found(self._view, Statement):
            self._checked["statements"] += 1
            home, at = statement.document, statement.at
            if home not in self._lengths:
                yield f"statement {statement.key} belongs to no document"
                continue
            if not all(self._inside(home, span) for span in _spans_of(at)):
                yield f"statement {statement.key} points outside its document"
            if statement_id(home, self._digests[home], at) != statement.id:
                yield f"statement {statement.key} is not of the text it names"
            if statement.parent is not None and statement.parent not in known:
                yield f"statement {statement.key} lies inside one that is not there"

    def _check_claims(self) -> Iterator[str]:
        known = {key for key, _ in self._view.rows("statements")}
        for claim in found(self._view, Claim):
            self._checked["claims"] += 1
            named = {*claim.statements, claim.best, *claim.denied_by, *(r.statement for r in claim.responses)}
            if not named <= known:
                yield f"claim {claim.key} rests on a statement that is not there"
                continue
            best = Statements(self._view)[claim.best]
            if not self._says(best.document, best.at.content, claim.text):
                yield f"claim {claim.key} does not quote its statement"

    def _check_copies(self) -> Iterator[str]:
        for copy in found(self._view, Copy):
            self._checked["copies"] += 1
            if not {copy.document, copy.of} <= self._lengths.keys():
                yield f"copy {copy.id} is of a document that is not there"
            elif not all(self._change_fits(copy, change) for change in copy.changes):
                yield f"copy {copy.id} quotes words that do not stand there"
            elif copy.where and not self._all_there((copy.where,)):
                yield f"copy {copy.id} points outside its documents"

    def _check_passages(self) -> Iterator[str]:
        for passage in found(self._view, Passage):
            self._checked["passages"] += 1
            if not self._all_there(passage.places):
                yield f"passage {passage.id} points outside its documents"

    def _check_entities(self) -> Iterator[str]:
        for entity in found(self._view, Entity):
            self._checked["entities"] += 1
            if not self._all_there(entity.mentions):
                yield f"entity {entity.id} points outside its documents"

    def _says(self, document: str, spans: Iterable[Span], words: str) -> bool:
        if document not in self._lengths:
            return False
        self._checked["quotations"] += 1
        return words_at(self._documents(document).text, spans).split() == words.split()

    def _change_fits(self, copy: Copy, change: Change) -> bool:
        return self._says(copy.of, [change.span_before], change.before) and self._says(
            copy.document, [change.span_after], change.after
        )

    def _all_there(self, places: Iterable[Place]) -> bool:
        return all(self._inside(place.document, place.span) and place.span for place in places)

    def _inside(self, document: str, span: Span) -> bool:
        return document in self._lengths and 0 <= span.start <= span.end <= self._lengths[document]


def _spans_of(record: object) -> Iterator[Span]:
    """Every span in the fields of a record, at any depth."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for inner in record:
            yield from _spans_of(inner)
    elif is_dataclass(record):
        for field in fields(record):
            yield from _spans_of(getattr(record, field.name))
