"""How readers end: a draft of the content with what the format itself says, members, or a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.errors import BadDocument
from sayso.model.document import Page, Part
from sayso.model.reading import Member, Reading

RECOGNISED = "rapidocr"
"""What ``Page.engine`` says of pages whose words were recognised here."""


@dataclass(slots=True, kw_only=True)
class Head:
    """What a format or a text's first lines say about a document or a part of it."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None

    def or_else(self, other: Head) -> Head:
        """This head, its gaps filled from ``other``."""
        return Head(
            title=self.title or other.title,
            author=self.author or other.author,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
        )


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a reader hands to ``finish``: the text and what only this format knows."""

    media_type: str
    text: str
    head: Head = field(default_factory=Head)
    """What the format says for certain; what the first lines say fills the gaps."""
    hint: Head = field(default_factory=Head)
    """What the file's own properties say: believed only where neither format nor print says anything."""
    parts: tuple[Part, ...] = ()
    pages: tuple[Page, ...] = ()
    members: tuple[Member, ...] = ()
    unread_pages: tuple[int, ...] = ()
    reason: str | None = None
    """Set where something is missing, so that the reading is partial."""
    properties: tuple[tuple[str, str], ...] = ()
    """What the file says of its making and its way, as names and values: author, software, created, route."""
    scanned: bool = False
    """Whether the text comes from character recognition, so that its quality must be measured."""
    confidence: float = 1.0
    """How surely our own recognition read the letters, 0 to 1; quality is never above it."""
    waits: bool = False
    """Whether pages wait for recognition, or their text layer for a comparison with the picture."""


def failed(reason: str, media_type: str, *, pages: tuple[int, ...] = ()) -> Reading:
    """The reading of a file that gave nothing."""
    return Reading(status="failed", reason=BadDocument(reason).code, media_type=media_type, unread_pages=pages)
