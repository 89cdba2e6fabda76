"""Claims: statements that say the same thing, those that deny it, and those that cannot be true beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.link.alike import likeness
from sayso.link.answers import answers_to, best_fits, goes_on, likewise, refusals
from sayso.link.bunches import bunches
from sayso.link.candidates import candidate_pairs
from sayso.link.decide import COUNTED, STRONG, Verdict, decide
from sayso.link.differ import Difference
from sayso.link.echoes import accounts, echoes, headed
from sayso.link.fingerprint import Hashes
from sayso.link.fitting import drawn, givers
from sayso.link.knowing import is_ignorant, knew_not
from sayso.link.lines import Line
from sayso.link.opposing import opposed
from sayso.link.terms import stems, terms
from sayso.link.together import Ask, Bonds, Cluster, Pair, in_part, together
from sayso.nets.relations import Relation

Relate = Callable[[str, str], Relation]
"""What two contents are to each other: the network, or what was kept of its answers."""
Ahead = Callable[[Iterable[tuple[str, str]]], None]
"""Told of the pairs that will be asked about, so that they can be answered many at a time."""

MOST_PAIRS = 16
"""So many others a line is compared with at most, the most alike in words first."""
MIDDLES = 8
"""So many wordings of a claim are tried as the one that the others agree with."""
FAINT = 0.4
"""Two lines whose shares of common terms add up to less are hardly alike: compared only if one may deny the other."""
FEW = 4
"""What is hardly alike is compared with a negated line only if it is among so many that are nearest to it."""


class Near(NamedTuple):
    """Another line near one: how much it is apart, negative so that the closest sorts first, and its number."""

    apart: float
    other: int
    answers: bool
    """Whether one of the two answers: it may deny the other in words of its own."""


@dataclass(slots=True)
class Group:
    """The lines of one claim, and what answers it; lines are numbered as they were given."""

    lines: list[int]
    weak: bool = False
    """Whether not all of its lines surely say what its best line says."""
    cores: list[set[int]] = field(default_factory=list)
    """Where it is weak: its lines that agree, by most chances, with the one that most agree with; one set."""
    denials: set[int] = field(default_factory=set)
    guessed: bool = False
    """Whether something denies it by what it is about alone, and not by its words."""
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
    """Every claim of the pile, bunch by bunch; pure if ``lines`` come sorted by id."""
    book = Verdicts(lines, relate)
    pairs = list(compared(lines, tmp))
    if ahead is not None:
        ahead((lines[a].core, lines[b].core) for a, b in pairs)
    for a, b in pairs:
        book.ask(a, b)
    out: list[Group] = []
    for numbers, known, between in _bunched(lines, book.found, bonds):
        own = [lines[n] for n in numbers]
        out += [_renumbered(group, numbers, len(out)) for group in groups_of(own, relate, known, between)]
    return out


def groups_of(
    lines: Sequence[Line],
    relate: Relate,
    known: Mapping[Pair, Verdict],
    bonds: Bonds = Bonds(),  # noqa: B008
) -> list[Group]:
    """The claims of one bunch, sorted by their first line; ``known`` are the verdicts on the pairs looked at."""
    book = Verdicts(lines, relate)
    book.found.update(known)
    clusters = together(lines, book.found, book.ask, bonds)
    out, claim_of = _groups(clusters, lines, book.found)
    for group in out:
        _note_surely(group, lines, book.ask, bonds)
    _oppose(out, claim_of, lines, book.found)
    _answer(out, claim_of, lines, book)
    return _with_something_to_say(out, lines)


def _bunched(
    lines: Sequence[Line], verdicts: Mapping[Pair, Verdict], bonds: Bonds
) -> Iterator[tuple[list[int], dict[Pair, Verdict], Bonds]]:
    """Each bunch with the verdicts and the bonds among its lines, these numbered within it."""
    found = bunches(lines, verdicts, bonds)
    at = {n: (k, local) for k, bunch in enumerate(found) for local, n in enumerate(bunch)}
    known: list[dict[Pair, Verdict]] = [{} for _ in found]
    for (a, b), verdict in verdicts.items():
        if at[a][0] == at[b][0]:
            known[at[a][0]][at[a][1], at[b][1]] = verdict
    must, cannot = (_by_bunch(pairs, at, len(found)) for pairs in (bonds.must, bonds.cannot))
    for k, bunch in enumerate(found):
        yield bunch, known[k], Bonds(frozenset(must[k]), frozenset(cannot[k]))


def _by_bunch(pairs: Iterable[Pair], at: Mapping[int, tuple[int, int]], count: int) -> list[list[Pair]]:
    out: list[list[Pair]] = [[] for _ in range(count)]
    for a, b in pairs:
        out[at[a][0]].append((at[a][1], at[b][1]))
    return out


def _renumbered(group: Group, numbers: Sequence[int], before: int) -> Group:
    """A group of one bunch with its lines as the pile numbers them, behind ``before`` other groups."""
    return Group(
        lines=[numbers[n] for n in group.lines],
        weak=group.weak,
        cores=[{numbers[n] for n in core} for core in group.cores],
        denials={numbers[n] for n in group.denials},
        guessed=group.guessed,
        contrary={before + k for k in group.contrary},
        differences={before + k: found for k, found in group.differences.items()},
        tension={before + k for k in group.tension},
        in_part={numbers[n]: silent for n, silent in group.in_part.items()},
    )


class Verdicts:
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
    near = near_lines(lines, ((n, keys(line)) for n, line in enumerate(lines) if line.is_compared), tmp)
    chosen = ((n, one.other) for n, others in near.items() for one in nearest(others))
    yield from sorted({(min(pair), max(pair)) for pair in chosen})


def near_lines(lines: Sequence[Line], keyed: Iterable[tuple[int, Hashes]], tmp: Path) -> dict[int, list[Near]]:
    """For each line those most alike it, sorted; ``keyed`` are the lines that say something, with their keys."""
    near: dict[int, list[Near]] = {}
    for a, b in candidate_pairs(keyed, tmp):
        found = closeness(lines[a], lines[b])
        for one, other in ((a, b), (b, a)):
            if new := near_to(lines[one], lines[other], other, found):
                _keep(near.setdefault(one, []), new)
    return {n: first(others) for n, others in near.items()}


def near_to(line: Line, other: Line, number: int, found: float) -> Near | None:
    """The ``other`` line as one near ``line``; None where it is not worth comparing on behalf of that."""
    if not worth_comparing(line, other, found):
        return None
    return Near(-found, number, answers=_may_be_answering(line, other))


def first(others: Iterable[Near]) -> list[Near]:
    """So many of them as are kept, the most alike first."""
    return sorted(others)[:MOST_PAIRS]


def closeness(a: Line, b: Line) -> float:
    """How much two lines have in common, by which the nearest are picked: 2 for the same words.

    What accuses who denies a deed is near his denial, however little they share.
    """
    words = likeness(a.terms, b.terms)
    return words.share + words.part + max(drawn(a, b), drawn(b, a))


def worth_comparing(line: Line, other: Line, found: float) -> bool:
    """Whether ``other`` may be compared on behalf of ``line``: alike, or one can deny the other in words of its own."""
    answering = _may_be_answering(line, other)
    return found >= FAINT or answering or (line.terms.negated and not other.terms.negated)


def _may_be_answering(a: Line, b: Line) -> bool:
    return any(one.answers or one.refuses for one in (a, b)) or knew_not(a, b) or knew_not(b, a)


def bearing(line: Line) -> tuple[object, ...]:
    """All besides its keys by which a line is near others: who speaks, and for whom, only where that counts."""
    told = line.terms, line.answers, line.refuses, line.says_something, line.as_of
    if line.kind in ("denies", "orders") or is_ignorant(line):
        return (*told, line.kind, line.speaker, line.speaker_name, line.source, line.bodies, line.known_as)
    return told


def nearest(others: Iterable[Near]) -> list[Near]:
    """Those that a line is compared with, the most alike first; what is hardly alike only if hardly any is nearer."""
    return [near for k, near in enumerate(first(others)) if k < FEW or near.answers or -near.apart >= FAINT]


def _keep(others: list[Near], new: Near) -> None:
    others.append(new)
    if len(others) > 2 * MOST_PAIRS:
        others[:] = first(others)


def keys(line: Line) -> Hashes:
    """Hashes of the terms of a line, of terms side by side and of all its words; sharing one makes candidates.

    An order, and what denies one, have the names of who is said to have given it besides.
    """
    order = line.terms.order
    texts = {*order, *stems(terms(line.core)), *(f"{a} {b}" for a, b in pairwise(order))}
    texts.update(f"order of {name}" for name in givers(line))
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
            out.append(Group(list(cluster.lines)))
    for small, large in sorted(parts.items()):
        group = out[number[large]]
        whole = best(lines[n] for n in clusters[large].lines)
        group.in_part.update((n, _silent(lines[n], whole)) for n in clusters[small].lines)
        group.lines = sorted(group.lines + clusters[small].lines)
    return out, {n: k for k, group in enumerate(out) for n in group.lines}


def _note_surely(group: Group, lines: Sequence[Line], ask: Ask, bonds: Bonds) -> None:
    """Notes which lines of a group say one thing, where not all of them surely say what its best line says.

    That lines hang together by others between them is enough to show them side by side, and not to count them.
    """
    whole = sorted((n for n in group.lines if n not in group.in_part), key=lambda n: _rank(lines[n]))
    agreeing = [_chances_of(whole, middle, lines, ask, bonds) for middle in _wordings(whole, lines)]
    group.weak = min(agreeing[0].values()) < STRONG
    counted = ({n for n, chance in chances.items() if chance >= COUNTED} for chances in agreeing)
    group.cores = [max(counted, key=len)] if group.weak else []


def _wordings(whole: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """One line of each wording, the best first, and not more than a few."""
    first: dict[tuple[str, ...], int] = {}
    for n in whole:
        first.setdefault(lines[n].terms.norms, n)
    return list(first.values())[:MIDDLES]


def _chances_of(whole: Iterable[int], middle: int, lines: Sequence[Line], ask: Ask, bonds: Bonds) -> dict[int, float]:
    """The chance of each line that it says what the one in the middle says."""
    out: dict[int, float] = {}
    for n in whole:
        pair = min(n, middle), max(n, middle)
        same = lines[n].terms.norms == lines[middle].terms.norms or pair in bonds.must
        out[n] = 1.0 if same else ask(*pair).chance
    return out


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


def _answer(out: list[Group], claim_of: Mapping[int, int], lines: Sequence[Line], book: Verdicts) -> None:
    """Gives every denial to the claims whose words it denies, else to what it points at."""
    number = {line.id: n for n, line in enumerate(lines)}
    pairs = [(n, number[inner]) for n, line in enumerate(lines) for inner in line.inside]
    known = dict(book.found)
    pairs += answers_to(lines, known, claim_of, pairs)
    guessed = set(best_fits(lines, known, book.ask, claim_of, pairs))
    pairs += sorted(guessed)
    pairs += goes_on(lines, dict(reversed(pairs)))
    pairs += headed(lines, tuple(pairs))
    pairs += refusals(lines, known)
    targets: dict[int, list[int]] = {}
    for answer, target in pairs:
        targets.setdefault(answer, []).append(target)
    echoing = set(echoes(lines, targets)) - set(pairs)
    for answer, target in (*pairs, *sorted(echoing)):
        if target in claim_of and claim_of.get(answer) != claim_of[target]:
            group = out[claim_of[target]]
            group.denials.add(answer)
            group.guessed = group.guessed or (answer, target) in guessed
            if answer in claim_of:
                group.denials.update(likewise(lines, answer, out[claim_of[answer]].lines))
            if answer in claim_of and not lines[answer].answers and (answer, target) not in echoing:
                _set_against(out, claim_of[answer], claim_of[target])
    for account, target in accounts(lines, targets):
        if account in claim_of and target in claim_of and claim_of[account] != claim_of[target]:
            _set_against(out, claim_of[account], claim_of[target])


def _set_against(out: Sequence[Group], one: int, other: int) -> None:
    out[one].contrary.add(other)
    out[other].contrary.add(one)


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
