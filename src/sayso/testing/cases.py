"""Cases for tests: the same folder as a real one, with the records in memory."""

from __future__ import annotations

from pathlib import Path

from sayso.store.blobs import Blobs
from sayso.store.case import BLOBS, DERIVED, TMP, OpenCase
from sayso.store.memory import MemoryStore
from sayso.store.search import SearchIndex


def memory_case(folder: Path) -> OpenCase:
    """A case in ``folder`` whose records end with it; originals and index lie on disk as ever."""
    for name in (BLOBS, DERIVED, TMP):
        (folder / name).mkdir(parents=True, exist_ok=True)
    tmp = folder / TMP
    return OpenCase(
        path=folder,
        store=MemoryStore(),
        blobs=Blobs(folder / BLOBS, tmp),
        tmp=tmp,
        derived=folder / DERIVED,
        index=SearchIndex(folder / DERIVED / "search", tmp),
    )
