"""Whether a content begins and ends where the speaker's words do."""

from __future__ import annotations

import pytest
from link_pile import said

from sayso.link.edges import edge_doubts, is_noisy
from sayso.model.span import Span
from sayso.model.statement import Attribution


def found(text: str, content: str, source: str = "Ida", cue: str = "said") -> set[str]:
    whole = said(text, "Ida Wick", content, source=source, cue=cue)
    sentence = Span(0, len(text))
    at = Attribution(source=whole.source, cue=whole.cue, content=whole.content, as_said=sentence)
    return set(edge_doubts(text, at))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida said the ferry had left.", "the ferry had left"),
        ("The ferry had left, Ida said.", "The ferry had left"),
        ("Ida said the ferry had left, but the mate denied it.", "the ferry had left"),
        ("Ida said the ferry had “left early” and went home.", "the ferry had “left early”"),
        ("Ida said the ferry had left", "the ferry had left"),
        ("Ida said it was no. 4 that had left.", "it was no. 4 that had left"),
    ],
)
def test_whole_words_raise_no_doubt(text: str, content: str) -> None:
    assert found(text, content) == set()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida told me the ferry had left.", "me the ferry had left"),
        ("Ida said the ferry, which was old, had left.", "the ferry, which was old, had"),
        ("Ida said the ferry had left on the morning tide.", "the ferry had left"),
        ("Ida said two ferries had left, both of which leaked.", "two ferries had left"),
        ("Ida said it was safe, provided the tide was high.", "it was safe"),
        ("Ida said the ferry had left\n\nfor the island.", "the ferry had left"),
        ("Ida said most of the boats. should be sold.", "most of the boats"),
        ("Ida said the ferry had “left early” again.", "the ferry had “left early"),
        ("Ida said the ferry had left; she had stood on the pier.", "the ferry had left; she had stood on the pier"),
        ("Ida said ferryboats had left.", "ferry"),
    ],
)
def test_words_that_were_cut_badly_are_doubted(text: str, content: str) -> None:
    assert "cut_words" in found(text, content, cue="told" if "told" in text else "said")


def test_whoever_was_promised_something_may_not_be_who_promised_it() -> None:
    text = "The crew had been promised two days of leave."
    assert found(text, "two days of leave", source="The crew", cue="had been promised") == {"spoken_to"}
    text = "The mate promised the crew two days of leave."
    assert "spoken_to" not in found(text, "two days of leave", source="The mate", cue="promised")


def test_a_text_full_of_slips_is_noisy_and_a_page_with_units_and_addresses_is_not() -> None:
    assert is_noisy("the tug l1ft the h;rbour and {the} crew ~ was seen by the mat^e " * 3)
    assert not is_noisy("Weir 61 m, tower 40 m, quay 12 m. ida.wick@quay.example - see http://quay.example/a " * 9)
