"""Word lists of the trade: which verbs say, deny, order; which nouns are offices, papers, people."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split())
