"""Writers of tables: JSON Lines and CSV, to a stream or whole to a file. Equal rows give equal bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sayso.model.document import Document
from sayso.model.span import words_at
from sayso.present.records import Row
from sayso.present.safe import json_safe, visible
from sayso.present.whole import whole

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that opens with one of these would be run by a spreadsheet; an apostrophe in front makes it text."""


def json_line(row: Row) -> str:
    """``row`` as one line of JSON, keys in the order given, without the line feed."""
    return json_safe(json.dumps(row, ensure_ascii=False, separators=(",", ":")))


def jsonl_to(out: TextIO, rows: Iterable[Row]) -> int:
    """Writes one object a line; returns how many."""
    count = 0
    for row in rows:
        out.write(json_line(row) + "\n")
        count += 1
    return count


def csv_to(out: TextIO, rows: Iterable[Row]) -> int:
    """Writes a heading from the first row's keys and one line a row; returns how many rows. No rows, no heading."""
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in row.items()})
        count += 1
    return count


def write_jsonl(path: Path, rows: Iterable[Row]) -> int:
    """Writes ``path`` as JSON Lines in UTF-8, whole or not at all; returns how many rows.

    :raises OSError: where the folder cannot be written.
    """
    return _whole(path, "utf-8", lambda out: jsonl_to(out, rows))


def write_csv(path: Path, rows: Iterable[Row]) -> int:
    """Writes ``path`` as CSV in UTF-8 with a byte-order mark, whole or not at all; returns how many rows.

    :raises OSError: where the folder cannot be written.
    """
    return _whole(path, "utf-8-sig", lambda out: csv_to(out, rows))


def cell(value: Any) -> str | int | float:
    """A value as a cell: unseen characters shown, formulas neutralised, lists as JSON, None and True as words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = visible(value) if isinstance(value, str) else json_safe(json.dumps(value, ensure_ascii=False))
    return f"'{text}" if text.startswith(FORMULA) else text


def readable_statement(row: Row, document: Document) -> Row:
    """A statement's row for CSV: readable alone, the words in place of the spans, ids last."""
    text = document.text
    words = {name: words_at(text, row[name]) for name in ("source", "cue", "content", "addressee")}
    head = {"file": row["file"], "page": row["page"], "key": row["key"], "speaker": row["speaker_name"]}
    said = {"kind": row["kind"], "as_said": words_at(text, [row["as_said"]]), **words}
    plain = ("voice", "basis", "channel", "named", "said_on", "grade", "confidence", "parent", "id", "document")
    as_of = row["as_of"]["edtf"] if row["as_of"] else None
    return {**head, **said, "as_of": as_of, "doubts": " ".join(row["doubts"]), **{name: row[name] for name in plain}}


def readable_copy(row: Row, document: Callable[[str], Document]) -> Row:
    """A copy's row for CSV, with the names of both files in front."""
    files = {"file": document(row["document"]).file, "of_file": document(row["of"]).file}
    return {**files, **row}


def readable_document(row: Row) -> Row:
    """A document's row for CSV: without word boxes, which no spreadsheet holds."""
    return {**row, "pages": len(row["pages"])}


def readable_passages(row: Row, document: Callable[[str], Document]) -> Iterator[Row]:
    """A passage's rows for CSV: one a place, with its file and words."""
    for place in row["places"]:
        home = document(place["document"])
        yield {
            "file": home.file,
            "words": words_at(home.text, [place["span"]]),
            "sort": row["sort"],
            "first_seen": row["first_seen"],
            "id": row["id"],
            "document": home.id,
        }


def _whole(path: Path, encoding: str, write: Callable[[TextIO], int]) -> int:
    """Writes beside ``path`` and renames: a reader never sees half a table."""
    with whole(path, encoding) as out:
        return write(out)
