"""Which of two versions came first, and how that is known: reasons in plain sentences, each for one side.

A direction is known where there is a reason and none against it. Nothing here says who changed anything, or why.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from sayso.link.align import Alignment
from sayso.link.changes import Side
from sayso.model.findings import CopyKind
from sayso.model.span import Span

First = Literal["of", "document", ""]
"""Which of the two came first: ``of``, ``document``, or neither can be told."""

_QUOTED = re.compile(r"^\s*>")
_HANDED_ON = re.compile(
    r"-{3,} ?(?:original|forwarded) message ?-{3,}|begin forwarded message|\bwrote:\s*$", re.IGNORECASE | re.MULTILINE
)
_BLACKED = re.compile(r"[█■▇]{2,}|\[(?:redacted|blacked out|withheld)\]", re.IGNORECASE)
_NEAR_CHARS = 600
"""How far above a forwarded text the line may stand that says so: a head of an e-mail lies between."""
_MOST_QUOTED = 0.5


class Way(NamedTuple):
    """Which came first, if that can be told, and every reason for or against."""

    first: First
    reasons: tuple[str, ...]


class _Hint(NamedTuple):
    first: First
    sentence: str


def way(kind: CopyKind, alignment: Alignment | None, of: Side | None, document: Side | None, *, swapped: bool) -> Way:
    """The way from ``of`` to ``document``; ``swapped`` where the alignment's first text is ``document``."""
    if alignment is None or of is None or document is None:
        return Way("", ())
    hints = [*_by_date(kind, of, document), *_blacked_out(alignment, of, document, swapped=swapped)]
    found = where(alignment, of, document, swapped=swapped)
    if found:
        larger, span = found
        hints += _by_part("document" if larger is of else "of", span, larger)
    return _weighed(hints)


def where(alignment: Alignment, of: Side, document: Side, *, swapped: bool) -> tuple[Side, Span] | None:
    """The larger text of a part and its whole, and the stretch of it that the part answers to."""
    if alignment.stretch is None:
        return None
    larger_is_a = alignment.part == "b"
    first, last = alignment.stretch[:2] if larger_is_a else alignment.stretch[2:]
    larger = document if larger_is_a == swapped else of
    return larger, larger.words.span(first, last)


def _weighed(hints: list[_Hint]) -> Way:
    sides = {hint.first for hint in hints}
    first: First = hints[0].first if len(sides) == 1 else ""
    return Way(first, tuple(hint.sentence for hint in hints))


def _by_date(kind: CopyKind, of: Side, document: Side) -> list[_Hint]:
    """The dates both carry; in an altered version the date may be what was changed."""
    one, other = of.content.published, document.content.published
    if not one or not other or one == other or kind not in ("near", "excerpt"):
        return []
    if one.startswith(other) or other.startswith(one):
        return []
    first: First = "of" if one < other else "document"
    return [_Hint(first, f"the two carry different dates inside: {min(one, other)} and {max(one, other)}")]


def _by_part(part: First, where: Span, larger: Side) -> list[_Hint]:
    """A part presupposes its whole, unless the whole shows that it took the part in."""
    whole: First = "of" if part == "document" else "document"
    text = larger.content.text
    if _is_quoted(text, where.start, where.end):
        return [_Hint(part, "the longer one quotes the shorter, line by line")]
    if _HANDED_ON.search(text, max(0, where.start - _NEAR_CHARS), where.start):
        return [_Hint(part, "the longer one hands the shorter on as a message it had received")]
    if _is_own_part(larger, where.start, where.end):
        return []
    return [_Hint(whole, "the shorter one is a part of the longer, and a part presupposes its whole")]


def _is_quoted(text: str, start: int, end: int) -> bool:
    lines = text[text.rfind("\n", 0, start) + 1 : end].splitlines()
    filled = [line for line in lines if line.strip()]
    return sum(_QUOTED.match(line) is not None for line in filled) > _MOST_QUOTED * len(filled)


def _is_own_part(larger: Side, start: int, end: int) -> bool:
    """Whether the stretch is an article, message or paper of its own in a collection: its age is not the whole's."""
    parts = larger.content.parts
    return len(parts) > 1 and any(
        p.span.start <= start and end <= p.span.end and 2 * (end - start) >= p.span.end - p.span.start for p in parts
    )


def _blacked_out(alignment: Alignment, of: Side, document: Side, *, swapped: bool) -> list[_Hint]:
    """Words of one where the other is blacked out: they were there before."""
    counts = {"of": 0, "document": 0}
    for e in alignment.edits:
        words_of, words_document = ((e.b0, e.b1), (e.a0, e.a1)) if swapped else ((e.a0, e.a1), (e.b0, e.b1))
        counts["of"] += _is_blacked(document, *words_document) and words_of[0] < words_of[1]
        counts["document"] += _is_blacked(of, *words_of) and words_document[0] < words_document[1]
    found: tuple[First, ...] = ("of", "document")
    sentence = "where the one has words the other is blacked out"
    return [_Hint(first, sentence) for first in found if first and counts[first]]


def _is_blacked(one: Side, first: int, last: int) -> bool:
    """Whether something is blacked out between the words around [first, last)."""
    starts, ends = one.words.starts, one.words.ends
    left = ends[first - 1] if first else 0
    right = starts[last] if last < len(starts) else len(one.content.text)
    return _BLACKED.search(one.content.text, left, right) is not None
