"""What every store promises: consistent views, all-or-nothing writing, findings published whole.

``testing.store_contract`` holds each back end to these promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from sayso.model.item import Drop, Item
from sayso.model.judgement import Judgement

READINGS = "read"
"""The stage whose facts own word boxes: a forgotten reading takes its word boxes with it."""

Row = tuple[str, bytes]


class Generation(NamedTuple):
    """The findings as last published: which one in turn, the digest of what it was built from, the items it covers."""

    number: int = 0
    """0 before anything was published."""
    stamp: str = ""
    items: int = 0


class Changes(NamedTuple):
    """What a table of findings gains, and loses, from one generation to the next; all other rows stay."""

    put: Iterable[Row] = ()
    drop: Iterable[str] = ()
    """Ids; one that is also put stays, with its new body."""


Tables = Mapping[str, Iterable[Row] | Changes]


class Flaw(NamedTuple):
    """Something in a case that Sayso did not leave so: a code of ``verify.FLAWS`` and where it is."""

    code: str
    where: str
    """An id, a digest or a place inside the case; never a name from the pile."""


class View(Protocol):
    """A read-only snapshot: what was committed when it opened, whatever is written meanwhile."""

    def items(self) -> Iterator[Item]:
        """Every item, sorted by file, then id."""

    def item(self, id: str) -> Item | None:  # noqa: A002 - one name per thing
        """The item of that id."""

    def drops(self) -> tuple[Drop, ...]:
        """Every drop, sorted by label."""

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, those superseded too, sorted by id."""

    def fact(self, stage: str, key: str) -> bytes | None:
        """What a stage found under a key."""

    def fact_keys(self, stage: str) -> Iterator[str]:
        """The keys of all facts of a stage, sorted."""

    def has_facts(self, stage: str, keys: Iterable[str]) -> set[str]:
        """Those of ``keys`` under which the stage has a fact."""

    def words(self, reading: str, page: int) -> bytes:
        """The packed word boxes of a page; empty where it has none."""

    def generation(self) -> Generation:
        """The last whole generation of findings."""

    def row(self, table: str, id: str) -> bytes | None:  # noqa: A002
        """One finding of the last whole generation."""

    def rows(self, table: str) -> Iterator[Row]:
        """Every finding of a table of the last whole generation, sorted by id; read as it is asked for."""

    def meta(self, name: str) -> str | None:
        """A word the case keeps about itself."""


class Writer(Protocol):
    """One transaction: kept whole when the block ends, forgotten whole when it raises."""

    def put_items(self, items: Iterable[Item]) -> None:
        """Inserts items, or replaces those of the same id."""

    def drop_items(self, ids: Iterable[str]) -> None:
        """Forgets items; ids that are not there are passed over."""

    def put_drop(self, drop: Drop) -> None:
        """Inserts a drop, or replaces that of the same label."""

    def forget_drops(self, labels: Iterable[str]) -> None:
        """Forgets drops; labels that are not there are passed over."""

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Inserts judgements; one whose id is there already is passed over, since a judgement never changes."""

    def forget_judgements(self, ids: Iterable[str]) -> None:
        """Forgets judgements, for an erasing alone; ids that are not there are passed over."""

    def put_facts(self, stage: str, rows: Iterable[Row]) -> None:
        """Inserts facts; one whose key is there already is passed over, since a fact never changes."""

    def put_words(self, reading: str, pages: Iterable[tuple[int, bytes]]) -> None:
        """Inserts the packed word boxes of pages of a reading; pages that are there already are passed over."""

    def keep_only_facts(self, stage: str, keys: set[str]) -> int:
        """Forgets every fact of a stage but those of ``keys``; the number forgotten.

        Word boxes go with their readings.
        """

    def publish(self, stamp: str, items: int, tables: Tables) -> None:
        """Makes ``tables`` the findings of the case; a table not named is empty from now on.

        A table given as ``Changes`` keeps every row that is neither put nor dropped. Only rows that differ are written.
        The number moves on where any row differs, or nothing was published before.
        A row's id stands once in its table.
        """

    def put_meta(self, name: str, value: str) -> None:
        """Keeps a word about the case."""


class Store(Protocol):
    """The records of a case. One writer at a time, any number of views."""

    def view(self) -> AbstractContextManager[View]:
        """A snapshot for as long as the block lasts."""

    def writing(self) -> AbstractContextManager[Writer]:
        """A transaction: committed and safe on disk when the block has ended.

        :raises OurFault: ``read_only`` where the store was not opened for writing, ``nested_writing`` inside another.
        """

    def fold(self) -> None:
        """Puts what was written last where views read it as quickly as the rest; waits for nobody."""

    def compact(self) -> None:
        """Rewrites the store so that no forgotten byte is left in any of its files; takes room for a second copy.

        :raises AskedWrongly: ``case_in_use`` while somebody else has a view open.
        """

    def check(self) -> tuple[Flaw, ...]:
        """Everything about the records that is not as it was written; reads them all."""

    def close(self) -> None:
        """Lets go of every file; a second call does nothing."""
