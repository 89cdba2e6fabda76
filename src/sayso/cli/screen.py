"""Results on stdout: a table with lines on a terminal, tab-separated lines into a pipe, never markup from documents."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

import click

from sayso.present.safe import one_line, visible

READABLE = 100
"""Columns that are good to read; a narrower terminal is used as it is."""


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns to write in."""
    return min(READABLE, shutil.get_terminal_size((READABLE, 0)).columns) if on_terminal() else READABLE


def out(text: str = "") -> None:
    """Writes ``text`` and a line feed to stdout, unseen characters shown."""
    click.echo(visible(text))


def raw(text: str) -> None:
    """Writes ``text``, made safe by a writer already, to stdout as it is."""
    sys.stdout.write(text)


def note(text: str) -> None:
    """Writes a remark to stderr."""
    click.echo(visible(text), err=True)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Writes rows under their heads; on a terminal cells wrap, in a pipe they are whole."""
    if on_terminal():
        _lined(heads, rows)
        return
    raw("\t".join(heads) + "\n")
    for row in rows:
        raw("\t".join(_text(value) for value in row) + "\n")


def _lined(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich.box import SIMPLE  # noqa: PLC0415 - only a terminal needs it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    lined = Table(box=SIMPLE, pad_edge=False)
    for head in heads:
        lined.add_column(head, overflow="fold", justify="right" if head in ("files", "sources", "n") else "left")
    for row in rows:
        lined.add_row(*(Text(_text(value)) for value in row))
    Console(file=sys.stdout, highlight=False, markup=False).print(lined)


def _text(value: object) -> str:
    return "" if value is None else one_line(str(value))
