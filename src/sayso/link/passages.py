"""Passages: words that documents share which are no copies of one another, with every place they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sayso.link.families import Member
from sayso.link.groups import components
from sayso.link.runs import Run
from sayso.model.findings import PassageSort

MANY = 20
"""A passage in more unrelated texts than this is boilerplate, whatever it says."""
HOUSE = 3
"""A passage in this many unrelated texts of one publisher, and of no other, is that publisher's own boilerplate."""

_JOINED = 32
"""Stretches to which one that overlaps them is joined; they hang together among themselves."""

Stretch = tuple[int, int, int]
"""Text, first word, word behind the last."""


class Shared(NamedTuple):
    """The stretches of one passage, one or more a text, sorted."""

    stretches: tuple[Stretch, ...]


def stretch_groups(shared: Iterable[tuple[int, int, Run]]) -> list[list[Stretch]]:
    """Groups of stretches with the same words, from the runs of every pair of texts; sorted."""
    nodes: set[Stretch] = set()
    edges: list[tuple[Stretch, Stretch]] = []
    for a, b, run in shared:
        left, right = (a, run.a0, run.a1), (b, run.b0, run.b1)
        nodes.update((left, right))
        edges.append((left, right))
    edges += _overlapping(nodes)
    return components(sorted(nodes), edges)


def hulled(group: list[Stretch]) -> Shared:
    """The passage that a group of stretches makes."""
    return Shared(_hulls(group))


def sort_of(group: Shared, members: Mapping[int, list[Member]], kin: Mapping[int, int], *, quoted: bool) -> PassageSort:
    """``boilerplate``, ``quotation`` where every place stands in quotation marks, else ``copied``."""
    unrelated = {kin[text] for text, _, _ in group.stretches}
    publishers = {m.publisher for text, _, _ in group.stretches for m in members[text]}
    of_one_house = len(publishers) == 1 and None not in publishers and len(unrelated) >= HOUSE
    if len(unrelated) > MANY or of_one_house:
        return "boilerplate"
    return "quotation" if quoted else "copied"


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether [start, end) lies wholly inside one pair of quotation marks in its paragraph."""
    left = text.rfind("\n\n", 0, start) + 1
    for match in _QUOTE.finditer(text, left, min(len(text), end + 200)):
        if match.start() <= start and end <= match.end():
            return True
    return False


_QUOTE = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“")


def _overlapping(nodes: set[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """Stretches of one text that share at least half of the shorter."""
    edges = []
    open_ones: list[Stretch] = []
    for node in sorted(nodes):
        open_ones = [o for o in open_ones if o[0] == node[0] and o[2] > node[1]]
        # Of those that count, not of all: what else stands in the text must not decide what hangs together.
        edges += [(o, node) for o in open_ones if _half(o, node)][-_JOINED:]
        open_ones.append(node)
    return edges


def _half(a: Stretch, b: Stretch) -> bool:
    return 2 * (min(a[2], b[2]) - max(a[1], b[1])) >= min(a[2] - a[1], b[2] - b[1])


def _hulls(group: list[Stretch]) -> tuple[Stretch, ...]:
    """Stretches that touch made one."""
    out: list[Stretch] = []
    for text, first, last in sorted(group):
        if out and out[-1][0] == text and first <= out[-1][2]:
            out[-1] = (text, out[-1][1], max(out[-1][2], last))
        else:
            out.append((text, first, last))
    return tuple(out)
