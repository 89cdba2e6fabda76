"""A picture of a page to the words on it: found, turned upright, read line by line, put in order, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple, cast

import cv2
import numpy as np

from sayso.model.words import Word
from sayso.read.ocr_nets import MAX_LINE_RATIO, Letters, Pixels, Quad, cut, nets, size_of
from sayso.read.ocr_order import Box, reading_order
from sayso.read.ocr_photo import Flat, Matrix, evened, flattened, sheet_in
from sayso.read.outcome import RECOGNISED
from sayso.read.pdflines import RawPage, RawWord, page_lines

MIN_SCORE = 0.5
"""A line read less surely than this is a blot, a rule or a face."""
UPRIGHT_SCORE = 0.93
"""Lines of an upright page score about .99, of one upside down about .59: below this the other way is tried."""
SAMPLE_LINES = 6
INSIDE_SHARE = 0.995
"""Of the writing in a photograph, the least that lies on the sheet it is cut down to: words are not to be lost."""
KEPT_SHARE, LEVEL = 0.95, 0.01
"""What a page laid flat must have: this share of the lines seen before, and lines as level, to so many radians."""


class Seen(NamedTuple):
    """A page as read: its lines in upright points, and the way back to the page as it is shown."""

    page: RawPage
    back: Matrix
    width: float
    height: float
    """Size of the page as it is shown, in points."""


class _Line(NamedTuple):
    quad: Quad
    letters: Letters


def read_page(picture: Pixels, number: int, points: float, *, photo: bool = False) -> Seen:
    """The words of one picture; ``points`` is the size of a pixel. About 4 CPU-seconds for a full page.

    ``photo`` says that a sheet may lie on a table, under uneven light.
    """
    height, width = picture.shape[:2]
    back = np.diag([points, points, 1.0])
    quads = nets().find(picture)
    for flat in _laid_flat(picture, quads) if photo else ():
        found = nets().find(flat.pixels)
        if _is_better(found, quads):
            picture, back, quads = flat.pixels, back @ flat.back, found
            break
    picture, quads, turn = _upright(picture, quads)
    lines = [_Line(quad, nets().read(cut(picture, quad))) for quad in quads if _is_line(quad)]
    lines = [line for line in lines if line.letters.words and line.letters.score >= MIN_SCORE]
    straight, size = _straight(lines, picture, points)
    page = _laid_out(lines, straight, size, number)
    return Seen(page, back @ turn @ np.linalg.inv(straight), width * points, height * points)


def put_back(word: Word, seen: Seen) -> Word:
    """A word with its box on the page as it is shown."""
    corners = np.array([[[word.x0, word.y0], [word.x1, word.y0], [word.x1, word.y1], [word.x0, word.y1]]])
    shown = cv2.perspectiveTransform(corners.astype(np.float64), seen.back)[0]
    (x0, y0), (x1, y1) = shown.min(axis=0), shown.max(axis=0)
    return word._replace(
        x0=min(max(float(x0), 0.0), seen.width),
        y0=min(max(float(y0), 0.0), seen.height),
        x1=min(max(float(x1), 0.0), seen.width),
        y1=min(max(float(y1), 0.0), seen.height),
    )


def _laid_flat(picture: Pixels, quads: Sequence[Quad]) -> Iterator[Flat]:
    """The sheet of a photograph alone, flat and evenly lit, where no writing is lost; then the whole, evenly lit."""
    sheet = sheet_in(picture)
    if sheet is not None:
        whole = sum(size_of(quad)[0] for quad in quads)
        inside = sum(size_of(quad)[0] for quad in quads if _lies_on(quad, sheet))
        if inside >= INSIDE_SHARE * whole:
            flat = flattened(picture, sheet)
            yield Flat(evened(flat.pixels), flat.back)
    even = evened(picture)
    if even is not picture:
        yield Flat(even, np.eye(3))


def _is_better(found: Sequence[Quad], before: Sequence[Quad]) -> bool:
    """Whether as many lines are found as before, and no less level: the edge of a shadow is no edge of the sheet."""
    return len(found) >= KEPT_SHARE * len(before) and _slant(found) <= _slant(before) + LEVEL


def _slant(quads: Sequence[Quad]) -> float:
    """How far the long lines run apart, in radians."""
    sizes = [size_of(quad)[0] for quad in quads]
    long = [quad for quad, wide in zip(quads, sizes, strict=True) if wide >= 0.5 * max(sizes)]
    turns = [float(np.arctan2(quad[1, 1] - quad[0, 1], quad[1, 0] - quad[0, 0])) for quad in long]
    return float(np.subtract(*np.percentile(turns, (90, 10)))) if turns else 0.0


def _lies_on(quad: Quad, sheet: Quad) -> bool:
    return all(cv2.pointPolygonTest(sheet, (float(x), float(y)), measureDist=False) >= 0 for x, y in quad)


def _is_line(quad: Quad) -> bool:
    width, height = size_of(quad)
    return width <= MAX_LINE_RATIO * max(height, 1.0)


def _upright(picture: Pixels, quads: list[Quad]) -> tuple[Pixels, list[Quad], Matrix]:
    """Picture and lines turned the right way up, and the way back to the picture as it was given."""
    back = np.eye(3)
    if _runs_sideways(quads):
        height, width = picture.shape[:2]
        picture = cast("Pixels", np.ascontiguousarray(np.rot90(picture)))
        # A quarter turn against the clock brings (x, y) to (y, width - x).
        back = np.array([[0.0, -1.0, width], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        quads = nets().find(picture)
    if _is_upside_down(picture, quads):
        height, width = picture.shape[:2]
        picture = cast("Pixels", np.ascontiguousarray(picture[::-1, ::-1]))
        back = back @ np.array([[-1.0, 0.0, width], [0.0, -1.0, height], [0.0, 0.0, 1.0]])
        far = np.array([width, height], dtype=np.float32)
        quads = [(far - quad)[[2, 3, 0, 1]] for quad in quads]
    return picture, quads, back


def _runs_sideways(quads: Sequence[Quad]) -> bool:
    """Whether most of the writing runs from top to bottom: boxes of one or two letters tell nothing."""
    tall = flat = 0.0
    for quad in quads:
        width, height = size_of(quad)
        if max(width, height) > 2.0 * min(width, height):
            tall, flat = tall + height * (height > width), flat + width * (width > height)
    return tall > flat


def _is_upside_down(picture: Pixels, quads: Sequence[Quad]) -> bool:
    """Whether the longest lines are read more surely from the other side."""
    longest = sorted((q for q in quads if _is_line(q)), key=lambda q: -size_of(q)[0])[:SAMPLE_LINES]
    if not longest:
        return False
    strips = [cut(picture, quad) for quad in longest]
    upright = sum(nets().read(strip).score for strip in strips) / len(strips)
    if upright >= UPRIGHT_SCORE:
        return False
    turned = sum(nets().read(np.ascontiguousarray(s[::-1, ::-1])).score for s in strips) / len(strips)
    return turned > upright


def _straight(lines: Sequence[_Line], picture: Pixels, points: float) -> tuple[Matrix, tuple[float, float]]:
    """From the picture's pixels to points on a page whose lines run level; and the size of that page."""
    height, width = picture.shape[:2]
    turns = [(size_of(q)[0], float(np.arctan2(q[1, 1] - q[0, 1], q[1, 0] - q[0, 0]))) for q, _ in lines]
    long = [angle for wide, angle in turns if wide >= 0.5 * max(w for w, _ in turns)]
    angle = median(long) if long else 0.0
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), np.degrees(angle), points)
    matrix = np.vstack([turn, [0.0, 0.0, 1.0]])
    matrix[:2, 2] -= (1 - points) * np.array([width / 2, height / 2])
    return matrix, (width * points, height * points)


