"""Grounds: what words themselves say they rest on: "taken from the duty log", "the inspector's reading was"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.link.papers import kinds_meant

_PAPER_CHARS = 3000
"""A paper says near its top what it was made from."""
_MADE = r"taken|drawn|compiled|copied|transcribed|extracted|read off|worked out|derived|put together"
_PHRASE = r"(?P<paper>[^.,;:()\n“”\"]{3,80}(?:\n[^.,;:()\n“”\"]{3,80})?)"
_FROM = re.compile(rf"\b(?:{_MADE})\s+from\s+{_PHRASE}", re.IGNORECASE)
_READ = re.compile(
    rf"\b(?:I|we|he|she|they|who)\s+(?:(?:have|has|had|also|just|all)\s+)*(?:read|seen|saw)\s+{_PHRASE}", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\b(?:sent|gave|given|handed|showed|shown|passed|forwarded|e-?mailed|left|lent)\s+(?:me|us|him|her|them)\s+"
    rf"(?=an?\s|the\s|h(?:is|er)\s|their\s|this\s|one\s){_PHRASE}",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:it|this (?:\w+ )?\w+|these (?:\w+ )?\w+|the (?:figures?|numbers?|return|summary|report))\s+"
    r"(?:rests?|(?:is|are|was|were) (?:wholly |only |entirely )?(?:based|compiled|drawn)|draws?|relies|rely)\s+"
    rf"(?:only |solely |wholly |up)?(?:on|from)\s+{_PHRASE}(?P<on>,\s+(?:which|itself)[^.;:]*)?",
    re.IGNORECASE,
)
_FIGURES = (
    "reading|readings|figure|figures|count|counts|tally|total|measurement|measurements|estimate|calculation|record|"
    "records|log|report|memo|memorandum|note|notes|return|returns|sheet|survey|letter|diary|minutes"
)
_OWNED = re.compile(
    rf"\b(?:the|an?|his|her|its|their|our|my)\s+(?:[\w-]+\s+)?(?P<owner>[a-z][\w-]+)['’]s?\s+(?:own\s+)?(?:{_FIGURES})\b"
)
_BY = re.compile(
    r"\b(?:recorded|measured|counted|noted|logged|registered|tallied|calculated|written down|taken down)\s+by\s+"
    r"the\s+(?:[a-z-]+\s+)?(?P<owner>[a-z][a-z-]+)\b"
)
_SENT = re.compile(
    r"\b(?:exactly|precisely|just|only)\s+(?:what|as)\s+the\s+(?P<owner>[a-z][a-z-]+)\s+(?:sent|gave|reported|counted|wrote)\b"
)
_OWN_TOO = re.compile(r"\b(?:himself|herself|myself|themselves|ourselves|my own|our own)\b", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def papers_told(words: str) -> tuple[str, ...]:
    """The words for papers that a content says it comes from."""
    found = (m["paper"] for pattern in (_FROM, _READ, _GIVEN) for m in pattern.finditer(words))
    return tuple(dict.fromkeys(phrase for phrase in found if kinds_meant(phrase)))


@lru_cache(maxsize=50_000)
def owners_told(words: str) -> tuple[str, ...]:
    """What those are called whose reading or figure a content says it gives: "inspector", "sector".

    Nobody where it gives one of its speaker's own besides.
    """
    if _OWN_TOO.search(words):
        return ()
    found = (m["owner"] for pattern in (_OWNED, _BY, _SENT) for m in pattern.finditer(words))
    return tuple(sorted({owner.casefold() for owner in found}))


def made_from(text: str) -> Iterator[str]:
    """The sentences in which a paper says, near its top, on what other paper it rests."""
    for m in _RESTS.finditer(text, 0, _PAPER_CHARS):
        if kinds_meant(m[0][m.start("paper") - m.start() :]):
            yield m[0]


def rests_on(sentence: str) -> tuple[str, ...]:
    """The words for the papers in such a sentence, the one at the bottom last."""
    m = _RESTS.match(sentence)
    if m is None:
        return ()
    further = (f["paper"] for f in _FROM.finditer(m["on"] or ""))
    return tuple(phrase for phrase in (m["paper"], *further) if kinds_meant(phrase))
