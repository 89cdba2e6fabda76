"""Progress on stderr: what is done, failed and left, a stage at a time; counts alone, never a name."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import click


class Step(Protocol):
    """What a running stage reports."""

    @property
    def stage(self) -> str: ...  # noqa: D102
    @property
    def done(self) -> int: ...  # noqa: D102
    @property
    def failed(self) -> int: ...  # noqa: D102
    @property
    def total(self) -> int: ...  # noqa: D102
    @property
    def pages(self) -> int: ...  # noqa: D102


Report = Callable[[Step], None]


@contextmanager
def progress() -> Iterator[Report]:
    """A bar a stage on a terminal; elsewhere a line at a stage's start and end, and at each tenth of a long one."""
    if not sys.stderr.isatty():
        yield _Plain()
        return
    with _bars() as report:
        yield report


LONG = 100
"""Below so many steps only the start of a stage and its end are told."""
SLOW = "ocr"
"""The stage whose steps take seconds, and are told one by one."""


class _Plain:
    def __init__(self) -> None:
        self._told: tuple[str, int] | None = None
        self._pages = _Pages()

    def __call__(self, step: Step) -> None:
        parts = 10 if step.total >= LONG or step.stage == SLOW else 1
        tenth = step.stage, step.done * parts // step.total if step.total else parts
        if tenth != self._told:
            self._told = tenth
            failed = f", {step.failed} failed" if step.failed else ""
            left = f", {step.total - step.done} left" if step.total > step.done else ""
            click.echo(f"{step.stage}: {step.done} of {step.total} done{failed}{left}{self._pages(step)}", err=True)


class _Pages:
    """How many pages a slow stage reads a second; its clock runs from the first step told."""

    def __init__(self) -> None:
        self._since: float | None = None

    def __call__(self, step: Step) -> str:
        if step.stage != SLOW:
            return ""
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        took = now - self._since
        return f", {step.pages / took:.1f} pages/s" if took > 1 and step.pages else ""


@contextmanager
def _bars() -> Iterator[Report]:
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<12}"), BarColumn(), TextColumn("{task.fields[told]}"))
    tasks: dict[str, TaskID] = {}
    pages = _Pages()
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True, markup=False)) as bars:

        def report(step: Step) -> None:
            told = f"{step.done} done, {step.failed} failed, {step.total - step.done} left{pages(step)}"
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total, told=told)
            bars.update(tasks[step.stage], completed=step.done, total=step.total, told=told)

        yield report
