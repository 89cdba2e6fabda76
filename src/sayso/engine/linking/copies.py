"""Copies: families derived anew, one connected component at a time, and what changes in the table of copies."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.engine.linking.forms import kinships
from sayso.engine.linking.live import Pile
from sayso.engine.linking.texts import Touched
from sayso.engine.linkwork import Rowing, Workers, rowed
from sayso.link.families import Derived, Member, Pair, Tie, families, kin
from sayso.link.groups import components
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.ids import make_id
from sayso.store.links import LinkIndex
from sayso.store.protocol import Changes, Row

_ROWS, _BYTES = 32, 8 << 20
"""A task holds so many rows, or little more than so many bytes of readings."""


class Group(NamedTuple):
    """Texts with their documents, numbered anew in the order of their digests, so that no arrival shows."""

    texts: list[int]
    """The number in the index for each number here."""
    members: dict[int, list[Member]]


def group_of(index: LinkIndex, texts: Iterable[int]) -> Group:
    """``texts`` as linking sees them."""
    ordered = sorted(texts, key=lambda n: index.value("digest", n))
    members = {}
    for local, text in enumerate(ordered):
        found = (from_bytes(body, Member)._replace(text=local) for (body,) in index.all("bodies_of", text))
        members[local] = sorted(found, key=lambda m: (m.file, m.document))
    return Group(ordered, members)


def copy_changes(index: LinkIndex, pile: Pile, touched: Touched, workers: Workers) -> Changes:
    """What changes in the copies; texts whose kin changed are added to those that passages are looked at for."""
    found = _Copies(index, pile, touched)
    texts, ties = _component_texts(index, touched)
    for rows in workers.in_order(rowed, found.tasks(_by_component(texts, ties))):
        found.keep(rows)
    return Changes(sorted(found.put), [*touched.rows, *found.drop])


def _component_texts(index: LinkIndex, touched: Touched) -> tuple[set[int], dict[Pair, Tie]]:
    """Every text that hangs together with a touched one, as it was and as it is now, with all ties among them."""
    if touched.whole:
        ties = {(a, b): from_bytes(tie, Tie) for a, b, tie in index.each("ties")}
        return {n for (n,) in index.each("numbers")}, ties
    dead = set(touched.dead)
    waiting = [*(touched.families - dead)]
    for label in touched.labels:
        waiting += (n for (n,) in index.all("component", label))
    texts: set[int] = set()
    ties = {}
    while waiting:
        text = waiting.pop()
        if text in texts:
            continue
        texts.add(text)
        waiting += (n for (n,) in index.all("component", index.value("component_of", text)) if n not in texts)
        for a, b, tie in index.all("ties_of", text):
            ties[a, b] = from_bytes(tie, Tie)
            waiting += (a, b)
    return texts, ties


def _by_component(texts: set[int], ties: Mapping[Pair, Tie]) -> Iterator[tuple[list[int], dict[Pair, Tie]]]:
    groups = components(texts, ties)
    number = {text: k for k, group in enumerate(groups) for text in group}
    inside: list[dict[Pair, Tie]] = [{} for _ in groups]
    for pair, tie in ties.items():
        inside[number[pair[0]]][pair] = tie
    yield from zip(groups, inside, strict=True)


def _smallest(group: Group, label_of: Mapping[int, int]) -> dict[int, int]:
    """For each label the smallest number of a text that has it."""
    out: dict[int, int] = {}
    for local, label in label_of.items():
        out[label] = min(group.texts[local], out.get(label, group.texts[local]))
    return out


class _Wanted(NamedTuple):
    """A copy of which the row is made anew: its item, what the row is made from, and the texts that were compared."""

    item: str
    recipe: str
    derived: Derived
    facing: tuple[str, ...]
    """The contents under which the two texts were compared; one where both are one text."""


@dataclass(slots=True)
class _Copies:
    """The rows that change."""

    index: LinkIndex
    pile: Pile
    touched: Touched
    put: list[Row] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    wanted: deque[_Wanted] = field(default_factory=deque)
    asked: deque[list[_Wanted]] = field(default_factory=deque)

    def tasks(self, components_of: Iterable[tuple[list[int], dict[Pair, Tie]]]) -> Iterator[Rowing]:
        """Derives the families of one component after the other; gives out the rows to be made on the way."""
        for texts, ties in components_of:
            self.derive(texts, ties)
            while len(self.wanted) >= _ROWS:
                yield self._task()
        while self.wanted:
            yield self._task()

    def keep(self, rows: list[Row]) -> None:
        """Takes in the rows of the task that was given out longest ago."""
        for one, row in zip(self.asked.popleft(), rows, strict=True):
            self.index.do("set_row", row[0], one.recipe, one.item)
            self.put.append(row)

    def derive(self, texts: list[int], ties: Mapping[Pair, Tie]) -> None:
        """Derives the families among texts that hang together, and keeps what that says about them."""
        group = group_of(self.index, texts)
        local = {text: k for k, text in enumerate(group.texts)}
        words = {text: group.members[k][0].words for text, k in local.items()}
        kinship = kinships(self.index, self.pile, words, ties)
        here = {(local[a], local[b]): tie for (a, b), tie in kinship.items()}
        members = [m for found in group.members.values() for m in found]
        derived = [d for family in families(members, here) for d in family]
        self._label(group, kin(group.members, here), kin(group.members, here, parts=True), derived)
        self._publish(group, {d.member.document: d for d in derived})

    def _label(
        self, group: Group, kin_of: Mapping[int, int], family_of: Mapping[int, int], derived: list[Derived]
    ) -> None:
        kinship, family = _smallest(group, kin_of), _smallest(group, family_of)
        origin = {d.member.text: group.texts[d.of.text] for d in derived if d.member.text != d.of.text}
        component = min(group.texts)
        self.touched.told.update(group.texts)
        for local, text in enumerate(group.texts):
            now = (component, family[family_of[local]], kinship[kin_of[local]], origin.get(local, -1))
            before = self.index.one("family_row", text)
            if before != now:
                self.index.do("set_family", *now, text)
            if before[2] != now[2] and not self.touched.whole:
                self.touched.passages.add(text)

    def _publish(self, group: Group, derived: Mapping[str, Derived]) -> None:
        """Notes the rows of documents that derive from others than before, or otherwise."""
        for text in group.texts:
            for item, document, row, recipe in self.index.all("rows_of", text):
                found = derived.get(document)
                now = self._recipe(group, found) if found else ""
                if now == recipe:
                    continue
                if row:
                    self.drop.append(row)
                if found:
                    self.wanted.append(_Wanted(item, now, found, tuple(self._facing(group, found))))
                else:
                    self.index.do("set_row", "", "", item)

    def _task(self) -> Rowing:
        given: list[_Wanted] = []
        rows: list[tuple[Derived, bytes]] = []
        readings: dict[str, bytes] = {}
        while self.wanted and len(rows) < _ROWS and sum(map(len, readings.values())) < _BYTES:
            one = self.wanted.popleft()
            given.append(one)
            apart = len(one.facing) > 1
            rows.append((one.derived, self.pile.fact("align", self.pile.pair_key(*one.facing)) if apart else b""))
            for member in (one.derived.member, one.derived.of) if apart else ():
                if member.content not in readings:
                    readings[member.content] = self.pile.packed(member.content)
        self.asked.append(given)
        return Rowing(tuple(rows), readings)

    def _recipe(self, group: Group, derived: Derived) -> str:
        """Digest of all that the row of a copy is made from."""
        bare = derived._replace(member=derived.member._replace(text=0), of=derived.of._replace(text=0))
        return make_id("recipe", to_bytes(bare), *self._facing(group, derived))

    def _facing(self, group: Group, derived: Derived) -> list[str]:
        """The contents under which the two texts were compared."""
        numbers = sorted({derived.member.text, derived.of.text})
        return [self.index.value("content", group.texts[n]) for n in numbers]
