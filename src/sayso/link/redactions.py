"""Marks that stand for words taken out: a word in brackets, crossed letters, black boxes, gaps, exemption codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.link.words import Words
from sayso.model.span import Span

_TAKEN_OUT = r"(?:redact(?:ed|ion)|deleted|deletion|excised|sanitized|withheld|blacked out)"
_MARK = re.compile(
    rf"(?i:[\[(<{{]\s*(?:[\w ,:-]{{0,40}}\b)?{_TAKEN_OUT}(?:\b[\w ,:-]{{0,40}})?\s*[\])>}}])"
    r"|\bREDACTED\b"
    r"|(?<!\w)X{4,}(?!\w)|(?<!\w)[Xx]{6,}(?!\w)"
    r"|[█■▇▆▓▒░▮]+(?:\s*[█■▇▆▓▒░▮]+)*"
    r"|\[\s*\]"
    r"|\([bB]\)\s*\(\d\)(?:\s*\([A-F]\))?"
)
_RELEASE = re.compile(
    r"\bapproved for release|\brelease under\b|\breleased? (?:in part|per)\b|\bsaniti[sz]ed\b|\bdeclassified in part|"
    r"\bfor foia review\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def marks(text: str) -> tuple[Span, ...]:
    """Where ``text`` has marks of redaction, in order."""
    return tuple(Span(*m.span()) for m in _MARK.finditer(text))


@lru_cache(maxsize=4)
def is_release(text: str) -> bool:
    """Whether ``text`` says that it was gone through before it was given out."""
    return _RELEASE.search(text) is not None


def mark_at(text: str, words: Words, first: int, last: int) -> Span | None:
    """The marks among and around words [first, last), up to the words on either side, as one span."""
    found = marks(text)
    if not found:
        return None
    start = words.ends[first - 1] if first else 0
    end = words.starts[last] if last < len(words.starts) else len(text)
    inside = [m for m in found if start <= m.start and m.end <= end]
    return Span(inside[0].start, inside[-1].end) if inside else None


def masked(text: str, words: Words) -> Sequence[str]:
    """The normal forms of ``words``, those within marks of redaction made one that no word has."""
    found = marks(text)
    if not found:
        return words.norms
    out, at = list(words.norms), 0
    for n, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        while at < len(found) and found[at].end <= start:
            at += 1
        if at < len(found) and found[at].start <= start and end <= found[at].end:
            out[n] = MASK
    return out


MASK = "█"
