"""The writer's lock: one writer a case, held by the operating system, so that a dead one never keeps it."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sayso.store import faults
from sayso.store.whole import write_whole

LOCK, HOLDER = "writer.lock", "writer.pid"
"""The locked file, and beside it who holds it; Windows lets nobody read a locked file."""


class WriterLock:
    """Held from ``take`` to ``release``.

    The file beside it names process and host, and is removed on release; a killed writer leaves it behind until the
    next one comes.
    """

    def __init__(self, case: Path) -> None:
        self._lock = FileLock(str(case / LOCK), timeout=0, mode=0o600, thread_local=False)
        self._holder = case / HOLDER

    def take(self) -> None:
        """Takes the lock.

        :raises AskedWrongly: ``case_busy`` naming who holds it; ``case_unwritable``.
        """
        with faults.disk_faults():
            try:
                self._lock.acquire()
            except Timeout as error:
                raise faults.case_busy(holder(self._holder.parent)) from error
        with suppress(OSError):  # a courtesy: no room for it must not keep anybody from making room
            self._holder.unlink(missing_ok=True)
            # A writer killed while it said who it was leaves a part, which names process and host.
            for part in self._holder.parent.glob(f"{HOLDER}.*"):
                part.unlink(missing_ok=True)
            write_whole(self._holder, f"{os.getpid()} {platform.node()}\n".encode())

    def release(self) -> None:
        """Lets the next writer in; a second call does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink(missing_ok=True)
            self._lock.release()


def holder(case: Path) -> str:
    """The words a message uses for whoever holds the lock of ``case``."""
    try:
        pid, _, host = (case / HOLDER).read_text(encoding="utf-8", errors="replace")[:200].strip().partition(" ")
    except OSError:
        return faults.other_process("", "")
    return faults.other_process(pid, host)
