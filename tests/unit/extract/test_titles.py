"""Whom headings and openings mean, people told by what a sentence says of them, and sources beside the cue."""

from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of, said

from sayso.extract import extract
from sayso.extract.sources import sourced
from sayso.extract.spans import Found
from sayso.model.span import Span
from sayso.model.statement import Attribution

Said = tuple[str | list[str], str, str | list[str]]


def speak(text: str, *told: Said, **head: str | None) -> tuple[Attribution, ...]:
    return extract(content_of(text, **head), ToyTagger(*told)).attributions


def test_a_heading_means_whoever_says_the_same_below() -> None:
    text = (
        "Bells rang all night, says verger\n\nBy Tilda Moor\n\nMr Rolf Quist said the bells rang all night on Friday."
        "\n\nMr Ivo Senn said the tower was locked."
    )
    heading, *_ = speak(
        text,
        ("verger", "says", "Bells rang all night"),
        ("Mr Rolf Quist", "said", "the bells rang all night on Friday"),
        ("Mr Ivo Senn", "said", "the tower was locked"),
        publisher="Orrin Gazette",
    )
    assert (heading.speaker_name, heading.doubts) == ("Rolf Quist", ("weak_speaker",))
    assert heading.speaker_reason == "says so in the text below"


def test_a_heading_that_nobody_repeats_stays_unnamed() -> None:
    text = "Bells rang all night, says verger\n\nMr Ivo Senn said the tower was locked."
    heading, _ = speak(
        text, ("verger", "says", "Bells rang all night"), ("Mr Ivo Senn", "said", "the tower was locked")
    )
    assert heading.speaker_name == "unnamed verger"


def test_what_a_heading_calls_somebody_the_text_may_call_him_too() -> None:
    text = (
        "Bells rang all night, says verger\n\nMr Rolf Quist said the bells rang all night on Friday. "
        "The verger added that he wept."
    )
    *_, at = speak(
        text,
        ("verger", "says", "Bells rang all night"),
        ("Mr Rolf Quist", "said", "the bells rang all night on Friday"),
        ("The verger", "added", "that he wept"),
    )
    assert at.speaker_name == "Rolf Quist"


def test_a_heading_has_the_channel_of_what_it_sums_up() -> None:
    text = (
        "Bells rang all night, says verger\n\nMr Rolf Quist told the Orrin Gazette the bells rang all night on Friday."
    )
    heading, _ = speak(
        text,
        ("verger", "says", "Bells rang all night"),
        ("Mr Rolf Quist", "told", "the bells rang all night on Friday"),
        publisher="Orrin Gazette",
    )
    assert heading.basis == "interview"


@pytest.mark.parametrize(
    "opening",
    [
        "Tovik Rell was for six years the clerk of the school.",
        "Tovik Rell does not drink and was in his garden at three.",
        "Tovik Rell, a bellfounder in Dole, fears that he is next.",
        "Tovik Rell, the head of the works, came late.",
    ],
)
def test_a_person_is_known_by_what_is_said_of_him(opening: str) -> None:
    text = f"{opening}\n\nOn a bench outside he said the bells were cracked."
    *_, at = speak(text, ("he", "said", "the bells were cracked"))
    assert at.speaker_name == "Tovik Rell"


def test_a_firm_with_a_trade_beside_it_is_no_person() -> None:
    text = "Tovik Rell, a shipping firm, was late.\n\nOn a bench outside he said the bells were cracked."
    *_, at = speak(text, ("he", "said", "the bells were cracked"))
    assert at.speaker_name is None


def test_of_two_people_further_back_none_is_taken() -> None:
    text = "Mr Rolf Quist met Mr Ivo Senn.\n\nIt rained.\n\nOn a bench outside he said the bells were cracked."
    *_, at = speak(text, ("he", "said", "the bells were cracked"))
    assert at.speaker_name is None


def test_the_former_clerk_is_who_was_the_clerk() -> None:
    text = "Tovik Rell was for six years the clerk of the school. The former clerk said the bells were cracked."
    (at,) = speak(text, ("The former clerk", "said", "the bells were cracked"))
    assert at.speaker_name == "Tovik Rell"


def test_the_man_who_behind_a_quotation_is_who_spoke_just_before() -> None:
    text = "Mr Rolf Quist said the bells were cracked. “They hum,” says the man who cast them."
    *_, at = speak(
        text, ("Mr Rolf Quist", "said", "the bells were cracked"), ("the man who cast them", "says", "They hum")
    )
    assert (at.speaker_name, at.doubts) == ("Rolf Quist", ("weak_speaker",))


def test_shown_what_a_porter_writes_she_is_not_the_porter() -> None:
    text = (
        "Ms Dora Stein said the ward was calm. Shown a list on which a porter insists it was not, she said it was old."
    )
    *_, at = speak(
        text,
        ("Ms Dora Stein", "said", "the ward was calm"),
        ("a porter", "insists", "it was not"),
        ("she", "said", "it was old"),
    )
    assert at.speaker_name == "Dora Stein"


