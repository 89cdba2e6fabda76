"""The second look: the places of a change are cut out of both pages, larger than before, and read once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import cv2
import numpy as np

from sayso.model.sight import Again, Look, Quad, Spot
from sayso.read.look_laid import inverse
from sayso.read.look_open import View
from sayso.read.ocr_nets import Pixels, cut, nets
from sayso.read.ocr_photo import Matrix

PADDINGS = ((0.10, 0.05), (0.22, 0.12), (0.16, 0.09))
"""Ways to cut a strip: how much is taken above and below it, and to both sides, of its height."""
READ_HIGH = 64
"""Pixels a strip has at least: letters of a poor picture are smoothed rather than blown up into blocks."""
CUT_HIGH, CUT_WIDE = 56, 900
"""Pixels of a strip kept for a person to see."""
GAP = 6
QUALITY = 85


def looked_again(one: View | None, other: View | None, look: Look, back: Matrix | None) -> tuple[Again, ...]:
    """What each spot of ``look`` is read as on both pages; ``back`` leads from the second page to the first."""
    return tuple(_again(one, other, spot, back, shots=look.shots) for spot in look.spots)


def _again(one: View | None, other: View | None, spot: Spot, back: Matrix | None, *, shots: bool) -> Again:
    forth = inverse(back) if back is not None else None
    mapped_one, mapped_other = not spot.one, not spot.other
    quads_one = _moved(spot.core_other, back) if mapped_one else spot.one
    quads_other = _moved(spot.core_one, forth) if mapped_other else spot.other
    strips_one, strips_other = _strips(one, quads_one), _strips(other, quads_other)
    return Again(
        one=_readings(one, quads_one),
        other=_readings(other, quads_other),
        cut_one=_shown(strips_one) if shots else b"",
        cut_other=_shown(strips_other) if shots else b"",
        mapped_one=mapped_one,
        mapped_other=mapped_other,
    )


def _moved(quads: Sequence[Quad], matrix: Matrix | None) -> tuple[Quad, ...]:
    """Strips of one page where they lie on the other; none where that is not known."""
    if matrix is None or not quads:
        return ()
    corners = np.array(quads, dtype=np.float64).reshape(1, -1, 2)
    moved = cv2.perspectiveTransform(corners, matrix).reshape(-1, 8)
    return tuple(Quad(*map(float, row)) for row in moved)


def _readings(view: View | None, quads: Sequence[Quad]) -> tuple[str, ...]:
    """The strips together as read in each way."""
    if view is None or not quads:
        return ()
    return tuple(" ".join(_read(view, quad, *padding) for quad in quads) for padding in PADDINGS)


def _read(view: View, quad: Quad, above: float, beside: float) -> str:
    strip = _cut(view, quad, above, beside)
    if min(strip.shape[:2]) < 4:
        return ""
    return " ".join(word[0] for word in nets().read(_larger(strip)).words)


def _larger(strip: Pixels) -> Pixels:
    scale = READ_HIGH / strip.shape[0]
    if scale <= 1.0:
        return strip
    return cast("Pixels", cv2.resize(strip, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))


def _strips(view: View | None, quads: Sequence[Quad]) -> list[Pixels]:
    return [_cut(view, quad, 0.35, 0.3) for quad in quads] if view else []


def _cut(view: View, quad: Quad, above: float, beside: float) -> Pixels:
    """The pixels of a strip, laid level, with some of what is around it."""
    corners = np.array(quad, dtype=np.float64).reshape(4, 2) / view.points
    along, down = corners[1] - corners[0], corners[3] - corners[0]
    high = max(float(np.linalg.norm(down)), 1.0)
    right, below = along / max(float(np.linalg.norm(along)), 1e-6), down / high
    out = (
        np.array([-1, 1, 1, -1])[:, None] * right * beside * high
        + np.array([-1, -1, 1, 1])[:, None] * below * above * high
    )
    limit = np.array([view.pixels.shape[1] - 1, view.pixels.shape[0] - 1])
    return cut(view.pixels, np.clip(corners + out, 0, limit).astype(np.float32))


def _shown(strips: Sequence[Pixels]) -> bytes:
    """The strips under each other as one JPEG."""
    rows = list(_sized(strips))
    if not rows:
        return b""
    wide = max(row.shape[1] for row in rows)
    whole = np.full((sum(row.shape[0] + GAP for row in rows) - GAP, wide, 3), 255, np.uint8)
    top = 0
    for row in rows:
        whole[top : top + row.shape[0], : row.shape[1]] = row
        top += row.shape[0] + GAP
    done, data = cv2.imencode(".jpg", whole, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes() if done else b""


def _sized(strips: Sequence[Pixels]) -> Iterator[Pixels]:
    for strip in strips[:4]:
        scale = min(CUT_HIGH / max(strip.shape[0], 1), CUT_WIDE / max(strip.shape[1], 1), 3.0)
        if min(strip.shape[:2]) >= 2:
            yield cast("Pixels", cv2.resize(strip, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
