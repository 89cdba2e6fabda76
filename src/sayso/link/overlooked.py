"""Words that one of two poorly read texts lacks: taken out of its paper, or lines that a machine overlooked.

A paper that is given out again has fewer words taken out of it, so that what only the later release lacks was rather
overlooked; and nobody rewords what is given out. Where no words were ever taken out, a machine skips whole lines and
nobody else does. A line of figures is a stamp or a folio.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.changes import Edit, Side
from sayso.link.redactions import is_release

_YEAR = r"((?:19|20)\d\d)"
_RELEASED = re.compile(
    rf"\b{_YEAR} release under\b|\b(?:approved for release|release[ds]?)\b\W{{0,3}}(?:\d\d?\W\d\d?\W)?{_YEAR}\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:^|[.!?:]|\n\s*\n)[\s\"'”’“‘()]*$")
_ENDS = re.compile(r"[\"'”’)]*(?:[.!?:]|$|\s*\n\s*\n)")


def is_overlooked(a: Side, b: Side, edit: Edit) -> bool:
    """Whether a difference between two poorly read texts comes of lines or stamps that one machine overlooked."""
    if edit.sort == "wording":
        return is_release(a.content.text) and is_release(b.content.text)
    if edit.sort not in ("insertion", "deletion"):
        return False
    having, lacking = (b, a) if edit.sort == "insertion" else (a, b)
    first, last = (edit.b0, edit.b1) if edit.sort == "insertion" else (edit.a0, edit.a1)
    if _is_later_release(lacking.content.text, having.content.text):
        return True
    if not _are_lines(having, first, last):
        return False
    if not any(c.isalpha() for c in having.words.span(first, last).of(having.content.text)):
        return True
    return not is_sentence(having, first, last) and not is_release(lacking.content.text)


def is_sentence(one: Side, first: int, last: int) -> bool:
    """Whether the words begin and end where a sentence or a paragraph does; a line alone is no sentence."""
    text, span = one.content.text, one.words.span(first, last)
    return _BEGINS.search(text[max(0, span.start - 8) : span.start]) is not None and (
        _ENDS.match(text[span.end : span.end + 8]) is not None
    )


def _is_later_release(text: str, other: str) -> bool:
    mine, theirs = released_in(text), released_in(other)
    return bool(mine and theirs) and mine > theirs


@lru_cache(maxsize=4)
def released_in(text: str) -> str:
    """The last year in which ``text`` says that it was given out; empty where it names none."""
    return max((m[1] or m[2] for m in _RELEASED.finditer(text)), default="")


def _are_lines(one: Side, first: int, last: int) -> bool:
    """Whether the words are whole lines, none of which has any other word."""
    text, span = one.content.text, one.words.span(first, last)
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    beside = text[start : span.start] + text[span.end : end if end >= 0 else len(text)]
    return not any(c.isalnum() for c in beside)
