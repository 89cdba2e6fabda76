"""Writing a file that was asked for: whole or not at all, and no other file touched."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sayso.errors import AskedWrongly


@contextmanager
def whole(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    r"""A stream beside ``path`` that takes its place when the block ends well; lone surrogates become ``\udcXX``.

    A link is followed; what is no plain file, as a pipe, is written to as it stands.

    :raises AskedWrongly: ``is_a_folder``, ``no_such_folder``, ``cannot_write``.
    :raises OSError: where the disk is full, or whatever else happens while it is written.
    """
    target = Path(os.path.realpath(path))
    with _refusals(path):
        if target.is_dir():
            raise IsADirectoryError
        plain = target.is_file() or not target.exists()
        part = target.with_name(f".sayso-{secrets.token_hex(8)}.part") if plain else target
        out = part.open("x" if plain else "w", encoding=encoding, errors="backslashreplace", newline="")
    try:
        with out:
            yield out
        if plain:
            with _refusals(path):
                part.replace(target)
    finally:
        if plain:
            part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Puts ``data`` at ``path`` in one step, as ``whole`` does with text.

    :raises AskedWrongly: as ``whole``.
    """
    with whole(path, encoding="latin-1") as out:
        out.buffer.write(data)


def make_folder(path: Path) -> None:
    """Makes the folder ``path`` and those above it, where they are not there.

    :raises AskedWrongly: ``not_a_folder``, ``cannot_write``.
    """
    try:
        with _refusals(path):
            path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise AskedWrongly("not_a_folder", f"{path} is a file", "name a folder") from None


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except IsADirectoryError:
        raise AskedWrongly("is_a_folder", f"{path} is a folder", "name a file in it") from None
    except FileNotFoundError:
        raise AskedWrongly(
            "no_such_folder", f"there is no folder {path.parent} to write to", "make that folder first"
        ) from None
    except NotADirectoryError:
        raise AskedWrongly("not_a_folder", f"{path} lies under a file, not a folder", "name another place") from None
    except PermissionError:
        raise AskedWrongly(
            "cannot_write", f"the system does not let Sayso write {path}", "check who owns the folder, or name another"
        ) from None
