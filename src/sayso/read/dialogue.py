"""Interviews and transcripts set as turns: each turn is a part whose author is the label before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sayso.model.document import Part
from sayso.model.span import Span

LEAST_TURNS = 4
"""Fewer labelled paragraphs are no talk."""
LEAST_EACH = 2
"""So often two labels must come at least: the head of a memo has each of its labels once."""
CHANGES = 0.6
"""Share of turns after which somebody else speaks; a list of notes has one label again and again."""
AGAIN = 0.75
"""Share of turns that somebody takes who speaks more than once."""
MOST_VOICES = 12
SPOKEN = 0.4
"""Share of turns in which somebody is spoken of as I, we or you."""
_HEADING = re.compile(r"\n[ \t]*\n#{1,6} ")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_PERSONAL = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b")
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|MR|MRS|MS|DR)\.? )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
_LABEL = re.compile(
    rf"(?m)^[ \t]{{0,8}}(?P<mark>\*\*|__|\*|_)?(?P<who>Q|A|{_NAME})(?: \([^()\n]{{1,40}}\))?"
    r"(?::(?(mark)(?P=mark))|(?(mark)(?P=mark)):|(?<=\b[QA])\.(?(mark)(?P=mark)))[ \t]+(?=\S)"
)
_NO_SPEAKER = re.compile(
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Re|Ref|Note|Notes|Source|Table|Figure|Photo|Picture|Caption|Contact|Tel|Fax|"
    r"Email|E-mail|Web|Website|Phone|Copy|Copies|Enclosure|Attachment|Action|Decision|Time|Place|Present|Apologies|"
    r"Item|Name|Address|Age|Sex|Price|Total|Amount|Status|Title|Author|Editor|Text|Interview|Summary|Result|Results|"
    r"Step|Part|Chapter|Section|Warning|Example|Answer key|Update|Correction|Client|Method|Reference|Location|Weather|"
    r"Via|Participants|Distribution|Attachments|Copies|Page|Pages|P\.?S|(?:Memorandum|Note) For|"
    r"(?:Action|Current|Made|Docl?d?)\b.*)",
    re.IGNORECASE,
)


def find_turns(text: str) -> tuple[Part, ...]:
    """The turns of a talk; empty where the text is none. Linear in the text."""
    found = [m for m in _LABEL.finditer(text) if not _NO_SPEAKER.fullmatch(m["who"])]
    if not _is_talk([m["who"] for m in found]):
        return ()
    ends = [_end(text, m.end(), after.start()) for m, after in pairwise(found)]
    ends.append(_end(text, found[-1].end(), len(text), last=True))
    if not _are_spoken([text[m.end() : end] for m, end in zip(found, ends, strict=True)]):
        return ()
    return tuple(
        Part(span=Span(m.start(), end), kind="turn", author=m["who"]) for m, end in zip(found, ends, strict=True)
    )


def _is_talk(labels: Sequence[str]) -> bool:
    counts = Counter(labels)
    voices = [who for who, count in counts.items() if count >= LEAST_EACH]
    changes = sum(a != b for a, b in pairwise(labels))
    enough = len(labels) >= LEAST_TURNS and len(voices) >= 2 and len(counts) <= MOST_VOICES
    again = sum(counts[who] for who in voices) >= AGAIN * len(labels)
    return enough and again and changes >= CHANGES * (len(labels) - 1)


def _are_spoken(turns: Sequence[str]) -> bool:
    """Whether what stands behind the labels is talk, and not the fields of a form: someone asks, and says I or you."""
    asked = any("?" in turn for turn in turns)
    personal = sum(_PERSONAL.search(turn) is not None for turn in turns)
    return asked and personal >= SPOKEN * len(turns)


def _end(text: str, start: int, limit: int, *, last: bool = False) -> int:
    """Where a turn ends: before a heading; the last with its paragraph, for what follows may be anybody's."""
    gap = (_PARAGRAPH if last else _HEADING).search(text, start, limit)
    return gap.start() if gap else limit
