"""A comparison in every form: the same differences, hostile words harmless, no word on who, why or which came first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html

from sayso.model.sight import Box, Shot
from sayso.model.span import Span
from sayso.present.comparison import Comparison, Facing, Paper, Seen, Shared, Stand, Told
from sayso.present.comparison_html import comparison_html
from sayso.present.comparison_json import comparison_json
from sayso.present.comparison_text import comparison_markdown, comparison_text

JPEG = b"\xff\xd8\xff picture"
NASTY = "<script>alert(1)</script>\"' \u202eesrever\x1b[31m [link](http://x.example) \x00"


def stand(words: str, page: int = 1, *boxes: Box) -> Stand:
    return Stand(words=words, span=Span(4, 4 + len(words)), page=page, boxes=boxes, before="before ", after=" after")


def paper(file: str, pages: int = 2) -> Paper:
    return Paper(file=file, document="D", sha256="ab" * 32, pages=pages, words=120)


FOUND = Comparison(
    one=paper("memo.jpg"),
    other=paper("reprint.pdf"),
    relation="altered",
    told=(
        Told(
            number=1,
            sort="number",
            certainty="asserted",
            one=stand("48", 1, Box(10, 20, 30, 40)),
            other=stand("43", 2, Box(11, 21, 31, 41)),
            looked=True,
            cut_one=JPEG,
            cut_other=JPEG,
        ),
        Told(number=2, sort="wording", certainty="possible", one=stand("Lantem"), other=stand("")),
    ),
    seen=(
        Seen(
            number=3,
            kind="only on the second",
            page_one=1,
            page_other=2,
            one=Box(50, 60, 70, 80),
            other=Box(51, 61, 71, 81),
        ),
    ),
    facing=(
        Facing(
            page_one=1,
            page_other=2,
            shot_one=Shot(JPEG, 595.0, 842.0),
            shot_other=Shot(JPEG, 595.0, 842.0),
            compared=True,
        ),
    ),
    notes=("3 more pairs of pages were not looked at as pictures",),
)
WRITERS = (comparison_text, comparison_markdown, comparison_html, comparison_json)


@pytest.mark.parametrize("write", WRITERS)
def test_every_form_gives_every_difference_and_says_what_was_not_done(write: Callable[[Comparison], str]) -> None:
    told = write(FOUND)
    for words in ("memo.jpg", "reprint.pdf", "48", "43", "Lantem", "3 more pairs of pages"):
        assert words in told
    assert "two versions differ" in told.lower()


@pytest.mark.parametrize("write", WRITERS)
def test_no_form_says_who_changed_what_or_which_came_first(write: Callable[[Comparison], str]) -> None:
    told = re.sub(r"<style>.*?</style>|\"relation\": \"altered\"", "", write(FOUND), flags=re.DOTALL).lower()
    for word in ("altered", "original", "forged", "tampered", "falsified", "doctored", "changed by", "→"):
        assert word not in told


@pytest.mark.parametrize("write", [comparison_text, comparison_markdown, comparison_html])
def test_what_is_sure_stands_before_what_is_only_possible(write: Callable[[Comparison], str]) -> None:
    told = write(FOUND)
    assert (
        told.index("43")
        < told.index("a mark on the second")
        < told.index("Possible differences")
        < told.index("Lantem")
    )


@pytest.mark.parametrize("write", WRITERS)
def test_words_of_files_act_nowhere(write: Callable[[Comparison], str]) -> None:
    nasty = replace(
        FOUND,
        one=paper(NASTY),
        told=(
            Told(
                number=1, sort="name", certainty="asserted", one=stand(NASTY), other=replace(stand("x"), before=NASTY)
            ),
        ),
        shared=(Shared(one=stand(NASTY), other=stand(NASTY)),),
        notes=(NASTY,),
    )
    told = write(nasty)
    assert not re.search("[\x00\x1b\u202e]", told)
    if write is comparison_html:
        assert "<script" not in told
        assert 'x.example"' not in told
    if write is comparison_markdown:
        assert not re.search(r"(?<!\\)(\]\(http|<script)", told)


def test_the_page_holds_both_pictures_and_numbers_every_difference_on_both() -> None:
    page = html.fromstring(comparison_html(FOUND))
    assert not page.xpath("//script|//link|//iframe|//object|//*[@onclick]")
    sources = page.xpath("//@src|//*[local-name()='image']/@href")
    assert len(sources) == 4
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    for number in ("1", "3"):
        for side in ("1", "2"):
            assert page.xpath(f"//*[@id='m{number}-{side}']//text()") == [number]
        assert page.xpath(f"//*[@id='d{number}']")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_every_link_on_the_page_leads_somewhere() -> None:
    page = html.fromstring(comparison_html(FOUND))
    ids = set(page.xpath("//@id"))
    links = {link[1:] for link in page.xpath("//a/@href")}
    assert links <= ids


def test_json_gives_spans_boxes_and_no_pictures() -> None:
    row = json.loads(comparison_json(FOUND))
    assert row["changes"][0] | {"first": None, "second": None} == {
        "number": 1,
        "sort": "number",
        "certainty": "asserted",
        "from": "48",
        "to": "43",
        "span_from": [4, 6],
        "span_to": [4, 6],
        "first": None,
        "second": None,
        "read_again": True,
    }
    assert row["changes"][0]["second"] == {
        "page": 2,
        "span": [4, 6],
        "boxes": [[11, 21, 31, 41]],
        "read_again_as": None,
    }
    assert row["pictures"][0]["kind"] == "only on the second"
    assert "jpeg" not in comparison_json(FOUND)


def test_nothing_found_is_said() -> None:
    bare = replace(FOUND, relation="exact", told=(), seen=(), facing=(), notes=())
    for write in (comparison_text, comparison_markdown, comparison_html):
        assert "No difference was found." in write(bare)
