"""Web archives (WARC, ARC): each page or file that was answered is a member, named by its address."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.kinds import suffix_for, suffix_of
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.sink import MemberSink

CHUNK_BYTES = 256 * 1024
_BROKEN = (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, IndexError)
_SORTS = frozenset(("response", "resource", "conversion"))
_ODD = re.compile(r"[^\w.-]+")


def read_warc(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """What was answered, in the order of the archive; packed archives too.

    :raises BadDocument: ``damaged`` where nothing can be read.
    """
    taker = Taker(out, limits, len(data))
    try:
        for number, record in enumerate(ArchiveIterator(io.BytesIO(data)), 1):
            if record.rec_type not in _SORTS:
                continue
            if taker.full:
                return taker.reading(media_type, "too_many_members")
            taker.take(_name(record, number), _chunks(record))
    except _BROKEN as error:
        if not taker.members:
            raise BadDocument("damaged") from error
        return taker.reading(media_type, "damaged")
    return taker.reading(media_type)


def _name(record: Any, number: int) -> str:
    address = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or "record"
    held = record.http_headers.get_header("Content-Type") if record.http_headers else None
    declared = (held or record.rec_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    bare = re.sub(r"^\w+:/*", "", address).partition("?")[0].strip("/")
    name = "/".join(_ODD.sub("_", piece) or "_" for piece in bare.split("/")[-6:]).replace("..", "_") or "record"
    known = suffix_for(declared)
    if known and suffix_of(name) != known.lstrip("."):
        name += known
    return f"{number:05d}/{name}"


def _chunks(record: Any) -> Iterator[bytes]:
    stream = record.content_stream()
    try:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk
    except _BROKEN as error:
        raise BadDocument("damaged") from error
