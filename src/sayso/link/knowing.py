"""Knowing: who says that somebody was told, and who says that the same one did not know, or learned of it later.

Nobody denies in the other's words what he knew: "the harbourmaster was warned on 3 May" is answered by "he first heard
of it from the newspapers".
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.fitting import names
from sayso.link.lines import Line

_TOLD = r"told|briefed|informed|warned|notified|alerted|advised|made aware"
_KNOWS = re.compile(
    rf"\b(?:was|were|been|had)\s+(?:\w+ly\s+|already\s+)?(?:{_TOLD})\b"
    r"|\b(?:knew|known|aware) (?:of|about|that|since|for)\b|\b(?:received|had had) (?:the|a|an|his|her|its)\b",
    re.IGNORECASE,
)
_NOT_KNOWN = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|n[o']t one|neither|\w+n['’]t)\b(?:\s+[\w'’-]+){0,6}?\s+"
    rf"(?:{_TOLD}|known|knew|know of|aware|heard of|seen|reached|received|came to|come to|brought to|reported to)\b",
    re.IGNORECASE,
)
_WARNED = re.compile(r"\b(?:warned|informed|notified|alerted|briefed)\b", re.IGNORECASE)
_OF_IT = re.compile(r"^(?:[\w'’-]+\s+){1,6}?(?:of|about|that)\b", re.IGNORECASE)
_MOST_WORDS = 30
"""Longer ones speak of more than of who knew what."""
_LATER = re.compile(
    r"\b(?:first|only|not) (?:learn\w*|heard?|kn[eo]w\w*|found out)\b"
    r"|\b(?:learn\w+|heard|read|found out)\b.{0,60}?\b(?:from|in) (?:the |a |his |her |their )?(?:\w+ )?"
    r"(?:news\w*|papers?|press|radio|television|tv|headlines?)\b",
    re.IGNORECASE | re.DOTALL,
)
_OWN_DENIAL = re.compile(
    rf"\b(?:been (?:{_TOLD})|having (?:\w+ )?(?:seen|heard|known|received)|knowledge of"
    r"|knowing (?:of|about|that)|aware of|knew)\b",
    re.IGNORECASE,
)


def knew_not(answer: Line, target: Line) -> bool:
    """Whether one says that somebody did not know yet what the other says that he had been told before."""
    if not (is_ignorant(answer) and _told(target)) or target.terms.negated or is_ignorant(target):
        return False
    if answer.as_of and target.as_of and max(target.as_of.split("/")) >= min(answer.as_of.split("/")):
        return False
    if max(len(answer.terms.norms), len(target.terms.norms)) > _MOST_WORDS:
        return False
    return names(target, answer) or not answer.terms.names.isdisjoint(target.terms.names)


def is_ignorant(line: Line) -> bool:
    """Whether it says that somebody did not know, or knew only later."""
    return _is_ignorant(line.words, negated=line.terms.negated, denied=line.kind == "denies")


@lru_cache(maxsize=50_000)
def _is_ignorant(words: str, *, negated: bool, denied: bool) -> bool:
    if denied:
        return not negated and bool(_OWN_DENIAL.search(words))
    return bool(_LATER.search(words)) or (negated and bool(_NOT_KNOWN.search(words)))


def _told(line: Line) -> bool:
    """Whether it says that somebody was told; where the cue says so, the content begins with whom."""
    told = _WARNED.search(line.cue) and _OF_IT.search(line.words)
    return line.kind in ("asserts", "believes", "confirms") and (bool(told) or _is_told(line.words))


@lru_cache(maxsize=50_000)
def _is_told(words: str) -> bool:
    return bool(_KNOWS.search(words))
