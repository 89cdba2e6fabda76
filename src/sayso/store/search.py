"""The search index: derived from the records, stamped with what it was built from, made again when in doubt.

Where documents only came, the last index goes on with their lines; where one went, it is made again, so that nothing
of it is left.

An index lies in a folder named by its stamp and is put there whole by one rename, so that no reader meets half of one
and nobody has to lock anything. The stamp remembers the folder's number on its disk: an index that came with a copied
case is somebody else's and is made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec
import tantivy

from sayso.errors import OurFault
from sayso.model.codec import from_bytes, from_json, to_bytes, to_json
from sayso.model.ids import make_id
from sayso.model.span import Span, Spans
from sayso.store import faults
from sayso.store.matching import FIELD, compiled, marks
from sayso.store.query import Query, parse
from sayso.store.terms import analyzer, fold
from sayso.store.whole import write_whole

INDEX_VERSION = "2"
"""Moves on when lines are indexed differently."""

HEAP_BYTES = 50_000_000
STAMP = "stamp.json"
_TOKENIZER, _LINE = "plain", "line"
_MOST = 100_000
_LITTLE_BYTES = 1 << 20
_FEW, _PART = 200, 10
"""So many documents are put to an index, or so many that are one in this many of its own; else it is made anew."""
_FULL = re.compile(r"os error (28|112|122)\b|StorageFull|QuotaExceeded")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """A line or paragraph as it is indexed, with the place it stands at."""

    document: str
    file: str
    page: int
    line: int
    key: str
    """Key of the sentence it opens with."""
    span: Span
    """Where ``text`` stands in the document."""
    text: str


class IndexHit(NamedTuple):
    """A line that was found."""

    at: IndexLine
    score: float
    marks: Spans
    """What was looked for, in code points of ``at.text``."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    built_from: str
    folder: tuple[int, int]
    """Device and number of the folder it was built in."""
    sizes: dict[str, int]
    digests: dict[str, str]
    holds: dict[str, str]
    """The documents whose lines are in it, each with the digest of its content."""


class Pile(Protocol):
    """The documents to be searched."""

    @property
    def holds(self) -> Mapping[str, str]:
        """Every document, with the digest of its content."""
        ...

    def lines(self, documents: Collection[str]) -> Iterable[IndexLine]:
        """The lines of some documents, one document at a time, in the order of the pile."""
        ...


