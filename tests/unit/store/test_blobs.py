from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from sayso.errors import SaysoError
from sayso.store.blobs import Blobs


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    (tmp_path / "blobs").mkdir()
    (tmp_path / "tmp").mkdir()
    return Blobs(tmp_path / "blobs", tmp_path / "tmp")


def test_bytes_are_kept_under_their_digest(blobs: Blobs, tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    stored = blobs.put(io.BytesIO(data))
    assert stored == (hashlib.sha256(data).hexdigest(), len(data))
    assert blobs.path(stored.sha256).read_bytes() == data
    assert blobs.path(stored.sha256) == tmp_path / "blobs" / stored.sha256[:2] / stored.sha256
    assert names(tmp_path / "tmp") == []


def test_nobody_can_write_to_an_original(blobs: Blobs) -> None:
    path = blobs.path(blobs.put(io.BytesIO(b"x")).sha256)
    assert not path.stat().st_mode & 0o222


def test_the_same_bytes_are_kept_once(blobs: Blobs) -> None:
    first = blobs.put(io.BytesIO(b"same"))
    before = blobs.path(first.sha256).stat().st_ino
    assert blobs.put(io.BytesIO(b"same")) == first
    assert blobs.path(first.sha256).stat().st_ino == before
    assert list(blobs.all()) == [first.sha256]


def test_a_damaged_original_is_made_whole_by_the_same_bytes(blobs: Blobs) -> None:
    stored = blobs.put(io.BytesIO(b"whole"))
    path = blobs.path(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"who")
    assert blobs.damaged(stored.sha256)
    blobs.put(io.BytesIO(b"whole"))
    assert path.read_bytes() == b"whole"
    assert not blobs.damaged(stored.sha256)


def test_all_are_listed_in_order(blobs: Blobs) -> None:
    stored = [blobs.put(io.BytesIO(str(number).encode())).sha256 for number in range(20)]
    assert list(blobs.all()) == sorted(stored)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "G" * 64, "0" * 64])
def test_what_is_not_there_is_said_to_be_missing(blobs: Blobs, name: str) -> None:
    with pytest.raises(SaysoError) as caught:
        blobs.path(name)
    assert caught.value.code == "blob_missing"


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_in_place_of_an_original_is_not_followed(blobs: Blobs, tmp_path: Path) -> None:
    stored = blobs.put(io.BytesIO(b"x"))
    (tmp_path / "other").write_bytes(b"x")
    path = blobs.path(stored.sha256)
    path.unlink()
    path.symlink_to(tmp_path / "other")
    with pytest.raises(SaysoError) as caught:
        blobs.path(stored.sha256)
    assert caught.value.code == "case_tampered"
    assert blobs.strangers() == 1
    assert not blobs.has(stored.sha256)


def test_erasing_overwrites_before_it_removes(blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = blobs.put(io.BytesIO(b"secret" * 1000))
    left: list[bytes] = []
    unlink = Path.unlink

    def watched(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith("gone-"):
            left.append(path.read_bytes())
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)
    blobs.erase(stored.sha256)
    assert left == [bytes(6000)]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not blobs.has(stored.sha256)
    blobs.erase(stored.sha256)


def test_a_stream_that_breaks_leaves_nothing_and_keeps_its_own_error(blobs: Blobs, tmp_path: Path) -> None:
    class Broken:
        left = 2

        def read(self, _: int) -> bytes:
            self.left -= 1
            if not self.left:
                raise OSError(errno.EIO, "the source went away")
            return b"block"

    with pytest.raises(OSError, match="the source went away"):
        blobs.put(cast("BinaryIO", Broken()))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_is_said_to_be_full_and_leaves_nothing(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(SaysoError) as caught:
        blobs.put(io.BytesIO(b"x"))
    assert caught.value.code == "disk_full"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_strangers_among_the_originals_are_counted(blobs: Blobs, tmp_path: Path) -> None:
    blobs.put(io.BytesIO(b"x"))
    assert blobs.strangers() == 0
    (tmp_path / "blobs" / "note.txt").touch()
    (tmp_path / "blobs" / "00").mkdir(exist_ok=True)
    (tmp_path / "blobs" / "00" / ("1" * 64)).touch()
    assert blobs.strangers() == 2
