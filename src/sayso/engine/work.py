"""What one worker does: reads a file in its confined child, or extracts from a content. Results are plain values.

A worker holds one confined reader and one network, made when they are first needed and kept for the next task.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from sayso.model.codec import from_bytes, to_bytes
from sayso.model.document import Content, content_digest
from sayso.model.reading import Member, Reading
from sayso.read.limits import LIMITS

if TYPE_CHECKING:
    from sayso.nets.attribution import Tagger
    from sayso.read import ConfinedReader

GRACE_SECONDS = 60.0
"""How much longer than its child a worker may take over a file, to hash and hand over what was read."""
EXTRACT_SECONDS = 120.0
"""Time for the shortest content; the network's loading on a busy machine is in it."""
EXTRACT_BYTES_PER_SECOND = 1000
"""A twentieth of what one busy thread does: beyond that something hangs."""


class ReadTask(NamedTuple):
    """Bytes to read, what may be known of their name, and a folder of the task's own for members."""

    path: str
    suffix: str
    tmp: str
    ocr: bool = False
    """Whether pages that are pictures are read too."""
    passwords: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """Time by the clock after which the worker is given up; the child watches over each page by itself."""
        pages = LIMITS.ocr_seconds + LIMITS.ocr_page_wall_seconds if self.ocr else 0.0
        return LIMITS.wall_seconds + pages + GRACE_SECONDS


class ExtractTask(NamedTuple):
    """A content, packed, to extract from."""

    content: bytes
    cue_bias: float

    @property
    def seconds(self) -> float:
        """Time by the clock after which the worker is given up."""
        return EXTRACT_SECONDS + len(self.content) / EXTRACT_BYTES_PER_SECOND


Task = ReadTask | ExtractTask


class ReadDone(NamedTuple):
    """What a reading came to: the reading packed without word boxes, these by page, and what its item needs to know."""

    reading: bytes
    words: tuple[tuple[int, bytes], ...]
    outcome: Outcome


class Outcome(NamedTuple):
    """What becomes of an item by its reading."""

    status: Literal["read", "partial", "failed"]
    reason: str | None
    media_type: str
    content: str | None = None
    members: tuple[Member, ...] = ()
    waits: bool = False
    """Whether recognition would tell more."""
    pages: int = 0


class ExtractDone(NamedTuple):
    """What extraction found, packed."""

    extraction: bytes


class Lost(NamedTuple):
    """A task that gave nothing: its reason is one of ``errors.REASONS``."""

    reason: str


Done = ReadDone | ExtractDone | Lost


class Tools:
    """A worker's confined reader and network."""

    def __init__(self) -> None:
        self._ending = ExitStack()
        self._reader: ConfinedReader | None = None
        self._tagger: Tagger | None = None

    def reader(self, home: Path) -> ConfinedReader:
        """The confined reader, started when first asked for; its own files lie in ``home``, which outlives tasks."""
        if self._reader is None:
            from sayso.read import confined  # noqa: PLC0415 - extraction alone needs no reader

            self._reader = self._ending.enter_context(confined(home))
        return self._reader

    def tagger(self) -> Tagger:
        """The shipped network, loaded when first asked for."""
        if self._tagger is None:
            from sayso.nets.attribution import load_tagger  # noqa: PLC0415 - reading alone needs no network

            self._tagger = load_tagger()
        return self._tagger

    def close(self) -> None:
        """Ends the confined child."""
        self._ending.close()
        self._reader = None


def perform(task: Task, tools: Tools) -> Done:
    """Does one task. A document on which extraction breaks costs itself alone."""
    if isinstance(task, ReadTask):
        return _read(task, tools.reader(Path(task.tmp).parent))
    tagger = tools.tagger()
    try:
        return _extract(task, tagger)
    except MemoryError:
        return Lost("out_of_memory")
    except Exception:  # noqa: BLE001 - the documented edge: one bad document never stops the pile
        return Lost("crashed")


def packed(reading: Reading) -> tuple[bytes, tuple[tuple[int, bytes], ...]]:
    """A reading without its word boxes as bytes, and the word boxes by page."""
    content = reading.content
    if content is None:
        return to_bytes(reading), ()
    words = tuple((page.number, page.words) for page in content.pages if page.words)
    bare = replace(content, pages=tuple(replace(page, words=b"") for page in content.pages))
    return to_bytes(replace(reading, content=bare)), words


def outcome(reading: Reading) -> Outcome:
    """What a reading means for its item."""
    digest = content_digest(reading.content) if reading.content is not None else None
    pages = len(reading.content.pages) if reading.content is not None else 0
    return Outcome(reading.status, reading.reason, reading.media_type, digest, reading.members, reading.waits, pages)


def _read(task: ReadTask, reader: ConfinedReader) -> ReadDone:
    # The reader is told the suffix alone: a reading hangs on bytes and suffix, and no name reaches a hostile parser.
    reader.passwords = task.passwords
    reading = reader.read(Path(task.path), f"file{task.suffix}", Path(task.tmp), ocr=task.ocr)
    data, words = packed(reading)
    return ReadDone(data, words, outcome(reading))


def _extract(task: ExtractTask, tagger: Tagger) -> ExtractDone:
    from sayso.extract import extract  # noqa: PLC0415 - reading alone needs none of it

    return ExtractDone(to_bytes(extract(from_bytes(task.content, Content), tagger, task.cue_bias)))
