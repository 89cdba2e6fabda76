"""A person's verdicts: kept, superseded, refused where they clash, found again, handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from piles import refused, write_pile
from sayso.model.codec import from_json, to_json
from sayso.model.judgement import Judgement
from sayso.workbench import Case

Quick = Callable[[Path], Case]
ONE = "Dora Quill said the north crane was inspected on Monday by two men.\n"
TWO = "Ewan Pike said the north crane was looked over at the start of the week.\n"
THREE = "Una Marsh said the south gate was shut for good in the spring.\n"


@pytest.fixture
def case(quick: Quick, tmp_path: Path) -> Case:
    opened = quick(tmp_path / "affair.sayso")
    opened.add(write_pile(tmp_path / "papers", {"1.txt": ONE, "2.txt": TWO, "3.txt": THREE}))
    return opened


def keys(case: Case) -> list[str]:
    return [statement.key for statement in case.statements()]


def test_a_verdict_holds_on_to_the_words_it_is_about(case: Case) -> None:
    (made,) = case.judge("speaker", keys(case)[0], value="Bo Lint", by="AB", why="she said so on the phone")
    assert made.about == f"words:{keys(case)[0]}"
    assert (made.verdict, made.value, made.by) == ("speaker", "Bo Lint", "AB")
    (anchor,) = made.anchors
    assert anchor.words == "the north crane was inspected on Monday by two men"
    assert anchor.before == "Dora Quill said "
    assert case.judgements() == (made,)


def test_a_new_verdict_on_the_same_thing_takes_the_place_of_the_old(case: Case) -> None:
    one, two, _ = keys(case)
    (first,) = case.judge("same", one, two, by="AB")
    (second,) = case.judge("differs", two, one, by="CD")
    assert second.supersedes == first.id
    assert case.judgements() == (second,)
    assert {j.id for j in case.judgements(every=True)} == {first.id, second.id}
    case.withdraw(second.id, by="CD")
    assert case.judgements() == ()


def test_verdicts_that_clash_are_refused_with_the_chain(case: Case) -> None:
    one, two, three = keys(case)
    case.judge("same", one, two, by="AB")
    case.judge("same", two, three, by="CD")
    told = refused("judgements_clash", case.judge, "differs", one, three, by="EF")
    for key, initials in ((one, "AB"), (two, "CD"), (three, "EF")):
        assert key in told.sentence
        assert f"({initials})" in told.sentence
    assert len(case.judgements()) == 2


def test_names_said_to_be_one_cannot_be_kept_apart(case: Case) -> None:
    case.judge("person", "Dora Quill", "Ewan Pike", value="one", by="AB")
    case.judge("person", "Ewan Pike", "Una Marsh", value="one", by="AB")
    refused("judgements_clash", case.judge, "person", "Una Marsh", "Dora Quill", value="two", by="CD")


@pytest.mark.parametrize(
    ("code", "arguments", "more"),
    [
        ("bad_verdict", ("same", "1.txt"), {}),
        ("no_such_place", ("same", "AAAAAA-p1-1", "AAAAAB-p1-1"), {}),
        ("no_such_name", ("person", "Nobody Here", "Dora Quill"), {"value": "one"}),
        ("bad_verdict", ("authentic", "1.txt"), {"value": "fine"}),
        ("no_such_file", ("authentic", "9.txt"), {"value": "forged"}),
        ("bad_verdict", ("release", "1.txt"), {}),
        ("bad_verdict", ("note", "1.txt"), {"value": " "}),
        ("no_such_rule", ("secret", "1.txt"), {}),
    ],
)
def test_what_is_asked_wrongly_is_told(case: Case, code: str, arguments: tuple[str, ...], more: dict[str, str]) -> None:
    refused(code, case.judge, *arguments, by="AB", **more)
    assert case.judgements() == ()


def test_a_verdict_wants_initials(case: Case) -> None:
    refused("no_initials", case.judge, "note", "1.txt", value="odd paper", by="")


def test_a_release_lifts_what_binds_a_file_now_and_no_later_rule(case: Case) -> None:
    case.judge("off the record", "1.txt", "2.txt", by="AB")
    assert sum(w.files for w in case.withheld()) == 2
    case.judge("release", "1.txt", by="AB", why="she agreed")
    assert sum(w.files for w in case.withheld()) == 1
    case.judge("privileged", "1.txt", by="AB")
    assert sum(w.files for w in case.withheld()) == 2
    case.judge("release", "1.txt", by="AB")
    assert sum(w.files for w in case.withheld()) == 1


def test_a_verdict_whose_words_are_gone_is_adrift_and_comes_back_with_them(case: Case, tmp_path: Path) -> None:
    (made,) = case.judge("speaker", keys(case)[2], value="", by="AB")
    assert case.adrift() == ()
    case.remove("3.txt")
    assert case.adrift() == (made,)
    case.add(write_pile(tmp_path / "again", {"other.txt": "From the papers\n\n" + THREE}))
    assert case.adrift() == ()


def test_an_erasing_takes_the_words_of_a_verdict_along(case: Case) -> None:
    case.judge("speaker", keys(case)[2], value="Zed Arrow", by="AB")
    case.judge("note", "3.txt", value="came by hand", by="AB")
    case.judge("note", "1.txt", value="stays", by="AB")
    case.remove("3.txt", purge=True)
    assert [j.value for j in case.judgements(every=True)] == ["stays"]


def test_judgements_go_to_a_colleague_and_what_clashes_is_told(case: Case, quick: Quick, tmp_path: Path) -> None:
    one, two, three = keys(case)
    case.judge("same", one, two, by="AB")
    case.judge("speaker", three, value="Bo Lint", by="AB")
    case.judge("embargo", "1.txt", until="2090-01-01", by="AB")
    other = quick(tmp_path / "other.sayso")
    other.add(tmp_path / "papers")
    other.judge("speaker", three, value="Cy Moor", by="CD")
    taken, left = other.judgements_in(case.judgements_out())
    assert (taken, [(j.value, why) for j, why in left]) == (2, [("Bo Lint", "here it is speaker Cy Moor (CD)")])
    assert sum(w.files for w in other.withheld()) == 1
    again = other.judgements_in(case.judgements_out())
    assert (again[0], len(again[1])) == (0, 1)


def test_a_list_that_was_changed_on_the_way_is_refused(case: Case) -> None:
    case.judge("speaker", keys(case)[0], value="Bo Lint", by="AB")
    data = case.judgements_out()
    changed = replace(from_json(data.splitlines()[0], Judgement), value="Cy Moor")
    refused("bad_judgements", case.judgements_in, to_json(changed))
    refused("bad_judgements", case.judgements_in, b"{nonsense")
    assert case.judgements_in(data) == (0, ())


def claims_of(case: Case) -> dict[str, int]:
    """How many statements each claim has, by its text."""
    return {claim.text: len(claim.statements) for claim in case.claims()}


def test_statements_that_a_person_puts_together_are_one_claim_and_apart_again_when_it_is_withdrawn(case: Case) -> None:
    one, two, three = keys(case)
    before = claims_of(case)
    (made,) = case.judge("same", one, three, by="AB")
    assert len(case.claims()) == len(before) - 1
    assert 2 in claims_of(case).values()
    case.withdraw(made.id, by="AB")
    assert claims_of(case) == before
    assert two in keys(case)


def test_what_a_person_keeps_apart_stays_apart(quick: Quick, tmp_path: Path) -> None:
    opened = quick(tmp_path / "two.sayso")
    other = ONE.replace("Dora Quill", "Ewan Pike")
    opened.add(write_pile(tmp_path / "two", {"1.txt": ONE, "2.txt": other}))
    assert [len(claim.statements) for claim in opened.claims()] == [2]
    opened.judge("differs", *keys(opened), by="AB", why="another crane")
    assert [len(claim.statements) for claim in opened.claims()] == [1, 1]


def test_a_speaker_given_by_a_person_is_the_speaker_everywhere(case: Case) -> None:
    key = keys(case)[0]
    case.judge("speaker", key, value="Bo Lint", by="AB")
    said = {s.key: s.at.speaker_name for s in case.statements()}
    assert said[key] == "Bo Lint"
    assert "Bo Lint" in {entity.name for entity in case.entities()}
    case.judge("speaker", key, value="", by="AB")
    assert {s.key: s.at.speaker_name for s in case.statements()}[key] is None


def test_names_that_a_person_makes_one_are_one_under_the_name_given(case: Case) -> None:
    case.judge("person", "Dora Quill", "Ewan Pike", value="one", by="AB")
    assert len({s.speaker for s in case.statements()}) == 2
    case.judge("person", "Dora Quill", value="Dora Quill-Pike", by="AB")
    assert sum(s.at.speaker_name == "Dora Quill-Pike" for s in case.statements()) == 2


def test_a_claim_on_a_page_judged_forged_leaves_the_counts(case: Case, tmp_path: Path) -> None:
    case.judge("authentic", "1.txt", value="forged", by="AB", why="the crane was built later")
    (claim,) = [claim for claim in case.claims() if claim.text.startswith("the north crane was inspected")]
    assert claim.independent_sources == 0
    assert any(reason.name == "on_forged" for reason in claim.reasons)
    assert not claim.shown
    rows = (tmp_path / "out").joinpath
    case.export(tmp_path / "out")
    assert '"authenticity":"altered"' in rows("documents.jsonl").read_text("utf-8").replace(": ", ":")


def test_a_verdict_survives_what_comes_later(case: Case, tmp_path: Path) -> None:
    case.judge("speaker", keys(case)[0], value="Bo Lint", by="AB")
    case.add(write_pile(tmp_path / "more", {"4.txt": "Cy Moor said the yard would open in May.\n"}))
    assert "Bo Lint" in {s.at.speaker_name for s in case.statements()}
