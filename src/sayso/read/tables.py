"""Tables of words, written as one string so that they read as what they are."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string, parted by white space, as a set."""
    return frozenset(words.split())
