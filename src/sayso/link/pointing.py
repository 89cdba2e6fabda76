"""Words that only point at what somebody said: "the claim", "this explanation", "its report of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sayso.link.names import BODY_WORDS, guessed_kind
from sayso.link.wordsets import MONTHS, word_set

_NOUNS = (
    "claim claims allegation allegations accusation accusations charge charges report reports figure figures number "
    "numbers explanation suggestion suggestions account version story assertion assertions statement rumour rumours "
    "theory reading finding findings"
)
_POINTING = word_set(
    f"{_NOUNS} involvement wrongdoing it that this them so the its any his her their these those all such"
)
_NOUN = "|".join(_NOUNS.split())
_POINTS_AT = re.compile(rf"(?:this|that|the|these|those|such|his|her|its|their)\s+(?:{_NOUN})\b", re.IGNORECASE)
_AS = re.compile(rf"(?:this|that|it|these|those|them|(?:the|his|her|its|their|such) (?:{_NOUN})) as\b", re.IGNORECASE)
_THAT_THING = re.compile(r"(?:this|that|these|those) [a-z]+", re.IGNORECASE)
_FULLY = re.compile(
    r",? (?:as well|too|also|altogether|without (?:reserve|reservation|qualification)|unreservedly|in full"
    r"|in its entirety|entirely|completely)$",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:not|never|false|untrue|wrong|nonsense|invent\w*|fabricat\w*|baseless|unfounded|incorrect|mistaken|lies?|"
    r"made up|no (?:basis|truth|foundation)|without (?:basis|foundation)|n't)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(
    r"^(?:\w+ ){0,4}(?:no such [a-z]+|nothing of the (?:kind|sort))\b"
    r"|\b(?:not|never|n['’]t)\b(?: \w+){0,3} any such [a-z]+\b",
    re.IGNORECASE,
)
_ANOTHER_FIGURE = re.compile(
    r"\bthe (?:true|real|actual|correct) (?:figure|number|total|toll|sum|amount|count|price)s? "
    r"(?:is|was|are|were|must be)\b[^.;]{0,30}"
    r"\b(?:lower|higher|smaller|larger|greater|less|more|fewer|nearer|closer)\b",
    re.IGNORECASE,
)
_THE_FIGURE = re.compile(
    r"\b(?:the|that|this|these|those|its|his|her|their) (?:figure|number|sum|total|count|toll)s?\b", re.IGNORECASE
)
_WRAPPED = re.compile(
    r"^(?:it |he |she |they |we )?(?:was |were |is |are )?(?:withdr\w+ |retract\w+ )?"
    rf"(?:this|that|the|its|his|her|their|our|an?|any)?\s*(?:\w+ )?"
    rf"(?:{_NOUN})\b[^.;]{{0,60}}?\b(?:of(?! \d+ (?:{'|'.join(sorted(MONTHS))})\b)|that|about)\s+(?=\S)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"^(?:ever )?(?:having )?(?:g[ai]ven?|giving|issu\w+|sen[dt]\w*)\s+(?:(?:any|an?|the|such)\s+)*"
    r"(?:orders?|instructions?|commands?|directions?|directives?)"
    r"(?:\s+(?:to|that|for|about|on|concerning|regarding|as to)\s+(?=\S)|\W*$)",
    re.IGNORECASE,
)

_DEED = re.compile(
    r"\b(?:order\w*|instruct\w*|direct(?:ed|ing|ion|ions|ive|ives)|command\w*|demand\w*|request\w*|ask(?:ed|ing)?|told"
    r"|telling|promis\w*|pledg\w*|undert\w+|vow\w*|guarantee\w*|commit(?:ted|ment|ments))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def core_of(words: str) -> str:
    """What an answer is about, without the words that only call it a claim: "the report of 21 returns"."""
    plain = " ".join(words.split())
    found = _WRAPPED.match(plain) or _ORDERED.match(plain)
    return plain[found.end() :] if found and found.end() < len(plain) else plain


_HIMSELF = re.compile(r"\b(?:I|we|he|she|me|us|him)\b")
_HER = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Dame|Madam|Baroness|spokeswoman|chairwoman|councilwoman)\b|\b[Ss]he\b")
_HIM = re.compile(r"\b(?:Mr|Sir|Lord|Baron|spokesman|chairman|councilman)\b|\b[Hh]e\b")
_OF_HER, _OF_HIM = (re.compile(rf"\b(?:I|we|me|us|{own})\b") for own in ("she", "he|him"))
_ITSELF = re.compile(r"\b(?:it(?! (?:is|was) (?:an?|the|not|true)\b)|they|we|us|them)\b", re.IGNORECASE)


@lru_cache(maxsize=200_000)
def with_speaker(words: str, name: str, source: str = "") -> str:
    """``words`` with ``name``, the speaker's, for the first pronoun that can stand for him.

    Where the words for the speaker, ``source``, tell a woman from a man, the other's pronoun is somebody else.
    """
    if name[:1].islower():
        return words
    if guessed_kind(name) != "person":
        pronoun = _ITSELF
    elif _HER.search(source):
        pronoun = _OF_HER
    else:
        pronoun = _OF_HIM if _HIM.search(source) else _HIMSELF
    return pronoun.sub(name.replace("\\", ""), words, count=1)


_NAMED = r"(?P<name>(?:[A-Z][\w'-]*\.? )*[A-Z][\w-]+)"
_FOR_ANOTHER = (
    re.compile(
        r"\b(?:speak(?:s|ing)|spokes(?:man|woman|person)|press (?:officer|secretary)|lawyer|solicitor|attorney"
        rf"|barrister|counsel|on behalf)\s+(?:for|to|of)\s+(?:the\s+)?{_NAMED}"
    ),
    re.compile(
        rf"{_NAMED}['’]s?\s+(?:\w+ )?(?:lawyer|solicitor|attorney|barrister|counsel|spokes(?:man|woman|person)"
        r"|press (?:officer|secretary))\b"
    ),
    re.compile(rf",\s+(?:speaking\s+)?(?:for|on behalf of)\s+(?:the\s+)?{_NAMED}"),
    re.compile(
        rf",\s+(?:speaking\s+)?(?:for|on behalf of)\s+(?P<name>(?:the|his|her) (?:{'|'.join(sorted(BODY_WORDS))}))\b"
    ),
)
_CLIENT = re.compile(r"\b(?:his|her|their|my|our|the) client\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:it|he|she|him)\b")
_THEIRS = re.compile(r"\b(?:it|they|them|we|us)\b")


@lru_cache(maxsize=20_000)
def spoken_for(source: str) -> str:
    """Whom the words for a speaker say he speaks for, by name: "Ida Holm, who speaks for Brack Shipping"."""
    plain = " ".join(source.split())
    found = next((m for m in (pattern.search(plain) for pattern in _FOR_ANOTHER) if m), None)
    return found["name"] if found else ""


def with_principal(words: str, principal: str) -> str:
    """``words`` of somebody who speaks for another, with this one's name where he means him."""
    name = principal.replace("\\", "")
    told = _CLIENT.sub(name, words, count=1)
    third = _THIRD if guessed_kind(name) == "person" else _THEIRS
    return told if told != words else third.sub(name, words, count=1)


