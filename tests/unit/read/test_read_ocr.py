"""Pictures of pages: what is read, where it stands, which way up, and what happens to those that cannot be read."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from paper_mill import reading, scanned_pdf
from PIL import Image

from page_painter import LINES, WORDS, page, photographed, saved
from sayso.model.document import Content
from sayso.model.reading import Reading
from sayso.model.words import Word, unpack
from sayso.read import Limits
from sayso.read.ocr_nets import nets

LEFT = "The first column tells|of a harbour where no|ship had called since|the long war ended and|ends."
RIGHT = "Another column speaks|of mountains and their|snow, which lay until|the middle of summer in|all."


def content_of(got: Reading) -> Content:
    assert got.content is not None, got.reason
    return got.content


def words_of(got: Reading) -> list[str]:
    return content_of(got).text.split()


def boxes_of(content: Content, number: int = 1) -> list[Word]:
    return list(unpack(content.pages[number - 1].words))


def said_in(picture: Image.Image, word: Word, scale: float) -> str:
    """What recognition alone makes of the ink in a word's box."""
    pad = 3
    box = (word.x0 * scale - pad, word.y0 * scale - pad, word.x1 * scale + pad, word.y1 * scale + pad)
    import numpy as np  # noqa: PLC0415

    strip = np.ascontiguousarray(np.asarray(picture.crop(tuple(map(round, box))))[:, :, ::-1])
    return " ".join(each[0] for each in nets().read(strip).words)


def test_a_scan_gives_its_words_and_says_who_read_them() -> None:
    content = content_of(reading(saved(page(), "PNG"), "a.png"))
    assert content.text.split() == WORDS
    assert "forty of them in the presence of two porters. Nobody" in content.text
    assert [p.engine for p in content.pages] == ["rapidocr"]
    assert content.quality >= 0.95


def test_boxes_of_words_stand_on_their_ink() -> None:
    picture = page()
    content = content_of(reading(saved(picture, "PNG"), "a.png"))
    scale = picture.width / (content.pages[0].width or 1)
    for word in boxes_of(content)[3::9]:
        said = content.text[word.start : word.end]
        assert said.strip(".,") in said_in(picture, word, scale)


def test_the_resolution_a_file_states_gives_the_size_of_its_page() -> None:
    content = content_of(reading(saved(page(), "PNG", dpi=(200, 200)), "a.png"))
    assert content.pages[0].width == pytest.approx(900 * 72 / 200, abs=0.1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned_and_its_boxes_stay_where_the_ink_is(turn: int) -> None:
    picture = page()
    content = content_of(reading(saved(picture.rotate(turn, expand=True), "PNG"), "a.png"))
    assert content.text.split() == WORDS
    first = boxes_of(content)[0]
    wide, high = content.pages[0].width or 0, content.pages[0].height or 0
    corner = {90: (0, 1), 180: (1, 1), 270: (1, 0)}[turn]
    assert (first.x0 > wide / 2, first.y0 > high / 2) == tuple(map(bool, corner))


def test_a_photograph_of_a_page_is_laid_flat() -> None:
    picture = photographed(page())
    content = content_of(reading(saved(picture, "JPEG", quality=85), "a.jpg"))
    assert content.text.split() == WORDS
    scale = picture.width / (content.pages[0].width or 1)
    word = boxes_of(content)[4]
    assert 90 < word.x0 * scale < word.x1 * scale < 1180
    assert 120 < word.y0 * scale < word.y1 * scale < 830


def test_each_frame_of_a_tiff_is_a_page() -> None:
    more = page(("Second sheet of the file", "with its own words"))
    data = saved(page(), "TIFF", save_all=True, append_images=[more])
    content = content_of(reading(data, "a.tif"))
    assert [p.number for p in content.pages] == [1, 2]
    second = content.pages[1].span.of(content.text)
    assert " ".join(second.split()) == "Second sheet of the file with its own words"


@pytest.mark.parametrize("form", ["WEBP", "JPEG", "GIF", "BMP"])
def test_other_formats_are_read_by_their_bytes(form: str) -> None:
    data = saved(page(LINES[:2], (900, 200)), form)
    assert words_of(reading(data, f"a.{form.lower()}")) == " ".join(LINES[:2]).split()


def test_a_picture_without_words_holds_no_text() -> None:
    got = reading(saved(Image.new("RGB", (400, 300), "white"), "PNG"), "a.png")
    assert (got.status, got.reason, got.content) == ("read", "no_text", None)


def test_a_giant_picture_has_a_reason() -> None:
    head = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 65_000, 65_000, 8, 0, 0, 0, 0))
    got = reading(head + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b""), "a.png")
    assert (got.status, got.reason) == ("failed", "too_many_pixels")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
