"""How much a statement bears on a question: the share of it that is met in words, then whether both are one matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from types import MappingProxyType

from sayso.link.terms import Terms, stem, terms
from sayso.link.words import words_of
from sayso.link.wordsets import word_set

ENOUGH = 0.5
"""From here on a statement bears on a question: measured, see ``bench/asking.py``."""
SECOND = 0.3
"""What the second opinion weighs beside the words: half of it more where a statement is surely of the question's
matter, half of it less where it surely is not."""
FAINT = ENOUGH - SECOND / 2
"""Below this no second opinion makes a statement bear on a question."""
ELSEWHERE = 0.7
"""What a word is worth that stands not in what is said but in who says it, or in the sentence around."""
KIN = 0.8
"""What a word is worth of which only the first letters agree: "approval" for "approve"."""
_LEAST_KIN, _SHORT_KIN = 5, 4
_ASKING = word_set(
    "happen happened take took place tell told know known think thought claim claimed give given get got make made "
    "answer reason much many long far often exactly actually really about anything something anybody somebody "
    "anyone someone people person thing see saw seen look find found go goes went come came"
)
_ACTS = MappingProxyType(
    {
        "denies": word_set("deny denies denied denial dispute disputes disputed reject rejects rejected"),
        "confirms": word_set("confirm confirms confirmed admit admits admitted concede concedes conceded"),
        "orders": word_set("order orders ordered direct directs directed instruct instructed require required"),
        "asks": word_set("ask asks asked request requests requested recommend recommends recommended"),
        "promises": word_set("promise promises promised undertake undertook undertakes pledge pledged"),
        "believes": word_set(
            "believe believes believed think thinks thought expect expects expected fear fears feared"
        ),
        "declines": word_set("decline declines declined refuse refuses refused"),
        "corrects": word_set("correct corrects corrected withdraw withdraws withdrew retract retracts retracted"),
    }
)
"""Words of a question that ask for a kind of statement: such a statement has them, whatever its own word for it."""


def asked(question: str) -> frozenset[str]:
    """What a question asks about: the stems of its words that carry something, its names, figures and dates."""
    found = terms(question)
    return frozenset(w for w in pieces(found) if w not in _ASKING)


def acts(question: str) -> dict[str, frozenset[str]]:
    """The kinds of statement a question asks for, each with the stems of the words that ask for it."""
    words = frozenset(words_of(question).norms)
    return {kind: frozenset(map(stem, words & forms)) for kind, forms in _ACTS.items() if words & forms}


def pieces(found: Terms) -> frozenset[str]:
    """Stems, names, figures and dates one by one: "tram 407" is the tram and the number."""
    return frozenset(piece for term in (*found.words, *found.figures, *found.dates) for piece in term.split())


def weights(wanted: Iterable[str], common: Mapping[str, int], total: int) -> dict[str, float]:
    """How much each word of a question weighs: the rarer in the pile, the more; most where the pile has it nowhere."""
    return {word: log(1 + (total + 1) / (common.get(word, 0) + 1)) for word in wanted}


def bearing(wanted: Mapping[str, float], said: frozenset[str], around: frozenset[str]) -> float:
    """Share of a question's weight that a statement meets, 0 to 1: in its words, or less in who says them and where."""
    whole = sum(wanted.values())
    if not whole:
        return 0.0
    return (
        sum(weight * max(_has(word, said), ELSEWHERE * _has(word, around)) for word, weight in wanted.items()) / whole
    )


def seconded(score: float, topic: float) -> float:
    """A statement's score in words with the chance, 0 to 1, that it is of one matter with the question."""
    return min(1.0, max(0.0, score + SECOND * (topic - 0.5)))


def _has(word: str, words: frozenset[str]) -> float:
    if word in words:
        return 1.0
    return KIN if any(_kin(word, other) for other in words) else 0.0


def _kin(one: str, other: str) -> bool:
    size, longer = sorted((len(one), len(other)))
    return (size >= _LEAST_KIN or (size == _SHORT_KIN and longer <= 2 * size - 1)) and one[:size] == other[:size]
