"""Taken out is out: after an erasing no byte of the case tells the file's name or words, nor that it was there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from piles import LETTER, MEMO, WIRE, exported, write_pile
from sayso.engine import removal
from sayso.errors import AskedWrongly
from sayso.workbench import Case

Quick = Callable[[Path], Case]

NAME, WORDS = "quillfeather-notes", "marzipan lighthouse"
SECRET = (
    f"A {WORDS}\n\nGesine Vollmer said the {WORDS} was paid for twice. Dora Quill said the north crane was inspected.\n"
)


def packed() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{NAME}/inside.txt"), SECRET * 3)
    return data.getvalue()


def traces(case: Path, *needles: str) -> list[str]:
    """Files of a case that hold one of the words in any common encoding, in their bytes or names."""
    found = []
    for path in case.rglob("*"):
        data = path.read_bytes().lower() if path.is_file() else b""
        for needle in needles:
            forms = {needle.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")}
            if needle in path.name or any(form in data for form in forms):
                found.append(f"{needle} in {path.name}")
    return found


@pytest.mark.parametrize("kind", ["text", "archive"])
def test_an_erased_file_leaves_no_trace(kind: str, quick: Quick, pile: Path, tmp_path: Path) -> None:
    doomed = pile / (f"{NAME}.txt" if kind == "text" else f"{NAME}.zip")
    with quick(tmp_path / "never.sayso") as never:
        never.add(pile)
        wanted = exported(never, tmp_path / "wanted")
    doomed.write_bytes(SECRET.encode() if kind == "text" else packed())
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile, drop="HERON", terms="not a word")
        blobs = {item.sha256 for item in case.items() if NAME in item.file}
        compressed = doomed.read_bytes()[40:120]
        assert case.search("marzipan")
        assert traces(case.path, WORDS)
        removed = case.remove(doomed.name, purge=True)
        assert doomed.name in removed.files
        assert any("backups" in sentence for sentence in removed.unreachable)
        assert case.search("marzipan") == []
        assert case.verify().problems == ()
        assert exported(case, tmp_path / "got").keys() == wanted.keys()
        case.close()
        assert traces(case.path, NAME, "marzipan", "vollmer", "gesine") == []
        assert not [path for path in case.path.rglob("*") if path.name in blobs]
        assert not [path for path in case.path.rglob("*") if path.is_file() and compressed in path.read_bytes()]


def test_the_export_is_that_of_a_case_that_never_had_it(quick: Quick, pile: Path, tmp_path: Path) -> None:
    with quick(tmp_path / "never.sayso") as never:
        never.add(pile)
        wanted = exported(never, tmp_path / "wanted")
    write_pile(pile, {f"{NAME}.txt": SECRET, "copy-of-memo.txt": MEMO})
    for purge in (False, True):
        with quick(tmp_path / f"{purge}.sayso") as case:
            case.add(pile)
            assert exported(case, tmp_path / f"with-{purge}") != wanted
            case.remove(f"{NAME}.txt", "copy-of-memo.txt", purge=purge)
            assert exported(case, tmp_path / f"without-{purge}") == wanted


def test_what_another_file_needs_is_kept(quick: Quick, tmp_path: Path) -> None:
    """Two files of the same bytes share an original and a reading; one is erased."""
    pile = write_pile(tmp_path / "pile", {"a.txt": MEMO, "b.txt": MEMO, "c.txt": WIRE})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        case.remove("a.txt", purge=True)
        assert case.verify().problems == ()
        assert case.document("b.txt").text == MEMO
        assert "Dora Quill" in {statement.at.speaker_name for statement in case.statements(file="b.txt")}


def test_what_was_only_removed_is_erased_with_the_next_erasing(quick: Quick, pile: Path, tmp_path: Path) -> None:
    write_pile(pile, {f"{NAME}.txt": SECRET})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        case.remove(f"{NAME}.txt")
        assert NAME not in "".join(item.file for item in case.items())
        assert traces(case.path, WORDS)
        case.remove(f"{NAME}.txt", purge=True)
        case.close()
        assert traces(case.path, NAME, "marzipan", "vollmer") == []


def test_an_erasing_cut_short_is_told_and_finished(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pile(pile, {f"{NAME}.txt": SECRET})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        with monkeypatch.context() as patch:
            patch.setattr(removal, "_facts_in_use", interrupted)
            with pytest.raises(KeyboardInterrupt):
                case.remove(f"{NAME}.txt", purge=True)
        assert any("cut short" in warning for warning in case.status().warnings)
        case.remove(f"{NAME}.txt", purge=True)
        assert not any("cut short" in warning for warning in case.status().warnings)
        case.close()
        assert traces(case.path, NAME, "marzipan", "vollmer") == []


def test_names_that_mean_nothing_are_refused_and_nothing_changes(quick: Quick, pile: Path, tmp_path: Path) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        before = list(case.items())
        for purge in (False, True):
            with pytest.raises(AskedWrongly) as refused:
                case.remove("no-such-file.txt", purge=purge)
            assert refused.value.code == "no_such_file"
        with pytest.raises(AskedWrongly):
            case.remove("memo.txt", "no-such-file.txt")
        assert list(case.items()) == before
        assert case.document("letters/pike.txt").text == LETTER


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt
