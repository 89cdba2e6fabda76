"""Tracing words through copies: the same place in every member of a family, whatever stands around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from sayso.link.families import Pair
from sayso.link.runs import Run

Spot = tuple[int, int]
"""A text and the number of a word in it."""


class Tracer:
    """Follows words from a copy to what it derives from, and on to the head of the family."""

    def __init__(self, origins: Mapping[int, int], runs: Mapping[Pair, tuple[Run, ...]]) -> None:
        """``origins`` gives for each text that derives from another which that is, ``runs`` what the two share."""
        self._of: dict[int, tuple[int, list[Run]]] = {}
        for text, of in origins.items():
            found = runs[min(text, of), max(text, of)]
            towards = found if text < of else [run.swapped() for run in found]
            self._of[text] = (of, sorted(towards))

    def spots(self, text: int, first: int, last: int) -> tuple[Spot, ...]:
        """Where the words [first, last) of ``text`` stand in the member they can be traced back to, sorted.

        Edits inside a run may move a spot by the words they add or drop, never to another sentence.
        """
        return tuple(sorted({self._traced(text, word) for word in range(first, last)}))

    def _traced(self, text: int, word: int) -> Spot:
        while text in self._of:
            of, runs = self._of[text]
            at = bisect_right(runs, word, key=lambda r: r.a0) - 1
            if at < 0 or word >= runs[at].a1:
                return text, word
            text, word = of, min(runs[at].b0 + word - runs[at].a0, runs[at].b1 - 1)
        return text, word
