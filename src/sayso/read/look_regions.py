"""Where two pictures of one page differ in a way that text cannot show: blacked out, stamped, covered, signed anew.

Noise, specks, blur, folds and shadows are no differences: a stroke of one page counts only where the other has none
within its reach, dark enough, long enough, and outside the words that both pages were read to have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from sayso.model.sight import DRAWN, Box, Look, Region
from sayso.read.look_laid import Grey, Laid, Mask, ink, inverse

NEAR = 7
"""Pixels over which a stroke of the other page excuses one of this page."""
STRONG = 0.4
"""Ink, of 1, that must be left over for a difference."""
SPECK = 10
"""Pixels: smaller spots are dust."""
JOIN = 21
"""Pixels over which spots are one mark."""
MIN_INK = 90
"""Pixels of ink a mark has at least: a stroke of five millimetres."""
MIN_LONG = 24
FOLD_SHARE, FOLD_WIDE = 0.4, 7.0
"""A line this long, of the page, and no wider than so many pixels is a fold or the edge of a sheet."""
DARK = 0.42
"""Share of the paper's light below which an area is black."""
SOLID = 13
"""Pixels in height and width that no stroke of usual print fills."""
MIN_SOLID = 400
HIDDEN = 0.02
"""Share of a black area in which the other page has ink."""
OTHER_PRINT = 0.03
"""Share of the ink in words that stand in one place that may differ: one print has 0.00, another face 0.05 and more."""
UNMOVED = 2.5
"""Points by which a word may lie off and still stand in one place; behind a longer word the rest of a line moves on."""


