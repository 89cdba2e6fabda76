"""Spreadsheets: each sheet a page, each row a line, cells parted by tabs, every cell with its place in the grid.

The place of a cell is its word box: ``x0`` is its column and ``y0`` its row, counted from nought, so that the box
``(1, 3, 2, 4)`` is the cell B4.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sayso.errors import BadDocument
from sayso.model.document import Page
from sayso.model.span import Span
from sayso.model.words import Word, pack
from sayso.read.limits import Limits
from sayso.read.outcome import Draft, Head
from sayso.read.panics import panics_are

ENGINE = "cells"
"""What a page says whose boxes are cells."""
_SPACE = re.compile(r"\s+")
_BROKEN = (CalamineError, ValueError, KeyError, IndexError, OverflowError, OSError)


class Sheet(NamedTuple):
    """A sheet: its rows by number with their cells by column, both from nought, and remarks that stand below them."""

    name: str
    rows: Iterable[tuple[int, Sequence[tuple[int, str]]]]
    hidden: bool = False
    remarks: tuple[str, ...] = ()


def read_sheets(data: bytes, remarks: dict[str, tuple[str, ...]] | None = None) -> list[Sheet]:
    """The sheets of an Excel or OpenDocument workbook; ``remarks`` of each by its name.

    :raises BadDocument: ``damaged`` or ``encrypted``.
    """
    try:
        with panics_are("damaged"):
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            return [_sheet(book, info, (remarks or {}).get(info.name, ())) for info in book.sheets_metadata]
    except PasswordError as error:
        raise BadDocument("encrypted") from error
    except _BROKEN as error:
        raise BadDocument("encrypted" if "password" in str(error) else "damaged") from error


def draft_of(sheets: Sequence[Sheet], media_type: str, limits: Limits, hint: Head | None = None) -> Draft:
    """A workbook as text; a sheet's name stands above its rows where it has any, a hidden one is said to be so."""
    text, pages, count = _Writer(limits), [], 0
    for number, sheet in enumerate(sheets[: limits.max_pages], 1):
        start = len(text)
        boxes = text.sheet(sheet)
        if boxes is None:
            continue
        count += len(boxes)
        width = max((box.x1 for box in boxes), default=0.0)
        height = max((box.y1 for box in boxes), default=0.0)
        words = pack(boxes) if count <= limits.max_words else b""
        span = Span(start, len(text))
        pages.append(Page(number=number, span=span, width=width, height=height, engine=ENGINE, words=words))
    reason = "too_large" if text.full else "too_many_pages" if len(sheets) > limits.max_pages else None
    return Draft(media_type=media_type, text=str(text), pages=tuple(pages), hint=hint or Head(), reason=reason)


def address(column: int, row: int) -> str:
    """The name of a cell, ``B4`` for column 1 and row 3."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def written(value: object) -> str:
    """A cell's value on one line; whole numbers without a point, days without a midnight."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return _SPACE.sub(" ", str(value)).strip() if value is not None else ""


def _sheet(book: CalamineWorkbook, info: SheetMetadata, remarks: tuple[str, ...]) -> Sheet:
    rows = list(_rows(book, info.name)) if info.typ == SheetTypeEnum.WorkSheet else []
    return Sheet(info.name, rows, info.visible != SheetVisibleEnum.Visible, remarks)


def _rows(book: Any, name: str) -> Iterator[tuple[int, Sequence[tuple[int, str]]]]:
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top):
        cells = [(column, text) for column, value in enumerate(row, left) if (text := written(value))]
        if cells:
            yield number, cells


class _Writer:
    """Text as it grows, held to the limit on text."""

    def __init__(self, limits: Limits) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._room = limits.max_text_bytes // 4
        self.full = False

    def __len__(self) -> int:
        return self._length

    def __str__(self) -> str:
        return "".join(self._pieces)

    def sheet(self, sheet: Sheet) -> list[Word] | None:
        """Writes a sheet; the boxes of its cells, or None where it holds nothing."""
        boxes: list[Word] = []
        before = self._length
        self._put(("\n" if self._length else "") + sheet.name + (" (hidden sheet)" if sheet.hidden else "") + "\n\n")
        empty = self._length
        for row, cells in sheet.rows:
            if self.full:
                break
            self._row(row, cells, boxes)
        self._put("".join(f"\n{_SPACE.sub(' ', remark).strip()}\n" for remark in sheet.remarks))
        if self._length > empty:
            return boxes
        self._pieces.pop()
        self._pieces.pop()
        self._length = before
        return None

    def _row(self, row: int, cells: Sequence[tuple[int, str]], boxes: list[Word]) -> None:
        reached = 0
        for column, text in cells:
            self._put("\t" * (column - reached))
            boxes.append(Word(self._length, self._length + len(text), column, row, column + 1, row + 1))
            self._put(text)
            reached = column
        self._put("\n")

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self.full = self.full or self._length > self._room
