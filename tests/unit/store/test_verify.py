from __future__ import annotations

import hashlib
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.model.span import Span
from sayso.store.case import open_case
from sayso.store.protocol import Changes
from sayso.store.seals import seal
from sayso.store.search import IndexLine
from sayso.store.verify import FLAWS, StoreCheck, unused_blobs, verify_store
from sayso.testing.cases import memory_case
from sayso.testing.store_contract import an_item

SHA = hashlib.sha256(b"original").hexdigest()
LINE = IndexLine(document="D", file="a.txt", page=1, line=1, key="k", span=Span(0, 5), text="words")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_case(tmp_path / "x.sayso", create=True, write=True) as case:
        case.blobs.put(io.BytesIO(b"original"))
        with case.store.writing() as writer:
            writer.put_items([an_item("a.txt", sha256=SHA)])
            writer.put_facts("read", [("r", b"text"), ("s", b"other")])
            writer.put_words("r", [(1, b"boxes")])
            writer.put_meta("salt", "1")
            writer.publish("stamp", 1, {"claims": [("a", b"1"), ("b", b"2")]})
        case.index.rebuild_if_stale("stamp", [LINE])
    return tmp_path / "x.sayso"


def verified(path: Path) -> StoreCheck:
    with open_case(path) as case:
        return verify_store(case)


def test_a_case_as_it_was_made_has_no_flaw(path: Path) -> None:
    assert verified(path) == StoreCheck({"blobs": 1, "items": 1, "readings": 2}, ())


def test_a_case_in_memory_is_verified_too(tmp_path: Path) -> None:
    case = memory_case(tmp_path)
    with case.store.writing() as writer:
        writer.put_items([an_item("a.txt", sha256=SHA)])
    assert [flaw.code for flaw in verify_store(case).flaws] == ["blob_missing"]


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE item SET body = X'80'", "row_changed"),
        ("UPDATE item SET file = 'b.txt'", "row_changed"),
        ("UPDATE fact SET body = X'01' WHERE key = 'r'", "row_changed"),
        ("UPDATE fact SET key = 'moved' WHERE key = 's'", "row_changed"),
        ("UPDATE words SET page = 2", "row_changed"),
        ("UPDATE meta SET value = '2'", "row_changed"),
        ("UPDATE finding SET body = X'03' WHERE id = 'a'", "row_changed"),
        ("DELETE FROM finding WHERE id = 'b'", "generation_changed"),
        ("INSERT INTO finding SELECT name, 'c', chunks, seal, body FROM finding WHERE id = 'a'", "generation_changed"),
        ("UPDATE generation SET items = 2", "generation_changed"),
        ("INSERT INTO chunk VALUES ('fact/read/r', 1, X'01')", "row_added"),
    ],
)
def test_a_changed_row_is_reported(path: Path, sql: str, code: str) -> None:
    with closing(sqlite3.connect(path / "case.db")) as con:
        assert con.execute(sql).rowcount == 1
        con.commit()
    assert code in {flaw.code for flaw in verified(path).flaws}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE fact SET body = 'words'",
        "UPDATE fact SET body = 7",
        "UPDATE fact SET chunks = 'x'",
        "UPDATE item SET body = 'words'",
        "UPDATE item SET file = 7",
        "UPDATE item SET file = CAST(X'ff' AS TEXT)",
        "UPDATE meta SET value = X'ff'",
        "UPDATE finding SET seal = 7",
        "UPDATE generation SET number = 'x'",
        "UPDATE generation SET seal = 7",
    ],
)
def test_values_of_a_wrong_kind_are_flaws_and_no_crash(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path / "case.db")) as con:
        con.execute("PRAGMA ignore_check_constraints = ON")
        con.execute(sql)
        con.commit()
    assert verified(path).flaws
    assert everything(path) in (["text", "a.txt", "1", "2"], ["case_damaged"])


