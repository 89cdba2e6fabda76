"""The verbs ask, check and why translate: what was asked to the facade, what it answers to text, files and statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_fakes import FakeCase, Sayso

from sayso.model.span import Span
from sayso.present.answered import Asked
from sayso.present.checked import Checked, Finding
from sayso.present.why import Section, Why


def finding(verdict: str) -> Finding:
    return Finding(
        number=1, verdict=verdict, unit="quotation", words="the crane", span=Span(0, 9), line=1, why="told so"
    )


@pytest.fixture
def asked(case: FakeCase) -> list[tuple[Any, ...]]:
    """What the facade was asked; it answers with one finding, no answer, and a page of one sentence."""
    calls: list[tuple[Any, ...]] = []
    verdict = {"now": "altered"}

    def check(draft: Path | str, **named: Any) -> Checked:
        calls.append(("check", str(draft), named))
        return Checked(draft="d.txt", text="the crane moved", findings=(finding(verdict["now"]),))

    def ask(question: str, **named: Any) -> Asked:
        calls.append(("ask", question, named))
        return Asked(question=question)

    def why(key: str, **named: Any) -> Why:
        calls.append(("why", key, named))
        return Why(
            key="C-AAAAAA", title="Why", sections=(Section(name="words", title="What", sentences=("It *is*.",)),)
        )

    given: dict[str, Any] = {"check": check, "ask": ask, "why": why, "commented": lambda *_, **__: b"PK\x00\r\n\xff"}
    for name, verb in given.items():
        setattr(case, name, verb)
    calls.append(("verdict", verdict))
    return calls


@pytest.mark.parametrize("verdict", ["altered", "cut", "firmer", "misattributed", "contradicted", "promised"])
def test_a_draft_that_does_not_pass_leaves_with_three(verdict: str, sayso: Sayso, asked: list[Any]) -> None:
    asked[0][1]["now"] = verdict
    told = sayso("check", "papers.sayso", "d.txt")
    assert told.status == 3
    assert "1 finding to put right" in told.err


@pytest.mark.parametrize("verdict", ["verbatim", "marked edits", "in the pile", "not in the pile", "no response"])
def test_a_draft_that_passes_leaves_with_nought(verdict: str, sayso: Sayso, asked: list[Any]) -> None:
    asked[0][1]["now"] = verdict
    told = sayso("check", "papers.sayso", "d.txt")
    assert told.status == 0
    assert "the crane" in told.out


def test_a_draft_may_come_by_standard_input(sayso: Sayso, asked: list[Any]) -> None:
    sayso("check", "papers.sayso", "-", "--on", "2024-05-06", stdin="the crane")
    _, name, named = asked[-1]
    assert (name, named["data"], str(named["on"])) == ("draft.txt", b"the crane", "2024-05-06")


@pytest.mark.parametrize(
    ("ending", "opening"), [(".md", "# "), (".html", "<!DOCTYPE"), (".json", "{"), (".txt", "Check"), (".DOCX", "PK")]
)
def test_the_ending_chooses_the_form(ending: str, opening: str, sayso: Sayso, asked: list[Any], tmp_path: Path) -> None:
    told = sayso("check", "papers.sayso", "d.txt", "-o", f"out{ending}")
    assert (told.status, told.out) == (3, "")
    assert (tmp_path / f"out{ending}").read_bytes().startswith(opening.encode())


def test_bytes_are_written_as_they_are(sayso: Sayso, asked: list[Any], tmp_path: Path) -> None:
    sayso("check", "papers.sayso", "d.txt", "-o", "out.docx")
    assert (tmp_path / "out.docx").read_bytes() == b"PK\x00\r\n\xff"


@pytest.mark.parametrize("verb", ["check", "why"])
def test_an_unknown_ending_and_a_place_inside_the_case_are_refused(verb: str, sayso: Sayso, asked: list[Any]) -> None:
    assert sayso(verb, "papers.sayso", "d.txt", "-o", "out.pdf").status == 2
    told = sayso(verb, "papers.sayso", "d.txt", "-o", "papers.sayso/case.db.txt")
    assert told.status == 2
    assert "belongs to the case itself" in told.err


def test_nothing_that_bears_is_said_and_no_failure(sayso: Sayso, asked: list[Any]) -> None:
    told = sayso("ask", "papers.sayso", "Who moved it?")
    assert (told.status, told.out) == (0, "nothing in the pile bears on this\n")
    told = sayso("ask", "papers.sayso", "-", "--format", "jsonl", "--top", "3", stdin=" Who? \n")
    assert (told.status, told.out) == (0, "")
    assert "nothing in the pile bears on this" in told.err
    assert asked[-1] == ("ask", "Who?", {"top": 3, "on": None})


def test_why_prints_and_writes(sayso: Sayso, asked: list[Any], tmp_path: Path) -> None:
    assert "It *is*." in sayso("why", "papers.sayso", "C-AAAAAA").out
    assert sayso("why", "papers.sayso", "C-AAAAAA", "-o", "w.md").status == 0
    assert "It \\*is\\*." in (tmp_path / "w.md").read_text()
    sayso("why", "papers.sayso", "C-AAAAAA", "-o", "w.json")
    assert json.loads((tmp_path / "w.json").read_text())["key"] == "C-AAAAAA"
