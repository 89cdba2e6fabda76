"""Claims: statements that say the same thing, those that deny it, and those that cannot be true beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from sayso.link.alike import STRONG, Likeness, denies, likeness
from sayso.link.candidates import candidate_pairs
from sayso.link.fingerprint import Hashes
from sayso.link.groups import components
from sayso.link.lines import Line
from sayso.link.wordsets import word_set

_SHARED_KEYS = 2
_POINTING = word_set(
    "claim claims allegation allegations accusation accusations charge charges report reports figure number "
    "explanation involvement wrongdoing suggestion it that this them account version story so the its any his her "
    "their these all"
)
_WISHES = frozenset({"asks", "orders", "promises"})
"""Two wishes may differ; neither makes the other untrue."""
_NEAR_CHARS = 600
"""How far before a denial the words may stand that it only points at."""

_Link = tuple[tuple[int, int], Likeness]


@dataclass(slots=True)
class Group:
    """The lines of one claim, and what answers it; lines are numbered as they were given."""

    lines: list[int]
    weak: bool = False
    """Whether the group hangs together by likeness alone somewhere."""
    denials: set[int] = field(default_factory=set)
    contrary: set[int] = field(default_factory=set)
    """Numbers of groups that cannot be true beside this one."""


def groups(lines: Sequence[Line], tmp: Path) -> list[Group]:
    """Every claim of the pile, sorted by its first line; pure if ``lines`` come sorted by id."""
    verdicts = dict(_verdicts(lines, tmp))
    out = _same(lines, verdicts)
    claim_of = {n: k for k, group in enumerate(out) for n in group.lines}
    _oppose(out, claim_of, lines, verdicts)
    _answer(out, claim_of, lines, verdicts)
    return _with_something_to_say(out, lines)


def _verdicts(lines: Sequence[Line], tmp: Path) -> Iterator[tuple[tuple[int, int], Likeness]]:
    keyed = ((n, _keys(line)) for n, line in enumerate(lines) if line.says_something)
    for a, b in candidate_pairs(keyed, tmp, least=_SHARED_KEYS):
        found = likeness(lines[a].terms, lines[b].terms)
        if found.verdict != "other" or lines[a].answers != lines[b].answers:
            yield (a, b), found


def _keys(line: Line) -> Hashes:
    """Hashes of the terms of a line, of terms side by side, and of all its words: lines that share two are compared."""
    order = line.terms.order
    texts = {*order, *(f"{a} {b}" for a, b in pairwise(order))}
    texts.update(("all " + " ".join(line.terms.norms), "whole " + " ".join(line.terms.norms)))
    digests = (hashlib.blake2b(t.encode("utf-8", "surrogatepass"), digest_size=8).digest() for t in sorted(texts))
    return np.fromiter((int.from_bytes(d, "little") for d in digests), np.uint64)


def _same(lines: Sequence[Line], verdicts: Mapping[tuple[int, int], Likeness]) -> list[Group]:
    """Groups joined by likeness, the most alike first, never over an opposition."""
    speaking = [n for n, line in enumerate(lines) if line.says_something]
    alike = {p: v for p, v in verdicts.items() if v.verdict == "same" and _one_voice(lines, p)}
    against: dict[int, set[int]] = {}
    for (a, b), found in verdicts.items():
        if found.verdict in ("opposed", "contrary"):
            against.setdefault(a, set()).add(b)
            against.setdefault(b, set()).add(a)
    inside = _by_component(components(speaking, alike), alike)
    return sorted((g for c, links in inside for g in _agreed(c, links, against)), key=lambda g: g.lines[0])


def _one_voice(lines: Sequence[Line], pair: tuple[int, int]) -> bool:
    a, b = (lines[n] for n in pair)
    return a.answers == b.answers and (a.kind == "asks") == (b.kind == "asks")


def _by_component(
    found: list[list[int]], alike: Mapping[tuple[int, int], Likeness]
) -> list[tuple[list[int], list[_Link]]]:
    out: list[tuple[list[int], list[_Link]]] = [(component, []) for component in found]
    number = {n: k for k, (component, _) in enumerate(out) for n in component}
    for pair, how in alike.items():
        out[number[pair[0]]][1].append((pair, how))
    return out


def _agreed(component: list[int], links: list[_Link], against: Mapping[int, set[int]]) -> list[Group]:
    """A component cut where two of its lines oppose each other: joined from the strongest link down."""
    group_of = {n: Group([n]) for n in component}
    foes = {n: set(against.get(n, ())) for n in component}  # of a whole group, under its first line
    for (a, b), found in sorted(links, key=lambda e: (-e[1].share, -e[1].part, e[0])):
        left, right = group_of[a], group_of[b]
        if left is right or not foes[left.lines[0]].isdisjoint(right.lines):
            continue
        united = foes[left.lines[0]] | foes[right.lines[0]]
        left.lines = sorted(left.lines + right.lines)
        left.weak = left.weak or right.weak or found.share < STRONG
        group_of.update(dict.fromkeys(left.lines, left))
        foes[left.lines[0]] = united
    return [group_of[n] for n in component if group_of[n].lines[0] == n]


def _oppose(
    out: list[Group],
    claim_of: Mapping[int, int],
    lines: Sequence[Line],
    verdicts: Mapping[tuple[int, int], Likeness],
) -> None:
    """Marks claims as contrary that put other figures into the same words."""
    for (a, b), found in sorted(verdicts.items()):
        one, other = claim_of.get(a), claim_of.get(b)
        if one is None or other is None or one == other:
            continue
        if found.verdict == "contrary" and not {lines[a].kind, lines[b].kind} & _WISHES:
            out[one].contrary.add(other)
            out[other].contrary.add(one)


def _answer(
    out: list[Group],
    claim_of: Mapping[int, int],
    lines: Sequence[Line],
    verdicts: Mapping[tuple[int, int], Likeness],
) -> None:
    """Gives every denial to the claims whose words it denies, else to what it points at."""
    for (a, b), found in sorted(verdicts.items()):
        for denial, target in ((a, b), (b, a)):
            if _is_denial_of(lines[denial], lines[target], found):
                out[claim_of[target]].denials.update(out[claim_of[denial]].lines)
    number = {line.id: n for n, line in enumerate(lines)}
    for n, line in enumerate(lines):
        for inner in line.inside:
            if number[inner] in claim_of:
                out[claim_of[number[inner]]].denials.add(n)
    answered = {n for group in out for n in group.denials}
    for n, target in _pointed_at(lines, answered):
        out[claim_of[target]].denials.add(n)


def _is_denial_of(denial: Line, target: Line, found: Likeness) -> bool:
    same_mouth = denial.speaker_name is not None and denial.speaker_name == target.speaker_name
    if target.answers or (same_mouth and not denial.withdraws):
        return False
    if denial.answers:
        return denies(denial.terms, target.terms)
    return found.verdict == "opposed" and denial.terms.negated


def _pointed_at(lines: Sequence[Line], answered: set[int]) -> Iterator[tuple[int, int]]:
    """Denials that say only "the claim" or "it", each with the last thing said before it in its document."""
    by_document: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        by_document.setdefault(line.document, []).append(n)
    for n, line in enumerate(lines):
        if line.answers and n not in answered and _points(line):
            before = [m for m in by_document[line.document] if _may_be_meant(lines[m], line)]
            if before:
                yield n, max(before, key=lambda m: (lines[m].at, m))


def _points(line: Line) -> bool:
    return all(norm in _POINTING for norm in line.terms.norms)


def _may_be_meant(before: Line, denial: Line) -> bool:
    near = 0 < denial.at - before.at <= _NEAR_CHARS
    apart = before.speaker is not None and denial.speaker is not None and before.speaker != denial.speaker
    return near and before.says_something and not before.answers and apart


def _with_something_to_say(out: list[Group], lines: Sequence[Line]) -> list[Group]:
    """The groups without those that only answer a claim already there; contrary groups renumbered."""
    answers = {n for group in out for n in group.denials if lines[n].answers}
    kept = [k for k, group in enumerate(out) if not all(n in answers for n in group.lines)]
    number = {k: new for new, k in enumerate(kept)}
    for k in kept:
        out[k].contrary = {number[c] for c in out[k].contrary if c in number}
    return [out[k] for k in kept]


def best(lines: Iterable[Line]) -> Line:
    """The line whose words stand for a claim: the surest, then the fullest, then the first in the pile."""
    return min(lines, key=_rank)


def _rank(line: Line) -> tuple[int, bool, int, int, str, int, str]:
    fullness = min(12, len(line.terms.order))
    unnamed = line.speaker_name is None
    return (len(line.doubts), unnamed, -round(line.confidence * 10), -fullness, line.file, line.at, line.id)
