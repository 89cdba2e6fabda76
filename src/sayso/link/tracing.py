"""Tracing words through copies: the same place in every member of a family, whatever stands around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from sayso.link.runs import Run

Spot = tuple[int, int]
"""A text and the number of a word in it."""
Derives = Callable[[int], tuple[int, Sequence[Run]] | None]
"""What a text derives from, with the runs from it to that, sorted; None for the head of a family."""


class Tracer:
    """Follows words from a copy to what it derives from, and on to the head of the family."""

    def __init__(self, derives: Derives) -> None:
        self._derives = derives

    def spots(self, text: int, first: int, last: int) -> tuple[Spot, ...]:
        """Where the words [first, last) of ``text`` stand in the member they can be traced back to, sorted.

        Edits inside a run may move a spot by the words they add or drop, never to another sentence.
        """
        return tuple(sorted({self._traced(text, word) for word in range(first, last)}))

    def _traced(self, text: int, word: int) -> Spot:
        while (found := self._derives(text)) is not None:
            of, runs = found
            at = bisect_right(runs, word, key=lambda r: r.a0) - 1
            if at < 0 or word >= runs[at].a1:
                return text, word
            text, word = of, min(runs[at].b0 + word - runs[at].a0, runs[at].b1 - 1)
        return text, word
