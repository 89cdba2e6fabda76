"""Facts of pairs of contents: what the relations network says of two texts, kept under the digests of both."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.engine.stages import fact_key, stage_key
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.ids import sha256_hex
from sayso.nets.relations import Relater, Relation, load_relater
from sayso.settings import Settings
from sayso.store.protocol import Row, Store, View

STAGE = "relate"
_BATCH = 500
"""Facts written in one transaction; a kill costs no more than these."""


@dataclass(slots=True)
class Relations:
    """Answers about pairs of contents: those kept, and those the network gives now; ``keep`` writes the last of these.

    The network is loaded when the first new pair comes: re-linking a pile that is known needs none.
    """

    store: Store
    view: View
    settings: Settings
    relater: Relater | None = None
    _stage: str = ""
    _new: dict[str, bytes] = field(default_factory=dict)

    def relate(self, a: str, b: str) -> Relation:
        """What ``a`` is to ``b``."""
        first, second = sorted((a, b))
        found = self._kept_or_new(first, second)
        return found if a == first else found.turned()

    def keep(self) -> None:
        """Writes the answers that are not yet kept."""
        if self._new:
            rows: list[Row] = sorted(self._new.items())
            with self.store.writing() as writer:
                writer.put_facts(STAGE, rows)
            self._new.clear()

    def _kept_or_new(self, first: str, second: str) -> Relation:
        self._stage = self._stage or stage_key(STAGE, self.settings)
        key = fact_key(self._stage, sha256_hex(first), sha256_hex(second))
        data = self._new.get(key) or self.view.fact(STAGE, key)
        if data is None:
            self.relater = self.relater or load_relater()
            data = to_bytes(self.relater.relate(first, second))
            self._new[key] = data
            if len(self._new) >= _BATCH:
                self.keep()
        return from_bytes(data, Relation)
