"""Bunches of lines kept in the link index: of these, only those that a change touches give their claims anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.engine.linking.kept_lines import Lines, number_of, wording_of
from sayso.engine.linking.near import Nearness, packed_keys
from sayso.engine.relating import Relations
from sayso.link.bunches import binds, within
from sayso.link.claims import Group, bearing, groups_of
from sayso.link.decide import Verdict, decide
from sayso.link.groups import components
from sayso.link.lines import Line
from sayso.link.together import Bonds, Pair
from sayso.model.codec import from_bytes, to_bytes
from sayso.store.links import LinkIndex

_VERDICT, _WORDING, _PLACE, _MUST, _CANNOT = range(5)
"""Why two lines hang together; a wording is a node of its own, with a negative number."""
_NONE = -1
"""Bunch of a line that has none yet."""

Hold = tuple[int, int, int]


class Changed(NamedTuple):
    """Lines that changed since the index was kept, by number."""

    gone: set[int]
    born: set[int]
    other: set[int]
    """Lines that are there as before, but not as they were."""


class Bunch(NamedTuple):
    """Lines that hang together, by number, with their claims numbered within it."""

    label: int
    lines: list[Line]
    groups: list[Group]


@dataclass(slots=True)
class Bunched:
    """The bunches of a pile of ``lines``; ``digests`` tell the states of those that may have changed."""

    index: LinkIndex
    lines: Lines
    digests: Mapping[int, bytes]
    relations: Relations
    bonds: Bonds
    tmp: Path
    _touched: set[int] = field(default_factory=set)
    _labels: set[int] = field(default_factory=set)
    """Old bunches that lost a line."""

    @property
    def empty(self) -> bool:
        """Whether no line was kept yet."""
        return self.index.one("any_said") is None

    def derive(self, changed: Changed, documents: set[int]) -> tuple[list[Bunch], list[tuple[str, bytes]]]:
        """The bunches that a change touches, and the claims that they had, by id with what each told of its sources.

        ``documents`` are those of which a line came, went or changed.
        """
        whole = self.empty
        self._touched = changed.born | changed.other
        near = Nearness(self.index, self.lines)
        pairs = self._compare(near, changed, whole=whole)
        self._hold(near, changed, pairs, documents, whole=whole)
        return self._derived(changed.born, whole=whole)

    def _compare(self, near: Nearness, changed: Changed, *, whole: bool) -> set[Pair]:
        """Brings the lists of near lines up to date; the pairs whose verdict may be another, or none any more."""
        packed = {n: packed_keys(self.lines[n]) for n in changed.born | changed.other}
        words = {n: _worded(self.lines[n], packed[n]) for n in packed}
        anew = {n for n in changed.other if self.index.one("said", n)[1] != words[n]}
        gone = {n: self.index.value("keys_of", n) for n in changed.gone | anew}
        self.index.many("put_said", ((n, self.digests[n], words[n], packed[n]) for n in sorted(packed)))
        if whole:
            return near.fill(packed, self.tmp)
        pairs = near.change(gone, {n: packed[n] for n in changed.born | anew})
        for n in sorted(changed.other):
            pairs |= near.pairs_of(n)
        return pairs

    def _hold(self, near: Nearness, changed: Changed, pairs: set[Pair], documents: set[int], *, whole: bool) -> None:
        """Notes which lines hang together now, and which bunches that touches."""
        for n in sorted(changed.gone):
            self._labels.add(self.index.value("bunch_of", n))
            for hold in self.index.all("holds_of", n):
                self._drop(hold)
            self.index.do("drop_said", n)
        there = sorted(p for p in pairs if p[0] in self.lines and p[1] in self.lines)
        now = there if whole else [pair for pair in there if near.is_compared(*pair)]
        self.relations.ahead((self.lines[a].core, self.lines[b].core) for a, b in now)
        bound = self._bound(now)
        before = {(a, b, _VERDICT) for a, b in there if not whole and self.index.one("has_hold", a, b, _VERDICT)}
        self._replace(before, bound)
        for sort, wanted in ((_MUST, self.bonds.must), (_CANNOT, self.bonds.cannot)):
            kept = {(a, b, sort) for a, b in self.index.all("holds_of_sort", sort)}
            self._replace(kept, {(a, b, sort) for a, b in wanted})
        self._hold_wordings(changed, whole=whole)
        self._hold_places(documents, whole=whole)

    def _bound(self, pairs: Iterable[Pair]) -> set[Hold]:
        """Those of ``pairs`` that hang together by what they are to each other, which is kept with them."""
        out = set()
        for a, b in pairs:
            verdict = self._verdict(a, b)
            if binds(self.lines[a], self.lines[b], verdict):
                self.index.do("put_verdict", a, b, to_bytes(verdict))
                out.add((a, b, _VERDICT))
        return out

    def _hold_wordings(self, changed: Changed, *, whole: bool) -> None:
        for n in sorted(changed.born | changed.other):
            line = self.lines[n]
            rows = [] if whole else self.index.all("holds_of", n)
            before = {(a, b, sort) for a, b, sort in rows if sort == _WORDING}
            self._replace(before, {(n, wording_of(line), _WORDING)} if line.says_something else set())

    def _hold_places(self, documents: set[int], *, whole: bool) -> None:
        """What hangs together by where it stands in its document."""
        for numbers in map(self.lines.of, sorted(documents)):
            rows = [] if whole else [hold for n in numbers for hold in self.index.all("holds_of", n)]
            before = {(a, b, sort) for a, b, sort in rows if sort == _PLACE}
            found = within([self.lines[n] for n in numbers])
            pairs = {(number_of(a), number_of(b)) for a, b in found if a != b}
            self._replace(before, {(min(pair), max(pair), _PLACE) for pair in pairs})

    def _replace(self, before: set[Hold], now: set[Hold]) -> None:
        for hold in sorted(before - now):
            self._drop(hold)
        self.index.many("put_hold", sorted(now - before))
        self._touched.update(n for a, b, _ in now - before for n in (a, b))

    def _drop(self, hold: Hold) -> None:
        self.index.do("drop_hold", *hold)
        if hold[2] == _VERDICT:
            self.index.do("drop_verdict", *hold[:2])
        self._touched.update(hold[:2])

    def _verdict(self, a: int, b: int) -> Verdict:
        one, other = self.lines[a], self.lines[b]
        return decide(one, other, self.relations.relate(one.core, other.core))

    def _kept_verdict(self, a: int, b: int) -> Verdict:
        return from_bytes(self.index.value("verdict", a, b), Verdict)

    def _derived(self, born: set[int], *, whole: bool) -> tuple[list[Bunch], list[tuple[str, bytes]]]:
        nodes, holds, labels = self._everything(born) if whole else self._around()
        dropped = [row for label in sorted(labels) for row in self.index.all("claims_of", label)]
        for label in sorted(labels):
            self.index.do("drop_claims", label)
        groups = components(nodes, ((a, b) for a, b, _ in holds))
        at = {n: k for k, group in enumerate(groups) for n in group}
        inside: list[list[Hold]] = [[] for _ in groups]
        for hold in sorted(holds):
            inside[at[hold[0]]].append(hold)
        out = []
        for group, own in zip(groups, inside, strict=True):
            numbers = [n for n in group if n >= 0]
            if numbers:
                self.index.many("set_bunch", ((numbers[0], n) for n in numbers))
                out.append(self._bunch(numbers, own))
        return out, dropped

    def _everything(self, born: set[int]) -> tuple[set[int], set[Hold], set[int]]:
        holds = {(a, b, sort) for a, b, sort in self.index.each("holds")}
        return {*born, *(b for _, b, _ in holds)}, holds, set()

    def _around(self) -> tuple[set[int], set[Hold], set[int]]:
        """Every line that hangs together with a touched one, as it was and as it is now, and the old bunches."""
        labels: set[int] = set()
        nodes: set[int] = set()
        holds: set[Hold] = set()
        waiting = sorted(self._touched)
        for label in sorted(self._labels):
            labels.add(label)
            waiting += (n for (n,) in self.index.all("in_bunch", label))
        while waiting:
            node = waiting.pop()
            if node in nodes or (node >= 0 and node not in self.lines):
                continue
            nodes.add(node)
            if node >= 0 and (label := self.index.value("bunch_of", node)) not in labels:
                labels.add(label)
                waiting += (n for (n,) in self.index.all("in_bunch", label) if label != _NONE)
            for a, b, sort in self.index.all("holds_of", node):
                holds.add((a, b, sort))
                waiting += (a, b)
        return nodes, holds, labels

    def _bunch(self, numbers: list[int], holds: Iterable[Hold]) -> Bunch:
        lines = [self.lines[n] for n in numbers]
        local = {n: k for k, n in enumerate(numbers)}
        pairs: dict[int, list[Pair]] = {sort: [] for sort in range(5)}
        for a, b, sort in holds:
            pairs[sort].append((a, b))
        known = {
            (local[a], local[b]): from_bytes(self.index.value("verdict", a, b), Verdict) for a, b in pairs[_VERDICT]
        }
        must, cannot = (frozenset((local[a], local[b]) for a, b in pairs[sort]) for sort in (_MUST, _CANNOT))
        return Bunch(numbers[0], lines, groups_of(lines, self.relations.relate, known, Bonds(must, cannot)))


def _worded(line: Line, packed: bytes) -> bytes:
    """Digest of all by which a line is near others."""
    return _digest(packed, to_bytes(bearing(line)))


def _digest(*parts: bytes) -> bytes:
    return hashlib.blake2b(b"".join(parts), digest_size=16).digest()
