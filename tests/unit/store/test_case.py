from __future__ import annotations

import io
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.store.case import empty_folder, open_case
from sayso.testing.store_contract import an_item

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(SaysoError) as caught:
        action()
    assert caught.value.sentence
    assert caught.value.next_step
    return caught.value.code


def make(path: Path) -> Path:
    with open_case(path, create=True, write=True) as case, case.store.writing() as writer:
        writer.put_items([an_item("a.txt")])
    return path


def files_in(path: Path) -> set[str]:
    return {name for name in (p.relative_to(path).as_posix() for p in path.rglob("*")) if not name.startswith("blobs/")}


def test_a_new_case_is_private_and_holds_only_our_own_names(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    assert files_in(path) <= {"case.db", "blobs", "derived", "tmp", "writer.lock"}
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert stat.S_IMODE((path / "case.db").stat().st_mode) == 0o600


def test_a_case_moved_elsewhere_opens_as_before(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    with open_case(path, write=True) as case:
        kept = case.blobs.put(io.BytesIO(b"original"))
    (tmp_path / "far away").mkdir()
    moved = tmp_path / "far away" / "y"
    shutil.move(path, moved)
    with open_case(moved) as case, case.store.view() as view:
        assert [item.file for item in view.items()] == ["a.txt"]
        assert case.blobs.path(kept.sha256).read_bytes() == b"original"
    content = (moved / "case.db").read_bytes()
    assert str(tmp_path).encode() not in content


def test_nothing_there(tmp_path: Path) -> None:
    assert code_of(lambda: open_case(tmp_path / "x.sayso")) == "case_missing"
    assert code_of(lambda: open_case(tmp_path / "x.sayso", write=True)) == "case_missing"
    assert not (tmp_path / "x.sayso").exists()


def test_no_folder_to_make_it_in(tmp_path: Path) -> None:
    assert code_of(lambda: open_case(tmp_path / "no" / "x.sayso", create=True, write=True)) == "parent_missing"


def test_a_file_is_not_a_case(tmp_path: Path) -> None:
    (tmp_path / "x.sayso").write_text("words")
    assert code_of(lambda: open_case(tmp_path / "x.sayso", create=True, write=True)) == "not_a_case"
    assert (tmp_path / "x.sayso").read_text() == "words"


def test_a_folder_of_other_files_is_not_made_a_case(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("words")
    assert code_of(lambda: open_case(tmp_path)) == "not_a_case"
    assert code_of(lambda: open_case(tmp_path, create=True, write=True)) == "not_a_case"
    assert names(tmp_path) == ["letter.txt"]


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"rubbish" * 100])
def test_a_database_that_is_none(tmp_path: Path, content: bytes) -> None:
    path = make(tmp_path / "x.sayso")
    (path / "case.db").write_bytes(content)
    assert code_of(lambda: open_case(path)) in {"not_a_case", "case_damaged"}
    assert (path / "case.db").read_bytes() == content


def test_somebody_elses_database(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    con = sqlite3.connect(tmp_path / "x" / "case.db")
    con.execute("CREATE TABLE mine (words TEXT)")
    con.close()
    assert code_of(lambda: open_case(tmp_path / "x", create=True, write=True)) == "not_a_case"


def test_a_folder_the_system_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "x.sayso")

    def closed(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", closed)
    assert code_of(lambda: open_case(path)) == "case_unreadable"


def test_a_making_cut_short_is_taken_up_again_but_is_no_case_before(tmp_path: Path) -> None:
    path = tmp_path / "x.sayso"
    path.mkdir()
    (path / "writer.lock").touch()
    (path / "blobs").mkdir()
    (path / "case.db").touch()
    assert code_of(lambda: open_case(path)) == "not_a_case"
    assert code_of(lambda: open_case(path, write=True)) == "not_a_case"
    make(path)
    with open_case(path) as case, case.store.view() as view:
        assert len(list(view.items())) == 1


def test_making_what_is_there_opens_it(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    with open_case(path, create=True, write=True) as case, case.store.view() as view:
        assert [item.file for item in view.items()] == ["a.txt"]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with open_case(make(tmp_path / "x.sayso")) as case:
        assert code_of(lambda: case.store.writing().__enter__()) == "read_only"
        assert code_of(case.store.compact) == "read_only"


def test_a_reader_leaves_no_trace(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    before = files_in(path)
    with open_case(path) as case:
        (case.tmp / "page.jpg").write_bytes(b"picture")
        with case.store.view() as view:
            list(view.items())
    assert files_in(path) == before


def test_readers_have_temporary_folders_of_their_own(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    with open_case(path) as one, open_case(path) as two:
        assert one.tmp != two.tmp
        (one.tmp / "a").touch()
        two.close()
        assert (one.tmp / "a").exists()


def test_the_writer_empties_tmp_at_start_and_end(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    (path / "tmp" / "left").mkdir()
    (path / "tmp" / "left" / "by a kill").write_text("words")
    with open_case(path, write=True) as case:
        assert names(case.tmp) == []
        (case.tmp / "page").write_text("words")
    assert names(path / "tmp") == []


@posix
def test_emptying_a_folder_follows_no_link(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "kept").write_text("words")
    (inside / "link").symlink_to(outside)
    (inside / "file").symlink_to(outside / "kept")
    empty_folder(inside)
    assert names(inside) == []
    assert (outside / "kept").read_text() == "words"


@posix
@pytest.mark.parametrize(
    "name", ["tmp", "blobs", "derived", "derived/search", "derived/search/old/x", "case.db", "blobs/ab", "case.db-wal"]
)
def test_a_case_with_a_link_inside_is_refused(tmp_path: Path, name: str) -> None:
    path, outside = make(tmp_path / "x.sayso"), tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("words")
    place = path / name
    if place.is_dir():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(outside)
    assert code_of(lambda: open_case(path, write=True)) == "case_tampered"
    assert (outside / "kept").exists()


@posix
def test_a_link_to_a_case_is_that_case(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    (tmp_path / "short").symlink_to(path)
    with open_case(tmp_path / "short", write=True) as case, case.store.view() as view:
        assert len(list(view.items())) == 1


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    with open_case(path, write=True):
        with pytest.raises(SaysoError) as caught:
            open_case(path, write=True)
        assert caught.value.code == "case_busy"
        assert f"process {os.getpid()} on " in caught.value.sentence
        with open_case(path) as reader, reader.store.view() as view:
            assert len(list(view.items())) == 1
    open_case(path, write=True).close()


def test_a_refused_writer_does_not_empty_the_others_tmp(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    with open_case(path, write=True) as case:
        (case.tmp / "page").write_text("words")
        assert code_of(lambda: open_case(path, write=True)) == "case_busy"
        assert (case.tmp / "page").exists()


HOLD = """
import sys
from pathlib import Path
from sayso.store.case import open_case
case = open_case(Path(sys.argv[1]), write=True)
(case.tmp / "left").write_text("words")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_dead_writer_is_taken_over(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        with pytest.raises(SaysoError) as caught:
            open_case(path, write=True)
        assert f"process {child.pid} on" in caught.value.sentence
        child.kill()
        child.wait()
    with open_case(path, write=True) as case:
        assert names(case.tmp) == []
        assert (path / "writer.pid").read_text().split()[0] == str(os.getpid())
    assert not (path / "writer.pid").exists()


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    case = open_case(make(tmp_path / "x.sayso"), write=True)
    case.close()
    case.close()
    open_case(case.path, write=True).close()


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_case_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    path = make(tmp_path / "x.sayso")
    try:
        for place in (path / "tmp", path / "derived", path):
            place.chmod(0o500)
        with open_case(path) as case, case.store.view() as view:
            assert [item.file for item in view.items()] == ["a.txt"]
        (path / "case.db").chmod(0o400)
        assert code_of(lambda: open_case(path, write=True)) == "case_unwritable"
    finally:
        for place in (path, path / "tmp", path / "derived"):
            place.chmod(0o700)
