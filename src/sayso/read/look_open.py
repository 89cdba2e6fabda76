"""One page of a file as a picture, for looking at it again: as it is shown, with the size of a pixel in points."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import NamedTuple

import pypdfium2
from PIL import Image

from sayso.errors import BadDocument
from sayso.read.kinds import kind_of
from sayso.read.limits import Limits
from sayso.read.ocr_layer import drawn
from sayso.read.ocr_nets import Pixels
from sayso.read.pdf import open_or_mend
from sayso.read.pictures import DAMAGED, FORMATS, frames, open_heif, pixels_of


class View(NamedTuple):
    """A page as a picture."""

    pixels: Pixels
    points: float
    photo: bool
    """Whether it may be a photograph of a sheet on a table."""


def view_of(data: bytes, name: str, number: int, limits: Limits) -> View | None:
    """Page ``number`` of a file, which is a PDF or a picture; None where it has no such page or no pictures."""
    if not data or number < 1:
        return None
    kind = kind_of(data, name)
    try:
        if kind.family == "pdf":
            return _of_pdf(data, number, limits)
        if kind.family == "image":
            open_heif(kind.media_type)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _of_picture(data, number, limits)
    except (BadDocument, pypdfium2.PdfiumError, Image.DecompressionBombError, *DAMAGED):
        return None
    return None


def _of_pdf(data: bytes, number: int, limits: Limits) -> View | None:
    document, _ = open_or_mend(data)
    try:
        if number > len(document):
            return None
        page = document[number - 1]
        try:
            return View(*drawn(page, limits), photo=False)
        finally:
            page.close()
    finally:
        document.close()


def _of_picture(data: bytes, number: int, limits: Limits) -> View | None:
    picture = Image.open(BytesIO(data), formats=FORMATS)
    for at, frame in enumerate(frames(picture), 1):
        if at < number:
            continue
        if isinstance(frame, str) or frame.width * frame.height > limits.max_pixels:
            return None
        return View(*pixels_of(frame, limits), photo=True)
    return None
