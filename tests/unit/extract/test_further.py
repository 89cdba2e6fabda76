from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of, said

from sayso.extract import extract

HEAD = {"author": "Vera Blum", "publisher": "Norby Water Works", "published": "2021-05-09"}


def attributed(text: str, *told: tuple[str, str, str], **head: str) -> list[tuple[str, str, str, str]]:
    content = content_of(text, **(head or HEAD))
    found = [a for a in extract(content, ToyTagger(*told)).attributions if a.voice == "attributed"]
    return [(*(" … ".join(role) for role in said(content.text, a)), a.kind) for a in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Ada Roe, who keeps the ferry, put the number of crossings that day at forty.",
            ("Ada Roe, who keeps the ferry,", "put", "the number of crossings that day at forty", "asserts"),
        ),
        ("The mill puts it down to a loose tile.", ("The mill", "puts", "it down to a loose tile", "asserts")),
        ("The company offered to mend the wall.", ("The company", "offered", "to mend the wall", "promises")),
        (
            "The keeper refused the surveyors entry to the vault.",
            ("The keeper", "refused", "the surveyors entry to the vault", "declines"),
        ),
        (
            "Her clerk’s letter-book records the delivery of a crate.",
            ("Her clerk’s letter-book", "records", "the delivery of a crate", "asserts"),
        ),
        (
            "The clinic’s own report gives a fall as the cause.",
            ("The clinic’s own report", "gives", "a fall as the cause", "asserts"),
        ),
        (
            "The listening set on Crane Hill recorded forty blasts.",
            ("The listening set on Crane Hill", "recorded", "forty blasts", "asserts"),
        ),
    ],
)
def test_plain_turns_of_papers_and_press_are_found(sentence: str, wanted: tuple[str, str, str, str]) -> None:
    assert wanted in attributed(f"By Vera Blum\n\nIt was a wet spring in Norby. {sentence}")


def test_what_gives_a_view_or_takes_a_name_is_no_paper_that_records() -> None:
    text = "By Vera Blum\n\nThe accounts gave a fair view. The tower records a cold wind. The cook refused to."
    assert attributed(text) == []


def test_a_writer_has_found_has_directed_and_repeats() -> None:
    text = (
        "MEMORANDUM\n\nWe have found no order for the valve. I have directed Norby Mills to shut the race.\n\n"
        "I repeat what I wrote in May: the race is not safe. We hereby withdraw that certificate."
    )
    assert attributed(text) == [
        ("We", "found", "no order for the valve", "asserts"),
        ("I", "directed", "to shut the race", "orders"),
        ("I", "repeat", "the race is not safe", "asserts"),
        ("We", "withdraw", "that certificate", "corrects"),
    ]


def test_the_speaker_stands_behind_the_cue_where_the_words_come_first() -> None:
    text = (
        "By Vera Blum\n\nA slide shut the coast road and cut off nine farms, said its warden, Ada Roe, who was there."
    )
    wrong = ("nine farms", "said", "A slide shut the coast road")
    assert attributed(text, wrong) == [
        ("its warden, Ada Roe,", "said", "A slide shut the coast road and cut off nine farms", "asserts")
    ]
    behind = "By Vera Blum\n\nAda Roe, of the ferry guild, said the coast road was cut off by the slide."
    right = ("Ada Roe, of the ferry guild", "said", "the coast road was cut off by the slide")
    assert [one[2] for one in attributed(behind, right)] == ["the coast road was cut off by the slide"]


def test_an_aside_between_cue_and_that_is_no_content() -> None:
    text = "By Vera Blum\n\nHe confirmed, in a voice like gravel, that the ferry had sunk."
    told = ("He", "confirmed", "a voice like gravel, that the ferry had sunk")
    assert [one[2] for one in attributed(text, told)] == ["the ferry had sunk"]


def test_what_a_writer_sees_knows_or_is_thankful_for_is_no_statement_quoted() -> None:
    text = "MEMORANDUM\n\nI saw two men on the weir. The chair thanked the night shift. Ada Roe said it was late."
    told = [("I", "saw", "two men on the weir"), ("The chair", "thanked", "the night shift")]
    assert [one[0] for one in attributed(text, *told, ("Ada Roe", "said", "it was late"))] == ["Ada Roe"]


def test_a_plain_content_ends_with_its_sentence_and_a_scrap_is_none() -> None:
    text = "By Vera Blum\n\nAda Roe says the lamp was lit. The lock was new. He told the warden. The gate is shut."
    told = [("Ada Roe", "says", "the lamp was lit. The lock was new"), ("He", "told", "The")]
    assert [one[2] for one in attributed(text, *told)] == ["the lamp was lit"]


def test_a_call_that_was_taken_down_is_its_callers() -> None:
    text = "PATROL REPORT 7\n\n04:10. RAVEN to MAGPIE, in clear: “The boss wants the bridge closed by noon.”"
    assert ("RAVEN", "to", "The boss wants the bridge closed by noon") in [one[:3] for one in attributed(text)]
