"""Interviews: articles that say once that somebody received the paper, after which all that person says was told it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.extract.dates import dates_in, day_of
from sayso.extract.names import Entry, Names
from sayso.extract.parts import Stretch
from sayso.model.span import Span

_GAVE = (
    r"(?:gave|gives|granted|grants|received|receives|welcomed|welcomes|met|meets|invited|invites|spoke (?:to|with)|"
    r"speaks to|talked (?:to|with)|talks to|sat down with|agreed to (?:see|meet|talk to|speak to)|let)"
)


class Talk(NamedTuple):
    """Whom an article is an interview with, the words that say so, and the day if they tell it."""

    entry: Entry
    words: Span
    day: str | None


def talk_of(text: str, stretch: Stretch, names: Names) -> Talk | None:
    """The one person who, as an article says, received its paper; None where it says so of nobody."""
    publisher = stretch.part.publisher
    if not publisher:
        return None
    bare = re.sub(r"^The ", "", publisher)
    pattern = re.compile(
        rf"\b{_GAVE}\s+(?:the\s+)?(?:{re.escape(publisher)}|{re.escape(bare)})\b(?!’s|'s)", re.IGNORECASE
    )
    sentences = [s for paragraph in stretch.paragraphs for s in paragraph]
    for at, sentence in enumerate(sentences):
        found = pattern.search(text, *sentence)
        if found is None:
            continue
        start = sentences[max(at - 1, 0)].start
        near = [
            e for _, e in names.before(found.start(), start) if e.kind == "person" and e.name != stretch.part.author
        ]
        if near:
            day = next(
                (d.edtf for d in dates_in(text, sentence, day_of(stretch.part.published)) if d.sort != "range"), None
            )
            return Talk(near[0], Span(*found.span()), day)
    return None
