"""What Microsoft's old container tells by itself: who made a file, when, and with what."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any

import olefile

from sayso.read.package import Properties

_BROKEN = (OSError, ValueError, IndexError, KeyError, struct.error, TypeError, AttributeError, RecursionError)
"""What the library raises on damaged containers."""
_LABELS = (
    ("title", "title"),
    ("subject", "subject"),
    ("author", "author"),
    ("keywords", "keywords"),
    ("comments", "description"),
    ("last_saved_by", "modified by"),
    ("create_time", "created"),
    ("last_saved_time", "modified"),
    ("last_printed", "printed"),
    ("revision_number", "revision"),
    ("creating_application", "software"),
    ("company", "company"),
    ("manager", "manager"),
    ("template", "template"),
)


def ole_properties(data: bytes) -> Properties:
    """What a container says of its making; empty where it says nothing or is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            metadata = ole.get_metadata()
            page = metadata.codepage or 1252
            found = [(label, _value(getattr(metadata, name, None), page)) for name, label in _LABELS]
    except _BROKEN:
        return ()
    return tuple((label, value) for label, value in found if value)


def _value(raw: Any, page: int) -> str:
    if isinstance(raw, datetime):
        return raw.isoformat(" ", "seconds") if raw.year > 1601 else ""
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8" if page in {65001, -535} else f"cp{page & 0xFFFF}", "replace")
        except LookupError:
            raw = raw.decode("cp1252", "replace")
    return str(raw).replace("\x00", "").strip() if raw is not None else ""
