"""Workbooks: rows a reader can cite, every cell in its place, hidden things and notes said to be so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paper_mill import reading, zipped

from sayso.model.document import Content
from sayso.model.words import unpack
from sayso.read.limits import LIMITS
from sayso.read.sheets import Sheet, address, draft_of, written

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(rows: str, *, state: str = "visible", columns: str = "", comments: str = "") -> bytes:
    """A workbook of one sheet, ``Flows``, made by hand."""
    sort = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sort}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sort}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Target="xl/workbook.xml" '
        f'Type="{_RELATIONS}/officeDocument"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="Flows" sheetId="1" state="{state}" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Target="worksheets/sheet1.xml" Type="{_RELATIONS}/worksheet"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{rows}</sheetData></worksheet>',
        "docProps/core.xml": '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator>Ana Reyes</d:creator>'
        "<c:lastModifiedBy>T. Holt</c:lastModifiedBy></c:coreProperties>",
    }
    if comments:
        files["xl/worksheets/_rels/sheet1.xml.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Target="../comments1.xml" '
            f'Type="{_RELATIONS}/comments"/></Relationships>'
        )
        files["xl/comments1.xml"] = comments
    return zipped(files)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


ROWS = (
    f'<row r="1">{cell("A1", "Gate")}{cell("B1", "Flow")}</row>'
    f'<row r="4" hidden="1">{cell("A4", "East")}<c r="C4"><v>14.6</v></c></row>'
)


def content(data: bytes, name: str = "a.xlsx") -> Content:
    got = reading(data, name)
    assert got.content is not None, got
    return got.content


def test_a_row_is_a_line_and_every_cell_has_its_place() -> None:
    got = content(workbook(ROWS))
    assert got.text == "Flows\n\nGate\tFlow\nEast\t\t14.6\n\nHidden rows: 4\n"
    [page] = got.pages
    places = {got.text[w.start : w.end]: address(int(w.x0), int(w.y0)) for w in unpack(page.words)}
    assert places == {"Gate": "A1", "Flow": "B1", "East": "A4", "14.6": "C4"}
    assert (page.engine, page.width, page.height) == ("cells", 3, 4)


def test_what_is_hidden_and_what_was_remarked_is_said() -> None:
    comments = (
        f'<comments xmlns="{_MAIN}"><authors><author>Ana Reyes</author></authors><commentList>'
        '<comment ref="C4" authorId="0"><text><t>Not what the log says</t></text></comment></commentList></comments>'
    )
    got = content(
        workbook(ROWS, state="hidden", columns='<cols><col min="2" max="3" hidden="1"/></cols>', comments=comments)
    )
    assert got.text.startswith("Flows (hidden sheet)\n")
    assert "Comment on C4 by Ana Reyes: Not what the log says" in got.text
    assert "Hidden columns: B to C" in got.text


def test_who_made_it_goes_with_the_reading() -> None:
    got = reading(workbook(ROWS), "a.xlsx")
    assert got.properties == (("author", "Ana Reyes"), ("modified by", "T. Holt"))
    assert got.content is not None
    assert got.content.author == "Ana Reyes"


def test_an_empty_workbook_holds_no_text() -> None:
    got = reading(workbook(""), "a.xlsx")
    assert (got.status, got.reason, got.content) == ("read", "no_text", None)


@pytest.mark.parametrize(("column", "row", "name"), [(0, 0, "A1"), (25, 9, "Z10"), (26, 0, "AA1"), (701, 1, "ZZ2")])
def test_names_of_cells(column: int, row: int, name: str) -> None:
    assert address(column, row) == name


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (0.1 + 0.2, "0.3"), (True, "TRUE"), (None, ""), (" a\nb ", "a b")]
)
def test_values_are_written_as_people_read_them(value: object, text: str) -> None:
    assert written(value) == text


def test_a_sheet_without_end_is_cut_at_the_limit() -> None:
    rows = [(n, [(0, "word " * 10)]) for n in range(1000)]
    got = draft_of([Sheet("Long", rows)], "x/y", replace(LIMITS, max_text_bytes=4000))
    assert got.reason == "too_large"
    assert len(got.text) < 2000
