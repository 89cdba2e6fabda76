"""Document to statements: segments, attribution, speakers, dates, markings and names."""

from __future__ import annotations

from sayso.extract.numbering import numbered, sentence_of
from sayso.extract.statements import bind, extract, of_sorts

EXTRACT_VERSION = "9"
"""Part of the stage key: a new one has everything extracted again."""

__all__ = ["EXTRACT_VERSION", "bind", "extract", "numbered", "of_sorts", "sentence_of"]
