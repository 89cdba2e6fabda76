"""Writing the one file that was asked for, and never over what a case is made of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from sayso.errors import AskedWrongly
from sayso.present.whole import whole

OWN = ("case.db", "blobs", "derived", "tmp", "writer.")
"""How the names open that Sayso itself gives in a case."""


def write_text(path: Path, text: str) -> None:
    """Writes ``text`` in UTF-8 to ``path``, whole or not at all.

    :raises AskedWrongly: where it cannot be written there.
    """
    with whole(path) as out:
        out.write(text)


def write_bytes(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path``, whole or not at all.

    :raises AskedWrongly: where it cannot be written there.
    """
    with whole(path, "latin-1") as out:  # one character a byte, and line ends are left alone
        out.write(data.decode("latin-1"))


def ending_of(path: Path, endings: Sequence[str]) -> str:
    """The ending of a file to be written, which chooses its form.

    :raises click.UsageError: where it is none of ``endings``.
    """
    ending = path.suffix.lower()
    if ending not in endings:
        raise click.UsageError(f"-o wants a file that ends in one of {' '.join(endings)}.")
    return ending


def check_spares(case: Path, path: Path) -> None:
    """Refuses to write over what ``case`` is made of; a new file or folder of its own may stand in it.

    :raises AskedWrongly: ``path_in_case``.
    """
    home, target = Path(os.path.realpath(case)), Path(os.path.realpath(path))
    if not target.is_relative_to(home):
        return
    inside = target.relative_to(home).parts
    if not inside or inside[0].startswith(OWN):
        raise AskedWrongly("path_in_case", f"{path} belongs to the case itself", "name another place")
