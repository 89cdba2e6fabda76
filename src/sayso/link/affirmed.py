"""What a denial denies, as the sentence that would assert it: "any part in the sale" as "Dorn had a part in the sale".

Only a sentence can be held beside what others said; a noun that stands for one hides who is said to have done it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.link.pointing import about_an_order
from sayso.link.wordsets import word_set

_ANY = r"(?:(?:that|ever|having (?:had|ever had)|having)\s+)?(?:any|all|an?|the|his|her|its|their)\s+(?:\w+ly )?"
_ADJECTIVES = r"(?:(?:direct|personal|prior|previous|improper|active|financial|business|personal|close|such)\s+)*"
_NOUNS = (
    (r"involvement (?:in|with)", "was involved in"),
    (r"(?:part|role|hand|say|share|participation) in", "had a part in"),
    (r"(?:connections?|links?|ties?|associations?|relationships?|relations) (?:with|to)", "was connected with"),
    (r"(?:dealings?|contacts?) (?:with)", "had dealings with"),
    (r"(?:knowledge|awareness) (?:of|about)", "knew of"),
    (r"(?:responsibility|blame|liability) for", "was responsible for"),
    (r"(?:wrongdoing|misconduct|impropriety)\b", "did wrong"),
    (r"(?:intention|plans?|wish) (?:of|to|for)", "meant"),
)
_NOMINAL = tuple((re.compile(rf"^{_ANY}{_ADJECTIVES}{noun}", re.IGNORECASE), verb) for noun, verb in _NOUNS)
_HAVING = re.compile(r"^(?:ever )?having (?:ever )?(?=\w)", re.IGNORECASE)
_BEING = re.compile(r"^(?:ever )?being (?=\w)", re.IGNORECASE)
_DOING = re.compile(r"^(?:ever )?(\w+ing) (?=\w)", re.IGNORECASE)
_OF_HIMSELF = re.compile(
    r"^(?:that )?(?:I|we|he|she|it|they)\b.*?\b(?:anything to do with|involved in|part(?:y)? (?:in|to)|responsible for"
    r"|connected (?:with|to)|aware of|knew)\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_DEED = word_set("nothing something anything everything during morning evening building meeting")
_LOOSE = (
    (re.compile(r",? (?:in any way|at any (?:time|point|stage)|of any (?:kind|sort)|whatsoever)\b", re.IGNORECASE), ""),
    (re.compile(r",? of whatever (?:kind|sort)\b", re.IGNORECASE), ""),
    (re.compile(r"\b(?:any|some)(?:one|body)\b", re.IGNORECASE), "somebody"),
    (re.compile(r"\banything (?:but|except)\b", re.IGNORECASE), "something other than"),
    (re.compile(r"\banything\b", re.IGNORECASE), "something"),
    (re.compile(r"\bany\b", re.IGNORECASE), "some"),
    (re.compile(r"\bever (?=\w)", re.IGNORECASE), ""),
)


@lru_cache(maxsize=10_000)
def affirmed(words: str, name: str | None) -> str:
    """``words``, what is denied, as a sentence that asserts it of ``name``, who denies it."""
    return _loose(_with_subject(words, name if name and not name[0].islower() else "he"))


def _with_subject(words: str, name: str) -> str:
    for noun, verb in _NOMINAL:
        if found := noun.match(words):
            return f"{name} {verb}{words[found.end() :]}"
    if found := _HAVING.match(words):
        return f"{name} had {words[found.end() :]}"
    if found := _BEING.match(words):
        return f"{name} was {words[found.end() :]}"
    found = _DOING.match(words)
    if found and found[1].islower() and found[1] not in _NO_DEED:
        return f"{name} was {words[found.start(1) :]}"
    return words


def _loose(words: str) -> str:
    for pattern, plain in _LOOSE:
        words = pattern.sub(plain, words)
    return words


@lru_cache(maxsize=10_000)
def is_personal(words: str) -> bool:
    """Whether it denies a deed of the denier's own, so that only what accuses him can be meant: "any part in it"."""
    if about_an_order(words):
        return False
    return _with_subject(words, "he") != words or bool(_OF_HIMSELF.match(words))
