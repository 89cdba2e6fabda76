from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.errors import AskedWrongly
from sayso.present.whole import make_folder, whole

posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes")


def put(path: Path, text: str) -> None:
    with whole(path) as out:
        out.write(text)


def break_off(path: Path) -> None:
    with whole(path) as out:
        out.write("half")
        raise KeyError


def refused(path: Path) -> str:
    with pytest.raises(AskedWrongly) as error:
        put(path, "new")
    assert error.value.next_step
    return error.value.code


def test_a_file_is_replaced_and_no_other_file_is_touched(tmp_path: Path) -> None:
    for name in ("a.md", "a.md.part"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    put(tmp_path / "a.md", "new")
    assert {p.name: p.read_text("utf-8") for p in tmp_path.iterdir()} == {"a.md": "new", "a.md.part": "old"}


def test_what_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        break_off(tmp_path / "a.md")
    assert {p.name: p.read_text("utf-8") for p in tmp_path.iterdir()} == {"a.md": "old"}


def test_places_where_no_file_can_stand_are_asked_wrongly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path) == "is_a_folder"
    assert refused(tmp_path / "no" / "a.md") == "no_such_folder"
    assert refused(tmp_path / "file" / "a.md") in {"not_a_folder", "no_such_folder"}
    with pytest.raises(AskedWrongly):
        make_folder(tmp_path / "file")


@posix
def test_a_link_stays_one_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    put(tmp_path / "pipe", "new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
