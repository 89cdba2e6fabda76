"""From what a person types, a file's name or a key, to the place it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.engine.findings import extraction, found, one
from sayso.engine.names import called
from sayso.engine.records import Documents
from sayso.errors import AskedWrongly
from sayso.extract import bind, numbered
from sayso.model.document import Document, document_id, page_at
from sayso.model.findings import Claim
from sayso.model.keys import CLAIM_KEY, KEY
from sayso.model.span import Span, hull
from sayso.model.statement import Statement
from sayso.settings import Settings
from sayso.store.protocol import View

AROUND = 2
"""Sentences shown before and after the one asked for."""
PREFIX = re.compile(r"[A-Z2-7]{6,26}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page, sentence or statement with its surroundings."""

    file: str
    document: str
    page: int
    key: str
    """Key of the sentence or statement; empty for a page."""
    text: str
    span: Span
    """Where ``text`` stands in the document."""
    at: Span
    """What was asked for, in the document; the whole page for a page."""


class Places:
    """Looks places up in one view."""

    def __init__(self, view: View, documents: Documents, settings: Settings) -> None:
        self._view = view
        self._documents = documents
        self._settings = settings

    def document(self, ref: str) -> Document:
        """The document that a file's name, an id, a key or the letters that open one mean.

        :raises AskedWrongly: ``no_such_place``, ``ambiguous``, or ``no_text_here`` for a file that gave no document.
        """
        if ref in self._documents.items:
            return self._documents(ref)
        if named := self._named(ref):
            return named
        if claim := CLAIM_KEY.fullmatch(ref):
            return self._documents(self._best(claim["claim"]).document)
        key = KEY.fullmatch(ref)
        prefix = key["document"] if key else ref
        if PREFIX.fullmatch(prefix):
            return self._by_prefix(prefix.upper(), ref)
        raise no_such_place(ref)

    def shown(self, ref: str, page: int | None = None) -> Shown:
        """The page, sentence or statement that ``ref`` means, with its surroundings.

        :raises AskedWrongly: as ``document``; ``no_such_page``.
        """
        if claim := CLAIM_KEY.fullmatch(ref):
            best = self._best(claim["claim"])
            return _around(self._documents(best.document), hull(best.at.content), best.key)
        document = self.document(ref)
        key = KEY.fullmatch(ref)
        if key is None or page is not None:
            return _page(document, page)
        place = self._statement(document, ref) or self._sentence(document, int(key["page"]), int(key["sentence"]))
        if place is None:
            raise no_such_place(ref)
        return _around(document, place, _tidy(ref))

    def statement(self, ref: str) -> Statement:
        """The statement that a key means; for a claim's key the one whose words stand for the claim.

        :raises AskedWrongly: ``no_such_place``, ``ambiguous``.
        """
        if claim := CLAIM_KEY.fullmatch(ref):
            return self._best(claim["claim"])
        document = self.document(ref)
        for statement in bind(document, extraction(self._view, document.digest, self._settings)):
            if statement.key.lower() == ref.lower():
                return statement
        raise no_such_place(ref)

    def _named(self, ref: str) -> Document | None:
        items = called(self._view.items(), {ref})
        if not items:
            return None
        # A name that newer bytes took over means the newer ones.
        for item in sorted(items, key=lambda item: item.status == "replaced"):
            if item.content is not None:
                return self._documents(document_id(item.id))
        raise AskedWrongly("no_text_here", f"{ref} gave no text", "`sayso status CASE --failed` says why")

    def _by_prefix(self, prefix: str, ref: str) -> Document:
        found = sorted(id_ for id_ in self._documents.items if id_.startswith(prefix))
        if not found:
            raise no_such_place(ref)
        if len(found) > 1:
            files = ", ".join(self._documents(id_).file for id_ in found[:5])
            raise AskedWrongly("ambiguous", f"{ref} may mean several files: {files}", "name the file instead")
        return self._documents(found[0])

    def _best(self, letters: str) -> Statement:
        claims = [claim for claim in found(self._view, Claim) if claim.id.startswith(letters.upper())]
        if not claims:
            raise no_such_place(f"C-{letters}")
        best = one(self._view, Statement, claims[0].best)
        if best is None:
            raise no_such_place(f"C-{letters}")
        return best

    def _statement(self, document: Document, key: str) -> Span | None:
        for statement in bind(document, extraction(self._view, document.digest, self._settings)):
            if statement.key.lower() == key.lower():
                return statement.at.as_said
        return None

    def _sentence(self, document: Document, page: int, number: int) -> Span | None:
        for at, count, span in numbered(document.content):
            if (at, count) == (page, number):
                return span
        return None


def _tidy(key: str) -> str:
    letters, _, rest = key.partition("-")
    return f"{letters.upper()}-{rest.lower()}"


def no_such_place(ref: str) -> AskedWrongly:
    """The error for a name or key that means nothing in the case."""
    return AskedWrongly(
        "no_such_place", f"nothing in the case is called {ref}", "give a file as `sayso status` lists it, or a key"
    )


def _page(document: Document, number: int | None) -> Shown:
    pages = document.content.pages
    if not pages:
        if number not in (None, 1):
            raise _no_such_page(document, number)
        return _shown(document, Span(0, len(document.text)), 1)
    for page in pages:
        if number is None or page.number == number:
            return _shown(document, page.span, page.number)
    raise _no_such_page(document, number)


def _no_such_page(document: Document, number: int | None) -> AskedWrongly:
    count = len(document.content.pages) or 1
    return AskedWrongly("no_such_page", f"{document.file} has no page {number}", f"it has {count}")


def _shown(document: Document, span: Span, page: int) -> Shown:
    return Shown(
        file=document.file,
        document=document.id,
        page=page,
        key="",
        text=span.of(document.text),
        span=span,
        at=span,
    )


def _around(document: Document, at: Span, key: str) -> Shown:
    sentences = [span for _, _, span in numbered(document.content)]
    touched = [n for n, span in enumerate(sentences) if span.overlaps(at)] or [0]
    near = sentences[max(touched[0] - AROUND, 0) : touched[-1] + AROUND + 1]
    span = hull([at, *near])
    return Shown(
        file=document.file,
        document=document.id,
        page=page_at(document.content, at.start),
        key=key,
        text=span.of(document.text),
        span=span,
        at=at,
    )
