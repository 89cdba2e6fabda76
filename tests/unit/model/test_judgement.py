"""Judgements hold on to words, and find them again where a text moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.judgement import anchor_at, in_force, judged, placed
from sayso.model.span import Span

TEXT = "The crane was idle. The crane was idle again, Dora Quill said on Monday."


def test_the_same_text_gives_the_same_place_even_where_words_come_twice() -> None:
    anchor = anchor_at(TEXT, Span(4, 18), "f")
    assert anchor.words == "crane was idle"
    assert placed(anchor, TEXT) == Span(4, 18)


def test_moved_words_are_found_by_what_stands_around_them() -> None:
    anchor = anchor_at(TEXT, Span(24, 38), "f")
    assert placed(anchor, "A new heading.\n\n" + TEXT) == Span(40, 54)


def test_words_in_new_surroundings_are_found_where_they_stand_once() -> None:
    anchor = anchor_at(TEXT, Span(46, 56), "f")
    moved = "On Monday it was Dora Quill who spoke."
    assert placed(anchor, moved) == Span(17, 27)
    assert placed(anchor, moved + " Dora Quill!") is None
    assert placed(anchor, "Nobody spoke.") is None


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_what_is_found_is_always_the_words(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    anchor = anchor_at(text, Span(start, data.draw(st.integers(start, len(text)))), "f")
    for where in (text, other + text, other):
        found = placed(anchor, where)
        assert found is None or found.of(where) == anchor.words


@pytest.mark.parametrize(
    "change", [{"value": "x"}, {"why": "x"}, {"by": "CD"}, {"withdrawn": True}, {"until": "2024-01-01"}]
)
def test_the_id_is_made_from_all_that_is_decided(change: dict[str, object]) -> None:
    plain = judged("item:a", "note", by="AB", at="2024-05-01")
    assert judged("item:a", "note", **({"by": "AB", "at": "2024-05-01"} | change)).id != plain.id  # type: ignore[arg-type]


def test_a_later_judgement_takes_the_place_of_an_earlier() -> None:
    first = judged("words:K", "speaker", value="Ada Lint", by="AB", at="2024-05-01")
    second = judged("words:K", "speaker", value="Bo Marsh", by="CD", at="2024-05-02", supersedes=first.id)
    gone = judged("words:K", "speaker", by="AB", at="2024-05-03", supersedes=second.id, withdrawn=True)
    assert in_force([first, second]) == (second,)
    assert in_force([first, second, gone]) == ()
