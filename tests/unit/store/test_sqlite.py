from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.store import schema
from sayso.store.protocol import Generation
from sayso.store.sqlite import SqliteStore, schema_version
from sayso.testing.store_contract import an_item

VERSION_1 = """
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    value TEXT NOT NULL
);
CREATE TABLE item (
    id TEXT NOT NULL PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob')
);
CREATE INDEX item_in_order ON item (file, id);
CREATE TABLE "drop" (
    label TEXT NOT NULL PRIMARY KEY,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob')
);
CREATE TABLE fact (
    stage TEXT NOT NULL,
    key TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (stage, key)
);
CREATE TABLE words (
    reading TEXT NOT NULL,
    page INTEGER NOT NULL,
    chunks INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (reading, page)
);
CREATE TABLE finding (
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (name, id)
);
CREATE TABLE chunk (
    owner TEXT NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (owner, number)
);
CREATE TABLE generation (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    items INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob')
);
PRAGMA application_id = 1396791635;
PRAGMA user_version = 1;
INSERT INTO item VALUES (
    'MVORUPTPNKGRLDDYRZLUDMUUAQ', 'a.txt', '0000000000000000000000000000000000000000000000000000000000000000',
    X'7123AACAB2D822937A9019C1B714B24B',
    X'86A5627974657301A466696C65A5612E747874A26964BA4D564F52555054504E4B47524C444459525A4C55444D55554151AA6D656469615F74797065B86170706C69636174696F6E2F6F637465742D73747265616DA6736861323536D94030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030303030A6737461747573A472656164'
);
INSERT INTO fact VALUES ('read', 'KEY', 1, X'F28136AD5E49DAFC841B1547FF1C4F81', X'666972737420');
INSERT INTO chunk VALUES ('fact/read/KEY', 1, X'7365636F6E64');
INSERT INTO finding VALUES ('claims', 'C', 0, X'7C56F791B4459608BA220997A18C7401', X'6F6E65');
INSERT INTO generation VALUES (1, 7, 'stamp', 1, X'FE31C4FBB3C55EBD30CB66B8E769343E');
"""
"""A case as the first version wrote it; never edited."""


def frozen(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as con:
        con.executescript(VERSION_1)
    return path


def code_of(path: Path, *, write: bool = False) -> str:
    with pytest.raises(SaysoError) as caught:
        SqliteStore(path, write=write)
    return caught.value.code


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "case.db", write=True)
    yield store
    store.close()


def test_a_case_of_the_first_version_opens(tmp_path: Path) -> None:
    store = SqliteStore(frozen(tmp_path / "case.db"), write=True)
    with store.view() as view:
        assert list(view.items()) == [an_item("a.txt")]
        assert view.fact("read", "KEY") == b"first second"
        assert list(view.rows("claims")) == [("C", b"one")]
        assert view.generation() == Generation(7, "stamp", 1)
    assert store.check() == ()
    with store.writing() as writer:
        writer.put_facts("read", [("NEW", b"x")])
    store.close()
    assert schema_version(tmp_path / "case.db") == schema.latest()


