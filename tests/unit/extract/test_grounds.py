"""How speakers know, and when they said it: interviews told once, insiders, counts, the writer's own I, logs."""

from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.model.statement import Attribution


def speak(text: str, *said: tuple[str, str, str], **head: str | None) -> tuple[Attribution, ...]:
    return extract(content_of(text, **head), ToyTagger(*said)).attributions


def test_whoever_received_the_paper_told_it_all_else() -> None:
    text = "On Thursday Mr Rolf Quist received The Orrin Gazette at home.\n\nHe says the bells were cracked."
    *_, at = speak(
        text, ("He", "says", "the bells were cracked"), publisher="The Orrin Gazette", published="2031-05-10"
    )
    assert (at.basis, at.said_on) == ("interview", "2031-05-08")


def test_another_in_the_same_article_gave_no_interview() -> None:
    text = "On Thursday Mr Rolf Quist received The Orrin Gazette at home.\n\nMs Dora Stein said the bells were cracked."
    *_, at = speak(text, ("Ms Dora Stein", "said", "the bells were cracked"), publisher="The Orrin Gazette")
    assert at.basis == "unstated"


@pytest.mark.parametrize(
    ("source", "basis"),
    [
        ("a founder who works in the tower", "anonymous source"),
        ("a member of the tower staff", "anonymous source"),
        ("a spokesman for the tower", "unstated"),
        ("a founder", "unstated"),
    ],
)
def test_somebody_unnamed_from_inside_is_an_anonymous_source(source: str, basis: str) -> None:
    text = f"The bells were cracked, according to {source}."
    (at,) = speak(text, (source, "according to", "The bells were cracked"), publisher="Orrin Gazette")
    assert at.basis == basis


@pytest.mark.parametrize(
    ("text", "said", "basis"),
    [
        (
            "The bells hum, said Ada Lorn, who counted them.",
            ("Ada Lorn, who counted them", "said", "The bells hum"),
            "measurement",
        ),
        (
            "Ada Lorn checked every bell and found that six were cracked.",
            ("Ada Lorn", "found", "that six were cracked"),
            "measurement",
        ),
        ("“I felt the floor shake,” Ada Lorn said.", ("Ada Lorn", "said", "I felt the floor shake"), "witness"),
        ("Ada Lorn, who drove, said it slid.", ("Ada Lorn, who drove,", "said", "it slid"), "witness"),
        ("Ada Lorn felt that it slid.", ("Ada Lorn", "felt", "that it slid"), "unstated"),
        (
            "The founder confirmed in writing that it was sound.",
            ("The founder", "confirmed in writing", "that it was sound"),
            "document",
        ),
        ("Ada Lorn told the agency Coastal it slid.", ("Ada Lorn", "told", "it slid"), "interview"),
    ],
)
def test_the_words_tell_how_somebody_knows(text: str, said: tuple[str, str, str], basis: str) -> None:
    (at,) = speak(text, said, publisher="Orrin Gazette")
    assert at.basis == basis


def test_the_writers_own_i_is_the_papers_word_whoever_it_is() -> None:
    text = "Dear Mr Orme\n\nI believe the bells are cracked."
    (at,) = speak(text, ("I", "believe", "the bells are cracked"), published="2031-05-10")
    assert (at.basis, at.said_on) == ("document", "2031-05-10")


def test_what_the_writer_told_others_before_is_not_of_the_papers_day() -> None:
    text = "Dear Mr Orme\n\nOn 4 May I went to the tower. I told them that the bells were cracked."
    at = speak(text, ("I", "told", "that the bells were cracked"), author="Ada Lorn", published="2031-05-10")[-1]
    assert (at.basis, at.said_on) == ("document", "2031-05-04")


def test_the_days_of_a_log_are_of_the_year_in_its_head() -> None:
    text = (
        "TOWER LOG\nWeeks 18 and 19, 2031\n\n4 May. Mr Orme says the bells hum.\n\n5 May. Quiet.\n\n6 May. Rain again."
    )
    at = next(a for a in speak(text, ("Mr Orme", "says", "the bells hum")) if a.source)
    assert at.said_on == "2031-05-04"


def test_in_a_digest_of_intercepts_a_call_sign_speaks_on_the_air() -> None:
    text = "Intelligence Section\n\n0410. ROOK called KITE. KITE replied that the gate was open."
    at = speak(text, ("KITE", "replied", "that the gate was open"), published="2031-05-10")[-1]
    assert (at.basis, at.said_on) == ("signals intelligence", "2031-05-10")
