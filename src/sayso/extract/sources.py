"""Mends the words that name a source: what the tagger missed beside the cue, and what it took for a source instead."""

from __future__ import annotations

import re

from sayso.extract.lexicon import LEMMAS, TELL
from sayso.extract.phrases import DEFINITE, INDEFINITE
from sayso.extract.spans import Found, words
from sayso.model.span import Span, Spans

_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Col|Gen|Sgt|Cllr|Capt)\.?\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}"
_PRONOUN_BEHIND = re.compile(r"\s+(?P<source>he|she|they|I|we)\b(?=\s*[,.;:!?“‘\"\n]|\s*$)")
"""Whoever speaks, behind the verb: "“Not again,” said she.\""""
_LAST_WORDS = re.compile(
    r"\s+(?P<source>(?:(?:an?|the|one|two|[A-Z][\w’'-]+)\s+)?[a-z][\w-]*(?:\s+(?:at|in|of|from|near|on)\s+(?:the\s+)?[\w’'-]+"
    r"(?:\s+[A-Z][\w’'-]+)*)?|[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})[ \t]*(?=\n|$)"
)
"""Whoever speaks, at the end of a heading: "Roof leaked for a year, says tenant"."""
_ASIDE_BEFORE = re.compile(
    rf"(?P<source>{_NAME}),\s(?:to|of|from|with|for|by|on|about|against)?\s?(?:whom|who|which|whose)\b[^,.;:\n]{{3,80}},\s+$"
)
"""Whoever speaks, parted from the verb by a clause: "Mr Orme, whom I met on Monday, thinks"."""
_NAME_GOES_ON = re.compile(r"(?: [A-Z][\w’'-]+)+(?=[\s,.;:)]|[’']s\b|$)")
_PHRASE_GOES_ON = re.compile(r" (?:[a-z][\w-]* )?[a-z][\w-]*(?=,| (?:as|who|that|said|says)\b)")
_APPOSED_NAME = re.compile(r",\s+(?:[A-Z][a-z]{0,3}\.?\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,2}(?=[.,]|$)")
_DANGLING = frozenset(("the", "a", "an", "of", "in", "on", "at", "for", "from", "with", "its", "his", "her", "their"))
_DETERMINERS = frozenset(("its", "his", "her", "their", "the", "a", "an", "our", "my"))
_SAYS = frozenset(("say", "says", "said", "claims", "claim", "warns", "insists", "according"))
_FINITE = re.compile(r"[a-z]+(?:s|ed)$|^(?:said|thought|told|wrote|found|felt|saw|held|knew|thinks?|think)$")
_GOT_BY = re.compile(
    r"(?P<noun>(?:[Aa]n?|[Tt]he|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[A-Z][a-z]+)\s+(?:[\w’'-]+\s+){1,6}?)"
    r"(?:shown|seen|obtained|leaked|given|sent|passed|handed|provided|read|reviewed|viewed|examined)\s+(?:by|to)\s+$"
)
"""What stands before whoever got to see it: that speaks, and not who saw it."""
_HAD_IT = re.compile(r"(?:we|I|they|he|she|this newspaper)\s+(?:had|have|got|heard|took|relied|spoke|learned|quoted)\b")
_NOUN_BEFORE = re.compile(
    r"(?P<noun>(?:[Aa]n?|[Tt]he|[Oo]ur|[Tt]wo|[Oo]ne)\s+[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2}?)"
    r"\s+(?:(?:from|of|to|by|with|on|upon)\s+)?(?:whom|who|which|that)\s+$"
)
_LOOSE_MARK = re.compile(r"[’‘”“'\"]\s+(?=\S)")


def sourced(text: str, found: Found, sentence: Span) -> Found:
    """``found`` with the source its sentence names, where the tagger marked none or marked the wrong words."""
    source = tuple(_whole_name(text, _without_loose_mark(text, s), found.cue[0]) for s in found.source)
    source = _beside_cue(text, source, found) or source
    if source and source[-1].end <= found.cue[0].start:
        source = _with_its_noun(text, _what_was_seen(text, source, sentence), sentence)
    if not source and not _is_passive(text, found.cue[0]):
        source = _behind(text, found, sentence) or _before(text, found, sentence)
    return found._replace(source=source)


