"""sayso ask: what the pile holds on a question, each word with its speaker."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, format_option, from_stdin, on_option, open_case
from sayso.cli.listing import listing
from sayso.cli.paint import painted
from sayso.present.answered import NOTHING, asked_text, readable, rows

HELP = """Attributed statements that bear on QUESTION, best first: the exact words, who says them and through whom, how
many independent sources, who denies them. Where nothing bears on it, it says so. - reads QUESTION from standard input.

\b
  sayso ask affair.sayso "How far did the tram go before it stopped?"
  sayso ask affair.sayso "Who knew of the valve?" --format jsonl
"""
HEADS = ("rank", "key", "file", "page", "speaker", "kind", "words")


@click.command("ask", help=HELP)
@case_argument
@click.argument("question")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="how many answers")
@format_option
@on_option
def command(case: Path, question: str, top: int, shape: str, on: date | None) -> None:
    """Prints what bears on a question."""
    asked = from_stdin().strip() if question == "-" else question
    with open_case(case) as opened:
        found = opened.ask(asked, top=top, on=on)
    if shape == "table":
        painted(asked_text(found, screen.width()))
        return
    listing(shape, HEADS, rows(found), readable(found))
    if not found.answers:
        screen.note(NOTHING)
