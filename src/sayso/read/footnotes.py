"""Which lines of a page are footnotes: small lines at the foot of a column, from one that opens with a mark on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from sayso.read.pdflines import Line, RawPage

SMALLER = 0.92
"""Footnotes are set in letters at most this share of the text's size."""
LOWER_PART = 0.4
"""They start below this share of the page's height."""
MIN_TEXT_LINES = 3
_MARK = re.compile(r"(?:\d{1,3}|[*\u2020\u2021\u00a7\u00b6#]{1,3}|\[\d{1,3}\]|\(\d{1,3}\)|[\u00b9\u00b2\u00b3])[.)]?")
_GLUED_MARK = re.compile(r"(?:\d{1,2}|[*\u2020\u2021\u00a7\u00b6]{1,3}|[\u00b9\u00b2\u00b3])[A-Z]\w*")


def footnotes(page: RawPage) -> list[Line]:
    """The lines of a page that are footnotes, in their order."""
    if len(page.lines) <= MIN_TEXT_LINES:
        return []
    size = _text_size(page.lines)
    columns: dict[int, list[Line]] = {}
    for line in page.lines:
        columns.setdefault(line.column, []).append(line)
    return [line for lines in columns.values() for line in _at_foot(lines, size, LOWER_PART * page.height)]


def _text_size(lines: Sequence[Line]) -> float:
    """Height of the lines in which most words stand."""
    return median([line.height for line in lines for _ in line.words])


def _at_foot(lines: Sequence[Line], size: float, top: float) -> list[Line]:
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if line.height > SMALLER * size or line.y0 < top:
            break
        if _opens_note(line):
            start = place
    return list(lines[start:])


def _opens_note(line: Line) -> bool:
    first = line.words[0].text
    return (len(line.words) > 1 and _MARK.fullmatch(first) is not None) or _GLUED_MARK.fullmatch(first) is not None
