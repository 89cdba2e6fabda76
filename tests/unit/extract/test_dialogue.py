"""A turn of an interview is said by its label, and by nobody else."""

from __future__ import annotations

import pytest

from sayso.workbench import extract

INTERVIEW = (
    "# No lights\n\n*Norby Weekly. Friday 17 November 2023. Interview: Ada Quill*\n\n"
    "Dora Quist has fished here for twenty years.\n\n"
    "**Weekly:** How did you learn that something was wrong?\n\n"
    "**Quist:** I saw a ship without lights. The pilot said that a big one had hit them.\n\n"
    "**Weekly:** The ministry says the net caught. Did it?\n\n"
    "**Quist:** Then the ministry sees better than I do. The net was on the drum.\n\n"
    "The coast guard declined to comment.\n"
)


@pytest.fixture(scope="module")
def said() -> list[tuple[str, str | None, str, str]]:
    """Kind, speaker, words and whether it lies inside another, of every statement."""
    return [
        (s.at.kind, s.at.speaker_name, " ".join(c.of(INTERVIEW) for c in s.at.content), "inside" if s.parent else "")
        for s in extract(INTERVIEW)
    ]


def test_each_turn_is_one_statement_of_its_label(said: list[tuple[str, str | None, str, str]]) -> None:
    whole = [(kind, name, words) for kind, name, words, parent in said if not parent]
    assert ("asks", "Weekly", "How did you learn that something was wrong?") in whole
    assert (
        "asserts",
        "Dora Quist",
        "I saw a ship without lights. The pilot said that a big one had hit them",
    ) in whole
    assert not any(name == "Ada Quill" for _, name, _ in whole)


def test_what_a_turn_quotes_lies_inside_it(said: list[tuple[str, str | None, str, str]]) -> None:
    inner = {words for _, _, words, parent in said if parent}
    assert {"a big one had hit them", "the net caught"} <= inner


def test_a_label_with_another_first_name_is_not_whoever_shares_the_last() -> None:
    text = (
        "Talk with Ben Quist\n\nBen Quist said that the pier is old.\n\nAda Quist: Did you go?\n\nWeekly: I did.\n\n"
        "Ada Quist: Why did you?\n\nWeekly: We were told.\n"
    )
    assert "Ben Quist" not in {s.at.speaker_name for s in extract(text) if "Did you go" in s.at.content[0].of(text)}
