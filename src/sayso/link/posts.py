"""Posts: what office people hold, by the words that stand beside their names anywhere in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.link.names import bare
from sayso.link.wordsets import word_set
from sayso.model.statement import Mention

_BEHIND = re.compile(r"(?:,| \() ?(?P<post>(?:for )?[^,.;:()\n\"“”]{3,70})")
_LABEL = re.compile(r"(?:^|\n)[ \t]*(?P<post>[A-Z][a-z]+(?: [a-z]+){0,2}):[ \t]*\Z")
_BEFORE = re.compile(
    r"(?P<post>(?:[\w’']+ ){0,4}(?:spokes(?:man|woman|person)|chief executive|director)),? \Z", re.IGNORECASE
)
_THE = re.compile(r"\b(?:the|our|its|their|a|an) (?P<post>(?:[a-z-]+ ){0,2}[a-z-]+), \Z", re.IGNORECASE)
_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|press (?:officer|secretary)|chief executive|managing director"
    r"|director general|director|chair(?:man|woman|person)?|president|minister|secretary of state)\b|^for (?:the )?",
    re.IGNORECASE,
)
"""Who holds such a post speaks for the body it is a post of."""
_BODY_NOUNS = word_set(
    "ministry department office agency bureau directorate commission committee council authority company corporation "
    "firm board police army navy party union university hospital bank inspectorate court government sector"
)
_FOR_HOLDER = re.compile(r"\bspokes(?:man|woman|person) (?:for|of) the (?P<office>[A-Z]\w+(?: [A-Z]\w+)*)$")
"""Whoever speaks for the holder of an office, speaks for the office."""
_NOUN_ENDS = re.compile(r"\b(?:of|at|in|from|for|on|with|by|to|near|who|that|which|and)\b")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_REACH = 80


class Post(NamedTuple):
    """A person by the name used in the document, what he is called, and the bodies he speaks for."""

    person: str
    calling: str
    """One lower-case noun ("keeper"); empty where none can be told."""
    bodies: tuple[str, ...]
    """Names of bodies; a common noun with "the" where the document says no more ("the ministry")."""
    house: str = ""
    """The body that stands in brackets behind the name: he is of it, whether he speaks for it or not."""


def posts(text: str, mentions: Sequence[Mention], issuer: str | None) -> Iterator[Post]:
    """The posts told of in a text; ``issuer`` is the body whose paper it is, None in the press."""
    bodies = [m for m in mentions if m.kind == "organisation"]
    for m in mentions:
        if m.kind == "person":
            for start, end in _beside(text, m):
                yield _post(text, m, bodies, issuer, start, end)


def _beside(text: str, m: Mention) -> Iterator[tuple[int, int]]:
    """Where words that tell a post stand: behind a comma, before the name, or as a label of its line."""
    if found := _BEHIND.match(text, m.span.end, m.span.end + _REACH):
        yield found.span("post")
    start = max(0, m.span.start - _REACH)
    before = text[start : m.span.start]
    for pattern in (_LABEL, _BEFORE, _THE):
        if found := pattern.search(before):
            yield start + found.start("post"), start + found.end("post")


def _post(text: str, m: Mention, bodies: Sequence[Mention], issuer: str | None, start: int, end: int) -> Post:
    words = text[start:end]
    if not _FOR.search(words):
        bracketed = (
            b.name for b in bodies if (b.span.start, b.span.end) == (start, end) and text[end : end + 1] == ")"
        )
        return Post(m.name, _calling(words), (), next(bracketed, ""))
    inside = {b.name for b in bodies if start <= b.span.start and b.span.end <= end + 1}
    if not inside:
        inside = {f"the {w}" for w in bare(words).split() if w in _BODY_NOUNS}
    if not inside and (holder := _FOR_HOLDER.search(words)):
        inside = {f"Office of the {holder['office']}"}
    if not inside and issuer:
        inside = {issuer}
    return Post(m.name, _calling(words), tuple(sorted(inside)))


def _calling(words: str) -> str:
    head = _WORD.findall(_NOUN_ENDS.split(words.casefold(), maxsplit=1)[0])
    return head[-1] if head else ""
