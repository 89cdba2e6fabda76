"""Items: the files of a pile as they were found, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.ids import make_id

ItemStatus = Literal["waiting", "read", "partial", "failed", "skipped", "replaced"]
"""``waiting`` until the item is read; the others are final until the bytes, the reader or the wish to retry change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file as found, or one member of an archive, mailbox or e-mail."""

    id: str
    file: str
    """Path in the pile, '/' between names, ``holder!member`` for members, a literal '!' written %21."""
    sha256: str
    bytes: int
    media_type: str = "application/octet-stream"
    status: ItemStatus = "waiting"
    reason: str | None = None
    """Code of ``errors.REASONS`` where the status is not ``read``; also ``no_text`` beside ``read``."""
    holder: str | None = None
    """Id of the item that contained it."""
    drop: str | None = None
    added: str | None = None
    """Day of the drop it came with (YYYY-MM-DD); None without one, since a clock nobody asked for is a trace."""
    reading: str | None = None
    """Key of the reading it was read under; None until then."""
    content: str | None = None
    """Content digest of its document; None where it gave none."""
    label: str = ""
    """Prefix that keeps it apart from another root's file of the same path; part of ``file`` already."""
    root: str = ""
    """Short token of the folder it was added from, to tell a changed file from another's; says nothing outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """One delivery of files: a code word, the day it came, and the terms promised."""

    label: str
    on: str
    terms: str = ""


def item_id(file: str, sha256: str) -> str:
    """Id of an item: made from its path in the pile and its bytes."""
    return make_id("item", file, sha256)
