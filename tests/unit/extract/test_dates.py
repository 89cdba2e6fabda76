from __future__ import annotations

from datetime import date

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.extract.dates import dates_in
from sayso.model.span import Span

SUNDAY = date(2021, 5, 9)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on 3 May 2019", "2019-05-03"),
        ("on 3 May", "2021-05-03"),
        ("on 30 December", "2020-12-30"),
        ("on May 3rd, 2020", "2020-05-03"),
        ("on Tuesday", "2021-05-04"),
        ("yesterday", "2021-05-08"),
        ("last night", "2021-05-08"),
        ("between 2 and 5 May", "2021-05-02/2021-05-05"),
        ("on 2021-04-30", "2021-04-30"),
        ("on 31.12.2020", "2020-12-31"),
        ("on the 27th", "2021-04-27"),
    ],
)
def test_dates_in_words_are_worked_out_against_the_papers_date(words: str, edtf: str) -> None:
    text = f"It burst {words}, they say."
    assert [d.edtf for d in dates_in(text, Span(0, len(text)), SUNDAY)] == [edtf]


@pytest.mark.parametrize("words", ["on 31 February", "on 05/06/2020", "the 19th century", "the second time"])
def test_what_cannot_be_worked_out_is_no_date(words: str) -> None:
    text = f"It burst {words}."
    assert list(dates_in(text, Span(0, len(text)), SUNDAY)) == []


def test_without_a_paper_date_a_weekday_stays_unknown() -> None:
    assert list(dates_in("on Tuesday", Span(0, 10), None)) == []


def said_on(text: str, *said: tuple[str, str, str], **head: str | None) -> list[str | None]:
    found = extract(content_of(text, publisher="Quay Times", published="2021-05-09", **head), ToyTagger(*said))
    return [at.said_on for at in found.attributions]


def test_a_date_beside_the_cue_is_the_day_of_saying() -> None:
    text = "Vera Blum said on Tuesday that the pump had failed."
    assert said_on(text, ("Vera Blum", "said", "that the pump had failed")) == ["2021-05-04"]


def test_a_date_inside_the_content_is_not_the_day_of_saying_but_what_it_is_about() -> None:
    text = "Vera Blum said the pump had failed on 3 May."
    (at,) = extract(
        content_of(text, publisher="Quay Times", published="2021-05-09"),
        ToyTagger(("Vera Blum", "said", "the pump had failed on 3 May")),
    ).attributions
    assert at.said_on is None
    assert at.as_of is not None
    assert (at.as_of.edtf, [s.of(text) for s in at.as_of.words]) == ("2021-05-03", ["3 May"])


def test_it_is_never_simply_the_articles_date() -> None:
    assert said_on("Vera Blum said the pump had failed.", ("Vera Blum", "said", "the pump had failed")) == [None]


def test_a_log_dates_each_entry_past_midnight() -> None:
    """22:00 belongs to the day in the head, 00:30 to the next."""
    text = (
        "PUMP HOUSE LOG\n8 May 2021\n\n22:00 Ian Roe reports a leak at the gate.\n\n"
        "23:10 All quiet.\n\n00:30 Ian Roe reports a smell of gas."
    )
    said = [("Ian Roe", "reports", "a leak at the gate"), ("Ian Roe", "reports", "a smell of gas")]
    assert said_on(text, *said) == ["2021-05-08", "2021-05-09"]
