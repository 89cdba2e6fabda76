"""Bunches: lines that hang together, so that the claims of one bunch are a function of its own lines and of no others.

Two lines hang together by words that are the same, by a verdict that makes, parts or opposes claims, where one may
answer the other, and where a person has judged them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.link.answers import may_answer, meant_here
from sayso.link.decide import Verdict
from sayso.link.groups import components
from sayso.link.lines import Line
from sayso.link.together import Bonds, Pair

_BINDING = frozenset({"same", "part", "contradicts", "tension"})


def binds(a: Line, b: Line, verdict: Verdict) -> bool:
    """Whether the verdict on two lines that were compared makes their claims hang on one another."""
    return verdict.outcome in _BINDING or may_answer(a, b, verdict)


def bunches(lines: Sequence[Line], verdicts: Mapping[Pair, Verdict], bonds: Bonds) -> list[list[int]]:
    """The bunches of ``lines`` by number, each sorted, sorted by their first line."""
    return components(range(len(lines)), _ties(lines, verdicts, bonds))


def _ties(lines: Sequence[Line], verdicts: Mapping[Pair, Verdict], bonds: Bonds) -> Iterator[Pair]:
    yield from bonds.must
    yield from bonds.cannot
    yield from (pair for pair, verdict in verdicts.items() if binds(lines[pair[0]], lines[pair[1]], verdict))
    first: dict[tuple[str, ...], int] = {}
    for n, line in enumerate(lines):
        if line.says_something:
            yield first.setdefault(line.terms.norms, n), n
    number = {line.id: n for n, line in enumerate(lines)}
    for one in _by_document(lines):
        yield from ((number[a], number[b]) for a, b in within([lines[n] for n in one]))


def within(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Pairs of ids among the lines of one document, given by id, that hang together by where they stand in it."""
    there = {line.id for line in lines}
    for line in lines:
        yield from ((line.id, inner) for inner in line.inside if inner in there)
    yield from ((lines[a].id, lines[b].id) for a, b in meant_here(lines))


def _by_document(lines: Sequence[Line]) -> Iterable[list[int]]:
    found: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        found.setdefault(line.document, []).append(n)
    return found.values()
