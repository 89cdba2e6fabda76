"""Facts of pairs of contents: what the relations network says of two texts, kept under the digests of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.engine.linkwork import Facts, Workers
from sayso.engine.stages import fact_key, stage_key
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.ids import sha256_hex
from sayso.nets.relations import Relater, Relation, load_relater
from sayso.settings import Settings
from sayso.store.protocol import Row, Store, View

STAGE = "relate"
_BATCH = 500
"""Facts written in one transaction; a kill costs no more than these."""
_TASK = 64
"""Pairs in one task."""
_ITSELF = Relation(1.0, 1.0, 0.0, 1.0)


class Relating(NamedTuple):
    """Pairs of contents, the smaller first, with the keys to keep the answers under."""

    rows: tuple[tuple[str, str, str], ...]


def related(task: Relating) -> Facts:
    """The answer of the shipped network for each pair."""
    relater = load_relater()
    return [(key, to_bytes(relater.relate(first, second))) for key, first, second in task.rows]


@dataclass(slots=True)
class Relations:
    """Answers about pairs of contents: those kept, and those the network gives now; ``keep`` writes the last of these.

    The network is loaded when the first new pair comes: re-linking a pile that is known needs none.
    """

    store: Store
    view: View
    settings: Settings
    relater: Relater | None = None
    workers: Workers | None = None
    _stage: str = ""
    _new: dict[str, bytes] = field(default_factory=dict)
    _written: dict[str, bytes] = field(default_factory=dict)
    """Answers kept since the view was opened, which does not show them."""

    def relate(self, a: str, b: str) -> Relation:
        """What ``a`` is to ``b``; the same words need no network."""
        if a == b:
            return _ITSELF
        first, second = sorted((a, b))
        found = self._kept_or_new(first, second)
        return found if a == first else found.turned()

    def ahead(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Asks about all of ``pairs`` that are not known, in the workers where there are any; in a fixed order."""
        if self.workers is None or self.relater is not None:
            return
        asked = {self._key(*sorted(pair)): sorted(pair) for pair in pairs if pair[0] != pair[1]}
        missing = sorted(asked.keys() - self.view.has_facts(STAGE, asked))
        tasks = (
            Relating(tuple((key, asked[key][0], asked[key][1]) for key in missing[k : k + _TASK]))
            for k in range(0, len(missing), _TASK)
        )
        for answers in self.workers.in_order(related, tasks):
            self._new.update(answers)
            if len(self._new) >= _BATCH:
                self.keep()

    def keep(self) -> None:
        """Writes the answers that are not yet kept."""
        if self._new:
            rows: list[Row] = sorted(self._new.items())
            with self.store.writing() as writer:
                writer.put_facts(STAGE, rows)
            self._written.update(self._new)
            self._new.clear()

    def _kept_or_new(self, first: str, second: str) -> Relation:
        key = self._key(first, second)
        data = self._new.get(key) or self._written.get(key) or self.view.fact(STAGE, key)
        if data is None:
            self.relater = self.relater or load_relater()
            data = to_bytes(self.relater.relate(first, second))
            self._new[key] = data
            if len(self._new) >= _BATCH:
                self.keep()
        return from_bytes(data, Relation)

    def _key(self, first: str, second: str) -> str:
        self._stage = self._stage or stage_key(STAGE, self.settings)
        return fact_key(self._stage, sha256_hex(first), sha256_hex(second))
