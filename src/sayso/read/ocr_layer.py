"""PDF pages and recognition: which pages need it, how they are drawn, and whether a text layer says what is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from rapidfuzz import fuzz

from sayso.read.limits import Limits
from sayso.read.ocr_nets import Pixels, cut, nets
from sayso.read.pdflines import Line
from sayso.read.quality import quality_of

SAMPLED_LINES = 4
"""So many of a layer's lines are read from the picture, spread over the page: 0.3 CPU-seconds a page."""
MIN_LETTERS = 8
AGREES = 60.0
"""Likeness of layer and picture, of 100, from which the layer is kept: old scanners' layers have it, others' 20."""
LOW_QUALITY = 0.6
"""A layer whose words look like this is not worth keeping, whatever it says."""
PADDING = 0.12
_SIGNS = re.compile(r"[\W_]+")


def drawn(page: Any, limits: Limits) -> tuple[Pixels, float]:
    """A page as it is shown, and the size of a pixel in points."""
    width, height = page.get_size()
    scale = min(limits.ocr_dpi / 72.0, limits.ocr_side / max(width, height, 1.0))
    bitmap = page.render(scale=max(scale, 1e-3), rev_byteorder=False, prefer_bgrx=False)
    try:
        pixels = np.ascontiguousarray(_three(bitmap.to_numpy()))
    finally:
        bitmap.close()
    return cast("Pixels", pixels.copy()), width / max(pixels.shape[1], 1)


def agrees(lines: Sequence[Line], picture: Pixels, points: float) -> bool:
    """Whether a page's text layer says what its picture shows, by a few of its longest lines."""
    text = " ".join(line.text for line in lines)
    if quality_of(text) < LOW_QUALITY:
        return False
    long = sorted((line for line in lines if len(_bare(line.text)) >= MIN_LETTERS), key=lambda line: -len(line.text))
    chosen = sorted(long[: 4 * SAMPLED_LINES], key=lambda line: line.y0)[:: max(1, min(len(long), 16) // SAMPLED_LINES)]
    if not chosen:
        return not lines
    likeness = [_likeness(line, picture, points) for line in chosen[: SAMPLED_LINES + 1]]
    return sum(likeness) / len(likeness) >= AGREES


def _likeness(line: Line, picture: Pixels, points: float) -> float:
    """How far a line and the ink under it say the same, 0 to 100."""
    pad = PADDING * line.height
    x0, x1 = (line.x0 - pad) / points, (line.x1 + pad) / points
    y0, y1 = (min(w.y0 for w in line.words) - pad) / points, (max(w.y1 for w in line.words) + pad) / points
    quad = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)
    height, width = picture.shape[:2]
    quad = np.clip(quad, 0, [width - 1, height - 1]).astype(np.float32)
    if quad[1, 0] - quad[0, 0] < 4 or quad[2, 1] - quad[1, 1] < 4:
        return 0.0
    seen = "".join(word[0] for word in nets().read(cut(picture, quad)).words)
    return float(fuzz.ratio(_bare(line.text), _bare(seen)))


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _three(pixels: Any) -> Any:
    """Three colours, whatever pdfium drew."""
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return pixels[:, :, :3]
