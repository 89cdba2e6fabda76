"""Pages painted from known text, and spoiled as a scanner, a fax or a camera would: for the benches of recognition."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from common import ROOT

FACES = ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf")
A4 = (1240, 1754)
"""At 150 to the inch."""
Picture = np.ndarray[Any, Any]


def texts(count: int, seed: int = 1) -> list[str]:
    """``count`` texts of a page each: sentences of the demo case in another order every time."""
    files = sorted((ROOT / "demo" / "gold_text").glob("*.txt"))
    whole = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in files)
    sentences = [
        s
        for s in re.split(r"(?<=[.?!])\s+(?=[A-Z])", whole)
        if 20 < len(s) < 400 and s.isascii() and "--" not in s and "@" not in s
    ]
    draw = random.Random(seed)
    return ["\n".join(_paragraphs(draw, sentences)) for _ in range(count)]


def _is_prose(sentence: str) -> bool:
    return 20 < len(sentence) < 400 and sentence.isascii() and "--" not in sentence and "@" not in sentence


def _paragraphs(draw: random.Random, sentences: list[str]) -> Iterator[str]:
    letters = 0
    while letters < 1700:
        paragraph = " ".join(draw.sample(sentences, draw.randint(2, 4)))
        letters += len(paragraph)
        yield paragraph


def faces() -> list[Callable[[int], Any]]:
    """The fonts found here, each a function of its height; the one that comes with Pillow always."""
    found: list[Callable[[int], Any]] = []
    for name in FACES:
        try:
            ImageFont.truetype(name, 12)
        except OSError:
            continue
        found.append(lambda high, name=name: ImageFont.truetype(name, high))  # type: ignore[misc]
    return [*found, ImageFont.load_default]


def painted(text: str, face: Callable[[int], Any], high: int = 25, ink: int = 28) -> Picture:
    """An A4 page at 150 to the inch, grey, its lines broken where they are full."""
    page = Image.new("L", A4, 250)
    draw, font = ImageDraw.Draw(page), face(high)
    y = 110.0
    for paragraph in text.split("\n"):
        for line in _broken(paragraph, font, A4[0] - 270):
            draw.text((135, y), line, font=font, fill=ink)
            y += 1.42 * high
        y += 0.7 * high
    return np.asarray(page)


def _broken(text: str, font: Any, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) > room:
            yield line
            longer = word
        line = longer
    yield line


def scanned(page: Picture, seed: int) -> bytes:
    """A flat scan: a little askew, a little noise, JPEG."""
    rng = np.random.default_rng(seed)
    high, wide = page.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), float(rng.uniform(-0.8, 0.8)), 1.0)
    grey = cv2.warpAffine(page.astype(np.float32), turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=245)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.6) + rng.normal(0, 5, grey.shape)
    return _jpeg(grey, 75)


def faxed(page: Picture, seed: int) -> bytes:
    """A fax in fine resolution: 204 x 196 to the inch, black and white, with specks and a few torn rows."""
    rng = np.random.default_rng(seed)
    fine = cv2.resize(page.astype(np.float32), (1728, 2292), interpolation=cv2.INTER_CUBIC)
    fine = cv2.GaussianBlur(fine, (0, 0), 0.8) + rng.normal(0, 14, fine.shape)
    black = np.where(fine < 150, 0, 255).astype(np.uint8)
    for _ in range(6):
        row = int(rng.integers(0, black.shape[0]))
        black[row] = np.roll(black[row], int(rng.integers(-6, 7)))
    specks = rng.random(black.shape) < 0.0006
    black[specks] = 255 - black[specks]
    out = io.BytesIO()
    Image.fromarray(black).convert("1").save(out, "TIFF", compression="group4", dpi=(204, 196))
    return out.getvalue()


def photographed(page: Picture, seed: int, scale: float = 1.0) -> bytes:
    """A page on a table, seen at a slant, with a shadow over its lower part; ``scale`` shrinks the camera's picture."""
    rng = np.random.default_rng(seed)
    high, wide = page.shape
    size = (1960, 2600)
    jitter = rng.uniform(-60, 60, (4, 2))
    corners = (np.array([(160, 165), (1780, 170), (1790, 2420), (150, 2435)]) + jitter).astype(np.float32)
    start = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(start, corners)
    paper = cv2.cvtColor(page, cv2.COLOR_GRAY2BGR).astype(np.float32) * np.array([0.93, 0.975, 1.0])
    table = np.ones((size[1], size[0], 3)) * np.array((58, 86, 122)) + rng.normal(0, 6, (size[1], size[0], 1))
    mask = cv2.warpPerspective(np.ones((high, wide), np.float32), matrix, size)[..., None]
    whole = table * (1 - mask) + cv2.warpPerspective(paper, matrix, size, flags=cv2.INTER_CUBIC) * mask
    whole = cv2.GaussianBlur(whole * _light(size, rng)[..., None], (0, 0), 0.9) + rng.normal(0, 5, whole.shape)
    if scale != 1.0:
        whole = cv2.resize(whole, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return _jpeg(whole, 80)


def _light(size: tuple[int, int], rng: np.random.Generator) -> Picture:
    """A lamp at the upper left and the edge of a shadow."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    lamp = 1.03 - 0.30 * (y / size[1]) * (x / size[0])
    edge = 1 / (1 + np.exp(-((y - rng.uniform(0.5, 0.7) * size[1]) + 0.35 * (x - size[0] / 2)) / 45))
    return lamp * (1 - 0.3 * edge)


def _jpeg(grey: Picture, quality: int) -> bytes:
    done, data = cv2.imencode(".jpg", np.clip(grey, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise SystemExit("the picture cannot be written")
    return bytes(data)


SORTS: dict[str, Callable[[Picture, int], bytes]] = {
    "clean scan": scanned,
    "fax": faxed,
    "photograph, perspective and shadow": photographed,
    "photograph at half resolution": lambda page, seed: photographed(page, seed, 0.5),
}