def _without_loose_mark(text: str, span: Span) -> Span:
    """A source without the mark that closes the quotation before it."""
    mark = _LOOSE_MARK.match(text, *span)
    return Span(mark.end(), span.end) if mark else span


def _whole_name(text: str, span: Span, cue: Span) -> Span:
    """A source that breaks off within a name, or on a little word, run on to its end."""
    said = span.of(text).split()
    if not said:
        return span
    name = _NAME_GOES_ON.match(text, span.end) if _is_name_word(said[-1]) else None
    rest = _PHRASE_GOES_ON.match(text, span.end) if said[-1].lower() in _DANGLING else None
    apposed = _APPOSED_NAME.match(text, span.end) if span.start >= cue.end and not said[0][:1].isupper() else None
    end = max([m.end() for m in (name, rest, apposed) if m], default=span.end)
    return span if span.start < cue.start < end else Span(span.start, end)


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and word[-1:].isalpha() and word.lower() not in INDEFINITE | DEFINITE


def _beside_cue(text: str, source: Spans, found: Found) -> Spans:
    """Of words on both sides of a cue those right behind it: "six swam, one of them a boy, said its owner"."""
    cue = found.cue[-1]
    behind = [s for s in source if s.start >= cue.end]
    if len(source) < 2 or not behind or len(behind) == len(source):
        return ()
    gap = text[cue.end : behind[0].start].strip()
    if gap and gap not in _DETERMINERS:
        return ()
    if any(LEMMAS.get(w) in TELL for w in words(text, cue)):
        return tuple(s for s in source if s not in behind)
    return (Span(behind[0].start - len(gap) - 1, behind[0].end), *behind[1:]) if gap else tuple(behind)


def _what_was_seen(text: str, source: Spans, sentence: Span) -> Spans:
    """The paper as source in place of whoever was shown it."""
    got = _GOT_BY.search(text, sentence.start, source[0].start)
    if got is None or got.end() != source[0].start:
        return source
    start = max(got.start("noun"), sentence.start)
    return (Span(start, source[-1].end),)


def _with_its_noun(text: str, source: Spans, sentence: Span) -> Spans:
    """A source that is only the clause behind a noun, with that noun: "the clerk from whom we had it"."""
    noun = _NOUN_BEFORE.search(text, sentence.start, source[0].start)
    if not _HAD_IT.match(text, *source[0]) or noun is None or noun.end() != source[0].start:
        return source
    return (Span(noun.start("noun"), source[-1].end),)


def _is_passive(text: str, cue: Span) -> bool:
    before = text[max(cue.start - 24, 0) : cue.start]
    return bool(re.search(r"\b(?:is|was|were|are|been|being|be)\s+(?:\w+\s+)?$", before)) or len(words(text, cue)) > 2


def _behind(text: str, found: Found, sentence: Span) -> Spans:
    cue = found.cue[-1]
    said = words(text, cue)
    if (
        not said
        or not found.content
        or found.content[0].start > cue.start
        or said[-1] not in _SAYS | {"asked", "added"}
    ):
        return ()
    hit = _PRONOUN_BEHIND.match(text, cue.end, sentence.end)
    if hit is None and said[-1] in _SAYS and text[sentence.end - 1] not in ".!?":
        hit = _LAST_WORDS.match(text, cue.end, sentence.end)
    return (Span(*hit.span("source")),) if hit else ()


def _before(text: str, found: Found, sentence: Span) -> Spans:
    cue = found.cue[0]
    if not _FINITE.match(cue.of(text).split()[0].lower()):
        return ()
    hit = _ASIDE_BEFORE.search(text, sentence.start, cue.start)
    return (Span(*hit.span("source")),) if hit else ()
