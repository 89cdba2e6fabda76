"""Passages as they are asked for: of some sorts, with some words, in some files; what matters first."""

from __future__ import annotations

from collections.abc import Collection
from fnmatch import fnmatchcase

from sayso.engine.findings import found
from sayso.engine.records import Documents
from sayso.model.findings import Passage, PassageSort
from sayso.store.protocol import View


def passages_where(
    view: View,
    documents: Documents,
    *,
    about: str | None = None,
    file: str | None = None,
    sorts: Collection[PassageSort] | None = None,
) -> tuple[Passage, ...]:
    """Passages of ``sorts`` with all words of ``about`` that a file of the glob ``file`` holds; boilerplate last.

    Those that most documents share come first, then the longest.
    """
    words = (about or "").casefold().split()
    chosen = (
        passage
        for passage in found(view, Passage)
        if (not sorts or passage.sort in sorts)
        and _in_file(view, documents, passage, file)
        and _says(documents, passage, words)
    )
    return tuple(sorted(chosen, key=_weight))


def _in_file(view: View, documents: Documents, passage: Passage, file: str | None) -> bool:
    if not file:
        return True
    items = (view.item(documents.items[place.document]) for place in passage.places)
    return any(item is not None and fnmatchcase(item.file, file) for item in items)


def _says(documents: Documents, passage: Passage, words: list[str]) -> bool:
    if not words:
        return True
    first = passage.places[0]
    said = " ".join(first.span.of(documents(first.document).text).casefold().split())
    return all(word in said for word in words)


def _weight(passage: Passage) -> tuple[bool, int, int, str]:
    longest = max(place.span.length for place in passage.places)
    return passage.sort == "boilerplate", -len({place.document for place in passage.places}), -longest, passage.id
