"""Work on texts, here or in worker processes: what comes back is in the order of what was given, whoever did it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from sayso.engine.records import content_of
from sayso.engine.spawn import QuietSpawn
from sayso.errors import OurFault
from sayso.link.align import Alignment, related, with_stretches
from sayso.link.changes import Side, side
from sayso.link.families import Derived
from sayso.link.fingerprint import Fingerprint, fingerprints
from sayso.link.rows import copy_row
from sayso.link.sieve import are_apart
from sayso.link.standing import quotations, standing
from sayso.link.words import words_of
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.findings import Copy

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


class Rowing(NamedTuple):
    """Copies of which the rows are wanted, each with the alignment of the two texts, or nothing for one text twice.

    Readings are given by content.
    """

    rows: tuple[tuple[Derived, bytes], ...]
    readings: dict[str, bytes]


class Placing(NamedTuple):
    """Stretches of words, by content, of which the places are wanted."""

    rows: tuple[tuple[str, bytes, tuple[tuple[int, int], ...]], ...]


Facts = list[tuple[str, bytes]]
Placed = list[tuple[str, int, int, bytes]]


def printed(task: Printing) -> Facts:
    """A fingerprint for each reading."""
    found = fingerprints(content_of(data, key).text for key, data in task.rows)
    return [(key, to_bytes(one)) for (key, _), one in zip(task.rows, found, strict=True)]


def compared(task: Comparing) -> Facts:
    """An alignment for each pair."""
    prints = {content: from_bytes(data, Fingerprint) for content, data in task.prints.items()}
    sides = _Sides(task.readings)
    both = [(prints[a], prints[b]) for _, a, b in task.pairs]
    found = [
        Alignment(relation="none") if are_apart(*each) else related(sides[a], sides[b], *each)
        for each, (_, a, b) in zip(both, task.pairs, strict=True)
    ]
    whole = with_stretches(found, both)
    return [(key, to_bytes(one)) for (key, _, _), one in zip(task.pairs, whole, strict=True)]


def rowed(task: Rowing) -> Facts:
    """The row of each copy, under its id."""
    sides = _Sides(task.readings)
    rows = [_row(derived, data, sides) for derived, data in task.rows]
    return [(row.id, to_bytes(row)) for row in rows]


def _row(derived: Derived, data: bytes, sides: _Sides) -> Copy:
    if not data:
        return copy_row(derived, None, None)
    low, high = sorted((derived.member, derived.of), key=lambda member: member.text)
    return copy_row(derived, from_bytes(data, Alignment), (sides[low.content], sides[high.content]))


class _Sides(dict[str, Side]):
    """Texts cut into words when they are first asked for: most pairs are told by their fingerprints."""

    def __init__(self, readings: dict[str, bytes]) -> None:
        super().__init__()
        self._readings = readings

    def __missing__(self, content: str) -> Side:
        found = self[content] = side(content_of(self._readings[content], content))
        return found


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


class Workers:
    """Up to ``jobs`` processes, started when there is work enough for them and ended with the block."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPool | None = None
        self._context = QuietSpawn()

    def in_order(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The result of each task, in the order of the tasks; they are taken as they are needed."""
        waiting = iter(tasks)
        first = list(islice(waiting, _WORTH_A_PROCESS))
        if self._jobs < 2 or len(first) < _WORTH_A_PROCESS:
            yield from map(work, chain(first, waiting))
            return
        self._pool = self._pool or ProcessPool(max_workers=self._jobs, context=self._context)
        flying: deque[Future[Any]] = deque()
        for task in chain(first, waiting):
            flying.append(self._pool.schedule(work, args=(task,)))
            if len(flying) >= self._jobs * _IN_FLIGHT:
                yield _result(flying.popleft())
        while flying:
            yield _result(flying.popleft())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
        self._context.end()


def _result(future: Future[Any]) -> Any:
    """What a worker brought.

    :raises OurFault: ``workers_failed`` where it died, as it does where memory runs out.
    """
    try:
        return future.result()
    except (BrokenProcessPool, ProcessExpired) as error:
        raise OurFault("workers_failed", "a process that compared texts was ended", "try --jobs 1") from error
