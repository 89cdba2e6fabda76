from __future__ import annotations

from extract_toy import ToyTagger, content_of

from sayso.extract import extract

HEAD = {"author": "Vera Blum", "publisher": "Norby Water Works", "published": "2021-05-09"}


def own(text: str, *said: tuple[str, str, str]) -> list[tuple[str, str, str, str | None]]:
    found = extract(content_of(text, **HEAD), ToyTagger(*said)).attributions
    return [(a.content[0].of(text), a.kind, a.basis, a.speaker_name) for a in found if a.voice == "document"]


def test_a_tables_row_is_a_measurement_with_its_first_reading() -> None:
    text = "Inspection sheet 7\n\nPoint\tReading\tLimit\nEast weir\t3.5 l/min\t5.0 l/min\n"
    assert own(text) == [("East weir\t3.5 l/min", "asserts", "measurement", "Vera Blum")]


def test_an_orders_plain_sentence_is_an_order() -> None:
    text = "Instruction No. 7\n\n1. The sluice is to be closed by noon.\n\n2. It rained in the night."
    assert own(text) == [("The sluice is to be closed by noon", "orders", "document", "Vera Blum")]


def test_a_logs_entries_are_stated_on_their_own_day() -> None:
    text = "PUMP LOG\n\n3 May. Water over the sill by noon.\n\n4 May. Sill dry again all day."
    found = extract(content_of(text, **HEAD), ToyTagger()).attributions
    assert [a.said_on for a in found][:2] == ["2021-05-03", "2021-05-04"]


def test_somebody_elses_word_is_never_taken_for_the_authors() -> None:
    text = "MEMORANDUM\n\nHe measured 14 litres a minute. The sheet gives 12 litres a minute."
    assert own(text) == []


def test_an_article_has_no_voice_of_its_own() -> None:
    text = "By Vera Blum\n\nThe weir let through 14 litres a minute on 3 May."
    assert own(text) == []


def test_a_sentence_that_quotes_somebody_is_left_to_them() -> None:
    text = "MEMORANDUM\n\nIan Roe insists that 14 litres a minute came through."
    assert own(text, ("Ian Roe", "insists", "that 14 litres a minute came through")) == []
