"""Mailboxes in mbox form: each message is a member, numbered in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.sink import MemberSink

_FROM = re.compile(rb"(?m)^From [^\r\n]*\r?\n(?=[!-9;-~]+:|[ \t]|>From )")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")


def read_mailbox(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The messages of an mbox file as ``0001.eml``, ``0002.eml``, ...; ``>From`` at a line's head is undone.

    :raises BadDocument: ``damaged`` where no message opens.
    """
    starts = [match.span() for match in _FROM.finditer(data)]
    if not starts:
        raise BadDocument("damaged")
    taker = Taker(out, limits, len(data))
    for number, message in enumerate(_messages(data, starts), 1):
        if taker.full:
            return taker.reading(media_type, "too_many_members")
        taker.take(f"{number:04d}.eml", [message])
    return taker.reading(media_type)


def _messages(data: bytes, starts: list[tuple[int, int]]) -> Iterator[bytes]:
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for (_, body), end in zip(starts, ends, strict=True):
        yield _ESCAPED.sub(rb"\1", data[body:end].rstrip(b"\r\n") + b"\n")
