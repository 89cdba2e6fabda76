"""What a brief does not cover: files unread, failed or set aside, pages read poorly, languages not measured."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from types import MappingProxyType

from sayso.errors import REASONS
from sayso.model.document import Document
from sayso.model.item import Item
from sayso.present.shape import Coverage, Gap

POOR = 0.8
"""Below this quality a reading counts as poor."""
LISTED = 20
"""How many files of a gap are named."""

SENTENCES = MappingProxyType(
    {
        "waiting": "not read yet",
        "pending": "read, but not yet in the findings; run add again",
        "replaced": "replaced by newer bytes under the same name; only the newer ones count",
        "poor": "read poorly, so that words may be wrong",
        "language": "not in English; statements in other languages were not measured and may be missed",
        "partial": "read in part; some pages gave no text",
    }
)


def cover(
    items: Iterable[Item],
    documents: Iterable[Document],
    *,
    case: str = "",
    statements: int = 0,
    claims: int = 0,
    pending: Iterable[str] = (),
) -> Coverage:
    """The coverage of a case; ``pending`` are the files whose items are not in the findings yet.

    Reads ``items`` and ``documents`` once, in any order, and keeps a few names a gap.
    """
    gaps: dict[str, _Files] = {}
    files = texts = 0
    for item in items:
        files += 1
        if name := _gap_of(item):
            gaps.setdefault(name, _Files()).add(item.file)
    for document in documents:
        texts += 1
        for name in _weaknesses(document):
            gaps.setdefault(name, _Files()).add(document.file)
    for file in pending:
        gaps.setdefault("pending", _Files()).add(file)
    listed = sorted((_gap(name, names) for name, names in gaps.items()), key=lambda gap: (-gap.count, gap.name))
    return Coverage(case=case, files=files, documents=texts, statements=statements, claims=claims, gaps=tuple(listed))


class _Files:
    """A count, and the first names by alphabet, in a bounded heap."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[_Later] = []

    def add(self, file: str) -> None:
        self.count += 1
        if len(self.first) < LISTED:
            heapq.heappush(self.first, _Later(file))
        else:
            heapq.heappushpop(self.first, _Later(file))


class _Later(str):
    """A name that sorts backwards, so that a heap drops the last by alphabet."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def _gap_of(item: Item) -> str | None:
    if item.status in ("waiting", "replaced"):
        return item.status
    if item.reason in REASONS:
        return item.reason
    return item.status if item.status == "partial" else None


def _weaknesses(document: Document) -> list[str]:
    content = document.content
    poor = ["poor"] if content.quality < POOR else []
    return poor + (["language"] if content.language not in (None, "en") else [])


def _gap(name: str, names: _Files) -> Gap:
    sentence = SENTENCES[name] if name in SENTENCES else REASONS[name][0]
    return Gap(name=name, sentence=sentence, count=names.count, files=tuple(sorted(str(f) for f in names.first)))
