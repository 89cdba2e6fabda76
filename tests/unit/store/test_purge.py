from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model.codec import to_bytes
from sayso.model.item import Drop
from sayso.model.span import Span
from sayso.store.case import OpenCase, open_case
from sayso.store.search import IndexLine
from sayso.testing.store_contract import an_item

SECRET = "Quillfeather"  # stands in every kind of row of what is purged


def text(number: int, name: str, rng: random.Random) -> bytes:
    return b" ".join(f"{name}-{number}-{rng.random()}".encode() for _ in range(rng.choice([1, 5, 80, 800])))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[OpenCase]:
    """A case of 120 documents, every third to be purged, with rows of all lengths."""
    rng = random.Random(7)
    with open_case(tmp_path / "x.sayso", create=True, write=True) as case:
        for batch in range(0, 120, 20):
            fill(case, range(batch, batch + 20), rng)
        publish(case, keep=None)
        index(case, keep=None)
        yield case


def fill(case: OpenCase, numbers: range, rng: random.Random) -> None:
    with case.store.writing() as writer:
        for number in numbers:
            name = SECRET if number % 3 == 0 else "plain"
            body = text(number, name, rng)
            stored = case.blobs.put(io.BytesIO(body))
            writer.put_items([an_item(f"{name}/{number}.txt", sha256=stored.sha256)])
            writer.put_facts("read", [(f"{name}{number}", body)])
            writer.put_words(f"{name}{number}", [(1, body)])
            writer.put_drop(Drop(label=f"{name}{number}", on="2024-01-01"))


def publish(case: OpenCase, keep: str | None) -> None:
    with case.store.view() as view:
        rows = [(key, view.fact("read", key) or b"") for key in view.fact_keys("read") if keep is None or keep in key]
    with case.store.writing() as writer:
        writer.publish(f"stamp-{keep}", len(rows), {"statements": rows})


def index(case: OpenCase, keep: str | None) -> None:
    with case.store.view() as view:
        items = [item.file for item in view.items()]
    lines = [
        IndexLine(document="D", file=file, page=1, line=1, key="k", span=Span(0, len(file)), text=file)
        for file in items
    ]
    case.index.rebuild_if_stale(f"stamp-{keep}", lines)


def holding(path: Path, word: str) -> set[str]:
    """The top entries of a case in whose bytes or name ``word`` stands, in upper or lower case."""
    found = set()
    for file in path.rglob("*"):
        bytes_of = file.read_bytes().lower() if file.is_file() else b""
        if word.lower().encode() in bytes_of or word.lower() in str(file.relative_to(path)).lower():
            found.add(file.relative_to(path).parts[0].removesuffix("-wal"))
    return found


def purge(case: OpenCase) -> None:
    with case.store.view() as view:
        gone = [item for item in view.items() if SECRET in item.file]
        kept = {key for key in view.fact_keys("read") if SECRET not in key}
    with case.store.writing() as writer:
        writer.drop_items([item.id for item in gone])
        writer.forget_drops([f"{SECRET}{number}" for number in range(120)])
        writer.keep_only_facts("read", kept)
    publish(case, keep="plain")
    for item in gone:
        case.blobs.erase(item.sha256)
    index(case, keep="plain")
    case.store.compact()


def test_what_is_purged_is_in_no_byte_of_any_file(case: OpenCase) -> None:
    assert holding(case.path, SECRET) >= {"case.db", "blobs", "derived"}
    purge(case)
    assert holding(case.path, SECRET) == set()
    assert holding(case.path, "plain") >= {"case.db", "blobs", "derived"}


def test_what_is_kept_is_whole_after_a_purge(case: OpenCase) -> None:
    with case.store.view() as view:
        before = {item.file: to_bytes(item) for item in view.items() if SECRET not in item.file}
        facts = {key: view.fact("read", key) for key in view.fact_keys("read") if SECRET not in key}
    purge(case)
    with case.store.view() as view:
        assert {item.file: to_bytes(item) for item in view.items()} == before
        assert {key: view.fact("read", key) for key in view.fact_keys("read")} == facts
        assert dict(view.rows("statements")) == facts
    assert case.store.check() == ()
    assert list((case.path / "tmp").iterdir()) == []


def test_without_compacting_the_words_would_still_be_there(case: OpenCase) -> None:
    """The log remembers; that is why purging compacts."""
    with case.store.writing() as writer:
        writer.keep_only_facts("read", set())
    assert SECRET.encode() in (case.path / "case.db-wal").read_bytes()
