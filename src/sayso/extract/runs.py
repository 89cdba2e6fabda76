"""Finds runs of capitalised words that may be names, with the title that stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.extract.lexicon import DOCUMENT_HEADS, ORGANISATION_HEADS, PERSON_TITLES, PLACE_HEADS
from sayso.extract.namewords import ABBREVIATIONS, CONNECTORS, LITTLE, PARTICLES
from sayso.model.span import Span

_TOKEN = re.compile(r"[^\W_]+(?:[-’'/&][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"[’']s?$")
_HEADS = ORGANISATION_HEADS | PLACE_HEADS | DOCUMENT_HEADS | {"director", "chamber"}
MAX_TOKENS = 9
"""A longer run of capitals is a heading, not a name."""


WRAPPED = 50
"""Characters: a shorter line ended because it was over, not because it was full."""


class Token(NamedTuple):
    """A word of a run: as written less a possessive ending, and where."""

    text: str
    span: Span

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


class NameRun(NamedTuple):
    """Capitalised words that may be a name: titles before it, the name's own words, and how it stands."""

    titles: tuple[Token, ...]
    words: tuple[Token, ...]
    opens: bool
    """Whether it opens a sentence, where a capital proves nothing."""
    shouted: bool
    """Whether all of it is in capitals, as in a letterhead."""
    after: str
    """The word before it in lower case, or empty."""

    @property
    def span(self) -> Span:
        """The name without its titles."""
        return Span(self.words[0].span.start, self.words[-1].span.end)


def name_runs(text: str, sentence: Span) -> Iterator[NameRun]:
    """The runs of one sentence, in order."""
    tokens = list(_tokens(text, sentence))
    at = 0
    while at < len(tokens):
        end = _run_end(text, tokens, at)
        if end == at:
            at += 1
            continue
        opens = not text[sentence.start : tokens[at].span.start].strip(" \t\n“\"‘'([>-*•0123456789.)")
        before = tokens[at - 1].low if at else ""
        shouted = _is_shouted(text, tokens[at].span)
        run = _run(tokens[at:end], opens=opens, shouted=shouted, after=before)
        if run is not None:
            yield run
        at = end


def _tokens(text: str, sentence: Span) -> Iterator[Token]:
    for m in _TOKEN.finditer(text, sentence.start, sentence.end):
        word = m.group()
        bare = _POSSESSIVE.sub("", word) if len(word) > 2 else word
        yield Token(bare, Span(m.start(), m.start() + len(bare)))


def _is_shouted(text: str, word: Span) -> bool:
    """Whether the line around ``word`` (as far as 60 characters either side) is all in capitals."""
    start = text.rfind("\n", max(word.start - 60, 0), word.start) + 1 or max(word.start - 60, 0)
    end = text.find("\n", word.end, word.end + 60)
    letters = [c for c in text[start : end if end >= 0 else word.end + 60] if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _is_capital(text: str, token: Token) -> bool:
    """Whether a token may be part of a name; "A" and "I" only with the full stop of an initial."""
    initial = len(token.text) == 1 and (token.text not in "IA" or text[token.span.end : token.span.end + 2] == ". ")
    return token.text[0].isupper() and (token.low not in LITTLE or initial)


def _run_end(text: str, tokens: Sequence[Token], at: int) -> int:
    """One past the last token of the run that opens at ``at``; ``at`` itself where none does."""
    if not _is_capital(text, tokens[at]):
        return at
    end = at + 1
    while end < len(tokens) and end - at < MAX_TOKENS:
        step = _next(text, tokens, end)
        if not step:
            break
        end += step
    return end


def _next(text: str, tokens: Sequence[Token], end: int) -> int:
    """How many tokens after ``tokens[end - 1]`` the run takes in: 0 where it stops."""
    last, token = tokens[end - 1], tokens[end]
    if not _joined(text, last, token):
        return 0
    if token.text in {"No", "Nr"} and end + 1 < len(tokens) and tokens[end + 1].text[0].isdigit():
        return 2 if last.low in _HEADS and _joined(text, token, tokens[end + 1]) else 0
    if _is_capital(text, token):
        return 1
    if token.text[0].isdigit():
        return int(last.low in _HEADS | {"no", "nr"} and len(token.text) <= 8)
    for size in (2, 1):
        words = " ".join(t.text for t in tokens[end : end + size])
        words = words.lower() if last.text.isupper() else words
        fits = (words in CONNECTORS and last.low in _HEADS) or words in PARTICLES
        fits = fits and end + size < len(tokens) and _joined(text, tokens[end + size - 1], tokens[end + size])
        if fits and _is_capital(text, tokens[end + size]):
            return size + 1
    return 0


def _joined(text: str, one: Token, other: Token) -> bool:
    """Whether nothing but a space, or the full stop of an abbreviation, parts two tokens."""
    gap = text[one.span.end : other.span.start]
    if "\t" in gap or ("\n" in gap and not _wraps(text, one.span.end)):
        return False
    if not gap.strip(" \n\u00a0"):
        return bool(gap)
    abbreviated = one.low in ABBREVIATIONS or (len(one.text) == 1 and one.text.isupper())
    return abbreviated and gap.strip(" \n\u00a0") == "."


def _wraps(text: str, end: int) -> bool:
    """Whether the line that ends at ``end`` is long enough to have been broken for its length."""
    return text.rfind("\n", max(end - WRAPPED, 0), end) < 0 and end >= WRAPPED


def _run(tokens: Sequence[Token], *, opens: bool, shouted: bool, after: str) -> NameRun | None:
    split = 0
    for i, token in enumerate(tokens[:-1]):
        if token.low in PERSON_TITLES and not _makes_organisation(tokens[i + 1 :]):
            split = i + 1
    words = tokens[split:]
    if not split and words[0].low in PERSON_TITLES and len(words) > 1 and words[1].low == "of":
        return None
    if len(words) == 1 and words[0].low in PERSON_TITLES and not shouted:
        return None
    return NameRun(tuple(tokens[:split]), tuple(words), opens, shouted, after)


def _makes_organisation(rest: Sequence[Token]) -> bool:
    """Whether a title before ``rest`` belongs to an office, as in "Prosecutor General's Office"."""
    return rest[0].text[0].islower() or any(t.low in ORGANISATION_HEADS | PLACE_HEADS for t in rest)
