"""Whether two contents say the same thing, or things that cannot both be so; by their words alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sayso.link.figures import distinctive
from sayso.link.terms import Terms, stem

Verdict = Literal["same", "opposed", "contrary", "other"]
"""``opposed``: one negates the other. ``contrary``: the same words around other figures."""

SAME_SHARE = 0.4
"""Share of the longer content's terms that two contents of one meaning have in common, if those are three ..."""
PAIR_SHARE = 0.5
"""... or two ..."""
PART_SHARE = 0.75
"""... or of the shorter's terms, where the longer does not say much more."""
FEW_TERMS = 3
_SAME_WORDS = 0.8
_MEASURE_WORDS = (
    "metre metres meter meters kilometre kilometres centimetres millimetres mile miles foot feet inches yards "
    "litre litres gallons kilogram kilograms kilos grams pounds tons tonnes euros dollars crowns seconds minutes "
    "hours days weeks months years degrees"
)
_MEASURES = frozenset(map(stem, _MEASURE_WORDS.split()))
"""A measure behind a figure says no more than the figure does."""
_NEGATED_SHARE = 0.6
_SAID = 2
"""Agreeing in names and dates alone is to speak of one thing, not to say one thing."""
STRONG = 0.65
"""From here on the words are so nearly the same that a grouping needs no second look."""
COPIED_WORDS = 8
"""As many words in a row are not chosen twice: one repeats the other."""


class Likeness(NamedTuple):
    """The verdict on two contents, and how much of the longer's and of the shorter's terms they share."""

    verdict: Verdict
    share: float
    part: float


def likeness(a: Terms, b: Terms) -> Likeness:
    """How two contents bear on each other; symmetric."""
    if a.norms == b.norms:
        return Likeness("same", 1.0, 1.0)
    figures = _agreed_figures(a, b)
    count = len(a.words & b.words) + len(a.dates & b.dates) + len(figures)
    weight = count + len(figures)
    small, large = sorted((a.weight, b.weight))
    share, part = weight / max(1, large), weight / max(1, small)
    if a.figures and b.figures and not figures:
        return Likeness("contrary" if _same_but_figures(a, b) else "other", share, part)
    if a.dates and b.dates and not a.dates & b.dates:
        return Likeness("other", share, part)
    if _other_lack(a, b):
        return Likeness("other", share, part)
    if a.negated != b.negated:
        return Likeness("opposed" if _same_but_negation(a, b) else "other", share, part)
    about = len(a.plain & b.plain) + len(figures)
    enough = about >= _SAID or (about and share >= STRONG)
    same = (enough and _close(count, share, part)) or _one_figure(a, b)
    return Likeness("same" if same else "other", share, part)


def _agreed_figures(a: Terms, b: Terms) -> frozenset[str]:
    """The quantities both have; none where others differ that are particular, or that stand in the same words."""
    both = a.figures & b.figures
    if a.figures - both and b.figures - both and len(a.words & b.words) >= _SAME_WORDS * len(a.words | b.words):
        return frozenset()
    particular = [{f for f in t.figures if distinctive(f)} for t in (a, b)]
    return frozenset() if all(particular) and not particular[0] & particular[1] else both


def denies(denial: Terms, target: Terms) -> bool:
    """Whether what ``denial`` denies is what ``target`` says; the negation itself is in the verb of denial."""
    shared = denial.plain & target.plain
    figures = _agreed_figures(denial, target)
    if (denial.figures and target.figures and not figures) or denial.negated != target.negated:
        return False
    if _other_lack(denial, target):
        return False
    if shared and any(distinctive(f) for f in figures):
        return True
    said = len(shared - _MEASURES if figures else shared)
    size = len(denial.plain) + len(denial.figures)
    return said > 0 and said + len(figures) >= _SAID and (len(shared) + len(figures)) / size >= PAIR_SHARE


def _other_lack(a: Terms, b: Terms) -> bool:
    """Whether what one says was wanting the other says was there: "without a licence", "after a licence"."""
    return any(lack.lacking & other.words - other.lacking for lack, other in ((a, b), (b, a)))


def _close(count: int, share: float, part: float) -> bool:
    if count >= FEW_TERMS and part >= PART_SHARE and share >= SAME_SHARE / 2:
        return True
    return share >= (SAME_SHARE if count >= FEW_TERMS else PAIR_SHARE) and count >= 2


def _one_figure(a: Terms, b: Terms) -> bool:
    """Whether a figure that is seldom shared by chance stands in both, with another word in common."""
    return any(distinctive(f) for f in a.figures & b.figures) and bool(a.plain & b.plain)


def _same_but_figures(a: Terms, b: Terms) -> bool:
    shared, sizes = len(a.words & b.words), sorted((len(a.words), len(b.words)))
    apart = bool(a.dates) and bool(b.dates) and not a.dates & b.dates
    one_undated = bool(a.dates) != bool(b.dates)
    enough = PART_SHARE if one_undated else PAIR_SHARE
    return not apart and shared >= FEW_TERMS and shared / sizes[0] >= PART_SHARE and shared / sizes[1] >= enough


def is_none(found: Terms) -> bool:
    """Whether it says that there was none of a thing, and no more: "there were no lifeboats"."""
    return found.negation == "none" and found.norms[0] == "there" and len(found.order) == 1


def _same_but_negation(a: Terms, b: Terms) -> bool:
    """Whether one negates the other; "no shots were fired" needs fewer words of the other than "they did not fire"."""
    shared = len(a.plain & b.plain)
    part = shared / max(1, min(len(a.plain), len(b.plain)))
    if "none" in (a.negation, b.negation):
        return (shared >= _SAID and part >= _NEGATED_SHARE) or (shared > 0 and (is_none(a) or is_none(b)))
    return shared >= FEW_TERMS and part >= PART_SHARE
