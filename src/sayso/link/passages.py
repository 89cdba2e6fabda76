"""Passages: words that documents share which are no copies of one another, with every place they stand in."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.link.groups import components
from sayso.link.runs import RUN_WORDS, Run
from sayso.link.standing import Standing
from sayso.model.findings import PassageSort

MANY = 20
"""A passage in more unrelated texts than this is boilerplate, unless as many publishers as half of them print it."""
HOUSE = 3
"""Words in this many unrelated texts of a publisher, of each that has them, are the house's own boilerplate."""

_JOINED = 32
"""Stretches to which one that overlaps them is joined; they hang together among themselves."""

Stretch = tuple[int, int, int]
"""Text, first word, word behind the last."""


class Shared(NamedTuple):
    """The stretches of one passage, one or more a text, sorted."""

    stretches: tuple[Stretch, ...]


def stretch_groups(shared: Iterable[tuple[int, int, Run]]) -> list[list[Stretch]]:
    """Groups of stretches with the same words, from the runs of every pair of texts; sorted.

    Where two texts share more than others do, that is a passage of its own around the others' one.
    """
    nodes: set[Stretch] = set()
    edges: list[tuple[Stretch, Stretch]] = []
    for a, b, run in shared:
        left, right = (a, run.a0, run.a1), (b, run.b0, run.b1)
        nodes.update((left, right))
        edges.append((left, right))
    edges += _overlapping(nodes)
    return components(sorted(nodes), edges)


def passage_of(group: list[Stretch]) -> Shared:
    """The passage that a group of stretches makes: in each text the longest, and what does not overlap it.

    A stretch of two texts belongs to one group alone, so no two passages have a place in common.
    """
    kept: list[Stretch] = []
    for _, touching in itertools.groupby(sorted(group), key=_Touching()):
        alone: list[Stretch] = []
        for text, first, last in sorted(touching, key=lambda s: (s[1] - s[2], s)):
            if all(last <= other[1] or other[2] <= first for other in alone):
                alone.append((text, first, last))
        kept += alone
    return Shared(tuple(sorted(kept)))


class _Touching:
    """A key that goes on while sorted stretches of one text overlap."""

    def __init__(self) -> None:
        self._number, self._text, self._end = 0, -1, -1

    def __call__(self, stretch: Stretch) -> int:
        text, first, last = stretch
        if text != self._text or first >= self._end:
            self._number, self._text, self._end = self._number + 1, text, last
        self._end = max(self._end, last)
        return self._number


def sort_of(group: Shared, kin: Mapping[int, int], places: Sequence[tuple[int, Standing]]) -> PassageSort:
    """``boilerplate``, ``quotation`` or ``copied``, from the texts of a passage and how its words stand in each place.

    ``kin`` tells which texts are versions of one; ``places`` gives each place with its text.
    """
    unrelated = {kin[text] for text, _, _ in group.stretches}
    if all(s.phrases for _, s in places) or _is_of_houses(kin, places):
        return "boilerplate"
    quoted = {kin[text] for text, s in places if s.quoted}
    if quoted and _is_source(unrelated - quoted, kin, places):
        return "quotation"
    publishers = {s.publisher for _, s in places if s.publisher}
    return "boilerplate" if len(unrelated) > max(MANY, 2 * len(publishers)) else "copied"


def _is_of_houses(kin: Mapping[int, int], places: Iterable[tuple[int, Standing]]) -> bool:
    """Whether every publisher whose texts hold the words prints them again and again."""
    texts: dict[str | None, set[int]] = {}
    for text, s in places:
        texts.setdefault(s.publisher, set()).add(kin[text])
    return None not in texts and all(len(of) >= HOUSE for of in texts.values())


def _is_source(unquoted: set[int], kin: Mapping[int, int], places: Iterable[tuple[int, Standing]]) -> bool:
    """Whether all quote, or all but one text which can be the speech itself: no date shows it to be later."""
    if len(unquoted) != 1:
        return not unquoted
    own = [s.published for text, s in places if kin[text] in unquoted]
    others = [s.published for text, s in places if kin[text] not in unquoted and s.published]
    return not others or all(when is None or when <= min(others) for when in own)


def _overlapping(nodes: set[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """Stretches of one text that begin and end at about the same words."""
    edges = []
    open_ones: list[Stretch] = []
    for node in sorted(nodes):
        open_ones = [o for o in open_ones if o[0] == node[0] and o[2] > node[1]]
        # Of those that count, not of all: what else stands in the text must not decide what hangs together.
        edges += [(o, node) for o in open_ones if _alike(o, node)][-_JOINED:]
        open_ones.append(node)
    return edges


def _alike(a: Stretch, b: Stretch) -> bool:
    """Whether neither reaches so far beyond the other that the rest would be a passage, and half of both is common."""
    common = min(a[2], b[2]) - max(a[1], b[1])
    apart = max(abs(a[1] - b[1]), abs(a[2] - b[2]))
    return apart < RUN_WORDS and 2 * common >= max(a[2] - a[1], b[2] - b[1])
