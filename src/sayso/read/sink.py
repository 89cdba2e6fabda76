"""Where the members of a holder go: a folder for the child, memory for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol


class MemberSink(Protocol):
    """Takes the bytes of members, in order; member number i becomes file ``i``."""

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keeps the next member; its SHA-256 and its size in bytes."""

    def skip(self) -> None:
        """Counts a member whose bytes are not taken out."""


class FolderSink:
    """Members as files named ``0``, ``1``, ... in a folder that exists."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Writes the next member; nothing stays if ``chunks`` raises."""
        path = self._folder / str(self._count)
        digest, size = hashlib.sha256(), 0
        try:
            with path.open("xb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self._count += 1
        return digest.hexdigest(), size

    def skip(self) -> None:
        """Leaves a gap in the numbering."""
        self._count += 1


class MemorySink:
    """Members in a list; None where one was not taken out."""

    def __init__(self) -> None:
        self.members: list[bytes | None] = []

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keeps the next member in memory."""
        data = b"".join(chunks)
        self.members.append(data)
        return hashlib.sha256(data).hexdigest(), len(data)

    def skip(self) -> None:
        """Leaves a gap in the numbering."""
        self.members.append(None)
