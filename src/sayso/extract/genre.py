"""What sort of paper a part is: it decides whether its author speaks in it, and on what footing others do."""

from __future__ import annotations

import re
from typing import Literal

from sayso.extract.corrections import is_correction
from sayso.extract.lexicon import ORGANISATION_HEADS, OUTLET_HEADS
from sayso.extract.parts import Stretch

Genre = Literal[
    "article", "release", "memo", "letter", "mail", "log", "minutes", "digest", "order", "sheet", "report", "paper"
]

HEAD_CHARS = 900
"""A paper says what it is within this many characters."""

WORDS_PER_I = 70
"""A text with an "I" at least this often is a letter."""

_CASED = r"(?:[A-Z][\w’'-]*\s+){0,4}"
_RELEASE = (
    r"\bPRESS (?:RELEASE|STATEMENT|NOTICE)\b|\bFOR IMMEDIATE RELEASE\b"
    r"|\b(?i:press|media) (?i:department|office|bureau|service|section|desk|centre|center)\s*$"
    r"|^(?:Press|News|Media|Public|Official) (?:release|statement|notice|announcement)\b|^Statement (?:on|by|of|from)\b"
    r"|^(?i:official )?(?i:communiqu[eé])\b|^(?i:notice|announcement|statement to) (?i:(?:the|our|all) )?[\w ]{3,40}$"
    r"|^To (?:all |the )?our (?:[a-z]+ )?[a-z]+s\W*$"
)
_LETTER = (
    r"^\s*Dear\s+\S|^(?:(?:My )?(?:Sir|Madam|Lord|Lady|Minister|Ambassador|Commissioner|Chairman|Excellency|Director|"
    r"Governor|Mayor|Your Excellency|Mr|Mrs|Ms|Dr)|Sirs|Gentlemen|Messieurs|Sir or Madam)(?: [A-Z][\w’'-]+)?,\s*$"
    r"|^(?i:open letter)\b"
)
_REPORT = (
    rf"^{_CASED}(?i:report|summary|assessment|findings)(?:,? (?:(?i:no|nr)\.? ?)?\d[\w/.-]*)\W*$"
    r"|^(?=[A-Z])(?i:report|findings) (?i:of|on) (?i:an? |the )?[\w ’'-]{3,50}\W*$"
    r"|^(?=[A-Z])(?i:spot|situation|incident|interim|progress|patrol|field|mission|final|annual|monthly|weekly|daily|"
    r"preliminary|investigation|inquiry|audit|flash) (?i:report|summary|findings)\b[^.\n]{0,60}$"
)
_MARKS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("release", re.compile(_RELEASE, re.MULTILINE)),
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
    ("letter", re.compile(_LETTER, re.MULTILINE)),
    (
        "memo",
        re.compile(
            r"\bMEMORANDUM\b|^(?:Memo|Memorandum|MEMO|Note for)\b|^From:.*\n(?:.*\n){0,9}Subject:"
            r"|^To:.*\n(?:.*\n){0,5}(?:Subject|Re):",
            re.MULTILINE,
        ),
    ),
    ("report", re.compile(_REPORT, re.MULTILINE)),
    (
        "sheet",
        re.compile(
            r"^.{0,40}\b(?:[Ii]nspection|[Rr]ecord|[Tt]est|[Ll]aboratory|[Ss]urvey)\s+(?:sheet|form|report)\b"
            r"|^(?:[A-Z]\w+ )?(?:\w+ )?[Rr]eport (?:[Nn]o\.? ?)?\d[\d/.-]*\s*$"
            r"|^(?:[A-Z]\w+ )?(?i:certificate) (?:(?i:of|no\.?) )?[\w/.-]+(?: [\w/.-]+){0,3}\s*$",
            re.MULTILINE,
        ),
    ),
)
_TESTIMONY = re.compile(
    r"^(?=[A-Z])(?i:witness |sworn )?(?i:statement|deposition|affidavit|testimony|evidence|account) (?i:of|by) [A-Z]"
    r"|^(?=[A-Z])(?i:affidavit|witness statement)\b|^\s*I, [A-Z][\w.’'-]+ [A-Z]",
    re.MULTILINE,
)
"""Where somebody sets down what he or she saw, for others to use."""
_ENTRY = re.compile(
    r"^\s*(?:\d{1,2}[:.]\d{2}[.,:]?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?[.:])(?:\s|$)", re.MULTILINE
)
_BYLINE = re.compile(r"^\s*(?:By|BY)\s+[A-Z][\w.]+(?:\s+[A-Z][\w.'’-]+){1,3}\s*$", re.MULTILINE)
_FIRST_PERSON = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\s+[a-z]+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")
_OUR_PAGES = re.compile(r"\b(?:[Tt]his|[Oo]ur) (?:news)?paper\b|\b[Oo]ur readers\b|\b[Rr]eaders who\b")
OWN_VOICE: frozenset[Genre] = frozenset(
    ("memo", "letter", "mail", "log", "order", "sheet", "digest", "release", "report")
)
"""Papers in which "I", "we" and "this office" are whoever wrote them."""


