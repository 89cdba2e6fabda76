"""Exported chats: each message is a part whose author is its sender, with the day on which it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
from lxml import etree, html

from sayso.errors import BadDocument
from sayso.model.document import Part
from sayso.model.span import Span
from sayso.read.decode import decode
from sayso.read.limits import Limits
from sayso.read.outcome import Draft, Head

MIN_MESSAGES = 3
"""Fewer lines of this form than this are no chat."""
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?P<a>\d{1,4})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{2,4})"
_BARE_DAY = _DAY.replace("?P<", "?P<x").replace("?P=", "?P=x")
_LINE = re.compile(
    rf"(?m)^\u200e?(?:\[{_DAY}\.?,? +{_CLOCK}\] (?:- )?|{_BARE_DAY},? +{_CLOCK} - )"
    r"\u200e?(?:(?P<who>[^:\n]{1,80}): )?"
)
_TELEGRAM = (b'class="from_name"', b"pull_right date details")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DOTTED = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


class Message(NamedTuple):
    """One message of a chat that is no text by itself."""

    sender: str
    when: str
    """As it shall stand in the text, its day first (YYYY-MM-DD)."""
    words: str


def find_chat(text: str) -> tuple[Part, ...]:
    """The messages of a chat exported as lines (WhatsApp, and Signal's exporters); empty where the text is none."""
    opening = text[:4096].lstrip("\ufeff\n\r ")
    if not _LINE.match(opening):
        return ()
    found = list(_LINE.finditer(text))
    if len(found) < MIN_MESSAGES or sum(1 for m in found if m["who"]) < MIN_MESSAGES:
        return ()
    days = _days([_numbers(m) for m in found])
    ends = [m.start() for m in found[1:]] + [len(text)]
    return tuple(
        Part(span=Span(m.start(), end), kind="message", author=m["who"].strip(), published=day)
        for m, end, day in zip(found, ends, days, strict=True)
        if m["who"]
    )


def read_json(data: bytes, media_type: str, limits: Limits) -> Draft:
    """Telegram's export as a chat; any other JSON as it stands.

    :raises BadDocument: ``damaged`` where the bytes are not text.
    """
    if b'"messages"' in data and b'"date"' in data:
        chats = list(_telegram(data))
        if chats:
            return chat_draft(chats, media_type, limits)
    return Draft(media_type=media_type, text=decode(data))


def is_telegram_page(data: bytes) -> bool:
    """Whether a web page is one of Telegram's export."""
    return all(mark in data for mark in _TELEGRAM)


def read_telegram_page(data: bytes, media_type: str, limits: Limits) -> Draft:
    """A page of Telegram's export as a chat.

    :raises BadDocument: ``damaged``.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadDocument("damaged") from error
    title = " ".join(_of_class(tree, "text bold"))[:200].strip()
    return chat_draft([(title, list(_page_messages(tree)))], media_type, limits)


def chat_draft(chats: Sequence[tuple[str, Sequence[Message]]], media_type: str, limits: Limits) -> Draft:
    """Chats as a text, a message a paragraph, its time and sender before it."""
    pieces: list[str] = []
    parts: list[Part] = []
    length = 0
    for title, messages in chats:
        for line, message in [(title, None), *((None, m) for m in messages)]:
            told = f"[{message.when}] {message.sender}: {message.words}" if message else line or ""
            if not told.strip():
                continue
            if message:
                day = message.when[:10] if _ISO.match(message.when) else None
                span = Span(length, length + len(told) + 1)
                parts.append(Part(span=span, kind="message", author=message.sender or None, published=day))
            pieces.append(told + "\n\n")
            length += len(told) + 2
    many = len(parts) > limits.max_parts
    head = Head(title=chats[0][0] or None) if len(chats) == 1 else Head()
    text = "".join(pieces).rstrip("\n") + "\n" if pieces else ""
    return Draft(media_type=media_type, text=text, head=head, parts=() if many else tuple(parts))


def _numbers(match: re.Match[str]) -> tuple[int, int, int, str]:
    a, b, c, sep = (match[name] or match[f"x{name}"] for name in ("a", "b", "c", "sep"))
    return int(a), int(b), int(c), sep


def _days(numbers: Sequence[tuple[int, int, int, str]]) -> list[str | None]:
    """The days of all messages in the one order of day and month that fits them all; None where either does."""
    if all(a > 31 for a, _, _, _ in numbers):
        return [_day(a, b, c) for a, b, c, _ in numbers]
    first = [_day(c, b, a) for a, b, c, _ in numbers]
    second = [_day(c, a, b) for a, b, c, _ in numbers]
    dotted = numbers[0][3] == "."
    fits, other = (_is_in_order(days) for days in (first, second))
    if fits and (dotted or not other or first == second):
        return first
    if other and not fits:
        return second
    return [a if a == b else None for a, b in zip(first, second, strict=True)]


def _is_in_order(days: Sequence[str | None]) -> bool:
    told = [day for day in days if day]
    return len(told) == len(days) and all(a <= b for a, b in pairwise(told))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def _telegram(data: bytes) -> Iterator[tuple[str, list[Message]]]:
    try:
        found: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return
    inner = found.get("chats") if isinstance(found, dict) else None
    chats = inner.get("list") if isinstance(inner, dict) else [found]
    for chat in chats if isinstance(chats, list) else ():
        listed = chat.get("messages") if isinstance(chat, dict) else None
        messages = [m for entry in listed if (m := _message(entry))] if isinstance(listed, list) else []
        if len(messages) >= 1:
            yield str(chat.get("name") or ""), messages


def _message(entry: Any) -> Message | None:
    """One message of Telegram's export; what was joined, left or pinned is none."""
    if not isinstance(entry, dict) or entry.get("type") != "message" or "from" not in entry:
        return None
    words = _plain(entry.get("text"))
    extras = [f"forwarded from {entry['forwarded_from']}"] if entry.get("forwarded_from") else []
    extras += [f"{kind}: {entry[kind]}" for kind in ("file", "photo") if isinstance(entry.get(kind), str)]
    told = " ".join([*(f"({extra})" for extra in extras), words]).strip()
    if not told:
        return None
    return Message(str(entry["from"] or "unnamed"), str(entry.get("date") or "")[:16].replace("T", " "), told)


def _plain(text: Any) -> str:
    if isinstance(text, list):
        return "".join(_plain(piece.get("text") if isinstance(piece, dict) else piece) for piece in text)
    return text if isinstance(text, str) else ""


def _page_messages(tree: Any) -> Iterator[Message]:
    sender = ""
    for node in tree.iter("div"):
        classes = (node.get("class") or "").split()
        if "message" not in classes or "default" not in classes:
            continue
        # A message that follows another of the same sender does not name him again.
        sender = next(iter(_of_class(node, "from_name")), "") or sender
        times = [d.get("title", "") for d in node.iter("div") if "date" in (d.get("class") or "").split()]
        words = " ".join(_of_class(node, "text"))
        if words:
            yield Message(sender or "unnamed", _turned(times[0] if times else ""), words)


def _of_class(node: Any, name: str) -> list[str]:
    return [
        " ".join(d.text_content().split())
        for d in node.iter("div")
        if set(name.split()) <= set((d.get("class") or "").split())
    ]


def _turned(when: str) -> str:
    """Telegram's ``03.05.2021 10:11:12 UTC`` with its day first."""
    return _DOTTED.sub(r"\3-\2-\1", when[:16])
