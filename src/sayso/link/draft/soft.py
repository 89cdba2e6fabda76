"""What softens, negates or binds a sentence: hedges, negations and conditions, and which of them were left off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sayso.link.terms import terms
from sayso.model.span import Span

Sort = Literal["negation", "condition", "hedge"]

# The month of May softens nothing: "may" counts in small letters alone.
HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|would seem|perhaps|possibly|probably|maybe|presumably|likely|unlikely|apparently"
    r"|seemingly"
    r"|allegedly|reportedly|supposedly|seem(?:s|ed)?|appear(?:s|ed)? to|suggest(?:s|ed)?|guess(?:es|ed)?"
    r"|suspect(?:s|ed)?|believe[sd]?|thinks?|thought|fear(?:s|ed)|assume[sd]?|as far as \w+ (?:know|knew|knows)"
    r"|(?:is|are|was|were) (?:said|understood|thought|believed|rumoured|rumored|alleged|reported) to"
    r"|(?:it is|it was) (?:said|understood|thought|believed|alleged|rumoured|rumored)"
    r"|(?:low|moderate|medium|little|limited) confidence|not (?:sure|certain|clear)|unclear|uncertain|unconfirmed"
    r"|(?:more|less) likely than not|possible|cannot rule out|can ?not be ruled out"
    r"|in (?:my|his|her|their|our) (?:view|opinion)"
    r"|to (?:the best of )?(?:my|his|her|their|our) (?:knowledge|mind))\b",
    re.IGNORECASE,
)
NEAR_FIGURE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|maybe|perhaps|at least|at most|up to|more than|less than"
    r"|fewer than|over|under|some)\s+(?=\d|an?\s+(?:dozen|hundred|thousand)|(?:two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen)\b)",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|no one|none|nothing|neither|nor|cannot|without|hardly|scarcely|den(?:y|ies|ied|ying)"
    r"|reject(?:s|ed)?|false|untrue|refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|refut(?:e[sd]?|ing)|\w+n['’]t)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|unless|until|provided|providing|except|assuming|subject to|on condition|as long as|so long as"
    r"|only (?:if|when|after)|whenever|once|in case|but (?:only|not|never))\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"^when(?:ever)?\s+(?:\S+\s+){0,3}?(?:is|are|has|have|gets?|goes|rains|\w{3,}s)\b", re.IGNORECASE)
_BUT = re.compile(r"^(?:but|nor|though|although|however|yet|while|whereas)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?”\"—–]|\band\b|\bbut\b", re.IGNORECASE)
_BEFORE_WORDS, _AFTER_WORDS = 7, 12
_MOST_BENDING = 8
SOFT_CUES = re.compile(
    r"\b(?:believe[sd]?|thinks?|thought|fear(?:s|ed)?|suspect(?:s|ed)?|expect(?:s|ed)?|consider(?:s|ed)?"
    r"|guess(?:es|ed)?"
    r"|assume[sd]?|suppose[sd]?|hope[sd]?|understand[s]?|opinion|view|impression|alleg(?:es|ed|ation))\b",
    re.IGNORECASE,
)

_BENDING: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("negation", NEGATION),
    ("hedge", HEDGE),
    ("condition", CONDITION),
)


class LeftOff(NamedTuple):
    """Words of the source that bind what is quoted, and were not quoted with it."""

    sort: Sort
    span: Span


def left_off(text: str, sentence: Span, quoted: Span) -> list[LeftOff]:
    """What stands right before or behind ``quoted`` in its ``sentence`` and changes what it means."""
    before = _last_words(text, Span(sentence.start, quoted.start), _BEFORE_WORDS)
    after = _first_words(text, Span(quoted.end, sentence.end), _AFTER_WORDS)
    return [*_before(text, before), *_after(text, after)]


def _before(text: str, before: Span) -> Iterator[LeftOff]:
    last = max((m.end() for m in _CLAUSE.finditer(text, *before)), default=before.start)
    clause = Span(last, before.end)
    for sort, pattern in (("negation", NEGATION), ("hedge", HEDGE), ("hedge", NEAR_FIGURE)):
        found = list(pattern.finditer(text, *clause))
        if found and "," not in text[found[-1].end() : clause.end]:
            yield LeftOff(sort, Span(found[-1].start(), clause.end))  # type: ignore[arg-type]
            return
    for m in re.finditer(r"\b(?:if|unless|only if|provided that|whether)\s*$", clause.of(text), re.IGNORECASE):
        yield LeftOff("condition", Span(clause.start + m.start(), clause.end))


def _after(text: str, after: Span) -> Iterator[LeftOff]:
    words = after.of(text).lstrip(" ,”\"’'—–")
    start = after.end - len(words)
    if (
        _WHEN.match(words)
        or CONDITION.match(words)
        or (_BUT.match(words) and (NEGATION.search(words) or CONDITION.search(words, 4)))
    ):
        yield LeftOff("condition", Span(start, after.end))
    elif m := re.match(r"(?:is|are|was|were)\s+(?:not|never|false|untrue)\b", words):
        yield LeftOff("negation", Span(start, start + m.end()))


def _last_words(text: str, span: Span, count: int) -> Span:
    found = list(re.finditer(r"\S+", span.of(text)))[-count:]
    return Span(span.start + found[0].start(), span.end) if found else Span(span.end, span.end)


def _first_words(text: str, span: Span, count: int) -> Span:
    found = list(re.finditer(r"\S+", span.of(text)))[:count]
    return Span(span.start, span.start + found[-1].end()) if found else Span(span.start, span.start)


def carries(around: str, sort: Sort, omitted: str) -> bool:
    """Whether a draft's own words around a quotation do the work of what was left off it."""
    if sort == "negation":
        return bool(NEGATION.search(around))
    if sort == "hedge":
        return is_soft(around)
    wanted, there = terms(omitted).words, terms(around).words
    return bool(CONDITION.search(around)) or (bool(wanted) and len(wanted & there) * 2 >= len(wanted))


def is_soft(words: str) -> bool:
    """Whether anything in ``words`` keeps them from being flat."""
    return bool(HEDGE.search(words) or NEAR_FIGURE.search(words) or SOFT_CUES.search(words))


def softeners(words: str) -> list[str]:
    """The words that soften ``words``, in order."""
    marks = [m for pattern in (HEDGE, NEAR_FIGURE, SOFT_CUES) for m in pattern.finditer(words)]
    return list(dict.fromkeys(m.group().strip() for m in sorted(marks, key=lambda m: m.start())))


def bent_by(omitted: str) -> Sort | None:
    """What an edit took out of a sentence that its sense hangs on; None where it took out whole sentences, or a lot."""
    if re.search(r"[.;:!?]", omitted) or len(omitted.split()) > _MOST_BENDING:
        return None
    for sort, pattern in _BENDING:
        if pattern.search(omitted):
            return sort
    return None


def bound_by(words: str) -> str:
    """The condition that a sentence ends with or goes on to, from its first word on; empty where there is none."""
    found = CONDITION.search(words)
    return words[found.start() :].strip(' .,;:”"') if found else ""
