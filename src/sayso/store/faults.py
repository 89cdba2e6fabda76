"""What can go wrong with a case on disk, each with its permanent code, a clear sentence and a next step."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import AskedWrongly, OurFault, SaysoError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SQLITE_FULL = {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}
_SQLITE_DENIED = {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"}
_SQLITE_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_TOOBIG", "SQLITE_FORMAT", "SQLITE_MISMATCH"}


def case_missing(path: Path) -> SaysoError:
    """Nothing lies at ``path``."""
    return AskedWrongly("case_missing", f"there is no case at {path}", f"make one with: sayso add {path} FILES")


def parent_missing(path: Path) -> SaysoError:
    """A case was to be made in a folder that is not there."""
    return AskedWrongly(
        "parent_missing", f"there is no folder {path.parent} to make the case in", "make that folder first"
    )


def not_a_case(path: Path, why: str) -> SaysoError:
    """Something else lies at ``path``."""
    return AskedWrongly("not_a_case", f"{path} is not a case: {why}", "name a folder that Sayso made, or a new one")


def case_unreadable(path: Path) -> SaysoError:
    """The system does not let us in."""
    return AskedWrongly("case_unreadable", f"the system does not let Sayso open {path}", "check who owns it")


def case_unwritable() -> SaysoError:
    """The case can be read but not written."""
    return AskedWrongly(
        "case_unwritable", "the system does not let Sayso write to this case", "check who owns it, or copy it elsewhere"
    )


def case_newer() -> SaysoError:
    """The case was written by a later version."""
    return AskedWrongly(
        "case_newer",
        "this case was made by a newer Sayso than this one",
        "update Sayso: python -m pip install --upgrade sayso",
    )


def case_busy(who: str) -> SaysoError:
    """Another process writes to the case; ``who`` names it."""
    return AskedWrongly("case_busy", f"{who} is writing to this case", "wait until it has ended, or end it")


def case_in_use() -> SaysoError:
    """A reader keeps erased words in the log."""
    return AskedWrongly(
        "case_in_use",
        "another program has this case open, so what was erased is not yet gone from its files",
        "close that program and run the command again",
    )


def case_tampered(what: str) -> SaysoError:
    """The case holds what Sayso never put there."""
    return OurFault(
        "case_tampered",
        f"this case was changed by something other than Sayso: {what}",
        "do not trust it; go back to a copy, or make the case again from the originals",
    )


def case_damaged() -> SaysoError:
    """The records cannot be read."""
    return OurFault(
        "case_damaged",
        "the records of this case are damaged",
        "go back to a copy, or make the case again from its blobs folder, which holds the originals",
    )


def disk_full() -> SaysoError:
    """No room is left."""
    return AskedWrongly(
        "disk_full", "the disk is full", "free some room and run the same command again; finished work is kept"
    )


def bad_query(what: str) -> SaysoError:
    """A search that cannot be understood."""
    return AskedWrongly(
        "bad_query",
        f"the query cannot be understood: {what}",
        'an example: "harbour master" AND (crane OR lift*) NOT drill, or: crane NEAR/5 inspector',
    )


def index_broken() -> SaysoError:
    """The derived index failed; it is rebuilt next time."""
    return OurFault("index_broken", "the search index is damaged", "run the same command again; the index is rebuilt")


def doubled_row() -> SaysoError:
    """Two findings of one table under one id."""
    return OurFault("doubled_row", "a finding was published twice under one id", "please report the code")


def nested_writing() -> SaysoError:
    """A transaction inside a transaction."""
    return OurFault("nested_writing", "a transaction was begun inside another", "please report the code")


def read_only() -> SaysoError:
    """Something was to be written to a case opened for reading."""
    return OurFault("read_only", "this case was opened for reading only", "please report the code")


def case_older() -> SaysoError:
    """The case must be migrated, which needs the writer's lock."""
    return OurFault("case_older", "this case has to be brought up to date first", "open it for writing")


def blob_missing() -> SaysoError:
    """An original is not where it was put."""
    return OurFault(
        "blob_missing", "an original is missing from this case", "sayso verify lists what is missing; add it again"
    )


def other_process(pid: str, host: str) -> str:
    """How a message names another process."""
    return f"another Sayso (process {pid} on {host})" if pid else "another Sayso"


@contextmanager
def sqlite_faults() -> Iterator[None]:
    """Turns what SQLite raises inside the block into the errors of this module."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error) from error


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turns a full or closed disk inside the block into the errors of this module; other errors pass."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full() from error
        if error.errno in _DENIED:
            raise case_unwritable() from error
        raise


def _translated(error: sqlite3.Error) -> SaysoError:
    name = getattr(error, "sqlite_errorname", "") or ""
    base = "_".join(name.split("_")[:2])
    if name in _SQLITE_FULL:
        return disk_full()
    if base in _SQLITE_DENIED:
        return case_unwritable()
    if base in _SQLITE_DAMAGED or (not name and isinstance(error, sqlite3.OperationalError)):  # text that is no UTF-8
        return case_damaged()
    if base in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
        return case_busy("another program")
    return OurFault("store_failed", "the records could not be read or written", "please report the code")
