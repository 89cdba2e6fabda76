"""Where a source and a content begin, beside a clock, a hearer and a relative clause."""

from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.model.span import words_at
from sayso.model.statement import Attribution


def speak(text: str, *said: tuple[str, str, str]) -> tuple[Attribution, ...]:
    return extract(content_of(text), ToyTagger(*said)).attributions


@pytest.mark.parametrize("clock", ["05:10", "5.10 am", "23:45:01 -"])
def test_the_clock_of_a_log_is_no_part_of_a_source(clock: str) -> None:
    text = f"{clock} Pump fitter says the gauge is stuck."
    (at,) = speak(text, (f"{clock} Pump fitter", "says", "the gauge is stuck"))
    assert words_at(text, at.source) == "Pump fitter"


@pytest.mark.parametrize(
    ("hearer", "words"),
    [
        ("us", "the gauge was stuck"),
        ("him", "the gauge was stuck"),
        ("me", "to leave the yard"),
        ("her", "the gauge stuck"),
    ],
)
def test_who_is_told_is_no_part_of_what_is_told(hearer: str, words: str) -> None:
    text = f"Dora Stein told {hearer} {words}."
    (at,) = speak(text, ("Dora Stein", "told", f"{hearer} {words}"))
    assert words_at(text, at.content) == words


def test_what_belongs_to_her_stays() -> None:
    text = "Dora Stein told her sister to leave. Dora Stein said them boats were old."
    first, second = speak(
        text, ("Dora Stein", "told", "her sister to leave"), ("Dora Stein", "said", "them boats were old")
    )
    assert words_at(text, first.content) == "her sister to leave"
    assert words_at(text, second.content) == "them boats were old"


def test_which_is_the_name_right_before_it() -> None:
    text = "The letter went to Altona Pumps Ltd, which has nine yards and called the gauge sound."
    (at,) = speak(text, ("which has nine yards", "called", "the gauge sound"))
    assert at.speaker_name == "Altona Pumps Ltd"


def test_whose_a_thing_is_cuts_no_statement_out_of_what_is_said_of_it() -> None:
    count = ("The count", "recorded", "by the clerk on Monday was 48")
    assert not [at for at in speak("The count recorded by the clerk on Monday was 48.", count) if at.cue]
    told = ("he", "was told", "to shut the gate")
    assert speak("In May he was told by the clerk to shut the gate.", told)
