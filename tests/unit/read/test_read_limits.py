"""Every limit, exceeded: a reason code each, never an exception."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from paper_mill import docx, pdf, reading, tarred, zipped

from sayso.engine.members import member_items
from sayso.errors import REASONS
from sayso.model.item import Item
from sayso.model.reading import Member
from sayso.read import LIMITS, Limits, confined
from sayso.read.webpage import MAX_NODES

MAIL = "From: a@a.example\nDate: Fri, 3 May 2024 08:55:00 +0000\nMIME-Version: 1.0\n"
PART = "--x\nContent-Disposition: attachment; filename=a.txt\n\nx\n"
PARTS = f'{MAIL}Content-Type: multipart/mixed; boundary="x"\n\n{PART * 5}'
DEEP = MAIL + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(9)) + "\nx"
THREAD = (
    MAIL + "\n" + "\n\n".join(f"From: Ada\nSent: {n} May 2024\nTo: Bo\nSubject: x\n\nWords {n}." for n in range(1, 9))
)

EXCEEDED: list[tuple[str, object, bytes | str, str, str]] = [
    ("max_file_bytes", 10, "x" * 11, "a.txt", "too_large"),
    ("max_text_bytes", 10, "x" * 11, "a.txt", "too_large"),
    ("max_pages", 1, pdf("one", "two"), "a.pdf", "too_many_pages"),
    ("max_words", 2, pdf("one two three"), "a.pdf", "answer_too_large"),
    ("max_members", 2, zipped({"a": "1", "b": "2", "c": "3"}), "a.zip", "too_many_members"),
    ("max_members", 2, tarred({"a": b"1", "b": b"2", "c": b"3"}), "a.tar", "too_many_members"),
    ("max_members", 2, PARTS, "a.eml", "too_many_members"),
    ("max_members", 1, f"From a Fri May  3 08:55:00 2024\n{MAIL}\nx\n\n" * 3, "a.mbox", "too_many_members"),
    ("max_member_bytes", 10, zipped({"a": "x" * 11}), "a.zip", "too_large"),
    ("max_unpacked_bytes", 10, zipped({"a": "x" * 11}), "a.zip", "expands_too_far"),
    ("max_xml_bytes", 10, docx("words"), "a.docx", "expands_too_far"),
    ("max_depth", 4, DEEP, "a.eml", "too_deep"),
    ("max_parts", 2, THREAD, "a.eml", "too_many_parts"),
]
GUARDED = {"max_answer_bytes", "memory_bytes", "cpu_seconds", "wall_seconds", "tasks_per_child"}
"""Held by the guard: see here below and in test_read_guard."""
TOGETHER = {"max_ratio", "free_unpacked_bytes", "max_nested", "max_inside", "max_inside_bytes"}
"""Held with others, or by the engine: see here below."""

RECOGNISED = {"max_ocr_pages", "ocr_page_cpu_seconds", "ocr_page_wall_seconds", "ocr_seconds", "max_pixels"}
"""Held by recognition: see test_read_ocr and test_read_guard."""
SIZES = {"ocr_side", "ocr_dpi"}
"""How large a page is drawn: beyond it nothing fails."""


@pytest.mark.parametrize(("limit", "value", "data", "name", "reason"), EXCEEDED)
def test_a_limit_exceeded_is_a_reason(limit: str, value: object, data: bytes | str, name: str, reason: str) -> None:
    assert reading(data, name).reason is None
    got = reading(data, name, replace(LIMITS, **{limit: value}))  # type: ignore[arg-type]
    assert got.status in {"failed", "partial"}
    assert got.reason == reason
    assert reason in REASONS


def test_no_limit_is_without_its_test() -> None:
    tested = {limit for limit, *_ in EXCEEDED} | GUARDED | TOGETHER | RECOGNISED | SIZES | {"test_hook"}
    assert {field.name for field in fields(Limits)} - tested == set()


def test_what_unpacks_to_far_more_than_its_size_is_stopped() -> None:
    limits = replace(LIMITS, max_ratio=10, free_unpacked_bytes=1000)
    assert reading(zipped({"a": "x" * 900}), "a.zip", limits).reason is None
    assert reading(zipped({"a": "x" * 90_000}), "a.zip", limits).reason == "expands_too_far"


def test_a_page_of_too_many_elements_is_too_large() -> None:
    assert reading("<html><body>" + "<b></b>" * (MAX_NODES + 9), "a.html").reason == "too_large"


def test_an_answer_larger_than_the_limit_costs_its_file_alone(tmp_path: Path) -> None:
    with confined(tmp_path, replace(LIMITS, max_answer_bytes=1000)) as reader:
        assert reader.read_bytes(b"x" * 2000, "a.txt", tmp_path).reason == "answer_too_large"
        assert reader.read_bytes(b"x", "a.txt", tmp_path).reason is None


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is Linux's own")
def test_memory_beyond_the_limit_is_a_reason(tmp_path: Path) -> None:
    with confined(tmp_path, replace(LIMITS, memory_bytes=600 << 20, test_hook=True)) as reader:
        assert reader.read_bytes(b"memory", "a.sayso-test", tmp_path).reason == "out_of_memory"


def test_a_member_of_too_many_holders_is_never_opened() -> None:
    holder = Item(id="A", file="a" + "!b" * LIMITS.max_nested, sha256="aa", bytes=9)
    [item] = member_items(holder, [Member(name="c", sha256="0" * 64, bytes=1)])
    assert (item.status, item.reason) == ("skipped", "too_deep")
