"""sayso show: the place itself."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, open_case, output_option
from sayso.cli.files import check_spares, write_text
from sayso.present.notes import noted
from sayso.present.safe import visible
from sayso.present.wording import promised

HELP = """Show the page, sentence or statement behind a FILE of the pile or a KEY of the brief.

\b
  sayso show affair.sayso K7QFAB-p2-14
  sayso show affair.sayso letters/first.pdf --page 3
"""


@click.command("show", help=HELP)
@case_argument
@click.argument("ref", metavar="FILE|KEY")
@click.option("--page", type=click.IntRange(min=1), help="this page of the file")
@output_option
def command(case: Path, ref: str, page: int | None, output: Path | None) -> None:
    """Prints the place, or writes it."""
    if output:
        check_spares(case, output)
    with open_case(case) as opened:
        shown = opened.show(ref, page=page)
        held = opened.promised().get(shown.file, ())
        notes = noted(opened.judgements(), {ref.upper(), shown.key or ""}, {shown.file})
    head = f"{shown.file}, page {shown.page}" + (f", {shown.key}" if shown.key else "")
    head += f"\nunder a promise: {promised(held)}" if held else ""
    head += "".join(f"\nnote by {note}" for note in notes)
    text = f"{visible(head)}\n\n{visible(shown.text)}\n"
    if output:
        write_text(output, text)
    else:
        screen.raw(text)
