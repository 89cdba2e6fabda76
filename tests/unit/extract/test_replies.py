"""Answers in firm turns of speech: silence, doubts about a claim, withdrawals, confirmations."""

from __future__ import annotations

import pytest

from sayso.model.statement import Statement
from sayso.workbench import extract


def answers(sentence: str) -> list[tuple[str, str, str]]:
    """Kind, source words and content words of each statement of a story with ``sentence`` in its middle."""
    text = f"The affair went on for weeks in the town of Hollin.\n\n{sentence}\n\nThe weather was fine on the coast.\n"
    return [(s.at.kind, words(text, s, "source"), words(text, s, "content")) for s in extract(text)]


def words(text: str, statement: Statement, role: str) -> str:
    return " … ".join(span.of(text) for span in getattr(statement.at, role))


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Oakmere Rail did not respond by Friday.", "Oakmere Rail", ""),
        ("Oakmere Rail has not commented on the leak.", "Oakmere Rail", "the leak"),
        ("Mrs Hale could not be reached.", "Mrs Hale", ""),
        ("Mrs Hale, the clerk, could not be reached for comment.", "Mrs Hale, the clerk,", "comment"),
        ("Mr Dorn was asked twice and did not answer.", "Mr Dorn", ""),
        ("The company has yet to reply to questions about the tank.", "The company", "questions about the tank"),
        ("Neither the broker nor the bank returned calls.", "the broker nor the bank", "calls"),
        (
            "A request for comment sent to the port authority went unanswered.",
            "the port authority",
            "A request for comment",
        ),
        ("The spokeswoman had no comment.", "The spokeswoman", ""),
        ("The department does not comment on leaked papers.", "The department", "leaked papers"),
        ("Lawyers for Mr Dorn were contacted but did not respond.", "Lawyers for Mr Dorn", ""),
        ("The operator would neither confirm nor deny the figure.", "The operator", "the figure"),
        ("The Beacon could not independently verify the figure.", "The Beacon", "the figure"),
        ("It was not possible to confirm the account.", "", "the account"),
        ("The claim could not be verified.", "", "The claim"),
        ("Two editors were unable to establish who wrote the note.", "Two editors", "who wrote the note"),
    ],
)
def test_who_gives_no_answer_and_what_is_left_open(sentence: str, source: str, content: str) -> None:
    assert ("declines", source, content) in answers(sentence)


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Ilse Brandt withdrew her statement.", "Ilse Brandt", "her statement"),
        (
            "The paper took back its report that the dam had cracked.",
            "The paper",
            "its report that the dam had cracked",
        ),
        ("Mr Fenn takes back what he said about the driver.", "Mr Fenn", "what he said about the driver"),
        ("Dr Moll no longer stands by the figure.", "Dr Moll", "the figure"),
        (
            "The Beacon withdrew on Friday its report that nine boats leaked.",
            "The Beacon",
            "its report that nine boats leaked",
        ),
        (
            "Col. Fenn withdrew the height of 38.6 and the time of 15:05.",
            "Col. Fenn",
            "the height of 38.6 and the time of 15:05",
        ),
    ],
)
def test_words_that_are_taken_back(sentence: str, source: str, content: str) -> None:
    assert ("corrects", source, content) in answers(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind", "content"),
    [
        ("Mrs Hale stood by her account.", "confirms", "her account"),
        ("The bank verified the signature.", "confirms", "the signature"),
        ("Mr Kessler disowned the second letter.", "denies", "the second letter"),
        ("He undertook to publish the minutes by June.", "promises", "to publish the minutes by June"),
        ("The board has directed that no train leave the yard.", "orders", "no train leave the yard"),
        ("It is understood that the clerk has both pages.", "asserts", "the clerk has both pages"),
        ("“No comment,” said the deputy director.", "declines", "No comment"),
    ],
)
def test_what_sort_of_act_a_firm_turn_is(sentence: str, kind: str, content: str) -> None:
    assert (kind, content) in [(k, c) for k, _, c in answers(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The lamp did not return to its place, and the water never came back.",
        "He stood by the gate and took back the ladder.",
        "The troops withdrew from the valley in May.",
        "Neither the horse nor the cart was seen again.",
        "“I could not verify the figure” was written on the wall.",
    ],
)
def test_what_only_sounds_like_an_answer_is_none(sentence: str) -> None:
    assert not {"declines", "corrects", "confirms"} & {kind for kind, _, _ in answers(sentence)}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Mr Fenn said that the wall was dry, and added that the road would open on Monday.",
            ("asserts", "Mr Fenn", "the road would open on Monday"),
        ),
        (
            "Mr Fenn did not accept that it was altered, and maintained that the pump had been weak.",
            ("asserts", "Mr Fenn", "the pump had been weak"),
        ),
        (
            "Mr Fenn denied having told anybody, and also denied having had a letter from Maj. Hale in May.",
            ("denies", "Mr Fenn", "having had a letter from Maj. Hale in May"),
        ),
        ("I do not accept that it was a draft.", ("denies", "I", "it was a draft")),
        ("In our opinion the seal was old.", ("believes", "our", "the seal was old")),
        (
            "Capt. Fenn answered that his adjutant, Lt. Hale, had done so.",
            ("asserts", "Capt. Fenn", "his adjutant, Lt. Hale, had done so"),
        ),
    ],
)
def test_what_is_said_further_and_behind_a_shortened_title(sentence: str, said: tuple[str, str, str]) -> None:
    assert said in answers(sentence)
