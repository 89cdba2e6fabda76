"""What holds for the whole process of the command: it ends tidily, and leaves no memory on the disk."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

ENDING = ("SIGTERM", "SIGHUP")
"""Signals that ask a process to end; the second comes when a terminal's window is closed."""


def guarded() -> None:
    """Asked to end, the command ends as after Ctrl-C, temporary files removed; no core dump is written of it."""
    for name in ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup has it ignored: so it stays
            signal.signal(number, _end)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows, which writes none unless told to

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _end(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
    signal.signal(number, signal.SIG_IGN)  # once: tidying up is not to be broken off
    raise KeyboardInterrupt
