"""Plain text, Markdown, and which bytes count as which format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_mill import pdf, reading, text_of, zipped

from sayso.read import LIMITS, Limits


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
def test_a_utf8_text_is_its_own_reading(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    assert text_of(text, "a.txt") == expected


def test_line_ends_and_space_stay_as_they_are() -> None:
    assert text_of(b"\xef\xbb\xbfone\r\n\r\n two \rthree\n", "a.txt") == "one\r\n\r\n two \rthree\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_form_is_told_apart(encoding: str) -> None:
    text = "The clerk said nothing — “not a word” — of the naïve plan.\n" * 3
    assert text_of(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The café’s owner said “never again” and paid the naïve clerk £40 for it.\n" * 8),
        ("cp1251", "Директор сказал, что отчёт был подписан вечером двадцатого октября.\n" * 8),
        ("shift_jis", "委員会は報告書を受け取ったと述べた。担当者は署名を否定した。\n" * 8),
    ],
)
def test_older_encodings_are_told_from_the_words(encoding: str, text: str) -> None:
    assert text_of(text.encode(encoding), "a.txt") == text


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else() -> None:
    data = ("“Zoë” said so. " * 30).encode() + b"\xff end"
    assert text_of(data, "a.txt").startswith("“Zoë” said so.")


def test_a_name_ending_in_txt_is_believed_over_the_bytes() -> None:
    got = reading("%PDF-1.4 is how such files begin, she wrote.", "note.txt")
    assert got.media_type == "text/plain"
    assert got.content is not None


def test_binary_under_a_text_name_is_damaged() -> None:
    got = reading(bytes(range(1, 32)) * 400, "a.txt")
    assert (got.status, got.reason) == ("failed", "damaged")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.vsd", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unsupported"),
        ("a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "damaged"),
        ("a.txt", b"words" + bytes(4000), "damaged"),
        ("a.bin", bytes(range(256)) * 8, "unsupported"),
        ("a.docx", b"not a zip at all", "damaged"),
        ("a.pdf", b"%PDF-1.4\nand then nothing", "damaged"),
        ("a.zip", b"PK\x03\x04 broken", "damaged"),
        ("a.txt", b"", "empty"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, reason: str) -> None:
    got = reading(data, name)
    assert (got.status, got.reason) == ("failed", reason)


def test_a_file_without_suffix_is_known_by_its_look() -> None:
    assert reading(pdf("One line here"), "scan0001").media_type == "application/pdf"
    assert reading("Just some words on two lines.\nAnd no more.\n", "README").media_type == "text/plain"
    assert reading("<!doctype html><p>Hello there</p>", "page").media_type == "text/html"
    mail = "Received: by x\nFrom: a@b.example\nSubject: x\nMessage-ID: <1@b>\n\nHello\n"
    assert reading(mail, "0001").media_type == "message/rfc822"


def test_a_note_that_mentions_pdf_files_is_no_pdf() -> None:
    assert reading("# Samples\n\nEach begins with %PDF-1.4 in its first line.\n", "README.md").content is not None


def test_text_beyond_the_limit_is_cut_and_says_so() -> None:
    got = reading("é" * 5000, "a.txt", Limits(max_text_bytes=4001))
    assert (got.status, got.reason) == ("partial", "too_large")
    assert got.content is not None
    assert got.content.text == "é" * 2000


def test_a_file_beyond_the_limit_is_not_opened() -> None:
    assert reading(b"x" * 100, "a.txt", Limits(max_file_bytes=99)).reason == "too_large"


def test_markdown_stays_as_written_and_gives_its_title() -> None:
    text = "---\ntitle: 'The bridge'\nauthor: Ada Quill\ndate: 2024-05-03\n---\n\n# Another heading\n\nWords.\n"
    content = reading(text, "a.md").content
    assert content is not None
    assert content.text == text
    assert (content.title, content.author, content.published) == ("The bridge", "Ada Quill", "2024-05-03")
    heading = reading("# Two *short* words #\n\nText.\n", "b.md").content
    assert heading is not None
    assert heading.title == "Two *short* words"


def test_lone_surrogates_never_leave_the_reader() -> None:
    content = reading("a\ud800b".encode("utf-16-le", "surrogatepass") * 20, "a.txt").content
    assert content is not None
    content.text.encode("utf-8")


def test_the_limits_themselves_fit_together() -> None:
    assert LIMITS.max_text_bytes < 64 * 1024 * 1024
    assert LIMITS.max_answer_bytes > LIMITS.max_text_bytes + 25 * LIMITS.max_words
