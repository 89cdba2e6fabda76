"""SQLite databases: each table a page of rows, opened in memory and only looked at."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.outcome import Draft
from sayso.read.sheets import Sheet, draft_of, written

MAX_ROWS = 1_000_000
"""Rows of one table: more is not for reading."""
MAX_CELL_CHARS = 100_000
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_INNER = ("_content", "_data", "_idx", "_docsize", "_config", "_segments", "_segdir", "_stat")
"""Endings of the tables that a search index keeps for itself; not words of the database's own."""


def read_sqlite(data: bytes, media_type: str, limits: Limits) -> Draft:
    """Every table, its columns' names as the first row; bytes are told by their number alone.

    :raises BadDocument: ``damaged``.
    """
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            # Two bytes of the head say how it was written; a log beside it is not here, and must not be missed.
            connection.deserialize(data[:18] + b"\x01\x01" + data[20:])
            connection.execute("PRAGMA query_only = ON")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            names = [name for (name,) in connection.execute(_TABLES) if isinstance(name, str)]
            sheets, broken = _sheets(connection, names)
    except sqlite3.Error as error:
        raise BadDocument("damaged") from error
    draft = draft_of(sheets, media_type, limits)
    if broken and not draft.text:
        raise BadDocument("damaged")
    draft.reason = draft.reason or ("damaged" if broken else None)
    return draft


def _sheets(connection: sqlite3.Connection, names: Sequence[str]) -> tuple[list[Sheet], bool]:
    sheets, broken = [], False
    kept = [n for n in names if not any(n.endswith(end) and n[: -len(end)] in names for end in _INNER)]
    for name in kept:
        rows: list[tuple[int, list[tuple[int, str]]]] = []
        try:
            rows.extend(_rows(connection, name))
        except sqlite3.Error:
            broken = True
        sheets.append(Sheet(name, rows))
    return sheets, broken


def _rows(connection: sqlite3.Connection, name: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    quoted = '"' + name.replace('"', '""') + '"'
    found = connection.execute(f"SELECT * FROM {quoted} LIMIT {MAX_ROWS}")  # noqa: S608 - the name is quoted
    yield 0, [(at, str(column[0])) for at, column in enumerate(found.description)]
    for number, row in enumerate(found, 1):
        cells = [(at, text) for at, value in enumerate(row) if (text := _cell(value))]
        if cells:
            yield number, cells


def _cell(value: object) -> str:
    if isinstance(value, bytes):
        return f"({len(value):,} bytes)"
    return written(value)[:MAX_CELL_CHARS]
