"""Outlook messages (.msg): put together as the e-mail they were, so that they are read like any other."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, NamedTuple

import olefile

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.mail import read_mail
from sayso.read.outcome import Draft
from sayso.read.post import Attachment, Letter, as_email
from sayso.read.sink import MemberSink

_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})(001F|001E|0102)", re.IGNORECASE)
_ATTACHMENT = "__attach_version1.0_"
_EMBEDDED = "__substg1.0_3701000D"
_PROPERTIES = "__properties_version1.0"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_SUBJECT, _SENDER, _SENT_FOR, _TO, _COPY, _HEADERS = 0x0037, 0x0C1A, 0x0042, 0x0E04, 0x0E03, 0x007D
_SENDER_ADDRESS, _SENDER_SMTP, _BODY, _HTML, _RICH = 0x0C1F, 0x5D01, 0x1000, 0x1013, 0x1009
_SUBMITTED, _DELIVERED, _CODE_PAGE = 0x0039, 0x0E06, 0x3FFD
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _DATA = 0x3707, 0x3704, 0x3001, 0x3701
_BROKEN = (OSError, ValueError, IndexError, KeyError, struct.error, TypeError, AttributeError, RecursionError)
"""What the library raises on damaged containers."""


class _Storage(NamedTuple):
    """One message or attachment inside the container."""

    ole: Any
    path: tuple[str, ...]
    head_bytes: int
    """Length of the head before its fixed properties: 32 in the outermost message, 24 in an inner one, else 8."""


def read_msg(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Draft:
    """The head lines and body of a message; its attachments are members, a message among them an e-mail.

    :raises BadDocument: ``damaged``.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            letter = _letter(_Storage(ole, (), 32), limits.max_depth // 20)
    except _BROKEN as error:
        raise BadDocument("damaged") from error
    return read_mail(as_email(letter), media_type, out, limits)


def _letter(storage: _Storage, depth: int) -> Letter:
    words, fixed = _texts(storage), _fixed(storage)
    when = fixed.get(_SUBMITTED) or fixed.get(_DELIVERED)
    address = words.get(_SENDER_SMTP) or words.get(_SENDER_ADDRESS) or ""
    return Letter(
        headers=words.get(_HEADERS, ""),
        sender=words.get(_SENT_FOR) or words.get(_SENDER) or "",
        address=address if "@" in address else "",
        to=words.get(_TO, ""),
        copy=words.get(_COPY, ""),
        date=_date(when) if when else "",
        subject=words.get(_SUBJECT, ""),
        plain=words.get(_BODY, "") or _rich_text(_binary(storage, _RICH)),
        html=_binary(storage, _HTML) or words.get(_HTML, "").encode("utf-8"),
        attachments=tuple(_attachments(storage, depth)),
    )


def _rich_text(packed: bytes) -> str:
    """The words of a body that was kept as packed RTF alone."""
    if not packed:
        return ""
    import compressed_rtf  # noqa: PLC0415 - for bodies of this kind alone

    from sayso.read.foreign import rich_text  # noqa: PLC0415 - loads a large library

    try:
        return rich_text(compressed_rtf.decompress(packed))
    except (ValueError, IndexError, struct.error, ArithmeticError):
        return ""


def _texts(storage: _Storage) -> dict[int, str]:
    """Every property that is words, by its number."""
    found: dict[int, str] = {}
    page = f"cp{_fixed(storage).get(_CODE_PAGE, 1252) & 0xFFFF}"
    for entry in _children(storage):
        match = _STREAM.fullmatch(entry)
        if match and match.group(2).upper() != "0102":
            raw = _stream(storage, entry)
            number = int(match.group(1), 16)
            found[number] = (
                raw.decode("utf-16-le", "replace") if match.group(2).upper() == "001F" else _narrow(raw, page)
            )
            found[number] = found[number].rstrip("\x00")
    return found


def _narrow(raw: bytes, page: str) -> str:
    try:
        return raw.decode("utf-8" if page == "cp65001" else page)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("cp1252", "replace")


def _children(storage: _Storage) -> list[str]:
    length = len(storage.path)
    names = storage.ole.listdir(streams=True, storages=True)
    return [n[length] for n in names if len(n) == length + 1 and tuple(n[:length]) == storage.path]


def _stream(storage: _Storage, name: str) -> bytes:
    path = [*storage.path, name]
    if not storage.ole.exists(path) or storage.ole.get_type(path) != olefile.STGTY_STREAM:
        return b""
    with storage.ole.openstream(path) as stream:
        data: bytes = stream.read()
    return data


def _binary(storage: _Storage, number: int) -> bytes:
    return _stream(storage, f"__substg1.0_{number:04X}0102")


def _fixed(storage: _Storage) -> dict[int, int]:
    """Every property of eight bytes or fewer, by its number."""
    data = _stream(storage, _PROPERTIES)[storage.head_bytes :]
    rows = (data[at : at + 16] for at in range(0, len(data) - 15, 16))
    return {struct.unpack_from("<H", row, 2)[0]: struct.unpack_from("<Q", row, 8)[0] for row in rows}


def _date(ticks: int) -> str:
    try:
        return format_datetime(_EPOCH + timedelta(microseconds=ticks // 10))
    except (OverflowError, ValueError):
        return ""


def _attachments(storage: _Storage, depth: int) -> Iterator[Attachment]:
    for entry in _children(storage):
        if not entry.lower().startswith(_ATTACHMENT):
            continue
        inner = _Storage(storage.ole, (*storage.path, entry), 8)
        words = _texts(inner)
        name = words.get(_LONG_NAME) or words.get(_SHORT_NAME) or words.get(_SHOWN_NAME) or ""
        if _EMBEDDED in _children(inner):
            message = _Storage(storage.ole, (*inner.path, _EMBEDDED), 24)
            if depth > 0 and _PROPERTIES in _children(message):
                yield Attachment(f"{name or 'message'}.eml", as_email(_letter(message, depth - 1)))
        elif data := _binary(inner, _DATA):
            yield Attachment(name or "attachment", data)
