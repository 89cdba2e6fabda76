"""The child tries every way out for real: each is shut, and what is outside is as it was."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.read import ConfinedReader, Limits, confined
from sayso.read.start import _paths, command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's own")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConfinedReader]:
    with confined(tmp_path_factory.mktemp("home"), Limits(test_hook=True, wall_seconds=30.0)) as one:
        yield one


def tried(reader: ConfinedReader, tmp: Path, words: str, protection: str) -> str:
    got = reader.read_bytes(words.encode(), "file.sayso-test", tmp)
    if not reader.held[protection]:
        pytest.skip("not on this kernel")
    assert got.content is not None
    return got.content.text


@pytest.mark.parametrize("deed", ["read", "list"])
@pytest.mark.parametrize("place", [Path.home(), Path("/etc/passwd"), Path("/proc/self/environ"), Path("/dev/shm")])
def test_nothing_of_the_machine_can_be_read(reader: ConfinedReader, tmp_path: Path, deed: str, place: Path) -> None:
    assert tried(reader, tmp_path, f"{deed} {place}", "no reading outside") == "denied"


@pytest.mark.parametrize("deed", ["write", "remove", "rename", "link"])
def test_nothing_outside_can_be_changed(reader: ConfinedReader, tmp_path: Path, deed: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text("somebody else's words")
    assert tried(reader, tmp_path, f"{deed} {other}", "no writing outside") == "denied"
    assert [p.name for p in tmp_path.iterdir()] == ["other.txt"]
    assert other.read_text() == "somebody else's words"


@pytest.mark.parametrize("deed", ["mode", "times"])
def test_changes_of_mode_and_time_reach_nothing(reader: ConfinedReader, tmp_path: Path, deed: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text("x")
    before = other.stat()
    assert tried(reader, tmp_path, f"{deed} {other}", "no writing outside") == "done"
    after = other.stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_its_own_folder_can_be_written(reader: ConfinedReader, tmp_path: Path) -> None:
    assert tried(reader, tmp_path, "keep note", "no writing outside") == "done"


def test_no_connection_is_made(reader: ConfinedReader, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        assert tried(reader, tmp_path, f"connect {port}", "no network") == "denied"
        with pytest.raises(TimeoutError):
            server.accept()
    assert tried(reader, tmp_path, "lookup example.com", "no network") == "denied"


@pytest.mark.parametrize("deed", ["fork", "signal", "limit", "segment"])
def test_no_other_process_is_made_or_reached(reader: ConfinedReader, tmp_path: Path, deed: str) -> None:
    assert tried(reader, tmp_path, f"{deed} {os.getpid()}", "no new processes") == "denied"


def test_the_folder_we_are_in_is_not_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "papers").mkdir()
    monkeypatch.chdir(tmp_path / "papers")
    monkeypatch.setenv("HOME", str(tmp_path / "papers"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "papers"), str(tmp_path), *sys.path])
    assert not {str(tmp_path), str(tmp_path / "papers")} & set(_paths())
    assert str(tmp_path) not in command("{}")[-1]
