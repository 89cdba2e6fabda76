"""From the boxes of a page to the order in which a person reads them: columns one after the other, else row by row."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

MIN_ROWS = 4
"""Two blocks side by side are columns from so many rows on; fewer are a table or two addresses."""
PROSE_WIDTH = 6.0
FULL_SHARE = 0.65
"""The usual line of a column is at least so many times as wide as high and fills this share of the column's width;
cells of a table are narrower, or differ."""
GUTTER = 0.7
"""A gutter is at least so wide, in heights of a line."""

UNLEVEL_ROWS = 3


class Box(NamedTuple):
    """A stretch of writing: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The places of ``boxes`` in the order of reading; about quadratic in the rows of a page with columns."""
    rows = _rows(boxes)
    height = median(box.y1 - box.y0 for box in boxes) if boxes else 1.0
    order: list[int] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns_from(boxes, rows, at, height)
        if gutter is None:
            order += rows[at]
            at += 1
            continue
        inside = [place for row in rows[at:end] for place in row]
        for side in (
            [p for p in inside if boxes[p].x1 <= gutter],
            [p for p in inside if boxes[p].x1 > gutter],
        ):
            order += [side[place] for place in reading_order([boxes[p] for p in side])]
        at = end
    return order


def _rows(boxes: Sequence[Box]) -> list[list[int]]:
    """Boxes that stand level, left to right; rows from the top."""
    rows: list[list[int]] = []
    for place in sorted(range(len(boxes)), key=lambda p: (boxes[p].y0 + boxes[p].y1, boxes[p].x0, p)):
        box = boxes[place]
        if rows and all(_level(boxes[other], box) for other in rows[-1]):
            rows[-1].append(place)
        else:
            rows.append([place])
    for row in rows:
        row.sort(key=lambda p: (boxes[p].x0, p))
    return rows


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes stand beside each other and not over one another."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    beside = one.x1 <= other.x0 + 0.5 * (one.y1 - one.y0) or other.x1 <= one.x0 + 0.5 * (one.y1 - one.y0)
    return beside and shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def _columns_from(boxes: Sequence[Box], rows: Sequence[list[int]], at: int, height: float) -> tuple[int, float | None]:
    """The end of the longest run of rows from ``at`` that one gutter parts, and where it is; None without one."""
    best: tuple[int, float | None] = (at, None)
    end, gaps = at, [(0.0, 0.0)]
    # Columns need not stand level: their first rows may hold one box each.
    while end < len(rows) and (gaps or end < at + UNLEVEL_ROWS):
        inside = [boxes[p] for row in rows[at : end + 1] for p in row]
        gaps = _gaps(inside, height)
        end += 1
        for left, right in gaps:
            if _are_columns(inside, (left + right) / 2, height):
                best = end, (left + right) / 2
                break
    return best


def _gaps(boxes: Sequence[Box], height: float) -> list[tuple[float, float]]:
    """Strips that no box enters, between the first box and the last."""
    spans = sorted((box.x0, box.x1) for box in boxes)
    gaps: list[tuple[float, float]] = []
    reached = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - reached >= GUTTER * height:
            gaps.append((reached, x0))
        reached = max(reached, x1)
    return gaps


def _are_columns(boxes: Sequence[Box], gutter: float, height: float) -> bool:
    left = [box for box in boxes if box.x1 <= gutter]
    right = [box for box in boxes if box.x1 > gutter]
    return _is_column(left, height) and _is_column(right, height)


def _is_column(side: Sequence[Box], height: float) -> bool:
    if len(side) < MIN_ROWS:
        return False
    usual = median(box.x1 - box.x0 for box in side)
    whole = max(box.x1 for box in side) - min(box.x0 for box in side)
    return usual >= max(PROSE_WIDTH * height, FULL_SHARE * whole)
