"""Whether a string of letters is a word that somebody wrote, or what a machine made of one."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.figures import is_figure
from sayso.link.wordsets import SHORT_WORDS
from sayso.nets.tokens import is_one_piece

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|[a-z])?")
_ENDING = re.compile(r"(?:'s|s|es|ed|d|ing|ly|er|ers|or|al|able|ness|ment|ments)$")
_BEGINNING = re.compile(r"^(?:un|re|non|dis|over|sub|pre|mis|inter|counter)")


@lru_cache(maxsize=50_000)
def is_word(norm: str) -> bool:
    """Whether ``norm`` is a figure or a common word, in a common form."""
    if is_figure(norm):
        return _NUMBER.fullmatch(norm) is not None or norm.isalpha()
    if len(norm) <= 3:
        return norm in SHORT_WORDS
    if not norm.replace("'", "").isalpha():
        return False
    stems = (norm, _ENDING.sub("", norm), _BEGINNING.sub("", norm), _ENDING.sub("", _BEGINNING.sub("", norm)))
    return any(len(stem) > 3 and _is_common(stem) for stem in stems)


def _is_common(stem: str) -> bool:
    doubled = len(stem) > 4 and stem[-1] == stem[-2]
    return is_one_piece(stem) or is_one_piece(stem + "e") or (doubled and is_one_piece(stem[:-1]))
