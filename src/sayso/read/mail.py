"""E-mail: head lines, the body as sent with the thread below it, attachments as members."""

from __future__ import annotations

import email.parser
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError, MessageError
from email.header import Header, decode_header
from email.message import Message
from email.policy import compat32

from sayso.errors import BadDocument
from sayso.read.decode import decode
from sayso.read.kinds import suffix_for
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.outcome import Draft, Head
from sayso.read.sink import MemberSink
from sayso.read.threads import find_messages, person_of
from sayso.read.webpage import plain_text

HEAD_FIELDS = ("From", "To", "Date", "Subject")
MIN_GUESS_BYTES = 400
_TELLING = ("Received", "Message-ID", "In-Reply-To", "Reply-To", "Sender", "Cc", "Bcc", "X-Originating-IP", "X-Mailer")
MAX_STATIONS = 20
_BROKEN = (MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError)
"""What the standard library's parser raises on malformed mail, besides what it repairs."""


def read_mail(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Draft:
    """The head lines, an empty line and the body of a message; each message of the thread is a part.

    :raises BadDocument: ``damaged`` where the file has neither head nor body.
    """
    message = _parse(data)
    taker = Taker(out, limits, len(data) + limits.free_unpacked_bytes)
    bodies: list[str] = []
    reason = None
    for place, part in enumerate(_leaves(message, limits.max_depth)):
        if _is_body(part):
            bodies.append(_body_text(part))
        elif taker.full:
            reason = "too_many_members"
        else:
            _attach(part, place, taker)
    head_lines = [f"{name}: {value}" for name in HEAD_FIELDS if (value := header_text(message, name))]
    if not message.keys() and not any(body.strip() for body in bodies) and not taker.members:
        raise BadDocument("damaged")
    return replace(_draft(message, head_lines, bodies, media_type, taker), reason=reason)


def header_text(message: Message, name: str) -> str:
    """A header's value on one line, its encoded words decoded; empty where there is none."""
    try:
        value = message.get(name)
        raw = "" if value is None else _decoded(value)
    except _BROKEN:
        raw = ""
    return _unfolded(raw)


def _unfolded(raw: str) -> str:
    """A header on one line, as it was before it was folded."""
    return " ".join(line.strip() for line in raw.replace("\x00", "").splitlines()).strip()


def _parse(data: bytes) -> Message:
    data = data.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
    try:
        return email.parser.BytesParser(policy=compat32).parsebytes(data)
    except _BROKEN as error:
        raise BadDocument("damaged") from error


def _decoded(value: str | Header) -> str:
    raw = _plain_header(value)
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, *_BROKEN):
        return raw
    return "".join(p if isinstance(p, str) else _charset_text(p, charset) for p, charset in pieces)


def _plain_header(value: str | Header) -> str:
    """The header as text; bytes outside ASCII are decoded by look, since nothing says what they are."""
    text = str(value) if isinstance(value, str) else "".join(str(piece) for piece, _ in value._chunks)  # type: ignore[attr-defined] # noqa: SLF001
    data = text.encode("utf-8", "surrogateescape")
    return text if text.isascii() else _lenient(data)


def _charset_text(data: bytes, charset: str | None) -> str:
    if charset and charset.lower() not in {"unknown-8bit", "us-ascii", "ascii"}:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return _lenient(data)


def _lenient(data: bytes) -> str:
    """Bytes of which nothing says what they are; too short for a guess, they are UTF-8 or Western European."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return decode(data) if len(data) >= MIN_GUESS_BYTES else data.decode("cp1252")
    except (BadDocument, UnicodeDecodeError):
        return data.decode("latin-1")


def _leaves(message: Message, depth: int) -> list[Message]:
    """The parts that carry bytes, in order; of alternatives, the plain text if it says anything, else the richest.

    Linear in the parts: each is looked into once, however deep alternatives lie in each other.

    :raises BadDocument: ``too_deep``.
    """
    if depth <= 0:
        raise BadDocument("too_deep")
    if not message.is_multipart() or message.get_content_maintype() == "message":
        return [message]
    inside = [(part, _leaves(part, depth - 1)) for part in message.get_payload() if isinstance(part, Message)]
    if message.get_content_subtype() == "alternative":
        inside = _chosen(inside)
    return [leaf for _, leaves in inside for leaf in leaves]


def _chosen(parts: list[tuple[Message, list[Message]]]) -> list[tuple[Message, list[Message]]]:
    """Of alternatives, each with its leaves, those that are read."""
    plain = [p for p, _ in parts if p.get_content_type() == "text/plain" and _body_text(p).strip()]
    rich = [p for p, leaves in parts if any(map(_is_body, leaves))]
    texts = plain[:1] or rich[-1:] or [p for p, _ in parts[:1]]
    bodiless = [p for p, _ in parts if p not in rich and p not in plain and p.get_content_maintype() != "text"]
    return [each for each in parts if any(each[0] is kept for kept in (*texts, *bodiless))]


def _is_body(part: Message) -> bool:
    if part.get_content_type() not in {"text/plain", "text/html", "text/enriched"} or part.is_multipart():
        return False
    return _disposition(part) != "attachment" and not _file_name(part)


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except _BROKEN:
        return ""


def _file_name(part: Message) -> str:
    try:
        return _unfolded(_decoded(part.get_filename() or ""))
    except _BROKEN:
        return ""


def _body_text(part: Message) -> str:
    data = _payload(part)
    charset = part.get_content_charset()
    text = _charset_text(data, charset)
    if part.get_content_type() == "text/html":
        text = plain_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _BROKEN:
        payload = None
    if isinstance(payload, bytes):
        return payload
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _attach(part: Message, place: int, taker: Taker) -> None:
    name = _file_name(part).replace("\\", "/").rsplit("/", 1)[-1].strip()
    if part.get_content_maintype() == "message" and part.is_multipart():
        inner = [p for p in part.get_payload() if isinstance(p, Message)]
        taker.take(name or f"message-{place}.eml", [_as_bytes(p) for p in inner[:1]])
        return
    suffix = suffix_for(part.get_content_type())
    data = _payload(part)
    if data or name:
        taker.take(name or f"part-{place}{suffix}", [data])


def _as_bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (*_BROKEN, KeyError):
        return b""


def _draft(message: Message, head_lines: list[str], bodies: list[str], media_type: str, taker: Taker) -> Draft:
    body = "\n\n".join(b.strip("\n") for b in bodies if b.strip())
    top = "\n".join(head_lines)
    text = f"{top}\n\n{body}\n" if body else f"{top}\n"
    sender = header_text(message, "From")
    head = Head(
        title=header_text(message, "Subject") or None,
        author=person_of(sender),
        published=_day(header_text(message, "Date")),
    )
    return Draft(
        media_type=media_type,
        text=text,
        head=head,
        parts=find_messages(text, head, start=len(top)),
        members=tuple(taker.members),
        properties=tuple(_route(message)),
    )


def _route(message: Message) -> Iterator[tuple[str, str]]:
    """How a message came, the newest station first, and with what it was written."""
    for name in _TELLING:
        for value in message.get_all(name, [])[:MAX_STATIONS]:
            try:
                yield name.lower(), _unfolded(_decoded(value))
            except _BROKEN:
                continue


def _day(value: str) -> str | None:
    """The day of a Date header in its sender's own time."""
    parsed = email.utils.parsedate_tz(value)
    if not parsed:
        return None
    year, month, day = parsed[:3]
    return f"{year:04d}-{month:02d}-{day:02d}" if 1900 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31 else None
