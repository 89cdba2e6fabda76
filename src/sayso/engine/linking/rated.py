"""Entities as rows of the findings: those whose names changed, and those whose record did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.assess.reliability import Record, Tally, with_letter
from sayso.link.survey import Survey
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.findings import Entity
from sayso.store.links import LinkIndex
from sayso.store.protocol import Changes, Row, View


@dataclass(slots=True)
class Rated:
    """The entities of one generation with their letters, made from those of the last."""

    index: LinkIndex
    view: View
    _borne_out: Counter[str] = field(default_factory=Counter)
    _taken_back: Counter[str] = field(default_factory=Counter)

    def count(self, one: Tally, by: int) -> None:
        """Counts what a claim tells of its sources: 1 for one that came, -1 for one that went."""
        for counter, entities in ((self._borne_out, one.borne_out), (self._taken_back, one.taken_back)):
            for entity in entities:
                counter[entity] += by

    def rows(self, survey: Survey | None, passed_on: Iterable[str]) -> Iterable[Row] | Changes:
        """What changes in the entities.

        ``survey`` has the names where any of them may have changed; ``passed_on`` are those who passed on a page judged
        forged, once a page.
        """
        rated = self._recorded(Counter(passed_on))
        if survey is None:
            return Changes(self._lettered_anew(rated))
        before: dict[str, bytes] = dict(self.index.all("entities"))
        whole, put = not before, []
        for one in survey.book.signed(survey.documents):
            if before.pop(one.id, b"") != one.digest or one.id in rated:
                self.index.do("put_entity", one.id, one.digest)
                entity = survey.book.entity(one.head, survey.documents)
                put.append((one.id, to_bytes(with_letter(entity, self._record(one.id)))))
        for gone in before:
            self.index.do("drop_entity", gone)
        return put if whole else Changes(put, sorted(before))

    def _lettered_anew(self, rated: Iterable[str]) -> Iterator[Row]:
        """Entities under the names they had."""
        for id_ in sorted(rated):
            body = self.view.row("entities", id_)
            if body is not None:
                yield id_, to_bytes(with_letter(from_bytes(body, Entity), self._record(id_)))

    def _recorded(self, forged: Counter[str]) -> set[str]:
        """Keeps the records; the entities of whom they changed."""
        there = {entity for (entity,) in self.index.all("records_forged")}
        out = set()
        for entity in sorted({*self._borne_out, *self._taken_back, *forged, *there}):
            old = self._record(entity)
            new = Record(
                old.borne_out + self._borne_out[entity], old.taken_back + self._taken_back[entity], forged[entity]
            )
            if new != old:
                self.index.do("put_record", entity, new.borne_out, new.taken_back, new.forged)
                out.add(entity)
        return out

    def _record(self, entity: str) -> Record:
        return Record(*(self.index.one("record", entity) or ()))
