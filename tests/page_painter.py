"""Paints pictures of pages from known text, with a font that comes with the library, and spoils them on request."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, cast

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

LINES = (
    "Harbour office, 14 March 2024",
    "The clerk counted 48 crates on the quay before noon and",
    "signed for forty of them in the presence of two porters.",
    "Nobody asked where the other eight had gone, though the",
    "gate was locked and the key hung behind the counter.",
)
WORDS = " ".join(LINES).split()


def page(lines: Sequence[str] = LINES, size: tuple[int, int] = (900, 560), *, high: int = 28) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(high)
    for place, line in enumerate(lines):
        draw.text((60, 60 + place * 1.7 * high), line, font=font, fill=(25, 25, 25))
    return picture


def saved(picture: Image.Image, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def photographed(picture: Image.Image) -> Image.Image:
    """The page on a dark table, seen at a slant, under a light that falls off."""
    sheet = np.asarray(picture)[:, :, ::-1].astype(np.float32)
    height, width = sheet.shape[:2]
    table = (1300, 1000)
    corners = np.array([[150, 120], [1180, 190], [1130, 830], [90, 760]], dtype=np.float32)
    start = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(start, corners)
    whole = cv2.warpPerspective(sheet, matrix, table, borderValue=(40.0, 60.0, 50.0))
    light = np.linspace(1.0, 0.55, table[0], dtype=np.float32)[None, :, None]
    return Image.fromarray(cast("Any", np.clip(whole * light, 0, 255).astype(np.uint8)[:, :, ::-1]))
