"""Questions to the demo case are answered with attributed words or not at all, and every key has its trail told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sayso.engine import asking
from sayso.errors import AskedWrongly
from sayso.nets.relations import Relation
from sayso.present.answered import NOTHING, asked_text, readable, rows
from sayso.present.why_text import why_markdown, why_text
from sayso.workbench import Case

HELD = [
    ("How far did the tram go before it stopped?", "metres"),
    ("Who says the valve was changed without approval?", "without approval"),
    ("When was the third instalment paid?", "18 September"),
    ("What did Jonas Teale say about the pedal?", "pedal"),
    ("Was the committee given the original?", "the original"),
    ("What did the lawyers say?", "speak of the distance"),
    # In half of the words alone, and of one matter by the network: neither would do.
    ("When will a new valve be delivered?", "26 September"),
    ("Was the foreman told to keep quiet?", "to myself"),
]
NOT_HELD = [
    "What did Oake eat for breakfast?",
    "Who paid for the bridge?",
    "Is the water clean?",
    "What is the height of Castle Hill?",
    "When did the zoo open?",
    "Who?",
    "",
    'NOT AND ( " ~',
]  # fmt: skip


@pytest.mark.parametrize(("question", "words"), HELD)
def test_what_the_pile_holds_is_answered(question: str, words: str, desk: Case) -> None:
    answers = desk.ask(question, top=3).answers
    assert any(words in " ".join(answer.said.content.words) for answer in answers)


@pytest.mark.parametrize("question", NOT_HELD)
def test_what_it_does_not_hold_is_not_stretched(question: str, desk: Case) -> None:
    found = desk.ask(question)
    assert found.answers == ()
    assert asked_text(found, 80) == f"{NOTHING}\n"


def test_the_second_opinion_lifts_and_lowers_and_makes_nothing_of_no_words(
    desk: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def opinion(topic: float) -> SimpleNamespace:
        def relate(_: str, words: str) -> Relation:
            asked.append(words)
            return Relation(0.0, 0.0, 0.0, topic)

        return SimpleNamespace(relate=relate)

    def answered(topic: float, question: str) -> int:
        monkeypatch.setattr(asking, "load_relater", lambda: opinion(topic))
        return len(desk.ask(question, top=100).answers)

    faint = "When will a new valve be delivered?"
    assert answered(1.0, faint) > answered(0.5, faint) == answered(0.0, faint) == 0
    half = "Is the valve dry inside?"
    assert answered(1.0, half) > answered(0.5, half) > 0
    assert len(set(asked)) <= asking.SECONDED
    asked.clear()
    assert answered(1.0, "What did the shopkeeper notice at her premises?") == 0
    assert asked == []


def test_an_answer_has_its_speaker_its_place_its_count_and_its_denial(desk: Case) -> None:
    best = next(rows(desk.ask("Did Osric change the valve without approval?", top=2)))
    assert best["speaker"] in best["chain"]
    assert best["file"] in {item.file for item in desk.items()}
    assert best["words"]
    assert best["key"]
    assert best["claim"]
    assert 1 <= best["at_least"] <= best["independent_sources"]
    assert [denial["speaker"] for denial in best["denials"]] == ["Dagny Holm"]


def test_a_claim_is_answered_with_once(desk: Case) -> None:
    found = list(rows(desk.ask("tram 407 failed the brake test", top=50)))
    stated = [row["claim"] for row in found if row["claim"] and not row["answers_claim"]]
    assert len(stated) == len(set(stated))
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)


def test_top_is_obeyed_and_the_rest_counted(desk: Case) -> None:
    whole, few = desk.ask("tram 407", top=100), desk.ask("tram 407", top=2)
    assert len(few.answers) == 2
    assert few.more == len(whole.answers) - 2
    assert len(list(readable(few))) == 2


def test_every_key_that_the_case_prints_has_its_trail(desk: Case) -> None:
    for statement in desk.statements():
        assert statement.key in why_text(desk.why(statement.key))
    for claim in desk.claims():
        page = desk.why(claim.key)
        assert page.key == claim.key
        assert claim.text.split()[0] in why_text(page)
    for passage in desk.passages():
        assert desk.why(f"P-{passage.id[:6]}") == desk.why(passage.id)


def test_the_trail_tells_each_hop_the_merging_the_denial_and_what_would_change_it(desk: Case) -> None:
    text = why_text(desk.why("the valve had been changed without approval"))
    flat = " ".join(text.split())
    assert "Anselm Brill passes it on with the words “had said”." in flat
    assert "statements count once" in flat
    assert "Denied by Dagny Holm" in flat
    assert "If Dagny Holm took the denial back" in flat
    assert "Versions of the page" in text


def test_words_in_two_versions_tell_the_difference(desk: Case) -> None:
    flat = " ".join(why_text(desk.why("61 metres for the third stop")).split())
    assert "There the words quoted above differ: “61” in one, “41” in the other." in flat


def test_two_claims_with_the_same_words_name_each_other(desk: Case) -> None:
    page = desk.why("tram 407 slid past the stop")
    assert page.key not in page.also


def test_markdown_escapes_and_has_every_section(desk: Case) -> None:
    page = desk.why("the valve had been changed without approval")
    made = why_markdown(page)
    assert [line[3:] for line in made.splitlines() if line.startswith("## ")] == [s.title for s in page.sections]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("C-AAAAAA", "no_such_place"),
        ("P-AAAAAA", "no_such_place"),
        ("ZZZZZZ-p1-1", "no_such_place"),
        ("A" * 26, "no_such_place"),
        ("purple submarines sing", "no_such_words"),
        ("", "no_such_words"),
    ],
)
def test_what_means_nothing_is_refused(asked: str, code: str, desk: Case) -> None:
    with pytest.raises(AskedWrongly) as refused:
        desk.why(asked)
    assert refused.value.code == code


def test_a_sentence_in_which_nobody_speaks_says_so(desk: Case) -> None:
    letters = desk.document("10-depot-papers.zip!workshop-log.txt").id[:6]
    with pytest.raises(AskedWrongly) as refused:
        desk.why(f"{letters}-p1-1")
    assert refused.value.code == "nobody_speaks"
