"""Locked 7z archives: opened with the first password that fits."""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Sequence
from typing import Any

import py7zr
from py7zr.exceptions import ArchiveError, PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.sink import MemberSink

_BROKEN = (
    *(ArchiveError, lzma.LZMAError, zlib.error, OSError, ValueError, EOFError, struct.error, IndexError, KeyError),
    *(TypeError, AttributeError, AssertionError),
)
"""What the library raises on a damaged archive, or under a wrong password."""


def is_locked(data: bytes) -> bool:
    """Whether an archive needs a password; one that cannot be opened at all is not locked."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
            return bool(archive.needs_password())
    except PasswordRequired:
        return True
    except _BROKEN:
        return False


def read_locked(data: bytes, media_type: str, out: MemberSink, limits: Limits, passwords: Sequence[str]) -> Reading:
    """The members of a locked archive.

    :raises BadDocument: ``encrypted`` where no password fits, ``expands_too_far``.
    """
    for password in passwords:
        files = _opened(data, password, limits)
        if files is not None:
            taker = Taker(out, limits, len(data))
            for name, body in files:
                taker.take(name, [body])
            return taker.reading(media_type)
    raise BadDocument("encrypted")


def _opened(data: bytes, password: str, limits: Limits) -> list[tuple[str, bytes]] | None:
    try:
        with py7zr.SevenZipFile(io.BytesIO(data), password=password) as archive:
            listed = [info for info in archive.list() if not info.is_directory]
            room = min(limits.max_unpacked_bytes, limits.memory_bytes // 4)
            if len(listed) > limits.max_members or sum(info.uncompressed or 0 for info in listed) > room:
                raise BadDocument("expands_too_far")
            factory = _Factory(room)
            archive.extractall(factory=factory)
    except (PasswordRequired, *_BROKEN):
        return None
    return [(name, bytes(file.data)) for name, file in factory.files.items()]


class _File(Py7zIO):
    """A member in memory."""

    def __init__(self, factory: _Factory) -> None:
        self.data = bytearray()
        self._factory = factory

    def write(self, s: bytes | bytearray) -> int:
        self._factory.room -= len(s)
        if self._factory.room < 0:
            raise BadDocument("expands_too_far")
        self.data += s
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return bytes(self.data if size is None else self.data[:size])

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - the library asks for it and never uses it
        return offset

    def flush(self) -> None:
        """Nothing waits."""

    def size(self) -> int:
        return len(self.data)


class _Factory(WriterFactory):
    """Gives each member a place in memory."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.files: dict[str, _File] = {}

    def create(self, filename: str) -> Any:
        self.files[filename] = _File(self)
        return self.files[filename]
