"""Papers on one form, told from versions of one paper: by what others, which are something else, have word for word.

Two sheets on one form agree where the form speaks, and what was filled in stands against each other. What the form
says is known from further papers on it: words that each of two or more texts shares which are no copies of this one.
Two versions of a paper agree in the rest as well, however many have quoted from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from sayso.link.align import Alignment

WITNESSES = 2
"""Texts which are no copies that must have a word before it counts as the form's: one may be an overlooked copy."""
FORM = 0.5
"""Share of the words in which two papers agree that the form must account for ..."""
FILLED = 0.44
"""... and share of the words filled in that two versions agree in; fitted to papers that were read twice."""
CLOSE = 0.9
"""Share of the shorter text's words from which two papers are versions whatever others have of them."""

Stretch = tuple[int, int]
"""First word, word behind the last."""
Mask = npt.NDArray[np.bool_]
"""One truth for each word of a text."""


def form_words(count: int, shared: Iterable[Iterable[Stretch]]) -> Mask:
    """Which of ``count`` words are a form's; ``shared`` gives what each text that is no copy has in common with it."""
    having = np.zeros(count, np.int32)
    for stretches in shared:
        having += _covered(count, stretches)
    return having >= WITNESSES


def agreeing(found: Alignment, count_a: int, count_b: int) -> tuple[Mask, Mask]:
    """Which words of two versions agree, from all their differences."""
    a0, a1, b0, b1 = found.stretch or (0, count_a, 0, count_b)
    edits = [e for e in found.edits if e.sort != "moved"]
    in_a = _covered(count_a, [(a0, a1)]) & ~_covered(count_a, [(e.a0, e.a1) for e in edits])
    in_b = _covered(count_b, [(b0, b1)]) & ~_covered(count_b, [(e.b0, e.b1) for e in edits])
    return in_a, in_b


def may_be_of_one_form(same: int, forms: Sequence[Mask]) -> bool:
    """Whether it is worth looking which words two texts agree in: ``same`` are equal in both."""
    shorter = min(map(len, forms))
    return same < CLOSE * shorter and any(int(form.sum()) >= FORM * same / 2 for form in forms)


def is_of_one_form(agree: Sequence[Mask], forms: Sequence[Mask]) -> bool:
    """Whether two texts have a form in common and little of what was filled in; both masks in the order of the texts.

    Where nothing stands outside the form there is nothing to tell them apart by: they stay versions.
    """
    forms = _both_ways(agree, forms)
    filled = [_share(words & ~form, ~form) for words, form in zip(agree, forms, strict=True)]
    formal = [_share(words & form, words) for words, form in zip(agree, forms, strict=True)]
    return max(filled) < FILLED and max(formal) >= FORM


def _both_ways(agree: Sequence[Mask], forms: Sequence[Mask]) -> Sequence[Mask]:
    """``forms`` with the words that agree with a form's word in the other text; as they are where the two run apart."""
    places = [np.flatnonzero(words) for words in agree]
    if len(places[0]) != len(places[1]):
        return forms
    either = forms[0][places[0]] | forms[1][places[1]]
    out = [form.copy() for form in forms]
    for form, at in zip(out, places, strict=True):
        form[at] = either
    return out


def _share(part: Mask, whole: Mask) -> float:
    count = int(whole.sum())
    return int(part.sum()) / count if count else 1.0


def _covered(count: int, stretches: Iterable[Stretch]) -> Mask:
    out = np.zeros(count, np.bool_)
    for first, last in stretches:
        out[first:last] = True
    return out
