"""The guard: whatever a file makes a reader do costs that file alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from paper_mill import zipped

from sayso.model import codec
from sayso.model.document import Content, Marking, Page, Part
from sayso.model.reading import Member, Reading
from sayso.model.span import Span
from sayso.model.words import Word, pack
from sayso.read import LIMITS, ConfinedReader, Limits, confined, protections
from sayso.read.check import Untrusted, checked

LOOSE = Limits(test_hook=True, wall_seconds=30.0)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's own")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConfinedReader]:
    with confined(tmp_path_factory.mktemp("home"), LOOSE) as one:
        yield one


def deed(reader: ConfinedReader, tmp: Path, words: str) -> Reading:
    path = tmp / "file.sayso-test"
    path.write_text(words)
    return reader.read(path, path.name, tmp)


def goes_on(reader: ConfinedReader, tmp: Path) -> bool:
    path = tmp / "after.txt"
    path.write_text("Still here.")
    got = reader.read(path, path.name, tmp)
    return got.content is not None and got.content.text == "Still here."


def test_a_file_is_read_and_its_members_land_in_order(reader: ConfinedReader, tmp_path: Path) -> None:
    path, out = tmp_path / "x.zip", tmp_path / "out"
    path.write_bytes(zipped({"../bad.txt": "no", "a.txt": "one", "b.txt": "two"}))
    out.mkdir()
    got = reader.read(path, path.name, out)
    assert [m.reason for m in got.members] == ["unsafe_name", None, None]
    assert {p.name: p.read_bytes() for p in out.iterdir()} == {"1": b"one", "2": b"two"}


def test_a_crash_costs_one_file(reader: ConfinedReader, tmp_path: Path) -> None:
    got = deed(reader, tmp_path, "crash")
    assert (got.status, got.reason) == ("failed", "crashed")
    assert goes_on(reader, tmp_path)


def test_a_child_that_just_leaves_costs_one_file(reader: ConfinedReader, tmp_path: Path) -> None:
    assert deed(reader, tmp_path, "leave").reason == "crashed"
    assert goes_on(reader, tmp_path)


def test_a_bug_in_a_reader_costs_one_file(reader: ConfinedReader, tmp_path: Path) -> None:
    assert deed(reader, tmp_path, "no-such-deed").reason == "crashed"
    assert goes_on(reader, tmp_path)


def test_a_hang_is_ended(tmp_path: Path) -> None:
    with confined(tmp_path, Limits(test_hook=True, wall_seconds=1.5)) as reader:
        assert deed(reader, tmp_path, "hang").reason == "out_of_time"
        assert goes_on(reader, tmp_path)


@linux
def test_processor_time_is_counted_per_file(tmp_path: Path) -> None:
    with confined(tmp_path, Limits(test_hook=True, wall_seconds=60.0, cpu_seconds=1)) as reader:
        assert deed(reader, tmp_path, "spin").reason == "out_of_time"
        assert goes_on(reader, tmp_path)


@linux
def test_eating_memory_is_stopped(tmp_path: Path) -> None:
    with confined(tmp_path, Limits(test_hook=True, memory_bytes=1024 * 1024 * 1024)) as reader:
        assert deed(reader, tmp_path, "memory").reason in {"out_of_memory", "crashed"}
        assert goes_on(reader, tmp_path)


def test_a_long_page_on_which_a_child_dies_costs_itself_alone(reader: ConfinedReader, tmp_path: Path) -> None:
    got = deed(reader, tmp_path, "pages crash")
    assert got.content is not None
    assert got.content.text == "1 crashed 3"
    assert goes_on(reader, tmp_path)


def test_each_long_page_has_its_own_time(tmp_path: Path) -> None:
    with confined(tmp_path, Limits(test_hook=True, wall_seconds=30.0, ocr_page_wall_seconds=1.0)) as reader:
        got = deed(reader, tmp_path, "pages hang")
        assert got.content is not None
        assert got.content.text == "1 out_of_time 3"


def test_a_page_that_begins_again_and_again_buys_no_time(reader: ConfinedReader, tmp_path: Path) -> None:
    assert deed(reader, tmp_path, "again").reason == "refused"
    assert goes_on(reader, tmp_path)


def test_an_answer_that_lies_is_refused(reader: ConfinedReader, tmp_path: Path) -> None:
    assert deed(reader, tmp_path, "lie").reason == "refused"
    assert goes_on(reader, tmp_path)


def test_what_a_library_prints_disturbs_nothing(
    reader: ConfinedReader, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    got = deed(reader, tmp_path, "noise secret-word")
    assert got.content is not None
    assert got.content.text == "quiet"
    assert "secret-word" not in "".join(capfd.readouterr())


@linux
@pytest.mark.parametrize(
    ("protection", "words"), [("no network", "socket"), ("no new processes", "start"), ("no writing outside", "write")]
)
def test_the_way_out_is_shut_where_the_system_can(
    reader: ConfinedReader, tmp_path: Path, protection: str, words: str
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    got = deed(reader, tmp_path, f"{words} {target / 'x'}")
    if not reader.held[protection]:
        pytest.skip("not on this kernel")
    assert got.content is not None
    assert got.content.text == "denied"
    assert list(target.iterdir()) == []


@linux
def test_other_files_cannot_be_read(reader: ConfinedReader, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("somebody else's words")
    got = deed(reader, tmp_path, f"read {other}")
    if not reader.held["no reading outside"]:
        pytest.skip("not on this kernel")
    assert got.content is not None
    assert got.content.text == "denied"


def test_the_deeds_are_out_of_reach_without_the_hook(tmp_path: Path) -> None:
    with confined(tmp_path) as reader:
        got = deed(reader, tmp_path, "crash")
    assert got.content is not None
    assert got.content.text == "crash"


def test_children_are_replaced_and_leave_nothing_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with confined(home, Limits(tasks_per_child=2)) as reader:
        assert all(goes_on(reader, tmp_path) for _ in range(5))
    assert list(home.iterdir()) == []


def test_a_reader_without_a_home_survives_the_loss_of_its_folder(tmp_path: Path) -> None:
    with confined() as reader:
        for number in range(2):
            folder = tmp_path / str(number)
            folder.mkdir()
            assert goes_on(reader, folder)
            for left in sorted(folder.rglob("*"), reverse=True):
                left.rmdir() if left.is_dir() else left.unlink()
            folder.rmdir()


def test_files_that_cannot_be_opened_say_so(reader: ConfinedReader, tmp_path: Path) -> None:
    assert reader.read(tmp_path / "none.txt", "none.txt", tmp_path).reason == "vanished"
    assert reader.read(tmp_path, "folder.txt", tmp_path).reason == "unreadable"


def test_status_can_tell_which_protections_hold() -> None:
    held = protections()
    assert {"memory limit", "cpu limit", "wall limit", "no network", "no writing outside"} <= set(held)
    assert held["wall limit"]


GOOD = Content(
    text="NOT FOR RELEASE\n\nHello",
    markings=(Marking(text="NOT FOR RELEASE", span=Span(0, 15)),),
    parts=(Part(span=Span(17, 22), kind="article"),),
    pages=(Page(number=1, span=Span(0, 22), words=pack([Word(0, 3, 1, 1, 2, 2)])),),
)


def answer(**changes: object) -> bytes:
    content = {name: getattr(GOOD, name) for name in ("text", "markings", "parts", "pages")} | changes
    return codec.to_bytes(Reading(status="read", media_type="text/plain", content=Content(**content)))


def test_a_sound_answer_is_taken() -> None:
    assert checked(answer(), LIMITS).content == GOOD


@pytest.mark.parametrize(
    "changes",
    [
        {"markings": (Marking(text="other words", span=Span(0, 15)),)},
        {"parts": (Part(span=Span(5, 99), kind="turn"),)},
        {"parts": (Part(span=Span(9, 3), kind="turn"),)},
        {"parts": (Part(span=Span(0, 3), kind="turn", published="yesterday"),)},
        {"pages": (Page(number=2, span=Span(0, 5)), Page(number=1, span=Span(5, 9)))},
        {"pages": (Page(number=1, span=Span(0, 22), words=b"odd"),)},
        {"pages": (Page(number=1, span=Span(0, 5), words=pack([Word(0, 9, 1, 1, 2, 2)])),)},
        {"pages": (Page(number=1, span=Span(0, 5), words=pack([Word(0, 3, float("nan"), 1, 2, 2)])),)},
        {"published": "2024"},
        {"quality": 7.0},
    ],
)
def test_an_answer_that_contradicts_itself_is_not(changes: dict[str, object]) -> None:
    with pytest.raises(Untrusted):
        checked(answer(**changes), LIMITS)


@pytest.mark.parametrize(
    "reading",
    [
        Reading(status="failed", media_type="text/plain"),
        Reading(status="read", reason="no such code", media_type="text/plain"),
        Reading(status="read", media_type="<b>"),
        Reading(status="read", media_type="a/b", members=(Member(name="../x", sha256="0" * 64, bytes=1),)),
        Reading(status="read", media_type="a/b", members=(Member(name="x", sha256="short", bytes=1),)),
        Reading(status="read", media_type="a/b", members=(Member(name="x", sha256="", bytes=1),)),
    ],
)
def test_a_reading_that_breaks_the_rules_is_not_taken(reading: Reading) -> None:
    with pytest.raises(Untrusted):
        checked(codec.to_bytes(reading), LIMITS)


def test_bytes_that_are_no_reading_are_not_taken() -> None:
    with pytest.raises(Untrusted):
        checked(b"\x93\x01\x02", LIMITS)
