"""Edges: whether a content reads as if it began and ended where the speaker's words do, in clean print.

A line whose words were cut badly is a wrong line, however sure the tagging was; these checks look at the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.link.wordsets import word_set
from sayso.model.span import Span, Spans, hull
from sayso.model.statement import Attribution

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_OBJECT = word_set("me us him them")
"""With these opens what follows the person spoken to ("told me ..."), not what was said."""
_PRONOUNS = word_set("he she it they his her its their him them who which that this these those one")
"""Third persons: whom they stand for was worked out, however surely."""
_NEVER_LAST = word_set(
    "a an the of to and or but nor that which whose whom with by for from into than as is are was were be been has "
    "have had will would shall should may might must can could his its their my our your this these those very at if "
    "because"
)
_GOES_ON = word_set("and but nor while although though whereas so yet adding saying according")
"""Words that open a clause of its own behind the content; what another word opens belongs to the content."""
_CLOSES = " \t\n\"'”’»)]"
_ENDS = ".!?;:…—–"
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:told|promised|assured|informed|asked|ordered|instructed|warned|advised|offered|reminded|directed)\b",
    re.IGNORECASE,
)
_ODD = re.compile(r"[\\~^{}¢§•■]|[a-z][;:!?,][a-z]|[a-z][A-Z]{2,}|[a-z]\d[a-z]|(?<!\S)(?<!\d )[b-hj-z](?![\w.'’)\t-])")
"""What print does not hold and poor recognition makes: stray signs, marks inside words, lone letters."""
_ODD_SHARE, _ODD_LEAST, _SAMPLE = 0.003, 3, 200_000
_FEW_WORDS = 2
_HEADING_WORDS = 14
_UNENDED = re.compile(r"\.?\s*\n\s*\n\s*[a-z][a-z ]|\.\s+[a-z]{2}")
"""A break or a full stop behind which the sentence runs on: a slip of the print, or a page that ends."""
_QUOTE = re.compile(r"[\"“”«»]")


def edge_doubts(text: str, at: Attribution) -> Iterator[str]:
    """Codes of ``model.doubts.DOUBTS`` that the look of an attribution gives rise to, each once."""
    if at.content and (_cut_left(text, at) or _cut_right(text, at) or _cut_inside(text, at.content)):
        yield "cut_words"
    if _spoken_to(text, at):
        yield "spoken_to"
    if at.source and all(s.of(text).strip(" ,").casefold() in _PRONOUNS for s in at.source):
        yield "by_pronoun"
    if _ODD.search(text, at.as_said.start, at.as_said.end):
        yield "poor_reading"


def is_noisy(text: str) -> bool:
    """Whether a text is full of slips of recognition, so that none of its words can be quoted unseen."""
    sample = text[:_SAMPLE]
    odd = sum(1 for _ in _ODD.finditer(sample))
    return odd >= _ODD_LEAST and odd >= _ODD_SHARE * len(sample.split())


def _cut_left(text: str, at: Attribution) -> bool:
    start = min(s.start for s in at.content)
    if at.voice == "document":
        return False
    first = _WORD.search(text, start, start + 40)
    return first is None or first[0].casefold() in _OBJECT or bool(start and _inside_word(text, start))


def _cut_right(text: str, at: Attribution) -> bool:
    """Whether the sentence runs on behind the content in a way that belongs to it, or breaks off."""
    reach = hull(at.content)
    last = _WORD.findall(text, max(reach.start, reach.end - 40), reach.end)
    if last and last[-1].casefold() in _NEVER_LAST and text[reach.end - 1].isalnum():
        return True
    if reach.end < len(text) and _inside_word(text, reach.end):
        return True
    return _runs_on(text, at, reach.end)


def _runs_on(text: str, at: Attribution, end: int) -> bool:
    stop = max(at.as_said.end, end)
    rest = text[end:stop].lstrip(_CLOSES)
    if _UNENDED.match(text, end - 1) or _UNENDED.match(text, end):
        return True
    if text[end - 1] in _ENDS:
        return False
    if not rest:
        return not text[stop : stop + 9].lstrip(_CLOSES).startswith(tuple(_ENDS)) and not _is_heading(text, at.as_said)
    if rest[0] in _ENDS or _closed(text, end):
        return False
    begin = stop - len(rest)
    word = _WORD.search(rest)
    return not (word and word[0].casefold() in _GOES_ON) and not _is_frame(at, begin, text)


def _closed(text: str, end: int) -> bool:
    """Whether a quotation mark closes right behind the content."""
    return bool(text[end : end + 1]) and text[end] in '"”»'


def _is_frame(at: Attribution, begin: int, text: str) -> bool:
    """Whether the next word belongs to who says it or to the saying."""
    word = _WORD.search(text, begin)
    return word is not None and any(s.start <= word.start() < s.end for s in (*at.source, *at.cue))


def _is_heading(text: str, sentence: Span) -> bool:
    """Whether a short sentence without a full stop stands alone between empty lines."""
    if len(_WORD.findall(sentence.of(text))) > _HEADING_WORDS:
        return False
    before, after = text[: sentence.start].rstrip(" \t"), text[sentence.end :].lstrip(" \t")
    return (not before or before.endswith("\n")) and (not after or after.startswith("\n\n"))


def _inside_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()


def _cut_inside(text: str, content: Spans) -> bool:
    words = " ".join(s.of(text) for s in content)
    if len(_WORD.findall(words)) < _FEW_WORDS or (";" in words and not _QUOTE.search(words)):
        return True
    return any(words.count(a) != words.count(b) for a, b in _PAIRS) or words.count('"') % 2 == 1


def _spoken_to(text: str, at: Attribution) -> bool:
    """Whether the words before a passive verb of telling name the hearer ("the crew were promised")."""
    if not at.cue or not at.source or hull(at.source).start > at.cue[0].start:
        return False
    cue = " ".join(s.of(text) for s in at.cue)
    passive = _BE.search(text, hull(at.source).end, at.cue[-1].end)
    return bool(passive and _TOLD.search(cue))
