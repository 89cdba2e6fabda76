"""The link index: what linking knows of the pile in a form that one more document changes at a few places.

Derived from the records and made again when in doubt. It says which generation of findings it belongs to: one that
was cut short, one of an older Sayso and one that came with a copied case are put away unread.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sayso.store import faults
from sayso.store.queries import queries

LINKS = "links.db"
LINKS_VERSION = "6"
"""Moves on when something is kept differently."""

_DEFENSIVE = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",
)
_OF_LINES = (
    *("noted", "heading", "stated", "question", "asks", "line", "speaks_for", "cited", "head", "entity", "record"),
    *("kept", "said", "term", "near", "hold", "claim"),
)
"""The tables of what is kept of statements, names and claims."""
_SHAPE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
_LARGEST = 1 << 30


class LinkIndex:
    """The index in ``folder``, or in memory without one; open for one transaction, kept if ``keep`` ends it.

    Opened, it is the index that belongs to ``stamp`` and was made under ``key``, or an ``empty`` one.
    """

    def __init__(self, folder: Path | None, stamp: str, key: str) -> None:
        self._path = folder / LINKS if folder else None
        self._sql = queries("links")
        self._key = f"{LINKS_VERSION} {key}"
        with faults.disk_faults(), faults.sqlite_faults():
            self._con = self._opened(stamp)
            self._con.execute("BEGIN IMMEDIATE")

    @property
    def empty(self) -> bool:
        """Whether it holds no text and no document yet."""
        return self.one("members") is None

    def one(self, query: str, *values: object) -> Any:
        """The first row, or None."""
        return self._con.execute(self._sql[query], values).fetchone()

    def value(self, query: str, *values: object) -> Any:
        """The first column of the first row, which is there."""
        return self._con.execute(self._sql[query], values).fetchone()[0]

    def all(self, query: str, *values: object) -> list[Any]:
        """Every row."""
        return self._con.execute(self._sql[query], values).fetchall()

    def each(self, query: str, *values: object) -> Iterable[Any]:
        """Every row, read as it is asked for; nothing of these tables may be written meanwhile."""
        return self._con.execute(self._sql[query], values)

    def do(self, query: str, *values: object) -> None:
        """Writes one thing."""
        self._con.execute(self._sql[query], values)

    def many(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Writes many."""
        self._con.executemany(self._sql[query], rows)

    def forget_lines(self) -> None:
        """Forgets what is kept of statements, names and claims."""
        for name in _OF_LINES:
            self.do(f"empty_{name}")

    def keep(self, stamp: str) -> None:
        """Ends the transaction: from now on it is the index of the generation with this stamp."""
        with faults.disk_faults(), faults.sqlite_faults():
            self.do("put_meta", "stamp", stamp)
            self.do("put_meta", "key", self._key)
            self.do("put_meta", "home", self._home())
            self._con.execute("COMMIT")

    def close(self) -> None:
        """Lets go of it; what was not kept is forgotten."""
        self._con.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _opened(self, stamp: str) -> sqlite3.Connection:
        if self._path is None:
            return _made(_connected(":memory:"), self._sql)
        with suppress(sqlite3.DatabaseError, FileNotFoundError):
            con = _connected(f"{self._path.absolute().as_uri()}?mode=rw")
            if self._belongs(con, stamp):
                return con
            con.close()
        discard(self._path.parent)
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return _made(_connected(f"{self._path.absolute().as_uri()}?mode=rw"), self._sql)

    def _belongs(self, con: sqlite3.Connection, stamp: str) -> bool:
        if not stamp or _shape(con) != _expected():
            return False
        found = dict(con.execute("SELECT name, value FROM meta"))
        return found == {"stamp": stamp, "key": self._key, "home": self._home()}

    def _home(self) -> str:
        """Where it was made: an index that came with a copied case is somebody else's."""
        if self._path is None:
            return ""
        found = self._path.stat()
        return f"{found.st_dev} {found.st_ino}"


def discard(folder: Path) -> None:
    """Deletes the index in ``folder``, where there is one."""
    for name in (LINKS, f"{LINKS}-journal"):
        (folder / name).unlink(missing_ok=True)


def _connected(uri: str) -> sqlite3.Connection:
    con = sqlite3.connect(uri, uri=True, isolation_level=None)
    con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    for pragma in _DEFENSIVE:
        con.execute(pragma)
    return con


def _made(con: sqlite3.Connection, sql: Any) -> sqlite3.Connection:
    con.execute("BEGIN")
    for name, statement in sql.items():
        if name.startswith("make_"):
            con.execute(statement)
    con.execute("COMMIT")
    return con


def _shape(con: sqlite3.Connection) -> list[Any]:
    return con.execute(_SHAPE).fetchall()


def _expected() -> list[Any]:
    con = _made(_connected(":memory:"), queries("links"))
    try:
        return _shape(con)
    finally:
        con.close()
