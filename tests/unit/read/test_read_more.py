"""Chats, databases, web archives, letters from Outlook, packed and encoded files, recordings, and RTF in the child."""

from __future__ import annotations

import binascii
import io
import json
import sqlite3
import wave
from email import message_from_bytes
from pathlib import Path

import py7zr
import pytest
import pyzipper
from paper_mill import read_with_members, reading

from sayso.read import confined
from sayso.read.oldword import shown, word_text
from sayso.read.olefiles import ole_properties
from sayso.read.passwords import offering
from sayso.read.post import Attachment, Letter, as_email

WHATSAPP = (
    "13/02/2024, 14:05 - Messages and calls are end-to-end encrypted.\n"
    "13/02/2024, 14:06 - Ana Reyes: The gate was shut.\nI saw it.\n"
    "13/02/2024, 14:07 - T. Holt: Who said so?\n"
    "14/02/2024, 09:00 - Ana Reyes: The log.\n"
)


def messages(data: bytes | str, name: str) -> list[tuple[str | None, str | None, str]]:
    got = reading(data, name).content
    assert got is not None
    return [(p.author, p.published, p.span.of(got.text).strip()) for p in got.parts if p.kind == "message"]


def test_each_message_of_a_chat_is_its_senders() -> None:
    found = messages(WHATSAPP, "chat.txt")
    assert [(who, day) for who, day, _ in found] == [
        ("Ana Reyes", "2024-02-13"),
        ("T. Holt", "2024-02-13"),
        ("Ana Reyes", "2024-02-14"),
    ]
    assert found[0][2].endswith("The gate was shut.\nI saw it.")
    got = reading(WHATSAPP, "chat.txt").content
    assert got is not None
    assert got.text == WHATSAPP


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["[3/4/24, 2:05 PM]", "[3/5/24, 2:06 PM]", "[3/14/24, 9:00 AM]"], ["2024-03-04", "2024-03-05", "2024-03-14"]),
        (["03.04.24, 14:05 -", "04.04.24, 14:06 -", "05.04.24, 09:00 -"], ["2024-04-03", "2024-04-04", "2024-04-05"]),
        (["[2024-03-04 14:05]", "[2024-03-05 4:06]", "[2024-03-06 09:00]"], ["2024-03-04", "2024-03-05", "2024-03-06"]),
        (["3/4/24, 14:05 -", "3/5/24, 14:06 -", "3/6/24, 09:00 -"], [None, None, None]),
    ],
)  # fmt: skip
def test_days_are_told_only_where_they_can_be_read_in_one_way(lines: list[str], days: list[str | None]) -> None:
    found = messages("".join(f"{line} Ana: Yes.\n" for line in lines), "chat.txt")
    assert [day for _, day, _ in found] == days


def test_minutes_of_a_meeting_are_no_chat() -> None:
    assert messages("The chair opened at 14:05.\nHolt: I disagree.\nReyes: So do I.\nHolt: Good.\n", "a.txt") == []


def test_telegrams_export_is_a_chat() -> None:
    rows = [
        {"type": "service", "actor": "Ana", "action": "pin_message"},
        {"type": "message", "date": "2024-03-04T10:11:12", "from": "Ana", "text": ["See ", {"text": "this"}]},
        {"type": "message", "date": "2024-03-05T10:11:12", "from": "Bo", "forwarded_from": "Cy", "text": "No."},
    ]  # fmt: skip
    data = json.dumps({"name": "The weir", "messages": rows})
    assert messages(data, "result.json") == [
        ("Ana", "2024-03-04", "[2024-03-04 10:11] Ana: See this"),
        ("Bo", "2024-03-05", "[2024-03-05 10:11] Bo: (forwarded from Cy) No."),
    ]
    plain = reading('{"said": "so"}', "a.json").content
    assert plain is not None
    assert plain.text == '{"said": "so"}'


def test_telegrams_pages_are_a_chat() -> None:
    page = (
        '<html><body><div class="text bold">The weir</div><div class="message default clearfix"><div class="body">'
        '<div class="pull_right date details" title="04.03.2024 10:11:12">10:11</div><div class="from_name">Ana</div>'
        '<div class="text">It is shut.</div></div></div><div class="message default joined"><div class="body">'
        '<div class="pull_right date details" title="05.03.2024 10:11:12">10:11</div><div class="text">Still.</div>'
        "</div></div></body></html>"
    )
    assert [(a, d) for a, d, _ in messages(page, "messages.html")] == [("Ana", "2024-03-04"), ("Ana", "2024-03-05")]


