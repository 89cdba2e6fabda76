"""The originals: each kept once under the digest of its bytes, read-only, never changed."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sayso.store import faults
from sayso.store.whole import sync_folder

BLOCK_BYTES = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Stored(NamedTuple):
    """A blob as it was put: the SHA-256 of its bytes in hexadecimal, and how many there are."""

    sha256: str
    bytes: int


class Blobs:
    """``blobs/ab/<sha256>`` in a case; new ones come by way of ``tmp`` and one rename."""

    def __init__(self, folder: Path, tmp: Path) -> None:
        self._folder = folder
        self._tmp = tmp

    def put(self, stream: BinaryIO) -> Stored:
        """Keeps the rest of ``stream``, safe on disk on return; memory holds one block of it.

        :raises AskedWrongly: ``disk_full``, ``case_unwritable``. An error of the stream's own passes.
        """
        part = self._tmp / f"blob-{secrets.token_hex(8)}"
        try:
            stored = _copy(stream, part)
            with faults.disk_faults():
                self._keep(part, stored)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return stored

    def path(self, sha256: str) -> Path:
        """Where the blob lies.

        :raises OurFault: ``blob_missing``; ``case_tampered`` where something other than a plain file stands there.
        """
        place = self._place(sha256)
        try:
            mode = place.lstat().st_mode
        except OSError as error:
            raise faults.blob_missing() from error
        if not stat.S_ISREG(mode):
            raise faults.case_tampered("a link stands where an original was")
        return place

    def has(self, sha256: str, size: int | None = None) -> bool:
        """Whether the blob is there; with ``size`` in bytes, whether it is there whole."""
        found = _size(self._place(sha256))
        return found is not None and size in (None, found)

    def all(self) -> Iterator[str]:
        """The digests of all blobs, sorted."""
        for folder in _sorted(self._folder):
            yield from (name.name for name in _sorted(folder) if _DIGEST.fullmatch(name.name))

    def erase(self, sha256: str) -> None:
        """Overwrites the blob and removes it; one that is not there is passed over.

        Overwriting reaches the bytes on a plain disk, not the old copies that some drives and file systems keep.
        """
        place, doomed = self._place(sha256), self._tmp / f"gone-{secrets.token_hex(8)}"
        with faults.disk_faults():
            try:
                place.chmod(0o600)
                place.replace(doomed)
            except FileNotFoundError:
                return
            _overwrite(doomed)
            doomed.unlink()
            with suppress(OSError):
                place.parent.rmdir()

    def damaged(self, sha256: str) -> bool:
        """Whether the bytes no longer give their name; reads them all.

        :raises OurFault: as ``path``.
        """
        digest = hashlib.sha256()
        with self.path(sha256).open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                digest.update(block)
        return digest.hexdigest() != sha256

    def strangers(self) -> int:
        """How many entries stand among the blobs that Sayso did not put there."""
        count = 0
        for folder in _entries(self._folder):
            if not folder.is_dir(follow_symlinks=False):
                count += 1
                continue
            for entry in _entries(folder.path):
                fits = _DIGEST.fullmatch(entry.name) and entry.name.startswith(folder.name)
                count += not (fits and entry.is_file(follow_symlinks=False))
        return count

    def _place(self, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise faults.blob_missing()
        return self._folder / sha256[:2] / sha256

    def _keep(self, part: Path, stored: Stored) -> None:
        place = self._place(stored.sha256)
        if _size(place) == stored.bytes:
            return
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if _size(place) is not None:
            place.chmod(0o600)  # a damaged one makes way; Windows replaces no read-only file
        part.chmod(0o400)
        part.replace(place)
        sync_folder(place.parent)


def _copy(stream: BinaryIO, part: Path) -> Stored:
    digest, size = hashlib.sha256(), 0
    with faults.disk_faults():
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb", buffering=0) as file:
        while block := stream.read(BLOCK_BYTES):
            digest.update(block)
            size += len(block)
            with faults.disk_faults():
                _write_all(file.fileno(), block)
        with faults.disk_faults():
            os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def _write_all(handle: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _size(path: Path) -> int | None:
    """Size of a plain file in bytes; None for anything else."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _overwrite(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        while left > 0:
            left -= os.write(file.fileno(), bytes(min(left, BLOCK_BYTES)))
        os.fsync(file.fileno())


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []


def _sorted(folder: Path) -> list[Path]:
    return [Path(entry.path) for entry in _entries(folder)] if folder.is_dir() else []
