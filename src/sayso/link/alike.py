"""Whether two contents say the same thing, or things that cannot both be so; by their words alone."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sayso.link.terms import Terms

Verdict = Literal["same", "opposed", "contrary", "other"]
"""``opposed``: one negates the other. ``contrary``: the same words around other figures."""

SAME_SHARE = 0.5
"""Share of the longer content's terms that two contents of one meaning have in common ..."""
PART_SHARE = 0.75
"""... or of the shorter's, where it has at least ``PART_TERMS``."""
PART_TERMS = 3
STRONG = 0.8
"""From here on the words are so nearly the same that a grouping needs no second look."""
COPIED_WORDS = 8
"""As many words in a row are not chosen twice: one repeats the other."""


class Likeness(NamedTuple):
    """The verdict on two contents and how much of the longer one's terms they share."""

    verdict: Verdict
    share: float
    part: float


def likeness(a: Terms, b: Terms) -> Likeness:
    """How two contents bear on each other; symmetric."""
    if a.norms == b.norms:
        return Likeness("same", 1.0, 1.0)
    shared = len(a.words & b.words)
    both_figures = a.figures & b.figures
    weight = shared + 2 * len(both_figures)
    sizes = sorted(len(t.words) + 2 * len(t.figures) for t in (a, b))
    share, part = weight / max(1, sizes[1]), weight / max(1, sizes[0])
    words_share = shared / max(1, min(len(a.words), len(b.words)))
    if a.figures and b.figures and not both_figures:
        close = shared >= PART_TERMS and words_share >= PART_SHARE and a.negated == b.negated
        return Likeness("contrary" if close else "other", share, part)
    close = share >= SAME_SHARE if shared >= 2 else False
    close = close or (part >= PART_SHARE and shared >= PART_TERMS and share >= SAME_SHARE / 2)
    if not close:
        return Likeness("other", share, part)
    return Likeness("same" if a.negated == b.negated else "opposed", share, part)


def denies(denial: Terms, target: Terms) -> bool:
    """Whether what ``denial`` denies is what ``target`` says; the negation itself is in the verb of denial."""
    shared = denial.words & target.words
    figures = denial.figures & target.figures
    if denial.figures and target.figures and not figures:
        return False
    weight = len(shared) + 2 * len(figures)
    size = len(denial.words) + 2 * len(denial.figures)
    return weight >= 2 and weight / max(1, size) >= SAME_SHARE and (len(shared) >= 2 or bool(figures))


def same_words(a: Terms, b: Terms) -> bool:
    """Whether the two are the same words, enough of them for one to repeat the other."""
    return a.norms == b.norms and len(a.norms) >= COPIED_WORDS
