"""Single files without a case: read in the confined child, and extracted from, here."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.engine.comparing import Held, compared
from sayso.engine.intake import check_regular
from sayso.engine.names import neutral
from sayso.engine.surroundings import kept_inside
from sayso.errors import BadDocument
from sayso.extract import bind, of_sorts
from sayso.extract import extract as extract_content
from sayso.model.document import Document, content_digest, document_id
from sayso.model.ids import sha256_hex
from sayso.model.item import item_id
from sayso.model.reading import Reading
from sayso.model.statement import Sort, Statement
from sayso.nets.attribution import load_tagger
from sayso.present.comparison import Comparison
from sayso.read import LIMITS, MemorySink, Note, confined, protections, read_bytes

__all__ = ["SingleFiles", "protections", "read_file", "statements_of", "text_document"]


ALONE = replace(LIMITS, max_unpacked_bytes=0)
"""Limits under which no byte of what lies inside a file is taken out: there is no case to keep it in."""


class SingleFiles:
    """Reads one file after another in one confined child; what lies inside them is left alone.

    The child's home is an empty folder in the system's temporary folder, removed at the end; no byte of a file is
    written anywhere. Starting the child costs about a fifth of a second.
    """

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._tmp = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sayso-")))
            stack.enter_context(kept_inside(self._tmp))
            self._reader = stack.enter_context(confined(self._tmp, ALONE))
            self._ending = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ending.close()

    def read(self, path: Path) -> Document:
        """The document in one file.

        :raises AskedWrongly: ``no_such_path``, or ``not_a_file``.
        :raises BadDocument: where it cannot be read, or holds no text of its own.
        """
        check_regular(path)
        reading = self._reader.read(path, path.name, self._tmp)
        return _document(path.name, reading, path.read_bytes)

    def held(self, path: Path) -> Held:
        """One file with its bytes and word boxes, to be compared with another.

        :raises AskedWrongly: ``no_such_path``, or ``not_a_file``.
        :raises BadDocument: ``too_large``, or where it cannot be read, or holds no text of its own.
        """
        check_regular(path)
        if path.stat().st_size > ALONE.max_file_bytes:
            raise BadDocument("too_large")
        return self.held_bytes(path.read_bytes(), path.name)

    def held_bytes(self, data: bytes, name: str) -> Held:
        """The same of bytes that lie in no file.

        :raises BadDocument: where they cannot be read, or hold no text of their own.
        """
        document = self.read_bytes(data, name)
        words = {page.number: page.words for page in document.content.pages}
        return Held(document=document, data=data, words=lambda page: words.get(page, b""))

    def compare(self, one: Held, other: Held, *, pictures: bool = True) -> Comparison:
        """Two files side by side: see ``workbench.compare``."""
        return compared(one, other, lambda a, b, asked: self._reader.look(a, b, asked, self._tmp), pictures=pictures)

    def read_bytes(self, data: bytes, name: str) -> Document:
        """The document in ``data``, which is written nowhere.

        :raises BadDocument: where it cannot be read, or holds no text of its own.
        """
        return _document(name, self._reader.read_bytes(data, name, self._tmp), lambda: data)

    def commented(self, data: bytes, notes: Sequence[tuple[str, str]]) -> bytes:
        """The Word document in ``data`` with a comment beside each of the words in ``notes``.

        :raises BadDocument: where it cannot be read.
        """
        reading = self._reader.commented(data, [Note(*note) for note in notes], self._tmp)
        if reading.status == "failed":
            raise BadDocument(reading.reason or "damaged")
        return (self._tmp / "0").read_bytes()


def read_file(path: Path) -> Document:
    """The document in a single file; ``SingleFiles`` is quicker for many.

    :raises AskedWrongly: ``no_such_path``, or ``not_a_file``.
    :raises BadDocument: where it cannot be read, or holds no text of its own.
    """
    with SingleFiles() as files:
        return files.read(path)


def _document(name: str, reading: Reading, data: Callable[[], bytes]) -> Document:
    if reading.content is None:
        # Where members are all there is, that they were not taken out is no fault of theirs.
        raise BadDocument("no_text" if reading.members else reading.reason or "no_text")
    file = neutral(name)
    item = item_id(file, sha256_hex(data()))
    return Document(
        id=document_id(item), item=item, file=file, digest=content_digest(reading.content), content=reading.content
    )


def statements_of(
    document: Document, cue_bias: float = 0.0, sorts: Collection[Sort] | None = None
) -> tuple[Statement, ...]:
    """The statements of one document, of all ``sorts`` or of some, in the order of the text.

    Speakers are names, since nothing is linked.
    """
    found = bind(document, extract_content(document.content, load_tagger(), cue_bias))
    return found if sorts is None else of_sorts(found, sorts)


def text_document(text: str) -> Document:
    """The document that a .txt file with ``text`` would give, read here: plain text needs no confined child.

    :raises BadDocument: ``no_text`` where there is none.
    """
    data = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")
    return _document("text.txt", read_bytes(data, "text.txt", MemorySink(), ALONE), lambda: data)
