"""Zip archives: each file a member; nothing is written but what the caps allow."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from typing import cast

import pyzipper

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker, text_name
from sayso.read.passwords import offered
from sayso.read.sink import MemberSink

CHUNK_BYTES = 256 * 1024
BROKEN = (
    *(zipfile.BadZipFile, pyzipper.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError),
    *(struct.error, IndexError),
)
"""What the standard library, and the one that knows the newer lock, raise for damaged archives."""
_ENCRYPTED = 0x1
_PACKINGS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99))
"""What the standard library unpacks, and a lock."""
_NEW_LOCK = 99
_UTF8 = 0x800


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive in ``data``.

    :raises BadDocument: ``damaged`` where it has no readable directory.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*BROKEN, NotImplementedError) as error:
        raise BadDocument("damaged") from error


def read_zip(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The members of a zip archive, in the order of its directory.

    :raises BadDocument: ``damaged`` where it has no readable directory.
    """
    with _open(data) as archive:
        if any(info.compress_type not in _PACKINGS for info in archive.infolist()):
            from sayso.read.archives import read_archive  # noqa: PLC0415 - for rare packings alone

            return read_archive(data, media_type, out, limits)
        taker = Taker(out, limits, len(data))
        for info in archive.infolist():
            if info.is_dir():
                continue
            if taker.full:
                return taker.reading(media_type, "too_many_members")
            _take(archive, info, taker)
    return taker.reading(media_type)


def _open(data: bytes) -> zipfile.ZipFile:
    """The archive, by a library that knows the newer lock where a member is under it."""
    archive = open_zip(data)
    if not offered() or all(info.compress_type != _NEW_LOCK for info in archive.infolist()):
        return archive
    try:
        return cast("zipfile.ZipFile", pyzipper.AESZipFile(io.BytesIO(data)))
    except (*BROKEN, NotImplementedError) as error:
        raise BadDocument("damaged") from error


def _take(archive: zipfile.ZipFile, info: zipfile.ZipInfo, taker: Taker) -> None:
    name = _name(info)
    mode = info.external_attr >> 16
    password = _password(archive, info) if info.flag_bits & _ENCRYPTED else b""
    if password is None:
        taker.refuse(name, "encrypted", info.file_size)
    elif stat.S_ISLNK(mode):
        taker.refuse(name, "link", info.file_size)
    elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        taker.refuse(name, "device")
    else:
        taker.take(name, chunks_of(archive, info, password))


def _password(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """Which of the passwords offered opens a member: a wrong one may pass the archive's first check, never its sum."""
    written = (form for word in offered() for form in (word.encode("utf-8"), word.encode("cp437", "replace")))
    for password in dict.fromkeys((archive.pwd, *written) if archive.pwd else written):
        try:
            deque(chunks_of(archive, info, password), maxlen=0)
        except BadDocument:
            continue
        # Most archives have one password for all that is in them: it is tried first from now on.
        archive.setpassword(password)
        return password
    return None


def chunks_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes = b"") -> Iterator[bytes]:
    """The bytes of one member, piece by piece.

    :raises BadDocument: ``damaged``, or ``unsupported`` for a packing that is not known here.
    """
    try:
        with archive.open(info, pwd=password or None) as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except NotImplementedError as error:
        raise BadDocument("unsupported") from error
    except RuntimeError as error:
        raise BadDocument("encrypted") from error
    except BROKEN as error:
        raise BadDocument("damaged") from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: UTF-8 was often written without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return text_name(info.filename.encode("cp437"), "cp437")
    except UnicodeEncodeError:
        return info.filename