def test_a_generation_that_an_older_sayso_sealed_is_taken_and_sealed_anew(path: Path) -> None:
    rows = hashlib.sha256()
    with closing(sqlite3.connect(path / "case.db")) as con:
        for name, key, sealed in con.execute("SELECT name, id, seal FROM finding ORDER BY name, id").fetchall():
            rows.update(seal((name, key), sealed))
        number, stamp, items = con.execute("SELECT number, stamp, items FROM generation").fetchone()
        old = seal(("generation", str(number), stamp, str(items)), rows.digest())
        con.execute("UPDATE generation SET seal = ?", (old,))
        con.commit()
    assert verified(path).flaws == ()
    with open_case(path, write=True) as case, case.store.writing() as writer:
        writer.publish("next", 1, {"claims": Changes([("c", b"\x07")], ["a"])})
    assert verified(path).flaws == ()
    with closing(sqlite3.connect(path / "case.db")) as con:
        con.execute("DELETE FROM finding WHERE id = 'c'")
        con.commit()
    assert {flaw.code for flaw in verified(path).flaws} == {"generation_changed"}


def everything(path: Path) -> list[str]:
    """What a reader of the case is given, or the code of what stops it."""
    try:
        with open_case(path) as case, case.store.view() as view:
            found = [view.fact("read", "r") or b"", *(item.file.encode() for item in view.items())]
            return [body.decode() for body in (*found, *(body for _, body in view.rows("claims")))]
    except SaysoError as error:
        return [error.code]


def change_blob(path: Path) -> None:
    blob = path / "blobs" / SHA[:2] / SHA
    blob.chmod(0o600)
    blob.write_bytes(b"orIginal")


def remove_blob(path: Path) -> None:
    blob = path / "blobs" / SHA[:2] / SHA
    blob.chmod(0o600)
    blob.unlink()


def add_beside_blobs(path: Path) -> None:
    (path / "blobs" / SHA[:2] / "note.txt").touch()


def change_index(path: Path) -> None:
    kept = next((path / "derived").rglob("*.store"))
    data = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(data[::-1])


def link_in_tmp(path: Path) -> None:
    (path / "tmp" / "link").symlink_to(path)


def test_a_reading_that_is_gone_is_reported(path: Path) -> None:
    item = replace(an_item("a.txt", sha256=SHA), reading="gone")
    with open_case(path, write=True) as case, case.store.writing() as writer:
        writer.put_items([item])
    assert [(flaw.code, flaw.where) for flaw in verified(path).flaws] == [("reading_missing", item.id)]


@pytest.mark.parametrize(
    ("harm", "code", "where"),
    [
        (change_blob, "blob_changed", SHA),
        (remove_blob, "blob_missing", an_item("a.txt", sha256=SHA).id),
        (add_beside_blobs, "blob_stranger", "blobs"),
        (change_index, "index_changed", "derived/search"),
        (link_in_tmp, "link", "tmp/link"),
    ],
)
def test_a_changed_file_is_reported(path: Path, harm: Callable[[Path], None], code: str, where: str) -> None:
    harm(path)
    assert [(flaw.code, flaw.where) for flaw in verified(path).flaws] == [(code, where)]


def test_damaged_records_are_one_flaw_and_no_crash(path: Path) -> None:
    data = bytearray((path / "case.db").read_bytes())
    data[-3 * 4096 :] = b"\xff" * (3 * 4096)
    (path / "case.db").write_bytes(data)
    assert "database_damaged" in {flaw.code for flaw in verified(path).flaws}


def test_deleting_what_is_derived_is_no_flaw(path: Path) -> None:
    with open_case(path) as case:
        case.index.discard()
        assert verify_store(case).flaws == ()


def test_an_original_that_no_item_names_is_found(path: Path) -> None:
    with open_case(path, write=True) as case:
        assert unused_blobs(case) == []
        orphan = case.blobs.put(io.BytesIO(b"killed before its item was written"))
        assert unused_blobs(case) == [orphan.sha256]


def test_every_code_has_its_sentence() -> None:
    assert all(sentence and not sentence.endswith(".") for sentence in FLAWS.values())
