"""The case remembers which briefs and checks rested on which pages, and tells when a page is judged forged."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from piles import exported, write_pile
from sayso.engine import resting, written
from sayso.model.written import Rested, Written
from sayso.present.changed_text import changed_text
from sayso.present.used import holding, used
from sayso.store import faults
from sayso.store.case import OpenCase, open_case
from sayso.store.protocol import Writer
from sayso.workbench import Case

Quick = Callable[[Path], Case]
CRANE = "Dora Quill said the north crane was inspected on Monday by two men.\n"
AGAIN = "Ewan Pike said the north crane was inspected on Monday by two men of the yard.\n"
DENIAL = "Una Marsh denied that the north crane was inspected on Monday by two men.\n"
GATE = "Bo Lint said the south gate had been painted green in the spring.\n"
PILE = {"crane.txt": CRANE, "again.txt": AGAIN, "denial.txt": DENIAL, "gate.txt": GATE}
DRAFT = "Bo Lint said the south gate had been painted green in the spring.\n"


@pytest.fixture
def case(quick: Quick, tmp_path: Path) -> Case:
    opened = quick(tmp_path / "affair.sayso")
    opened.add(write_pile(tmp_path / "a", PILE), drop="HERON")
    return opened


def records(case: Case) -> list[Written]:
    with open_case(case.path) as opened, opened.store.view() as view:
        return list(written.written(view))


def keys_on(case: Case, file: str) -> list[str]:
    """Keys of the claims that are said in a file."""
    (document,) = [d.id for d in case.documents() if d.file == file]
    said = {s.id for s in case.statements() if s.document == document}
    return sorted(claim.key for claim in case.claims() if said & set(claim.statements))


def test_a_page_judged_forged_names_the_briefs_that_rest_on_it(case: Case) -> None:
    assert case.used("gate.txt") == ()
    case.brief(into="/secret/place/brief.docx")
    (key,) = keys_on(case, "gate.txt")
    case.judge("authentic", "gate.txt", value="forged", by="AB")
    (told,) = case.used("gate.txt")
    line = rf"1 line that rests on this page: {key}\. No other page says it\."
    assert re.fullmatch(rf"The brief of \d+ \w+ \d{{4}}, brief\.docx, has {line}", told)


def test_a_line_that_other_pages_bear_out_is_told_to_be_so(case: Case) -> None:
    case.brief()
    (told,) = case.used("crane.txt")
    assert told.startswith("The brief printed on ")
    assert told.endswith("Other pages say it too.")
    (beside,) = case.used("denial.txt")
    assert f"1 line beside which it is quoted: {keys_on(case, 'crane.txt')[0]}." in beside


def test_a_check_is_named_with_its_draft(case: Case, tmp_path: Path) -> None:
    case.check("story.md", data=DRAFT.encode(), into=tmp_path / "checked.docx")
    (told,) = case.used("gate.txt")
    assert told.startswith("The check of story.md made on ")
    assert f", checked.docx, has 1 finding that rests on this page: {keys_on(case, 'gate.txt')[0]}." in told
    assert case.used("crane.txt") == ()


def test_a_brief_written_after_the_judgement_rests_on_the_page_no_more(case: Case) -> None:
    case.judge("authentic", "gate.txt", value="forged", by="AB")
    assert [line.key for line in case.brief().forged] == keys_on(case, "gate.txt")
    assert case.used("gate.txt") == ()


def test_changes_and_why_tell_of_it_too(case: Case) -> None:
    case.brief(into="brief.html")
    (key,) = keys_on(case, "gate.txt")
    assert "used" not in {section.name for section in case.why(key).sections}
    assert case.changes().used == ()
    case.judge("authentic", "gate.txt", value="altered", by="AB")
    (told,) = case.changes().used
    assert told.startswith("gate.txt, judged altered (AB, ")
    assert f"brief.html, has 1 line that rests on this page: {key}." in told
    assert "Briefs and checks that used a page judged forged or altered since" in changed_text(case.changes())
    assert case.changes("2090-01-01").used == ()
    (section,) = [section for section in case.why(key).sections if section.name == "used"]
    assert section.sentences[0].endswith(", brief.html, has it.")


def test_a_record_holds_no_words_and_no_path(case: Case) -> None:
    case.brief(into="/secret/place/brief.docx")
    case.check("/secret/drafts/story.md", data=DRAFT.encode())
    kept = repr(records(case))
    assert "brief.docx" in kept
    assert not [word for word in ("secret", "crane", "gate", "Quill", "Lint", "HERON") if word in kept]


def test_records_change_neither_the_brief_nor_an_export(case: Case, quick: Quick, tmp_path: Path) -> None:
    before, first = case.brief(into="one.md"), exported(case, tmp_path / "before")
    for n in range(3):
        case.brief(into=f"{n}.md")
    case.close()
    assert case.brief(into="one.md") == before
    assert exported(case, tmp_path / "after") == first
    assert len(records(case)) == 4
    assert case.verify().problems == ()


def test_the_same_record_is_made_in_any_order_of_the_documents(case: Case, quick: Quick, tmp_path: Path) -> None:
    case.brief(into="brief.md")
    with quick(tmp_path / "other.sayso") as other:
        for name in sorted(PILE, reverse=True):
            other.add(tmp_path / "a" / name, drop="HERON")
        other.brief(into="brief.md")
        # Ids hold the path in the pile, so keys differ: what the lines rest on does not.
        assert [r.documents for r in records(other)] == [r.documents for r in records(case)]
        assert sorted(line.rests for line in records(other)[0].lines) == sorted(
            line.rests for line in records(case)[0].lines
        )


def test_an_erasing_takes_what_names_the_erased_file(case: Case) -> None:
    case.brief(into="brief.md")
    case.check("story.md", data=DRAFT.encode())
    (crane,) = keys_on(case, "crane.txt")
    case.remove("gate.txt", purge=True)
    (left,) = records(case)
    assert (left.verb, len(left.documents), [line.key for line in left.lines]) == ("brief", 3, [crane])
    assert case.used("crane.txt")
    case.remove("crane.txt", "again.txt", "denial.txt", purge=True)
    assert records(case) == []


def test_taking_a_file_out_without_erasing_keeps_the_record(case: Case) -> None:
    case.brief(into="brief.md")
    before = records(case)
    case.remove("gate.txt")
    assert records(case) == before


def test_a_case_that_cannot_be_written_to_briefs_all_the_same(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert case.brief(into="one.md").stands
    assert case.unrecorded() == ()

    def refused(_: OpenCase) -> AbstractContextManager[Writer]:
        raise faults.case_unwritable()

    monkeypatch.setattr(OpenCase, "noting", refused)
    assert case.brief(into="two.md").stands
    (why,) = case.unrecorded()
    assert "keeps no record of this" in why
    assert [record.file for record in records(case)] == ["one.md"]


def test_a_brief_is_recorded_while_another_writes_to_the_case(case: Case) -> None:
    with open_case(case.path, write=True):
        case.brief(into="meanwhile.md")
    assert case.unrecorded() == ()
    assert [record.file for record in records(case)] == ["meanwhile.md"]


def test_only_the_latest_are_kept(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "KEPT", 3)
    for day in range(1, 6):
        made = Written(
            verb="brief", day=f"2024-01-0{day}", documents=("a",), lines=(Rested(key="C-AAAAAA", rests=(0,)),)
        )
        with open_case(case.path) as opened:
            assert written.keep(opened, made) == ""
    assert sorted(record.day for record in records(case)) == ["2024-01-03", "2024-01-04", "2024-01-05"]


def test_only_so_many_lines_and_pages_are_kept(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "LINES", 1)
    monkeypatch.setattr(resting, "PAGES", 1)
    case.brief()
    (record,) = records(case)
    assert [(len(line.rests), len(line.beside)) for line in record.lines] == [(1, 1)]


def test_many_keys_are_counted_and_the_first_named() -> None:
    lines = tuple(Rested(key=f"C-AAAA{n:02}", rests=(0,) if n % 2 else (0, 1)) for n in range(24))
    record = Written(verb="brief", day="2024-03-12", file="b\u202e.md", documents=("one", "two"), lines=lines)
    (told,) = used([record], {"one"})
    assert told.startswith("The brief of 12 Mar 2024, b⟨U+202E⟩.md, has 24 lines that rest on this page: C-AAAA00, ")
    assert ", C-AAAA19 and 4 more. On no other page: C-AAAA01, C-AAAA03" in told
    assert used([record], {"three"}) == ()
    (both,) = used([record], {"one", "two"})
    assert both.endswith("No other page says any of them.")
    assert holding([record], {"C-AAAA01"}, {"one"}) == ("The brief of 12 Mar 2024, b⟨U+202E⟩.md, has it.",)
    assert holding([record], {"C-AAAA01"}, {"two"}) == ()


WRITE = """
import sys
import sayso
from pathlib import Path
case = sayso.open(sys.argv[1])
for number in range(10_000):
    case.brief(into=f"{number}.md")
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_what_was_printed_before_a_kill_is_on_record(case: Case) -> None:
    case.close()
    with subprocess.Popen([sys.executable, "-c", WRITE, str(case.path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        first = child.stdout.readline()
        time.sleep(0.1)
        child.kill()
        printed = [line for line in [first, *child.stdout] if line.endswith("\n")]
    assert printed
    assert {f"{int(line)}.md" for line in printed} <= {record.file for record in records(case)}
    assert case.verify().problems == ()
