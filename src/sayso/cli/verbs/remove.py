"""sayso remove: take files out again."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, names, open_case

HELP = """Take FILEs out: findings settle as if they had never been added. - reads names from standard input.

With --purge their bytes, text, names and index entries are erased from the case too, and what that cannot reach is
said.

\b
  sayso remove affair.sayso letters/first.pdf
  sayso remove affair.sayso letters/first.pdf --purge
"""


@click.command("remove", help=HELP)
@case_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--purge", is_flag=True, help="erase bytes, text, names and indexes too")
def command(case: Path, files: tuple[str, ...], *, purge: bool) -> None:
    """Removes and says what is gone."""
    with open_case(case) as opened:
        removed = opened.remove(*names(files), purge=purge)
    for file in removed.files:
        screen.out(f"{'erased' if purge else 'removed'}: {file}")
    if purge and not removed.files:
        screen.out("erased: what was left of files taken out before")
    for sentence in removed.unreachable:
        screen.note(f"not reached: {sentence}")
