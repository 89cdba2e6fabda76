"""The planner, on values built by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.engine.plan import Adopt, Wishes, plan_extraction, plan_reading, plan_recognition, suffix_of
from sayso.engine.stages import fact_key, reading_key, recognition_key
from sayso.model.item import Item, item_id

READ, EXTRACT = "read-key", "extract-key"


def item(file: str, sha256: str = "aa", **fields: Any) -> Item:
    return Item(**{"id": item_id(file, sha256), "file": file, "sha256": sha256, "bytes": 10, **fields})


def key_of(file: str, sha256: str = "aa") -> str:
    return reading_key(READ, sha256, suffix_of(file))


def files_read(items: list[Item], **wishes: Any) -> list[str]:
    by_id = {i.id: i.file for i in items}
    return [by_id[id_] for work in plan_reading(items, READ, wishes=Wishes(**wishes)).work for id_ in work.items]


@pytest.mark.parametrize(
    ("file", "suffix"),
    [
        ("a/B.TXT", ".txt"),
        ("papers.tar.gz", ".tar.gz"),
        ("x.zip!in/side.Eml", ".eml"),
        ("x.zip!README", ""),
        (".hidden", ".hidden"),
        ("note.", ""),
        ("note.a very long tail", ""),
        ("dir.d/plain", ""),
    ],
)
def test_of_a_name_the_suffix_alone_is_known(file: str, suffix: str) -> None:
    assert suffix_of(file) == suffix


def test_equal_bytes_are_read_once_for_all_their_files() -> None:
    items = [item("a.txt"), item("b/c.txt"), item("d.html"), item("e.txt", "bb")]
    work = plan_reading(items, READ).work
    assert [(w.sha256, w.suffix, len(w.items)) for w in work] == [
        ("aa", ".txt", 2),
        ("aa", ".html", 1),
        ("bb", ".txt", 1),
    ]


def test_what_was_read_before_is_taken_over() -> None:
    new = item("later.txt")
    plan = plan_reading([new], READ, done=lambda keys: {key_of("first.txt")} & set(keys))
    assert plan.work == ()
    assert plan.adopt == (Adopt(new.id, key_of("first.txt")),)


def test_what_is_done_stays_done_until_the_reader_changes() -> None:
    done = item("a.txt", status="read", reading=key_of("a.txt"))
    assert files_read([done]) == []
    assert len(plan_reading([done], "newer reader").work) == 1


def test_pages_that_wait_are_recognised_after_everything_else_and_once() -> None:
    scan = item("a.png", status="failed", reason="no_text_layer", reading=key_of("a.png"))
    text = item("b.txt", "bb", status="read", reading=key_of("b.txt", "bb"))
    seen = recognition_key(READ, "aa", ".png")
    assert files_read([scan, text]) == []
    plan = plan_recognition([scan, text], READ, waits=lambda keys: {key_of("a.png")} & set(keys))
    assert [(w.key, w.items, w.ocr) for w in plan.work] == [(seen, (scan.id,), True)]
    done = replace(scan, status="read", reason=None, reading=seen)
    assert files_read([done]) == []
    assert plan_recognition([done], READ, waits=set).work == ()


def test_a_failure_is_tried_again_only_on_request_or_with_another_reader() -> None:
    bad = item("a.pdf", status="failed", reason="damaged", reading=key_of("a.pdf"))
    assert files_read([bad]) == []
    assert files_read([bad], retry=True) == ["a.pdf"]
    assert len(plan_reading([bad], "newer reader").work) == 1


def test_what_was_never_opened_is_never_read() -> None:
    skipped = item("a.txt", "", status="skipped", reason="link")
    lost = item("b.txt", "", status="failed", reason="unreadable")
    gone = item("c.txt", status="replaced", reading="older")
    assert files_read([skipped, lost, gone], retry=True) == []


def test_cheap_files_come_first_small_before_large() -> None:
    items = [
        item("scan.tiff", "a", bytes=1),
        item("report.pdf", "b", bytes=5),
        item("long.txt", "c", bytes=900),
        item("short.txt", "d", bytes=3),
        item("brief.docx", "e", bytes=2),
        item("box.zip", "f", bytes=50),
    ]
    assert files_read(items) == ["short.txt", "box.zip", "long.txt", "brief.docx", "report.pdf", "scan.tiff"]


def test_what_was_asked_for_comes_before_all_else() -> None:
    items = [item("a.txt", "a"), item("scans/z.tiff", "b"), item("b.pdf", "c")]
    assert files_read(items, first=("scans/*",)) == ["scans/z.tiff", "a.txt", "b.pdf"]


def test_a_copy_that_was_asked_for_brings_its_bytes_forward() -> None:
    items = [item("a.txt", "a"), item("z/old.pdf", "b"), item("urgent/new.pdf", "b")]
    assert files_read(items, first=("urgent/*",))[0] in ("z/old.pdf", "urgent/new.pdf")


def test_equal_contents_are_extracted_from_once() -> None:
    items = [
        item("a.txt", "a", status="read", reading="r1", content="same"),
        item("b.html", "b", status="partial", reading="r2", content="same"),
        item("c.txt", "c", status="read", reading="r3", content="other"),
        item("d.zip", "d", status="read", reading="r4"),
        item("e.txt", "e", status="replaced", reading="r5", content="old"),
    ]
    assert sorted((w.content, len(w.items)) for w in plan_extraction(items, EXTRACT)) == [("other", 1), ("same", 2)]


def test_extraction_is_done_once_a_key_and_given_up_until_retried() -> None:
    one = [item("a.txt", status="read", reading="r", content="c")]
    mine = {fact_key(EXTRACT, "c")}
    assert plan_extraction(one, EXTRACT, done=lambda _: mine) == ()
    assert plan_extraction(one, EXTRACT, failed=lambda _: mine) == ()
    assert len(plan_extraction(one, EXTRACT, failed=lambda _: mine, wishes=Wishes(retry=True))) == 1
    assert len(plan_extraction(one, "newer network", done=lambda _: mine, failed=lambda _: mine)) == 1
