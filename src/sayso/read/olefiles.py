"""What Microsoft's old container tells by itself: who made a file and when; and the words of Word 6 and 95."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any

import olefile

from sayso.errors import BadDocument
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
_WORD_95 = frozenset((0xA5DC, 0xA59B, 0xA697, 0xA699))
_COMPLEX, _LOCKED = 0x0004, 0x0100
_MARKS = {7: "\t", 9: "\t", 11: "\n", 12: "\n", 13: "\n", 30: "-", 160: " "}
_FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = 19, 20, 21


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


def old_word(data: bytes) -> str | None:
    """The text of a document of Word 6 or 95; None where it is of another make.

    :raises BadDocument: ``encrypted`` or ``damaged``.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole, ole.openstream("WordDocument") as stream:
            head: bytes = stream.read()
        magic, flags = struct.unpack_from("<H", head, 0)[0], struct.unpack_from("<H", head, 10)[0]
        first, last = struct.unpack_from("<II", head, 24)
    except _BROKEN:
        return None
    if magic not in _WORD_95:
        return None
    if flags & _LOCKED:
        raise BadDocument("encrypted")
    if flags & _COMPLEX or not 0 < first <= last <= len(head):
        raise BadDocument("damaged")
    return _plain(head[first:last].decode("cp1252", "replace"))


def _plain(raw: str) -> str:
    """Words without the codes of fields, paragraphs parted by empty lines."""
    pieces, hidden = [], 0
    for char in raw:
        code = ord(char)
        if code == _FIELD_BEGIN:
            hidden += 1
        elif code in {_FIELD_SEPARATOR, _FIELD_END} and hidden:
            hidden -= 1
        elif not hidden and code not in {_FIELD_SEPARATOR, _FIELD_END}:
            pieces.append("\n\n" if code == 13 else _MARKS.get(code, char if code >= 32 else ""))
    return "".join(pieces)


def _value(raw: Any, page: int) -> str:
    if isinstance(raw, datetime):
        return raw.isoformat(" ", "seconds") if raw.year > 1601 else ""
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8" if page in {65001, -535} else f"cp{page & 0xFFFF}", "replace")
        except LookupError:
            raw = raw.decode("cp1252", "replace")
    return str(raw).replace("\x00", "").strip() if raw is not None else ""
