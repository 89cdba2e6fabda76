"""The case: a folder that can be moved or copied whole, opened with care and left tidy.

Everything inside is named by us: ``case.db``, ``blobs/ab/<sha256>``, ``derived/``, ``tmp/``, and the writer's lock. No
name of a document, no absolute path, no link.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.store import faults, schema
from sayso.store.blobs import Blobs
from sayso.store.lock import WriterLock
from sayso.store.protocol import Store, Writer
from sayso.store.search import SearchIndex
from sayso.store.sqlite import SqliteStore, schema_version

DATABASE, BLOBS, DERIVED, TMP = "case.db", "blobs", "derived", "tmp"
_FOLDERS = (BLOBS, DERIVED, TMP)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case: its records, originals, search index, and a folder for temporary files that ends with it."""

    path: Path
    store: Store
    blobs: Blobs
    tmp: Path
    """Empty, the case's own; nothing temporary may lie anywhere else."""
    derived: Path
    """What can be made again; anybody may delete it while the case is closed."""
    index: SearchIndex
    _ending: ExitStack = field(default_factory=ExitStack, repr=False)

    @contextmanager
    def noting(self) -> Iterator[Writer]:
        """One short transaction without the writer's lock, beside whoever else writes; for what nobody else reads then.

        :raises AskedWrongly: ``case_unwritable``, ``disk_full``; ``case_busy`` where another writes for long.
        """
        with (
            faults.disk_faults(),
            closing(SqliteStore(self.path / DATABASE, write=True)) as store,
            store.writing() as writer,
        ):
            yield writer

    def close(self) -> None:
        """Empties ``tmp`` and lets go of every file and the lock; a second call does nothing."""
        self._ending.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_case(path: Path, *, create: bool = False, write: bool = False) -> OpenCase:
    """Opens the case at ``path``.

    With ``create`` one is made where nothing, or an empty folder, lies. With ``write`` the writer's lock is held until
    it is closed; ``tmp`` is emptied. A case of an older version is brought up to date first.

    :raises AskedWrongly: ``case_missing``, ``parent_missing``, ``not_a_case``, ``case_unreadable``, ``case_newer``,
        ``case_busy``, ``case_unwritable``, ``disk_full``.
    :raises OurFault: ``case_tampered``, ``case_damaged``.
    """
    path = path.absolute()
    with ExitStack() as ending:
        _enter(path, create=create)
        _refuse_links(path)
        version = schema_version(path / DATABASE)
        if not version and not create:
            raise faults.not_a_case(path, "its making was cut short")
        if write or version < schema.latest():
            _ready(path, ending, write=write)
        tmp = _tmp(path, ending, write=write)
        store = SqliteStore(path / DATABASE, write=write, tmp=tmp)
        ending.callback(store.close)
        return OpenCase(
            path=path,
            store=store,
            blobs=Blobs(path / BLOBS, tmp),
            tmp=tmp,
            derived=path / DERIVED,
            index=SearchIndex(path / DERIVED / "search", tmp),
            _ending=ending.pop_all(),
        )


def empty_folder(folder: Path) -> None:
    """Removes everything in ``folder``, never what a link in it points to; what is in use elsewhere stays."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(OSError):
                    Path(entry.path).unlink()


def _enter(path: Path, *, create: bool) -> None:
    """Makes sure that ``path`` is the folder of a case, or with ``create`` becomes one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        _make(path, create=create)
        return
    except OSError as error:
        raise faults.case_unreadable(path) from error
    if not stat.S_ISDIR(mode):
        raise faults.not_a_case(path, "it is a file")
    try:
        names = {entry.name for entry in path.iterdir()}
    except OSError as error:
        raise faults.case_unreadable(path) from error
    if DATABASE in names:
        return
    if not create:
        raise faults.not_a_case(path, f"it holds no {DATABASE}")
    # A creation that was cut short leaves nothing but our own names, and part of the word on who was writing.
    if any(name not in _FOLDERS and not name.startswith(("writer.lock", "writer.pid")) for name in names):
        raise faults.not_a_case(path, "it is a folder of other files")


def _make(path: Path, *, create: bool) -> None:
    if not create:
        raise faults.case_missing(path)
    if not path.parent.is_dir():
        raise faults.parent_missing(path)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        return
    except PermissionError as error:
        raise faults.case_unreadable(path.parent) from error


def _refuse_links(path: Path) -> None:
    """No entry of a case is a link: it could lead reading and writing anywhere."""
    for folder in (path, path / BLOBS, *_folders_in(path / DERIVED)):
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if _leads_elsewhere(entry):
                    raise faults.case_tampered("it holds a link")


def _folders_in(folder: Path) -> Iterator[Path]:
    """``folder`` and every folder in it, each before what it holds, so that no link is followed that was not seen."""
    yield folder
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _folders_in(Path(entry.path))


def _leads_elsewhere(entry: os.DirEntry[str]) -> bool:
    """Whether it is a symbolic link, or on Windows a junction; cloud placeholders there are neither."""
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return entry.is_symlink() or (bool(tag) and tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", 0))


def _ready(path: Path, ending: ExitStack, *, write: bool) -> None:
    """Takes the lock, makes what is missing and brings the records up to date; keeps the lock for a writer."""
    lock = WriterLock(path)
    lock.take()
    with ExitStack() as here:
        here.callback(lock.release)
        with suppress(PermissionError):  # somebody else's case that we may write to
            path.chmod(0o700)
        with faults.disk_faults():
            for name in _FOLDERS:
                (path / name).mkdir(mode=0o700, exist_ok=True)
            empty_folder(path / TMP)
        SqliteStore(path / DATABASE, write=True).close()
        if write:
            ending.push(here.pop_all())


def _tmp(path: Path, ending: ExitStack, *, write: bool) -> Path:
    """The writer has ``tmp`` for itself, emptied again at the end; a reader has a folder in it."""
    tmp = path / TMP if write else path / TMP / f"reader-{secrets.token_hex(8)}"
    if write:
        ending.callback(empty_folder, tmp)
    else:
        with suppress(OSError):  # a case on a disk that cannot be written is read without
            (path / TMP).mkdir(mode=0o700, exist_ok=True)
            tmp.mkdir(mode=0o700)
            ending.callback(shutil.rmtree, tmp, ignore_errors=True)
    return tmp
