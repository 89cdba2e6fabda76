"""What sort of act a statement is, by its cue and the opening of its content: tables first, then turns of phrase."""

from __future__ import annotations

import re

from sayso.extract.cues import Cue
from sayso.extract.lexicon import (
    ASK,
    BELIEVE,
    CONFIRM,
    CORRECT,
    DECLINE,
    DENY,
    INTEND,
    LEMMAS,
    ORDER,
    PROMISE,
    SENSE,
    TELL,
    word_set,
)
from sayso.extract.spans import Found, is_quoted, words
from sayso.model.span import Span, Spans
from sayso.model.statement import Kind, Sort

_TABLE: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("denies", DENY),
    ("corrects", CORRECT),
    ("declines", DECLINE),
    ("confirms", CONFIRM),
    ("promises", PROMISE - {"volunteer", "offer"}),
    ("orders", ORDER),
    ("asks", ASK),
    ("believes", BELIEVE - {"doubt", "estimate", "understand", "trust", "figure", "view", "see_as", "call_for"}),
)
_EXTRA: dict[str, Kind] = {"doubt": "believes", "understand": "believes", "view": "believes", "estimate": "believes"}
_NOT_DO = (
    r"(?:would|will|did|does|do|could|can|has|have|had)\s*(?:not|n['’]t)|(?:would|did|does|do|could|can|wo)n['’]t|"
    r"never|cannot"
)
_PROVE = r"(?:verif(?:y|ied)|confirm(?:ed)?|establish(?:ed)?|corroborated?|authenticated?)"
_REFUSALS = re.compile(
    rf"\b(?:(?:{_NOT_DO})\s+(?:\w+\s+)?(?:comment|discuss|respond|repl(?:y|i)|answer|return|elaborate|"
    r"be (?:reached|drawn))(?:ed)?"
    r"|(?:(?:would|will|could|can)(?:\s*not|n['’]t)|won['’]t|refus\w+ to|declin\w+ to|unable to)\s+(?:\w+\s+)?"
    r"(?:say|confirm|speak|disclose|reveal|identify|specify|provide|give|take)|no (?:further )?(?:comment|reply|answer|"
    r"response)|unavailable|unanswered|not (?:immediately )?(?:available|reached|returned|answered)|"
    r"yet to (?:respond|reply|answer|comment)|neither confirm\w* nor den\w+|"
    rf"(?:unable|not (?:been )?able|not (?:been )?possible) to (?:independently |immediately )?{_PROVE}|"
    rf"could(?: not|n['’]t) (?:be )?(?:independently |immediately )?{_PROVE})\b"
    r"|\bneither\b.{3,120}\b(?:return|answer|respond|repl|comment)",
    re.IGNORECASE,
)
_NO_COMMENT = re.compile(
    r"(?:(?:he|she|it|they|we|i)\s+(?:had|has|have)\s+)?no\s+(?:further\s+)?comment\b", re.IGNORECASE
)
"""What somebody says who says nothing."""
_QUESTION = re.compile(r"(?:who|whom|whose|what|when|where|why|how|whether|if|which)\b", re.IGNORECASE)
_PRONOUN = r"(?:he|she|it|they|i|we)"
_FUTURE = re.compile(
    rf"(?:{_PRONOUN}|(?:his|her|its|their|our|my)\s+(?:\w+\s+){{1,2}})\s*(?:would|will|['’]ll|['’]d|"
    rf"shall)\s+(?!not\b|have\b|like\b)",
    re.IGNORECASE,
)
_THINKS = re.compile(
    rf"{_PRONOUN}\s+(?:(?:also|now|still|had|has|have|fully)\s+)?(?:expect|believe|think|thought|fear|consider|"
    rf"hope|suspect|assume)",
    re.IGNORECASE,
)
_WITHDRAWS = re.compile(
    rf"{_PRONOUN}\s+(?:was|were|is|are|am|had|has|have|would|will)?\s*(?:withdr[ae]w\w*|retract\w*|correct(?:s|ed|"
    rf"ing)\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:not\s+)?to\s+\w+", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:is|are|was|were)\s+to\s+be\s+\w+(?:ed|en|n)\b|\bmust\s+be\b|\bbe\s+\w+(?:ed|en)\b", re.IGNORECASE
)
_AGAIN = word_set("repeat reiterate renew restate")
_NOUN_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("promises", word_set("promise undertaking pledge commitment assurance guarantee vow")),
    ("denies", word_set("denial denials rejection")),
    ("asks", word_set("request call calls demand demands appeal question")),
    ("orders", word_set("order orders instruction directive")),
)
COMMANDS = word_set(
    "use empty keep stop go get take give do don put send leave bring burn clear close open move hold wait call tell "
    "destroy delete shred hide remove sign pay write say ask let make turn come stay run shut cut drop pull push clean "
    "wipe fix find check look read drive kill shoot fire stand meet ring phone forget ignore proceed ensure deliver"
)
_CERTAINTY = re.compile(
    r"\bwith (?:low|moderate|medium|high|some|great|reasonable|full|absolute) (?:confidence|certainty)\b|"
    r"\b(?:possibl[ey]|"
    r"probabl[ey]|(?:more |most |very |highly )?(?:un)?likely(?: than not)?|perhaps|maybe|apparently|allegedly|"
    r"reportedly|"
    r"presumably|certainly|definitely|undoubtedly|almost certain(?:ly)?|no doubt|beyond doubt|may|might|appears? to|"
    r"seems? to|appeared to|seemed to|as far as (?:i|we|he|she) (?:know|can tell))\b",
    re.IGNORECASE,
)


