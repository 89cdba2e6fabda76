"""Workbooks of every make: the grid by one library, and what it passes over: notes, hidden rows, very old files."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.olefiles import ole_properties
from sayso.read.outcome import Draft
from sayso.read.package import Package
from sayso.read.sheets import Sheet, address, draft_of, read_sheets, written
from sayso.read.sink import MemberSink

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
MAX_HIDDEN_RUNS = 40
"""Runs of hidden rows or columns named on one sheet; a filtered list hides thousands."""


def read_xlsx(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Draft:
    """A workbook of Excel 2007 and later, its notes, and which rows and columns are hidden.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
    """
    with Package(data, limits) as package:
        taker = Taker(out, limits, len(data))
        package.embedded(taker)
        remarks = _remarks(package)
        draft = draft_of(read_sheets(data, remarks), media_type, limits, package.hint())
        draft.properties = package.properties()
    draft.members = tuple(taker.members)
    return draft


def read_ods(data: bytes, media_type: str, limits: Limits) -> Draft:
    """A workbook of OpenDocument.

    :raises BadDocument: ``damaged`` or ``encrypted``.
    """
    return draft_of(read_sheets(data), media_type, limits)


def read_xls(data: bytes, media_type: str, limits: Limits) -> Draft:
    """A workbook of Excel before 2007; what one library cannot read the other may.

    :raises BadDocument: ``damaged`` or ``encrypted``.
    """
    old = _old_book(data)
    try:
        sheets = read_sheets(data, _notes(old) if old else None)
    except BadDocument:
        if old is None:
            raise
        sheets = []
    if old and not any(list(sheet.rows) for sheet in sheets):
        sheets = list(_old_sheets(old))
    draft = draft_of(sheets, media_type, limits)
    draft.properties = ole_properties(data)
    return draft


def _remarks(package: Package) -> dict[str, tuple[str, ...]]:
    """By the name of a sheet: its comments with who made them, then what is hidden on it."""
    book = package.lenient("xl/workbook.xml")
    relations = package.relations("xl/workbook.xml")
    lists = package.matching(r"xl/persons/.*\.xml")
    people = {person.get("id"): person.get("displayName") for name in lists for person in _people(package, name)}
    found = {}
    for sheet in book.iter(f"{_S}sheet") if book is not None else ():
        _, part = relations.get(sheet.get(f"{_R}id", ""), ("", ""))
        if part:
            found[sheet.get("name", "")] = (*_comments(package, part, people), *_hidden(package, part))
    return found


def _people(package: Package, name: str) -> Iterator[Any]:
    tree = package.lenient(name)
    yield from tree.iter(f"{_THREADED}person") if tree is not None else ()


def _comments(package: Package, part: str, people: dict[Any, Any]) -> Iterator[str]:
    sorts = list(package.relations(part).values())
    threaded = [name for sort, name in sorts if sort == "threadedComment"]
    for name in threaded or [name for sort, name in sorts if sort == "comments"]:
        tree = package.lenient(name)
        if tree is None:
            continue
        authors = [node.text or "" for node in tree.iter(f"{_S}author")]
        for node in tree.iter(f"{_S}comment", f"{_THREADED}threadedComment"):
            number = node.get("authorId", "")
            author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            author = people.get(node.get("personId"), author) or ""
            text = "".join(t.text or "" for t in node.iter(f"{_S}t", f"{_THREADED}text"))
            if text.strip():
                yield comment_line(node.get("ref", ""), author, text)


def comment_line(place: str, author: str, text: str) -> str:
    """A comment as it stands in a text, with its place and who made it where they are known."""
    on, by = f" on {place}" if place else "", f" by {author}" if author.strip() else ""
    return f"Comment{on}{by}: {text}"


def _hidden(package: Package, part: str) -> Iterator[str]:
    """Which rows and columns of a sheet are hidden."""
    try:
        data = package.data(part)
    except BadDocument:
        return
    rows: list[int] = []
    columns: list[tuple[int, int]] = []
    parts = etree.iterparse(io.BytesIO(data or b""), tag=(f"{_S}row", f"{_S}col"), recover=True, no_network=True)
    try:
        for _, node in parts:
            if node.get("hidden") in {"1", "true"}:
                if node.tag == f"{_S}row" and node.get("r", "").isdigit():
                    rows.append(int(node.get("r")))
                elif node.tag == f"{_S}col" and node.get("min", "").isdigit() and node.get("max", "").isdigit():
                    columns.append((int(node.get("min")), int(node.get("max"))))
            node.clear()
    except (etree.LxmlError, ValueError):
        return
    if rows:
        yield "Hidden rows: " + _runs([(row, row) for row in rows], str)
    if columns:
        yield "Hidden columns: " + _runs(columns, lambda n: address(n - 1, 0)[:-1])


def _runs(spans: list[tuple[int, int]], name: Any) -> str:
    merged: list[list[int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(last, merged[-1][1])
        else:
            merged.append([first, last])
    told = [name(a) if a == b else f"{name(a)} to {name(b)}" for a, b in merged[:MAX_HIDDEN_RUNS]]
    return ", ".join(told) + (" and more" if len(merged) > MAX_HIDDEN_RUNS else "")


def _old_book(data: bytes) -> Any | None:
    """The workbook by the library that knows Excel 2.0 to 2003; None where it gives up on it.

    :raises BadDocument: ``encrypted``.
    """
    import xlrd  # noqa: PLC0415 - for old workbooks alone

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a stream for its chatter
        try:
            return xlrd.open_workbook(file_contents=data, logfile=nowhere)
        except Exception as error:
            if "encrypted" in str(error):
                raise BadDocument("encrypted") from error
            return None


def _notes(book: Any) -> dict[str, tuple[str, ...]]:
    found = {}
    for sheet in book.sheets():
        notes = sorted(sheet.cell_note_map.items())
        found[sheet.name] = tuple(comment_line(address(c, r), n.author or "", n.text) for (r, c), n in notes if n.text)
    return found


def _old_sheets(book: Any) -> Iterator[Sheet]:
    notes = _notes(book)
    for sheet in book.sheets():
        rows = [(r, _old_row(book, sheet, r)) for r in range(sheet.nrows)]
        yield Sheet(sheet.name, [row for row in rows if row[1]], bool(sheet.visibility), notes[sheet.name])


def _old_row(book: Any, sheet: Any, row: int) -> list[tuple[int, str]]:
    return [(c, text) for c, cell in enumerate(sheet.row(row)) if (text := _old_cell(book, cell))]


def _old_cell(book: Any, cell: Any) -> str:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_EMPTY, XL_CELL_ERROR, xldate_as_datetime  # noqa: PLC0415

    if cell.ctype in {XL_CELL_EMPTY, XL_CELL_ERROR}:
        return ""
    if cell.ctype == XL_CELL_DATE:
        try:
            return written(xldate_as_datetime(cell.value, book.datemode))
        except (ValueError, OverflowError, ArithmeticError):
            return written(cell.value)
    return written(bool(cell.value) if cell.ctype == XL_CELL_BOOLEAN else cell.value)
