"""Archives: members taken out under caps, dangerous ones named and left."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import zipfile

import pytest
from paper_mill import read_with_members, reading, tarred, zipped

from sayso.model.ids import sha256_hex
from sayso.read import Limits


def test_members_are_the_files_in_order() -> None:
    got, members = read_with_members(zipped({"b/": "", "b/two.txt": "two", "a.txt": "one"}), "x.zip")
    assert (got.status, got.reason, got.content) == ("read", None, None)
    assert members == {"b/two.txt": b"two", "a.txt": b"one"}
    assert [m.sha256 for m in got.members] == [sha256_hex("two"), sha256_hex("one")]
    assert [m.bytes for m in got.members] == [3, 3]


@pytest.mark.parametrize("name", ["../up.txt", "/etc/abs.txt", "a/../../b.txt", "C:/win.txt", "..\\up.txt"])
def test_a_name_that_points_outside_is_not_taken_out(name: str) -> None:
    got, members = read_with_members(zipped({name: "bad", "good.txt": "good"}), "x.zip")
    assert (got.status, got.reason) == ("partial", "unsafe_name")
    assert [m.reason for m in got.members] == ["unsafe_name", None]
    assert list(members.values()) == [None, b"good"]
    assert all(".." not in m.name.split("/") and not m.name.startswith("/") for m in got.members)


def test_odd_names_are_written_so_that_they_can_be_told_apart() -> None:
    _, members = read_with_members(zipped({"what!.txt": "1", "line\nbreak.txt": "2"}), "x.zip")
    assert list(members) == ["what%21.txt", "line%0Abreak.txt"]
    _, twins = read_with_members(tarred({"a.txt": b"1", "./a.txt": b"2"}), "x.tar")
    assert list(twins) == ["a.txt", "a.txt~2"]


def test_undecodable_bytes_of_a_name_are_percents() -> None:
    data = tarred({"caf\udce9.txt": b"x"})
    _, members = read_with_members(data, "x.tar")
    assert list(members) == ["caf%E9.txt"]


def test_links_and_locked_members_are_named_and_left() -> None:
    got, members = read_with_members(tarred({"a.txt": b"x"}, {"ln": "/etc/passwd"}), "x.tar")
    assert {m.name: m.reason for m in got.members} == {"a.txt": None, "ln": "link"}
    assert members["ln"] is None
    assert [m.reason for m in reading(_with_link(), "x.zip").members] == ["link"]
    locked = bytearray(zipped({"a.txt": "x"}))
    for place in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[place] |= 1
    got = reading(bytes(locked), "x.zip")
    assert (got.status, got.reason) == ("failed", "encrypted")


def _with_link() -> bytes:
    out = io.BytesIO()
    info = zipfile.ZipInfo("ln")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def test_a_bomb_is_stopped_as_it_grows() -> None:
    limits = Limits(free_unpacked_bytes=100_000, max_ratio=10)
    got, members = read_with_members(zipped({"a.txt": b"x" * 5_000_000, "b.txt": b"y"}), "x.zip", limits)
    assert [m.reason for m in got.members] == ["expands_too_far", "expands_too_far"]
    assert set(members.values()) == {None}
    assert reading(gzip.compress(b"x" * 5_000_000), "x.gz", limits).reason == "expands_too_far"


def test_members_beyond_the_limit_are_not_taken_out() -> None:
    got = reading(zipped({f"{i}.txt": "x" for i in range(5)}), "x.zip", Limits(max_members=3))
    assert (got.status, got.reason, len(got.members)) == ("partial", "too_many_members", 3)


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_packed_tars_open_in_one_step(mode: str) -> None:
    _, members = read_with_members(tarred({"a/b.txt": b"words"}, mode=mode), "x.tar.whatever")
    assert members == {"a/b.txt": b"words"}


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_a_packed_single_file_is_one_member(pack: object, suffix: str) -> None:
    data = pack(b"words " * 50)  # type: ignore[operator]
    _, members = read_with_members(data, f"report.txt.{suffix}")
    assert members == {"content.txt": b"words " * 50}


def test_a_torn_archive_keeps_what_came_before_the_tear() -> None:
    whole = tarred({"a.txt": b"first" * 100, "b.txt": b"second" * 400})
    got, members = read_with_members(whole[:2000], "x.tar")
    assert (got.status, got.reason) == ("partial", "damaged")
    assert members["a.txt"] == b"first" * 100


def test_an_empty_archive_is_read_and_holds_no_text() -> None:
    got = reading(zipped({}), "x.zip")
    assert (got.status, got.reason) == ("read", "no_text")
