"""Turns of English on which whose words they are depends, read by the shipped network and the rules around it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from extract_toy import content_of

from sayso.extract import extract as read
from sayso.extract.chains import READINGS
from sayso.extract.segment import paragraphs
from sayso.link.edges import edge_doubts
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.nets.attribution import Tagged
from sayso.nets.register import Register
from sayso.workbench import extract


def said(text: str) -> list[tuple[str, str, str | None]]:
    """Source words, content words and speaker of each statement."""
    return [(words(text, s, "source"), words(text, s, "content"), s.at.speaker_name) for s in extract(text)]


def words(text: str, statement: Statement, role: str) -> str:
    return " … ".join(span.of(text) for span in getattr(statement.at, role))


def test_what_an_agency_reports_is_all_of_it_and_the_witness_stands_inside() -> None:
    text = "According to a person who saw the books, the wall had leaked since May, the Meridian agency reported."
    found = {source: content for source, content, _ in said(text)}
    assert found["a person who saw the books"] == "the wall had leaked since May"
    assert found["the Meridian agency"].startswith("According to a person who saw the books")


def test_whoever_was_told_does_not_speak() -> None:
    assert ("", "the file had been burned", None) in said("The crew were told that the file had been burned.")


def test_it_that_is_requested_is_nobody() -> None:
    assert [(s, n) for s, _, n in said("It is requested that the file be returned.")] == [("", None)]


def test_two_who_speak_together_are_both_named() -> None:
    text = "Ida Brenner and Karl Tolle met on Monday. Ms Brenner and Mr Tolle said that the mill was empty."
    assert said(text)[-1][2] == "Ida Brenner and Karl Tolle"


def test_a_surname_that_two_bear_is_doubtful() -> None:
    text = "Karl Tolle came with his wife Vera Tolle. Tolle said that the mill was empty."
    assert extract(text)[-1].at.doubts == ("weak_speaker",)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Brenner said she had heard from a porter that it burst.", "a porter"),
        ("Ida Brenner declined to discuss what he called “notes of doubtful birth”.", "he"),
        ("Ida Brenner records the keeper saying that the lamp stayed dark.", "the keeper"),
    ],
)
def test_a_chain_goes_through_plain_turns(text: str, source: str) -> None:
    inner = [words(text, s, "source") for s in extract(text) if s.parent]
    assert inner == [source]


def test_what_has_not_been_said_yet_is_no_statement_inside_another() -> None:
    assert len(said("Ida Brenner said she would ask the guild to allow it.")) == 1


def test_an_initial_belongs_to_a_name() -> None:
    assert said("The keeper, Mrs A. Teller, said that the wall was damp.")[0][2] == "A. Teller"


def test_not_saying_if_is_no_denial() -> None:
    (found,) = extract("Karl Tolle isn't saying if the foundation broke any laws.")
    assert found.at.kind == "declines"


def test_the_lines_of_a_scan_flow_together_and_those_of_a_list_do_not() -> None:
    text = (
        "' \\ : ROUTING\n\n"
        "The informant advised on 3 May that he had never\nheard of the man until he saw him on the\n\n"
        "evening news.\n\nTO: Director\nADAMCIK, John P.\nANGLE, James\n"
    )
    assert [p.of(text) for p in paragraphs(text)][1:] == [
        "The informant advised on 3 May that he had never\nheard of the man until he saw him on the\n\nevening news.",
        "TO: Director",
        "ADAMCIK, John P.",
        "ANGLE, James",
    ]


def test_a_pronoun_alone_keeps_a_line_from_standing_plainly() -> None:
    text = "Ida Brenner came on Monday. She said that the mill was empty."
    (found,) = extract(text)
    assert "by_pronoun" in set(edge_doubts(text, found.at))


class FirstSaid:
    """Tags the first "said" of every paragraph with all that follows as content, and counts what it was shown."""

    digest = "first"

    def __init__(self) -> None:
        self.shown = 0

    def tag(
        self, text: str, paragraphs: Sequence[Sequence[Span]], cue_bias: float = 0.0, register: Register = "press"
    ) -> list[Tagged]:
        whole = [Span(p[0].start, p[-1].end) for p in paragraphs if p]
        self.shown += sum(span.length for span in whole)
        found = ((span, text.find("said", span.start, span.end)) for span in whole)
        return [
            Tagged(Span(at, at + 4), (Span(span.start, at - 1),), (Span(at + 5, span.end),), 0.9)
            for span, at in found
            if span.start < at - 1 and at + 5 < span.end
        ]


def test_a_sentence_of_endless_speakers_is_read_again_only_so_often() -> None:
    tagger = FirstSaid()
    text = "Tolle said " + "that the clerk said " * 100 + "that it leaked."
    assert len(read(content_of(text), tagger).attributions) > 2
    assert tagger.shown <= (1 + READINGS) * len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lida, say nothing about the valve tomorrow.",
        "As he said goodbye, the wall fell down on the crowd.",
    ],
)
def test_whoever_is_called_on_or_says_goodbye_has_said_no_more(text: str) -> None:
    assert not {"nothing about the valve tomorrow", "the wall fell down on the crowd"} & {c for _, c, _ in said(text)}


def test_a_leaked_memo_is_a_paper() -> None:
    (found,) = extract("A leaked memo of 16 September says the tram took 61 metres to stop.")
    assert (found.at.speaker_name, found.at.basis) == ("Memo", "document")


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("President Ida Brenner spoke on Monday. Ms Brenner's office", "Office of the President, Ida Brenner"),
        ("Former President Ida Brenner retired. Ms Brenner's office", "Office of Ida Brenner"),
        ("President Ida Brenner spoke on Monday. Ms Brenner's campaign", "Campaign of Ida Brenner"),
    ],
)
def test_an_office_is_its_holders_while_they_hold_it(opening: str, name: str) -> None:
    assert extract(f"{opening} said that the mill was empty.")[-1].at.speaker_name == name
