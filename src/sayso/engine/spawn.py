"""Fresh worker processes that never import the script of whoever called us.

By default a spawned process imports the caller's main module again; a script that adds a pile without the usual guard
would then add it in every worker. Our workers need nothing of it.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock
from types import ModuleType
from typing import Any

_hiding = Lock()


class _Worker(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - multiprocessing's own name
        with _main_hidden(), _unbroken():
            return SpawnProcess._Popen(process_obj)  # noqa: SLF001


class _QuietSpawn(SpawnContext):
    Process = _Worker


def quiet_spawn() -> SpawnContext:
    """The context in which workers start."""
    return _QuietSpawn()


@contextmanager
def _unbroken() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C: whoever started it does, and ends it.

    Else Python itself prints a traceback where the key is pressed before a new process has come so far as to ignore it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _main_hidden() -> Iterator[None]:
    """For the moment of starting a process, the main module is an empty one."""
    with _hiding:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
