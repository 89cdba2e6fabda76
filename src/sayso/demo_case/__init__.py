"""The demo case: fourteen short papers about an invented tram, packed with Sayso.

Every person, place and body in them is fiction. They are built from ``demo/`` in the repository, where the gold
answers lie too.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["unpack"]


def unpack(folder: Path) -> Path:
    """Writes the twelve files of the demo case into ``folder``, made if new, and returns it.

    Files of the same name are written over; nothing else in the folder is touched.

    :raises OSError: where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    packed = sorted((files(__name__) / "files").iterdir(), key=lambda entry: entry.name)
    for entry in packed:
        (folder / entry.name).write_bytes(entry.read_bytes())
    return folder
