"""An answer from the child is untrusted: nothing in it is believed before it is checked here."""

from __future__ import annotations

import math
import re
import struct

import msgspec

from sayso.errors import REASONS
from sayso.model import codec
from sayso.model.document import Content
from sayso.model.reading import Member, Reading
from sayso.model.span import Span
from sayso.read.finish import MAX_HEAD_CHARS, MAX_PROPERTIES
from sayso.read.limits import Limits

_ROW = struct.Struct("<IIffffB")
_DIGEST = re.compile(r"[0-9a-f]{64}|")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MEDIA = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,120}")


class Untrusted(Exception):  # noqa: N818 - it is the answer that is untrusted
    """An answer that contradicts itself or its limits."""


def checked(untrusted: bytes, limits: Limits) -> Reading:
    """The reading that an answer holds, if everything in it fits together.

    :raises Untrusted: where it does not.
    """
    try:
        reading = codec.from_bytes(untrusted, Reading)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Untrusted from error
    _must(reading.reason is None or reading.reason in REASONS)
    _must((reading.status == "failed") <= (reading.content is None and reading.reason is not None))
    _must(bool(_MEDIA.fullmatch(reading.media_type)))
    _must(len(reading.members) <= limits.max_members and all(map(_is_member, reading.members)))
    _must(len(reading.unread_pages) <= limits.max_pages and all(n >= 1 for n in reading.unread_pages))
    _must(len(reading.properties) <= MAX_PROPERTIES and all(map(_is_property, reading.properties)))
    if reading.content:
        _check_content(reading.content, limits)
    return reading


def _must(holds: bool) -> None:
    if not holds:
        raise Untrusted


def _is_member(member: Member) -> bool:
    named = 0 < len(member.name) <= 4000 and not member.name.startswith("/") and "\x00" not in member.name
    inside = ".." not in member.name.split("/")
    whole = bool(_DIGEST.fullmatch(member.sha256)) and bool(member.sha256) == (member.reason is None)
    return named and inside and whole and member.bytes >= 0 and (member.reason is None or member.reason in REASONS)


def _is_property(pair: tuple[str, str]) -> bool:
    return all(0 < len(value) <= MAX_HEAD_CHARS and "\n" not in value for value in pair)


def _check_content(content: Content, limits: Limits) -> None:
    length = len(content.text)
    _must(length <= limits.max_text_bytes and 0.0 <= content.quality <= 1.0)
    _must(all(_is_inside(m.span, length) and m.span.of(content.text) == m.text for m in content.markings))
    _must(len(content.parts) <= limits.max_parts and all(_is_inside(p.span, length) for p in content.parts))
    _must(all(day is None or bool(_DAY.fullmatch(day)) for day in (content.published, *_days(content))))
    _must(len(content.pages) <= limits.max_pages)
    _check_pages(content, length)


def _days(content: Content) -> list[str | None]:
    return [part.published for part in content.parts]


def _check_pages(content: Content, length: int) -> None:
    number, reached = 0, 0
    for page in content.pages:
        _must(page.number > number and page.span.start >= reached and _is_inside(page.span, length))
        _must(all(size is None or (math.isfinite(size) and size >= 0) for size in (page.width, page.height)))
        _must(_are_words(page.words, page.span))
        number, reached = page.number, page.span.end


def _are_words(words: bytes, page: Span) -> bool:
    if len(words) % _ROW.size:
        return False
    for start, end, x0, y0, x1, y1, confidence in _ROW.iter_unpack(words):
        if not page.start <= start <= end <= page.end or confidence > 100:
            return False
        if not (math.isfinite(x0 + y0 + x1 + y1)):
            return False
    return True


def _is_inside(span: Span, length: int) -> bool:
    return 0 <= span.start <= span.end <= length
