"""sayso copies: families of documents, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, format_option, open_case
from sayso.cli.listing import listing
from sayso.model.document import page_at
from sayso.present.kinship import Family, families, weighty
from sayso.present.records import copy_row
from sayso.present.safe import one_line
from sayso.present.tables import readable_copy

if TYPE_CHECKING:
    from sayso.model.findings import Change, Copy
    from sayso.workbench import Case

HELP = """Documents that are copies or versions of each other, the differences first.

Long families and long lists of differences are cut short and the rest is counted; --all writes everything.

\b
  sayso copies affair.sayso --all
  sayso copies affair.sayso --format csv > copies.csv
"""
HEADS = ("file", "of_file", "kind")
RELATION = {
    "altered": "two versions differ",
    "near": "two versions differ in small ways",
    "excerpt": "the first is part of the second",
    "exact": "the same text",
}
MEMBERS, CHANGES = 8, 12
"""Members of one family with one relation, and differences of one pair, that are listed unless --all is given."""


@click.command("copies", help=HELP)
@case_argument
@format_option
@click.option("--all", "everything", is_flag=True, help="every member and every difference, however many")
def command(case: Path, shape: str, everything: bool) -> None:
    """Prints families and their differences."""
    with open_case(case) as opened:
        copies = opened.copies()
        if shape == "table":
            _tell(opened, copies, everything=everything)
        else:
            readable = (readable_copy(copy_row(copy), opened.document) for copy in copies)
            listing(shape, HEADS, map(copy_row, copies), readable)


def _tell(case: Case, copies: Sequence[Copy], *, everything: bool) -> None:
    for family in families(copies):
        if family.size() > 2:
            screen.out(f"{family.size():,} documents of one family, {_file(case, family.head)} among them:")
        for line in _family(case, family, everything=everything):
            screen.out(line)
    if not copies:
        screen.note("no two documents are copies or versions of each other")


def _family(case: Case, family: Family, *, everything: bool) -> Iterator[str]:
    for kind, rows in groupby(family.copies, key=lambda copy: copy.kind):
        members = list(rows)
        shown = members if everything else members[:MEMBERS]
        for copy in shown:
            yield f"{_relation(copy)}: {_file(case, copy.document)} / {_file(case, copy.of)}"
            yield from _place(case, copy)
            yield from _differences(copy.changes, everything=everything)
            yield from _way(case, copy)
        if len(members) > len(shown):
            yield f"{RELATION[kind]}: {len(members) - len(shown):,} more documents of this family (--all lists them)"


def _relation(copy: Copy) -> str:
    turned = copy.kind == "excerpt" and copy.where is not None and copy.where.document == copy.document
    return "the second is part of the first" if turned else RELATION[copy.kind]


def _place(case: Case, copy: Copy) -> Iterator[str]:
    """Where a part stands in its whole."""
    if copy.where:
        page = page_at(case.document(copy.where.document).content, copy.where.span.start)
        start, end = copy.where.span.start, copy.where.span.end
        yield f"    in {_file(case, copy.where.document)}: page {page:,}, characters {start:,} to {end:,}"


def _differences(changes: Sequence[Change], *, everything: bool) -> Iterator[str]:
    ordered = weighty(changes)
    shown = ordered if everything else ordered[:CHANGES]
    for change in shown:
        possible = " (possibly a slip of reading)" if change.certainty == "possible" else ""
        yield f"    {change.sort}: {_side(change.after)} / {_side(change.before)}{possible}"
    if rest := ordered[len(shown) :]:
        counts = Counter(change.sort for change in rest)
        told = ", ".join(f"{sort} {count:,}" for sort, count in sorted(counts.items()))
        yield f"    {len(rest):,} more differences: {told} (--all lists them)"


def _way(case: Case, copy: Copy) -> Iterator[str]:
    """Which came first and why, as far as anything tells."""
    why = f": {'; '.join(map(one_line, copy.reasons))}" if copy.reasons else ""
    if copy.direction == "known" and copy.first_seen:
        yield f"    {_file(case, copy.first_seen)} came first{why}"
    elif copy.kind != "exact":
        yield f"    which came first is not known{why}"


def _file(case: Case, document: str) -> str:
    return case.document(document).file


def _side(words: str) -> str:
    return f"“{one_line(words)}”" if words.strip() else "nothing"
