"""Opening a case for a verb, and the arguments that most verbs share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from sayso.errors import AskedWrongly
from sayso.model.statement import Sort

if TYPE_CHECKING:
    from sayso.workbench import Case

PATH = click.Path(path_type=Path, readable=False)
PATH_OR_DASH = click.Path(path_type=Path, allow_dash=True, readable=False)
"""Paths as given: whether they can be read is found out, and told, by what reads them."""
FORMATS = ("table", "jsonl", "csv")


def open_case(path: Path, *, new: bool = False) -> Case:
    """The case at ``path``, to be used in a ``with``; made if ``new`` and not there.

    :raises AskedWrongly: where nothing is there, or what is there is not a case.
    """
    from sayso import workbench  # noqa: PLC0415 - heavy, and --help must be quick

    if not new and not path.exists():
        raise AskedWrongly("no_case", f"there is no case at {path}", f"`sayso add {path} PATH...` makes one")
    return workbench.open(path)


def case_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument CASE."""
    return click.argument("case", type=PATH)(function)


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --format of verbs that list."""
    wide = "as a table to read, JSON Lines, or CSV"
    return click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True, help=wide)(
        function
    )


def sort_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --sort of verbs that give statements."""
    kinds = click.Choice(get_args(Sort))
    which = "only statements whose cue is of this sort; may be given more than once"
    return click.option("--sort", "sorts", type=kinds, multiple=True, help=which)(function)


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option -o of verbs that may write a file."""
    return click.option("-o", "--output", type=PATH, help="write to this file")(function)


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A day of the calendar as YYYY-MM-DD, or nothing; for ``callback``."""
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter("give a day as YYYY-MM-DD", ctx=ctx, param=param) from None


def on_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --on of verbs whose output leaves the case."""
    which = "the day for which embargoes are reckoned (YYYY-MM-DD); today unless given"
    return click.option("--on", "on", metavar="DATE", callback=_on_day, help=which)(function)


def _on_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    found = day(ctx, param, value)
    return date.fromisoformat(found) if found else None


def from_stdin() -> str:
    """Everything on standard input as text."""
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def passwords(path: Path | None) -> list[str]:
    """The passwords of a file (``-`` for standard input), one a line, as they stand; none without a file.

    :raises AskedWrongly: ``passwords_unreadable``.
    """
    if path is None:
        return []
    try:
        text = from_stdin() if str(path) == "-" else path.read_text("utf-8-sig", "replace")
    except OSError as error:
        raise AskedWrongly("passwords_unreadable", f"{path} cannot be read", "give a text file, one a line") from error
    return list(dict.fromkeys(line for line in text.splitlines() if line))


def names(given: Iterable[str]) -> list[str]:
    """The names given; in the place of ``-`` those on standard input, one a line."""
    listed: list[str] = []
    for name in given:
        listed += [line for line in from_stdin().splitlines() if line.strip()] if name == "-" else [name]
    return listed
