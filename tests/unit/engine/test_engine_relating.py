"""Answers of the relations network, asked for ahead and one at a time."""

from __future__ import annotations

import pytest

from sayso.engine.linkwork import Workers
from sayso.engine.relating import Relations
from sayso.nets.relations import NetworkRelater, Relation
from sayso.settings import Settings
from sayso.store.memory import MemoryStore

PAIRS = [("the bridge is closed", "the bridge is open"), ("the tug sank at noon", "at noon the tug went down")]


def test_what_is_asked_ahead_is_what_is_answered_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, store = MemoryStore(), MemoryStore()
    with alone.view() as view:
        one_by_one = [Relations(alone, view, Settings()).relate(a, b) for a, b in PAIRS]
    with store.view() as view, Workers(1) as workers:
        relations = Relations(store, view, Settings(), workers=workers)
        relations.ahead(PAIRS)
        relations.keep()
        monkeypatch.setattr(NetworkRelater, "relate", _not_again)
        assert [relations.relate(a, b) for a, b in PAIRS] == one_by_one
        assert relations.relate(*reversed(PAIRS[0])) == one_by_one[0].turned()


def _not_again(*_: object) -> Relation:
    raise AssertionError("it was asked ahead")
