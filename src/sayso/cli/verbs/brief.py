"""sayso brief: what is known, and on whose word."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, on_option, open_case, output_option
from sayso.cli.files import check_spares, ending_of, write_text
from sayso.cli.paint import painted
from sayso.present.whole import write_bytes
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.present.brief import Brief

HELP = """What is known: claims in exact words, who says them and through whom, on what footing, how many independent
sources, who denies them, and where each word stands. What is not sure stands apart, with the reason.

FILE's ending chooses the form: .md .html .docx .json .txt

\b
  sayso brief affair.sayso
  sayso brief affair.sayso -o brief.html --about "grain store" --since 2023-10-01
"""
ENDINGS = (".md", ".html", ".docx", ".json", ".txt")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@click.command("brief", help=HELP)
@case_argument
@output_option
@click.option("--top", type=click.IntRange(min=1), default=Settings().top, show_default=True, help="lines a section")
@click.option("--about", metavar="TEXT", help="only claims with all these words in their text or speakers")
@click.option("--speaker", metavar="NAME", help="only what this speaker says")
@click.option("--since", metavar="DATE", help="only what was said or published on this day or later (YYYY-MM-DD)")
@on_option
def command(
    case: Path,
    output: Path | None,
    top: int,
    about: str | None,
    speaker: str | None,
    since: str | None,
    on: date | None,
) -> None:
    """Prints the brief, or writes it."""
    ending = ending_of(output, ENDINGS) if output else ""
    if since is not None and not _is_day(since):
        raise click.UsageError(f"--since wants a day as YYYY-MM-DD, not {since or 'nothing'}.")
    if output:
        check_spares(case, output)
    with open_case(case) as opened:
        brief = opened.brief(top=top, about=about, speaker=speaker, since=since, on=on, into=output or "")
        told = opened.unrecorded()
    if output:
        _write(brief, output, ending)
        screen.note(f"written: {output}")
    else:
        painted(written(brief, ""))
    for sentence in told:
        screen.note(sentence)


def _write(brief: Brief, output: Path, ending: str) -> None:
    if ending == ".docx":
        from sayso.present.brief_docx import brief_docx  # noqa: PLC0415 - only what is asked for is loaded

        write_bytes(output, brief_docx(brief))
    else:
        write_text(output, written(brief, ending))


def written(brief: Brief, ending: str) -> str:
    """The brief in the form that a file's ending asks for; for the terminal without one."""
    from sayso.present.brief_html import brief_html  # noqa: PLC0415 - only what is asked for is loaded
    from sayso.present.brief_json import brief_json  # noqa: PLC0415
    from sayso.present.brief_markdown import brief_markdown  # noqa: PLC0415
    from sayso.present.brief_text import brief_text  # noqa: PLC0415

    writers = {".html": brief_html, ".json": brief_json, ".md": brief_markdown, ".txt": brief_text}
    return writers[ending](brief) if ending else brief_text(brief, screen.width())


def _is_day(text: str) -> bool:
    """Whether it is a day of the calendar, a month or a year."""
    if not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[: len("YYYY-MM-DD")])
    except ValueError:
        return False
    return True
