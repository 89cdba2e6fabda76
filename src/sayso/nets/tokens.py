"""Words to the pieces a network reads, each with its place in the text."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tokenizers import Tokenizer

from sayso.model.span import Span

VOCABULARY = "minilm-tokenizer.json"
CLS, SEP = 101, 102
"""Ids of BERT's opening and separating pieces in the shipped vocabulary."""


class Pieces(NamedTuple):
    """Word pieces of one stretch of text: ``ids`` and, in step, the ``places`` they cover in the whole text."""

    ids: list[int]
    places: list[Span]


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    data = files("sayso.nets").joinpath("data", VOCABULARY).read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(data)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces(text: str, span: Span) -> Pieces:
    """The word pieces of ``text`` within ``span``, without opening or closing pieces; about 1 MB of text a second."""
    encoded = _tokenizer().encode(text[span.start : span.end], add_special_tokens=False)
    places = [Span(start + span.start, end + span.start) for start, end in encoded.offsets]
    return Pieces(list(encoded.ids), places)


def is_one_piece(word: str) -> bool:
    """Whether ``word`` is a piece of its own, as common words are and rare names are not."""
    return _tokenizer().token_to_id(word.lower()) is not None
