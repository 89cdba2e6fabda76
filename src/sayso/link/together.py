"""Claims from verdicts on pairs: what is the same is put together, never over what cannot both be so.

The strongest links come first. Two groups become one where the pairs between them agree on average, so that no chain of
half-alike sentences joins unlike things; the same words count once, however many copies repeat them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.link.decide import WISHES, Verdict
from sayso.link.lines import Line
from sayso.link.pointing import about_a_deed

Pair = tuple[int, int]
Ask = Callable[[int, int], Verdict]

AVERAGE = 0.1
"""Groups whose pairs agree less than this on average stay apart."""
WITNESSES = 4
"""So many members of either group are asked about; it bounds the pairs of large groups."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What a person has judged of pairs of lines: those that are one claim, those that are not."""

    must: frozenset[Pair] = frozenset()
    cannot: frozenset[Pair] = frozenset()


@dataclass(slots=True)
class Cluster:
    """Lines that say the same; ``heads`` are one line for each different wording."""

    lines: list[int]
    heads: list[int]
    foes: set[int] = field(default_factory=set)
    """Lines that a person keeps out."""


def together(lines: Sequence[Line], verdicts: Mapping[Pair, Verdict], ask: Ask, bonds: Bonds) -> list[Cluster]:
    """The clusters of all lines that say something, sorted by their first line; ``ask`` answers for any pair."""
    of = _by_wording(lines, {n for pair in bonds.cannot for n in pair})
    for a, b in bonds.cannot:
        if a in of and b in of:
            of[a].foes.add(b)
            of[b].foes.add(a)
    for a, b in sorted(bonds.must):
        if a in of and b in of and of[a] is not of[b] and of[a].foes.isdisjoint(of[b].lines):
            _unite(of, a, b)
    for a, b in _strongest_first(verdicts):
        if a not in of or b not in of or of[a] is of[b] or not one_voice(lines[a], lines[b]):
            continue
        if of[a].foes.isdisjoint(of[b].lines) and _agree(of[a], of[b], ask):
            _unite(of, a, b)
    return _distinct(of)


def one_voice(a: Line, b: Line) -> bool:
    """Whether two lines can be of one claim at all: an answer is no claim, a question no statement, an order no deed.

    That it was to be done does not say that it was; but an order may be told of.
    """
    ordered = len({line.kind == "orders" or about_a_deed(line.words) for line in (a, b)}) == 1
    ordered = ordered or "orders" not in (a.kind, b.kind)
    return ordered and a.answers == b.answers and (a.kind == "asks") == (b.kind == "asks")


def _of_one_mood(a: Line, b: Line) -> bool:
    """Whether one can say part of the other: that a thing was done is no part of the promise or the order to do it."""
    return one_voice(a, b) and (a.kind in WISHES) == (b.kind in WISHES)


def _by_wording(lines: Sequence[Line], apart: Collection[int]) -> dict[int, Cluster]:
    """A cluster for each wording; its lines share it, but for those that a person keeps ``apart`` from some."""
    first: dict[tuple[object, ...], Cluster] = {}
    of: dict[int, Cluster] = {}
    for n, line in enumerate(lines):
        if line.says_something:
            alone = n if n in apart else None
            wording = (line.answers, line.kind == "asks", line.terms.norms, alone)
            cluster = first.setdefault(wording, Cluster([], [n]))
            cluster.lines.append(n)
            of[n] = cluster
    return of


def _strongest_first(verdicts: Mapping[Pair, Verdict]) -> Iterable[Pair]:
    same = ((-verdict.chance, pair) for pair, verdict in verdicts.items() if verdict.outcome == "same")
    return (pair for _, pair in sorted(same))


def _agree(a: Cluster, b: Cluster, ask: Ask) -> bool:
    """Whether the pairs between two clusters agree on average and none of them contradicts."""
    total = count = 0.0
    for one in a.heads[:WITNESSES]:
        for other in b.heads[:WITNESSES]:
            verdict = ask(min(one, other), max(one, other))
            if verdict.outcome == "contradicts":
                return False
            total += verdict.chance
            count += 1
    return total >= AVERAGE * count


def _unite(of: dict[int, Cluster], a: int, b: int) -> None:
    """Makes the clusters of two lines one."""
    first, second = sorted((of[a], of[b]), key=lambda c: c.heads[0])
    first.lines = sorted(first.lines + second.lines)
    first.heads = sorted(first.heads + second.heads)
    first.foes |= second.foes
    of.update(dict.fromkeys(second.lines, first))


def _distinct(of: Mapping[int, Cluster]) -> list[Cluster]:
    return sorted({id(c): c for c in of.values()}.values(), key=lambda c: c.lines[0])


def in_part(
    clusters: Sequence[Cluster], lines: Sequence[Line], verdicts: Mapping[Pair, Verdict]
) -> Iterator[tuple[int, int]]:
    """Clusters (small, large) of which the first says only part of the second; each small one with its surest large."""
    of = {n: k for k, cluster in enumerate(clusters) for n in cluster.lines}
    best: dict[int, tuple[float, int]] = {}
    for pair, verdict in sorted(verdicts.items()):
        if verdict.outcome != "part" or not all(n in of for n in pair) or not _of_one_mood(*(lines[n] for n in pair)):
            continue
        small, large = (of[n] for n in (pair if verdict.smaller == 1 else pair[::-1]))
        if small != large and (small not in best or verdict.strength > best[small][0]):
            best[small] = (verdict.strength, large)
    for small, (_, large) in sorted(best.items()):
        if len(clusters[small].lines) <= len(clusters[large].lines) and large not in best:
            yield small, large
