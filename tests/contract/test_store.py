from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.store.memory import MemoryStore
from sayso.store.protocol import Store, Writer
from sayso.store.sqlite import SqliteStore
from sayso.testing.store_contract import CHUNK_BYTES, StoreContract, an_item


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = SqliteStore(tmp_path / "case.db", write=True, chunk=CHUNK_BYTES)
        yield store
        store.close()

    def test_everything_is_there_after_closing(self, tmp_path: Path, store: Store) -> None:
        body = b"b" * CHUNK_BYTES * 3
        with store.writing() as writer:
            writer.put_items([an_item("a.txt")])
            writer.put_facts("read", [("k", body)])
            writer.publish("s", 1, {"claims": [("c", body)]})
        store.close()
        with SqliteStore(tmp_path / "case.db").view() as view:
            assert list(view.items()) == [an_item("a.txt")]
            assert view.fact("read", "k") == body
            assert list(view.rows("claims")) == [("c", body)]

    def test_no_cell_is_longer_than_a_chunk_and_none_is_left_over(self, tmp_path: Path, store: Store) -> None:
        for size in (10, 3, 0):
            with store.writing() as writer:
                writer.put_facts("read", [("k", b"f" * CHUNK_BYTES * 10)])
                writer.put_words("k", [(1, b"w" * CHUNK_BYTES * 10)])
                writer.publish("s", 1, {"claims": [("c", b"r" * CHUNK_BYTES * size)]})
        con = sqlite3.connect(tmp_path / "case.db")
        tables = ("fact", "words", "finding", "chunk")
        assert max(con.execute(f"SELECT max(length(body)) FROM {table}").fetchone()[0] for table in tables) == 64
        assert con.execute("SELECT count(*) FROM chunk WHERE owner LIKE 'finding%'").fetchone() == (0,)
        con.close()
        with store.writing() as writer:
            writer.keep_only_facts("read", set())
        con = sqlite3.connect(tmp_path / "case.db")
        assert con.execute("SELECT count(*) FROM chunk").fetchone() == (0,)
        con.close()


Step = Callable[[Writer], object]
NAMES = ("a", "b", "c/d", "é")
names = st.sampled_from(NAMES)
bodies = st.sampled_from([b"", b"1", b"2" * CHUNK_BYTES, b"3" * CHUNK_BYTES * 3])
tables = st.dictionaries(names, bodies)


def _put_items(files: list[str]) -> Step:
    return lambda writer: writer.put_items([an_item(file) for file in files])


def _drop_items(files: list[str]) -> Step:
    return lambda writer: writer.drop_items([an_item(file).id for file in files])


def _put_facts(facts: dict[str, bytes]) -> Step:
    return lambda writer: writer.put_facts("read", facts.items())


def _put_words(reading: str, body: bytes) -> Step:
    return lambda writer: writer.put_words(reading, [(1, body)])


def _keep(keys: set[str]) -> Step:
    return lambda writer: writer.keep_only_facts("read", keys)


def _publish(found: dict[str, dict[str, bytes]]) -> Step:
    return lambda writer: writer.publish("s", len(found), {name: rows.items() for name, rows in found.items()})


steps = st.one_of(
    st.builds(_put_items, st.lists(names, max_size=3)),
    st.builds(_drop_items, st.lists(names, max_size=2)),
    st.builds(_put_facts, tables),
    st.builds(_put_words, names, bodies),
    st.builds(_keep, st.sets(names)),
    st.builds(_publish, st.dictionaries(names, tables)),
)


def _everything(store: Store) -> list[object]:
    with store.view() as view:
        facts = {key: view.fact("read", key) for key in view.fact_keys("read")}
        words = [view.words(name, 1) for name in NAMES]
        return [list(view.items()), facts, words, view.generation(), [list(view.rows(name)) for name in NAMES]]


def _run(store: Store, transaction: list[Step], *, torn: bool) -> None:
    with suppress(InterruptedError), store.writing() as writer:
        for step in transaction:
            step(writer)
        if torn:
            raise InterruptedError


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.lists(steps, max_size=4), st.booleans()), max_size=5))
def test_both_stores_agree_after_any_sequence(
    tmp_path_factory: pytest.TempPathFactory, transactions: list[tuple[list[Step], bool]]
) -> None:
    disk = SqliteStore(tmp_path_factory.mktemp("agree") / "case.db", write=True, chunk=CHUNK_BYTES)
    memory = MemoryStore()
    for transaction, torn in transactions:
        _run(disk, transaction, torn=torn)
        _run(memory, transaction, torn=torn)
        assert _everything(disk) == _everything(memory)
    assert disk.check() == ()
    disk.close()
