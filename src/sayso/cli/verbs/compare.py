"""sayso compare: two files side by side."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH, on_option, open_case, output_option
from sayso.cli.files import check_spares, ending_of, write_text
from sayso.errors import AskedWrongly

if TYPE_CHECKING:
    from sayso.present.comparison import Comparison

HELP = """Two files side by side: what kind of copy, and every difference with its place in both. Numbers, dates, names,
negations and markings come first; what a slip of reading may explain stands apart. - is standard input.

Where both have pictures of their pages, words that differ are cut out of the pictures and read again, and the pictures
themselves are compared: what is blacked out, stamped, covered or signed differently.

OUT's ending chooses the form: .md .html .json .txt

\b
  sayso compare page.jpg reprint.pdf -o differences.html
  sayso compare --case affair.sayso letters/first.pdf K7QFAB
"""
ENDINGS = (".md", ".html", ".json", ".txt")


@click.command("compare", help=HELP)
@click.argument("one", metavar="FILE")
@click.argument("other", metavar="FILE")
@click.option("--case", "case", type=PATH, metavar="CASE", help="FILEs are files or keys of this case")
@output_option
@click.option(
    "--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True, help="to read, or JSON"
)
@click.option("--no-pictures", is_flag=True, help="compare the texts alone: quick, and slips of reading stay in")
@on_option
def command(
    one: str,
    other: str,
    case: Path | None,
    output: Path | None,
    shape: str,
    on: date | None,
    *,
    no_pictures: bool,
) -> None:
    """Prints the comparison, or writes it."""
    ending = ending_of(output, ENDINGS) if output else {"text": ".txt", "json": ".json"}[shape]
    if output and case:
        check_spares(case, output)
    if case:
        with open_case(case) as opened:
            found = opened.compare(one, other, pictures=not no_pictures, on=on)
    else:
        found = _of_files(one, other, pictures=not no_pictures)
    if output:
        write_text(output, written(found, ending))
        screen.note(f"written: {output}")
    else:
        screen.raw(written(found, ending))


def written(comparison: Comparison, ending: str) -> str:
    """The comparison in the form that a file's ending asks for."""
    from sayso.present.comparison_html import comparison_html  # noqa: PLC0415 - only what is asked for is loaded
    from sayso.present.comparison_json import comparison_json  # noqa: PLC0415
    from sayso.present.comparison_text import comparison_markdown, comparison_text  # noqa: PLC0415

    writers = {".html": comparison_html, ".json": comparison_json, ".md": comparison_markdown, ".txt": comparison_text}
    return writers[ending](comparison)


def _of_files(one: str, other: str, *, pictures: bool) -> Comparison:
    from sayso.workbench import SingleFiles  # noqa: PLC0415 - heavy

    if one == other == "-":
        raise click.UsageError("Only one FILE can be standard input.")
    for name in (one, other):
        if name != "-" and not Path(name).is_file():
            raise AskedWrongly("no_such_file", f"there is no file {name}", "nothing was read; check the spelling")
    with SingleFiles() as files:
        held = [
            files.held_bytes(sys.stdin.buffer.read(), "-") if name == "-" else files.held(Path(name))
            for name in (one, other)
        ]
        return files.compare(*held, pictures=pictures)
