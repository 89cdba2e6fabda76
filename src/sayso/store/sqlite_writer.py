"""One transaction on the records in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sayso.model.codec import to_bytes
from sayso.model.item import Drop, Item
from sayso.model.judgement import Judgement
from sayso.store import faults
from sayso.store.protocol import READINGS, Changes, Row, Tables
from sayso.store.queries import queries
from sayso.store.seals import GenerationSeal, seal
from sayso.store.sqlite_view import SqliteView, owner

CHUNK_BYTES = 16 << 20
"""A body longer than this goes on in further cells; far under the 64 MiB no cell may pass."""


class SqliteWriter:
    """Writes into the connection's transaction; the store commits or forgets it whole."""

    def __init__(self, con: sqlite3.Connection, chunk_bytes: int) -> None:
        self._con = con
        self._chunk_bytes = chunk_bytes
        self._sql = queries("write")
        self._findings = 0
        """By how much the sum of the seals of all findings grew since the last generation."""

    def put_items(self, items: Iterable[Item]) -> None:
        """Inserts items, or replaces those of the same id."""
        for item in items:
            body = to_bytes(item)
            place = (item.id, item.file, item.sha256)
            self._do("put_item", *place, body, seal(("item", *place), body))

    def drop_items(self, ids: Iterable[str]) -> None:
        """Forgets items."""
        self._con.executemany(self._sql["drop_item"], ((name,) for name in ids))

    def put_drop(self, drop: Drop) -> None:
        """Inserts a drop, or replaces that of the same label."""
        body = to_bytes(drop)
        self._do("put_drop", drop.label, body, seal(("drop", drop.label), body))

    def forget_drops(self, labels: Iterable[str]) -> None:
        """Forgets drops."""
        self._con.executemany(self._sql["forget_drop"], ((label,) for label in labels))

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Inserts judgements; one whose id is there already is passed over."""
        for judgement in judgements:
            body = to_bytes(judgement)
            self._do("put_judgement", judgement.id, body, seal(("judgement", judgement.id), body))

    def forget_judgements(self, ids: Iterable[str]) -> None:
        """Forgets judgements."""
        self._con.executemany(self._sql["forget_judgement"], ((name,) for name in ids))

    def put_facts(self, stage: str, rows: Iterable[Row]) -> None:
        """Inserts facts; one whose key is there already is passed over."""
        for key, body in rows:
            self._put("put_fact", ("fact", stage, key), (stage, key), body)

    def put_words(self, reading: str, pages: Iterable[tuple[int, bytes]]) -> None:
        """Inserts word boxes; pages that are there already are passed over."""
        for page, body in pages:
            self._put("put_words", ("words", reading, str(page)), (reading, page), body)

    def keep_only_facts(self, stage: str, keys: set[str]) -> int:
        """Forgets every fact of a stage but those of ``keys``; word boxes go with their readings."""
        doomed = [row for row in self._con.execute(self._sql["fact_sizes"], (stage,)) if row[0] not in keys]
        for key, chunks in doomed:
            self._do("forget_fact", stage, key)
            self._forget_chunks(chunks, "fact", stage, key)
        if stage == READINGS:
            self._keep_only_words(keys)
        return len(doomed)

    def publish(self, stamp: str, items: int, tables: Tables) -> None:
        """Makes ``tables`` the findings of the case, writing only the rows that differ."""
        self._do("seen_table")
        names = {name for (name,) in self._con.execute(self._sql["finding_names"])}
        changed = [self._publish_table(name, tables.get(name, ())) for name in sorted(names | set(tables))]
        before = SqliteView(self._con).generation()
        number = before.number + (any(changed) or not before.number)
        found = self._seal_before().plus(self._findings)
        self._findings = 0
        self._do("put_generation", number, stamp, items, found.bytes(number, stamp, items))

    def _seal_before(self) -> GenerationSeal:
        """The seal of the last generation; of one that an older Sayso sealed, made from its rows."""
        row = self._do("generation_seal").fetchone()
        found = GenerationSeal.read(row[0]) if row else GenerationSeal()
        if found is None:
            rows = GenerationSeal.over(sealed for (sealed,) in self._do("finding_seals"))
            found = rows.plus(-self._findings)  # what was put since is counted when it is added
        return found

    def put_meta(self, name: str, value: str) -> None:
        """Keeps a word about the case."""
        self._do("put_meta", name, value, seal(("meta", name), value.encode("utf-8")))

    def _publish_table(self, name: str, rows: Iterable[Row] | Changes) -> bool:
        if isinstance(rows, Changes):
            return self._change_table(name, rows)
        self._do("empty_seen")
        changed = False
        for key, body in rows:
            self._see(key)
            changed |= self._put_finding(name, key, body)
        gone = self._con.execute(self._sql["unseen_findings"], (name,)).fetchall()
        for key, sealed, chunks in gone:
            self._forget_finding(name, key, sealed, chunks)
        self._do("empty_seen")
        return changed or bool(gone)

    def _change_table(self, name: str, changes: Changes) -> bool:
        self._do("empty_seen")
        changed = False
        for key, body in changes.put:
            self._see(key)
            changed |= self._put_finding(name, key, body)
        for key in changes.drop:
            before = self._do("finding_seal", name, key).fetchone()
            if before and not self._do("has_seen", key).fetchone():
                self._forget_finding(name, key, *before)
                changed = True
        self._do("empty_seen")
        return changed

    def _forget_finding(self, name: str, key: str, sealed: bytes, chunks: int) -> None:
        self._findings -= int.from_bytes(sealed, "big")
        self._do("forget_finding", name, key)
        self._forget_chunks(chunks, "finding", name, key)

    def _see(self, key: str) -> None:
        try:
            self._do("put_seen", key)
        except sqlite3.IntegrityError as error:
            raise faults.doubled_row() from error

    def _put_finding(self, name: str, key: str, body: bytes) -> bool:
        """Whether the row differed from what was there; equal seals are equal bodies."""
        place = ("finding", name, key)
        before, sealed = self._do("finding_seal", name, key).fetchone(), seal(place, body)
        if before and before[0] == sealed:
            return False
        self._findings += int.from_bytes(sealed, "big")
        if before:
            self._findings -= int.from_bytes(before[0], "big")
            self._forget_chunks(before[1], *place)
        self._put("put_finding", place, (name, key), body)
        return True

    def _put(self, query: str, place: tuple[str, ...], key: tuple[str | int, ...], body: bytes) -> None:
        """A body in its row and, where it is long, in further chunks; nothing where the row is there already."""
        size = self._chunk_bytes
        chunks = max(0, -(-len(body) // size) - 1)
        done = self._do(query, *key, body[:size] if chunks else body, chunks, seal(place, body))
        if done.rowcount == 1:
            for number in range(1, chunks + 1):
                self._do("put_chunk", owner(*place), number, body[number * size : (number + 1) * size])

    def _forget_chunks(self, chunks: int, *place: str) -> None:
        if chunks:
            self._do("forget_chunks", owner(*place))

    def _keep_only_words(self, readings: set[str]) -> None:
        doomed = [name for (name,) in self._con.execute(self._sql["words_readings"]) if name not in readings]
        for reading in doomed:
            for page, chunks in self._con.execute(self._sql["words_sizes"], (reading,)).fetchall():
                self._forget_chunks(chunks, "words", reading, str(page))
            self._do("forget_words", reading)

    def _do(self, query: str, *values: str | int | bytes) -> sqlite3.Cursor:
        return self._con.execute(self._sql[query], values)
