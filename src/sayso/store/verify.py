"""Whether a case is what Sayso made it: every original, row and index looked at."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sayso.errors import OurFault
from sayso.model.item import item_id
from sayso.store.case import OpenCase
from sayso.store.protocol import READINGS, Flaw, View

FLAWS = MappingProxyType(
    {
        "database_damaged": "the records are damaged",
        "row_changed": "a record was changed by something other than Sayso",
        "row_added": "a record was added by something other than Sayso",
        "generation_changed": "findings were added, changed or removed by something other than Sayso",
        "item_changed": "an item no longer fits its name and bytes",
        "blob_missing": "an original is missing",
        "blob_changed": "an original was changed",
        "blob_stranger": "something other than an original lies among the originals",
        "reading_missing": "what was read of an item is missing",
        "index_changed": "the search index was changed; it can be deleted and is made again",
        "link": "a link lies in the case",
    }
)
"""What each code of a flaw means, in one sentence."""


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """How many of each thing were looked at, and what is wrong."""

    checked: dict[str, int]
    flaws: tuple[Flaw, ...]


def verify_store(case: OpenCase) -> StoreCheck:
    """Looks at everything in the case; reads every byte of it once."""
    checked: Counter[str] = Counter()
    found = [*_links(case.path), *_records(case), *_blobs(case, checked)]
    try:
        with case.store.view() as view:
            found += _items(case, view, checked)
    except OurFault:
        found.append(Flaw("database_damaged", "case.db"))
    if not case.index.unchanged():
        found.append(Flaw("index_changed", "derived/search"))
    return StoreCheck(dict(sorted(checked.items())), tuple(dict.fromkeys(found)))


def unused_blobs(case: OpenCase) -> list[str]:
    """Originals that no item names, sorted: a run was killed between keeping the bytes and writing the item.

    Only the writer may act on it, and not while files are being added.
    """
    with case.store.view() as view:
        used = {item.sha256 for item in view.items()}
    return [digest for digest in case.blobs.all() if digest not in used]


def _records(case: OpenCase) -> list[Flaw]:
    """A store too damaged to be read is one flaw, not an end of the check."""
    try:
        return list(case.store.check())
    except OurFault:
        return [Flaw("database_damaged", "case.db")]


def _links(path: Path) -> Iterator[Flaw]:
    for folder, folders, files in os.walk(path):
        for name in sorted(folders + files):
            if Path(folder, name).is_symlink():
                yield Flaw("link", Path(folder, name).relative_to(path).as_posix())


def _blobs(case: OpenCase, checked: Counter[str]) -> Iterator[Flaw]:
    for digest in case.blobs.all():
        checked["blobs"] += 1
        try:
            if case.blobs.damaged(digest):
                yield Flaw("blob_changed", digest)
        except (OSError, OurFault):
            yield Flaw("blob_changed", digest)
    if case.blobs.strangers():
        yield Flaw("blob_stranger", "blobs")


def _items(case: OpenCase, view: View, checked: Counter[str]) -> Iterator[Flaw]:
    readings = set(view.fact_keys(READINGS))
    for item in view.items():
        checked["items"] += 1
        if item.id != item_id(item.file, item.sha256):
            yield Flaw("item_changed", item.id)
        kept = item.sha256 and item.bytes and item.status != "skipped"
        if kept and not case.blobs.has(item.sha256):
            yield Flaw("blob_missing", item.id)
        if item.reading and item.reading not in readings:
            yield Flaw("reading_missing", item.id)
    checked["readings"] = len(readings)
