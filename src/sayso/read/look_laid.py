"""Two pictures of one page laid over each other: perspective, size and bent paper evened out.

What carries them over each other are the words that both were read to have; where those are too few, features of the
pictures themselves. The bend that is left is taken out by one smooth surface for the whole page, which is too stiff to
bend a changed word or another signature into its counterpart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from sayso.model.sight import Match
from sayso.read.look_open import View
from sayso.read.ocr_photo import Matrix

Grey = npt.NDArray[np.float32]
"""A picture in shades, 0 black to 255 white; or how much ink there is, 0 to 1."""
Mask = npt.NDArray[np.bool_]

SCALE = 2.0
"""Pixels a point at which pages are compared, 144 to the inch: strokes are three pixels wide."""
MAX_SIDE = 3_000
MIN_MATCHES = 12
"""Words on both pages from which their places say how the pages lie."""
REACH = 4.0
"""Points by which a word's box may lie off and still count."""
MARGIN = 10
"""Pixels at the edge of a picture that are not compared: cut edges show there."""
SHADE = 0.55
"""Share of the light of the paper around below which it is no paper: a table, not a shadow."""
TILE, STEP, SEARCH = 72, 72, 14
"""Pixels: stretches that are looked for on the other page, how far apart, and how far off they are looked for."""
ALIKE = 0.6
"""Likeness from which a stretch counts as found."""
MIN_TILES, FOUND = 6, 0.4
"""Stretches that must be found, and the share of all: in another face, or set anew, most are not."""
LOOSE = 2.0
"""Pixels by which half of the stretches may lie off a smooth surface; more and the pages are not one print."""


class Laid(NamedTuple):
    """Both pages in the frame of the first, ``SCALE`` pixels a point."""

    one: Grey
    other: Grey
    valid: Mask
    """Where both show paper."""
    back: Matrix
    """From points on the second page to points on the first."""
    scale: float
    fits: bool
    """Whether stretches of print lie where they should, so that the pictures can be compared."""


def laid(one: View, other: View, matches: Sequence[Match]) -> Laid | None:
    """The two pages laid over each other; None where nothing tells how."""
    matrix = _by_words(matches)
    if matrix is None:
        matrix = _by_features(one, other)
    if matrix is None:
        return None
    scale = min(SCALE, MAX_SIDE / max(one.pixels.shape[:2]) / one.points)
    first = _grey(one, scale)
    size = (first.shape[1], first.shape[0])
    to_pixels = np.diag([scale, scale, 1.0])
    from_pixels = np.diag([other.points, other.points, 1.0])
    small = cv2.cvtColor(_shrunk(other, matrix, scale), cv2.COLOR_BGR2GRAY)
    factor = other.pixels.shape[1] / small.shape[1]
    warp = to_pixels @ matrix @ from_pixels @ np.diag([factor, factor, 1.0])
    second = _warped(small.astype(np.float32), warp, size)
    valid = _frame(one, np.diag([scale * one.points] * 2 + [1.0]), size)
    valid &= _frame(other, to_pixels @ matrix @ from_pixels, size)
    written = np.array([(match.ax, match.ay) for match in matches]).reshape(-1, 2) * scale
    for view, grey in ((one, first), (other, second)):
        valid &= _paper(grey, written) if view.photo else True
    second, fits = _smoothed(first, second, valid)
    return Laid(first, second, valid, matrix, scale, fits)


def ink(grey: Grey) -> Grey:
    """How much darker each pixel is than the paper close around it, 1 for full black print; wide dark areas have none.

    The paper is what is left when everything narrower than four millimetres is filled up, so that no shadow and no
    fall of light counts as ink.
    """
    soft = cv2.GaussianBlur(grey, (0, 0), 1.1)
    paper = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (25, 25)))
    part = np.clip((paper - soft) / np.maximum(paper, 40.0), 0.0, 1.0)
    strong = part[part > 0.2]
    usual = float(np.percentile(strong, 80)) if strong.size > 200 else 0.6
    return cast("Grey", np.clip(part / max(usual, 0.3), 0.0, 1.0).astype(np.float32))


