"""Locked files: opened with the passwords offered, and listed as locked without."""

from __future__ import annotations

from pathlib import Path

import pytest
from paper_mill import read_with_members

from locks import locked_zip
from sayso.read import confined
from sayso.read.passwords import offered, offering

LOCKED = locked_zip({"a.txt": b"The weir was opened at six.\n" * 40, "b.txt": b"short"}, b"heron")


def test_without_a_password_members_are_listed_as_locked() -> None:
    got, members = read_with_members(LOCKED, "x.zip")
    assert (got.status, got.reason) == ("failed", "encrypted")
    assert list(members) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("words", [("heron",), ("wrong", "", "heron", "late")])
def test_the_password_that_fits_opens_them(words: tuple[str, ...]) -> None:
    with offering(words):
        got, members = read_with_members(LOCKED, "x.zip")
    assert got.status == "read"
    assert members["b.txt"] == b"short"
    assert offered() == ()


def test_passwords_reach_the_confined_child_with_each_file(tmp_path: Path) -> None:
    with confined() as reader:
        assert reader.read_bytes(LOCKED, "x.zip", tmp_path).reason == "encrypted"
        reader.passwords = ("heron",)
        assert reader.read_bytes(LOCKED, "x.zip", tmp_path).status == "read"
    assert (tmp_path / "1").read_bytes() == b"short"
