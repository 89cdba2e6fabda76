"""Single files without a case: read in the confined child, and extracted from, here."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from sayso.engine.intake import check_regular
from sayso.engine.names import neutral
from sayso.engine.surroundings import kept_inside
from sayso.errors import BadDocument
from sayso.extract import bind
from sayso.extract import extract as extract_content
from sayso.model.document import Document, content_digest, document_id
from sayso.model.ids import sha256_hex
from sayso.model.item import item_id
from sayso.model.statement import Statement
from sayso.nets.attribution import load_tagger
from sayso.read import LIMITS, confined, protections

__all__ = ["protections", "read_file", "statements_of"]


ALONE = replace(LIMITS, max_unpacked_bytes=0)
"""Limits under which no byte of what lies inside a file is taken out: there is no case to keep it in."""


def read_file(path: Path) -> Document:
    """The document in a single file, read in a confined child; what lies inside it is left alone.

    The child's home is an empty folder in the system's temporary folder, removed at the end; no byte of the file is
    written anywhere.

    :raises AskedWrongly: ``no_such_path``, or ``not_a_file``.
    :raises BadDocument: where it cannot be read, or holds no text of its own.
    """
    check_regular(path)
    with (
        tempfile.TemporaryDirectory(prefix="sayso-") as tmp,
        kept_inside(Path(tmp)),
        confined(Path(tmp), ALONE) as reader,
    ):
        reading = reader.read(path, path.name, Path(tmp))
    if reading.content is None:
        # Where members are all there is, that they were not taken out is no fault of theirs.
        raise BadDocument("no_text" if reading.members else reading.reason or "no_text")
    file = neutral(path.name)
    item = item_id(file, sha256_hex(path.read_bytes()))
    return Document(
        id=document_id(item), item=item, file=file, digest=content_digest(reading.content), content=reading.content
    )


def statements_of(document: Document, cue_bias: float = 0.0) -> tuple[Statement, ...]:
    """The statements of one document, in the order of the text; speakers are names, since nothing is linked."""
    return bind(document, extract_content(document.content, load_tagger(), cue_bias))
