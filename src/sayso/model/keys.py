"""Citation keys a person can read aloud: document, page, sentence; the same in every copy of a case."""

from __future__ import annotations

import re

from sayso.model.ids import SHORT_CHARS

KEY = re.compile(r"(?P<document>[A-Z2-7]{6})-p(?P<page>\d+)-(?P<sentence>\d+)(?P<statement>[a-z]*)", re.IGNORECASE)
CLAIM_KEY = re.compile(r"C-(?P<claim>[A-Z2-7]{6})", re.IGNORECASE)


def sentence_key(document: str, page: int, sentence: int) -> str:
    """Key of a sentence: six letters of the document's id, the page, the sentence's number on it (from 1)."""
    return f"{document[:SHORT_CHARS]}-p{page}-{sentence}"


def statement_key(document: str, page: int, sentence: int, ordinal: int) -> str:
    """Key of the statement number ``ordinal`` (from 0) that opens in a sentence; the first has no letter."""
    return sentence_key(document, page, sentence) + letters(ordinal)


def claim_key(claim: str) -> str:
    """Key of a claim: ``C-`` and six letters of its id."""
    return f"C-{claim[:SHORT_CHARS]}"


def letters(ordinal: int) -> str:
    """Empty for 0, then b, c, ... z, ba, bb, ...: the second thing in a place is its b."""
    out = ""
    while ordinal > 0:
        ordinal, digit = divmod(ordinal, 26)
        out = chr(ord("a") + digit) + out
    return out