@pytest.mark.parametrize("kept", [0.02, 0.6])
def test_a_cut_off_picture_is_damaged(form: str, kept: float) -> None:
    data = saved(page(), form)
    got = reading(data[: max(int(len(data) * kept), 16)], "a.bin")
    assert (got.status, got.reason) == ("failed", "damaged")


def test_a_broken_frame_does_not_take_the_others_along() -> None:
    data = bytearray(saved(page(), "TIFF", save_all=True, append_images=[page(LINES[:2])], compression="tiff_lzw"))
    with Image.open(io.BytesIO(bytes(data))) as picture:
        picture.seek(1)
        start = picture.tag_v2[273][0]  # type: ignore[attr-defined]
    data[start : start + 4000] = b"\xff" * 4000
    got = reading(bytes(data), "a.tif")
    assert (got.status, got.reason, got.unread_pages) == ("partial", "damaged", (2,))
    assert words_of(got) == WORDS


def test_pages_beyond_the_limit_are_named() -> None:
    data = saved(page(LINES[:1], (700, 140)), "TIFF", save_all=True, append_images=[page(LINES[:1], (700, 140))] * 2)
    got = reading(data, "a.tif", Limits(max_ocr_pages=1))
    assert (got.status, got.reason, got.unread_pages) == ("partial", "too_many_pages", (2, 3))


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [*LEFT.split("|")]
    right = [*RIGHT.split("|")]
    picture = page(left, (1100, 400))
    picture.paste(page(right, (550, 400)), (500, 0))
    words = words_of(reading(saved(picture, "PNG"), "a.png"))
    assert words == " ".join([*left, *right]).split()


def test_a_scanned_pdf_is_read_and_its_words_have_places() -> None:
    content = content_of(reading(scanned_pdf(page()), "a.pdf"))
    assert content.text.split() == WORDS
    assert content.pages[0].engine == "rapidocr"
    first = boxes_of(content)[0]
    assert 35 < first.x0 < 50
    assert 35 < first.y0 < first.y1 < 75


def test_a_text_layer_that_says_what_is_seen_is_kept_and_not_doubled() -> None:
    content = content_of(reading(scanned_pdf(page(), layers=[LINES]), "a.pdf"))
    assert content.pages[0].engine == "ocr layer"
    assert content.text.split() == WORDS


def test_a_text_layer_that_contradicts_the_picture_gives_way() -> None:
    other = [
        "Everything was in order, said the board of the company,",
        "and there had been no crates of any kind on that day in",
        "the port; whoever claimed so had not been there himself,",
        "and the papers would be found to show nothing different.",
    ]
    content = content_of(reading(scanned_pdf(page(), layers=[other]), "a.pdf"))
    assert content.pages[0].engine == "rapidocr"
    assert content.text.split() == WORDS


def test_a_damaged_frame_number_never_raises() -> None:
    data = bytearray(saved(page(), "TIFF"))
    data[4:8] = b"\xff\xff\xff\x7f"
    assert reading(bytes(data), "a.tif").status == "failed"


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = saved(page(), "PNG")
    assert reading(data, "a.png") == reading(data, "a.png")
