from __future__ import annotations

from extract_toy import ToyTagger, content_of, said

from sayso.extract import extract
from sayso.model.statement import Attribution


def found(text: str, *told: tuple[str, str, str], **head: str | None) -> list[Attribution]:
    return [at for at in extract(content_of(text, **head), ToyTagger(*told)).attributions if at.voice == "attributed"]


def test_an_order_in_the_passive_inside_a_report_is_a_link_of_its_own() -> None:
    text = "The captain said he was ordered by the harbour office to sink the boat."
    outer, inner = found(text, ("The captain", "said", "he was ordered by the harbour office to sink the boat"))
    assert said(text, inner) == (["the harbour office"], ["ordered"], ["to sink the boat"])
    assert (inner.parent, inner.kind, outer.parent) == (0, "orders", None)


def test_an_order_by_nobody_named_keeps_an_open_speaker() -> None:
    text = "The captain said he had been told to sink the boat."
    _, inner = found(text, ("The captain", "said", "he had been told to sink the boat"))
    assert (inner.source, inner.speaker_name, inner.doubts) == ((), None, ("no_speaker",))


def test_two_cues_after_one_quotation_nest() -> None:
    text = "“The pump failed,” Ms Stoll reported, the inquiry said."
    outer, inner = found(
        text,
        ("Ms Stoll", "reported", "“The pump failed,”"),
        ("the inquiry", "said", "“The pump failed,” Ms Stoll reported"),
    )
    assert said(text, outer)[1] == ["said"]
    assert (said(text, inner)[1], inner.parent) == (["reported"], 0)


def test_what_an_author_does_by_writing_it_is_found_where_the_tagger_is_silent() -> None:
    text = "MEMORANDUM\n\nI therefore recommend that the pump be stopped, and that nobody go in."
    (at,) = found(text, author="Vera Blum", published="2021-05-09")
    assert said(text, at) == (["I"], ["recommend"], ["the pump be stopped, and that nobody go in"])
    assert (at.speaker_name, at.kind, at.said_on) == ("Vera Blum", "asks", "2021-05-09")


def test_a_refusal_is_kept_with_what_is_refused() -> None:
    text = "The captain declined to say who was aboard."
    (at,) = found(text, ("The captain", "declined to say", "who was aboard"))
    assert said(text, at) == (["The captain"], ["declined"], ["to say who was aboard"])


def test_what_one_speaker_does_next_ends_the_content_before() -> None:
    text = "The captain confirmed that it leaked but denied that anyone knew."
    both = found(
        text,
        ("The captain", "confirmed", "that it leaked but denied that anyone knew"),
        ("The captain", "denied", "that anyone knew"),
    )
    assert {said(text, at)[1][0]: said(text, at)[2] for at in both} == {
        "confirmed": ["it leaked"],
        "denied": ["anyone knew"],
    }


def test_an_interrupted_quotation_is_one_statement_of_two_spans() -> None:
    text = "“It leaked,” the captain said. “Nobody knew.”"
    tagger = ToyTagger(("the captain", "said", ["“It leaked,”", "“Nobody knew.”"]))
    (at,) = extract(content_of(text), tagger).attributions
    assert said(text, at)[2] == ["It leaked", "Nobody knew"]
    assert at.as_said.of(text) == text


def test_a_plea_not_to_be_named_and_a_mail_header_are_no_statements() -> None:
    text = "On Mon, 3 May 2021, Vera Blum wrote:\nIt rained on and on.\n\nThe man asked not to be named."
    assert found(text, ("Vera Blum", "wrote", "It rained"), ("The man", "asked", "not to be named")) == []


def test_a_content_broken_off_on_a_little_word_runs_to_the_next_stop() -> None:
    text = "The captain said the boat lay in the harbour mouth all night."
    (at,) = found(text, ("The captain", "said", "the boat lay in the"))
    assert said(text, at)[2] == ["the boat lay in the harbour mouth all night"]
