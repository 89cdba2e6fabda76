"""The draft of a check, read in the confined child, as every other file."""

from __future__ import annotations

from pathlib import Path

from sayso.engine.single import SingleFiles, statements_of
from sayso.model.document import Document
from sayso.model.statement import Statement


def read_draft(path: Path | str, data: bytes | None = None) -> tuple[Document, tuple[Statement, ...]]:
    """The draft at ``path``, or in ``data``, with what it attributes to whom.

    :raises AskedWrongly: ``no_such_path``, ``not_a_file``.
    :raises BadDocument: where it cannot be read, or holds no text.
    """
    with SingleFiles() as files:
        draft = files.read(Path(path)) if data is None else files.read_bytes(data, str(path))
    return draft, statements_of(draft)
