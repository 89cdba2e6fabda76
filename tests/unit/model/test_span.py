from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span, hull, merged, trimmed, words_at

spans = st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans))
def test_merged_spans_cover_the_same_places_without_overlap(given_spans: list[Span]) -> None:
    covered = {k for s in given_spans for k in range(s.start, s.end)}
    out = merged(given_spans)
    assert {k for s in out for k in range(s.start, s.end)} == covered
    assert all(a.end < b.start for a, b in pairwise(out))


@given(st.lists(spans, min_size=1))
def test_hull_covers_every_span(given_spans: list[Span]) -> None:
    assert all(hull(given_spans).covers(s) for s in given_spans)


def test_trimming_takes_edges_only() -> None:
    text = '  "it rained, he said"  '
    assert trimmed(text, Span(0, len(text)), ' "').of(text) == "it rained, he said"


def test_words_of_a_broken_quotation_read_in_order() -> None:
    text = '"We knew", she said, "for weeks."'
    assert words_at(text, [Span(1, 8), Span(22, 31)]) == 'We knew" for weeks'[:7] + " for weeks"


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
