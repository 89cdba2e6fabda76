"""Files written as letters (uuencode): what they hold is a member under the name they give it."""

from __future__ import annotations

import binascii
import re

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker, text_name
from sayso.read.sink import MemberSink

_BEGIN = re.compile(rb"(?m)^begin(-base64)? [0-7]{3,4} ([^\r\n]+)\r?\n")


def read_encoded(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The file inside; several of them, one after another.

    :raises BadDocument: ``damaged`` where no file opens.
    """
    taker = Taker(out, limits, len(data))
    for match in _BEGIN.finditer(data):
        if taker.full:
            return taker.reading(media_type, "too_many_members")
        name = text_name(match.group(2).strip())
        body = _base64(data, match.end()) if match.group(1) else _lines(data, match.end())
        if body is None:
            taker.refuse(name, "damaged")
        else:
            taker.take(name if name != "-" else "unnamed", [body])
    if not taker.members:
        raise BadDocument("damaged")
    return taker.reading(media_type)


def _base64(data: bytes, start: int) -> bytes | None:
    end = data.find(b"\n====", start)
    try:
        return binascii.a2b_base64(data[start : end if end > 0 else len(data)])
    except binascii.Error:
        return None


def _lines(data: bytes, start: int) -> bytes | None:
    found = []
    while start < len(data):
        end = data.find(b"\n", start)
        line = data[start : end if end >= 0 else len(data)].rstrip(b"\r")
        start = end + 1 if end >= 0 else len(data)
        if line.strip() == b"end":
            break
        try:
            found.append(_line(line))
        except binascii.Error:
            return None
    return b"".join(found)


def _line(line: bytes) -> bytes:
    """One line; some writers pad it with rubbish, so that its own count is believed."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        count = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
        return binascii.a2b_uu(line[:count])