def inverse(matrix: Matrix) -> Matrix:
    """The way back."""
    return np.linalg.inv(matrix).astype(np.float64)


def _by_words(matches: Sequence[Match]) -> Matrix | None:
    if len(matches) < MIN_MATCHES:
        return None
    points = np.array(matches, dtype=np.float64)
    return _homography(points[:, 2:], points[:, :2], REACH)


def _homography(start: npt.NDArray[Any], end: npt.NDArray[Any], reach: float) -> Matrix | None:
    """The perspective that most pairs of points agree on; None where too few do, or where it turns the page over."""
    matrix, inside = cv2.findHomography(start, end, cv2.USAC_MAGSAC, reach, maxIters=5_000, confidence=0.999)
    if matrix is None or int(inside.sum()) < max(MIN_MATCHES, 0.4 * len(start)):
        return None
    if not 0.05 < float(np.linalg.det(matrix[:2, :2])) < 20.0:
        return None
    return cast("Matrix", matrix.astype(np.float64))


def _by_features(one: View, other: View) -> Matrix | None:
    """How the pages lie by corners of their ink, for pages with few words: drawings, forms, signatures."""
    found = []
    for view in (one, other):
        grey = np.clip(255 * (1 - ink(_grey(view, 1.4))), 0, 255).astype(np.uint8)
        found.append(cv2.SIFT.create(4_000).detectAndCompute(grey, None))
    (keys_one, marks_one), (keys_other, marks_other) = found
    if marks_one is None or marks_other is None or min(len(keys_one), len(keys_other)) < 2 * MIN_MATCHES:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(marks_other, marks_one, k=2)
    good = [p[0] for p in pairs if len(p) == 2 and p[0].distance < 0.8 * p[1].distance]
    if len(good) < MIN_MATCHES:
        return None
    start = np.array([keys_other[m.queryIdx].pt for m in good]) / 1.4
    end = np.array([keys_one[m.trainIdx].pt for m in good]) / 1.4
    return _homography(start, end, REACH)


def _grey(view: View, scale: float) -> Grey:
    """The page in shades at so many pixels a point."""
    grey = cv2.cvtColor(view.pixels, cv2.COLOR_BGR2GRAY)
    factor = scale * view.points
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return cast("Grey", cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way).astype(np.float32))


