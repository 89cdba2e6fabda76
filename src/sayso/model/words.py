"""Word boxes, one packed column a page, so that linking never loads them and no page costs a thousand objects."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_ROW = struct.Struct("<IIffffB")


class Word(NamedTuple):
    """A word on a page: code points [start, end), its box in points from the top left, how surely it was read."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0


def pack(words: Iterable[Word]) -> bytes:
    """25 bytes a word; confidence is kept in hundredths, boxes in single precision."""
    return b"".join(_ROW.pack(w.start, w.end, w.x0, w.y0, w.x1, w.y1, round(w.confidence * 100)) for w in words)


def unpack(data: bytes) -> Iterator[Word]:
    """The words packed in ``data``, boxes rounded to hundredths of a point.

    :raises struct.error: where ``data`` is not a whole number of words.
    """
    for start, end, x0, y0, x1, y1, confidence in _ROW.iter_unpack(data):
        yield Word(start, end, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), confidence / 100)
