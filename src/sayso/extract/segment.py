"""Cuts a text into paragraphs and sentences without changing it.

Paragraphs are parted by an empty line. In a text whose lines were broken by hand at one width a line end is no
paragraph end; elsewhere (a scan's lines, with scraps of noise between them) a line goes on into the next where it is
full or the next begins small, and even an empty line does not part "the" from its noun.
Sentences come from nupunkt (Punkt, Kiss & Strunk 2006, with legal and business abbreviations).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import nupunkt

from sayso.model.span import Span, trimmed

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\f\s*")
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?:;][)\]”’\"']*\s*$")
_GOES_ON = re.compile(
    r"(?:\b(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|his|her|its|their|is|was|were|are|be|been"
    r"|has|have|had|not|as|than|would|could|should|will|may)|[\w]-)\s*$",
    re.IGNORECASE,
)
"""What no paragraph ends on."""
_TITLE = re.compile(
    r"\b(?:Lt|Rct|Rcts|Cmdt|Sgt|Cpl|LCpl|Pvt|Pte|Tpr|Gnr|Bdr|Spr|Maj|Col|Gen|Brig|Adm|Cmdr|Capt|Adj|Const|Insp|Supt|Prof"
    r"|Rev|Fr|Hon|Gov|Sen|Rep|Cllr|Ald|Mr|Mrs|Ms|Dr|Mme|Mlle)\.$"
)
"""A shortened title, which a name follows: no sentence ends on one."""
_SPACE = " \t\r\n\f\v\u00a0\u2028\u2029"

WRAP_MIN, WRAP_MAX = 55, 100
"""Length in characters within which the longest lines of a text wrapped by hand fall."""
FULL = 0.75
"""Share of that length from which on a line counts as full."""
LEAST_GOING_ON = 30
"""Characters: a shorter line, as in a table or a verse, ends where it ends."""


def paragraphs(text: str, span: Span | None = None) -> list[Span]:
    """The paragraphs of ``text`` (or of its part ``span``), trimmed of white space, in order; linear in the text."""
    start, end = span or Span(0, len(text))
    blocks = list(_blocks(text, start, end))
    if not is_hard_wrapped(text[start:end]):
        full = FULL * _width(text[start:end])
        blocks = [p for b in _reunited(text, blocks) for p in _flowing(text, b, full)]
    return [p for p in (trimmed(text, b, _SPACE) for b in blocks) if p]


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, trimmed of white space, in order."""
    spans = nupunkt.sent_spans(text[paragraph.start : paragraph.end])
    found = (trimmed(text, Span(start + paragraph.start, end + paragraph.start), _SPACE) for start, end in spans)
    out: list[Span] = []
    for sentence in (s for s in found if s):
        if out and _TITLE.search(out[-1].of(text)) and sentence.of(text)[:1].isupper():
            out[-1] = Span(out[-1].start, sentence.end)
        else:
            out.append(sentence)
    return out


def segments(text: str, span: Span | None = None) -> list[list[Span]]:
    """The paragraphs of ``text`` (or of ``span``), each as the list of its sentences."""
    return [sentences(text, paragraph) for paragraph in paragraphs(text, span)]


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken by hand at one width, so that a line end is no paragraph end."""
    lines = _lengths(text)
    if len(lines) < 4:
        return False
    width = _width(text)
    full = sum(width * 0.8 <= n <= width for n in lines)
    return WRAP_MIN <= width <= WRAP_MAX and full >= 0.5 * len(lines)


def _lengths(text: str) -> list[int]:
    return [len(line.rstrip()) for line in text.split("\n") if line.strip()]


def _width(text: str) -> int:
    """The length that all but the longest twentieth of the lines keep to."""
    lines = sorted(_lengths(text))
    return lines[int(len(lines) * 0.95)] if lines else 0


def _reunited(text: str, blocks: Iterable[Span]) -> Iterator[Span]:
    """``blocks`` with those made one that an empty line parts in the middle of a phrase."""
    held: Span | None = None
    for block in blocks:
        if held is not None and _open_ended(text, held) and text[block.start : block.start + 1].islower():
            held = Span(held.start, block.end)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _open_ended(text: str, block: Span) -> bool:
    last = text[max(text.rfind("\n", block.start, block.end) + 1, block.start, block.end - 200) : block.end]
    return len(last) >= LEAST_GOING_ON and bool(_GOES_ON.search(last))


def _flowing(text: str, block: Span, full: float) -> Iterator[Span]:
    """The lines of ``block``, each together with those it goes on into."""
    held: Span | None = None
    for m in _LINE.finditer(text, block.start, block.end):
        line = Span(m.start(), m.end())
        if held is not None and _goes_on(text, held, line, full):
            held = Span(held.start, line.end)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _goes_on(text: str, held: Span, line: Span, full: float) -> bool:
    """Whether the last line of ``held`` goes on into ``line``: it is full, or broke off before a small letter."""
    last = text[max(text.rfind("\n", held.start, held.end) + 1, held.start) : held.end].rstrip()
    opening = text[line.start : line.end].lstrip(" \t'‘`.,|_*~")[:1]
    if len(last) < LEAST_GOING_ON or not opening or "\t" in last:
        return False
    wrapped = WRAP_MIN <= full / FULL <= WRAP_MAX
    if not _ENDED.search(last):
        return opening.islower() or bool(_GOES_ON.search(last)) or (wrapped and len(last) >= full)
    return wrapped and len(last) >= full and last[-1] not in ":;"


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for gap in _BREAK.finditer(text, start, end):
        yield Span(at, gap.start())
        at = gap.end()
    yield Span(at, end)
