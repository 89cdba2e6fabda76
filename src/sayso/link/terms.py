"""Terms: what a content says once little words, endings and the way figures are written are taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.link.changes import NEGATIONS, word_set
from sayso.link.words import words_of

_LITTLE = word_set(
    "a an the this that these those it its he she they them him his her hers their theirs i me my mine we us our ours "
    "you your yours who whom whose which what when where why how and or but if then than as at by for from in into of "
    "off on onto out over to up with about after before between during through under until within across along "
    "is are was were be been being am do does did doing done has have had having will would shall should may might can "
    "could must there here so such very more most much many some any each every all both few own same too also just "
    "only still yet again once ever now mr mrs ms dr said says say one's s t re ve ll d m"
)
_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_ENDING_WORDS = "ational ations ation ments ment ings ing ies ied ers er ed es ly s e"
_ENDINGS = tuple(_ENDING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that carry a content."""

    words: frozenset[str]
    """Stems of words that are neither little, nor figures, nor negations."""
    figures: frozenset[str]
    """Every figure, however it was written."""
    negated: bool
    order: tuple[str, ...]
    """Stems and figures in the order of the text."""
    norms: tuple[str, ...]
    """All words in normal form."""


def terms(content: str) -> Terms:
    """The terms of ``content``."""
    norms = words_of(content).norms
    figures: set[str] = set()
    stems: list[str] = []
    order: list[str] = []
    at = 0
    while at < len(norms):
        figure, used = _figure(norms, at)
        if used:
            figures.add(figure)
            order.append(figure)
        elif norms[at] not in _LITTLE and not _negation(norms[at]):
            stems.append(stem(norms[at]))
            order.append(stems[-1])
        at += max(1, used)
    negated = sum(_negation(n) for n in norms) % 2 == 1
    return Terms(frozenset(stems), frozenset(figures), negated, tuple(order), tuple(norms))


@lru_cache(maxsize=50_000)
def stem(norm: str) -> str:
    """``norm`` without its ending, so that returned, returns and returning are one."""
    norm = norm.removesuffix("'s")
    for ending in _ENDINGS:
        if norm.endswith(ending) and len(norm) - len(ending) >= 4:
            return norm[: -len(ending)]
    return norm


def _negation(norm: str) -> bool:
    return norm in NEGATIONS or norm.endswith("n't")


def _figure(norms: list[str], at: int) -> tuple[str, int]:
    """The figure that begins at word ``at`` as digits, and how many words it takes; 0 for none."""
    if _FIGURE.fullmatch(norms[at]):
        return _plain_figure(norms[at]), 1
    value, used = _spelled(norms, at)
    if not used or (used == 1 and norms[at] == "one"):
        return "", 0
    rest = norms[at + used : at + used + 3]
    if rest[:1] == ["point"] and (decimals := _digits(norms, at + used + 1)):
        return f"{value}.{decimals}", used + 1 + len(decimals)
    if rest == ["and", "a", "half"]:
        return f"{value}.5", used + 3
    return str(value), used


def _plain_figure(norm: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", norm):
        norm = norm.replace(",", "")
    return norm.rstrip("0").rstrip(".") if "." in norm and norm.count(".") == 1 else norm


def _spelled(norms: list[str], at: int) -> tuple[int, int]:
    total = group = used = 0
    while at + used < len(norms):
        word = norms[at + used]
        if word in _UNITS or word in _TENS:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "hundred" and used:
            group = max(1, group) * 100
        elif word in _SCALES and used:
            total, group = total + max(1, group) * _SCALES[word], 0
        elif not (word == "and" and used and norms[at + used - 1] in _SCALES and _is_small(norms, at + used + 1)):
            break
        used += 1
    return total + group, used


def _is_small(norms: list[str], at: int) -> bool:
    return at < len(norms) and (norms[at] in _UNITS or norms[at] in _TENS)


def _digits(norms: list[str], at: int) -> str:
    out = ""
    while at < len(norms) and _UNITS.get(norms[at], 10) < 10:
        out += str(_UNITS[norms[at]])
        at += 1
    return out
