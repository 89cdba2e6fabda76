"""Families: documents that are copies, versions or parts of one another, and what each is to the most complete."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.link.align import Alignment
from sayso.link.groups import components
from sayso.link.runs import Run
from sayso.model.findings import CopyKind


class Member(NamedTuple):
    """What linking keeps of a document in memory."""

    document: str
    file: str
    content: str
    """Digest of the content."""
    text: int
    """Number of its word sequence among the pile's: equal for documents with the same words."""
    words: int
    published: str | None = None
    publisher: str | None = None


class Tie(NamedTuple):
    """A relation between two word sequences, without its differences."""

    kind: CopyKind
    part: str
    """"a" or "b" where that one is a part of the other."""
    same: int
    differ: int = 0
    """In how many places they differ by more than misreading."""


class Derived(NamedTuple):
    """One member of a family and what it derives from."""

    member: Member
    of: Member
    kind: CopyKind
    reasons: tuple[str, ...] = ()
    """Why it hangs on ``of`` rather than on the head, in plain sentences."""


Pair = tuple[int, int]


@dataclass(slots=True)
class Pairs:
    """What the facts of pairs say, without the differences."""

    ties: dict[Pair, Tie] = field(default_factory=dict)
    copied: dict[Pair, tuple[Run, ...]] = field(default_factory=dict)
    """Runs of texts that are copies of one another."""
    runs: list[tuple[int, int, Run]] = field(default_factory=list)
    """Runs of texts that are not."""

    def note(self, pair: Pair, found: Alignment) -> None:
        """Takes in the fact of one pair."""
        if found.relation == "none":
            self.runs += [(*pair, run) for run in found.runs]
            return
        self.ties[pair] = Tie(found.relation, found.part, found.same, differing(found))
        self.copied[pair] = found.runs


def differing(found: Alignment) -> int:
    """In how many places two versions differ by more than misreading."""
    return sum(not e.noise for e in found.edits)


def families(members: Iterable[Member], ties: Mapping[Pair, Tie]) -> list[list[Derived]]:
    """One list a family: every member but the head, with the member it is a copy of; sorted by document."""
    by_text: dict[int, list[Member]] = {}
    for member in sorted(members, key=lambda m: (m.file, m.document)):
        by_text.setdefault(member.text, []).append(member)
    near: dict[int, list[int]] = {}
    for a, b in ties:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    groups = components(by_text, ties)
    parts = {pair[0] if t.part == "a" else pair[1] for pair, t in ties.items() if t.part}
    firsts = [[by_text[text][0] for text in group] for group in groups]
    heads = [_head([m for m in whole if m.text not in parts] or whole) for whole in firsts]
    found = (_family(group, head, by_text, near, ties) for group, head in zip(groups, heads, strict=True))
    return [rows for rows in found if rows]


def kin(by_text: Iterable[int], ties: Mapping[Pair, Tie], *, parts: bool = False) -> dict[int, int]:
    """For each word sequence the smallest it is a version of, directly or through others; with or without excerpts."""
    whole = [pair for pair, t in ties.items() if parts or not t.part]
    return {text: min(group) for group in components(by_text, whole) for text in group}


def _family(
    group: list[int],
    head: Member,
    by_text: Mapping[int, list[Member]],
    near: Mapping[int, list[int]],
    ties: Mapping[Pair, Tie],
) -> list[Derived]:
    first = {text: by_text[text][0] for text in group}
    out = [Derived(m, first[text], "exact") for text in group for m in by_text[text][1:] if m.words >= _WORDS]
    of_head = _outwards(head.text, near, ties, first)
    for text, of in of_head.items():
        if of == head.text and (whole := _fitting_whole(text, of, near, ties, first)):
            out.append(whole)
            continue
        via = _between(text, head.text, near, ties, first) if of == head.text else None
        out.append(_derived(text, of, via, ties, first))
    return sorted(out, key=lambda d: d.member.document)


