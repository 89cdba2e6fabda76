"""Word documents before 2007: the words of every story (body, notes, comments, page heads), fields as shown."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

import olefile

from sayso.errors import BadDocument

_BROKEN = (OSError, ValueError, IndexError, KeyError, struct.error, TypeError, AttributeError, RecursionError)
"""What the library raises on damaged containers."""
_WORD_97, _WORD_95 = 0xA5EC, frozenset((0xA5DC, 0xA59B, 0xA697, 0xA699))
_CODE_PAGES = {
    **dict.fromkeys((0x19, 0x22, 0x23, 0x02), "cp1251"),
    **dict.fromkeys((0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x24), "cp1250"),
    0x08: "cp1253",
    0x1F: "cp1254",
    0x0D: "cp1255",
    0x01: "cp1256",
    0x11: "cp932",
    0x04: "cp936",
    0x12: "cp949",
}
"""By the language that a file of Word 6 or 95 says it is in: such files keep one byte a letter and no more."""
_COMPLEX, _LOCKED, _SECOND_TABLE = 0x0004, 0x0100, 0x0200
_SIZES_AT, _PIECES_AT = 76, 0x01A2
_NARROW = 1 << 30
_MARKS = {7: "\t", 9: "\t", 11: "\n", 12: "\n\n", 13: "\n\n", 30: "-"}
_FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = 19, 20, 21
_ROW_END = re.compile(r"\t\t(?=\S|\n|$)")
_MANY = re.compile(r"\n{3,}")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[\d\s/-]*(?:of\s*\d*)?", re.IGNORECASE)


class _Stories(NamedTuple):
    """The parts of a document's one run of characters, in the order in which they are stored."""

    body: str
    footnotes: str = ""
    heads: str = ""
    macros: str = ""
    comments: str = ""
    endnotes: str = ""
    boxes: str = ""


def word_text(data: bytes) -> str | None:
    """The text of an old Word document; None where this reader cannot follow it.

    :raises BadDocument: ``encrypted``.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            head = ole.openstream("WordDocument").read()
            magic, flags = struct.unpack_from("<H", head, 0)[0], struct.unpack_from("<H", head, 10)[0]
            if flags & _LOCKED and magic in {_WORD_97, *_WORD_95}:
                raise BadDocument("encrypted")
            if magic in _WORD_95:
                return _joined(_Stories(_old(head, flags)))
            if magic != _WORD_97:
                return None
            table = ole.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
            return _joined(_stories(head, table))
    except _BROKEN:
        return None


def _old(head: bytes, flags: int) -> str:
    """The characters of Word 6 and 95, which stand in one run unless the file was saved in haste."""
    first, last = struct.unpack_from("<II", head, 24)
    if flags & _COMPLEX or not 0 < first <= last <= len(head):
        raise ValueError
    language = struct.unpack_from("<H", head, 6)[0] & 0x3FF
    text: str = head[first:last].decode(_CODE_PAGES.get(language, "cp1252"), "replace")
    return text


def _stories(head: bytes, table: bytes) -> _Stories:
    sizes = struct.unpack_from("<7i", head, _SIZES_AT)
    text = "".join(_pieces(head, table))
    if any(size < 0 for size in sizes) or sizes[0] > len(text) + 1:
        raise ValueError
    found, start = [], 0
    for size in sizes:
        found.append(text[start : start + size])
        start += size
    return _Stories(*found)


def _pieces(head: bytes, table: bytes) -> Iterator[str]:
    start, length = struct.unpack_from("<II", head, _PIECES_AT)
    pieces = table[start : start + length]
    at = 0
    while pieces[at] == 1:
        at += 3 + struct.unpack_from("<H", pieces, at + 1)[0]
    if pieces[at] != 2:
        raise ValueError
    size = struct.unpack_from("<I", pieces, at + 1)[0]
    count = (min(size, len(pieces) - at - 5) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces, at + 5)
    rows = at + 5 + 4 * (count + 1)
    for number in range(count):
        place = struct.unpack_from("<I", pieces, rows + 8 * number + 2)[0]
        letters = ends[number + 1] - ends[number]
        if letters < 0:
            raise ValueError
        if place & _NARROW:
            first = (place & ~_NARROW) // 2
            yield head[first : first + letters].decode("cp1252", "replace")
        else:
            yield head[place : place + 2 * letters].decode("utf-16-le", "replace")


def _joined(stories: _Stories) -> str:
    heads = dict.fromkeys(line for line in shown(stories.heads).split("\n\n") if _tells(line))
    comments = (f"Comment: {line.strip()}" for line in shown(stories.comments).split("\n\n") if line.strip())
    rest = (shown(story) for story in (stories.body, stories.footnotes, stories.endnotes, stories.boxes))
    blocks = (*heads, *rest, *comments)
    text = "\n\n".join(block.strip("\n ") for block in blocks if block.strip())
    return text + "\n" if text else ""


def _tells(line: str) -> bool:
    return bool(line.strip()) and not _PAGE_NUMBER.fullmatch(line.strip())


def shown(raw: str) -> str:
    """Characters as they are shown: of a field its result, paragraphs parted by empty lines, cells by tabs."""
    pieces: list[str] = []
    fields: list[bool] = []
    for char in raw:
        code = ord(char)
        if code == _FIELD_BEGIN:
            fields.append(True)
        elif code == _FIELD_SEPARATOR and fields:
            fields[-1] = False
        elif code == _FIELD_END and fields:
            fields.pop()
        elif not any(fields):
            pieces.append(_MARKS.get(code, char if code >= 32 else ""))
    return _MANY.sub("\n\n", _ROW_END.sub("\n", "".join(pieces))).strip("\n ")
