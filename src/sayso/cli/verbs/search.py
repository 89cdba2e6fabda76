"""sayso search: words, phrases, names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH_OR_DASH, case_argument, from_stdin, open_case
from sayso.present.wording import counted, promised

if TYPE_CHECKING:
    from sayso.workbench import Case, Hit

HELP = """Find words in everything that was read. QUERY takes words, "phrases", AND OR NOT, "near words"~5 and prefix*.
- reads it from standard input.

\b
  sayso search affair.sayso '"grain store" AND missing'
  sayso search affair.sayso --list names.txt
"""


@click.command("search", help=HELP)
@case_argument
@click.argument("query", required=False)
@click.option("--list", "names", type=PATH_OR_DASH, help="a name a line: name by file")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="how many hits")
def command(case: Path, query: str | None, names: Path | None, limit: int) -> None:
    """Prints hits with file, page and line, or a table of names by files."""
    if (query is None) == (names is None):
        raise click.UsageError("Give a QUERY, or --list FILE with a name a line.")
    with open_case(case) as opened:
        if names is not None:
            _names(opened, _lines(names))
            return
        hits = opened.search(from_stdin().strip() if query == "-" else str(query), limit=limit)
        held = opened.promised()
    screen.table(("file", "page", "line", "key", "words"), map(_row, hits))
    for file in dict.fromkeys(hit.file for hit in hits if hit.file in held):
        screen.note(f"under a promise: {file}: {promised(held[file])}")
    screen.note(counted(len(hits), "hit") + (f"; --limit {limit} reached" if len(hits) == limit else ""))


def _row(hit: Hit) -> tuple[object, ...]:
    return hit.file, hit.page, hit.line, hit.key, hit.text


def _names(case: Case, names: list[str]) -> None:
    """One row a name and file in which it stands; a name that stands nowhere has a row that says so."""
    rows: list[tuple[object, ...]] = []
    for name in names:
        phrase = '"' + name.replace('"', " ") + '"'
        rows += [(name, file, count) for file, count in sorted(case.tally(phrase).items())] or [(name, "", 0)]
    screen.table(("name", "file", "n"), rows)


def _lines(path: Path) -> list[str]:
    text = from_stdin() if str(path) == "-" else path.read_text(encoding="utf-8-sig", errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]
