"""The runners: tasks in, results out, a bounded number in flight. A task that dies costs exactly itself.

``Inline`` works in this process (files are still parsed in their confined child); ``Pool`` in processes of its own,
watched by the clock. Results come in any order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from sayso.engine.spawn import QuietSpawn
from sayso.engine.work import Done, Lost, Task, Tools, perform
from sayso.errors import OurFault
from sayso.store.faults import disk_faults

Key = TypeVar("Key")

PER_WORKER = 2
"""Tasks in flight for each worker: one at work, one at hand."""
TASKS_PER_WORKER = 1000
"""A worker is replaced after so many tasks, so that a slow leak never adds up."""


class Progress(NamedTuple):
    """How far a stage is; counts alone, never a name."""

    stage: str
    done: int
    failed: int
    total: int
    pages: int = 0
    """Pages read so far, where the stage reads pages."""


Report = Callable[[Progress], None]


class Runner(Protocol):
    """Something that performs tasks."""

    jobs: int
    """How many processes work at once; 1 where it is this one alone."""

    def run(self, tasks: Iterable[tuple[Key, Task]], total: int) -> Iterator[tuple[Key, Done]]:
        """The result of each task beside the key it came with, in any order; ``tasks`` are taken as they are needed."""


class Inline:
    """Performs tasks one by one in this process: no clock stops an extraction that hangs."""

    jobs = 1

    def run(self, tasks: Iterable[tuple[Key, Task]], total: int) -> Iterator[tuple[Key, Done]]:  # noqa: ARG002
        """The result of each task, in order."""
        tools = Tools()
        try:
            for key, task in tasks:
                with _faults():
                    done = perform(task, tools)
                yield key, done
        finally:
            tools.close()


class Pool:
    """Performs tasks in ``jobs`` processes, started when there is work and ended with it."""

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or cores()

    def run(self, tasks: Iterable[tuple[Key, Task]], total: int) -> Iterator[tuple[Key, Done]]:
        """The result of each task as it comes.

        :raises OurFault: ``workers_failed`` where no process can be started.
        """
        workers = max(1, min(self.jobs, total))
        context = QuietSpawn()
        pool = ProcessPool(max_workers=workers, max_tasks=TASKS_PER_WORKER, context=context)
        try:
            yield from _in_flight(pool, iter(tasks), workers * PER_WORKER)
            pool.close()  # type: ignore[no-untyped-call]
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
            context.end()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_flight(pool: ProcessPool, tasks: Iterator[tuple[Key, Task]], room: int) -> Iterator[tuple[Key, Done]]:
    waiting: dict[Future[Any], Key] = {}
    while True:
        for key, task in islice(tasks, room - len(waiting)):
            waiting[pool.schedule(_in_worker, args=(task,), timeout=task.seconds)] = key
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), _result(future)


def _result(future: Future[Any]) -> Done:
    try:
        with _faults():
            done: Done = future.result()
    except TimeoutError:
        return Lost("out_of_time")
    except BrokenProcessPool as error:
        raise OurFault("workers_failed", "the system does not let Sayso start processes", "try --jobs 1") from error
    except ProcessExpired:
        return Lost("crashed")
    except MemoryError:
        return Lost("out_of_memory")
    return done


@contextmanager
def _faults() -> Iterator[None]:
    """A full disk is told as one; that the confined reader cannot be started is our fault and no document's."""
    try:
        with disk_faults():
            yield
    except (TimeoutError, ProcessExpired):
        raise
    except OSError as error:
        raise OurFault(
            "reader_failed", "the confined reader cannot be started", "`sayso status` says what holds here"
        ) from error


_tools: Tools | None = None
"""A worker's own; one a process, since a worker performs one task at a time."""


def _in_worker(task: Task) -> Done:
    global _tools  # noqa: PLW0603 - what a worker keeps from task to task
    if _tools is None:
        _tools = Tools()
    return perform(task, _tools)
