"""Taking files in: which are taken, what they are called, what a changed file does to its older self."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from piles import write_pile
from sayso.engine import intake, walking
from sayso.errors import AskedWrongly
from sayso.model.item import Drop, Item
from sayso.read import Limits
from sayso.store.case import OpenCase, open_case

Take = Callable[..., intake.Tally]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[OpenCase]:
    with open_case(tmp_path / "affair.sayso", create=True, write=True) as opened:
        yield opened


@pytest.fixture
def take(case: OpenCase) -> Take:
    def taking(*paths: Path, drop: Drop | None = None) -> intake.Tally:
        return intake.take_in(case, paths, drop, lambda *_: None)

    return taking


def items(case: OpenCase) -> dict[str, Item]:
    with case.store.view() as view:
        return {item.file: item for item in view.items()}


def statuses(case: OpenCase) -> dict[str, tuple[str, str | None]]:
    return {file: (item.status, item.reason) for file, item in items(case).items()}


def test_a_folder_gives_its_files_by_relative_name_hidden_ones_too(case: OpenCase, take: Take, tmp_path: Path) -> None:
    write_pile(tmp_path / "pile", {"b.txt": "b", ".hidden": "h", "in/side/a.txt": "a"})
    take(tmp_path / "pile")
    assert list(items(case)) == [".hidden", "b.txt", "in/side/a.txt"]


def test_a_single_file_gives_its_base_name(case: OpenCase, take: Take, tmp_path: Path) -> None:
    write_pile(tmp_path, {"deep/down/a.txt": "a"})
    take(tmp_path / "deep/down/a.txt")
    assert list(items(case)) == ["a.txt"]


def test_the_original_is_kept_byte_for_byte(case: OpenCase, take: Take, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 9)
    take(tmp_path / "a.bin")
    assert case.blobs.path(items(case)["a.bin"].sha256).read_bytes() == bytes(range(256)) * 9


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_links_devices_and_empty_files_are_listed_and_never_opened(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"empty.txt": "", "real.txt": "words"})
    write_pile(tmp_path / "elsewhere", {"secret.txt": "not part of the pile"})
    (pile / "to-file").symlink_to(tmp_path / "elsewhere/secret.txt")
    (pile / "to-folder").symlink_to(tmp_path / "elsewhere")
    (pile / "broken").symlink_to(tmp_path / "nowhere")
    os.mkfifo(pile / "pipe")
    take(pile)
    assert statuses(case) == {
        "broken": ("skipped", "link"),
        "empty.txt": ("skipped", "empty"),
        "pipe": ("skipped", "device"),
        "real.txt": ("waiting", None),
        "to-file": ("skipped", "link"),
        "to-folder": ("skipped", "link"),
    }
    assert len(list(case.blobs.all())) == 1


def test_another_case_in_the_pile_is_listed_and_not_taken_in(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"memo.txt": "words", "old.sayso/case.db": "x", "old.sayso/blobs/aa/b": "y"})
    write_pile(pile, {"notes.sayso/plan.txt": "only a folder of that name"})
    take(pile)
    assert statuses(case) == {
        "memo.txt": ("waiting", None),
        "notes.sayso/plan.txt": ("waiting", None),
        "old.sayso": ("skipped", "another_case"),
    }


def test_a_file_over_the_limit_is_listed_and_not_copied(
    case: OpenCase, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "LIMITS", Limits(max_file_bytes=10))
    write_pile(tmp_path / "pile", {"large.txt": "x" * 11, "small.txt": "x" * 10})
    take(tmp_path / "pile")
    assert statuses(case) == {"large.txt": ("skipped", "too_large"), "small.txt": ("waiting", None)}


def test_what_the_system_refuses_is_listed_and_the_rest_goes_on(
    case: OpenCase, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = write_pile(tmp_path / "pile", {"open.txt": "o", "shut.txt": "s", "shut/inside.txt": "i"})
    refuse_opening(monkeypatch, pile / "shut.txt")
    refuse_listing(monkeypatch, pile / "shut")
    tally = take(pile)
    assert statuses(case) == {
        "open.txt": ("waiting", None),
        "shut": ("failed", "unreadable"),
        "shut.txt": ("failed", "unreadable"),
    }
    assert tally.new == 3


def test_the_case_itself_is_never_added_to_itself(case: OpenCase, take: Take, tmp_path: Path) -> None:
    write_pile(tmp_path, {"a.txt": "a"})
    take(tmp_path)
    assert list(items(case)) == ["a.txt"]


def test_adding_again_changes_nothing(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": "a", "empty": ""})
    take(pile)
    before = items(case)
    tally = take(pile)
    assert (tally.new, tally.unchanged, tally.replaced) == (0, 2, 0)
    assert items(case) == before


def test_a_changed_file_takes_the_place_of_its_older_self(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": "first"})
    take(pile)
    old = items(case)["a.txt"]
    write_pile(pile, {"a.txt": "second"})
    tally = take(pile)
    with case.store.view() as view:
        by_status = {item.status: item for item in view.items()}
    assert (tally.new, tally.replaced) == (0, 1)
    assert by_status["replaced"].id == old.id
    assert by_status["waiting"].file == "a.txt"


def test_a_file_that_changes_back_comes_back(case: OpenCase, take: Take, tmp_path: Path) -> None:
    for words in ("first", "second", "first"):
        take(write_pile(tmp_path / "pile", {"a.txt": words}))
    with case.store.view() as view:
        assert sorted(item.status for item in view.items()) == ["replaced", "waiting"]
        assert {item.status: item.bytes for item in view.items()} == {"waiting": 5, "replaced": 6}


def test_a_file_that_cannot_be_read_any_more_stays_as_it_was_read(
    case: OpenCase, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": "a"})
    take(pile)
    refuse_opening(monkeypatch, pile / "a.txt")
    assert take(pile).unchanged == 1
    assert statuses(case) == {"a.txt": ("waiting", None)}


def test_a_file_that_can_be_read_at_last_loses_its_failure(
    case: OpenCase, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": "a"})
    with monkeypatch.context() as patch:
        refuse_opening(patch, pile / "a.txt")
        take(pile)
    take(pile)
    assert statuses(case) == {"a.txt": ("waiting", None)}


def test_another_roots_file_of_the_same_name_is_told_apart_by_its_folder(
    case: OpenCase, take: Take, tmp_path: Path
) -> None:
    write_pile(tmp_path, {"north/a.txt": "north", "south/a.txt": "south"})
    take(tmp_path / "north")
    take(tmp_path / "south")
    assert list(items(case)) == ["a.txt", "south/a.txt"]
    write_pile(tmp_path, {"south/a.txt": "south, corrected"})
    tally = take(tmp_path / "south")
    assert tally.replaced == 1
    assert statuses(case)["a.txt"] == ("waiting", None)


def test_the_same_file_from_two_roots_is_one(case: OpenCase, take: Take, tmp_path: Path) -> None:
    write_pile(tmp_path, {"north/a.txt": "same", "south/a.txt": "same"})
    take(tmp_path / "north")
    assert take(tmp_path / "south").unchanged == 1
    assert list(items(case)) == ["a.txt"]


def test_another_drops_file_of_the_same_name_is_told_apart_by_its_code_word(
    case: OpenCase, take: Take, tmp_path: Path
) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": "first"})
    take(pile, drop=Drop(label="HERON", on="2024-05-01"))
    take(write_pile(pile, {"a.txt": "second"}), drop=Drop(label="EGRET", on="2024-05-02"))
    assert {file: item.drop for file, item in items(case).items()} == {"a.txt": "HERON", "EGRET/a.txt": "EGRET"}
    assert items(case)["EGRET/a.txt"].label == "EGRET"


def test_names_that_come_to_the_same_in_one_folder_are_both_kept(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"a!b.txt": "one", "a%21b.txt": "two"})
    take(pile)
    take(pile)
    assert sorted(statuses(case).values()) == [("waiting", None)] * 2
    assert "a%21b.txt" in items(case)


def test_no_path_of_this_machine_is_kept(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "from-a-certain-person", {"a.txt": "a"})
    take(pile)
    case.close()
    for path in case.path.rglob("*"):
        if path.is_file():
            assert b"certain-person" not in path.read_bytes()
            assert os.fsencode(tmp_path) not in path.read_bytes()


def test_a_drop_keeps_its_first_day_and_its_terms(case: OpenCase, take: Take, tmp_path: Path) -> None:
    with case.store.writing() as writer:
        writer.put_drop(Drop(label="HERON", on="2024-05-01", terms="not before Friday"))
    with case.store.view() as view:
        again = intake.delivery(view, "HERON", None, date(2024, 6, 1))
        assert again == Drop(label="HERON", on="2024-05-01", terms="not before Friday")
        with pytest.raises(AskedWrongly) as refused:
            intake.delivery(view, "HERON", "whenever you like", date(2024, 6, 1))
    assert refused.value.code == "drop_terms"


@pytest.mark.parametrize("code", ["no_such_path", "path_in_case", "nothing_there"])
def test_paths_from_which_nothing_comes_are_refused(code: str, case: OpenCase, tmp_path: Path) -> None:
    (tmp_path / "bare/deeper").mkdir(parents=True)
    paths = {"no_such_path": tmp_path / "typo", "path_in_case": case.path / "blobs", "nothing_there": tmp_path / "bare"}
    with pytest.raises(AskedWrongly) as refused:
        intake.check_paths([paths[code]], case.path)
    assert refused.value.code == code
    assert refused.value.next_step


def refuse_opening(monkeypatch: pytest.MonkeyPatch, shut: Path) -> None:
    honest = os.open

    def opening(path: str | Path, *rest: int, **named: int) -> int:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied")
        return honest(path, *rest, **named)

    monkeypatch.setattr(os, "open", opening)


def refuse_listing(monkeypatch: pytest.MonkeyPatch, shut: Path) -> None:
    honest = os.scandir

    def listing(path: str | Path = ".") -> object:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied")
        return honest(path)

    monkeypatch.setattr(os, "scandir", listing)


def test_an_original_that_was_cut_short_is_put_back(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": "the whole of it"})
    take(pile)
    blob = case.blobs.path(items(case)["a.txt"].sha256)
    blob.chmod(0o600)
    blob.write_bytes(b"the wh")
    take(pile)
    assert blob.read_bytes() == b"the whole of it"


def test_files_that_keep_their_earlier_drop_are_told(case: OpenCase, take: Take, tmp_path: Path) -> None:
    pile, heron = write_pile(tmp_path / "pile", {"a.txt": "a"}), Drop(label="HERON", on="2024-05-01")
    assert intake.warnings(take(pile), None) == ()
    assert "1 file was in the case already" in intake.warnings(take(pile, drop=heron), heron)[0]
    write_pile(pile, {"b.txt": "b"})
    take(pile, drop=heron)
    assert "1 file was" in intake.warnings(take(pile, drop=heron), heron)[0]  # a.txt; b.txt came with HERON
