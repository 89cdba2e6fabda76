"""Reads a cue: which verb of the trade it is, whether it is denied, whether it is passive."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from sayso.extract.lexicon import LEMMAS, word_set
from sayso.extract.spans import Found, words
from sayso.model.span import Span, hull

AUXILIARIES = word_set(
    "have has had having is are was were be been being do does did will would can could shall should may might must "
    "also again then later since ever just only to as been"
)
_NOT = re.compile(r"\b(?:not|never|no longer|cannot|can['’]t|[a-z]+n['’]t|neither|nor|hardly)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)\s+(?:\w+ly\s+)?(?:\w+\s+)?$", re.IGNORECASE)
REACH = 24
"""Characters before a cue in which its auxiliaries and its "not" may stand."""


class Cue(NamedTuple):
    """What a cue says: base form of its verb (empty if unknown), its words, and how it is turned."""

    lemma: str
    words: tuple[str, ...]
    denied: bool
    passive: bool
    noun: bool


def read_cue(text: str, found: Found, sentence: Span) -> Cue:
    """The cue of ``found``; its auxiliaries may stand outside its span, before it in the same sentence."""
    span = hull(found.cue)
    said = tuple(words(text, span))
    before = _before(text, found, span, sentence)
    lemma = _lemma(said)
    verb = next((w for w in said if LEMMAS.get(w) == lemma), "")
    around = before + " ".join(said[: said.index(verb)] if verb in said else said) + " "
    participle = verb.endswith(("ed", "en", "t", "d", "n")) and verb != lemma
    return Cue(
        lemma=lemma,
        words=said,
        denied=bool(_NOT.search(before + span.of(text))),
        passive=participle and bool(_PASSIVE.search(around)),
        noun=text[max(span.start - 4, 0) : span.start].lower() in {"the ", " my ", "his ", "her "}
        or said[:1] == ("the",),
    )


def _before(text: str, found: Found, cue: Span, sentence: Span) -> str:
    start = max(
        [cue.start - REACH, sentence.start, *(s.end for s in (*found.source, *found.content) if s.end <= cue.start)]
    )
    return text[start : cue.start]


_PHRASES = (
    (word_set("stand stands stood standing"), "by", "stand_by"),
    (word_set("take takes took taken taking"), "back", "take_back"),
)
"""Verbs that mean something else with the little word behind them."""


def _lemma(said: tuple[str, ...]) -> str:
    for first, second in pairwise(said):
        phrase = next((lemma for verbs, little, lemma in _PHRASES if first in verbs and second == little), None)
        if phrase is not None:
            return phrase
    plain = [LEMMAS[w] for w in said if w in LEMMAS and w not in AUXILIARIES]
    if plain:
        return plain[0]
    return next((LEMMAS[w] for w in reversed(said) if w in LEMMAS), "")
