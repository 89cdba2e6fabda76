"""What the search index holds: paragraphs with the place and key of their first sentence, and hits made from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import NamedTuple

from sayso.engine.records import document_of, live
from sayso.extract import numbered
from sayso.extract.parts import stretches
from sayso.extract.segment import sentences
from sayso.model.document import Content, Document, document_id
from sayso.model.ids import make_id
from sayso.model.keys import KEY, sentence_key
from sayso.model.span import Span
from sayso.store.protocol import View
from sayso.store.search import IndexHit, IndexLine, SearchIndex

LINES_VERSION = "1"
"""Moves on when a document is cut into other lines."""


class Hit(NamedTuple):
    """A sentence that was found."""

    file: str
    document: str
    page: int
    line: int
    """Line of its page on which it opens, counted in the reading text from 1."""
    key: str
    text: str
    span: Span
    """Where ``text`` stands in the document."""
    score: float


def refresh(index: SearchIndex, view: View) -> None:
    """Makes sure that the index holds the documents of ``view``; costs a pass over the items if it does."""
    pile = _Pile(view)
    index.bring_up_to_date(pile.stamp, pile)


class _Pile:
    """The documents that count, for the index."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._items = [(document_id(item.id), item) for item in view.items() if live(item)]
        self.holds = {document: item.content or "" for document, item in self._items}

    @property
    def stamp(self) -> str:
        """Digest of what an index is built from: the documents, under their names."""
        return make_id("index", LINES_VERSION, sorted((d, item.file, item.content) for d, item in self._items))

    def lines(self, documents: Collection[str]) -> Iterator[IndexLine]:
        """Every paragraph of some documents, one document at a time."""
        for document, item in self._items:
            found = document_of(self._view, item) if document in documents else None
            if found is not None:
                yield from lines_of(found)


def lines_of(document: Document) -> Iterator[IndexLine]:
    """The paragraphs of a document, cut where a page ends."""
    content = document.content
    rows = iter(numbered(content))
    count = _LineCount(content)
    for stretch in stretches(content):
        for paragraph in stretch.paragraphs:
            inside = [next(rows) for _ in paragraph]
            for page, group in groupby(inside, key=lambda row: row[0]):
                first, *others = group
                span = Span(first[2].start, others[-1][2].end if others else first[2].end)
                yield IndexLine(
                    document=document.id,
                    file=document.file,
                    page=page,
                    line=count.at(page, span.start),
                    key=sentence_key(document.id, page, first[1]),
                    span=span,
                    text=span.of(document.text),
                )


def hit(found: IndexHit) -> Hit:
    """The sentence of a found paragraph in which the first of the words stands."""
    line, text = found.at, found.at.text
    mark = min((span.start for span in found.marks), default=0)
    inside = sentences(text, Span(0, len(text))) or [Span(0, len(text))]
    at = max((n for n, sentence in enumerate(inside) if sentence.start <= mark), default=0)
    return Hit(
        file=line.file,
        document=line.document,
        page=line.page,
        line=line.line + text.count("\n", 0, inside[at].start),
        key=_later(line.key, at),
        text=inside[at].of(text),
        span=inside[at].shifted(line.span.start),
        score=found.score,
    )


def _later(key: str, sentences_on: int) -> str:
    parts = KEY.fullmatch(key)
    if parts is None:
        return key
    return sentence_key(parts["document"], int(parts["page"]), int(parts["sentence"]) + sentences_on)


class _LineCount:
    """Counts lines of pages; asked in the order of the text it looks at each character once."""

    def __init__(self, content: Content) -> None:
        self._text = content.text
        self._starts = {page.number: page.span.start for page in content.pages}
        self._page, self._from, self._line = 0, 0, 1

    def at(self, page: int, offset: int) -> int:
        """The line of ``page`` on which ``offset`` lies, from 1."""
        if page != self._page:
            self._page, self._from, self._line = page, self._starts.get(page, 0), 1
        self._line += self._text.count("\n", self._from, offset)
        self._from = offset
        return self._line
