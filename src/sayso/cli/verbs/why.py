"""sayso why: the whole trail of one claim, for whoever asks how we know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, on_option, open_case, output_option
from sayso.cli.files import check_spares, write_text
from sayso.cli.paint import painted
from sayso.present.tables import json_line
from sayso.present.why_text import why_markdown, why_row, why_text

HELP = """The whole trail of one claim on one page, in plain sentences: who says it, each step it came by, what was
counted as one source and why, who denies it, the versions of its page, the reasons of each grade, and what would
change the answer. KEY is any key of the brief; WORDS are words that somebody says.

FILE's ending chooses the form: .md .json .txt

\b
  sayso why affair.sayso C-K7QFAB
  sayso why affair.sayso "the valve had been changed without approval"
"""
ENDINGS = (".md", ".json", ".txt")


@click.command("why", help=HELP)
@case_argument
@click.argument("asked", metavar="KEY|WORDS")
@output_option
@on_option
def command(case: Path, asked: str, output: Path | None, on: date | None) -> None:
    """Prints the page, or writes it."""
    ending = output.suffix.lower() if output else ""
    if output and ending not in ENDINGS:
        raise click.UsageError(f"-o wants a file that ends in one of {' '.join(ENDINGS)}.")
    if output:
        check_spares(case, output)
    with open_case(case) as opened:
        page = opened.why(asked, on=on)
    if output is None:
        painted(why_text(page, screen.width()))
        return
    text = json_line(why_row(page)) + "\n" if ending == ".json" else ""
    write_text(output, text or (why_markdown(page) if ending == ".md" else why_text(page)))
    screen.note(f"written: {output}")
