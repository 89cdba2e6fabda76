from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.model.document import Part
from sayso.model.span import Span
from sayso.model.statement import Attribution


def speak(text: str, *said: tuple[str, str, str], **head: str | None) -> tuple[Attribution, ...]:
    return extract(content_of(text, **head), ToyTagger(*said)).attributions


@pytest.mark.parametrize("form", ["General Hale", "Hale", "Gen. C. Hale", "Mr Hale"])
def test_every_form_of_a_name_goes_to_the_fullest_one_without_its_title(form: str) -> None:
    text = f"Gen. Clara Hale came late. {form} said the bridge was shut."
    (at,) = speak(text, (form, "said", "the bridge was shut"))
    assert (at.speaker_name, at.named, at.doubts) == ("Clara Hale", "named", ())
    assert at.speaker_mention is not None
    assert at.speaker_mention.of(text).endswith("Hale")


def test_a_first_initial_that_does_not_agree_is_somebody_else() -> None:
    text = "Clara Hale left. M. Hale said the bridge was shut."
    (at,) = speak(text, ("M. Hale", "said", "the bridge was shut"))
    assert at.speaker_name == "M. Hale"


def test_a_pronoun_goes_back_to_whoever_spoke_last_and_fits() -> None:
    text = "Ms Dora Stein said the tank leaked. Mr Ian Roe said it did not. She added that it stank."
    *_, at = speak(
        text,
        ("Ms Dora Stein", "said", "the tank leaked"),
        ("Mr Ian Roe", "said", "it did not"),
        ("She", "added", "that it stank"),
    )
    assert at.speaker_name == "Dora Stein"
    assert "spoke before" in at.speaker_reason


def test_a_pronoun_with_nobody_before_it_stays_open() -> None:
    (at,) = speak("She said the tank leaked badly.", ("She", "said", "the tank leaked badly"))
    assert (at.speaker_name, at.doubts) == (None, ("no_speaker",))


def test_a_pronoun_with_two_possible_people_carries_a_doubt() -> None:
    text = "Ms Dora Stein said the tank leaked. Ms Vera Blum had sold it. She wept, and she said it stank."
    *_, at = speak(text, ("Ms Dora Stein", "said", "the tank leaked"), ("she", "said", "it stank"))
    assert at.doubts == ("weak_speaker",)


def test_inside_a_report_the_pronoun_is_whoever_is_reported() -> None:
    text = "Ian Roe said he had told Dora Stein that the tank was full of water."
    _, inner = speak(
        text,
        ("Ian Roe", "said", "he had told Dora Stein that the tank was full of water"),
        ("he", "told", "that the tank was full of water"),
    )
    assert inner.speaker_name == "Ian Roe"


def test_i_inside_a_quotation_is_the_speaker_and_outside_it_the_author() -> None:
    text = "“I think the tank leaked all night,” Ian Roe said. I believe that the pipe is older."
    outer, inner, own = speak(
        text,
        ("Ian Roe", "said", "“I think the tank leaked all night,”"),
        ("I", "think", "the tank leaked all night"),
        ("I", "believe", "that the pipe is older"),
        author="Vera Blum",
    )
    assert [outer.speaker_name, inner.speaker_name, own.speaker_name] == ["Ian Roe", "Ian Roe", "Vera Blum"]


def test_each_message_has_its_own_i() -> None:
    one, two = "I think the tank leaked all night.\n\n", "I think the tank is sound and dry."
    text = one + two
    parts = [
        Part(span=Span(0, len(one)), kind="message", author="Vera Blum"),
        Part(span=Span(len(one), len(text)), kind="message", author="Ian Roe"),
    ]
    tagger = ToyTagger(("I", "think", "the tank leaked all night"), ("I", "think", "the tank is sound and dry"))
    found = extract(content_of(text, *parts), tagger).attributions
    assert [at.speaker_name for at in found] == ["Vera Blum", "Ian Roe"]


def test_a_description_points_back_to_the_one_person_described_so() -> None:
    text = "Ian Roe, spokesman for the port, was there. The spokesman said the crane was safe."
    (at,) = speak(text, ("The spokesman", "said", "the crane was safe"))
    assert (at.speaker_name, at.named) == ("Ian Roe", "named")


def test_the_deputy_is_not_the_minister() -> None:
    text = "Minister Vera Blum was away. The deputy minister said the crane was safe."
    (at,) = speak(text, ("The deputy minister", "said", "the crane was safe"))
    assert at.speaker_name == "unnamed deputy minister"


def test_an_organisations_short_form_and_acronym_are_the_organisation() -> None:
    text = (
        "The Harbour Safety Board (HSB) met. HSB said the crane was safe. The Board said it twice. "
        "The board said it again."
    )
    found = speak(
        text,
        ("HSB", "said", "the crane was safe"),
        ("The Board", "said", "it twice"),
        ("The board", "said", "it again"),
    )
    assert {at.speaker_name for at in found} == {"Harbour Safety Board"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Two clerks who kept the book", "unnamed two clerks who kept the book"),
        ("A driver, who asked not to be named,", "unnamed driver"),
        ("Residents of Quay Street", "unnamed residents of Quay Street"),
    ],
)
def test_the_unnamed_are_described_in_the_texts_own_words(source: str, name: str) -> None:
    text = f"It was late. {source} said the crane had fallen."
    (at,) = speak(text, (source, "said", "the crane had fallen"))
    assert (at.speaker_name, at.named, at.speaker_mention) == (name, "unnamed", None)


def test_it_after_a_paper_is_the_paper() -> None:
    text = "The two-page memo, dated 3 May 2021, was signed by Ian Roe. It says the crane was safe."
    (at,) = speak(text, ("It", "says", "the crane was safe"), publisher="Quay Times", published="2021-05-09")
    assert (at.speaker_name, at.sort, at.basis, at.said_on) == ("Memo", "document", "document", "2021-05-03")


def test_a_statement_speaks_for_whoever_made_it() -> None:
    text = "The Harbour Board met. Its statement said the crane was safe."
    (at,) = speak(text, ("Its statement", "said", "the crane was safe"))
    assert at.speaker_name == "Harbour Board"
