"""Tells running text from data that stands as text: code, markup, rows of a table without a word of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.lexicon import LEMMAS
from sayso.extract.spans import words
from sayso.model.span import Span

SAMPLE_CHARS = 2_000
LEAST_CHARS = 60
"""A shorter paragraph is never data: a heading, a line of talk."""
CELL_WORDS = 4
"""A cell of fewer words is a heading or a figure, whatever the words."""
_SIGN = re.compile(r"[{}\[\]<>|=\\;_#$@]")
SIGNS = 0.04
"""Share of such signs from which a paragraph is code or markup; prose has a tenth of it."""
MEAN_WORD = 14
"""Letters a word from which a paragraph is lists without spaces or encoded bytes."""


def reads_as_prose(text: str, paragraph: Sequence[Span]) -> bool:
    """Whether a paragraph (its sentences) can hold somebody's words; data is passed over, since reading it costs most.

    Looks at its first 2,000 code points; a row of a table is read where one of its cells holds a sentence of saying.
    """
    if not paragraph:
        return False
    start, end = paragraph[0].start, min(paragraph[-1].end, paragraph[0].start + SAMPLE_CHARS)
    sample = text[start:end]
    if "\t" in sample:
        return any(_speaks(cell) for cell in sample.split("\t"))
    if len(sample) < LEAST_CHARS:
        return True
    return len(_SIGN.findall(sample)) < SIGNS * len(sample) and len(sample) < MEAN_WORD * len(sample.split())


def _speaks(cell: str) -> bool:
    said = words(cell, Span(0, len(cell)))
    return len(said) >= CELL_WORDS and any(word in LEMMAS for word in said)
