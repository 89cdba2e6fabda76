"""The order of reading: columns, tables, notes, whatever the order of a page's content."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_mill import pdf, reading, text_of

from sayso.model.words import unpack
from sayso.read.order import Box, reading_order

LEFT = [
    "The harbour office closed its doors on",
    "the second day of the strike because",
    "nobody had told the clerks in time why",
    "the permits for the north quay had been",
    "withdrawn by the ministry that week and",
]
RIGHT = [
    "given to another company instead whose",
    "owner was not named in any of the four",
    "papers that the council later released",
    "to the committee after a long delay so",
    "that nothing could be said about him.",
]
Placed = list[tuple[float, float, str]]


def two_columns() -> Placed:
    head = [(72.0, 700.0, "A headline that runs across the whole of the page, over both of the columns below")]
    left = [(72.0, 660.0 - 14 * n, line) for n, line in enumerate(LEFT)]
    right = [(310.0, 660.0 - 14 * n, line) for n, line in enumerate(RIGHT)]
    return head + left + right


WIDTHS = {".": 278, "m": 833, "w": 722, **dict.fromkeys("ijl", 222), **dict.fromkeys("ft", 278), "r": 333}
WIDTHS |= dict.fromkeys("cksvxyz", 500)


def by_word(placed: Placed) -> Placed:
    """Each word on its own, where it would stand at eleven points of Helvetica."""
    words: Placed = []
    for start, y, line in placed:
        x = start
        for word in line.split():
            words.append((x, y, word))
            x += 0.011 * (sum(WIDTHS.get(letter, 556) for letter in word) + 278)
    return words


@pytest.mark.parametrize("seed", range(4))
def test_columns_are_read_one_after_the_other_whatever_the_order_of_the_content(seed: int) -> None:
    page = two_columns()
    random.Random(seed).shuffle(page)
    assert " ".join([*LEFT, *RIGHT]) in text_of(pdf(page), "a.pdf")


def test_words_in_any_order_are_read_as_they_stand() -> None:
    words = by_word([(x, y, line) for x, y, line in two_columns() if y < 700])
    plain = text_of(pdf(words, size=11.0), "a.pdf")
    random.Random(5).shuffle(words)
    assert text_of(pdf(words, size=11.0), "a.pdf") == plain
    assert " ".join(LEFT) in plain


def test_content_that_goes_row_by_row_through_columns_is_not_followed() -> None:
    page = two_columns()
    rows = [page[0], *(line for pair in zip(page[1:6], page[6:], strict=True) for line in pair)]
    assert " ".join([*LEFT, *RIGHT]) in text_of(pdf(rows), "a.pdf")


def test_every_word_of_a_mixed_page_keeps_its_own_box() -> None:
    page = two_columns()
    random.Random(1).shuffle(page)
    content = reading(pdf(page), "a.pdf").content
    assert content is not None
    words = [(content.text[w.start : w.end], w) for w in unpack(content.pages[0].words)]
    for x, y, line in page:
        first = line.split()[0]
        assert any(text == first and abs(w.x0 - x) < 1 and w.y0 < 792 - y < w.y1 for text, w in words)


def test_a_table_is_read_row_by_row_though_its_columns_were_written_one_by_one() -> None:
    names, sums = ["Shed", "Quay", "Mole", "Crane", "Dock", "Lock", "Buoy"], [148, 131, 97, 12, 5, 77, 31]
    first = [(72.0, 700.0 - 14 * n, name) for n, name in enumerate(names)]
    second = [(300.0, 700.0 - 14 * n, str(figure)) for n, figure in enumerate(sums)]
    text = text_of(pdf(first + second), "a.pdf")
    assert text == "\n\n".join(f"{name}\t{figure}" for name, figure in zip(names, sums, strict=True)) + "\n"


def test_two_addresses_side_by_side_stay_two_blocks() -> None:
    one, other = ["Mr A. Lunt", "12 Mill Lane", "Tarn"], ["Rook Ltd", "Quay 4", "Eastgate"]
    page = [(72.0, 700.0 - 14 * n, line) for n, line in enumerate(one)]
    page += [(350.0, 700.0 - 14 * n, line) for n, line in enumerate(other)]
    text = text_of(pdf(page), "a.pdf")
    assert text.index("Tarn") < text.index("Rook Ltd") < text.index("Quay 4")


def test_hidden_text_off_the_page_is_kept_after_what_is_shown() -> None:
    page = [(72.0, 700.0, "First line of it"), (-300.0, 700.0, "Secret"), (72.0, 600.0, "Last"), (72.0, 640.0, "Mid")]
    assert text_of(pdf(page), "a.pdf").split() == ["First", "line", "of", "it", "Mid", "Last", "Secret"]


SMALL = "1 See the ledger of the port for the same year, page 12."


def test_a_footnote_does_not_cut_a_sentence_that_runs_over_to_the_next_page() -> None:
    body = [(72.0, 200.0 - 14 * n, line, 11.0) for n, line in enumerate(LEFT)]
    first = [(72.0, 240.0, "An earlier paragraph of the page.", 11.0), *body, (72.0, 100.0, SMALL, 8.0)]
    second = [(72.0, 760.0 - 14 * n, line, 11.0) for n, line in enumerate(RIGHT)]
    text = text_of(pdf(first, second), "a.pdf")
    assert " ".join([*LEFT, *RIGHT]) in text
    assert text.index("An earlier") < text.index(SMALL) < text.index(LEFT[0])


def test_a_footnote_under_the_first_column_is_read_after_the_second() -> None:
    page = [(x, y, line, 11.0) for x, y, line in two_columns()]
    page = [(x, y - 420, line, size) for x, y, line, size in page]
    page.insert(6, (72.0, 150.0, "1 See the ledger of the port,", 8.0))
    page.insert(7, (72.0, 140.0, "page 12 of the second volume.", 8.0))
    text = text_of(pdf(page), "a.pdf")
    assert " ".join([*LEFT, *RIGHT]) in text
    assert text.rstrip().endswith("1 See the ledger of the port, page 12 of the second volume.")


boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(-100, 700),
    st.floats(-100, 900),
    st.floats(0, 500),
    st.floats(0, 60),
)


@given(st.lists(boxes, max_size=60))
def test_every_piece_is_read_exactly_once(pieces: list[Box]) -> None:
    order = [place for block in reading_order(pieces) for place in block]
    assert sorted(order) == list(range(len(pieces)))


@given(st.permutations(range(11)))
def test_the_order_of_columns_does_not_depend_on_the_order_given(order: list[int]) -> None:
    page = [Box(x, 700 - y, x + 5.5 * len(line), 711 - y) for x, y, line in two_columns()]
    mixed = [page[place] for place in order]
    assert [mixed[place] for block in reading_order(mixed) for place in block] == page
