"""A case brought up to date: members, failures, resuming, what runs again and what does not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from locks import locked_zip
from page_painter import LINES, page, saved
from piles import LETTER, MEMO, RuleTagger, exported, write_pile
from sayso import workbench
from sayso.engine import stages, update, work
from sayso.engine.run import Inline
from sayso.errors import AskedWrongly
from sayso.read.limits import LIMITS
from sayso.workbench import Case

Quick = Callable[[Path], Case]


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
    return packed.getvalue()


def statuses(case: Case) -> dict[str, tuple[str, str | None]]:
    return {item.file: (item.status, item.reason) for item in case.items()}


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[object]:
    calls: list[object] = []
    honest = getattr(work, name)

    def counting(task: object, tool: object) -> object:
        calls.append(task)
        return honest(task, tool)

    monkeypatch.setattr(work, name, counting)
    return calls


def test_members_of_members_become_files_of_the_pile(quick: Quick, tmp_path: Path) -> None:
    inner = zipped({"letters/pike.txt": LETTER.encode()})
    (tmp_path / "box.zip").write_bytes(zipped({"memo.txt": MEMO.encode(), "inner.zip": inner}))
    with quick(tmp_path / "a.sayso") as case:
        case.add(tmp_path / "box.zip")
        assert statuses(case) == {
            "box.zip": ("read", None),
            "box.zip!inner.zip": ("read", None),
            "box.zip!inner.zip!letters/pike.txt": ("read", None),
            "box.zip!memo.txt": ("read", None),
        }
        assert [document.text for document in case.documents()] == [LETTER, MEMO]


def test_pictures_are_read_last_and_only_where_that_is_wished(quick: Quick, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": MEMO})
    (pile / "page.png").write_bytes(saved(page(LINES[:2], (900, 200)), "PNG"))
    stages_run: list[str] = []
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile, ocr=False)
        assert statuses(case)["page.png"] == ("failed", "no_text_layer")
        case.add(pile, progress=lambda step: stages_run.append(step.stage))
        assert statuses(case)["page.png"] == ("read", None)
        assert "read" not in stages_run
        assert stages_run.index("ocr") < stages_run.index("extract")
        assert {d.file for d in case.documents()} == {"a.txt", "page.png"}
        stages_run.clear()
        case.add(pile, progress=lambda step: stages_run.append(step.stage))
        assert "ocr" not in stages_run
        case.remove("a.txt", purge=True)
        assert [d.file for d in case.documents()] == ["page.png"]


def test_boxes_in_boxes_end_somewhere(quick: Quick, tmp_path: Path) -> None:
    data = MEMO.encode()
    for level in range(LIMITS.max_nested + 2):
        data = zipped({f"{level}.zip" if level else "memo.txt": data})
    (tmp_path / "box.zip").write_bytes(data)
    with quick(tmp_path / "a.sayso") as case:
        case.add(tmp_path / "box.zip")
        deepest = max(case.items(), key=lambda item: item.file.count("!"))
    assert deepest.file.count("!") == LIMITS.max_nested + 1
    assert (deepest.status, deepest.reason) == ("skipped", "too_deep")


def test_equal_bytes_are_read_once_and_equal_texts_extracted_once(
    quick: Quick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, extractions = counted(monkeypatch, "_read"), counted(monkeypatch, "_extract")
    pile = write_pile(tmp_path / "pile", {"a.txt": MEMO, "b.txt": MEMO, "c.text": MEMO})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        assert len(list(case.documents())) == 3
    assert (len(reads), len(extractions)) == (2, 1)  # one a suffix; the texts are all the same


def test_a_copy_added_later_is_not_read_again(quick: Quick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": MEMO})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        reads = counted(monkeypatch, "_read")
        case.add(write_pile(tmp_path / "pile", {"a.txt": MEMO, "copy/b.txt": MEMO}))
        assert statuses(case) == {"a.txt": ("read", None), "copy/b.txt": ("read", None)}
    assert reads == []


def test_new_extraction_code_reads_nothing_again(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        reads, extractions = counted(monkeypatch, "_read"), counted(monkeypatch, "_extract")
        changed_version(monkeypatch, "extract")
        case.add(pile)
    assert (len(reads), len(extractions)) == (0, 3)


def test_new_reading_code_extracts_again_only_where_texts_differ(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        before = exported(case, tmp_path / "before")
        reads, extractions = counted(monkeypatch, "_read"), counted(monkeypatch, "_extract")
        changed_version(monkeypatch, "read")
        case.add(pile)
        assert exported(case, tmp_path / "after") == before
    assert (len(reads), len(extractions)) == (3, 0)


def test_an_interrupted_run_keeps_what_it_has_and_goes_on(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick(tmp_path / "whole.sayso") as whole:
        whole.add(pile)
        wanted = exported(whole, tmp_path / "whole")
    honest, seen = work._extract, []

    def interrupting(task: work.ExtractTask, tagger: RuleTagger) -> work.ExtractDone:
        seen.append(task)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return honest(task, tagger)

    with quick(tmp_path / "a.sayso") as case:
        with monkeypatch.context() as patch:
            patch.setattr(work, "_extract", interrupting)
            with pytest.raises(KeyboardInterrupt):
                case.add(pile)
        assert case.status().not_in_findings == 3
        extractions = counted(monkeypatch, "_extract")
        case.add(pile)
        assert len(extractions) == 2
        assert exported(case, tmp_path / "again") == wanted


def test_a_text_on_which_extraction_breaks_is_partial_until_it_succeeds(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(task: work.ExtractTask, tagger: RuleTagger) -> work.ExtractDone:
        if b"Pike" in task.content:
            raise ValueError("words of a document")
        return honest(task, tagger)

    honest = work._extract
    with quick(tmp_path / "a.sayso") as case:
        with monkeypatch.context() as patch:
            patch.setattr(work, "_extract", breaking)
            added = case.add(pile)
            assert added.by_reason == {("partial", "crashed"): 1, ("read", None): 2}
            assert statuses(case)["letters/pike.txt"] == ("partial", "crashed")
        extractions = counted(monkeypatch, "_extract")
        case.add(pile)
        assert extractions == []
        case.add(pile, retry=True)
        assert statuses(case)["letters/pike.txt"] == ("read", None)
        assert "Ewan Pike" in {statement.at.speaker_name for statement in case.statements()}


def test_a_failed_file_is_tried_again_on_request(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crashing(Inline):
        def run(self, tasks: Iterable[tuple[Any, work.Task]], total: int) -> Iterator[tuple[Any, work.Done]]:
            return ((key, work.Lost("crashed")) for key, _ in tasks)

    with quick(tmp_path / "a.sayso") as case:
        honest, case._runner = case._runner, Crashing()
        assert case.add(pile).by_reason == {("failed", "crashed"): 3}
        case._runner = honest
        assert case.add(pile).by_reason == {("failed", "crashed"): 3}
        assert case.add(pile, retry=True).by_reason == {("read", None): 3}


def test_an_original_that_is_gone_fails_its_own_file(
    quick: Quick, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        blob = next(item.sha256 for item in case.items() if item.file == "memo.txt")
        lost = tmp_path / "a.sayso/blobs" / blob[:2] / blob
        lost.chmod(0o600)
        lost.unlink()
        assert any("original is missing" in problem for problem in case.verify().problems)
        changed_version(monkeypatch, "read")
        with monkeypatch.context() as patch:
            patch.setattr(update, "settle", lambda *rest, **more: None)
            case.add()
        assert statuses(case)["memo.txt"] == ("failed", "vanished")
        case.add(pile)
        case.add(pile, retry=True)
        assert statuses(case)["memo.txt"] == ("read", None)


def test_a_replaced_file_leaves_the_findings_with_all_that_was_in_it(quick: Quick, tmp_path: Path) -> None:
    box = tmp_path / "pile/box.zip"
    box.parent.mkdir()
    box.write_bytes(zipped({"memo.txt": MEMO.encode()}))
    with quick(tmp_path / "a.sayso") as case:
        case.add(tmp_path / "pile")
        box.write_bytes(zipped({"letter.txt": LETTER.encode()}))
        assert case.add(tmp_path / "pile").replaced == 1
        assert [document.file for document in case.documents()] == ["box.zip!letter.txt"]
        assert {statement.at.speaker_name for statement in case.statements()} == {"Ewan Pike"}
        assert sorted(status for status, _ in statuses(case).values()) == ["read", "read", "replaced"]
        with pytest.raises(AskedWrongly):
            case.remove("box.zip!letter.txt")
        case.remove("box.zip")
        assert list(case.items()) == []


def changed_version(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    newer = tuple(replace(stage, version=lambda: "next") if stage.name == name else stage for stage in stages.STAGES)
    table = {stage.name: stage for stage in newer}
    monkeypatch.setattr(stages, "_by_name", lambda: table)


def test_what_is_locked_opens_once_its_password_comes(tmp_path: Path, pile: Path) -> None:
    (pile / "box.zip").write_bytes(locked_zip({"new.txt": b"The gate was shut at nine."}, b"heron"))
    with workbench.open(tmp_path / "c.sayso", runner=Inline()) as case:
        case.add(pile)
        assert statuses(case)["box.zip"] == ("failed", "encrypted")
        case.add(pile, passwords=["wrong", "heron"])
        assert statuses(case)["box.zip"] == ("read", None)
        assert statuses(case)["box.zip!new.txt"] == ("read", None)
        assert case.add(pile).unchanged == len(list(pile.iterdir()))
    everything = b"".join(p.read_bytes() for p in (tmp_path / "c.sayso").rglob("*") if p.is_file())
    assert b"heron" not in everything


def test_a_list_of_passwords_has_an_end(quick: Quick, tmp_path: Path, pile: Path) -> None:
    with quick(tmp_path / "c.sayso") as case, pytest.raises(AskedWrongly, match="too_many_passwords"):
        case.add(pile, passwords=[str(n) for n in range(2000)])