def test_a_database_is_its_tables(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("CREATE TABLE payments (day TEXT, payee TEXT, sum REAL, scan BLOB)")
    connection.execute("INSERT INTO payments VALUES ('2024-03-04', 'Farrow & Sons', 1450.5, x'00ff')")
    connection.commit()
    connection.close()
    got = reading((tmp_path / "a.db").read_bytes(), "a.db").content
    assert got is not None
    assert got.text == "payments\n\nday\tpayee\tsum\tscan\n2024-03-04\tFarrow & Sons\t1450.5\t(2 bytes)\n"
    assert reading(b"SQLite format 3\x00" + b"\x01" * 200, "a.db").reason == "damaged"


def test_a_web_archive_gives_its_pages() -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The gate was shut.</p>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/a/b?c=1\r\n"
    head += b"WARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-03-04T00:00:00Z\r\nContent-Type: application/http\r\n"
    data = head + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n"
    got, members = read_with_members(data, "a.warc")
    assert got.status == "read"
    assert members == {"00001/e.example/a/b.html": b"<p>The gate was shut.</p>"}


def test_files_written_as_letters_are_members() -> None:
    lines = b"".join(binascii.b2a_uu(b"The gate was shut."[n : n + 45]) for n in (0,))
    _, members = read_with_members(b"begin 644 note.txt\n" + lines + b"`\nend\n", "a.uu")
    assert members == {"note.txt": b"The gate was shut."}
    assert reading(b"begin 644\n", "a.uu").status == "failed"


def seven(password: str | None = None) -> bytes:
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", password=password) as archive:
        archive.writestr("The gate was shut.", "a/note.txt")
    return packed.getvalue()


def test_seven_zip_open_and_locked() -> None:
    assert read_with_members(seven(), "a.7z")[1] == {"a/note.txt": b"The gate was shut."}
    assert reading(seven("heron"), "a.7z").reason == "encrypted"
    with offering(["wrong", "heron"]):
        assert read_with_members(seven("heron"), "a.7z")[1] == {"a/note.txt": b"The gate was shut."}
    assert reading(seven()[:40], "a.7z").reason == "damaged"


def test_the_newer_lock_of_zip() -> None:
    packed = io.BytesIO()
    with pyzipper.AESZipFile(packed, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"heron")
        archive.writestr("note.txt", "The gate was shut.")
    assert reading(packed.getvalue(), "a.zip").reason == "encrypted"
    with offering(["wrong", "heron"]):
        assert read_with_members(packed.getvalue(), "a.zip")[1] == {"note.txt": b"The gate was shut."}


def test_a_recording_is_accounted_for_by_its_length() -> None:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(1000)
        out.writeframes(bytes(65_000))
    got = reading(sound.getvalue(), "a.wav")
    assert (got.status, got.reason, got.media_type) == ("failed", "recording", "audio/x-wav")
    assert ("length", "0:01:05") in got.properties


def test_a_letter_of_outlook_is_read_like_any_other() -> None:
    words = ("", "Ana Réyes", "ana@e.example", "T. Holt", "", "Mon, 4 Mar 2024 10:00:00 +0000", "The\ngate")
    letter = Letter(*words, "It was shut.\n", b"", (Attachment("é.txt", b"log"),))
    data = as_email(letter)
    assert as_email(letter) == data
    got, members = read_with_members(data, "a.eml")
    assert got.content is not None
    assert got.content.text.startswith("From: Ana Réyes <ana@e.example>\nTo: T. Holt\n")
    assert (got.content.title, got.content.published) == ("The gate", "2024-03-04")
    assert members == {"é.txt": b"log"}
    assert message_from_bytes(data)["Subject"] == "The gate"


def test_rtf_is_read_in_the_confined_child(tmp_path: Path) -> None:
    with confined() as reader:
        got = reader.read_bytes(rb"{\rtf1\ansi The gate was {\b shut}.\par It rained.}", "a.rtf", tmp_path)
    assert got.content is not None
    assert got.content.text.split() == ["The", "gate", "was", "shut.", "It", "rained."]


def test_broken_containers_say_nothing_and_break_nothing() -> None:
    hurt = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000
    assert ole_properties(hurt) == ()
    assert word_text(hurt) is None
    for name in ("a.doc", "a.xls", "a.ppt", "a.msg"):
        assert reading(hurt, name).status == "failed"


def test_of_a_field_its_result_is_shown_and_a_row_is_a_line() -> None:
    raw = 'See \x13HYPERLINK "http://e.example"\x14the log\x15.\rGate\x07Flow\x07\x07East\x0714.6\x07\x07End\r'
    assert shown(raw) == "See the log.\n\nGate\tFlow\nEast\t14.6\nEnd"
