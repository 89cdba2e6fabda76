"""Looking at two pages side by side: what the words in question are read as again, and what only pictures show.

Runs in the confined child, as all that touches the bytes of documents.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from sayso.model.sight import Look, Shot, Sight
from sayso.read import pace
from sayso.read.limits import Limits
from sayso.read.look_again import looked_again
from sayso.read.look_laid import laid
from sayso.read.look_open import View, view_of
from sayso.read.look_regions import regions

SHOT_SIDE = 1_600
"""The longer side of a page's picture in pixels: good to read on a screen, some 200 KB."""
QUALITY = 72


def look_at(one: bytes, other: bytes, names: tuple[str, str], look: Look, limits: Limits) -> Sight:
    """What is seen on the two pages of ``look``; about a second a page, and a tenth of one for each place read again.

    A page that cannot be had as a picture is not looked at.
    """
    pace.begin(1)
    first = view_of(one, names[0], look.page_one, limits)
    second = view_of(other, names[1], look.page_other, limits)
    over = laid(first, second, look.matches) if first and second else None
    found = regions(over, look) if over and look.compare else None
    return Sight(
        one=_shot(first) if look.shots and first else None,
        other=_shot(second) if look.shots and second else None,
        again=looked_again(first, second, look, over.back if over else None),
        regions=found or (),
        compared=found is not None,
    )


def _shot(view: View) -> Shot:
    high, wide = view.pixels.shape[:2]
    scale = min(1.0, SHOT_SIDE / max(high, wide))
    small = cv2.resize(view.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Shot(
        jpeg(cast("np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", small)), wide * view.points, high * view.points
    )


def jpeg(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """A picture as JPEG; equal pixels give equal bytes."""
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes() if done else b""
