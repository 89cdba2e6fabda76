"""Letters taken from Outlook's own containers, written as e-mail so that one reader reads them all."""

from __future__ import annotations

import email.parser
import re
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import formataddr
from typing import NamedTuple

_ROUTE = ("From", "To", "Cc", "Date", "Subject")
_KEPT = (
    "Received",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Reply-To",
    "X-Originating-IP",
    "X-Mailer",
    "User-Agent",
)
_SPACE = re.compile(r"[\x00-\x20\x7f]+")


class Attachment(NamedTuple):
    """A file that came with a letter."""

    name: str
    data: bytes


class Letter(NamedTuple):
    """What a container tells of a letter; ``headers`` are those it travelled with, where they were kept."""

    headers: str
    sender: str
    address: str
    to: str
    copy: str
    date: str
    subject: str
    plain: str
    html: bytes
    attachments: tuple[Attachment, ...]


def as_email(letter: Letter) -> bytes:
    """The letter in the form of RFC 822; the same bytes for the same letter."""
    message = MIMEMultipart("mixed", boundary="=_letter")
    travelled = email.parser.HeaderParser(policy=compat32).parsestr(letter.headers)
    own = {
        "From": formataddr((_line(letter.sender), _line(letter.address))) if letter.address else _line(letter.sender),
        "To": _line(letter.to),
        "Cc": _line(letter.copy),
        "Date": letter.date,
        "Subject": _line(letter.subject),
    }
    for name in _ROUTE:
        _set(message, name, _header(travelled, name) or own[name])
    for name in _KEPT:
        for value in travelled.get_all(name, []):
            _set(message, name, _line(str(value)))
    if letter.plain.strip():
        message.attach(MIMEText(_known(letter.plain), "plain", "utf-8"))
    elif letter.html.strip():
        message.attach(_html(letter.html))
    for attached in letter.attachments:
        file = MIMEApplication(attached.data)
        file.add_header("Content-Disposition", "attachment", filename=("utf-8", "", _line(attached.name)))
        message.attach(file)
    return message.as_bytes()


def _html(data: bytes) -> Message:
    """A page as a part; it says its own encoding, if any."""
    declared = re.search(rb"(?i)charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096])
    part = MIMEApplication(data)
    part.replace_header("Content-Type", "text/html")
    if declared:
        part.set_param("charset", declared.group(1).decode("ascii"))
    return part


def _header(travelled: Message, name: str) -> str:
    return _line(str(travelled.get(name, "")))


def _set(message: Message, name: str, value: str) -> None:
    if value:
        message[name] = value if value.isascii() else Header(_known(value), "utf-8", maxlinelen=10_000).encode()


def _line(value: str) -> str:
    return _SPACE.sub(" ", value).strip()


def _known(value: str) -> str:
    """Without lone surrogates, which no encoding carries."""
    return value.encode("utf-8", "replace").decode("utf-8")
