"""PDFs with a text layer: paragraphs, pages, word boxes, and what stands around the text."""

from __future__ import annotations

import pytest
from paper_mill import pdf, reading, text_of

from sayso.model.document import Content
from sayso.model.words import unpack
from sayso.read import Limits

FIRST = (
    "The harbour office closed its doors on the second day of the strike and no-\n"
    "body was told why it did so at that time."
)
NO_OCR = Limits(max_ocr_pages=0)
FULL = "The harbour office closed its doors on the second day of the strike"


def content_of(data: bytes) -> Content:
    content = reading(data, "a.pdf").content
    assert content is not None
    return content


def test_lines_become_paragraphs_and_broken_words_are_mended() -> None:
    text = text_of(pdf(f"A heading\n\n{FIRST}\n\n\nThe next paragraph."), "a.pdf")
    assert text == (
        "A heading\n\nThe harbour office closed its doors on the second day of the strike and nobody was told why it "
        "did so at that time.\n\nThe next paragraph.\n"
    )


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    page = f"{FULL} by twenty-\nfive clerks of the self-governing port who were self-\ngoverning no more."
    assert "twenty-five" in text_of(pdf(page), "a.pdf")
    assert "self-governing no more" in text_of(pdf(page), "a.pdf")


def test_figures_broken_at_a_dash_keep_it() -> None:
    assert "14-15 May" in text_of(pdf(f"{FULL} in the night of 14-\n15 May and then again."), "a.pdf")


def test_every_word_has_its_box_from_the_top_left() -> None:
    content = content_of(pdf([(72, 700, "Hello harbour"), (72, 650, "Below")]))
    (page,) = content.pages
    words = list(unpack(page.words))
    assert [content.text[w.start : w.end] for w in words] == ["Hello", "harbour", "Below"]
    assert all(w.x0 < w.x1 <= 612 and w.y0 < w.y1 <= 792 for w in words)
    assert words[0].y0 < 100 < words[2].y1
    assert words[0].x1 <= words[1].x0
    assert (page.number, page.width, page.height) == (1, 612, 792)


def test_a_word_over_two_lines_is_two_entries_of_one_word() -> None:
    content = content_of(pdf(FIRST))
    words = list(unpack(content.pages[0].words))
    pieces = [content.text[w.start : w.end] for w in words]
    place = pieces.index("no")
    assert pieces[place + 1] == "body"
    assert words[place].end == words[place + 1].start
    assert words[place].y0 < words[place + 1].y0


def test_pages_divide_the_text_and_a_sentence_runs_over() -> None:
    content = content_of(pdf(f"{FULL} and the\nclerks went home to their", "families in the valley. That was all."))
    assert "to their families in the valley" in content.text
    one, two = content.pages
    assert one.span.end <= two.span.start
    assert two.span.of(content.text).startswith("families")


def test_running_heads_and_page_numbers_step_aside_and_markings_stay() -> None:
    pages = [
        [(72, 770, "Tarn Valley Weekly"), (72, 755, "CONFIDENTIAL"), (72, 600, f"{FULL} {n}."), (300, 20, f"{n}")]
        for n in ("1", "2", "3")
    ]
    content = content_of(pdf(*pages))
    assert "Tarn Valley Weekly" not in content.text
    assert content.text.count("CONFIDENTIAL") == 3
    assert [m.text for m in content.markings] == ["CONFIDENTIAL"]
    assert set(content.pages[1].aside) == {"Tarn Valley Weekly", "2"}


def test_cells_of_a_row_are_parted_by_tabs() -> None:
    page = [(72, 700, "Shed"), (200, 700, "148"), (330, 700, "full"), (72, 686, "Quay"), (200, 686, "131")]
    assert "Shed\t148\tfull" in text_of(pdf(page), "a.pdf")


def test_a_picture_of_a_page_waits_for_ocr() -> None:
    got = reading(pdf([], picture=True), "a.pdf", NO_OCR)
    assert (got.status, got.reason, got.waits) == ("failed", "no_text_layer", True)


def test_a_page_without_text_among_others_is_named() -> None:
    got = reading(pdf(f"{FULL}.\n" * 3, [], f"{FULL}.\n" * 3, picture=True), "a.pdf", NO_OCR)
    assert (got.status, got.reason, got.unread_pages) == ("partial", "no_text_layer", (2,))


def test_a_blank_document_holds_no_text() -> None:
    got = reading(pdf([]), "a.pdf")
    assert (got.status, got.reason) == ("read", "no_text")


def test_pages_beyond_the_limit_are_named() -> None:
    got = reading(pdf(FULL, FULL, FULL), "a.pdf", Limits(max_pages=2))
    assert (got.status, got.reason, got.unread_pages) == ("partial", "too_many_pages", (3,))


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_torn_file_is_damaged_or_mended_but_never_raises(cut: int) -> None:
    got = reading(pdf(FULL)[:cut], "a.pdf")
    assert got.status in {"read", "partial", "failed"}
    assert got.status == "read" or got.reason == "damaged"