def _shrunk(view: View, matrix: Matrix, scale: float) -> npt.NDArray[np.uint8]:
    """The picture no finer than it will be seen once laid over, so that nothing flickers between pixels."""
    growth = float(np.sqrt(abs(np.linalg.det(matrix[:2, :2]))))
    factor = min(1.0, scale * view.points * growth)
    small = cv2.resize(view.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return cast("npt.NDArray[np.uint8]", small)


def _warped(grey: Grey, matrix: Matrix, size: tuple[int, int]) -> Grey:
    done = cv2.warpPerspective(
        grey, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return cast("Grey", np.clip(done, 0, 255).astype(np.float32))


def _frame(view: View, matrix: Matrix, size: tuple[int, int]) -> Mask:
    """Where the picture lies in the common frame, without its edges."""
    high, wide = view.pixels.shape[:2]
    corners = np.array([[[0, 0], [wide, 0], [wide, high], [0, high]]], dtype=np.float64)
    mask = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillConvexPoly(mask, np.round(cv2.perspectiveTransform(corners, matrix)[0]).astype(np.int32), 1)
    mask[[0, -1], :] = mask[:, [0, -1]] = 0
    return cast("Mask", cv2.erode(mask, np.ones((2 * MARGIN + 1,) * 2, np.uint8)).astype(bool))


def _paper(grey: Grey, written: npt.NDArray[Any]) -> Mask:
    """Where the sheet lies that bears the words in the middles ``written``, told from the table by its light.

    The sheet ends where it is suddenly less than ``SHADE`` as bright as within a hand's breadth; no usual shadow takes
    so much. What is dark inside it belongs to it.
    """
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    filled = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    around = cv2.dilate(filled, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (51, 51)))
    bright = (filled > SHADE * around).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright, connectivity=4)
    if count < 2:
        return np.zeros(grey.shape, bool)
    x, y = (np.clip((written[:, at] / 8).astype(int), 0, small.shape[1 - at] - 1) for at in (0, 1))
    under = labels[y, x]
    under = under[under > 0]
    label = int(np.bincount(under).argmax()) if under.size else 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    outlines, _ = cv2.findContours((labels == label).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    sheet = np.zeros(small.shape, np.uint8)
    cv2.drawContours(sheet, outlines, -1, 1, cv2.FILLED)
    sheet[[0, -1], :] = sheet[:, [0, -1]] = 0
    inside = cv2.erode(sheet, np.ones((5, 5), np.uint8))
    return cast(
        "Mask", cv2.resize(inside, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST).astype(bool)
    )


def _smoothed(one: Grey, other: Grey, valid: Mask) -> tuple[Grey, bool]:
    """The second page bent as far as one smooth surface allows, and whether its print then lies on the first's."""
    tiles, tried = _tiles(ink(one) * valid, ink(other) * valid)
    if len(tiles) < max(MIN_TILES, FOUND * tried):
        return other, False
    at, off = tiles[:, :2], tiles[:, 2:]
    size = np.array([one.shape[1], one.shape[0]], dtype=np.float64)
    terms = 10 if len(tiles) >= 40 else 3
    weights = np.ones(len(tiles))
    fit: npt.NDArray[Any] = np.zeros((terms, 2))
    away: npt.NDArray[Any] = np.zeros(len(tiles))
    for _ in range(8):
        basis = _basis(at / size, terms)
        fit = np.linalg.lstsq(basis * weights[:, None], off * weights[:, None], rcond=None)[0]
        away = np.linalg.norm(off - basis @ fit, axis=1)
        weights = 1.0 / (1.0 + (away / 1.5) ** 2)
    y, x = np.mgrid[0 : one.shape[0], 0 : one.shape[1]].astype(np.float32)
    moved = _basis(np.stack([x.ravel(), y.ravel()], axis=1) / size, terms) @ fit
    map_x = x + moved[:, 0].reshape(x.shape).astype(np.float32)
    map_y = y + moved[:, 1].reshape(y.shape).astype(np.float32)
    bent = cv2.remap(other, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return cast("Grey", np.clip(bent, 0, 255)), bool(np.median(away) <= LOOSE)


def _basis(at: npt.NDArray[Any], terms: int) -> npt.NDArray[Any]:
    x, y = at[:, 0] - 0.5, at[:, 1] - 0.5
    columns = [np.ones_like(x), x, y, x * y, x * x, y * y, x * x * y, x * y * y, x**3, y**3]
    return np.stack(columns[:terms], axis=1)


def _tiles(one: Grey, other: Grey) -> tuple[npt.NDArray[np.float64], int]:
    """Rows of x, y, dx, dy: how far each stretch of the first page lies off on the second; how many were tried."""
    rows, tried = [], 0
    high, wide = one.shape
    for y in range(SEARCH, high - TILE - SEARCH, STEP):
        for x in range(SEARCH, wide - TILE - SEARCH, STEP):
            tile = one[y : y + TILE, x : x + TILE]
            if float(tile.mean()) < 0.03:
                continue
            tried += 1
            around = other[y - SEARCH : y + TILE + SEARCH, x - SEARCH : x + TILE + SEARCH]
            likeness = cv2.matchTemplate(around, tile, cv2.TM_CCOEFF_NORMED)
            _, best, _, place = cv2.minMaxLoc(likeness)
            if best >= ALIKE:
                rows.append((x + TILE / 2, y + TILE / 2, place[0] - SEARCH, place[1] - SEARCH))
    return np.array(rows, dtype=np.float64).reshape(-1, 4), tried
