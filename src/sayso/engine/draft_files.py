"""The draft of a check, read in the confined child, as every other file."""

from __future__ import annotations

from pathlib import Path

from sayso.engine.single import SingleFiles, statements_of
from sayso.model.document import Document
from sayso.model.statement import Statement
from sayso.present.check_docx import notes, plain_docx
from sayso.present.checked import Checked


def read_draft(path: Path | str, data: bytes | None = None) -> tuple[Document, tuple[Statement, ...]]:
    """The draft at ``path``, or in ``data``, with what it attributes to whom.

    :raises AskedWrongly: ``no_such_path``, ``not_a_file``.
    :raises BadDocument: where it cannot be read, or holds no text.
    """
    with SingleFiles() as files:
        draft = files.read(Path(path)) if data is None else files.read_bytes(data, str(path))
    return draft, statements_of(draft)


def commented_draft(checked: Checked, path: Path | str, data: bytes | None = None) -> bytes:
    """The draft as a Word document with one comment a finding: itself if it is one, else one made from its text.

    :raises BadDocument: where it cannot be read.
    """
    told = list(notes(checked))
    held = None
    if str(path).lower().endswith(".docx"):
        held = Path(path).read_bytes() if data is None else data
    with SingleFiles() as files:
        if held is None or not told:
            made = plain_docx(checked.text)
            return files.commented(made, told) if told else held or made
        return files.commented(held, told)
