"""A snapshot of the records in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from sayso.model.codec import from_bytes
from sayso.model.item import Drop, Item
from sayso.model.judgement import Judgement
from sayso.store import faults
from sayso.store.protocol import Generation, Row
from sayso.store.queries import queries

T = TypeVar("T")


class SqliteView:
    """What was committed when the connection's transaction began."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._sql = queries("read")

    def items(self) -> Iterator[Item]:
        """Every item, sorted by file, then id."""
        for (body,) in self._con.execute(self._sql["items"]):
            yield _record(body, Item)

    def item(self, id: str) -> Item | None:  # noqa: A002
        """The item of that id."""
        row = self._one("item", id)
        return _record(row[0], Item) if row else None

    def drops(self) -> tuple[Drop, ...]:
        """Every drop, sorted by label."""
        return tuple(_record(body, Drop) for (body,) in self._con.execute(self._sql["drops"]))

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, sorted by id."""
        return tuple(_record(body, Judgement) for (body,) in self._con.execute(self._sql["judgements"]))

    def fact(self, stage: str, key: str) -> bytes | None:
        """What a stage found under a key."""
        row = self._one("fact", stage, key)
        return self._whole(owner("fact", stage, key), *row) if row else None

    def fact_keys(self, stage: str) -> Iterator[str]:
        """The keys of all facts of a stage, sorted."""
        for (key,) in self._con.execute(self._sql["fact_keys"], (stage,)):
            yield key

    def has_facts(self, stage: str, keys: Iterable[str]) -> set[str]:
        """Those of ``keys`` under which the stage has a fact; one look-up a key."""
        return {key for key in keys if self._one("has_fact", stage, key)}

    def words(self, reading: str, page: int) -> bytes:
        """The packed word boxes of a page; empty where it has none."""
        row = self._one("words", reading, page)
        return self._whole(owner("words", reading, str(page)), *row) if row else b""

    def generation(self) -> Generation:
        """The last whole generation of findings."""
        row: tuple[int, str, int] | None = self._one("generation")
        return Generation(*row) if row else Generation()

    def row(self, table: str, id: str) -> bytes | None:  # noqa: A002
        """One finding of the last whole generation."""
        row = self._one("finding", table, id)
        return self._whole(owner("finding", table, id), *row) if row else None

    def rows(self, table: str) -> Iterator[Row]:
        """Every finding of a table, sorted by id."""
        for name, body, chunks in self._con.execute(self._sql["findings"], (table,)):
            yield name, self._whole(owner("finding", table, name), body, chunks)

    def meta(self, name: str) -> str | None:
        """A word the case keeps about itself."""
        row = self._one("meta", name)
        return str(row[0]) if row else None

    def _one(self, query: str, *values: str | int) -> Any:
        """The first row as SQLite gives it, or None; the schema fixes its columns."""
        return self._con.execute(self._sql[query], values).fetchone()

    def _whole(self, place: str, body: bytes, chunks: int) -> bytes:
        """A body with its further chunks, where it has any."""
        pieces = [body]
        if chunks:
            pieces += [chunk for (chunk,) in self._con.execute(self._sql["chunks"], (place,))]
        # SQLite keeps any type in any column; what a stranger put there must not go on as bytes.
        if len(pieces) - 1 != chunks or not all(isinstance(piece, bytes) for piece in pieces):
            raise faults.case_damaged()
        return b"".join(pieces) if chunks else body


def _record(body: bytes, shape: type[T]) -> T:
    try:
        return from_bytes(body, shape)
    except (msgspec.DecodeError, TypeError) as error:
        raise faults.case_damaged() from error


def owner(*place: str) -> str:
    """Under which the further chunks of a long body are kept; parts are joined so that none runs into the next."""
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in place)
