"""The shape of ``case.db``: numbered migrations, applied on opening, and the check that nothing else was added."""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.store import faults

APPLICATION_ID = 0x53415953
"""Says SAYS; marks a database as a case."""

_FILE = re.compile(r"(\d{4})_\w+\.sql")
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


@cache
def migrations() -> tuple[str, ...]:
    """The SQL of every migration in order; the first leads from nothing to version 1."""
    found = {}
    for entry in files("sayso.store").joinpath("migrations").iterdir():
        if match := _FILE.fullmatch(entry.name):
            found[int(match[1])] = entry.read_text(encoding="utf-8")
    return tuple(found[number] for number in sorted(found))


def latest() -> int:
    """The version this Sayso writes."""
    return len(migrations())


def version(con: sqlite3.Connection, path: Path) -> int:
    """The version of an open database; 0 where it is empty.

    :raises AskedWrongly: ``not_a_case`` or ``case_newer``.
    :raises OurFault: ``case_tampered`` where its tables are not those of its version.
    """
    number = int(con.execute("PRAGMA user_version").fetchone()[0])
    application = con.execute("PRAGMA application_id").fetchone()[0]
    shape = _shape(con)
    if not application and not number and not shape:
        return 0
    if application != APPLICATION_ID:
        raise faults.not_a_case(path, "its case.db was made by another program")
    if number > latest():
        raise faults.case_newer()
    if shape != _expected(number):
        raise faults.case_tampered("its tables are not those that Sayso makes")
    return number


def upgrade(con: sqlite3.Connection, *, at: int, to: int | None = None) -> None:
    """Applies the migrations after version ``at`` in one transaction, all or none."""
    to = latest() if to is None else to
    con.execute("BEGIN IMMEDIATE")
    try:
        for script in migrations()[at:to]:
            for statement in _statements(script):
                con.execute(statement)
        con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        con.execute(f"PRAGMA user_version = {to}")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


@cache
def _expected(number: int) -> tuple[tuple[str, ...], ...]:
    con = sqlite3.connect(":memory:", isolation_level=None)
    try:
        upgrade(con, at=0, to=number)
        return _shape(con)
    finally:
        con.close()


def _shape(con: sqlite3.Connection) -> tuple[tuple[str, ...], ...]:
    return tuple(con.execute(_SCHEMA))


def _statements(script: str) -> list[str]:
    """The statements of a script; ``executescript`` would commit on its own."""
    out, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            out.append(current)
            current = ""
    return out
