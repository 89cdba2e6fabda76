"""sayso passages: words that documents share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, format_option, open_case
from sayso.cli.listing import listing
from sayso.model.document import page_at
from sayso.model.findings import PassageSort
from sayso.present.records import passage_row
from sayso.present.safe import one_line
from sayso.present.tables import readable_passages

if TYPE_CHECKING:
    from sayso.model.findings import Passage, Place
    from sayso.workbench import Case

HELP = """Words that two or more documents share, every place, and where they are first seen.

What most documents share comes first, and boilerplate last: words that a publisher prints again and again.

\b
  sayso passages affair.sayso
  sayso passages affair.sayso --sort copied --about "grain store"
"""
HEADS = ("file", "sort", "words")
_OPENING, _CLOSING = 24, 8
"""Words shown of the beginning and of the end of a long passage."""


@click.command("passages", help=HELP)
@case_argument
@click.option("--about", metavar="TEXT", help="only passages with these words")
@click.option("--file", "glob", metavar="GLOB", help="only passages that a file of this pattern holds")
@click.option(
    "--sort",
    "sorts",
    type=click.Choice(get_args(PassageSort)),
    multiple=True,
    help="only passages of this sort; may be given more than once",
)
@format_option
def command(case: Path, about: str | None, glob: str | None, sorts: tuple[PassageSort, ...], shape: str) -> None:
    """Prints shared passages."""
    with open_case(case) as opened:
        passages = opened.passages(about=about, file=glob, sorts=sorts or None)
        if shape == "table":
            _tell(opened, passages)
        else:
            rows = map(passage_row, passages)
            readable = (r for p in passages for r in readable_passages(passage_row(p), opened.document))
            listing(shape, HEADS, rows, readable)


def _tell(case: Case, passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        for line in _lines(case, passage):
            screen.out(line)
    if not passages:
        screen.note("no two documents share such a passage")


def _lines(case: Case, passage: Passage) -> Iterator[str]:
    """The words, in how many documents and where they are first seen, and every place."""
    first = next((p for p in passage.places if p.document == passage.first_seen), passage.places[0])
    words = one_line(first.span.of(case.document(first.document).text)).split()
    yield f"{passage.sort}: “{_shortened(words)}”"
    number = len({place.document for place in passage.places})
    seen = one_line(case.document(passage.first_seen).file) if passage.first_seen else "not known"
    yield f"    {len(words)} words in {number} document{'s' * (number != 1)}; first seen: {seen}"
    yield from sorted(f"    {_where(case, place)}" for place in passage.places)


def _shortened(words: list[str]) -> str:
    if len(words) <= _OPENING + _CLOSING + 4:
        return " ".join(words)
    return " ".join([*words[:_OPENING], "…", *words[-_CLOSING:]])


def _where(case: Case, place: Place) -> str:
    document = case.document(place.document)
    page = f", page {page_at(document.content, place.span.start)}" if document.content.pages else ""
    return f"{one_line(document.file)}{page}"
