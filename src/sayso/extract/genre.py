"""What sort of paper a part is: it decides whether its author speaks in it, and on what footing others do."""

from __future__ import annotations

import re
from typing import Literal

from sayso.extract.corrections import HEADING
from sayso.extract.parts import Stretch

Genre = Literal["article", "release", "memo", "letter", "mail", "log", "minutes", "digest", "order", "sheet", "paper"]

HEAD_CHARS = 900
"""A paper says what it is within this many characters."""

WORDS_PER_I = 70
"""A text with an "I" at least this often is a letter."""

_MARKS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        "release",
        re.compile(
            r"\bPRESS (?:RELEASE|STATEMENT|NOTICE)\b|\bFOR IMMEDIATE RELEASE\b"
            r"|\b(?:Press|Media) (?:Department|Office|Bureau|Service|Desk|Centre|Center)\s*$"
            r"|^(?:Press|News|Media|Public) (?:release|statement|notice)\b|^Statement (?:on|by|of|from)\b"
            r"|^\W*(?:Communiqu[eé]|COMMUNIQU[EÉ])\b[^\n]{0,40}$|^Notice to (?:the |our )?\w+\s*$"
            rf"|^To (?:all )?our [a-z ]{{4,40}}$|{HEADING}",
            re.MULTILINE,
        ),
    ),
    ("minutes", re.compile(r"^\s*(?:MINUTES\b|Minutes of\b|Transcript of\b)", re.MULTILINE)),
    (
        "digest",
        re.compile(
            r"\b(?:SIGINT|COMINT|SIGNALS)\b|\bintercepts?\b|\bINTELLIGENCE (?:DIGEST|REPORT|SUMMARY)\b"
            r"|^\W*(?:Signals |Military )?[Ii]ntelligence (?:[Ss]ection|[Bb]ranch|[Ss]ummary|[Dd]igest|[Rr]eport)\W*$",
            re.MULTILINE,
        ),
    ),
    (
        "log",
        re.compile(r"^.{0,60}\b(?:LOG|LOGBOOK|Log|Logbook|Diary|DIARY|Journal)\b.{0,30}$", re.MULTILINE),
    ),
    (
        "order",
        re.compile(
            r"^(?:Instruction|Directive|Order|Decree|Circular|INSTRUCTION|DIRECTIVE|ORDER)\s+(?:No\.?\s*)?\d",
            re.MULTILINE,
        ),
    ),
    ("mail", re.compile(r"^(?:From|To):[^\n]*@|^-{3,}\s*(?:Original|Forwarded) [Mm]essage", re.MULTILINE)),
    (
        "memo",
        re.compile(
            r"\bMEMORANDUM\b|^(?:Memo|Memorandum|MEMO|Note for)\b|^From:.*\n(?:.*\n){0,9}Subject:"
            r"|^To:.*\n(?:.*\n){0,5}(?:Subject|Re):",
            re.MULTILINE,
        ),
    ),
    (
        "letter",
        re.compile(
            r"^\s*Dear\s+\S|^\s*(?:My )?(?:Sirs?|Madam|Gentlemen|Minister|Excellency|Chairman|Commissioner|Director|"
            r"Ambassador|Governor|Mayor|Mr [A-Z]\w+|Mrs [A-Z]\w+|Ms [A-Z]\w+|Dr [A-Z]\w+),\s*$",
            re.MULTILINE,
        ),
    ),
    (
        "sheet",
        re.compile(
            r"^.{0,40}\b(?:[Ii]nspection|[Rr]ecord|[Tt]est|[Ll]aboratory|[Ss]urvey)\s+(?:sheet|form|report)\b"
            r"|^(?:[A-Z]\w+ )?(?:\w+ )?[Rr]eport (?:[Nn]o\.? ?)?\d[\d/.-]*\s*$",
            re.MULTILINE,
        ),
    ),
)
_TESTIMONY = re.compile(
    r"^\W*(?:(?:WITNESS |SWORN )?STATEMENT|DEPOSITION|AFFIDAVIT|"
    r"(?:(?:Witness|Sworn|Written) s|S)tatement|Deposition|Affidavit) (?:OF|of|BY|by) [A-Z]",
    re.MULTILINE,
)
"""What a witness has put on paper, if somebody says "I" in it; else it is what a body has to say."""
_ENTRY = re.compile(r"^\s*(?:\d{1,2}[:.]\d{2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?[.:])\s", re.MULTILINE)
_BYLINE = re.compile(r"^\s*(?:By|BY)\s+[A-Z][\w.]+(?:\s+[A-Z][\w.'’-]+){1,3}\s*$", re.MULTILINE)
_FIRST_PERSON = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\s+[a-z]+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")
OWN_VOICE: frozenset[Genre] = frozenset(("memo", "letter", "mail", "log", "order", "sheet", "digest", "release"))
"""Papers in which "I", "we" and "this office" are whoever wrote them."""


def genre_of(text: str, stretch: Stretch) -> Genre:  # noqa: PLR0911 - a table, read from the top
    """The sort of paper ``stretch`` is, by its part's kind and by what its head says."""
    start = stretch.span.start
    head = text[start : min(start + HEAD_CHARS, stretch.span.end)]
    if stretch.part.kind == "message":
        return "mail"
    if stretch.part.kind == "turn":
        return "minutes"
    if _BYLINE.search(head):
        return "article"
    if _TESTIMONY.search(head) and _is_personal(_QUOTED.sub("", stretch.span.of(text))):
        return "letter"
    for genre, mark in _MARKS:
        if mark.search(head):
            return genre
    if _is_log(text, stretch):
        return "log"
    if stretch.part.kind == "article":
        return "article"
    if _is_personal(_QUOTED.sub("", stretch.span.of(text))):
        return "letter"
    return "article" if stretch.part.publisher else "paper"


def says_what_it_is(text: str, stretch: Stretch) -> bool:
    """Whether a byline, a heading, a publisher or the part itself tells the sort of paper: its wording need not."""
    head = text[stretch.span.start : min(stretch.span.start + HEAD_CHARS, stretch.span.end)]
    known = stretch.part.kind in {"message", "turn"} or bool(stretch.part.publisher)
    return known or bool(_BYLINE.search(head)) or any(mark.search(head) for _, mark in _MARKS) or _is_log(text, stretch)


def _is_personal(plain: str) -> bool:
    """Whether somebody writes as "I" all through, as in part of a letter or memo; a columnist does so less."""
    first = len(_FIRST_PERSON.findall(plain))
    return first >= 3 and first * WORDS_PER_I >= len(plain.split())


def _is_log(text: str, stretch: Stretch) -> bool:
    """Whether most paragraphs open with a time or a day."""
    opening = [paragraph[0] for paragraph in stretch.paragraphs if paragraph][:60]
    entries = sum(bool(_ENTRY.match(text, s.start, s.end)) for s in opening)
    return entries >= 3 and entries >= 0.4 * len(opening)
