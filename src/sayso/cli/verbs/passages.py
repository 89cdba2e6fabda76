"""sayso passages: words that documents share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, format_option, open_case
from sayso.cli.listing import listing
from sayso.present.records import passage_row
from sayso.present.safe import one_line
from sayso.present.tables import readable_passages

if TYPE_CHECKING:
    from sayso.model.findings import Passage
    from sayso.workbench import Case

HELP = """Words that two or more documents share, every place, and where they are first seen.

\b
  sayso passages affair.sayso
  sayso passages affair.sayso --format jsonl
"""
HEADS = ("file", "sort", "words")


@click.command("passages", help=HELP)
@case_argument
@format_option
def command(case: Path, shape: str) -> None:
    """Prints shared passages."""
    with open_case(case) as opened:
        passages = opened.passages()
        if shape == "table":
            _tell(opened, passages)
        else:
            rows = map(passage_row, passages)
            readable = (r for p in passages for r in readable_passages(passage_row(p), opened.document))
            listing(shape, HEADS, rows, readable)


def _tell(case: Case, passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        first = passage.places[0]
        screen.out(f"{passage.sort}: “{one_line(first.span.of(case.document(first.document).text))}”")
        for file in dict.fromkeys(case.document(place.document).file for place in passage.places):
            screen.out(f"    {one_line(file)}")
        if passage.first_seen:
            screen.out(f"    first seen in {one_line(case.document(passage.first_seen).file)}")
    if not passages:
        screen.note("no two documents share a passage")
