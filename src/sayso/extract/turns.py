"""Further plain turns: what papers record, what somebody puts at a figure, offers or refuses, and what "we have found".

Like those of ``plain`` and ``replies`` each is a pattern of a few words; it counts where the tagger marked no cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.lexicon import DOCUMENT_HEADS
from sayso.extract.plain import CONFIDENCE, inside_quotation
from sayso.extract.replies import COMMON, NAME, SUBJECT
from sayso.extract.spans import AFTER, Found
from sayso.model.span import Span, Spans, trimmed

_TEXT = r"(?:[^.;\n]|\.\d|\n(?!\s*\n))"
_NUMBER = (
    r"(?:\d|\b(?:no|nil|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|(?:a\s)?hundred|(?:a\s)?thousand|(?:a\s)?dozen)\b)"
)
_ADVERB = r"(?:(?:also|now|again|later|since|then|still|today|yesterday)\s)?"


def _spaced(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` with every single space open to several, and to a line's end."""
    return re.compile(re.sub(r"\\s(?![+*])", r"\\s+", pattern), flags)


_TURNS = (
    _spaced(rf"{SUBJECT}{_ADVERB}(?P<cue>puts?)\s(?P<content>{_TEXT}{{2,90}}?\sat\s{_TEXT}{{0,30}}?{_NUMBER}{_TEXT}*)"),
    _spaced(rf"{SUBJECT}{_ADVERB}(?P<cue>puts?)\s(?P<content>(?:it|this|that|them)\sdown\sto\s{_TEXT}+)"),
    _spaced(
        rf"{SUBJECT}{_ADVERB}(?P<cue>attribute[sd]|ascribe[sd]|blame[sd])\s(?P<content>{_TEXT}{{2,60}}?\s(?:to|on)\s{_TEXT}+)"
    ),
    _spaced(rf"{SUBJECT}{_ADVERB}(?P<cue>offer(?:s|ed))\s(?P<content>to\s{_TEXT}+)"),
    _spaced(
        rf"{SUBJECT}{_ADVERB}(?P<cue>refuse[sd])\s(?P<content>(?:the|us|him|her|them|me|its|his|all|any)\s{_TEXT}{{3,}})"
    ),
    _spaced(
        rf"{SUBJECT}{_ADVERB}(?P<cue>accept(?:s|ed)|certif(?:y|ies|ied)|conced(?:es|ed)|maintain(?:s|ed)|swore|swears)\sthat\s"
        rf"(?P<content>{_TEXT}+)"
    ),
)
_DONE = _spaced(
    r"\b(?P<source>I|We|[Tt]his\s(?:office|branch|desk|department|section|unit|board|committee|firm))\s(?:have|has)\s"
    rf"{_ADVERB}(?:(?P<cue>found|established|concluded|withdrawn|retracted|recommended|requested|certified|undertaken|decided)\s"
    rf"(?=that\b|to\b|no\b|nothing\b|neither\b|the\s(?:statement|claim|report|figure|article|certificate)\b)(?:that\s)?|"
    r"(?P<told>directed|ordered|instructed|advised|warned|asked|required|told|forbidden)\s(?:(?!to\b)[\w’'.&-]+\s){1,6}?(?=to\s))"
    rf"(?P<content>{_TEXT}+)"
)
_AGAIN = _spaced(
    r"\b(?P<source>I|We)\s(?P<cue>repeat|stress|maintain|insist|say\sagain|can\sonly\srepeat)\b[^:.;\n]{0,80}:\s(?P<content>"
    rf"{_TEXT}+)"
)
"""What its writer says once more behind a colon."""
_ON_PAPER = _spaced(
    rf"(?<![\w’'-])(?P<source>{COMMON}|{NAME}(?:[’']s\s[\w’' -]{{2,40}}?)?)\s(?:"
    r"(?P<cue>records?|recorded|notes?|noted|bears?|bore|names?|named)\s(?=(?:the|an?|no|his|her|its|their)\b)|"
    rf"(?P<told>gives|gave)\s(?=(?:[\w’'-]+\s){{1,6}}as\s))(?P<content>{_TEXT}+)"
)
_PAPERS = DOCUMENT_HEADS | {"book", "books", "ledger", "minutes", "certificate"}
_TAKEN_DOWN = _spaced(
    r"(?P<source>[A-Z][A-Z0-9-]{2,}(?:\s[0-9]{1,3})?)(?:\s(?P<cue>to)\s[A-Z][A-Z0-9-]{2,}(?:\s[0-9]{1,3})?)(?:,\s[^,.:“”\"]{2,40})?:\s"
    r"[“\"](?P<content>[^“”\"]{3,600})[”\"]"
)
"""A call as whoever listened took it down: who called, whom, and the words."""
_INVERTED = _spaced(
    rf"(?P<content>[A-Z][^“”\"‘;:]{{20,400}}?),\s(?P<cue>said|says|wrote|added|reported)\s(?P<source>(?:its|his|her|their|the|an?)\s"
    rf"[a-z][\w’' -]{{2,40}}(?:,\s{NAME},?)?|{NAME})(?=[,.]|\s+(?:who|on|in|at|by|last|yesterday)\b)"
)
_ASIDE = _spaced(
    r",\s(?:in|with|on|at|by|through|under|without|during|after|before|for|rather|not)\b[^,;:.“”\"]{2,90},\sthat\s(?=\S)"
)


