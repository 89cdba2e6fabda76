"""Writing the one file that was asked for: whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Writes ``text`` in UTF-8 beside ``path`` and renames it into place.

    :raises OSError: where the folder is missing or cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(text.encode("utf-8", "backslashreplace"))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
