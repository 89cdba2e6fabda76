"""Which item a document comes from, kept in or not."""

from __future__ import annotations

from functools import cached_property

from sayso.model.document import document_id
from sayso.store.protocol import View


class Texts:
    """Items of a view by the id of their document."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def _items(self) -> dict[str, str]:
        return {document_id(item.id): item.id for item in self._view.items()}

    def item(self, document: str) -> str:
        """Id of the item that gave ``document``; empty where there is none."""
        return self._items.get(document, "")