def further(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What such turns say in ``sentences``."""
    found = [f for s in sentences for pattern in (*_TURNS, _TAKEN_DOWN) for f in _found(text, pattern, s)]
    return [*found, *(f for s in sentences for f in _found(text, _ON_PAPER, s) if _is_paper(text, f))]


def done(text: str, sentences: Sequence[Span]) -> list[Found]:
    """What the writer of a paper "has found" or "has directed", or says once more."""
    return [f for s in sentences for pattern in (_DONE, _AGAIN) for f in _found(text, pattern, s)]


def put_right(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """``found`` with the speaker behind the cue in "..., said its mayor", and "that" behind an aside as the opening."""
    inverted = [f for s in sentences for f in _found(text, _INVERTED, s, whole=True)]
    again = [f for s in sentences for f in _found(text, _AGAIN, s)]
    out = []
    for one in found:
        turn = next((f for f in inverted if any(c.overlaps(f.cue[0]) for c in one.cue)), None)
        ahead = bool(one.content) and one.content[0].start < one.cue[0].start
        ahead = ahead and all(s.end <= one.cue[0].start for s in one.source)
        anew = next((f for f in again if any(c.overlaps(f.cue[0]) for c in one.cue)), None)
        out.append(turn if turn is not None and ahead else anew or _behind_aside(text, one))
    return out


def _behind_aside(text: str, one: Found) -> Found:
    aside = _ASIDE.match(text, one.cue[-1].end)
    if aside is None or not one.content or one.content[-1].end <= aside.end():
        return one
    return one._replace(content=(Span(aside.end(), one.content[-1].end),))


def _is_paper(text: str, found: Found) -> bool:
    named = re.split(r"\s+(?:of|in|from|at|on|by|sent|dated)\s|,", found.source[0].of(text), maxsplit=1)[0].lower()
    return (re.findall(r"[^\W_]+", named)[-1:] or [""])[0] in _PAPERS


def _found(text: str, pattern: re.Pattern[str], sentence: Span, *, whole: bool = False) -> Iterator[Found]:
    matches = [m for m in [pattern.match(text, *sentence)] if m] if whole else pattern.finditer(text, *sentence)
    for m in matches:
        cue = _span(text, m, "cue") or _span(text, m, "told")
        content = _span(text, m, "content")
        if cue and content and not inside_quotation(text, sentence, cue[0].start):
            yield Found(_span(text, m, "source"), cue, content, CONFIDENCE)


def _span(text: str, m: re.Match[str], group: str) -> Spans:
    """What ``group`` matched, as the spans of one role; none where it has no part in the match."""
    if group not in m.re.groupindex or not m[group]:
        return ()
    span = Span(*m.span(group))
    return (span,) if group == "source" else tuple(s for s in (trimmed(text, span, AFTER),) if s)