def _laid_out(lines: Sequence[_Line], straight: Matrix, size: tuple[float, float], number: int) -> RawPage:
    """The words in order of reading, in lines."""
    placed = [(_box(line.quad, straight), line) for line in lines]
    usual = median([box.y1 - box.y0 for box, _ in placed]) if placed else 1.0
    boxes = [_steadied(box, usual) for box, _ in placed]
    words = [word for at in reading_order(boxes) for word in _words(boxes[at], placed[at][1].letters)]
    return RawPage(number, *size, words=len(words), lines=page_lines(words), engine=RECOGNISED)


def _box(quad: Quad, straight: Matrix) -> Box:
    corners = cv2.perspectiveTransform(quad[None].astype(np.float64), straight)[0]
    return Box(
        float(corners[[0, 3], 0].mean()),
        float(corners[[0, 1], 1].mean()),
        float(corners[[1, 2], 0].mean()),
        float(corners[[2, 3], 1].mean()),
    )


def _steadied(box: Box, usual: float) -> Box:
    """A box of the usual height where its own is near it: letters without tails make lower boxes of equal type."""
    height = box.y1 - box.y0
    if not 0.7 * usual <= height <= 1.35 * usual:
        return box
    middle = (box.y0 + box.y1) / 2
    return box._replace(y0=middle - usual / 2, y1=middle + usual / 2)


def _words(box: Box, letters: Letters) -> list[RawWord]:
    width = box.x1 - box.x0
    return [
        RawWord(text, box.x0 + start * width, box.y0, box.x0 + end * width, box.y1, place == 0, min(sure, 1.0))
        for place, (text, start, end, sure) in enumerate(letters.words)
    ]
