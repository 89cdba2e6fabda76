"""Photographs of pages: where the sheet lies in the picture, its perspective taken out, its light made even."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from sayso.read.ocr_nets import Pixels, Quad

Matrix = npt.NDArray[np.float64]
"""3 x 3, from one plane's points (x, y, 1) to another's."""

LOOKING_SIDE = 600
"""The sheet is looked for in a picture no longer than this."""
MIN_SHARE = 0.2
"""A sheet takes up at least this share of the picture; smaller ones are things that lie on it."""
MAX_SHARE = 0.97
"""Beyond this the sheet is the picture."""
MIN_FILL = 0.93
"""Share of the four-cornered hull that the sheet fills: a torn or folded one is left as it lies."""
MIN_CONTRAST = 25.0
"""Between sheet and table, of 255."""
UNEVEN = 0.2
"""Light that falls by more than this share over the paper is made even."""


class Flat(NamedTuple):
    """A page laid flat, and the way back to the picture it came from."""

    pixels: Pixels
    back: Matrix


def sheet_in(picture: Pixels) -> Quad | None:
    """The corners of the one bright sheet in a photograph, in its pixels; None where there is none for certain."""
    scale = LOOKING_SIDE / max(picture.shape[:2])
    if scale >= 1.0:
        return None
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 2)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    corners = _corners(outline, grey.size)
    if corners is None or _contrast(grey, outline) < MIN_CONTRAST:
        return None
    return (corners / np.float32(scale)).astype(np.float32)


def flattened(picture: Pixels, sheet: Quad) -> Flat:
    """The sheet seen from straight above."""
    across = max(np.linalg.norm(sheet[1] - sheet[0]), np.linalg.norm(sheet[2] - sheet[3]))
    down = max(np.linalg.norm(sheet[3] - sheet[0]), np.linalg.norm(sheet[2] - sheet[1]))
    width, height = max(int(across), 1), max(int(down), 1)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(sheet, target)
    flat = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Flat(cast("Pixels", flat), np.linalg.inv(matrix).astype(np.float64))


def evened(picture: Pixels) -> Pixels:
    """The picture with its paper equally bright all over, where the light falls off by much; else itself."""
    scale = min(1.0, 400 / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 25)
    light = paper.max(axis=2)
    low, high = np.percentile(light, (5, 95))
    if high <= 0 or (high - low) / high < UNEVEN:
        return picture
    paper = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_CUBIC)
    even = picture.astype(np.float32) * (235.0 / np.maximum(paper, 32))
    return cast("Pixels", np.clip(even, 0, 255).astype(np.uint8))


def _corners(outline: npt.NDArray[Any], area: int) -> Quad | None:
    """Four corners of an outline where it is near enough to a four-cornered sheet: its sides prolonged till they meet.

    The sides are fitted rather than the corners looked for, since corners of real sheets are round or bent.
    """
    size = cv2.contourArea(outline)
    if not MIN_SHARE * area <= size <= MAX_SHARE * area:
        return None
    hull = cv2.convexHull(outline)
    rough = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True).reshape(-1, 2)
    if len(rough) != 4 or size < MIN_FILL * cv2.contourArea(rough.astype(np.float32)):
        return None
    first = int(rough.sum(axis=1).argmin())
    quad = np.roll(rough, -first, axis=0).astype(np.float32)
    if np.cross(np.append(quad[1] - quad[0], 0), np.append(quad[3] - quad[0], 0))[2] < 0:
        quad = quad[[0, 3, 2, 1]]
    fitted = _fitted(outline.reshape(-1, 2).astype(np.float32), quad)
    near = np.abs(fitted - quad).max() < 0.05 * np.sqrt(area)
    return fitted if near else quad


def _fitted(points: npt.NDArray[np.float32], quad: Quad) -> Quad:
    """``quad`` with its corners where lines fitted through the outline along each side meet."""
    lines = []
    for at in range(4):
        start, end = quad[at], quad[(at + 1) % 4]
        along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-6)
        off = points - start
        place = off @ along
        away = np.abs(off[:, 0] * along[1] - off[:, 1] * along[0])
        length = np.linalg.norm(end - start)
        side = points[(place > 0.1 * length) & (place < 0.9 * length) & (away < 0.03 * length)]
        if len(side) < 10:
            return quad
        vx, vy, x, y = cv2.fitLine(side, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append((float(vy), float(-vx), float(vy * x - vx * y)))
    corners = [_meeting(lines[at - 1], lines[at]) for at in range(4)]
    if any(corner is None for corner in corners):
        return quad
    return np.array(corners, dtype=np.float32)


def _meeting(one: tuple[float, float, float], other: tuple[float, float, float]) -> tuple[float, float] | None:
    (a, b, c), (d, e, f) = one, other
    det = a * e - b * d
    if abs(det) < 1e-6:
        return None
    return (c * e - b * f) / det, (a * f - c * d) / det


def _contrast(grey: npt.NDArray[Any], outline: npt.NDArray[Any]) -> float:
    """How much brighter it is inside an outline than outside."""
    mask = np.zeros(grey.shape, np.uint8)
    cv2.drawContours(mask, [outline], -1, 255, cv2.FILLED)
    inside, outside = grey[mask > 0], grey[mask == 0]
    return float(np.median(inside)) - float(np.median(outside)) if outside.size else 0.0
