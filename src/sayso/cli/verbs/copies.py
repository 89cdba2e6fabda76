"""sayso copies: families of documents, and what differs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, format_option, open_case
from sayso.cli.listing import listing
from sayso.present.records import copy_row
from sayso.present.safe import one_line
from sayso.present.tables import readable_copy

if TYPE_CHECKING:
    from sayso.model.findings import Copy
    from sayso.workbench import Case

HELP = """Documents that are copies or versions of each other, the differences first.

\b
  sayso copies affair.sayso
  sayso copies affair.sayso --format csv > copies.csv
"""
HEADS = ("file", "of_file", "kind")
RELATION = {
    "altered": "two versions differ",
    "near": "two versions differ in small ways",
    "excerpt": "the first is part of the second",
    "exact": "the same text",
}


@click.command("copies", help=HELP)
@case_argument
@format_option
def command(case: Path, shape: str) -> None:
    """Prints families and their differences."""
    with open_case(case) as opened:
        copies = opened.copies()
        if shape == "table":
            _tell(opened, copies)
        else:
            readable = (readable_copy(copy_row(copy), opened.document) for copy in copies)
            listing(shape, HEADS, map(copy_row, copies), readable)


def _side(words: str) -> str:
    return f"“{one_line(words)}”" if words.strip() else "nothing"


def _tell(case: Case, copies: tuple[Copy, ...]) -> None:
    for copy in sorted(copies, key=lambda each: (list(RELATION).index(each.kind), each.of, each.document)):
        screen.out(f"{RELATION[copy.kind]}: {case.document(copy.document).file} / {case.document(copy.of).file}")
        for change in copy.changes:
            possible = " (possibly a slip of reading)" if change.certainty == "possible" else ""
            screen.out(f"    {change.sort}: {_side(change.after)} / {_side(change.before)}{possible}")
    if not copies:
        screen.note("no two documents are copies or versions of each other")
