"""A colleague's copy of the case comes in: nothing is lost, nothing taken out comes back, conflicts are told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from piles import LETTER, MEMO, WIRE, write_pile
from sayso.errors import AskedWrongly
from sayso.workbench import Case

Quick = Callable[[Path], Case]


def made(quick: Quick, home: Path, files: dict[str, str]) -> Case:
    opened = quick(home / "affair.sayso")
    opened.add(write_pile(home / "papers", files))
    return opened


@pytest.fixture
def ours(quick: Quick, tmp_path: Path) -> Case:
    (tmp_path / "ours").mkdir()
    return made(quick, tmp_path / "ours", {"memo.txt": MEMO, "letter.txt": LETTER})


@pytest.fixture
def theirs(quick: Quick, tmp_path: Path) -> Case:
    (tmp_path / "theirs").mkdir()
    return made(quick, tmp_path / "theirs", {"memo.txt": MEMO, "letter.txt": WIRE, "wire.txt": "Una Marsh said no.\n"})


def files(case: Case) -> list[str]:
    return [item.file for item in case.items() if item.status != "replaced"]


def test_new_files_come_and_a_name_that_is_taken_gets_its_own(ours: Case, theirs: Case) -> None:
    theirs.judge("note", "wire.txt", value="by post", by="CD")
    theirs.close()
    done = ours.merge(theirs.path)
    assert (done.new, done.unchanged, done.judgements, done.clean) == (2, 1, 1, False)
    ((name, beside),) = done.beside
    assert name == "letter.txt"
    assert sorted(files(ours)) == sorted(["memo.txt", "letter.txt", beside, "wire.txt"])
    assert ours.document(beside).text == WIRE
    assert [j.value for j in ours.judgements()] == ["by post"]
    again = ours.merge(theirs.path)
    assert (again.new, again.unchanged, again.judgements) == (0, 3, 0)


def test_what_was_taken_out_in_either_case_is_out(ours: Case, theirs: Case) -> None:
    ours.add(theirs.path.parent / "papers" / "wire.txt")
    theirs.remove("wire.txt")
    ours.remove("memo.txt")
    theirs.close()
    done = ours.merge(theirs.path)
    assert (done.kept_out, done.taken_out) == (("memo.txt",), ("wire.txt",))
    assert "memo.txt" not in files(ours)
    assert "wire.txt" not in files(ours)


def test_what_is_added_again_is_out_no_more(ours: Case, theirs: Case) -> None:
    ours.remove("memo.txt")
    ours.add(ours.path.parent / "papers")
    theirs.close()
    assert ours.merge(theirs.path).kept_out == ()
    assert "memo.txt" in files(ours)


def test_an_original_that_is_not_what_its_digest_says_stays_there(ours: Case, theirs: Case) -> None:
    sha256 = next(item.sha256 for item in theirs.items() if item.file == "wire.txt")
    theirs.close()
    blob = theirs.path / "blobs" / sha256[:2] / sha256
    blob.chmod(0o600)
    blob.write_bytes(b"Una Marsh said yes.\n")
    done = ours.merge(theirs.path)
    assert done.damaged == ("wire.txt",)
    assert "wire.txt" not in files(ours)


def test_a_drop_of_one_label_under_other_terms_keeps_its_terms(ours: Case, theirs: Case, tmp_path: Path) -> None:
    ours.add(write_pile(tmp_path / "a", {"a.txt": "Una Marsh said the gate was shut.\n"}), drop="HERON", terms="none")
    theirs.add(
        write_pile(tmp_path / "b", {"b.txt": "Una Marsh said the gate was open.\n"}),
        drop="HERON",
        terms="off the record",
    )
    theirs.close()
    ours.merge(theirs.path)
    assert {item.file: item.drop for item in ours.items() if item.drop} == {"a.txt": "HERON", "b.txt": "HERON~2"}
    assert [(w.rule, w.files) for w in ours.withheld()] == [("off the record", 1)]


def test_a_case_is_not_merged_with_itself(ours: Case) -> None:
    with pytest.raises(AskedWrongly) as error:
        ours.merge(ours.path)
    assert error.value.code == "same_case"


def test_a_copy_of_the_case_brings_nothing_and_changes_nothing(ours: Case, tmp_path: Path) -> None:
    ours.close()
    shutil.copytree(ours.path, tmp_path / "copy.sayso")
    before = {p.name: p.read_bytes() for p in ours.export(tmp_path / "before")}
    done = ours.merge(tmp_path / "copy.sayso")
    assert (done.new, done.unchanged, done.clean) == (0, 2, True)
    assert {p.name: p.read_bytes() for p in ours.export(tmp_path / "after")} == before
