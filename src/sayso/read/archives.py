"""Archives that are neither zip nor tar: 7z, RAR, CAB, LHA, cpio, ar, RPM, XAR and what else libarchive knows."""

from __future__ import annotations

import io
import re
import stat
import warnings
from collections.abc import Iterator
from typing import Any

import archi

from sayso.errors import BadDocument
from sayso.model.reading import Reading
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.passwords import offered
from sayso.read.sink import MemberSink

CHUNK_BYTES = 256 * 1024
_BROKEN = (archi.Error, archi.TemporaryError, OSError, ValueError, AssertionError, UnicodeError)
_LOCKED = re.compile(r"encrypt|passphrase", re.IGNORECASE)
_UNKNOWN = re.compile(r"unsupported|not (?:currently )?supported|unrecognized", re.IGNORECASE)
_VOLUME = re.compile(r"multivolume|multi-volume|truncated rar|crc error", re.IGNORECASE)
SEVEN_ZIP = "application/x-7z-compressed"


def read_archive(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Reading:
    """The members of an archive in its order; those before a damaged or locked place are kept.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``unsupported`` where nothing can be read.
    """
    if media_type == SEVEN_ZIP:
        from sayso.read.sevenzip import is_locked, read_locked  # noqa: PLC0415 - for this packing alone

        if is_locked(data):
            return read_locked(data, media_type, out, limits, offered())
    return _read(data, media_type, Taker(out, limits, len(data)))


def _read(data: bytes, media_type: str, taker: Taker) -> Reading:
    with warnings.catch_warnings():
        # It tells what it makes of odd files by warnings; what matters is in the reading.
        warnings.simplefilter("ignore")
        try:
            for entry in archi.Archive(io.BytesIO(data)):
                if taker.full:
                    return taker.reading(media_type, "too_many_members")
                _take(entry, taker)
        except _BROKEN as error:
            reason = _reason(error, data)
            if not taker.members:
                raise BadDocument(reason) from error
            return taker.reading(media_type, reason)
    return taker.reading(media_type)


def _take(entry: Any, taker: Taker) -> None:
    name, mode = str(entry.filename or "unnamed"), int(entry.mode or 0)
    if stat.S_ISDIR(mode) or name.endswith("/"):
        return
    if stat.S_ISLNK(mode):
        taker.refuse(name, "link")
    elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        taker.refuse(name, "device")
    else:
        taker.take(name, _chunks(entry))


def _chunks(entry: Any) -> Iterator[bytes]:
    while chunk := entry.read(CHUNK_BYTES):
        yield chunk


def _reason(error: Exception, data: bytes) -> str:
    """What an error of the library means for a person."""
    told = str(error)
    if _LOCKED.search(told):
        return "encrypted"
    if data.startswith(b"Rar!") and _VOLUME.search(told):
        return "split_archive"
    return "unsupported" if _UNKNOWN.search(told) and "Unrecognized archive" not in told else "damaged"