class _Mark(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int
    first: int
    second: int


def regions(over: Laid, look: Look) -> tuple[Region, ...] | None:
    """What differs, from top to bottom; None where the pages are not two pictures of one print."""
    if not over.fits:
        return None
    one, other = ink(over.one), ink(over.other)
    near = np.ones((NEAR, NEAR), np.uint8)
    first = (one - cv2.dilate(other, near) > STRONG) & over.valid
    second = (other - cv2.dilate(one, near) > STRONG) & over.valid
    black = _blacked_out(over, one, other)
    black_ones = [(mark, kind) for kind, mask, under in black for mark in _solid(mask) if _hides(mark, under)]
    for mark, _ in black_ones:
        # What lies under or beside a bar is told by the bar.
        first[_around(mark)] = second[_around(mark)] = False
    if _is_other_print(one, other, first | second, _words(over, _unmoved(over, look)) & over.valid):
        return None
    words = _words(over, look)
    marks = [(mark, _kind(mark)) for mark in _marks(_bare(first), _bare(second), words)]
    found = [Region(kind, *_boxes(mark, over)) for mark, kind in (*black_ones, *marks)]
    return tuple(sorted(found, key=lambda region: (region.one.y0, region.one.x0, region.kind)))


def _words(over: Laid, look: Look) -> Mask:
    """Where words stand that were read alike on both pages."""
    mask = np.zeros(over.one.shape, np.uint8)
    for box in look.same_one:
        _fill(mask, np.array([box]) * over.scale)
    if look.same_other:
        corners = np.array([[(b.x0, b.y0), (b.x1, b.y0), (b.x1, b.y1), (b.x0, b.y1)] for b in look.same_other])
        moved = cv2.perspectiveTransform(corners.reshape(1, -1, 2).astype(np.float64), over.back).reshape(-1, 4, 2)
        _fill(mask, np.concatenate([moved.min(axis=1), moved.max(axis=1)], axis=1) * over.scale)
    return cast("Mask", mask.astype(bool))


def _unmoved(over: Laid, look: Look) -> Look:
    """``look`` with those words alone that stand in one place on both pages, where that is known."""
    if not look.matches or not len(look.matches) == len(look.same_one) == len(look.same_other):
        return look
    points = np.array(look.matches, dtype=np.float64).reshape(-1, 4)
    moved = cv2.perspectiveTransform(points[None, :, 2:], over.back)[0]
    steady = np.flatnonzero(np.linalg.norm(moved - points[:, :2], axis=1) <= UNMOVED)
    return look._replace(
        same_one=tuple(look.same_one[at] for at in steady), same_other=tuple(look.same_other[at] for at in steady)
    )


def _fill(mask: npt.NDArray[np.uint8], boxes: npt.NDArray[np.float64]) -> None:
    high, wide = mask.shape
    for x0, y0, x1, y1 in boxes:
        pad = 3 + 0.12 * (y1 - y0)
        left, top = max(int(x0 - pad), 0), max(int(y0 - pad), 0)
        mask[top : min(int(y1 + pad), high), left : min(int(x1 + pad), wide)] = 1


def _is_other_print(one: Grey, other: Grey, differs: Mask, words: Mask) -> bool:
    written = int(np.count_nonzero(((one > STRONG) | (other > STRONG)) & words))
    return written > 500 and int(np.count_nonzero(differs & words)) > OTHER_PRINT * written


def _blacked_out(over: Laid, one: Grey, other: Grey) -> Iterator[tuple[str, Mask, Grey]]:
    """What is black on one page alone, and the ink of the other, which has something there to be hidden."""
    first, second = _dark(over.one), _dark(over.other)
    kernel = np.ones((9, 9), np.uint8)
    for kind, here, there, under in (
        ("blacked out on the first", first, second, other),
        ("blacked out on the second", second, first, one),
    ):
        yield kind, cast("Mask", here & ~cv2.dilate(there.astype(np.uint8), kernel).astype(bool) & over.valid), under


def _hides(mark: _Mark, under: Grey) -> bool:
    """Whether a black area lies over anything: the table beside a sheet does not."""
    return float((under[mark.top : mark.bottom, mark.left : mark.right] > STRONG).mean()) >= HIDDEN


def _dark(grey: Grey) -> Mask:
    """Where the page is black over more than a stroke's width."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(cv2.medianBlur(small.astype(np.uint8), 3), np.ones((25, 25), np.uint8)).astype(np.float32)
    light = cv2.resize(cv2.GaussianBlur(paper, (0, 0), 6), (grey.shape[1], grey.shape[0]))
    dark = (cv2.GaussianBlur(grey, (0, 0), 1.1) < DARK * np.maximum(light, 60.0)).astype(np.uint8)
    return cast("Mask", cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((SOLID, SOLID), np.uint8)).astype(bool))


def _solid(mask: Mask) -> Iterator[_Mark]:
    for x, y, wide, high, area in _parts(mask, 9):
        if area >= MIN_SOLID and max(wide, high) >= MIN_LONG:
            yield _Mark(x, y, x + wide, y + high, area, area)


def _bare(mask: Mask) -> Mask:
    """``mask`` without dust."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    keep = np.zeros(count, bool)
    keep[1:] = stats[1:, cv2.CC_STAT_AREA] >= SPECK
    return cast("Mask", keep[labels])


def _marks(first: Mask, second: Mask, words: Mask) -> Iterator[_Mark]:
    """Spots that lie together as one mark each; those that do not reach out of the words read alike are left out."""
    whole = first | second
    high, wide = whole.shape
    free = whole & ~words
    for x, y, w, h in _united(_parts(whole, JOIN)):
        at = (slice(y, y + h), slice(x, x + w))
        outside = int(np.count_nonzero(free[at]))
        if outside < MIN_INK or max(w, h) < MIN_LONG or _is_fold(whole[at], w / wide, h / high):
            continue
        yield _Mark(x, y, x + w, y + h, int(np.count_nonzero(first[at])), int(np.count_nonzero(second[at])))


def _united(parts: Iterable[tuple[int, int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of the parts, those that lie in or close to one another as one."""
    out: list[tuple[int, int, int, int]] = []
    for part in sorted(parts, key=lambda p: -p[2] * p[3]):
        x0, y0, x1, y1 = part[0], part[1], part[0] + part[2], part[1] + part[3]
        for other in [o for o in out if o[0] < x1 + JOIN and x0 < o[2] + JOIN and o[1] < y1 and y0 < o[3]]:
            out.remove(other)
            x0, y0, x1, y1 = min(x0, other[0]), min(y0, other[1]), max(x1, other[2]), max(y1, other[3])
        out.append((x0, y0, x1, y1))
    return sorted((x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in out)


def _is_fold(spots: Mask, wide: float, high: float) -> bool:
    length = max(spots.shape)
    return (
        max(wide, high) >= FOLD_SHARE
        and np.count_nonzero(spots) <= FOLD_WIDE * length
        and min(spots.shape) < 0.1 * length
    )


def _parts(mask: Mask, join: int) -> Iterable[tuple[int, int, int, int, int]]:
    """Left, top, width, height and size of what hangs together once gaps of ``join`` pixels are closed."""
    closed = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((join, join), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    return [(int(x), int(y), int(w), int(h), int(area)) for x, y, w, h, area in stats[1:]]


def _kind(mark: _Mark) -> str:
    if min(mark.first, mark.second) >= 0.2 * max(mark.first, mark.second):
        return DRAWN
    return "only on the first" if mark.first > mark.second else "only on the second"


def _around(mark: _Mark) -> tuple[slice, slice]:
    return slice(max(mark.top - 8, 0), mark.bottom + 8), slice(max(mark.left - 8, 0), mark.right + 8)


def _boxes(mark: _Mark, over: Laid) -> tuple[Box, Box]:
    """The mark's place on both pages, in points."""
    x0, y0, x1, y1 = (float(v) / over.scale for v in mark[:4])
    corners = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]])
    there = cv2.perspectiveTransform(corners, inverse(over.back))[0]
    (left, top), (right, bottom) = there.min(axis=0), there.max(axis=0)
    return _rounded(x0, y0, x1, y1), _rounded(left, top, right, bottom)


def _rounded(*sides: float) -> Box:
    return Box(*(round(float(side), 1) for side in sides))
