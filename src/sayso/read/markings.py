"""Handling lines: banners, embargoes and release lines that stand alone on a line. Words inside a sentence are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.document import Marking
from sayso.model.span import Span, trimmed
from sayso.read.tables import word_set

_BREAK = re.compile(r"[\r\n\f\v]")
_HINT = re.compile(
    r"(?:(?m:^)|(?<=[\r\f\v]))(?:[^a-z\n]{3,240}(?m:$)|[^\w\n]{0,8}"
    r"(?i:tlp|classif|handl|status|strict|not for|embargo|for|immediate|released?|internal|official|staff|company|"
    r"addressee|recipient|eyes|attorney|work|legal|privil|private|commercial|off the|without|do not))"
)
"""How every handling line opens, or that it is all in capitals; it saves looking at every line of a long text."""
_EDGE = " \t\u00a0\u2022*=_~\"'\u201c\u201d.,:;|#<>[]"
MAX_LINE = 120
"""Longer lines are prose."""
MAX_MARKINGS = 200
"""Distinct markings kept of one document; recognition noise makes endless variants of one stamp."""

_CLASS = (
    r"(?:COSMIC )?TOP[ -]SECRET|NATO (?:SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)|SECRET|CONFIDENTIAL|RESTRICTED|"
    r"UNCLASSIFIED|OFFICIAL(?:[ -]+SENSITIVE)?|PROTECTED|CUI|CONTROLLED"
)
_RIDER = (
    r"(?:ONLY|EYES ONLY|NOFORN|NO FOREIGN DISSEM|SENSITIVE|INTERNAL|USE|AND|PERSONAL|PRIVATE|COMMERCIAL|RYBAT|"
    r"NOT FOR [A-Z ]+|DO NOT [A-Z ]+|WHEN [A-Z ]+|UNTIL [A-Z0-9 ,:.]+|INFORMATION|DRAFT|ORCON|FOUO)"
)
_DONT = r"(?:COPY|FORWARD|DISTRIBUTE|CIRCULATE|QUOTE|CITE|RELEASE|PUBLISH|DISCLOSE|SHARE)"
_USE = r"(?:RELEASE|PUBLICATION|CIRCULATION|DISTRIBUTION|QUOTATION|ATTRIBUTION|DISSEMINATION|BROADCAST|DISCLOSURE)"

_BANNER = re.compile(
    rf"(?P<level>{_CLASS})"
    rf"(?:\s*//?\s*[A-Z0-9][A-Z0-9 ,.&'()/-]*|[ ]*[-\u2013\u2014:(]+[ ]*[A-Z][A-Z0-9 ,.&'()/-]*|(?:[ ,&]+{_RIDER})+)?"
)
_FOREIGN = re.compile(r"//[A-Z]{2,}(?: [A-Z]+)*(?://[A-Z0-9 ,/-]+)*")
_TLP = re.compile(r"TLP\s*:\s*(?P<level>RED|AMBER(?:\+STRICT)?|GREEN|WHITE|CLEAR)\b(?P<tail>.*)", re.IGNORECASE)
_LABELLED = re.compile(rf"(?:CLASSIFICATION|HANDLING|STATUS)\s*:\s*(?P<level>{_CLASS}).{{0,40}}", re.IGNORECASE)
_CAPS = tuple(
    re.compile(shape)
    for shape in (
        r"(?:[A-Z][A-Z&.'-]* ){1,3}CONFIDENTIAL",
        r"(?:IN|STRICTLY|PRIVATE AND|PRIVATE &) CONFIDEN(?:CE|TIAL)(?:[ -]+.{0,40})?",
        r"DRAFT(?:[ ]*[-\u2013\u2014:,/]+[ ]*[A-Z].{0,60}| ONLY)?",
        r"INTERNAL(?:[ ]*[-\u2013\u2014:/,]+[ ]*[A-Z].{0,60})",
        r"SENSITIVE(?: BUT UNCLASSIFIED|[ -]+PERSONAL|[ -]+COMMERCIAL)?(?:[ ]*//?.{0,40})?",
        r"(?:SUBJECT TO )?(?:LEGAL )?PRIVILEGE[D]?(?: (?:AND|&) CONFIDENTIAL)?.{0,40}",
        r"LIMITED (?:OFFICIAL USE|DISTRIBUTION)(?: ONLY)?",
        r"NO(?: |-)?FO(?:REIGN|RN)(?: DISSEM(?:INATION)?)?(?:[ /].{0,40})?",
        r"LAW ENFORCEMENT SENSITIVE(?:[ /].{0,40})?",
        r"WARNING NOTICE\b.{0,80}",
        r"(?:APPROVED|CLEARED) FOR (?:PUBLIC )?RELEASE.{0,60}",
    )
)
_WHEN = r"(?P<tail>.{0,70})"
_NO_MORE = r"(?P<strict>.{0,70})"
_PHRASES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?:STRICTLY )?NOT FOR (?:PUBLIC |FURTHER |GENERAL |ONWARD )*{_USE}(?: OR {_USE})?{_WHEN}",
        rf"(?:STRICTLY )?EMBARGO(?:ED)?\b(?: FOR RELEASE)?(?:\s*:| UNTIL| TILL| TO| FOR|$){_WHEN}",
        rf"(?:FOR )?IMMEDIATE RELEASE{_WHEN}",
        rf"FOR RELEASE (?:ON|AT|AFTER|UNTIL|UPON|:){_WHEN}",
        rf"(?:RELEASED|RELEASE) IN (?:PART|FULL|WHOLE){_WHEN}",
        rf"(?:FOR )?INTERNAL(?: USE| CIRCULATION| DISTRIBUTION)? ONLY{_NO_MORE}",
        rf"FOR (?:OFFICIAL|INTERNAL|GOVERNMENT|POLICE) USE(?: ONLY)?{_WHEN}",
        (
            rf"(?:FOR )?(?:THE )?(?:OFFICIAL|STAFF|COMPANY|ADDRESSEES?|RECIPIENTS?|BOARD|MEMBERS)(?:'S|S')?"
            rf"(?: USE| EYES)? ONLY{_NO_MORE}"
        ),
        rf"(?:FOR )?[A-Z. ]{{0,30}}EYES ONLY{_WHEN}",
        rf"ATTORNEY[ -]CLIENT (?:PRIVILEGED?|COMMUNICATION|WORK PRODUCT){_WHEN}",
        rf"(?:ATTORNEY )?WORK PRODUCT{_NO_MORE}",
        rf"(?:LEGALLY )?PRIVILEGED (?:AND|&) CONFIDENTIAL{_WHEN}",
        rf"(?:STRICTLY |PRIVATE (?:AND|&) |COMMERCIAL[ -]IN[ -])CONFIDEN(?:TIAL|CE){_WHEN}",
        rf"OFF THE RECORD{_NO_MORE}",
        rf"WITHOUT PREJUDICE{_NO_MORE}",
        rf"DO NOT {_DONT}(?:[, ]+(?:OR |AND )?{_DONT})*{_NO_MORE}",
    )
)
_TAIL_WORDS = word_set(
    "am pm a.m p.m gmt utc bst cet est edt noon midnight local time on at of until and or not for with under the only "
    "to do share forward quote without permission copy release monday tuesday wednesday thursday friday saturday sunday"
)
MAX_TAIL_WORDS = 12


def find_markings(text: str) -> tuple[Marking, ...]:
    """The handling lines of ``text``, each wording once, where it first stands; linear in the text."""
    found: dict[str, Marking] = {}
    reached = 0
    for hint in _HINT.finditer(text):
        if len(found) >= MAX_MARKINGS:
            break
        if hint.start() < reached:
            continue
        line = _line_around(text, hint.start())
        reached = line.end
        marking = _marking(text, line) if line.length <= 2 * MAX_LINE else None
        if marking:
            found.setdefault(" ".join(marking.text.upper().split()), marking)
    return tuple(found.values())


def _line_around(text: str, at: int) -> Span:
    """The line around a place, or as much of it as shows that it is too long to be a marking."""
    nearest = max(0, at - 2 * MAX_LINE - 1)
    before = _BREAK.split(text[nearest:at])[-1]
    after = _BREAK.split(text[at : at + 2 * MAX_LINE + 1], maxsplit=1)[0]
    return Span(at - len(before), at + len(after))


def is_marking(line: str) -> bool:
    """Whether a line is a handling line and nothing else."""
    return _marking(line, Span(0, len(line))) is not None


def _marking(text: str, line: Span) -> Marking | None:
    span = trimmed(text, line, _EDGE)
    words = span.of(text)
    if not 3 <= len(words) <= MAX_LINE or not words[0].isascii() or line.of(text).lstrip().startswith(">"):
        return None
    for level in _levels(words):
        return Marking(text=words, span=span, level=level)
    return None


def _levels(words: str) -> Iterator[str | None]:
    """One value if ``words`` are a handling line: its level where it is plain, else None; nothing if they are not."""
    tlp = _TLP.fullmatch(words)
    if tlp and _is_tail(tlp.group("tail")):
        yield f"TLP:{tlp.group('level').upper()}"
    labelled = _LABELLED.fullmatch(words)
    if labelled:
        yield labelled.group("level").upper()
    if words.upper() == words:
        banner = _BANNER.fullmatch(words)
        if banner and len(words.split()) <= 14:
            yield banner.group("level")
        if _FOREIGN.fullmatch(words) or any(shape.fullmatch(words) for shape in _CAPS):
            yield None
    if words[0].isupper() and any(_phrase(shape, words) for shape in _PHRASES):
        yield None


def _phrase(shape: re.Pattern[str], words: str) -> bool:
    match = shape.fullmatch(words)
    if match is None or words.upper() == words:
        return match is not None
    tails = match.groupdict()
    return _is_tail(tails.get("tail") or "") and _is_tail(tails.get("strict") or "", names=False)


def _is_tail(tail: str, *, names: bool = True) -> bool:
    """Whether what follows the phrase is a time, a place or a bare condition rather than the rest of a sentence."""
    words = [word.strip(" ,.:;/()-\u2013\u2014") for word in tail.split()]
    plain = (not w or w[0].isdigit() or (names and w[0].isupper()) or w.lower() in _TAIL_WORDS for w in words)
    return len(words) <= MAX_TAIL_WORDS and all(plain)