class SearchIndex:
    """The index in ``folder``; new ones are built in ``tmp``, which must be on the same disk."""

    def __init__(self, folder: Path, tmp: Path) -> None:
        self._folder = folder
        self._tmp = tmp
        self._index: tantivy.Index | None = None

    def rebuild_if_stale(self, stamp: str, docs: Iterable[IndexLine]) -> bool:
        """Makes sure that what is searched was built from what ``stamp`` names; whether it had to be built.

        ``docs`` is read only when it is built: about 10,000 lines a second on one thread, 100 MB of memory.

        :raises AskedWrongly: ``disk_full``, ``case_unwritable``.
        """
        return self._bring(stamp, lambda home: self._build(home, stamp, docs, {}), docs)

    def bring_up_to_date(self, stamp: str, pile: Pile) -> bool:
        """The same for a ``pile`` of documents; only the lines of those that came are read where none went.

        :raises AskedWrongly: ``disk_full``, ``case_unwritable``.
        """

        def build(home: Path) -> None:
            before = self._last(pile.holds)
            held = _stamp(before).holds if before else {}
            docs = pile.lines(pile.holds.keys() - held.keys())
            self._build(home, stamp, docs, dict(pile.holds), before)

        return self._bring(stamp, build, pile.lines(pile.holds.keys()))

    def _bring(self, stamp: str, build: Callable[[Path], None], docs: Iterable[IndexLine]) -> bool:
        home = self._folder / make_id("search", INDEX_VERSION, _tantivy(), stamp)
        self._index = _opened(home)
        if self._index is not None:
            return False
        if not self._tmp.is_dir():  # a case that cannot be written is searched all the same
            self._index = _in_memory(docs)
            return True
        with faults.disk_faults():
            build(home)
            self._index = _opened(home)
            self._remove_all_but(home)
        if self._index is None:
            raise faults.index_broken()
        return True

    def _last(self, holds: Mapping[str, str]) -> Path | None:
        """An index that holds nothing but these documents and lacks few of them; None where there is none."""
        for home in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            if _opened(home) is None:
                continue
            held = _stamp(home).holds
            lacks = len(holds) - len(held)
            if held and lacks <= max(_FEW, len(held) // _PART) and all(holds.get(d) == c for d, c in held.items()):
                return home
        return None

    def search(self, query: str, limit: int = 50) -> list[IndexHit]:
        """The ``limit`` best lines for ``query``, best first; equal scores by file, page, line.

        :raises AskedWrongly: ``bad_query``.
        :raises OurFault: ``index_broken``; the index is removed, so that the next rebuild makes it again.
        """
        wanted = parse(query)
        found = self._lines(wanted, limit)
        found.sort(key=lambda hit: (-hit[0], hit[1].file, hit[1].page, hit[1].line, hit[1].document, hit[1].span))
        return [IndexHit(line, score, marks(wanted, line.text)) for score, line in found[:limit]]

    def tally(self, query: str) -> dict[str, int]:
        """How many lines of each file ``query`` finds, sorted by file; of very many, the best 100,000.

        :raises SaysoError: as ``search``.
        """
        return dict(sorted(Counter(line.file for _, line in self._lines(parse(query), _MOST)).items()))

    def discard(self) -> None:
        """Removes every index; nothing of any text is left in its folder."""
        self._index = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def unchanged(self) -> bool:
        """Whether every index there is, byte for byte, as it was built; reads it all. None at all is unchanged too."""
        homes = list(self._folder.iterdir()) if self._folder.is_dir() else []
        return all(_unchanged(home) for home in homes)

    def _lines(self, wanted: Query, limit: int) -> list[tuple[float, IndexLine]]:
        if self._index is None:
            raise faults.index_broken()
        if limit < 1:
            return []
        try:
            with _index_faults():
                return list(_found(self._index, wanted, limit))
        except OurFault:
            self.discard()
            raise

    def _build(
        self, home: Path, stamp: str, docs: Iterable[IndexLine], holds: dict[str, str], before: Path | None = None
    ) -> None:
        build = self._tmp / f"index-{secrets.token_hex(8)}"
        build.mkdir(mode=0o700)
        try:
            with _full_disk(build):  # asked while the half-built index still fills it
                if before is not None:
                    _take_along(before, build)
                _write(build, docs)
            _put_stamp(build, stamp, holds, before)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.rmtree(home, ignore_errors=True)  # a broken one under this name
            build.rename(home)
        finally:
            shutil.rmtree(build, ignore_errors=True)

    def _remove_all_but(self, home: Path) -> None:
        for entry in self._folder.iterdir():
            if entry != home:
                shutil.rmtree(entry, ignore_errors=True)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(FIELD, stored=False, tokenizer_name=_TOKENIZER, index_option="position")
    builder.add_bytes_field(_LINE, stored=True)
    return builder.build()


def _write(folder: Path, docs: Iterable[IndexLine]) -> None:
    _fill(tantivy.Index(_schema(), path=str(folder), reuse=bool(_files(folder))), docs)


def _take_along(before: Path, build: Path) -> None:
    """Puts the files of an index into the folder of the next one; those that are never written again are shared."""
    for path in _files(before):
        if path.suffix == ".json":
            shutil.copyfile(path, build / path.name)
            continue
        try:
            os.link(path, build / path.name)
        except OSError:  # a disk without links
            shutil.copyfile(path, build / path.name)


def _in_memory(docs: Iterable[IndexLine]) -> tantivy.Index:
    index = tantivy.Index(_schema())
    _fill(index, docs)
    index.reload()
    return index


def _fill(index: tantivy.Index, docs: Iterable[IndexLine]) -> None:
    """One writing thread: the same lines in the same order give the same scores."""
    index.register_tokenizer(_TOKENIZER, analyzer())
    writer = index.writer(HEAP_BYTES, 1)
    try:
        for line in docs:
            writer.add_document(_document(line))
        writer.commit()
    except BaseException:
        with suppress(ValueError):  # what went wrong first is what counts
            writer.wait_merging_threads()  # lets go of its files
        raise
    writer.wait_merging_threads()


def _document(line: IndexLine) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(FIELD, fold(line.text))
    document.add_bytes(_LINE, to_bytes(line))
    return document


def _put_stamp(folder: Path, built_from: str, holds: dict[str, str], before: Path | None) -> None:
    files = _files(folder)
    sizes = {path.name: path.stat().st_size for path in files}
    known = _shared_digests(folder, before) if before else {}
    digests = {path.name: known.get(path.name) or _digest(path) for path in files}
    write_whole(folder / STAMP, to_json(_Stamp(built_from, _number(folder), sizes, digests, holds)))


def _shared_digests(folder: Path, before: Path) -> dict[str, str]:
    """The digests of files that are still those of the last index: they are not read again."""
    known = _stamp(before).digests
    shared = ((path, before / path.name) for path in _files(folder) if path.name in known)
    return {path.name: known[path.name] for path, old in shared if path.samefile(old)}


def _opened(home: Path) -> tantivy.Index | None:
    """The index in ``home``, if it is the one that was built there."""
    try:
        stamp = _stamp(home)
        if stamp.folder != _number(home) or stamp.sizes != {path.name: path.stat().st_size for path in _files(home)}:
            return None
        with _index_faults():
            index = tantivy.Index.open(str(home))
            index.register_tokenizer(_TOKENIZER, analyzer())
            index.searcher()
    except (OSError, msgspec.DecodeError, OurFault):
        return None
    return index


def _unchanged(home: Path) -> bool:
    try:
        return _stamp(home).digests == {path.name: _digest(path) for path in _files(home)}
    except (OSError, msgspec.DecodeError):
        return False


def _stamp(home: Path) -> _Stamp:
    return from_json((home / STAMP).read_bytes(), _Stamp)


def _number(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _files(folder: Path) -> list[Path]:
    """The files that hold the index; lock files come and go."""
    return sorted(entry for entry in folder.iterdir() if entry.name != STAMP and not entry.name.endswith(".lock"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _found(index: tantivy.Index, query: Query, limit: int) -> Iterator[tuple[float, IndexLine]]:
    """At least ``limit`` best lines, and all others as good as the last of them, so that ties are cut by name."""
    searcher = index.searcher()
    wanted = compiled(query, index.schema)
    size = limit + 1
    while True:
        hits = searcher.search(wanted, size, count=False).hits
        scores = [round(score, 3) for score, _ in hits]  # processors differ in the last bits
        if len(hits) < size or scores[limit - 1] > scores[-1] or size >= _MOST:
            break
        size = min(size * 4, _MOST)
    for score, (_, address) in zip(scores, hits, strict=True):
        if score >= scores[min(limit, len(scores)) - 1]:
            kept: bytes = searcher.doc(address).get_first(_LINE) or b""
            yield score, from_bytes(kept, IndexLine)


@cache
def _tantivy() -> str:
    """The library's version: another may write another format."""
    return version("tantivy")


@contextmanager
def _full_disk(folder: Path) -> Iterator[None]:
    """A full disk reaches us as a ValueError from a thread of the index's; sometimes its words do not even say so."""
    try:
        yield
    except ValueError as error:
        if _FULL.search(str(error)) or shutil.disk_usage(folder).free < _LITTLE_BYTES:
            raise faults.disk_full() from error
        raise


@contextmanager
def _index_faults() -> Iterator[None]:
    """Turns what the index raises on files that are not what they were into ``index_broken``, without its words.

    The index is written in another language, whose panics arrive as a BaseException of a class nobody can import.
    """
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        if "max expansions" in str(error):
            raise faults.bad_query("a star after so few letters stands for too many words here") from None
        raise faults.index_broken() from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise faults.index_broken() from None
        raise
