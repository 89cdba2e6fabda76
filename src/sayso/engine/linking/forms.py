"""Ties that are no kinship: papers on one form, which further papers on it give away."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.engine.linking.live import Pile
from sayso.link.families import Pair, Tie
from sayso.link.forms import Mask, Stretch, agreeing, form_words, is_of_one_form, may_be_of_one_form
from sayso.link.runs import Run
from sayso.model.codec import from_bytes
from sayso.store.links import LinkIndex


def kinships(index: LinkIndex, pile: Pile, words: Mapping[int, int], ties: Mapping[Pair, Tie]) -> dict[Pair, Tie]:
    """Of the ties of one component those between versions; ``words`` counts those of each text.

    A function of the ties and of the runs that the component's texts share with others.
    """
    forms: dict[int, Mask] = {}
    return {pair: tie for pair, tie in ties.items() if not _of_one_form(index, pile, words, pair, tie, forms)}


def _of_one_form(
    index: LinkIndex, pile: Pile, words: Mapping[int, int], pair: Pair, tie: Tie, forms: dict[int, Mask]
) -> bool:
    for text in pair:
        if text not in forms:
            forms[text] = form_words(words[text], _shared(index, text).values())
    both = [forms[text] for text in pair]
    if not may_be_of_one_form(tie.same, both):
        return False
    found = pile.alignment(*(index.value("content", text) for text in pair))
    return is_of_one_form(agreeing(found, *(words[text] for text in pair)), both)


def _shared(index: LinkIndex, text: int) -> dict[int, list[Stretch]]:
    """What the text has in common with each other that is no copy of it."""
    out: dict[int, list[Stretch]] = {}
    for a, b, _, _, body in index.all("runs_of", text):
        run = from_bytes(body, Run)
        other, stretch = (b, (run.a0, run.a1)) if a == text else (a, (run.b0, run.b1))
        out.setdefault(other, []).append(stretch)
    return out
