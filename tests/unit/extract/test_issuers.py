"""Who speaks in a body's own papers: the body under short names, its people, whoever a meeting hears."""

from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.model.statement import Attribution

RELEASE = "PRESS RELEASE\n\n"
REPORT = "Site report 7/2031\n\n"
MINUTES = "Minutes of the ninth sitting\n\nIn the chair: Mrs Ada Lorn. Clerk: P. Wray.\n\n"


def speak(text: str, *said: tuple[str, str, str], **head: str | None) -> tuple[Attribution, ...]:
    return extract(content_of(text, **head), ToyTagger(*said)).attributions


def test_the_board_in_a_banks_own_paper_is_the_bank() -> None:
    text = RELEASE + "The Board denies that the vault was open."
    (at,) = speak(text, ("The Board", "denies", "that the vault was open"), publisher="Orrin Bank")
    assert (at.speaker_name, at.basis) == ("Orrin Bank", "public statement")


def test_the_board_in_a_newspaper_is_not_its_publisher() -> None:
    text = "The Board denies that the vault was open."
    (at,) = speak(text, ("The Board", "denies", "that the vault was open"), publisher="Orrin Gazette")
    assert at.speaker_name != "Orrin Gazette"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Our examiners found that the seals were broken on all of it.", "Our examiners"),
        (
            "Two of our examiners opened the Dole Street vault. They found that the seals were broken on all of it.",
            "They",
        ),
        ("A team entered the Dole Street vault. It found that the seals were broken on all of it.", "It"),
    ],
)
def test_what_a_bodys_people_find_is_its_word_in_its_own_report(text: str, source: str) -> None:
    said = (source, "found", "the seals were broken on all of it")
    *_, at = speak(REPORT + text, said, publisher="Tarn Inspectorate")
    assert (at.speaker_name, at.doubts) == ("Tarn Inspectorate", ("weak_speaker",))


def test_anothers_examiners_stay_unnamed() -> None:
    text = REPORT + "The examiners found that the seals were broken on all of it."
    said = ("The examiners", "found", "the seals were broken on all of it")
    (at,) = speak(text, said, publisher="Tarn Inspectorate")
    assert at.speaker_name == "unnamed examiners"


def test_the_witness_is_who_answered_before_and_not_who_asked() -> None:
    text = MINUTES + "Mr Ivo Senn said he had signed it. Mrs Ada Lorn asked why. The witness replied that it was late."
    *_, at = speak(
        text,
        ("Mr Ivo Senn", "said", "he had signed it"),
        ("Mrs Ada Lorn", "asked", "why"),
        ("The witness", "replied", "that it was late"),
        publisher="Quay Council",
    )
    assert (at.speaker_name, at.basis) == ("Ivo Senn", "public statement")


def test_the_chair_is_who_the_list_of_those_present_gives_as_in_the_chair() -> None:
    text = MINUTES + "The Chair said that the sitting would be short."
    (at,) = speak(text, ("The Chair", "said", "that the sitting would be short"), publisher="Quay Council")
    assert at.speaker_name == "Ada Lorn"


def test_after_a_letter_is_read_the_pronoun_is_whoever_wrote_it() -> None:
    text = MINUTES + "Mr P. Wray read a letter of 4 May 2031 from Mr Ivo Senn. He regretted that the pump had failed."
    *_, at = speak(
        text, ("He", "regretted", "that the pump had failed"), publisher="Quay Council", published="2031-05-09"
    )
    assert (at.speaker_name, at.basis, at.said_on) == ("Ivo Senn", "document", "2031-05-04")


def test_this_newspaper_takes_back_and_its_reader_asks() -> None:
    text = "This newspaper withdraws the figure. A reader asked us to print the right one."
    one, other = speak(
        text,
        ("This newspaper", "withdraws", "the figure"),
        ("A reader", "asked", "to print the right one"),
        publisher="Orrin Gazette",
        published="2031-05-09",
    )
    assert (one.speaker_name, one.basis, one.said_on) == ("Orrin Gazette", "public statement", "2031-05-09")
    assert other.basis == "interview"


def test_no_he_goes_back_to_the_reporters_own_we() -> None:
    text = (
        "By Tilda Moor\n\nA spokesman for the port asked us to wait. We agree that it was fair. He would not say why."
    )
    *_, at = speak(
        text,
        ("A spokesman for the port", "asked", "to wait"),
        ("We", "agree", "that it was fair"),
        ("He", "would not say", "why"),
        author="Tilda Moor",
        publisher="Orrin Gazette",
    )
    assert at.speaker_name == "unnamed spokesman for the port"


def test_management_without_an_article_is_the_issuer_too() -> None:
    text = RELEASE + "Management has asked the yard for a report."
    (at,) = speak(text, ("Management", "has asked", "the yard for a report"), publisher="Orrin Ferries")
    assert at.speaker_name == "Orrin Ferries"


def test_our_auditors_by_their_name_speak_for_themselves() -> None:
    text = RELEASE + "Our auditors, Messrs Vane and Gray, certified that all was well."
    said = ("Our auditors, Messrs Vane and Gray,", "certified", "that all was well")
    (at,) = speak(text, said, publisher="Orrin Bank")
    assert at.speaker_name != "Orrin Bank"
