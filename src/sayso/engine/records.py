"""Items and readings put together as documents: what linking, search, showing and exports go through."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from sayso.errors import OurFault
from sayso.model.codec import from_bytes
from sayso.model.document import Content, Document, document_id
from sayso.model.item import Item
from sayso.model.reading import Reading

if TYPE_CHECKING:
    from sayso.store.protocol import View

KEPT_CHARACTERS = 16_000_000
"""Code points of text held in memory by ``Documents``, beside the document asked for last."""


def live(item: Item) -> bool:
    """Whether an item counts in the findings: it was read and gave a document."""
    return item.content is not None and item.status in ("read", "partial")


def reading(view: View, key: str) -> Reading | None:
    """The reading kept under ``key``, without word boxes; None where there is none.

    :raises OurFault: ``damaged_fact`` where what is kept is not a reading.
    """
    data = view.fact("read", key)
    if data is None:
        return None
    return _unpacked(data, key)


def content_of(data: bytes, key: str) -> Content:
    """The content in a reading as it is kept; ``key`` names it where it is damaged.

    :raises OurFault: ``damaged_fact``.
    """
    found = _unpacked(data, key)
    if found.content is None:
        raise damaged(key)
    return found.content


def document_of(view: View, item: Item) -> Document | None:
    """The document of an item; None where it gave none or does not count.

    :raises OurFault: ``damaged_fact`` where the case lost its reading.
    """
    return any_document_of(view, item) if live(item) else None


def any_document_of(view: View, item: Item) -> Document | None:
    """The document of an item even where it counts no more: findings may speak of it until they are derived anew.

    :raises OurFault: ``damaged_fact``.
    """
    if item.reading is None or item.content is None:
        return None
    content = _content(view, item.reading)
    return Document(id=document_id(item.id), item=item.id, file=item.file, digest=item.content, content=content)


def documents(view: View) -> Iterator[Document]:
    """Every document that counts, by file; one is held at a time.

    :raises OurFault: ``damaged_fact``.
    """
    for item in view.items():
        found = document_of(view, item)
        if found is not None:
            yield found


def document(view: View, id: str) -> Document | None:  # noqa: A002 - the noun is id everywhere
    """The document with this id; None where there is none. Costs a pass over the items: see ``Documents`` for many."""
    item = next((item for item in view.items() if document_id(item.id) == id), None)
    return document_of(view, item) if item else None


class Documents:
    """The documents of one view by id; finds items in one pass and keeps some contents in memory."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._items: dict[str, str] | None = None
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0

    def __call__(self, id: str) -> Document:  # noqa: A002
        """The document with this id; also one that counts no more, while findings may speak of it.

        :raises KeyError: where there is no such document.
        :raises OurFault: ``damaged_fact``.
        """
        if id in self._kept:
            self._kept.move_to_end(id)
            return self._kept[id]
        item = self._view.item(self.items[id])
        found = any_document_of(self._view, item) if item else None
        if found is None:
            raise KeyError(id)
        self._keep(found)
        return found

    @property
    def items(self) -> dict[str, str]:
        """Item id by document id."""
        if self._items is None:
            self._items = {document_id(i.id): i.id for i in self._view.items() if i.content is not None}
        return self._items

    def _keep(self, found: Document) -> None:
        self._kept[found.id] = found
        self._characters += len(found.text)
        while self._characters > KEPT_CHARACTERS and len(self._kept) > 1:
            self._characters -= len(self._kept.popitem(last=False)[1].text)

    def words(self, id: str, page: int) -> bytes:  # noqa: A002
        """Packed word boxes of a page of the document with this id; empty where there are none."""
        item = self._view.item(self.items[id])
        return self._view.words(item.reading, page) if item and item.reading else b""


def damaged(key: str) -> OurFault:
    """The error for a fact that is missing or is not what it should be."""
    return OurFault(
        "damaged_fact", f"the case lost or damaged what was kept as {key}", "run verify on the case, or read it again"
    )


def _unpacked(data: bytes, key: str) -> Reading:
    try:
        return from_bytes(data, Reading)
    except msgspec.DecodeError as error:
        raise damaged(key) from error


def _content(view: View, key: str) -> Content:
    found = reading(view, key)
    if found is None or found.content is None:
        raise damaged(key)
    return found.content
