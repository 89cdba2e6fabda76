"""Headings, asides and common talk, by the shipped network and the rules around it."""

from __future__ import annotations

import pytest
from test_replies import words

from sayso.workbench import extract


def heads(heading: str) -> list[tuple[str, str]]:
    """Source and content words of the statements of a story under ``heading``."""
    text = f"{heading}\n\nBy Ada Rook\n\nThe affair went on for weeks in the town of Hollin.\n"
    return [(words(text, s, "source"), words(text, s, "content")) for s in extract(text)]


@pytest.mark.parametrize(
    ("heading", "source", "content"),
    [
        (
            "Leaked memo: 40 beds closed at Hollin without a vote",
            "Leaked memo",
            "40 beds closed at Hollin without a vote",
        ),
        ("Inquiry: pump failed twice before the flood", "Inquiry", "pump failed twice before the flood"),
        ("Audit report: ferry fund short of nine million", "Audit report", "ferry fund short of nine million"),
        ("Port police letter puts losses at 40 crates", "Port police letter", "losses at 40 crates"),
        ("Minister disputes number of closed wards", "Minister", "number of closed wards"),
        ("Ferry operator denies engine fault as crew walk out", "Ferry operator", "engine fault"),
        ("Coroner withdraws finding on drowned boy", "Coroner", "finding on drowned boy"),
    ],
)
def test_a_heading_names_its_source_without_article_or_stop(heading: str, source: str, content: str) -> None:
    assert (source, content) in heads(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Analysis: what the flood changed in Hollin",
        "Hollin: a town without a bridge",
        "Flood closes bridge as crew walk out",
    ],
)
def test_a_heading_that_nobody_says_is_no_statement(heading: str) -> None:
    assert not heads(heading)


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "The mayor, the statement went on, never saw the invoice.",
            "the statement",
            "The mayor … never saw the invoice",
        ),
        ("The tank, the letter continued, was empty by noon.", "the letter", "The tank … was empty by noon"),
        (
            "It was common talk on the wharf that somebody wanted the ledger gone.",
            "the wharf",
            "somebody wanted the ledger gone",
        ),
        ("Word in the yard was that the foreman had fled.", "the yard", "the foreman had fled"),
        ("There were rumours that the foreman had fled.", "", "the foreman had fled"),
        ("Her own log has the draught at nine and a half.", "Her own log", "the draught at nine and a half"),
        ("I made it 9.2 by the second watch.", "I", "it 9.2 by the second watch"),
        ("The letter records two loud knocks that night.", "The letter", "two loud knocks that night"),
    ],
)
def test_asides_talk_and_readings(sentence: str, source: str, content: str) -> None:
    text = f"By Ada Rook\n\nThe affair went on for weeks in the town of Hollin.\n\n{sentence}\n"
    assert (source, content) in [(words(text, s, "source"), words(text, s, "content")) for s in extract(text)]


@pytest.mark.parametrize(
    "sentence", ["The report has forty pages.", "The hole measured 3 metres.", "She recorded two albums."]
)
def test_what_has_a_figure_gives_no_reading(sentence: str) -> None:
    assert not extract(f"The affair went on for weeks.\n\n{sentence}\n")


def test_a_source_does_not_run_into_the_byline() -> None:
    text = "Bridge shook in the storm, says ferryman\n\nBy Ada Rook, Hollin News\n\nIt rained all night.\n"
    assert "ferryman" in [words(text, s, "source") for s in extract(text)]


def test_inside_a_report_each_further_act_is_its_own_link() -> None:
    text = "Ida Brenner told me that the minister's office had rung her twice in May and insisted on an empty hall."
    found = [(words(text, s, "source"), words(text, s, "content")) for s in extract(text) if s.parent]
    assert found == [("the minister's office", "an empty hall")]
