"""How surely the words of a scanned text layer were read, from the look of the words alone."""

from __future__ import annotations

import re

SAMPLE_WORDS = 4000
_WORD = re.compile(r"\S+")
_CLEAN = re.compile(
    r"[\"'“‘(\[]*(?:[A-Za-zÀ-ɏ]+(?:[-'’][A-Za-zÀ-ɏ]+)*|[#$£€]?\d[\d,.:/-]*%?|[A-Z](?:\.[A-Z])*\.?)[\"'”’)\].,;:?!]*"
)
_VOWEL = re.compile(r"[aeiouyAEIOUYÀ-ɏ]")
_HARD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")


def quality_of(text: str) -> float:
    """The share of words that look like words or figures, 0 to 1, in two decimals; reads at most 4,000 of them."""
    words = _sample(text)
    if not words:
        return 0.0
    return round(sum(map(_looks_read, words)) / len(words), 2)


def _sample(text: str) -> list[str]:
    words = _WORD.findall(text)
    step = max(1, len(words) // SAMPLE_WORDS)
    return words[::step]


def _looks_read(word: str) -> bool:
    if not _CLEAN.fullmatch(word):
        return False
    letters = re.sub(r"[^A-Za-zÀ-ɏ]", "", word)
    if len(letters) == 1:
        return letters in "aAIO" or not word[:1].isalpha() or word.endswith(".")
    odd = len(letters) > 3 and (not _VOWEL.search(letters) or _HARD.search(letters) or _MIXED.search(letters))
    return not odd