def genre_of(text: str, stretch: Stretch) -> Genre:
    """The sort of paper ``stretch`` is, by its part's kind and by what its head says."""
    start = stretch.span.start
    head = text[start : min(start + HEAD_CHARS, stretch.span.end)]
    if stretch.part.kind in {"message", "turn"}:
        return "mail" if stretch.part.kind == "message" else "minutes"
    if _BYLINE.search(head):
        return "article"
    plain = _QUOTED.sub("", stretch.span.of(text))
    if _TESTIMONY.search(head) and len(_FIRST_PERSON.findall(plain)) > 1:
        return "letter"
    if is_correction(text, stretch):
        return "article" if _of_the_press(plain, stretch) else "release"
    return _by_its_head(head) or _by_its_words(text, stretch, plain)


def _by_its_head(head: str) -> Genre | None:
    return next((genre for genre, mark in _MARKS if mark.search(head)), None)


def _by_its_words(text: str, stretch: Stretch, plain: str) -> Genre:
    """The sort of paper whose head does not tell: by how it is written, then by who issued it."""
    if _is_log(text, stretch):
        return "log"
    if stretch.part.kind == "article":
        return "article"
    return "letter" if _is_personal(plain) else _of_the_publisher(stretch.part.publisher)


def _of_the_press(plain: str, stretch: Stretch) -> bool:
    """Whether a newspaper issues ``stretch``: by its name, or because it speaks of itself as one."""
    words = (stretch.part.publisher or "").lower().split()
    return bool(set(words) & OUTLET_HEADS) or bool(_OUR_PAGES.search(plain))


def _of_the_publisher(publisher: str | None) -> Genre:
    """The sort of paper that says nothing of itself: a body's own, a newspaper's, or nobody's."""
    words = set(re.findall(r"[^\W_]+", (publisher or "").lower()))
    if words & ORGANISATION_HEADS and not words & OUTLET_HEADS:
        return "report"
    return "article" if words else "paper"


def says_what_it_is(text: str, stretch: Stretch) -> bool:
    """Whether a byline, a heading, a publisher or the part itself tells the sort of paper: its wording need not."""
    head = text[stretch.span.start : min(stretch.span.start + HEAD_CHARS, stretch.span.end)]
    known = stretch.part.kind in {"message", "turn"} or bool(stretch.part.publisher) or is_correction(text, stretch)
    return (
        known
        or bool(_TESTIMONY.search(head))
        or bool(_BYLINE.search(head))
        or _by_its_head(head) is not None
        or _is_log(text, stretch)
    )


def _is_personal(plain: str) -> bool:
    """Whether somebody writes as "I" all through, as in part of a letter or memo; a columnist does so less."""
    first = len(_FIRST_PERSON.findall(plain))
    return first >= 3 and first * WORDS_PER_I >= len(plain.split())


def _is_log(text: str, stretch: Stretch) -> bool:
    """Whether most paragraphs open with a time or a day."""
    opening = [paragraph[0] for paragraph in stretch.paragraphs if paragraph][:60]
    entries = sum(bool(_ENTRY.match(text, s.start, s.end)) for s in opening)
    return entries >= 3 and entries >= 0.4 * len(opening)
