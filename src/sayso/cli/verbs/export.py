"""sayso export: every table to a folder."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import PATH, case_argument, open_case
from sayso.cli.files import check_spares
from sayso.cli.unbuilt import not_built

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
def command(case: Path, folder: Path, shape: str) -> None:
    """Writes the tables and names them."""
    if shape not in BUILT:
        raise not_built(f"--format {shape}", f"these are built: {', '.join(BUILT)}")
    check_spares(case, folder)
    with open_case(case) as opened:
        for path in opened.export(folder, format=shape):
            screen.out(str(path))
