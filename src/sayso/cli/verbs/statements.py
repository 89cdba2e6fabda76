"""sayso statements: who says what."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.cases import case_argument, format_option, open_case, sort_option
from sayso.cli.listing import listing
from sayso.model.statement import Sort
from sayso.present.records import statement_row
from sayso.present.tables import readable_statement

HELP = """Every statement: who says it, in which words, of what kind, where.

\b
  sayso statements affair.sayso --speaker Vail
  sayso statements affair.sayso --about grain --format csv > grain.csv
"""
HEADS = ("key", "file", "page", "speaker", "kind", "content")


@click.command("statements", help=HELP)
@case_argument
@click.option("--speaker", metavar="NAME", help="only what this speaker says")
@click.option("--about", metavar="TEXT", help="only statements with these words")
@click.option("--file", "glob", metavar="GLOB", help="only files of this pattern")
@sort_option
@format_option
def command(
    case: Path, speaker: str | None, about: str | None, glob: str | None, sorts: tuple[Sort, ...], shape: str
) -> None:
    """Prints statements."""
    with open_case(case) as opened:
        found = opened.statements(speaker=speaker, about=about, file=glob, sorts=sorts or None)
        pairs = ((statement, opened.document(statement.document)) for statement in found)
        rows = ((statement_row(s, d), d) for s, d in pairs)
        if shape == "jsonl":
            listing(shape, HEADS, (row for row, _ in rows), ())
        else:
            listing(shape, HEADS, (), (readable_statement(row, d) for row, d in rows))
