"""How much of the shorter of two texts answers to the other, however poorly their pages were read.

Two readings of one paper agree a little everywhere, and in its figures; two papers on one form agree word for word
where the form speaks and nowhere else: what was filled in, figures, names and words that are read well enough, stands
against each other, and what agrees are common words.
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
from sayso.link.plausible import is_word

SHARE = 0.45
"""Share of the shorter text's words that must answer to the other's, misreadings included."""
EVEN = 0.5
"""Share of the shorter text's stretches that must take part."""
ENOUGH = 1.58
"""What share, agreement of figures and misreadings, weighed, must come to: fitted to papers that were read twice."""
_FIGURES_WEIGHT, _MISREAD_WEIGHT = 1.3, 0.4
FEWER, UNOPPOSED, NAMED = 1.45, 0.25, 0.04
"""What it must come to where few words that can be read stand against each other, and telling ones agree.

It is as much where the words tell more than two papers on one form ever have in common."""
TOLD, WELL_TOLD = 1.52, 1.8
"""What share, figures, misreadings, telling words and opposed ones must come to: what a form alone does not reach,
and what it comes nowhere near."""
PLAIN = 1.7
"""What that must come to without misreadings for words that lie farther apart than those of one paper do."""
PARTICULAR = 0.25
"""Share of names and figures among the words that agree; in stamps and heads it is a date or two."""
_TOLD_MISREAD, _TOLD_TELLING, _TOLD_OPPOSED = 0.4, 5.0, 0.3
"""Weights beside those of share and figures, fitted to papers that were read twice and to sheets on one form."""
_MOST_TELLING = 0.2
"""Share of telling words beyond which more of them say no more."""
_SHORT = 3
"""Letters of words that are never telling."""
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
    opposed: float
    """Of these gaps, those with words on either side that can be read and are no misreadings of one another."""
    telling: float
    """Of the words that agree, those that are not common ones, as names are."""
    particular: float = 0.0
    """Of the words that agree, those that are telling or figures."""

    def is_one_paper(self) -> bool:
        """Whether the two can be two poor readings of one paper."""
        weighed = self.share + _FIGURES_WEIGHT * self.figures + _MISREAD_WEIGHT * self.misread
        told = self._told()
        named = (self.opposed <= UNOPPOSED and self.telling >= NAMED) or told >= WELL_TOLD
        return self.is_spread() and weighed >= (FEWER if named else ENOUGH) and told >= TOLD

    def is_spread(self) -> bool:
        """Whether enough answers to the other text, and everywhere."""
        return self.share >= SHARE and self.even >= EVEN

    def is_plain(self) -> bool:
        """Whether what agrees says so much, misreadings aside, that it counts in words that lie far apart too."""
        return self._told() - _TOLD_MISREAD * self.misread >= PLAIN

    def is_particular(self) -> bool:
        """Whether it is plain and so much of it names and figures that it counts in a few words too: no stamp."""
        return self.is_plain() and self.particular >= PARTICULAR

    def _told(self) -> float:
        telling = _TOLD_TELLING * min(self.telling, _MOST_TELLING)
        return self.share + self.figures + _TOLD_MISREAD * self.misread + telling - _TOLD_OPPOSED * self.opposed


def likeness(
    a: Sequence[str], b: Sequence[str], pieces: Sequence[Block], *, misread: float, opposed: float
) -> Likeness:
    """The likeness of two texts given by their words, from the ``pieces`` that are equal in order."""
    a, b, pieces = _shorter_first(a, b, pieces)
    alike = _alike(a, b, pieces)
    same = [word for a0, a1, _, _ in pieces for word in a[a0:a1]]
    figures, telling = sum(map(_is_figure, same)), sum(map(_is_telling, same))
    agree, against = figures, 0
    for a0, a1, b0, b1 in _gaps(len(a), len(b), pieces):
        here, other = _figures(a[a0:a1], b[b0:b1])
        agree, against = agree + here, against + other
    return Likeness(
        share=float(alike.mean()),
        even=_evenness(alike),
        figures=(agree + _UNTOLD) / (agree + against + _UNTOLD),
        misread=misread,
        opposed=opposed,
        telling=telling / (len(same) + 1),
        particular=(figures + telling) / (len(same) + 1),
    )


def may_be_one_paper(a: Sequence[str], b: Sequence[str], pieces: Sequence[Block]) -> bool:
    """Whether enough answers to the other for two readings of one paper, whatever the rest is."""
    alike = _alike(*_shorter_first(a, b, pieces))
    best = Likeness(
        share=float(alike.mean()), even=_evenness(alike), figures=1.0, misread=1.0, opposed=0.0, telling=1.0
    )
    return best.is_one_paper()


def is_legible(words: Sequence[str]) -> bool:
    """Whether a word among them can be read."""
    return any(map(is_word, words))


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


def _is_telling(word: str) -> bool:
    """Whether a word of letters is no common one; misread alike twice is hardly any."""
    return len(word) > _SHORT and not is_word(word) and not any(map(str.isdigit, word))


def _is_figure(word: str) -> bool:
    return _FIGURE.search(word) is not None
