from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.segment import segments
from sayso.model.span import Span
from sayso.nets.tokens import pieces
from sayso.nets.windows import windows

texts = st.lists(st.text(st.sampled_from("ab c.\n“é"), max_size=60), max_size=6).map("\n\n".join)


@settings(deadline=None)
@given(texts, st.integers(6, 40))
def test_windows_hold_every_piece_once_and_in_order(text: str, limit: int) -> None:
    paragraphs = segments(text)
    held = [place for w in windows(text, paragraphs, limit) for place in w.places if place.start >= 0]
    assert held == [place for p in paragraphs for s in p for place in pieces(text, s).places]


@settings(deadline=None)
@given(texts, st.integers(6, 40))
def test_no_window_is_longer_than_the_limit(text: str, limit: int) -> None:
    assert all(len(w.ids) == len(w.places) <= limit for w in windows(text, segments(text), limit))


def test_places_are_code_points_of_the_whole_text() -> None:
    text = "Zoë 🚢 said so."
    assert [p.of(text) for p in pieces(text, Span(4, len(text))).places][1:] == ["said", "so", "."]


def test_whole_paragraphs_stay_together() -> None:
    text = "One two three four.\n\nFive six seven eight."
    assert [len(w.ids) for w in windows(text, segments(text), 9)] == [7, 7]
