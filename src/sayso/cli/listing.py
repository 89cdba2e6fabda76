"""Rows of a table as the reader asked for them: to read, as JSON Lines or as CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from sayso.cli import screen
from sayso.present.records import Row
from sayso.present.tables import csv_to, jsonl_to


def listing(shape: str, heads: Sequence[str], rows: Iterable[Row], readable: Iterable[Row]) -> None:
    """Writes ``rows`` as JSON Lines, or ``readable`` as CSV or as a table of the columns ``heads``.

    Both are taken lazily and only one of them is used.
    """
    if shape == "jsonl":
        jsonl_to(sys.stdout, rows)
    elif shape == "csv":
        csv_to(sys.stdout, readable)
    else:
        screen.table(heads, ([row[head] for head in heads] for row in readable))
