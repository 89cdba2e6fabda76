"""Documents: what a reader reads. The text never changes; pages, parts and markings point at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.ids import make_id, sha256_hex
from sayso.model.span import Span

PartKind = Literal["article", "message", "turn", "paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """A handling line as printed: evidence, which withholds nothing by itself."""

    text: str
    span: Span
    level: str | None = None
    caveats: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    declassify: str | None = None
    own: bool = True
    """Whether it governs this document, or is only mentioned in it."""
    faults: tuple[str, ...] = ()
    """Codes of the rules of its own scheme that it breaks (``sayso.read.bannerrules``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An article, message, turn or paper inside a document, with its own head."""

    span: Span
    kind: PartKind
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    """Its own date, EDTF (YYYY-MM-DD)."""
    guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: the stretch of text it shows, its size in points, what read it, and where its words stand."""

    number: int
    span: Span
    width: float | None = None
    height: float | None = None
    engine: str = "text"
    words: bytes = b""
    """Word boxes packed by ``model.words``; empty where the format has no places on a page."""
    aside: tuple[str, ...] = ()
    """Running heads, folios and navigation: on the page, not in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader made of one file: everything about a document but its name and place in the pile."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    """ISO 639-1 code, or None where it cannot be told."""
    quality: float = 1.0
    """How surely the words were read, 0 to 1."""
    markings: tuple[Marking, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A content under its name: which item it came from, and the id every finding hangs on."""

    id: str
    item: str
    file: str
    digest: str
    """``content_digest`` of the content: equal for equal readings, whatever the file is called."""
    content: Content

    @property
    def text(self) -> str:
        """The reading text."""
        return self.content.text


def document_id(item: str, member: str = "") -> str:
    """Id of a document: made from its item and its name within it."""
    return make_id("document", item, member)


def content_digest(content: Content) -> str:
    """Id of all that extraction and linking depend on in a content: text, head, parts and markings, not word boxes."""
    return make_id(
        "content",
        sha256_hex(content.text),
        *(content.title, content.author, content.publisher, content.published, content.language),
        [(p.span.start, p.span.end, p.kind, p.title, p.author, p.publisher, p.published) for p in content.parts],
        [(m.text, m.span.start, m.span.end, int(m.own)) for m in content.markings],
        [(p.number, p.span.start, p.span.end) for p in content.pages],
        round(content.quality * 100),
    )


def part_at(content: Content, offset: int) -> Part:
    """The innermost part around ``offset``; the whole document, with its own head, if none."""
    around = [p for p in content.parts if p.span.start <= offset < p.span.end]
    if not around:
        return Part(
            span=Span(0, len(content.text)),
            kind="paper",
            title=content.title,
            author=content.author,
            publisher=content.publisher,
            published=content.published,
        )
    return min(around, key=lambda p: (p.span.length, p.span.start))


def page_at(content: Content, offset: int) -> int:
    """Number of the page that shows ``offset``; 1 where the format has no pages."""
    number = 1
    for page in content.pages:
        if page.span.start <= offset:
            number = page.number
    return number
