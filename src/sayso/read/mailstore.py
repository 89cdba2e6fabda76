"""Outlook mailboxes (.pst, .ost): each message a member in its folder, written as e-mail with its attachments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import pypff

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.post import Attachment, Letter, as_email
from sayso.read.sink import MemberSink

_BROKEN = (OSError, ValueError, RuntimeError, MemoryError, TypeError, OverflowError)
"""What the library raises on a damaged place."""
_LONG_NAME, _TO, _COPY, _ADDRESS, _SMTP = 0x3707, 0x0E04, 0x0E03, 0x0C1F, 0x5D01
_SHORT_NAME = 0x3704


def read_pst(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The messages of a mailbox by folder, numbered in its order; recovered ones stand under ``recovered``.

    :raises BadDocument: ``damaged``.
    """
    store = pypff.file()
    try:
        store.open_file_object(io.BytesIO(data))
        root = store.get_root_folder()
    except _BROKEN as error:
        raise BadDocument("damaged") from error
    taker = Taker(out, limits, len(data) + limits.free_unpacked_bytes)
    broken = False
    for name, message in _messages(store, root, limits.max_depth):
        if taker.full:
            return taker.reading(media_type, "too_many_members")
        try:
            taker.take(name, [as_email(_letter(message))])
        except _BROKEN:
            broken = True
            taker.refuse(name, "damaged")
    return taker.reading(media_type, "damaged" if broken else None)


def _messages(store: Any, root: Any, depth: int) -> Iterator[tuple[str, Any]]:
    number = 0
    for folder, message in _walk(root, "", depth):
        number += 1
        yield f"{folder}{number:05d}.eml", message
    for at in range(_number(store, "number_of_orphan_items")):
        try:
            item = store.get_orphan_item(at)
        except _BROKEN:
            continue
        if hasattr(item, "plain_text_body"):
            number += 1
            yield f"recovered/{number:05d}.eml", item


def _walk(folder: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Messages of a folder and of those within it; a damaged one is passed over."""
    for at in range(_number(folder, "number_of_sub_messages")):
        try:
            yield path, folder.get_sub_message(at)
        except _BROKEN:
            continue
    for at in range(_number(folder, "number_of_sub_folders")):
        try:
            inner = folder.get_sub_folder(at)
            name = (inner.name or "folder").replace("/", "-").strip(". ") or "folder"
        except _BROKEN:
            continue
        if depth > 0:
            yield from _walk(inner, f"{path}{name}/", depth - 1)


def _number(thing: Any, name: str) -> int:
    try:
        return int(getattr(thing, name) or 0)
    except _BROKEN:
        return 0


def _letter(message: Any) -> Letter:
    words = _texts(message)
    when = _value(message, "client_submit_time") or _value(message, "delivery_time")
    address = words.get(_SMTP) or words.get(_ADDRESS) or ""
    plain = _value(message, "plain_text_body") or b""
    html = _value(message, "html_body") or b""
    return Letter(
        headers=str(_value(message, "transport_headers") or ""),
        sender=str(_value(message, "sender_name") or ""),
        address=address if "@" in address else "",
        to=words.get(_TO, ""),
        copy=words.get(_COPY, ""),
        date=format_datetime(when) if isinstance(when, datetime) and when.year > 1601 else "",
        subject=str(_value(message, "subject") or ""),
        plain=_body(message, plain, html),
        html=html if isinstance(html, bytes) else str(html).encode("utf-8", "replace"),
        attachments=tuple(_attachments(message)),
    )


def _body(message: Any, plain: Any, html: Any) -> str:
    """The plain body; that of the RTF where there is neither another."""
    words = plain.decode("utf-8", "replace") if isinstance(plain, bytes) else str(plain)
    from sayso.read.foreign import rich_text  # noqa: PLC0415 - loads a large library

    rich = b"" if words.strip() or html else _value(message, "rtf_body")
    return rich_text(rich) if isinstance(rich, bytes) and rich else words


def _value(thing: Any, name: str) -> Any:
    """A property that may be missing or damaged."""
    try:
        return getattr(thing, name)
    except _BROKEN:
        return None


def _texts(thing: Any) -> dict[int, str]:
    """The first value of every property that is words, by its number."""
    found: dict[int, str] = {}
    for at in range(_number(thing, "number_of_record_sets")):
        try:
            records = thing.get_record_set(at)
            for place in range(records.number_of_entries):
                entry = records.get_entry(place)
                if entry.value_type in {0x1E, 0x1F}:
                    found.setdefault(entry.entry_type, entry.data_as_string or "")
        except _BROKEN:
            continue
    return found


def _attachments(message: Any) -> Iterator[Attachment]:
    for at in range(_number(message, "number_of_attachments")):
        try:
            attachment = message.get_attachment(at)
            words = _texts(attachment)
            name = words.get(_LONG_NAME) or words.get(_SHORT_NAME) or f"attachment-{at + 1}"
            data = attachment.read_buffer(attachment.size) if attachment.size else b""
        except _BROKEN:
            continue
        if data:
            yield Attachment(name, data)
