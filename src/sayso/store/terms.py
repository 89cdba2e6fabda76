"""Words as the search index knows them: no case, no accents, no stemming, the same for pages and queries."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import tantivy

from sayso.model.span import Span

MAX_WORD_BYTES = 1000
"""A longer run of letters is no word, and the index would refuse it."""

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
"""Soft hyphens and joiners stand inside words and must not part them."""

_WORD = r"[\p{L}\p{N}\p{M}\u{AD}\u{200B}-\u{200D}\u{2060}\u{FEFF}]+"


class Term(NamedTuple):
    """A word of a text as the index knows it, and where it stands."""

    word: str
    span: Span


def fold(text: str) -> str:
    """``text`` without case, accents, ligatures and invisible characters."""
    if text.isascii():
        return text.lower()
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair, as typed bytes that are no UTF-8
    apart = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return unicodedata.normalize("NFKC", bare.casefold())


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """Cuts folded text into words: runs of letters, digits and marks."""
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
    return (
        plain.filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.remove_long(MAX_WORD_BYTES))
        .build()
    )


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order."""
    return tuple(analyzer().analyze(fold(text)))


def terms(text: str) -> list[Term]:
    """The words of ``text`` with their places in it."""
    places = _cutter().pre_tokenize(text).tokens
    return [
        Term(word, Span(token.char_offset_from, token.char_offset_to)) for token in places for word in words(token.text)
    ]


@cache
def _cutter() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD)).build()
