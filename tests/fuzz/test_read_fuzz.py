"""Any bytes under any name give a reading that passes the guard's own checks; nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sayso.model import codec
from sayso.read import LIMITS, MemorySink, read_bytes
from sayso.read.check import checked
from sayso.read.kinds import kind_of

OPENINGS = [
    b"",
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"BZh9",
    b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"From ada Sat May  4 08:55:00 2024\nFrom: a\n\n",
    b"<html><body><article><p>",
    b"\xff\xfe",
    b"On 3 May 2024, Ada wrote:\n> ",
    b"-----Original Message-----\nFrom: x\n",
]
SUFFIXES = ["", "txt", "md", "html", "pdf", "docx", "eml", "mbox", "zip", "tar", "gz", "xz", "png", "csv", "doc"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    opening=st.sampled_from(OPENINGS),
    rest=st.one_of(st.binary(max_size=600), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))),
)
def test_any_bytes_give_a_sound_reading(suffix: str, opening: bytes, rest: bytes) -> None:
    # The library for rare archives may crash on rubbish; that costs a confined child, and would cost this process.
    assume(kind_of(opening + rest, f"file.{suffix}").family != "archive")
    sink = MemorySink()
    reading = read_bytes(opening + rest, f"file.{suffix}", sink, LIMITS)
    assert checked(codec.to_bytes(reading), LIMITS) == reading
    assert len(sink.members) == len(reading.members)
    if reading.status == "failed":
        assert reading.reason is not None
