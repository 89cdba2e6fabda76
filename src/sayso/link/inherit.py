"""Speakers inherited from the original: a part of a letter no longer shows who "I" was, the letter does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.link.lines import Line
from sayso.link.tracing import Spot

Spots = Callable[[Line], tuple[Spot, ...]]


def inherited(lines: Sequence[Line], spots: Spots) -> list[Line]:
    """``lines``, in their order; one without a known speaker takes that of the same words at the place they come from.

    The words of source, cue and content must be the same, and every speaker found there must be one.
    """
    known: dict[tuple[object, ...], set[tuple[str | None, str | None]]] = {}
    wanted = {line.terms.norms for line in lines if line.speaker is None}
    for line in lines:
        if line.speaker is not None and line.terms.norms in wanted:
            known.setdefault(_key(line, spots), set()).add((line.speaker, line.speaker_name))
    return [line if line.speaker else _with_speaker(line, known.get(_key(line, spots), set())) for line in lines]


def _key(line: Line, spots: Spots) -> tuple[object, ...]:
    return spots(line), tuple(line.source.split()), tuple(line.cue.split()), line.terms.norms


def _with_speaker(line: Line, found: set[tuple[str | None, str | None]]) -> Line:
    if len(found) != 1:
        return line
    ((speaker, name),) = found
    doubts = tuple(sorted({*line.doubts, "weak_speaker"} - {"no_speaker"}))
    return replace(line, speaker=speaker, speaker_name=name, doubts=doubts)
