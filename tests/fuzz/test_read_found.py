"""What fuzzing found, each as a small file made here."""

from __future__ import annotations

from paper_mill import docx, zipped

from sayso.read import LIMITS, MemorySink, read_bytes


def test_references_to_control_characters_around_what_is_pruned() -> None:
    page = (
        "<html><body><p>"
        + "One word more. " * 20
        + "</p>&#1;<nav>Home</nav>&#x1f;two<nav>Home</nav>&#xFFFE;</body></html>"
    )
    reading = read_bytes(page.encode(), "page.html", MemorySink(), LIMITS)
    assert reading.status == "read"
    assert reading.content is not None
    assert "two" in reading.content.text
    assert "Home" not in reading.content.text


def test_alternatives_in_alternatives_take_no_longer_each() -> None:
    parts = "".join(f'Content-Type: multipart/alternative; boundary="b{n}"\n\n--b{n}\n' for n in range(60))
    mail = f"From: a@a.example\nMIME-Version: 1.0\n{parts}\nThe innermost words.\n"
    reading = read_bytes(mail.encode(), "mail.eml", MemorySink(), LIMITS)
    assert reading.content is not None
    assert "The innermost words." in reading.content.text


def test_what_lies_too_deep_to_be_read_is_told() -> None:
    page = "<html><body><p>On top.</p>" + "<div>" * 5000 + "deep"
    assert read_bytes(page.encode(), "page.html", MemorySink(), LIMITS).reason == "too_deep"
    reading = read_bytes(docx("<w:sdt>" * 5000 + "deep"), "letter.docx", MemorySink(), LIMITS)
    assert (reading.status, reading.reason) == ("failed", "too_deep")


def test_a_document_type_in_utf_16_is_refused_too() -> None:
    inner = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY a 'ha'>]><x>&a;</x>"
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": inner.encode("utf-16")})
    reading = read_bytes(data, "letter.docx", MemorySink(), LIMITS)
    assert (reading.status, reading.reason) == ("failed", "damaged")


def test_headings_in_headings_are_looked_into_once() -> None:
    page = "<html><body>" + "<h1>" * 20_000 + "words"
    assert read_bytes(page.encode(), "page.html", MemorySink(), LIMITS).reason == "too_deep"
