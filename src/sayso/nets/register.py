"""The register of a text: by whose guidelines it is read.

The training sets mark different things as attributions, so the network was taught each under an opening piece of its
own. Which one opens a text is decided here from the word pieces it uses (a linear model over their frequencies, see
``train/attribution/register.py``): spacing, line breaks and the sort of quotation marks play no part.
"""

from __future__ import annotations

import io
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.model.span import Span
from sayso.nets.tokens import CLS, pieces

Register = Literal["press", "web", "prose"]
"""Press and papers; posts, mail and answers of the web; encyclopaedias, scholarship, travel, guides."""

TABLE = "register.npy"
OPENINGS: dict[Register, int] = {"press": CLS, "web": 1, "prose": 2}
"""The piece that opens a window of each register."""

BIASES: dict[Register, float] = {"press": 0.0, "web": 1.0, "prose": 0.0}
"""Added to the cue bias of each register: the web's guidelines mark more than the press's."""

UNSURE = 0.5
"""A text is read as the press is where that is likelier than this."""
LEAST_WORDS = 10
"""Fewer words tell nothing."""
MARKS = frozenset({"'", '"', "‘", "’", "“", "”", "`", "«", "»"})
SCALE = 3.0
MAX_CHARS = 20_000
"""The opening of a text tells its register; what follows is not read for it."""


class Weights(NamedTuple):
    """The linear model: the place of each piece id, and weights [pieces + 1, registers], the last row for all texts."""

    place: dict[int, int]
    rows: NDArray[np.float64]


def register_of(text: str, span: Span) -> Register:
    """The register of ``text`` within ``span``; about 1 MB of text a second."""
    if len(text[span.start : span.start + MAX_CHARS][: span.length].split()) < LEAST_WORDS:
        return "press"
    weights = _weights()
    scores = np.exp(features(text, span, weights.place) @ weights.rows)
    return "press" if scores[0] > UNSURE * scores.sum() else tuple(OPENINGS)[int(scores[1:].argmax()) + 1]


def features(text: str, span: Span, place: dict[int, int]) -> NDArray[np.float64]:
    """Square roots of the shares of the pieces of ``place`` [pieces + 1], the last one constant."""
    counts = counted(text, span)
    out = np.zeros(len(place) + 1)
    out[-1] = 1.0
    for piece, count in counts.items():
        if piece in place:
            out[place[piece]] = (count / counts.total()) ** 0.5
    return SCALE * out


def counted(text: str, span: Span) -> Counter[int]:
    """How often each piece stands in ``span``, quotation marks left out."""
    read = pieces(text, Span(span.start, min(span.end, span.start + MAX_CHARS)))
    return Counter(piece for piece, at in zip(read.ids, read.places, strict=True) if at.of(text) not in MARKS)


def table_bytes() -> bytes:
    """The shipped table as it stands, part of the digest of the networks."""
    return files("sayso.nets").joinpath("data", TABLE).read_bytes()


@lru_cache(maxsize=1)
def _weights() -> Weights:
    table = np.load(io.BytesIO(table_bytes()), allow_pickle=False)
    return Weights({int(piece): k for k, piece in enumerate(table[:-1, 0])}, table[:, 1:] / 1000.0)
