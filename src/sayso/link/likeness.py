"""How much of the shorter of two texts answers to the other, however poorly their pages were read.

Two readings of one paper agree a little everywhere, and in its figures; two papers on one form agree word for word
where the form speaks and nowhere else, and their figures stand against each other.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from sayso.link.anchors import Block

SHARE = 0.45
"""Share of the shorter text's words that must answer to the other's, misreadings included."""
EVEN = 0.5
"""Share of the shorter text's stretches that must take part."""
ENOUGH = 1.58
"""What share, agreement of figures and misreadings, weighed, must come to: fitted to papers that were read twice."""
_FIGURES_WEIGHT, _MISREAD_WEIGHT = 1.3, 0.4
_UNTOLD = 2
"""Figures that are taken to agree where none stand opposite each other, so that one in a short text decides little."""

_STRANGE, _CLEAR = 0.3, 0.7
"""Letters alike by which two stretches are taken for different words, and for misreadings of the same ones."""
_STRETCHES, _STRETCH_WORDS = 12, 12
_TAKES_PART = 0.25
POOR = 0.02
"""Share of what stands between blanks that is no word, figure or mark, from which a page counts as poorly read."""
_JUDGED_CHARS = 30_000
"""Characters of a text by which its reading is judged."""
_TOKEN = re.compile(
    r"[\"'“‘(\[«„]*(?:[^\W_]{2,}|\d|[aeioyAEIOYàÀéÉ&])(?:[^\W_]|[-‐–—'’./,:&@%$€£])*[\"'”’)\]».,;:!?…]*|[-–—&%/•]"
)
_FIGURE = re.compile(r"\d.*\d")
_FIGURES = 60
"""Figures of one gap that are held against each other."""
_LONGEST = 2_000
"""Words on one side of a gap beyond which it is not compared letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Shares between 0 and 1, all of the shorter text."""

    share: float
    even: float
    figures: float
    """Of the figures that stand opposite each other and are no misreadings of one another, how many agree."""
    misread: float
    """Of the gaps between words that agree, those that misreading explains."""

    def is_one_paper(self) -> bool:
        """Whether the two can be two poor readings of one paper."""
        weighed = self.share + _FIGURES_WEIGHT * self.figures + _MISREAD_WEIGHT * self.misread
        return self.share >= SHARE and self.even >= EVEN and weighed >= ENOUGH


def likeness(a: Sequence[str], b: Sequence[str], pieces: Sequence[Block], misread: float) -> Likeness:
    """The likeness of two texts given by their words, from the ``pieces`` that are equal in order."""
    a, b, pieces = _shorter_first(a, b, pieces)
    alike = _alike(a, b, pieces)
    agree, against = sum(_is_figure(word) for a0, a1, _, _ in pieces for word in a[a0:a1]), 0
    for a0, a1, b0, b1 in _gaps(len(a), len(b), pieces):
        same, other = _figures(a[a0:a1], b[b0:b1])
        agree, against = agree + same, against + other
    return Likeness(
        share=float(alike.mean()),
        even=_evenness(alike),
        figures=(agree + _UNTOLD) / (agree + against + _UNTOLD),
        misread=misread,
    )


def may_be_one_paper(a: Sequence[str], b: Sequence[str], pieces: Sequence[Block]) -> bool:
    """Whether the two can be readings of one paper if all their figures agree and misreading explains every gap."""
    alike = _alike(*_shorter_first(a, b, pieces))
    return Likeness(share=float(alike.mean()), even=_evenness(alike), figures=1.0, misread=1.0).is_one_paper()


def _shorter_first(
    a: Sequence[str], b: Sequence[str], pieces: Sequence[Block]
) -> tuple[Sequence[str], Sequence[str], Sequence[Block]]:
    return (a, b, pieces) if len(a) <= len(b) else (b, a, [(b0, b1, a0, a1) for a0, a1, b0, b1 in pieces])


def _alike(a: Sequence[str], b: Sequence[str], pieces: Sequence[Block]) -> npt.NDArray[np.float64]:
    """For each word of ``a`` how far it answers to the other text: 1 where it stands there, less where letters do."""
    alike = np.zeros(len(a))
    for a0, a1, _, _ in pieces:
        alike[a0:a1] = 1
    for a0, a1, b0, b1 in _gaps(len(a), len(b), pieces):
        alike[a0:a1] = _resemblance(a[a0:a1], b[b0:b1]) * min(1, (b1 - b0) / (a1 - a0))
    return alike


def _evenness(alike: npt.NDArray[np.float64]) -> float:
    width = min(len(alike), max(_STRETCH_WORDS, len(alike) // _STRETCHES))
    stretches = np.convolve(alike, np.full(width, 1 / width), "valid")
    return float((stretches >= _TAKES_PART).mean())


def is_poorly_read(text: str) -> bool:
    """Whether the text bears the litter that character recognition leaves: stray letters, marks amid words."""
    tokens = text[:_JUDGED_CHARS].split()
    return sum(_TOKEN.fullmatch(t) is None for t in tokens) >= max(2, POOR * len(tokens))


def _gaps(count_a: int, count_b: int, pieces: Sequence[Block]) -> list[Block]:
    """What stands opposite each other between the pieces, and as much at either end as the other text could fill."""
    first, last = pieces[0], pieces[-1]
    lead, tail = 2 * min(first[0], first[2]) + 20, 2 * min(count_a - last[1], count_b - last[3]) + 20
    out = [(max(0, first[0] - lead), first[0], max(0, first[2] - lead), first[2])]
    out += [(p[1], n[0], p[3], n[2]) for p, n in itertools.pairwise(pieces)]
    out.append((last[1], min(count_a, last[1] + tail), last[3], min(count_b, last[3] + tail)))
    return [g for g in out if g[0] < g[1] and g[2] < g[3]]


def _resemblance(a: Sequence[str], b: Sequence[str]) -> float:
    """0 for different words, 1 for misreadings of the same ones, by their letters."""
    if max(len(a), len(b)) > _LONGEST:
        return 0.0
    alike = Levenshtein.normalized_similarity("".join(a), "".join(b))
    return min(1.0, max(0.0, (alike - _STRANGE) / (_CLEAR - _STRANGE)))


def _figures(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many figures two stretches have in common, and how many stand against each other as no misreadings."""
    one, other = Counter(filter(_is_figure, a)), Counter(filter(_is_figure, b))
    same = (one & other).total()
    left, right = list((one - other).elements())[:_FIGURES], list((other - one).elements())[:_FIGURES]
    near = 0
    for figure in left:
        slip = next((r for r in right if _could_be(figure, r)), None)
        if slip is not None:
            right.remove(slip)
            near += 1
    return same, min(len(left) - near, len(right))


def _could_be(a: str, b: str) -> bool:
    """Whether one figure can be the other misread: a letter or two in longer ones."""
    most = max(1, max(len(a), len(b)) // 3)
    return Levenshtein.distance(a, b, score_cutoff=most) <= most


def _is_figure(word: str) -> bool:
    return _FIGURE.search(word) is not None
