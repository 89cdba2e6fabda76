"""sayso add: read everything under a path into a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH, PATH_OR_DASH, case_argument, open_case
from sayso.cli.cases import passwords as listed
from sayso.cli.outcome import DONE, SOME_UNREAD
from sayso.cli.progress import progress
from sayso.cli.reasons import advice, reasons_table, unread
from sayso.cli.unbuilt import unbuilt_option

if TYPE_CHECKING:
    from sayso.workbench import Added

HELP = """Read everything under PATH into CASE, made if it is new, and bring every finding up to date.

Run again on the same files it changes nothing and is quick. An interrupted run keeps all finished work and goes on
where it stopped. One bad file never stops the rest.

\b
  sayso add affair.sayso papers/
  sayso add affair.sayso more/ --drop HERON --terms "not before Friday"
"""


@click.command("add", help=HELP)
@case_argument
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@click.option("--drop", metavar="LABEL", help="a code word for this delivery; the day is kept with it")
@click.option("--terms", metavar="TEXT", help="what was promised for it; needs --drop")
@click.option("--first", metavar="GLOB", help="read files of this pattern first")
@click.option("--no-ocr", is_flag=True, help="leave pictures of pages for another time")
@click.option("--retry", is_flag=True, help="try again what failed before")
@click.option("--jobs", type=click.IntRange(0, 256), help="how many files are read at once; 0 means one a core")
@click.option("--passwords", metavar="FILE", type=PATH_OR_DASH, help="passwords to try on locked files, one a line")
@unbuilt_option("--in-place", is_flag=True, help="leave originals where they are", instead="add copies them")
def command(  # noqa: PLR0913 - one parameter an option of the contract
    case: Path,
    paths: tuple[Path, ...],
    *,
    drop: str | None,
    terms: str | None,
    first: str | None,
    no_ocr: bool,
    retry: bool,
    jobs: int | None,
    passwords: Path | None,
) -> int:
    """Adds and prints what became of the files."""
    if terms and not drop:
        raise click.UsageError("--terms says what was promised for a drop: give --drop LABEL with it.")
    keys = listed(passwords)
    with open_case(case, new=True) as opened, progress() as report:
        for warning in (*opened.warnings(), *opened.unprotected()):
            screen.note(f"warning: {warning}")
        added = opened.add(
            *paths,
            drop=drop,
            terms=terms,
            first=first,
            retry=retry,
            ocr=not no_ocr,
            passwords=keys,
            jobs=jobs,
            progress=report,
        )
    return tell(added)


def tell(added: Added) -> int:
    """Prints what became of the files, and returns the exit status."""
    reasons_table(added.by_reason)
    screen.out(f"{added.new:,} new, {added.unchanged:,} unchanged, {added.replaced:,} replaced")
    for warning in added.warnings:
        screen.note(f"warning: {warning}")
    bad, hints = unread(added.by_reason), advice(added.by_reason)
    if bad or hints:
        screen.note("\n".join(filter(None, (bad, hints))))
    return SOME_UNREAD if bad else DONE