def about_an_order(words: str) -> bool:
    """Whether it speaks of giving an order: "giving any order to empty the shed"."""
    return bool(_ORDERED.match(words))


def about_a_deed(words: str) -> bool:
    """Whether it speaks of ordering, asking or promising something."""
    return about_an_order(words) or bool(_DEED.search(words))


def only_points(norms: Iterable[str]) -> bool:
    """Whether there is nothing in it but such words."""
    return all(norm in _POINTING for norm in norms)


def points_as(words: str) -> bool:
    """Whether it only points at what it calls by a name: "this as idle talk", "the story as an invention"."""
    return bool(_AS.match(words))


def points_back(words: str) -> bool:
    """Whether what is taken back is only pointed at: "that certificate", "the report without reserve"."""
    plain = _FULLY.sub("", " ".join(words.split()))
    return bool(_THAT_THING.fullmatch(plain)) or only_points(plain.casefold().split())


def points_at_words(words: str) -> bool:
    """Whether it names what it points at: "the explanation", and not only "it"."""
    return bool(_POINTS_AT.search(words))


def points_at_a_figure(words: str) -> bool:
    """Whether it points at a figure that was given: "the figure", "these sums"."""
    return bool(_THE_FIGURE.search(words))


def says_another_figure(words: str) -> bool:
    """Whether it says of a figure that was given that the true one is another: "the real number is far higher"."""
    return bool(_ANOTHER_FIGURE.search(words))


def says_it_is_not_so(words: str) -> bool:
    """Whether it points at what was said and calls it untrue: "this explanation would not survive a look"."""
    if _NO_SUCH.search(words) or _ANOTHER_FIGURE.search(words):
        return True
    return bool(_POINTS_AT.match(words)) and bool(_FALSE.search(words))
