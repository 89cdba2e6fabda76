# ruff: noqa: D102 - the names of tests are their sentences; a transaction is the block under test
"""The part of the contract of stores that tells how findings are published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.errors import OurFault
from sayso.store.protocol import Changes, Generation, Row, Store

CHUNK_BYTES = 64
"""Stores under test cut bodies into chunks this small, where they cut at all."""


class TornError(Exception):
    """Raised in the middle of a transaction."""


class PublishContract:
    """What every store promises about generations of findings."""

    def test_a_generation_is_published_whole(self, store: Store) -> None:
        with store.writing() as writer:
            writer.publish("s1", 3, {"claims": [("b", b"2"), ("a", b"1")], "copies": [("a", b"3")]})
        with store.view() as view:
            assert view.generation() == Generation(1, "s1", 3)
            assert list(view.rows("claims")) == [("a", b"1"), ("b", b"2")]
            assert list(view.rows("copies")) == [("a", b"3")]
            assert view.row("claims", "b") == b"2"
            assert view.row("copies", "b") is None

    def test_publishing_the_same_rows_is_the_same_generation(self, store: Store) -> None:
        with store.writing() as writer:
            writer.publish("s1", 3, {"claims": [("a", b"1"), ("b", b"2")]})
        with store.writing() as writer:
            writer.publish("s2", 4, {"claims": [("b", b"2"), ("a", b"1")], "copies": []})
        with store.view() as view:
            assert view.generation() == Generation(1, "s2", 4)

    @pytest.mark.parametrize(
        "rows",
        [
            [("a", b"1"), ("b", b"changed")],
            [("a", b"1")],
            [("a", b"1"), ("b", b"2"), ("c", b"3")],
            [("a", b"1"), ("c", b"2")],
            [],
        ],
        ids=["changed", "less", "more", "other", "none"],
    )
    def test_any_difference_is_a_new_generation(self, store: Store, rows: list[Row]) -> None:
        with store.writing() as writer:
            writer.publish("s1", 3, {"claims": [("a", b"1"), ("b", b"2")]})
        with store.writing() as writer:
            writer.publish("s1", 3, {"claims": rows})
        with store.view() as view:
            assert view.generation().number == 2
            assert list(view.rows("claims")) == rows

    def test_a_table_that_is_not_named_is_empty(self, store: Store) -> None:
        with store.writing() as writer:
            writer.publish("s1", 1, {"claims": [("a", b"1")], "copies": [("b", b"2")]})
        with store.writing() as writer:
            writer.publish("s2", 1, {"claims": [("a", b"1")]})
        with store.view() as view:
            assert list(view.rows("copies")) == []
            assert view.generation().number == 2

    def test_changes_of_a_table_leave_its_other_rows(self, store: Store) -> None:
        long = b"x" * CHUNK_BYTES * 3
        with store.writing() as writer:
            writer.publish("s1", 1, {"claims": [("a", b"1"), ("b", long), ("c", b"3")], "copies": [("a", b"4")]})
        with store.writing() as writer:
            changes = Changes(put=[("c", b"new"), ("d", b"5")], drop=["b", "c", "unknown"])
            writer.publish("s2", 1, {"claims": changes, "copies": Changes()})
        with store.view() as view:
            assert list(view.rows("claims")) == [("a", b"1"), ("c", b"new"), ("d", b"5")]
            assert list(view.rows("copies")) == [("a", b"4")]
            assert view.generation().number == 2
        assert store.check() == ()

    def test_changes_that_change_nothing_are_the_same_generation(self, store: Store) -> None:
        with store.writing() as writer:
            writer.publish("s1", 1, {"claims": [("a", b"1")]})
        with store.writing() as writer:
            writer.publish("s2", 2, {"claims": Changes(put=[("a", b"1")], drop=["a", "unknown"])})
        with store.view() as view:
            assert view.generation() == Generation(1, "s2", 2)

    def test_the_first_generation_counts_even_when_empty(self, store: Store) -> None:
        with store.writing() as writer:
            writer.publish("nothing", 0, {})
        with store.view() as view:
            assert view.generation() == Generation(1, "nothing", 0)

    def test_rows_that_fail_on_the_way_leave_the_last_generation(self, store: Store) -> None:
        def torn() -> Iterator[Row]:
            yield "a", b"new"
            raise TornError

        with store.writing() as writer:
            writer.publish("s1", 1, {"claims": [("a", b"1"), ("b", b"2")]})
        with pytest.raises(TornError), store.writing() as writer:
            writer.publish("s2", 1, {"claims": torn()})
        with store.view() as view:
            assert view.generation() == Generation(1, "s1", 1)
            assert list(view.rows("claims")) == [("a", b"1"), ("b", b"2")]

    def test_a_row_published_twice_is_a_bug(self, store: Store) -> None:
        with pytest.raises(OurFault) as caught, store.writing() as writer:
            writer.publish("s", 1, {"claims": [("a", b"1"), ("a", b"1")]})
        assert caught.value.code == "doubled_row"
        with store.view() as view:
            assert view.generation().number == 0
