"""Claims: statements that say the same thing, those that deny it, and those that cannot be true beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from sayso.link.alike import likeness
from sayso.link.answers import answers_to, goes_on, likewise, refusals
from sayso.link.candidates import candidate_pairs
from sayso.link.decide import Verdict, decide
from sayso.link.differ import Difference
from sayso.link.fingerprint import Hashes
from sayso.link.lines import Line
from sayso.link.opposing import opposed
from sayso.link.terms import stems, terms
from sayso.link.together import Bonds, Cluster, Pair, in_part, together
from sayso.nets.relations import Relation

Relate = Callable[[str, str], Relation]
"""What two contents are to each other: the network, or what was kept of its answers."""
Ahead = Callable[[Iterable[tuple[str, str]]], None]
"""Told of the pairs that will be asked about, so that they can be answered many at a time."""

MOST_PAIRS = 8
"""So many others a line is compared with at most, the most alike in words first."""


@dataclass(slots=True)
class Group:
    """The lines of one claim, and what answers it; lines are numbered as they were given."""

    lines: list[int]
    weak: bool = False
    """Whether the group hangs together by likeness alone somewhere."""
    cores: list[set[int]] = field(default_factory=list)
    """Where it is weak: its lines that hang together by more, set by set."""
    denials: set[int] = field(default_factory=set)
    contrary: set[int] = field(default_factory=set)
    """Numbers of groups that cannot be true beside this one."""
    differences: dict[int, tuple[Difference, ...]] = field(default_factory=dict)
    """For contrary groups what this one says and the other says instead, where it is told by single words."""
    tension: set[int] = field(default_factory=set)
    """Numbers of groups that can, but hardly will, be true beside this one."""
    in_part: dict[int, str] = field(default_factory=dict)
    """Lines that say only part of it, with the words of the claim on which they are silent."""


def groups(
    lines: Sequence[Line],
    tmp: Path,
    relate: Relate,
    bonds: Bonds = Bonds(),  # noqa: B008
    ahead: Ahead | None = None,
) -> list[Group]:
    """Every claim of the pile, sorted by its first line; pure if ``lines`` come sorted by id."""
    book = _Verdicts(lines, relate)
    pairs = list(compared(lines, tmp))
    if ahead is not None:
        ahead((lines[a].core, lines[b].core) for a, b in pairs)
    for a, b in pairs:
        book.ask(a, b)
    clusters = together(lines, book.found, book.ask, bonds)
    out, claim_of = _groups(clusters, lines, book.found)
    _oppose(out, claim_of, lines, book.found)
    _answer(out, claim_of, lines, book.found)
    return _with_something_to_say(out, lines)


class _Verdicts:
    """Verdicts on pairs of lines, each made once."""

    def __init__(self, lines: Sequence[Line], relate: Relate) -> None:
        self._lines, self._relate = lines, relate
        self.found: dict[Pair, Verdict] = {}

    def ask(self, a: int, b: int) -> Verdict:
        """The verdict on lines a < b."""
        if (a, b) not in self.found:
            one, other = self._lines[a], self._lines[b]
            self.found[a, b] = decide(one, other, self._relate(one.core, other.core))
        return self.found[a, b]


def compared(lines: Sequence[Line], tmp: Path) -> Iterator[Pair]:
    """The pairs that are looked at: those that share terms, for each line the most alike of them; bounded."""
    keyed = ((n, keys(line)) for n, line in enumerate(lines) if line.says_something or line.refuses)
    near: dict[int, list[tuple[float, int]]] = {}
    for a, b in candidate_pairs(keyed, tmp):
        words = likeness(lines[a].terms, lines[b].terms)
        closeness = -(words.share + words.part)
        for one, other in ((a, b), (b, a)):
            _keep(near.setdefault(one, []), (closeness, other))
    yield from sorted({(min(n, m), max(n, m)) for n, others in near.items() for _, m in others})


def _keep(others: list[tuple[float, int]], new: tuple[float, int]) -> None:
    others.append(new)
    if len(others) > 2 * MOST_PAIRS:
        others.sort()
        del others[MOST_PAIRS:]


def keys(line: Line) -> Hashes:
    """Hashes of the terms of a line, of terms side by side and of all its words; sharing one makes candidates."""
    order = line.terms.order
    texts = {*order, *stems(terms(line.core)), *(f"{a} {b}" for a, b in pairwise(order))}
    texts.update(("all " + " ".join(line.terms.norms), "whole " + " ".join(line.terms.norms)))
    digests = (hashlib.blake2b(t.encode("utf-8", "surrogatepass"), digest_size=8).digest() for t in sorted(texts))
    return np.fromiter((int.from_bytes(d, "little") for d in digests), np.uint64)


def _groups(
    clusters: Sequence[Cluster], lines: Sequence[Line], verdicts: Mapping[Pair, Verdict]
) -> tuple[list[Group], dict[int, int]]:
    """Groups of the clusters, those that say only part of another put to it; and the group of each line."""
    parts = dict(in_part(clusters, lines, verdicts))
    out: list[Group] = []
    number: dict[int, int] = {}
    for k, cluster in enumerate(clusters):
        if k not in parts:
            number[k] = len(out)
            out.append(Group(list(cluster.lines), cluster.weak, cluster.cores if cluster.weak else []))
    for small, large in sorted(parts.items()):
        group = out[number[large]]
        whole = best(lines[n] for n in clusters[large].lines)
        group.in_part.update((n, _silent(lines[n], whole)) for n in clusters[small].lines)
        group.lines = sorted(group.lines + clusters[small].lines)
    return out, {n: k for k, group in enumerate(out) for n in group.lines}


def _silent(part: Line, whole: Line) -> str:
    """The terms of ``whole`` on which ``part`` says nothing, in their order."""
    said = {*part.terms.words, *part.terms.figures, *part.terms.dates}
    return ", ".join(term for term in dict.fromkeys(whole.terms.order) if term not in said)


def _oppose(
    out: list[Group], claim_of: Mapping[int, int], lines: Sequence[Line], verdicts: Mapping[Pair, Verdict]
) -> None:
    """Marks claims that cannot both be true, with what is apart, and those that hardly are."""
    for one, other, verdict in opposed(claim_of, lines, verdicts):
        if verdict.outcome == "tension":
            out[one].tension.add(other)
            out[other].tension.add(one)
            continue
        out[one].contrary.add(other)
        out[other].contrary.add(one)
        if verdict.apart:
            out[one].differences.setdefault(other, verdict.apart)
            turned = tuple(Difference(d.sort, d.second, d.first) for d in verdict.apart)
            out[other].differences.setdefault(one, turned)


def _answer(
    out: list[Group], claim_of: Mapping[int, int], lines: Sequence[Line], verdicts: Mapping[Pair, Verdict]
) -> None:
    """Gives every denial to the claims whose words it denies, else to what it points at."""
    number = {line.id: n for n, line in enumerate(lines)}
    pairs = [(n, number[inner]) for n, line in enumerate(lines) for inner in line.inside]
    pairs += answers_to(lines, verdicts, claim_of, pairs)
    pairs += goes_on(lines, dict(reversed(pairs)))
    pairs += refusals(lines, verdicts)
    for answer, target in pairs:
        if target in claim_of and claim_of.get(answer) != claim_of[target]:
            group = out[claim_of[target]]
            group.denials.add(answer)
            if answer in claim_of:
                group.denials.update(likewise(lines, answer, out[claim_of[answer]].lines))
            if answer in claim_of and not lines[answer].answers:
                group.contrary.add(claim_of[answer])
                out[claim_of[answer]].contrary.add(claim_of[target])


def _with_something_to_say(out: list[Group], lines: Sequence[Line]) -> list[Group]:
    """The groups without those that only answer a claim already there; contrary groups renumbered."""
    answers = {n for group in out for n in group.denials if lines[n].answers}
    kept = [k for k, group in enumerate(out) if not all(n in answers for n in group.lines)]
    number = {k: new for new, k in enumerate(kept)}
    for k in kept:
        group = out[k]
        group.contrary = {number[c] for c in group.contrary if c in number}
        group.tension = {number[c] for c in group.tension if c in number} - group.contrary
        group.differences = {number[c]: d for c, d in group.differences.items() if c in number}
    return [out[k] for k in kept]


def best(lines: Iterable[Line]) -> Line:
    """The line whose words stand for a claim: the surest, then the fullest, then the first in the pile."""
    return min(lines, key=_rank)


def _rank(line: Line) -> tuple[int, bool, int, int, str, int, str]:
    fullness = min(12, len(line.terms.order))
    unnamed = line.speaker_name is None
    return (len(line.doubts), unnamed, -round(line.confidence * 10), -fullness, line.file, line.at, line.id)
