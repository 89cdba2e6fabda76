"""sayso status: what was read, what was not and why."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, open_case
from sayso.cli.reasons import meaning, reasons_table

if TYPE_CHECKING:
    from sayso.model.item import Item
    from sayso.workbench import Case, Status

HELP = """Totals, a table by reason, what is still unread, and which protections hold on this machine.

\b
  sayso status affair.sayso
  sayso status affair.sayso --failed
"""


@click.command("status", help=HELP)
@case_argument
@click.option("--failed", is_flag=True, help="list what failed or was read only in part")
@click.option("--waiting", is_flag=True, help="list what is not read yet")
@click.option("--file", "glob", metavar="GLOB", help="list files of this pattern")
def command(case: Path, *, failed: bool, waiting: bool, glob: str | None) -> None:
    """Prints totals, or a list."""
    with open_case(case) as opened:
        if failed or waiting or glob:
            _list(opened, failed=failed, waiting=waiting, glob=glob)
        else:
            tell(opened.status())


def tell(status: Status) -> None:
    """Prints the totals of a case."""
    totals = (
        ("files", status.files),
        ("documents", status.documents),
        ("statements", status.statements),
        ("claims", status.claims),
    )
    screen.out(", ".join(f"{count:,} {noun}" for noun, count in totals) + f"; findings number {status.generation}")
    reasons_table(status.by_reason)
    if status.not_in_findings:
        screen.out(f"{status.not_in_findings:,} not in the findings yet: run `sayso add` again to go on")
    for name, holds in sorted(status.protections.items()):
        screen.out(f"protection {name}: {'on' if holds else 'NOT AVAILABLE HERE'}")
    for warning in status.warnings:
        screen.note(f"warning: {warning}")


def _list(case: Case, *, failed: bool, waiting: bool, glob: str | None) -> None:
    wanted = {"failed", "partial"} if failed else set()
    wanted |= {"waiting"} if waiting else set()
    rows = (
        (item.file, item.status, item.reason or "", meaning(item.status, item.reason))
        for item in case.items()
        if _kept(item, wanted, glob)
    )
    screen.table(("file", "status", "reason", "what it means"), rows)


def _kept(item: Item, wanted: set[str], glob: str | None) -> bool:
    return (not wanted or item.status in wanted) and (not glob or fnmatchcase(item.file, glob))
