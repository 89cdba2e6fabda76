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
from threading import Lock, current_thread, main_thread
from types import ModuleType
from typing import Any

_BREAKING = ("SIGINT", "SIGTERM", "SIGHUP")
_hiding = Lock()


class _Worker(SpawnProcess):
    begun: Any = None
    """The process itself, kept although whoever started it was interrupted before learning of it."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - multiprocessing's own name
        with _whole(), _deaf(), _main_hidden():
            process_obj.begun = SpawnProcess._Popen(process_obj)  # noqa: SLF001
        return process_obj.begun


class QuietSpawn(SpawnContext):
    """The context in which workers start; it knows them all, however far their start came."""

    def __init__(self) -> None:
        super().__init__()
        self._workers: list[_Worker] = []

    def Process(self, *given: Any, **named: Any) -> _Worker:  # type: ignore[override]  # noqa: N802
        """A worker, not started yet."""
        self._workers.append(_Worker(*given, **named))
        return self._workers[-1]

    def end(self) -> None:
        """Ends every worker that still runs; one of which only half was started would complain to the terminal."""
        for worker in self._workers:
            if worker.begun is not None and worker.begun.poll() is None:
                worker.begun.kill()
                worker.begun.wait()


@contextmanager
def _whole() -> Iterator[None]:
    """Signals that would break into the main thread wait until the block has ended.

    A process of which only half was started complains to the terminal.
    """
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    numbers = [getattr(signal, name) for name in _BREAKING if hasattr(signal, name)]
    before = {number: handler for number in numbers if callable(handler := signal.getsignal(number))}
    for number in before:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


@contextmanager
def _deaf() -> Iterator[None]:
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
