"""Tar archives and packed single files: unpacked as a stream, so that a bomb is stopped as it grows."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO, cast

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.sink import MemberSink

CHUNK_BYTES = 256 * 1024
BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, IndexError)
"""What the standard library raises for damaged streams."""
_PACKED_SUFFIXES = ("gz", "tgz", "bz2", "tbz", "tbz2", "xz", "txz", "lzma")


def read_tar(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The members of a tar archive, in order; those before a damaged place are kept.

    :raises BadDocument: ``damaged`` where nothing can be read.
    """
    return _members(io.BytesIO(data), media_type, Taker(out, limits, len(data)), limits)


def read_packed(data: bytes, name: str, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The tar or the single file inside a gzip, bzip2 or xz file; ``name`` gives a single file its suffix.

    :raises BadDocument: ``damaged`` where nothing can be unpacked.
    """
    taker = Taker(out, limits, len(data))
    opening = _opening(data)
    if is_tar(opening):
        return _members(_unpacked(data), media_type, taker, limits)
    stopped: list[str] = []
    taker.take(_inner_name(name), _chunks(_unpacked(data), stopped))
    return taker.reading(media_type, stopped[0] if stopped else None)


def is_tar(opening: bytes) -> bool:
    """Whether the first 512 bytes are a tar header: its sum is right."""
    if len(opening) < tarfile.BLOCKSIZE:
        return False
    try:
        tarfile.TarInfo.frombuf(opening[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, IndexError):
        return False
    return True


def _opening(data: bytes) -> bytes:
    try:
        with _unpacked(data) as stream:
            return stream.read(tarfile.BLOCKSIZE)
    except BROKEN as error:
        raise BadDocument("damaged") from error


def _unpacked(data: bytes) -> IO[bytes]:
    if data.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=io.BytesIO(data)))
    if data.startswith(b"BZh"):
        return cast("IO[bytes]", bz2.BZ2File(io.BytesIO(data)))
    return cast("IO[bytes]", lzma.LZMAFile(io.BytesIO(data)))


def _members(stream: IO[bytes], media_type: str, taker: Taker, limits: Limits) -> Reading:
    room = _Metered(stream, max(limits.free_unpacked_bytes, limits.max_unpacked_bytes))
    seen = False
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", room), mode="r|", errorlevel=0) as archive:
            for info in archive:
                seen = True
                if info.isdir():
                    continue
                if taker.full:
                    return taker.reading(media_type, "too_many_members")
                _take(archive, info, taker)
    except BROKEN as error:
        if not seen:
            raise BadDocument("damaged") from error
        return taker.reading(media_type, "damaged")
    return taker.reading(media_type)


def _take(archive: tarfile.TarFile, info: tarfile.TarInfo, taker: Taker) -> None:
    if info.issym() or info.islnk():
        taker.refuse(info.name, "link")
    elif not info.isfile():
        taker.refuse(info.name, "device")
    else:
        file = archive.extractfile(info)
        if file is not None:
            taker.take(info.name, _file_chunks(file))


def _file_chunks(file: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
    except BROKEN as error:
        raise BadDocument("damaged") from error


def _chunks(stream: IO[bytes], stopped: list[str]) -> Iterator[bytes]:
    """What can be unpacked; where the stream breaks off, ``stopped`` is told and what came before is kept."""
    try:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk
    except BROKEN:
        stopped.append("damaged")


def _inner_name(name: str) -> str:
    """A single packed file has no name of its own: ``content`` with the suffix that stands before the packer's."""
    pieces = name.rsplit("/", 1)[-1].lower().split(".")
    if len(pieces) > 1 and pieces[-1] in _PACKED_SUFFIXES:
        pieces.pop()
    suffix = pieces[-1] if len(pieces) > 1 else ""
    return f"content.{suffix}" if 1 <= len(suffix) <= 5 and suffix.isalnum() else "content"


class _Metered:
    """A stream that ends with an error once it has given more than it may."""

    def __init__(self, stream: IO[bytes], room_bytes: int) -> None:
        self._stream = stream
        self._room = room_bytes

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._room -= len(data)
        if self._room < 0:
            raise tarfile.ReadError
        return data
