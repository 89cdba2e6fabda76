"""The record of what was written from a case, and who must hear when a page is judged forged; a part of its facade."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from sayso.engine.nearby import Nearby
from sayso.engine.verdicts import item_called
from sayso.engine.written import keep, same_bytes, written
from sayso.model.keys import claim_key
from sayso.model.written import Written
from sayso.present.used import holding, used
from sayso.present.why import Section, Why
from sayso.store.case import OpenCase


class Recording(ABC):
    """What a case remembers of the briefs and checks made from it."""

    _unrecorded: str = ""

    @property
    @abstractmethod
    def _case(self) -> OpenCase:
        """The case, open for reading."""

    def unrecorded(self) -> tuple[str, ...]:
        """Why the case keeps no record of the last brief or check, as a sentence; empty where it keeps one."""
        if not self._unrecorded:
            return ()
        return (
            f"the case keeps no record of this, and cannot name it should a page be judged forged: {self._unrecorded}",
        )

    def used(self, file: str) -> tuple[str, ...]:
        """The briefs and checks already written or printed that used a page of ``file``, in plain sentences.

        :raises AskedWrongly: ``no_such_file``.
        """
        with self._case.store.view() as view:
            item = item_called(view, file)
            return used(written(view), same_bytes(view, {item.sha256, item.content or item.sha256}))

    def _record(self, made: Written) -> None:
        """Keeps a record, before anything of what it is about is printed."""
        self._unrecorded = keep(self._case, made)

    def _with_used(self, page: Why, nearby: Nearby) -> Why:
        """``page`` with the briefs and checks that have its claim from a page judged forged or altered since."""
        claim = next((c for c in nearby.pile.claims.values() if c.key == page.key and c.on_forged), None)
        if claim is None:
            return page
        documents = {nearby.pile.statements[s].document for s in claim.on_forged}
        items = (nearby.view.item(nearby.documents.items[document]) for document in documents)
        digests = {item.sha256 for item in items if item is not None}
        with self._case.store.view() as view:
            told = holding(written(view), {claim.key, *map(claim_key, claim.was)}, digests)
        if not told:
            return page
        title = "Already written from the page judged forged or altered"
        return replace(page, sections=(*page.sections, Section(name="used", title=title, sentences=told)))
