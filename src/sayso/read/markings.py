"""Markings of a text: handling lines that stand alone, marks at the head of paragraphs, and those it only mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.document import Marking
from sayso.model.span import Span, trimmed
from sayso.read.banner import parse_banner
from sayso.read.bannerrules import banner_faults
from sayso.read.marklines import Handling, handling_of, of_banner
from sayso.read.marknoise import level_within, may_be_marking, misread, top_misread
from sayso.read.markterms import NATIONAL_LEVELS
from sayso.read.tables import word_set

_BREAK = re.compile(r"[\r\n\f\v]")
_OPENERS = sorted(
    word_set(
        "tlp classif security handl status marking strict not hold embargo for immediate release internal official "
        "staff company addressee recipient eyes attorney work legal privil private commercial off without do declass "
        "decl downgrade report page protective government secret top confidential restricted unclassified vs sec= no"
    )
)
_HINT = re.compile(
    r"(?:(?m:^)|(?<=[\r\f\v]))(?:[^a-z\n]{3,240}(?m:$)|[^\w\n]{0,8}\d{0,2}[^\w\n]{0,3}"
    rf"(?i:{'|'.join(_OPENERS)}))"
)
"""How every handling line opens, or that it is all in capitals; it saves looking at every line of a long text."""
_EDGE = " \t\u00a0\u2022\u00a1*=_~\"'\u201c\u201d\u2018\u2019`.,:;|#<>[]-\u2013\u2014\u00ab\u00bb"
_TERM = r"[A-Z0-9][A-Z0-9 ,&+.-]*"
_PORTION = re.compile(
    r"(?m:^)[ \t]{0,12}(?:(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)][ \t]+|[-*\u2022][ \t]+)?"
    r"(?P<mark>\((?://)?(?:TS|S|C|U|R|CUI|CTS|NS|NC|NR|NU|JOINT|"
    r"[A-Z]{3,4}(?= (?:TS|S|C|R|U)\b))[A-Z0-9 ,&/-]{0,120}\))"
    r"(?=[ \t]+\S)"
)
_MENTION = re.compile(
    r"(?i:\b(?:marked|stamped|classified|headed|labelled|labeled|designated|graded|bearing the words?))"
    r"(?i: (?:as|with|it|them))?(?i: the words?)?[ \n]+[\"'\u201c\u2018]?"
    rf"(?P<mark>(?:TLP:[A-Z+]+|(?://)?{_TERM}(?://?{_TERM})*))"
)
MAX_LINE = 120
"""Longer lines are prose."""
MAX_MARKINGS = 200
"""Distinct markings kept of one document; recognition noise makes endless variants of one stamp."""
LEVELS = {
    name.replace(" ", ""): name for name in ("TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "RESTRICTED")
}
MAX_PORTION_LEVELS = 2
"""A level in one or two letters may be a list's letter or a right reserved; it needs company."""


def find_markings(text: str) -> tuple[Marking, ...]:
    """The markings of ``text`` in order, each wording once, where it first stands; linear in the text."""
    found: dict[tuple[str, bool], Marking] = {}
    for marking in _lines(text):
        if len(found) >= MAX_MARKINGS:
            break
        found.setdefault(_wording(marking), marking)
    for marking in (*_portions(text, [m for m in found.values() if m.level]), *_mentions(text)):
        if len(found) < MAX_MARKINGS:
            found.setdefault(_wording(marking), marking)
    return tuple(sorted(found.values(), key=lambda m: (m.span.start, m.span.end)))


def is_marking(line: str) -> bool:
    """Whether a line is a handling line and nothing else."""
    return _marking(line, Span(0, len(line))) is not None


def _wording(marking: Marking) -> tuple[str, bool]:
    return " ".join(marking.text.upper().split()), marking.own


def _lines(text: str) -> Iterator[Marking]:
    reached = 0
    for hint in _HINT.finditer(text):
        if hint.start() < reached:
            continue
        line = _line_around(text, hint.start())
        reached = line.end
        marking = _marking(text, line) if line.length <= 2 * MAX_LINE else None
        if marking:
            yield marking


def _line_around(text: str, at: int) -> Span:
    """The line around a place, or as much of it as shows that it is too long to be a marking."""
    nearest = max(0, at - 2 * MAX_LINE - 1)
    before = _BREAK.split(text[nearest:at])[-1]
    after = _BREAK.split(text[at : at + 2 * MAX_LINE + 1], maxsplit=1)[0]
    return Span(at - len(before), at + len(after))


def _marking(text: str, line: Span) -> Marking | None:
    span = trimmed(text, line, _EDGE)
    words = span.of(text)
    if not 3 <= len(words) <= MAX_LINE or line.of(text).lstrip().startswith(">"):
        return None
    if not may_be_marking(words):
        return None
    handling = handling_of(_closed(words))
    if handling:
        return _made(text, span, handling)
    level = level_within(words)
    if level and top_misread(words):
        return _made(text, span, Handling(level="TOP SECRET"))
    if level:
        inner = Span(span.start + level[0], span.start + level[1])
        return _made(text, inner, Handling(level=LEVELS[re.sub("[^A-Z]", "", inner.of(text))]))
    stamp = misread(words)
    return _made(text, span, Handling(level=stamp)) if stamp else None


def _closed(words: str) -> str:
    """The words without brackets that enclose them all."""
    return words[1:-1].strip() if words[:1] == "(" and words[-1:] == ")" and "//" not in words else words


def _made(text: str, span: Span, handling: Handling, *, own: bool = True) -> Marking:
    words = span.of(text)
    banner = parse_banner(words) if "//" in words else None
    return Marking(
        text=words,
        span=span,
        level=handling.level,
        caveats=handling.caveats,
        controls=handling.controls,
        declassify=handling.declassify,
        own=own,
        faults=banner_faults(banner) if banner else (),
    )


def _portions(text: str, banners: list[Marking]) -> Iterator[Marking]:
    """Marks in brackets at the head of paragraphs; bare letters only beside a banner or a mark that is plainly one."""
    marks = [(match, parse_banner(match.group("mark"))) for match in _PORTION.finditer(text)]
    sure = bool(banners) or any(banner and "//" in match.group("mark") for match, banner in marks)
    for match, banner in marks:
        if banner and banner.portion and (sure or len(match.group("mark")) > MAX_PORTION_LEVELS + 2):
            yield _made(text, Span(*match.span("mark")), of_banner(banner))


def _mentions(text: str) -> Iterator[Marking]:
    """Markings that prose says something bears: not this document's own."""
    for match in _MENTION.finditer(text):
        span = trimmed(text, Span(*match.span("mark")), _EDGE)
        words = span.of(text)
        handling = handling_of(words) if len(words) > 2 else None
        if handling is None and words.split("/")[0] not in NATIONAL_LEVELS:
            words = words.rpartition(" ")[0]
            span = Span(span.start, span.start + len(words))
            handling = handling_of(words) if len(words) > 2 else None
        if handling and span.length <= MAX_LINE:
            yield _made(text, span, handling, own=False)
