from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import codec, words
from sayso.model.document import Content, Page, Part, content_digest, page_at, part_at
from sayso.model.span import Span

PAPER = Content(
    text="Harbour Post\n\nFerry kept in port\n\nBy Ana Brill\n\nThe ferry stayed.\n\nTram stops\n\nIt stopped.",
    publisher="Harbour Post",
    published="2024-03-02",
    pages=(Page(number=1, span=Span(0, 60)), Page(number=2, span=Span(60, 95))),
    parts=(Part(span=Span(14, 65), kind="article", author="Ana Brill", title="Ferry kept in port"),),
)


def test_word_boxes_do_not_change_what_a_content_is() -> None:
    boxed = replace(
        PAPER, pages=(replace(PAPER.pages[0], words=words.pack([words.Word(0, 7, 1, 2, 3, 4)])), PAPER.pages[1])
    )
    assert content_digest(boxed) == content_digest(PAPER)


def test_a_word_more_is_another_content() -> None:
    assert content_digest(replace(PAPER, text=PAPER.text + " No.")) != content_digest(PAPER)
    assert content_digest(replace(PAPER, published="2024-03-03")) != content_digest(PAPER)


def test_a_place_outside_every_article_belongs_to_the_paper() -> None:
    assert part_at(PAPER, 20).author == "Ana Brill"
    assert part_at(PAPER, 80).publisher == "Harbour Post"


def test_a_place_is_on_the_page_that_shows_it() -> None:
    assert [page_at(PAPER, k) for k in (0, 59, 60, 94)] == [1, 1, 2, 2]


boxes = st.builds(
    words.Word,
    st.integers(0, 2**31),
    st.integers(0, 2**31),
    *(st.floats(0, 4096, width=16),) * 4,
    st.integers(0, 100).map(lambda n: n / 100),
)


@given(st.lists(boxes, max_size=5))
def test_packed_words_come_back(given_words: list[words.Word]) -> None:
    back = list(words.unpack(words.pack(given_words)))
    assert [(w.start, w.end, w.confidence) for w in back] == [(w.start, w.end, w.confidence) for w in given_words]
    assert all(
        abs(a - b) <= 0.01 for v, w in zip(back, given_words, strict=True) for a, b in zip(v[2:6], w[2:6], strict=True)
    )


def test_records_come_back_and_wrong_shapes_are_refused() -> None:
    assert codec.from_bytes(codec.to_bytes(PAPER), Content) == PAPER
    assert codec.from_json(codec.to_json(PAPER), Content) == PAPER
    with pytest.raises(msgspec.ValidationError):
        codec.from_bytes(codec.to_bytes({"text": 3}), Content)
