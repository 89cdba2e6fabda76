"""Names in the pile."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

from sayso.engine.names import called, depth, label_name, neutral, prefixed, relative_name, root_token, top
from sayso.model.item import Item


def test_a_literal_exclamation_mark_is_no_member() -> None:
    assert relative_name(["a!b", "c.txt"]) == "a%21b/c.txt"
    assert (depth("a%21b/c.zip!d!e"), top("a%21b/c.zip!d!e")) == (2, "a%21b/c.zip")


@pytest.mark.skipif(os.name == "nt", reason="names there are no bytes")
def test_bytes_that_are_no_utf8_are_spelled_out() -> None:
    assert neutral(os.fsdecode(b"caf\xe9 \xff.txt")) == "caf%E9 %FF.txt"
    assert neutral("café.txt") == "café.txt"


def test_accents_stay_as_they_are_written() -> None:
    assert neutral("cafe\u0301") != neutral("caf\u00e9")


def test_clashing_names_get_the_label_then_a_number() -> None:
    assert [name for _, name in islice(prefixed("HERON", "a.txt"), 4)] == [
        "a.txt",
        "HERON/a.txt",
        "HERON~2/a.txt",
        "HERON~3/a.txt",
    ]


def test_a_label_is_one_name() -> None:
    assert label_name("a/b!c") == "a%2Fb%21c"
    assert label_name("") == "root"


def test_the_token_of_a_root_is_salted_and_short(tmp_path: Path) -> None:
    token = root_token("00" * 16, tmp_path)
    assert token == root_token("00" * 16, tmp_path / "x" / "..")
    assert token != root_token("11" * 16, tmp_path)
    assert len(token) == 6


def test_a_file_is_found_by_the_name_that_is_shown_where_no_other_bears_it() -> None:
    items = [Item(id=file, file=file, sha256="", bytes=0) for file in ("new\nline.txt", "new line.txt", "e\x1bf.txt")]
    assert [item.file for item in called(items, {"new line.txt"})] == ["new line.txt"]
    assert [item.file for item in called(items, {"new\nline.txt"})] == ["new\nline.txt"]
    assert [item.file for item in called(items, {"e␛f.txt"})] == ["e\x1bf.txt"]
