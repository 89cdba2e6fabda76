"""Grounds: which words tell on what paper, or on whose reading, a content rests, and which only look like it."""

from __future__ import annotations

import pytest

from sayso.link.grounds import made_from, owners_told, papers_told, rests_on


@pytest.mark.parametrize(
    ("words", "papers"),
    [
        ("the 48 is the quay's own count, taken from Sergeant Holm's log", ("Sergeant Holm's log",)),
        ("the total was worked out from the weekly sheet; nobody asked", ("the weekly sheet",)),
        ("The number is right. I have read the same page as you", ("the same page as you",)),
        ("the clerk was taken from his house at night", ()),
        ("I saw the boat go down", ()),
        ("Ida handed me the log of the 5th with 48 on it", ("the log of the 5th with 48 on it",)),
        ("Ida sent me a note with 48 on it", ("a note with 48 on it",)),
        ("Ida sent me a basket of pears", ()),
        ("money had been drawn from the reserve", ()),
    ],
)
def test_papers_that_words_say_they_come_from(words: str, papers: tuple[str, ...]) -> None:
    assert papers_told(words) == papers


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("the keeper's reading was 3.4", ("keeper",)),
        ("The reading recorded by the river inspector on 2 May was 3.4", ("inspector",)),
        ("it is exactly what the depot sent, forty-eight", ("depot",)),
        ("the keeper's reading was 3.4 and that he had taken 3.6 himself", ()),
        ("the minister's order was wrong", ()),
        ("the bridge was guarded by the army", ()),
    ],
)
def test_whose_reading_it_is(words: str, owners: tuple[str, ...]) -> None:
    assert owners_told(words) == owners


NOTE = "1. Dear Ida. It rests on the tally handed over by the Quay Office, which was compiled from the log.\n"


def test_a_paper_says_what_it_rests_on_and_what_that_was_made_from() -> None:
    (sentence,) = made_from(NOTE)
    assert rests_on(sentence) == ("the log",)
    assert not list(made_from("The lid rests on four screws. It is based on trust.\n"))
    assert not list(made_from("x" * 4000 + NOTE))
