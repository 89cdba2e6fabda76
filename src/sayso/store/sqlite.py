"""The store in one SQLite file: write-ahead log, every commit on disk before it is acknowledged.

What must hold: a view never sees half a transaction; a forgotten byte is overwritten at once (``secure_delete``) and
gone from every file after ``compact``; no cell is larger than a chunk; nothing is written outside the case, so that
SQLite's own temporary tables stay in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.store import faults, schema
from sayso.store.protocol import Flaw
from sayso.store.sqlite_check import flaws
from sayso.store.sqlite_view import SqliteView
from sayso.store.sqlite_writer import CHUNK_BYTES, SqliteWriter

MAX_CELL_BYTES = 64 << 20
"""SQLite refuses any longer value, its own or a stranger's."""

BUSY_SECONDS = 10.0
"""How long a commit waits for somebody else's."""

LOG_BYTES = 64 << 20
"""A log that was longer is cut to this; a longer one is copied into the file before work begins on what it holds."""

_MAGIC = b"SQLite format 3\0"

_DEFENSIVE = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)
_FOR_WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA journal_size_limit = {LOG_BYTES}",
)


class SqliteStore:
    """The records of a case in ``path``.

    Opened for writing it makes the file where there is none, and brings an older one up to date.

    :raises AskedWrongly: ``not_a_case``, ``case_newer``, ``case_unreadable``.
    :raises OurFault: ``case_tampered``, ``case_damaged``; ``case_older`` where it would have to be written to.
    """

    def __init__(self, path: Path, *, write: bool = False, tmp: Path | None = None, chunk: int = CHUNK_BYTES) -> None:
        self._path = path
        self._tmp = tmp or path.parent
        self._chunk = chunk
        self._writer: sqlite3.Connection | None = None
        self._busy = False
        with faults.sqlite_faults():
            self._open(write=write)

    @contextmanager
    def view(self) -> Iterator[SqliteView]:
        """A snapshot for as long as the block lasts, on a connection of its own that cannot write."""
        with faults.sqlite_faults():
            con = _reading(self._path)
            try:
                con.execute("BEGIN DEFERRED")
                view = SqliteView(con)
                view.generation()  # the snapshot is taken by the first read
                yield view
            finally:
                con.close()

    @contextmanager
    def writing(self) -> Iterator[SqliteWriter]:
        """A transaction: committed and safe on disk when the block has ended."""
        con = self._connection()
        with faults.disk_faults(), faults.sqlite_faults():
            con.execute("BEGIN IMMEDIATE")
            self._busy = True
            try:
                yield SqliteWriter(con, self._chunk)
                con.execute("COMMIT")
            finally:
                self._busy = False
                if con.in_transaction:
                    con.execute("ROLLBACK")

    def fold(self) -> None:
        """Copies a long log into the file: a view looks through the whole log for each page it reads."""
        con, log = self._connection(), self._path.with_name(f"{self._path.name}-wal")
        if log.exists() and log.stat().st_size > LOG_BYTES:
            with faults.disk_faults(), faults.sqlite_faults():
                con.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def compact(self) -> None:
        """Rewrites every page and empties the log; takes room for a second copy in ``tmp`` and a third in the log."""
        con = self._connection()
        fresh = self._tmp / "compact.db"
        fresh.unlink(missing_ok=True)
        with faults.disk_faults(), faults.sqlite_faults():
            try:
                _private_file(fresh)
                # VACUUM alone would copy by way of a temporary file outside the case.
                con.execute("VACUUM INTO ?", (str(fresh),))
                _copy_over(fresh, con)
                busy = con.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                fresh.unlink(missing_ok=True)
        if busy:
            raise faults.case_in_use()

    def check(self) -> tuple[Flaw, ...]:
        """Everything about the records that is not as it was written; reads them all."""
        with faults.sqlite_faults():
            con = _reading(self._path)
            try:
                con.execute("BEGIN DEFERRED")
                schema.version(con, self._path.parent)
                return tuple(flaws(con))
            finally:
                con.close()

    def close(self) -> None:
        """Empties the log into the file and lets go of it."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _open(self, *, write: bool) -> None:
        version = schema_version(self._path)
        if write:
            _private_file(self._path)
            self._writer = _writing(self._path)
            if version < schema.latest():
                schema.upgrade(self._writer, at=version)
        elif version == 0:
            raise faults.not_a_case(self._path.parent, "its case.db is empty")
        elif version < schema.latest():
            raise faults.case_older()

    def _connection(self) -> sqlite3.Connection:
        if self._writer is None:
            raise faults.read_only()
        if self._busy:
            raise faults.nested_writing()
        return self._writer


def schema_version(path: Path) -> int:
    """The version of the database at ``path``, checked against its tables; 0 for an empty or missing file.

    :raises SaysoError: as ``schema.version``; ``not_a_case`` where it is no database, ``case_unreadable``.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise faults.case_unreadable(path) from error
    if not head:
        return 0
    if head != _MAGIC:
        raise faults.not_a_case(path.parent, "its case.db is not a database")
    with faults.sqlite_faults():
        con = _reading(path)
        try:
            return schema.version(con, path.parent)
        finally:
            con.close()


def _writing(path: Path) -> sqlite3.Connection:
    if not os.access(path, os.W_OK):  # SQLite would open it all the same, for reading
        raise faults.case_unwritable()
    con = _connect(f"{path.absolute().as_uri()}?mode=rw")
    for pragma in _FOR_WRITING:
        con.execute(pragma)
    return con


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; a folder that cannot be written is read as it lies."""
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    log = path.with_name(path.name + "-wal")
    frozen = mode == "ro" and not log.exists()
    con = _connect(f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if frozen else ''}")
    con.execute("PRAGMA query_only = ON")
    return con


def _connect(uri: str) -> sqlite3.Connection:
    con = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
    con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL_BYTES)
    for pragma in _DEFENSIVE:
        con.execute(pragma)
    return con


def _private_file(path: Path) -> None:
    """Makes an empty file that only its owner can read; SQLite gives its log the same rights."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _copy_over(source: Path, con: sqlite3.Connection) -> None:
    fresh = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    try:
        fresh.backup(con)
    finally:
        fresh.close()