def _derived(text: int, of: int, via: int | None, ties: Mapping[Pair, Tie], first: Mapping[int, Member]) -> Derived:
    """The row of ``text``, which hangs on ``via`` where that stands between it and the head."""
    if via is None:
        return Derived(first[text], first[of], _tie(ties, text, of).kind)
    places = _tie(ties, via, of).differ
    plural = "s" if places > 1 else ""
    why = f"both differ from {first[of].file} in the same {places} place{plural}, and this one in more"
    return Derived(first[text], first[via], _tie(ties, text, via).kind, (why,))


def _fitting_whole(
    text: int, head: int, near: Mapping[int, list[int]], ties: Mapping[Pair, Tie], first: Mapping[int, Member]
) -> Derived | None:
    """The row of a part of the head of which another version has just the words, and the head has not."""
    tie = _tie(ties, text, head)
    if not _is_part(tie, text, head):
        return None
    wholes = (n for n in near.get(text, [])[:_LOOKED_AT] if n != head and _is_part(_tie(ties, text, n), text, n))
    best = min(wholes, key=lambda n: (*_apart(_tie(ties, text, n)), first[n].file), default=None)
    if best is None or _apart(_tie(ties, text, best)) >= _apart(tie) or (min(best, head), max(best, head)) not in ties:
        return None
    why = f"more of its words agree with {first[best].file} than with {first[head].file}"
    return Derived(first[text], first[best], _tie(ties, text, best).kind, (why,))


def _apart(tie: Tie) -> tuple[int, int]:
    """How much two versions differ: in how many places, then by how many words fewer agree."""
    return tie.differ, -tie.same


def _is_part(tie: Tie, text: int, whole: int) -> bool:
    return tie.part == ("a" if text < whole else "b")


def _between(
    text: int, head: int, near: Mapping[int, list[int]], ties: Mapping[Pair, Tie], first: Mapping[int, Member]
) -> int | None:
    """The version nearest to ``text`` whose differences from the head ``text`` has as well, if there is one.

    Differences add up along a chain of versions and nowhere else. Every step brings the head nearer: no circles.
    """
    whole = _tie(ties, text, head)
    if whole.part or whole.differ < 2:
        return None
    found: list[tuple[int, str, int]] = []
    for other in near.get(text, [])[:_LOOKED_AT]:
        there = ties.get((min(other, head), max(other, head))) if other != head else None
        here = _tie(ties, text, other)
        if there and there.differ and here.differ and not (there.part or here.part):
            later = _is_later(first[other], first[text])
            if there.differ + here.differ == whole.differ and not later:
                found.append((here.differ, first[other].file, other))
    return min(found)[2] if found else None


def _is_later(one: Member, other: Member) -> bool:
    return bool(one.published and other.published and one.published > other.published)


def _tie(ties: Mapping[Pair, Tie], a: int, b: int) -> Tie:
    return ties[min(a, b), max(a, b)]


def _head(members: list[Member]) -> Member:
    """The one the others derive from: of the nearly most complete the earliest by its own date, if all bear one.

    Else the most complete, then the first by path.
    """
    most = max(m.words for m in members)
    full = [m for m in members if m.words >= _FULL * most]
    dates = sorted(m.published for m in full if m.published)
    if len(dates) == len(full) and len(full) > 1 and dates[0] != dates[1]:
        return min(full, key=lambda m: m.published or "")
    return min(members, key=lambda m: (-m.words, m.file))


_FULL = 0.85
"""Share of the longest version's words that a version has which is no mere part."""
_LOOKED_AT = 64
"""Kin of one text asked whether they stand between it and the head."""
_WORDS = 4
"""Fewer words than these say nothing about where they come from."""


def _outwards(
    head: int, near: Mapping[int, list[int]], ties: Mapping[Pair, Tie], first: Mapping[int, Member]
) -> dict[int, int]:
    """What each text of the family derives from: the head where a fact says so, else the nearest kin towards it."""
    of: dict[int, int] = {}
    waiting = deque([head])
    while waiting:
        at = waiting.popleft()
        links = [n for n in near.get(at, ()) if n != head and n not in of]
        for text in sorted(links, key=lambda n: (-ties[min(at, n), max(at, n)].same, first[n].file)):
            of[text] = at
            waiting.append(text)
    return of
