"""Everything under a path, as it is found: sorted by name, links never followed, other cases left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.engine.names import relative_name
from sayso.read.limits import LIMITS


class Found(NamedTuple):
    """A file below a root: its name relative to it, where it lies, its size, and why it is not taken, if so."""

    name: str
    path: Path
    bytes: int = 0
    reason: str | None = None


def walk(path: Path, case: Path) -> Iterator[Found]:
    """Everything at or under ``path``, sorted by name; hidden files too, links never followed, the case left out."""
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        yield Found(relative_name([path.name]), path, reason=reason_of(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk_folder(path, case.resolve())
    else:
        yield _found(path, (path.name,))


def _walk_folder(root: Path, case: Path) -> Iterator[Found]:
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        parts = waiting.pop()
        path = root.joinpath(*parts)
        try:
            with os.scandir(path) as entries:
                inside = sorted((os.fsencode(e.name), e.name, e.is_dir(follow_symlinks=False)) for e in entries)
        except OSError as error:
            yield Found(relative_name(parts or (root.resolve().name,)), path, reason=reason_of(error))
            continue
        for _, name, folder in reversed(inside):
            if folder and (path / name).resolve() != case and not _is_case(path / name):
                waiting.append((*parts, name))
        for _, name, folder in inside:
            if not folder:
                yield _found(path / name, (*parts, name))
            elif _is_case(path / name) and (path / name).resolve() != case:
                yield Found(relative_name((*parts, name)), path / name, reason="another_case")


def _is_case(folder: Path) -> bool:
    """Whether a folder is a case: its originals would count as papers of this one, and its records as text."""
    try:
        return folder.name.endswith(".sayso") and (folder / "case.db").is_file()
    except OSError:
        return False


def _found(path: Path, parts: tuple[str, ...]) -> Found:
    name = relative_name(parts)
    try:
        status = path.lstat()
    except OSError as error:
        return Found(name, path, reason=reason_of(error))
    if stat.S_ISLNK(status.st_mode):
        return Found(name, path, reason="link")
    if not stat.S_ISREG(status.st_mode):
        return Found(name, path, reason="device")
    if status.st_size > LIMITS.max_file_bytes:
        return Found(name, path, status.st_size, "too_large")
    return Found(name, path, status.st_size)


def reason_of(error: OSError) -> str:
    """Why a file could not be looked at."""
    return "vanished" if isinstance(error, FileNotFoundError) else "unreadable"
