"""sayso export: every table to a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import PATH, case_argument, on_option, open_case
from sayso.cli.files import check_spares
from sayso.cli.unbuilt import not_built
from sayso.present.wording import counted

HELP = """Write every table of CASE to DIR: items, documents, statements, entities, copies, passages, claims.

\b
  sayso export affair.sayso tables/ --format jsonl
  sayso export affair.sayso sheets/ --format csv
"""
BUILT = ("jsonl", "csv")


@click.command("export", help=HELP)
@case_argument
@click.argument("folder", metavar="DIR", type=PATH)
@click.option(
    "--format",
    "shape",
    type=click.Choice([*BUILT, "parquet"]),
    default="jsonl",
    show_default=True,
    help="parquet is not built yet",
)
@on_option
def command(case: Path, folder: Path, shape: str, on: date | None) -> None:
    """Writes the tables and names them."""
    if shape not in BUILT:
        raise not_built(f"--format {shape}", f"these are built: {', '.join(BUILT)}")
    check_spares(case, folder)
    with open_case(case) as opened:
        for path in opened.export(folder, format=shape, on=on):
            screen.out(str(path))
        for each in opened.withheld(on):
            until = f" until {each.until}" if each.until else ""
            screen.note(f"kept in: {each.rule}{until}: {counted(each.files, 'file')} of which nothing was written")
