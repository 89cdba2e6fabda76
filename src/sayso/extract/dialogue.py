"""A turn of an interview or a transcript: all of it is said by the label before it, whoever it goes on to quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.extract import assertions
from sayso.extract.names import Entry, Names
from sayso.extract.parts import Stretch
from sayso.extract.spans import AFTER
from sayso.model.document import Content
from sayso.model.span import Span, trimmed
from sayso.model.statement import Attribution

CONFIDENCE = 0.9
_LABEL = re.compile(
    r"[\s*_]*(?P<who>[QA](?=[*_]{0,2}\.)|[^:*_\n(]{1,60}?)\s*(?:\([^()\n]{1,40}\))?\s*[*_]{0,2}[:.][*_]{0,2}\s+"
)
_LETTER = re.compile(r"Q|A")
LONG_CHARS = 1200
"""A longer turn wants a look, as a long quotation does."""


def turn_of(content: Content, stretch: Stretch, names: Names) -> Attribution | None:
    """The statement that a turn is; None for what is no turn. The label "Q" or "A" names nobody."""
    if stretch.part.kind != "turn":
        return None
    label = _LABEL.match(content.text, stretch.span.start, stretch.span.end)
    body = trimmed(content.text, Span(label.end(), stretch.span.end), AFTER) if label else None
    if label is None or body is None:
        return None
    source, words = Span(*label.span("who")), body.of(content.text)
    entry = None if _LETTER.fullmatch(label["who"]) else _meant(label["who"], names)
    name = entry.name if entry else None if _LETTER.fullmatch(label["who"]) else label["who"]
    asks = content.text[body.end : body.end + 1] == "?" or words.endswith("?")
    witness = assertions.saw(words)
    return Attribution(
        source=(source,),
        cue=(),
        content=(body,),
        as_said=Span(stretch.span.start, body.end),
        speaker_name=name,
        speaker_mention=source if entry else None,
        speaker_reason="the label before the turn",
        kind="asks" if asks else "asserts",
        basis="witness" if witness and not asks else "interview",
        access="witness" if witness and not asks else "unstated",
        channel="interview",
        named="named" if name else "unnamed",
        said_on=stretch.part.published,
        confidence=CONFIDENCE,
        doubts=(*(() if name else ("no_speaker",)), *(("long_content",) if body.length > LONG_CHARS else ())),
    )


def _meant(label: str, names: Names) -> Entry | None:
    """Whose label it is: of that name, or the only one whose last name it ends on: "MR. ROE" for Ada Roe."""
    last = label.rsplit(maxsplit=1)[-1].casefold()
    same = [e for e in names.entries if e.name.split()[-1].casefold() == last]
    return names.called(label) or (same[0] if len(same) == 1 else None)


def within(turn: Attribution, said: Sequence[Attribution]) -> list[Attribution]:
    """The turn before what it quotes, which lies in it."""
    return [turn, *(replace(a, parent=0 if a.parent is None else a.parent + 1) for a in said)]
