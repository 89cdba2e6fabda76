"""The language of a text, told from a sample; None where there is too little to tell by."""

from __future__ import annotations

import functools
import re
from typing import Any

MIN_LETTERS = 60
SAMPLE_CHARS = 2500
SURE = 0.7
_LETTERS = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``; None for short or mixed text. A few milliseconds."""
    middle = max(0, len(text) // 2 - SAMPLE_CHARS // 2)
    sample = " ".join((text[:SAMPLE_CHARS] + "\n" + text[middle : middle + SAMPLE_CHARS]).split())
    if len(_LETTERS.findall(sample)) < MIN_LETTERS:
        return None
    code, share = _model().classify(sample)
    # Three-letter codes stand for rare languages taken by mistake, and for no language at all.
    return str(code) if float(share) >= SURE and len(code) == 2 else None


@functools.cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy and a table

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
