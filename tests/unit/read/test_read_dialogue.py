"""Interviews and transcripts are cut into turns; forms and memos are not."""

from __future__ import annotations

import pytest

from sayso.read.dialogue import find_turns

INTERVIEW = (
    "# No lights\n\nDora Mill has fished here for years.\n\n**Weekly:** How did you learn of it?\n\n"
    "**Mill:** I saw it.\n\n**Weekly:** Did you call?\n\n**Mill:** I did.\n\nThe guard would not comment.\n"
)


def test_an_interview_is_cut_into_turns_and_what_follows_is_nobodys() -> None:
    turns = find_turns(INTERVIEW)
    assert [turn.author for turn in turns] == ["Weekly", "Mill", "Weekly", "Mill"]
    assert INTERVIEW[turns[-1].span.start : turns[-1].span.end] == "**Mill:** I did."


@pytest.mark.parametrize(
    "labels",
    [("Q.", "A."), ("Q:", "A:"), ("MR. ROE:", "THE WITNESS:"), ("Ms Roe (chair):", "Mr Hale:"), ("*Roe*:", "*Hale*:")],
)
def test_labels_as_transcripts_set_them(labels: tuple[str, str]) -> None:
    said = ("Did you go?", "I did.", "Why did you?", "Because we were told.")
    text = "\n\n".join(f"{labels[n % 2]} {words}" for n, words in enumerate(said))
    assert len(find_turns(text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "To: A. Roe\nFrom: B. Hale\nSubject: Doors\nDate: 4 May\n\nDid you shut them? I did.",
        "Pump: on\nValve: shut\n\nPump: off\nValve: open\n",
        "Note: did you look? I did.\n\nNote: you did not.\n\nNote: we did.\n\nNote: I looked.\n",
        "Roe: Did you go?\n\nThe road was long and we were tired.\n",
    ],
)
def test_forms_memos_and_notes_are_no_talk(text: str) -> None:
    assert find_turns(text) == ()


def test_a_heading_between_two_turns_is_in_neither() -> None:
    text = INTERVIEW.replace("\n\n**Weekly:** Did", "\n\n## The night\n\n**Weekly:** Did")
    assert not any("The night" in text[t.span.start : t.span.end] for t in find_turns(text))
