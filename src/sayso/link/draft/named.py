"""Who speaks, by the plainest shapes of a sentence alone: for quotations whose speaker was not found otherwise."""

from __future__ import annotations

import re

from sayso.link.wordsets import word_set

_CUE = (
    r"(?:said|says|say|wrote|writes|told|tells|called|calls|added|adds|insisted|insists|claimed|claims|stated|states"
    r"|argued|argues|replied|explained|recalled|recalls|warned|warns|admitted|admits|denied|denies|confirmed|confirms"
    r"|announced|noted|notes|testified|declared|asked|described|describes)"
)
_NAME = r"(?P<name>(?:[A-Z][\w’'.-]+\s+){0,3}[A-Z][\w’'-]+)"
_BEFORE = re.compile(rf"{_NAME}(?:,[^,“”\"]{{1,80}},)?\s+(?:has\s+|had\s+|also\s+|later\s+|then\s+)?{_CUE}\b")
_BEHIND = re.compile(rf"\b{_CUE}\s+(?:[a-z]+\s+){{0,3}}?{_NAME}")
_NOBODY = word_set("he she it they we i the a an this that these those but and")
_ANSWER = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|disput(?:es|ed)|refus(?:es|ed)|declin(?:es|ed)"
    r"|(?:did|would|could|has|had|have) not (?:re(?:spond|ply|turn)|answer|comment|be reached)|no comment)\b",
    re.IGNORECASE,
)


def speaker_in(words: str) -> str | None:
    """The name beside a word of saying; None where there is none, or only a pronoun."""
    for pattern in (_BEFORE, _BEHIND):
        for found in pattern.finditer(words):
            name = found["name"]
            if name.split()[0].casefold() not in _NOBODY:
                return name
    return None


def answers(sentence: str) -> bool:
    """Whether a sentence tells that somebody denies, refuses, or did not answer."""
    return bool(_ANSWER.search(sentence))
