"""A turn of an interview or a transcript: all of it is said by the label before it, whoever it goes on to quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.extract import assertions
from sayso.extract.lexicon import PERSON_TITLES
from sayso.extract.names import Entry, Names
from sayso.extract.parts import Stretch
from sayso.extract.spans import AFTER
from sayso.model.document import Content
from sayso.model.span import Span, trimmed
from sayso.model.statement import Attribution

CONFIDENCE = 0.9
_BEHIND = re.compile(r"(?: \([^()\n]{1,40}\))?[*_]{0,2}[:.][*_]{0,2}\s+")
"""What parts a label from what it says."""
_LETTER = re.compile(r"Q|A")
LONG_CHARS = 1200
"""A longer turn wants a look, as a long quotation does."""


def turn_of(content: Content, stretch: Stretch, names: Names) -> Attribution | None:
    """The statement that a turn is; None for what is no turn. The label "Q" or "A" names nobody."""
    who, (start, end) = stretch.part.author or "", stretch.span
    at = content.text.find(who, start, end)
    behind = _BEHIND.match(content.text, at + len(who), end)
    body = trimmed(content.text, Span(behind.end(), end), AFTER) if behind else None
    if stretch.part.kind != "turn" or body is None:
        return None
    source, words = Span(at, at + len(who)), body.of(content.text)
    letter = _LETTER.fullmatch(who) is not None
    entry = None if letter else _meant(who, names)
    name = entry.name if entry else None if letter else who
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
    """Whose label it is: of that name, or, for a last name alone, the only one who bears it: "MR. ROE" for Ada Roe."""
    bare = [word for word in label.casefold().split() if word.rstrip(".") not in PERSON_TITLES]
    same = [e for e in names.entries if e.name.casefold().split()[-1] == bare[0]] if len(bare) == 1 else []
    return names.called(label) or (same[0] if len(same) == 1 else None)


def within(turn: Attribution, said: Sequence[Attribution]) -> list[Attribution]:
    """The turn before what it quotes, which lies in it."""
    return [turn, *(replace(a, parent=0 if a.parent is None else a.parent + 1) for a in said)]
