"""Work on texts, here or in worker processes: what comes back is in the order of what was given, whoever did it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from pebble import ProcessPool

from sayso.engine.records import content_of
from sayso.engine.spawn import QuietSpawn
from sayso.link.align import align
from sayso.link.changes import side
from sayso.link.fingerprint import Fingerprint, fingerprint
from sayso.link.standing import quotations, standing
from sayso.link.words import words_of
from sayso.model.codec import from_bytes, to_bytes

T = TypeVar("T")
R = TypeVar("R")

_WORTH_A_PROCESS = 8
"""Tasks under this are done here: starting workers takes longer."""
_IN_FLIGHT = 3
"""Tasks waiting for each worker."""


class Printing(NamedTuple):
    """Readings of which fingerprints are wanted, with the keys to keep them under."""

    rows: tuple[tuple[str, bytes], ...]


class Comparing(NamedTuple):
    """Pairs of contents to align, by key; readings and fingerprints by content."""

    pairs: tuple[tuple[str, str, str], ...]
    readings: dict[str, bytes]
    prints: dict[str, bytes]


class Placing(NamedTuple):
    """Stretches of words, by content, of which the places are wanted."""

    rows: tuple[tuple[str, bytes, tuple[tuple[int, int], ...]], ...]


Facts = list[tuple[str, bytes]]
Placed = list[tuple[str, int, int, bytes]]


def printed(task: Printing) -> Facts:
    """A fingerprint for each reading."""
    return [(key, to_bytes(fingerprint(content_of(data, key).text))) for key, data in task.rows]


def compared(task: Comparing) -> Facts:
    """An alignment for each pair."""
    sides = {content: side(content_of(data, content)) for content, data in task.readings.items()}
    prints = {content: from_bytes(data, Fingerprint) for content, data in task.prints.items()}
    return [(key, to_bytes(align(sides[a], sides[b], prints[a], prints[b]))) for key, a, b in task.pairs]


def placed(task: Placing) -> Placed:
    """How each stretch stands in its content."""
    out: Placed = []
    for key, data, stretches in task.rows:
        content = content_of(data, key)
        words, inside = words_of(content.text), quotations(content.text)
        for first, last in stretches:
            found = standing(content, words.span(first, last), inside)
            out.append((key, first, last, to_bytes(found)))
    return out


def in_order(work: Callable[[T], R], tasks: Iterable[T], jobs: int) -> Iterator[R]:
    """The result of each task, in the order of the tasks; they are taken as they are needed."""
    waiting = iter(tasks)
    first = list(islice(waiting, _WORTH_A_PROCESS))
    if jobs < 2 or len(first) < _WORTH_A_PROCESS:
        yield from map(work, first)
        yield from map(work, waiting)
        return
    context = QuietSpawn()
    pool = ProcessPool(max_workers=jobs, context=context)
    try:
        yield from _flowing(pool, work, _chained(first, waiting), jobs * _IN_FLIGHT)
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
        context.end()


def _flowing(pool: ProcessPool, work: Callable[[T], R], tasks: Iterator[T], room: int) -> Iterator[R]:
    flying: deque[Future[Any]] = deque()
    for task in tasks:
        flying.append(pool.schedule(work, args=(task,)))
        if len(flying) >= room:
            yield flying.popleft().result()
    while flying:
        yield flying.popleft().result()


def _chained(first: list[T], rest: Iterator[T]) -> Iterator[T]:
    yield from first
    yield from rest
