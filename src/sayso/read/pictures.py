"""Picture files to documents: each frame is a page, read by character recognition."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.ocr_nets import Pixels
from sayso.read.ocr_text import Recognised
from sayso.read.outcome import Draft

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "JPEG2000", "PPM", "PCX", "AVIF", "HEIF", "MPO")
"""What is opened, and nothing else: other formats of the library run other programs or draw by themselves."""
DEFAULT_DPI = 150.0
SHEET_INCHES = 11.7
"""A picture that does not say how large a pixel is counts as a page of this length."""
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, ZeroDivisionError)
"""What the library raises on broken files of its many formats."""


def read_pictures(data: bytes, media_type: str, limits: Limits) -> Draft:
    """The words in a picture file, a page a frame.

    :raises BadDocument: ``damaged``, ``too_many_pixels``.
    """
    open_heif(media_type)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _read(data, media_type, limits)


def _read(data: bytes, media_type: str, limits: Limits) -> Draft:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise BadDocument("too_many_pixels") from error
    except (UnidentifiedImageError, *DAMAGED) as error:
        raise BadDocument("damaged") from error
    found = Recognised(limits)
    total = max(int(getattr(picture, "n_frames", 1) or 1), 1)
    for number, frame in enumerate(frames(picture), 1):
        if number > limits.max_pages:
            found.lose(range(number, min(total, 2 * limits.max_pages) + 1), "too_many_pages")
            break
        _read_frame(frame, number, found, limits)
    return found.draft(media_type)


def _read_frame(frame: Any, number: int, found: Recognised, limits: Limits) -> None:
    if isinstance(frame, str):
        found.lose([number], frame)
        return
    if frame.width * frame.height > limits.max_pixels:
        found.lose([number], "too_many_pixels")
        return
    if not found.begin(number):
        return
    try:
        pixels, points = pixels_of(frame, limits)
    except DAMAGED:
        found.lose([number], "damaged")
        return
    found.read(pixels, number, points, photo=True)


def frames(picture: Any) -> Iterator[Any]:
    """Each frame, not yet decoded; the reason for one that cannot be had, after which no other is looked for."""
    if picture.format in {"GIF", "WEBP", "PNG", "AVIF"}:
        # Moving pictures show one thing many times.
        yield picture
        return
    frames = iter(ImageSequence.Iterator(picture))
    while True:
        try:
            frame = next(frames)
        except StopIteration:
            return
        except Image.DecompressionBombError:
            yield "too_many_pixels"
            return
        except DAMAGED:
            yield "damaged"
            return
        yield frame


def pixels_of(frame: Any, limits: Limits) -> tuple[Pixels, float]:
    """The pixels of a frame as it is shown, not too many of them, and the size of one in points."""
    points = _points(frame)
    side = limits.ocr_side
    if frame.format in {"JPEG", "MPO"}:
        frame.draft("RGB", (side, side))
    frame.load()
    picture = ImageOps.exif_transpose(frame) or frame
    whole = max(picture.size)
    if whole > side:
        picture = picture.reduce(2) if whole >= 2 * side else picture
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    flat = _on_white(picture)
    points *= max(_shown_size(frame)) / max(flat.size)
    return cast("Pixels", np.ascontiguousarray(np.asarray(flat)[:, :, ::-1])), points


def _shown_size(frame: Any) -> tuple[int, int]:
    return cast("tuple[int, int]", frame.size)


def _on_white(picture: Any) -> Any:
    """A picture in three colours, laid on white where it is transparent, its range brought to eight bits."""
    if picture.mode.startswith("I") or picture.mode == "F":
        values = np.asarray(picture, dtype=np.float64)
        low, high = float(values.min()), float(values.max())
        picture = Image.fromarray(((values - low) * (255.0 / max(high - low, 1.0))).astype(np.uint8))
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        over = picture.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        paper.alpha_composite(over)
        picture = paper
    return picture.convert("RGB")


def _points(frame: Any) -> float:
    """Size of a pixel in points: by what the file says where that can be a scan, else as if the frame were a page."""
    said = frame.info.get("dpi") or (0, 0)
    try:
        dpi = float(said[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
        dpi = 0.0
    if not 90 <= dpi <= 2400:
        dpi = max(max(frame.size) / SHEET_INCHES, 1.0)
    return 72.0 / dpi


def open_heif(media_type: str) -> None:
    """Loads what HEIC files need, where the file is one."""
    if media_type in {"image/heic", "image/heif"}:
        from pi_heif import register_heif_opener  # noqa: PLC0415 - a library that few piles need

        register_heif_opener()