@pytest.mark.parametrize(
    ("text", "told", "source"),
    [
        ("“Not again,” said she.", ("", "said", "Not again"), "she"),
        ("Bells rang all night, says man at quay", ("", "says", "Bells rang all night"), "man at quay"),
        (
            "Mr Orme, whom I met on Monday, thinks the bells are cracked.",
            ("", "thinks", "the bells are cracked"),
            "Mr Orme",
        ),
        (
            "A harbour report shown to this newspaper names the pilot as drunk.",
            ("this newspaper", "names", "the pilot as drunk"),
            "A harbour report shown to this newspaper",
        ),
        (
            "The clerk from whom we had it now says it was a guess.",
            ("we had it", "says", "it was a guess"),
            "The clerk from whom we had it",
        ),
    ],
)
def test_a_source_is_found_beside_its_cue(text: str, told: Said, source: str) -> None:
    at = speak(text, told)[0]
    assert said(text, at)[0] == [source]


@pytest.mark.parametrize(
    ("text", "marked", "cue", "source"),
    [
        (
            "Six swam, one of them a boy, said its owner, Ada Lorn.",
            ("one of them a boy", "owner, Ada Lorn"),
            "said",
            "its owner, Ada Lorn",
        ),
        ("“It is shut,” Dora Stein told this agency.", ("Dora Stein", "this agency"), "told", "Dora Stein"),
    ],
)
def test_of_words_on_both_sides_of_a_cue_one_is_the_source(
    text: str, marked: tuple[str, ...], cue: str, source: str
) -> None:
    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)

    found = sourced(text, Found(spans(*marked), spans(cue), (), 0.9), Span(0, len(text)))
    assert [s.of(text) for s in found.source] == [source]


LEAD = "The verger of Dole says he rang twice. “I was never answered,” {who} said."


def test_an_article_opens_with_a_description_of_whom_it_then_quotes() -> None:
    text = LEAD.format(who="Tovik Rell")
    first, second = speak(
        text,
        ("The verger of Dole", "says", "he rang twice"),
        ("Tovik Rell", "said", "I was never answered"),
        publisher="Orrin Gazette",
    )
    assert (first.speaker_name, first.doubts) == ("Tovik Rell", ("weak_speaker",))
    assert second.speaker_name == "Tovik Rell"


def test_somebody_named_before_is_not_whom_an_article_opens_with() -> None:
    text = "Tovik Rell was there. " + LEAD.format(who="Mr Rell")
    first, _ = speak(
        text,
        ("The verger of Dole", "says", "he rang twice"),
        ("Mr Rell", "said", "I was never answered"),
        publisher="Orrin Gazette",
    )
    assert first.speaker_name == "unnamed verger of Dole"


def test_who_is_named_with_an_office_of_his_own_is_not_the_one_described() -> None:
    text = LEAD.format(who="Rolf Quist, the mayor,")
    first, _ = speak(
        text,
        ("The verger of Dole", "says", "he rang twice"),
        ("Rolf Quist, the mayor,", "said", "I was never answered"),
        publisher="Orrin Gazette",
    )
    assert first.speaker_name == "unnamed verger of Dole"


@pytest.mark.parametrize(
    ("text", "told", "source", "name"),
    [
        (
            "“It was over her,” said one of them, Ines Halvar.",
            ("one of them", "said", "It was over her"),
            "one of them, Ines Halvar",
            "Ines Halvar",
        ),
        (
            "Dole Vessel Works, which built it, declined to say why.",
            ("Dole Vessel", "declined", "to say why"),
            "Dole Vessel Works",
            "Dole Vessel Works",
        ),
        (
            "A. The mate told me to slow down.",
            ("A. The mate", "told", "to slow down"),
            "The mate",
            "unnamed mate",
        ),
    ],
)
def test_a_source_that_breaks_off_runs_on_to_its_end(text: str, told: Said, source: str, name: str) -> None:
    at = speak(text, told)[0]
    assert (said(text, at)[0], at.speaker_name) == ([source], name)


def test_nobody_is_skipped_between_a_pronoun_and_whom_it_goes_back_to() -> None:
    text = "Mr Rolf Quist came. Helvar Dask broke down.\n\nOn a bench outside he said the bells were cracked."
    (at,) = speak(text, ("he", "said", "the bells were cracked"))
    assert at.speaker_name is None


def test_a_daughter_named_as_the_owner_of_a_flat_is_not_who_speaks_next() -> None:
    text = "Clara Lorn came late from Sandra Lorn’s flat. Ms Lorn said it was cold. Lorn added that it rained."
    *_, at = speak(text, ("Ms Lorn", "said", "it was cold"), ("Lorn", "added", "that it rained"))
    assert (at.speaker_name, at.doubts) == ("Clara Lorn", ("weak_speaker",))