def test_a_new_case_is_of_the_latest_version(tmp_path: Path, store: SqliteStore) -> None:
    store.close()
    assert schema_version(tmp_path / "case.db") == schema.latest()
    with closing(sqlite3.connect(tmp_path / "case.db")) as con:
        assert con.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The migrations of a later version, to which tests add."""
    later = list(schema.migrations())
    monkeypatch.setattr(schema, "migrations", lambda: tuple(later))
    yield later
    schema._expected.cache_clear()


def test_an_older_case_is_brought_up_to_date(tmp_path: Path, store: SqliteStore, tomorrow: list[str]) -> None:
    with store.writing() as writer:
        writer.put_meta("kept", "yes")
    store.close()
    tomorrow.append(
        "-- two statements; one transaction\nCREATE TABLE later (a TEXT);\nCREATE INDEX later_a ON later (a);"
    )
    assert code_of(tmp_path / "case.db") == "case_older"
    newer = SqliteStore(tmp_path / "case.db", write=True)
    with newer.view() as view:
        assert view.meta("kept") == "yes"
    newer.close()
    assert schema_version(tmp_path / "case.db") == len(tomorrow)
    SqliteStore(tmp_path / "case.db").close()


def test_a_migration_that_fails_leaves_the_older_case(tmp_path: Path, store: SqliteStore, tomorrow: list[str]) -> None:
    version = schema.latest()
    store.close()
    tomorrow.append("CREATE TABLE later (a TEXT);\nINSERT INTO nowhere VALUES (1);")
    assert code_of(tmp_path / "case.db", write=True) == "store_failed"
    tomorrow.pop()
    assert schema_version(tmp_path / "case.db") == version


def test_a_newer_case_is_refused(tmp_path: Path, store: SqliteStore) -> None:
    store.close()
    with closing(sqlite3.connect(tmp_path / "case.db")) as con:
        con.execute(f"PRAGMA user_version = {schema.latest() + 1}")
    before = (tmp_path / "case.db").read_bytes()
    assert code_of(tmp_path / "case.db") == code_of(tmp_path / "case.db", write=True) == "case_newer"
    assert (tmp_path / "case.db").read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM item; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE mine (words TEXT)",
        "ALTER TABLE item ADD COLUMN extra TEXT",
        "DROP INDEX item_in_order",
        "DROP TABLE fact",
    ],
)
def test_tables_that_are_not_ours_are_refused(tmp_path: Path, store: SqliteStore, sql: str) -> None:
    store.close()
    with closing(sqlite3.connect(tmp_path / "case.db")) as con:
        con.execute(sql)
        con.commit()
    assert code_of(tmp_path / "case.db") == code_of(tmp_path / "case.db", write=True) == "case_tampered"


def test_a_damaged_case_is_said_to_be_damaged(tmp_path: Path, store: SqliteStore) -> None:
    with store.writing() as writer:
        writer.put_facts("read", [(f"{number}", b"x" * 3000) for number in range(50)])
    store.close()
    data = bytearray((tmp_path / "case.db").read_bytes())
    data[8192:60000] = b"\xff" * (60000 - 8192)
    (tmp_path / "case.db").write_bytes(data)
    with pytest.raises(SaysoError) as caught, SqliteStore(tmp_path / "case.db").view() as view:
        [view.fact("read", key) for key in view.fact_keys("read")]
    assert caught.value.code == "case_damaged"


def test_a_view_cannot_write(store: SqliteStore) -> None:
    with store.view() as view:
        for sql in ("INSERT INTO meta VALUES ('a', x'', 'b')", "DROP TABLE item", "PRAGMA user_version = 9"):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                view._con.execute(sql)


def test_what_is_acknowledged_is_on_disk_and_what_is_erased_is_overwritten(store: SqliteStore) -> None:
    con = store._writer
    assert con
    assert con.execute("PRAGMA synchronous").fetchone() == (2,)
    assert con.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert con.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert con.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert con.execute("PRAGMA temp_store").fetchone() == (2,)


def test_no_value_over_64_mib_enters_by_any_way(store: SqliteStore) -> None:
    con = store._writer
    assert con
    with pytest.raises(sqlite3.DataError):
        con.execute("SELECT ?", (bytes((64 << 20) + 1),))


def test_a_full_disk_is_said_to_be_full_and_keeps_finished_work(store: SqliteStore) -> None:
    with store.writing() as writer:
        writer.put_facts("read", [("done", b"x" * 1000)])
    con = store._writer
    assert con
    pages = con.execute("PRAGMA page_count").fetchone()[0]
    con.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(SaysoError) as caught, store.writing() as writer:
        writer.put_facts("read", [("small", b"y"), ("large", b"x" * 100_000)])
    assert caught.value.code == "disk_full"
    assert "finished work is kept" in caught.value.next_step
    con.execute("PRAGMA max_page_count = 1000000")
    with store.writing() as writer:
        writer.put_facts("read", [("after", b"z")])
    with store.view() as view:
        assert list(view.fact_keys("read")) == ["after", "done"]


def test_an_error_tells_no_value(store: SqliteStore) -> None:
    with pytest.raises(SaysoError) as caught, store.writing() as writer:
        writer.publish("s", 1, {"claims": [("secret", b"1"), ("secret", b"1")]})
    shown: BaseException | None = caught.value
    while shown:
        assert "secret" not in repr(shown)
        shown = shown.__cause__ or shown.__context__


def test_compacting_waits_for_nobody_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.sqlite.BUSY_SECONDS", 0.05)
    store = SqliteStore(tmp_path / "case.db", write=True)
    with store.writing() as writer:
        writer.put_facts("read", [("a", b"x")])
    with store.view() as view:
        with pytest.raises(SaysoError) as caught:
            store.compact()
        assert caught.value.code == "case_in_use"
        assert view.fact("read", "a") == b"x"
    store.compact()
    store.close()


def test_a_long_log_is_folded_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A view looks through the whole log for each page: a pile of a million papers came to a stand over it."""
    monkeypatch.setattr("sayso.store.sqlite.LOG_BYTES", 10_000)
    path = tmp_path / "case.db"
    store = SqliteStore(path, write=True)
    with store.writing() as writer:
        writer.put_facts("read", [("a", b"x" * 50_000)])
    before = path.stat().st_size
    store.fold()
    assert path.stat().st_size > before + 40_000
    with store.view() as view:
        assert view.fact("read", "a") == b"x" * 50_000
    store.close()