_RECOGNISE = frozenset({"recognise", "recognize"})
_TOLD_OF = re.compile(
    r"\W*(?:the|this|that|these|those|any|such)\s+(?:\w+\s+)?"
    r"(?:figure|sum|number|total|amount|claim|allegation|account|description|version|picture)s?\b",
    re.IGNORECASE,
)
"""Who does not recognise these says that they are not so; who does not recognise a man or a court may say anything."""
_CALLS = re.compile(r"(?:look|listen|wait|hold on|see|come on)\s*[,!.:—–-]", re.IGNORECASE)
"""Words that open talk and order nothing."""


def kind_of(text: str, found: Found, cue: Cue, *, by_document: bool = False) -> Kind:
    """The kind of ``found``, the first rule that fits; ``by_document`` where a paper speaks."""
    around = _around(text, found)
    opening = _opening(text, found)
    between = text[found.cue[-1].end : found.content[0].start] if found.content else ""
    if _declines(cue, around, opening, between) or _NO_COMMENT.match(opening):
        return "declines"
    if cue.denied and (cue.lemma == "accept" or (cue.lemma in _RECOGNISE and _TOLD_OF.match(opening))):
        return "denies"
    turned = _turned(text, found, cue, opening)
    if turned is not None:
        return turned
    base = _by_table(cue)
    if base == "asserts" and not by_document:
        return _by_content(opening, quoted=bool(found.content) and is_quoted(text, found.content[0]), cue=cue)
    if base == "asserts" and _MUST.search(opening) and cue.lemma in {"have", "read", "say", "state"}:
        return "orders"
    return base


def _by_table(cue: Cue) -> Kind:
    if cue.denied and cue.lemma in CONFIRM:
        return "corrects" if cue.lemma == "stand_by" else "asserts"
    for kind, lemmas in _TABLE:
        if cue.lemma in lemmas:
            return kind
    return _EXTRA.get(cue.lemma, "asserts")


def _turned(text: str, found: Found, cue: Cue, opening: str) -> Kind | None:  # noqa: PLR0911 - a table
    """Kinds that hang on a turn of phrase rather than on the verb."""
    to = bool(_TO.match(opening))
    if cue.lemma == "understand" and (cue.passive or cue.words[:1] == ("it",)):
        return "asserts"
    if cue.lemma in TELL - {"promise", "ask", "beg", "implore"} and to and not opening.lower().startswith("to be "):
        return "asks" if cue.lemma in {"urge", "advise", "invite", "warn", "caution", "remind"} else "orders"
    if cue.lemma in {"offer", "volunteer"} and to:
        return "promises"
    if cue.lemma == "insist" and ("on" in cue.words or _next_word(text, found.cue[-1]) in {"on", "upon"}):
        return "orders"
    if cue.lemma in {"press", "call", "appeal", "push"} and _next_or_last(text, found, cue) == "for":
        return "asks"
    if cue.lemma in _AGAIN:
        return _kind_of_noun(opening) or None
    if cue.lemma == "know":
        return "believes" if not cue.denied else None
    return None


def _kind_of_noun(opening: str) -> Kind | None:
    first = set(re.findall(r"\w+", opening.lower())[:4])
    return next((kind for kind, nouns in _NOUN_KINDS if first & nouns), None)


def _by_content(opening: str, *, quoted: bool, cue: Cue) -> Kind:
    if _WITHDRAWS.match(opening):
        return "corrects"
    if _THINKS.match(opening) and not quoted:
        return "believes"
    if _FUTURE.match(opening) and not quoted and not cue.denied:
        return "promises"
    first = opening.split(maxsplit=1)[0].lower().strip(",.!") if opening.split() else ""
    if quoted and opening[:1].isupper() and first in COMMANDS and not _CALLS.match(opening):
        return "orders"
    if re.match(rf"to (?:{'|'.join(sorted(COMMANDS))})\b|to [“\"]", opening, re.IGNORECASE) and cue.lemma in {
        "tell",
        "say",
    }:
        return "orders"
    return "asserts"


def _declines(cue: Cue, around: str, opening: str, between: str) -> bool:
    if cue.lemma in DECLINE:
        return True
    asked = bool(_QUESTION.match(opening)) or between.strip() in {"if", "whether"}
    silent = cue.denied and cue.lemma == "say" and asked
    return silent or bool(_REFUSALS.search(around))


def _around(text: str, found: Found) -> str:
    """The cue with the words between it and its neighbours."""
    cue = found.cue
    start = max([cue[0].start - 24, *(s.end for s in (*found.source, *found.content) if s.end <= cue[0].start)])
    return text[start : cue[-1].end]


def _opening(text: str, found: Found) -> str:
    return (
        text[found.content[0].start : min(found.content[0].end, found.content[0].start + 120)] if found.content else ""
    )


def _next_word(text: str, span: Span) -> str:
    following = words(text, Span(span.end, min(span.end + 20, len(text))))
    return following[0] if following else ""


def _next_or_last(text: str, found: Found, cue: Cue) -> str:
    return "for" if "for" in cue.words else _next_word(text, found.cue[-1])


def sort_of(cue: Cue, kind: Kind, *, by_document: bool) -> Sort:
    """Whether a statement is speech, thought, intention, perception or a paper's word."""
    if by_document:
        return "document"
    if cue.lemma in SENSE:
        return "sense"
    if kind == "believes" or cue.lemma in BELIEVE:
        return "thought"
    if cue.lemma in INTEND - PROMISE - ORDER or cue.lemma == "want":
        return "intention"
    return "speech"


def certainty_in(text: str, found: Found) -> Spans:
    """The words of an attribution that say how sure its speaker is."""
    hull = found.hull
    return tuple(Span(m.start(), m.end()) for m in _CERTAINTY.finditer(text, hull.start, hull.end))


def is_verb(word: str) -> bool:
    """Whether ``word`` is a form of a verb or noun that marks attributions."""
    return word.lower() in LEMMAS
