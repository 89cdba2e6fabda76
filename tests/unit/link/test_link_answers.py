"""Answers: what a denial, a correction, a refusal or a contrary sentence is given to, and what it is kept from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.link.claims import Group, groups
from sayso.link.lines import Line
from sayso.link.terms import terms
from sayso.nets.relations import load_relater


def line(n: int, words: str, speaker: str = "", **more: object) -> Line:
    at = {"document": f"d{n}", "file": f"f{n}", "at": 10 * n, "text": n, "first": 0, "last": 1, **more}
    name = speaker or f"Speaker {n}"
    return Line(id=f"s{n:05}", words=words, terms=terms(words), speaker=name, speaker_name=name, **at)  # type: ignore[arg-type]


def found(*lines: Line, tmp: Path) -> list[Group]:
    return groups(lines, tmp, load_relater().relate)


def denials(out: list[Group], n: int) -> set[int]:
    """What answers the claim of line ``n``."""
    (group,) = (g for g in out if n in g.lines)
    return group.denials


TOLD = "the Harbour Office had been told of the crack on 3 May"


@pytest.mark.parametrize(
    ("words", "day", "answers"),
    [
        ("nothing about the crack had reached the Harbour Office before 9 May", "2031-05-09", True),
        ("nothing about the crack had reached the Harbour Office before 1 May", "2031-05-01", False),
        ("the Harbour Office was told of the crack on 9 May", "2031-05-09", False),
    ],
)
def test_what_was_not_before_a_day_answers_only_an_earlier_one(
    tmp_path: Path, words: str, day: str, *, answers: bool
) -> None:
    told = line(0, TOLD, as_of="2031-05-03")
    out = found(told, line(1, words, as_of=day), tmp=tmp_path)
    assert denials(out, 0) == ({1} if answers else set())
    assert not answers or (out[0].contrary, out[1].contrary) == ({1}, {0})


@pytest.mark.parametrize(
    ("speaker", "words", "answers"),
    [
        ("Quay Ferries", "the Harbour Office was told of the crack on 9 May", True),
        ("Olaf Tern", "the Harbour Office was told of the crack on 9 May", False),
        ("Quay Ferries", "the ferry sails again on 9 May", False),
    ],
)
def test_a_correction_takes_back_what_its_own_side_said(
    tmp_path: Path, speaker: str, words: str, *, answers: bool
) -> None:
    told = line(0, TOLD, "Ida Wick", bodies=("Quay Ferries",), as_of="2031-05-03")
    out = found(told, line(1, words, speaker, kind="corrects", as_of="2031-05-09"), tmp=tmp_path)
    assert denials(out, 0) == ({1} if answers else set())


def test_a_denial_that_something_is_so_answers_no_order_and_no_promise(tmp_path: Path) -> None:
    order = line(0, "to keep the new tram in the depot until the brake has been tested", kind="orders")
    promise = line(1, "to publish every reading of the brake test weekly", kind="promises")
    denied = line(2, "the new tram failed its brake test", kind="denies", cue="denied")
    out = found(order, promise, denied, tmp=tmp_path)
    assert not any(g.denials for g in out)


def test_what_points_does_not_mean_what_its_speaker_says_himself(tmp_path: Path) -> None:
    own = line(0, "the clerk signed one slip, on 14 June", "Jonas Quill")
    cause = line(1, "the wrong number came from a slip of the pen", "Quay Ferries", document="d", at=10)
    lead = line(2, "the clerk signed one slip, on 14 June", "unnamed clerk", document="d", at=60)
    answer = line(3, "that explanation", "Jonas Quill", document="d", at=90, kind="denies", cue="rejects")
    out = found(own, cause, lead, answer, tmp=tmp_path)
    assert denials(out, 1) == {3}
    assert not denials(out, 0)


def test_a_spokesman_does_not_answer_his_own_house_by_mere_nearness(tmp_path: Path) -> None:
    house = line(0, "the minister heard of the letter from the radio", "The Ministry")
    denied = line(
        1, "having seen it before the radio read it out", "The Minister", bodies=("The Ministry",), kind="denies"
    )
    assert not denials(found(house, denied, tmp=tmp_path), 0)


def test_everybody_who_says_that_it_is_not_so_answers_with_the_first(tmp_path: Path) -> None:
    said = line(0, "two shots were fired from the tower on the night of the flood", "Ida Holm")
    first = line(1, "no shots were fired from the tower on the night of the flood", "Olaf Tern")
    again = line(2, "no shot was fired from the tower that night", "Berit Lund")
    assert denials(found(said, first, again, tmp=tmp_path), 0) == {1, 2}


@pytest.mark.parametrize(
    ("words", "speaker", "document", "answers"),
    [
        ("to say which map is the right one", "The Ministry", "d", True),
        ("to say which map is the right one", "The Ministry", "e", False),
        ("to say which map is the right one", "Ida Holm", "d", False),
        ("to comment", "The Ministry", "d", False),
    ],
)
def test_a_refusal_goes_to_what_its_own_document_says_of_the_matter(
    tmp_path: Path, words: str, speaker: str, document: str, *, answers: bool
) -> None:
    page = line(0, "the map with the shorter road was drawn from the older", "Ida Holm", document="d", at=10)
    refused = line(1, words, speaker, document=document, at=90, kind="declines", cue="declined")
    out = found(page, refused, tmp=tmp_path)
    assert denials(out, 0) == ({1} if answers else set())


def test_who_saw_that_it_was_otherwise_brings_a_claim_and_denies_nothing(tmp_path: Path) -> None:
    rang = line(0, "the pump on Mole Street started during the drill on 4 May", "Quay Works")
    heard = line(1, "the pump on Mole Street did not start during the drill on 4 May", "Vera Holt", basis="witness")
    said = line(2, "the pump on Mole Street did not start during the drill on 4 May", "Olaf Tern", basis="unstated")
    out = found(rang, heard, tmp=tmp_path)
    assert not denials(out, 0)
    assert out[0].contrary == {1}
    assert denials(found(rang, replace(said, id="s00001"), tmp=tmp_path), 0) == {1}


def test_to_take_back_that_it_was_not_so_is_no_answer_to_who_says_that_it_was(tmp_path: Path) -> None:
    said = line(0, "nineteen containers were left on the quay wall on 4 June", "Ida Holm")
    back = line(
        1, "its statement of 7 June that no container had been left on the quay wall", "The Port", kind="corrects"
    )
    out = found(said, replace(back, cue="withdraws"), tmp=tmp_path)
    assert not denials(out, 0)


def test_a_paper_takes_back_what_it_says_right_before_that_it_printed(tmp_path: Path) -> None:
    for words in ("that report", "the story without reserve", "that certificate"):
        told = line(0, "nine of the ferry's boats had leaked", "The Beacon", document="d", at=10)
        back = line(1, words, "The Beacon", document="d", at=70, kind="corrects", cue="withdraw")
        assert denials(found(told, back, tmp=tmp_path), 0) == {1}


def test_an_explanation_that_is_dismissed_is_no_promise_made_before_it(tmp_path: Path) -> None:
    cause = line(0, "the mate had misread his chart", "Quay Ferries", document="d", at=10)
    promise = line(1, "to pay for every boat", "Quay Ferries", document="d", at=60, kind="promises")
    answer = line(2, "the explanation", "Jonas Quill", document="d", at=90, kind="denies", cue="dismissed")
    out = found(cause, promise, answer, tmp=tmp_path)
    assert denials(out, 0) == {2}
    assert denials(out, 1) == set()


def test_the_figure_that_is_disputed_is_one_given_before_and_not_another_word_for_figures(tmp_path: Path) -> None:
    height = line(0, "the water stood at 38.6 feet", "Quay Ferries", document="d", at=10)
    other = line(1, "figures for the northern harbours", "The Beacon", kind="asks")
    answer = line(2, "the figure", "Jonas Quill", document="d", at=90, kind="denies", cue="disputes")
    out = found(height, other, answer, tmp=tmp_path)
    assert denials(out, 0) == {2}


@pytest.mark.parametrize(
    ("words", "answers"), [("he had been suspended", True), ("she has been suspended", True), ("he had retired", False)]
)
def test_who_denies_word_for_word_what_was_said_before_of_another_means_him(
    tmp_path: Path, words: str, *, answers: bool
) -> None:
    told = line(0, "the pilot had been suspended on Thursday night", "two clerks", document="d", at=10)
    denied = line(1, words, "Ida Wick", document="d", at=90, kind="denies", cue="denied")
    assert (1 in denials(found(told, denied, tmp=tmp_path), 0)) == answers


def test_that_there_was_none_of_a_thing_denies_what_tells_of_it(tmp_path: Path) -> None:
    told = line(0, "Lifeboats were lowered for the crew in the early morning of 12 May")
    none = line(1, "There were no lifeboats")
    assert denials(found(told, none, tmp=tmp_path), 0) == {1}


def test_a_sentence_that_holds_the_answer_is_not_what_it_points_at(tmp_path: Path) -> None:
    told = line(0, "nine of the ferry's boats had leaked", "The Beacon", document="d", at=10)
    own = line(1, "We withdraw the report and have paid the crew", "The Beacon", document="d", at=60)
    back = line(2, "the report", "The Beacon", document="d", at=72, kind="corrects", cue="withdraw")
    out = found(told, own, back, tmp=tmp_path)
    assert denials(out, 0) == {2}


def test_that_a_thing_was_done_is_no_part_of_the_promise_to_do_it(tmp_path: Path) -> None:
    promise = line(0, "a new valve by 26 September", kind="promises")
    done = line(1, "Valve put back")
    out = found(promise, done, tmp=tmp_path)
    assert not any(group.in_part for group in out)
