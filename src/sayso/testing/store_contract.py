# ruff: noqa: D102, PT012 - the names of tests are their sentences; a transaction is the block under test
"""What every store promises, as tests: subclass ``StoreContract`` with a fixture ``store`` and run pytest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import OurFault, SaysoError
from sayso.model.item import Drop, Item, item_id
from sayso.model.judgement import Anchor, judged
from sayso.store.protocol import Generation, Store
from sayso.testing.publish_contract import CHUNK_BYTES, PublishContract, TornError

__all__ = ["CHUNK_BYTES", "StoreContract", "an_item"]

_SHA = "0" * 64


def an_item(file: str, *, sha256: str = _SHA, status: str = "read") -> Item:
    """An item for tests."""
    return Item(id=item_id(file, sha256), file=file, sha256=sha256, bytes=1, status=status)  # type: ignore[arg-type]


class StoreContract(PublishContract):
    """The promises. The fixture ``store`` gives an empty store, open for writing, with chunks of ``CHUNK_BYTES``."""

    def test_an_empty_store_knows_nothing(self, store: Store) -> None:
        with store.view() as view:
            assert list(view.items()) == []
            assert view.item("A") is None
            assert view.drops() == ()
            assert view.judgements() == ()
            assert view.fact("read", "A") is None
            assert list(view.fact_keys("read")) == []
            assert view.has_facts("read", ["A"]) == set()
            assert view.words("A", 1) == b""
            assert view.generation() == Generation(0, "", 0)
            assert view.row("claims", "A") is None
            assert list(view.rows("claims")) == []
            assert view.meta("x") is None

    def test_items_come_back_whole_and_in_order_of_their_files(self, store: Store) -> None:
        items = [an_item(file) for file in ("é/b.txt", "Z.txt", "a b.txt", "a.txt", "\U0001f600.txt", "a/c!d%21.txt")]
        with store.writing() as writer:
            writer.put_items(items)
        with store.view() as view:
            assert list(view.items()) == sorted(items, key=lambda item: item.file)
            assert [view.item(item.id) for item in items] == items

    def test_items_of_one_file_are_in_order_of_their_ids(self, store: Store) -> None:
        items = [an_item("same.txt", sha256=f"{number:064x}") for number in range(5)]
        with store.writing() as writer:
            writer.put_items(items)
        with store.view() as view:
            assert list(view.items()) == sorted(items, key=lambda item: item.id)

    def test_an_item_put_again_takes_the_place_of_the_first(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_items([an_item("a.txt", status="waiting"), an_item("b.txt", status="waiting")])
            writer.put_items([an_item("a.txt", status="read")])
        with store.view() as view:
            assert [(item.file, item.status) for item in view.items()] == [("a.txt", "read"), ("b.txt", "waiting")]

    def test_dropped_items_are_gone_and_strangers_are_passed_over(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_items([an_item("a.txt"), an_item("b.txt")])
        with store.writing() as writer:
            writer.drop_items([an_item("a.txt").id, "NOBODY"])
        with store.view() as view:
            assert [item.file for item in view.items()] == ["b.txt"]

    def test_drops_come_back_by_label(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_drop(Drop(label="MIKE", on="2024-05-01", terms="old"))
            writer.put_drop(Drop(label="ALFA", on="2024-05-02"))
            writer.put_drop(Drop(label="MIKE", on="2024-05-03", terms="no names"))
        with store.view() as view:
            assert view.drops() == (
                Drop(label="ALFA", on="2024-05-02"),
                Drop(label="MIKE", on="2024-05-03", terms="no names"),
            )
        with store.writing() as writer:
            writer.forget_drops(["ALFA", "NOBODY"])
        with store.view() as view:
            assert [drop.label for drop in view.drops()] == ["MIKE"]

    def test_judgements_come_back_whole_by_id_and_never_change(self, store: Store) -> None:
        first = judged("item:a.txt", "set aside", by="AB", at="2024-05-01", anchors=(Anchor(digest="d"),))
        then = judged("item:a.txt", "set aside", by="AB", at="2024-05-02", supersedes=first.id, withdrawn=True)
        with store.writing() as writer:
            writer.put_judgements([first, then, replace(first, why="another hand")])
        with store.view() as view:
            assert view.judgements() == tuple(sorted((first, then), key=lambda j: j.id))
        with store.writing() as writer:
            writer.forget_judgements([first.id, "NOBODY"])
        with store.view() as view:
            assert view.judgements() == (then,)

    def test_a_transaction_that_raises_leaves_nothing(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("read", [("kept", b"1")])
        with pytest.raises(TornError), store.writing() as writer:
            writer.put_items([an_item("a.txt")])
            writer.put_judgements([judged("item:a.txt", "set aside", by="AB", at="2024-05-01")])
            writer.put_facts("read", [("lost", b"2")])
            writer.keep_only_facts("read", set())
            writer.publish("s", 1, {"claims": [("x", b"1")]})
            writer.put_meta("name", "value")
            raise TornError
        with store.view() as view:
            assert list(view.items()) == []
            assert list(view.fact_keys("read")) == ["kept"]
            assert view.generation().number == 0
            assert view.meta("name") is None

    def test_after_a_failed_transaction_the_next_works(self, store: Store) -> None:
        with pytest.raises(TornError), store.writing():
            raise TornError
        with store.writing() as writer:
            writer.put_meta("name", "value")
        with store.view() as view:
            assert view.meta("name") == "value"

    def test_a_transaction_inside_another_is_refused(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_meta("outer", "kept")
            with pytest.raises(OurFault) as caught, store.writing():
                pass
            assert caught.value.code == "nested_writing"
        with store.view() as view:
            assert view.meta("outer") == "kept"

    def test_a_view_stays_as_it_was_when_it_opened(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_items([an_item("a.txt")])
            writer.publish("one", 1, {"claims": [("x", b"1")]})
        with store.view() as before:
            with store.writing() as writer:
                writer.put_items([an_item("b.txt")])
                writer.publish("two", 2, {"claims": [("y", b"2")]})
                with store.view() as meanwhile:
                    assert [item.file for item in meanwhile.items()] == ["a.txt"]
            assert [item.file for item in before.items()] == ["a.txt"]
            assert list(before.rows("claims")) == [("x", b"1")]
            assert before.generation().stamp == "one"
            with store.view() as after:
                assert [item.file for item in after.items()] == ["a.txt", "b.txt"]
                assert list(after.rows("claims")) == [("y", b"2")]

    def test_rows_can_be_read_while_others_are_written(self, store: Store) -> None:
        rows = [(f"{number:03}", b"old") for number in range(200)]
        with store.writing() as writer:
            writer.publish("one", 1, {"claims": rows})
        with store.view() as view:
            reading = view.rows("claims")
            assert next(reading) == rows[0]
            with store.writing() as writer:
                writer.publish("two", 1, {"claims": [(name, b"new") for name, _ in rows]})
            assert list(reading) == rows[1:]

    def test_a_fact_never_changes(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("read", [("k", b"first"), ("k", b"second")])
        with store.writing() as writer:
            writer.put_facts("read", [("k", b"third" * 100), ("l", b"other")])
            writer.put_facts("extract", [("k", b"of another stage")])
        with store.view() as view:
            assert view.fact("read", "k") == b"first"
            assert view.fact("read", "l") == b"other"
            assert view.fact("extract", "k") == b"of another stage"

    def test_which_facts_are_there(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("read", [("b", b""), ("a", b"1")])
            writer.put_facts("align", [("c", b"1")])
        with store.view() as view:
            assert view.has_facts("read", iter(["a", "b", "c", "a"])) == {"a", "b"}
            assert list(view.fact_keys("read")) == ["a", "b"]
            assert view.fact("read", "b") == b""

    def test_word_boxes_are_kept_a_page(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_words("r", [(1, b"one"), (3, b"three")])
            writer.put_words("r", [(1, b"again")])
        with store.view() as view:
            assert [view.words("r", page) for page in (1, 2, 3)] == [b"one", b"", b"three"]
            assert view.words("s", 1) == b""

    def test_only_the_facts_to_keep_are_kept(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("read", [(key, key.encode() * CHUNK_BYTES * 2) for key in "abcd"])
            writer.put_facts("align", [("a", b"1")])
            for key in "abcd":
                writer.put_words(key, [(1, b"w" * CHUNK_BYTES * 3), (2, b"w")])
        with store.writing() as writer:
            assert writer.keep_only_facts("read", {"b", "d", "unknown"}) == 2
        with store.view() as view:
            assert list(view.fact_keys("read")) == ["b", "d"]
            assert view.fact("read", "d") == b"d" * CHUNK_BYTES * 2
            assert view.fact("align", "a") == b"1"
            assert [key for key in "abcd" if view.words(key, 1) or view.words(key, 2)] == ["b", "d"]

    def test_word_boxes_stay_when_another_stage_forgets(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("align", [("a", b"1")])
            writer.put_words("r", [(1, b"w")])
            assert writer.keep_only_facts("align", set()) == 1
        with store.view() as view:
            assert view.words("r", 1) == b"w"

    def test_a_forgotten_fact_can_be_found_again(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("read", [("a", b"x" * CHUNK_BYTES * 3)])
        with store.writing() as writer:
            writer.keep_only_facts("read", set())
        with store.writing() as writer:
            writer.put_facts("read", [("a", b"y" * CHUNK_BYTES * 2)])
        with store.view() as view:
            assert view.fact("read", "a") == b"y" * CHUNK_BYTES * 2

    @pytest.mark.parametrize("extra", [-1, 0, 1, CHUNK_BYTES, 5 * CHUNK_BYTES + 1, -CHUNK_BYTES])
    def test_a_body_of_any_length_comes_back(self, store: Store, extra: int) -> None:
        body = bytes(number % 251 for number in range(CHUNK_BYTES + extra))
        with store.writing() as writer:
            writer.put_facts("read", [("k", body), ("l", body[::-1])])
            writer.put_words("k", [(1, body)])
            writer.publish("s", 1, {"claims": [("a", body), ("b", body[::-1])]})
        with store.view() as view:
            assert (view.fact("read", "k"), view.fact("read", "l")) == (body, body[::-1])
            assert view.words("k", 1) == body
            assert view.row("claims", "b") == body[::-1]
            assert list(view.rows("claims")) == [("a", body), ("b", body[::-1])]
        assert store.check() == ()

    def test_a_long_row_can_become_short_and_long_again(self, store: Store) -> None:
        bodies = [b"x" * CHUNK_BYTES * 3, b"short", b"y" * CHUNK_BYTES * 4, b"y" * CHUNK_BYTES * 4 + b"z"]
        for number, body in enumerate(bodies, 1):
            with store.writing() as writer:
                writer.publish("s", 1, {"claims": [("a", body)]})
            with store.view() as view:
                assert view.row("claims", "a") == body
                assert view.generation().number == number
        with store.writing() as writer:
            writer.publish("s", 1, {})
        assert store.check() == ()

    @pytest.mark.parametrize(
        "name", ["", "a\0b", "a", "A", "%2F", "a/b", "ʼ\u202e", "é", "e\u0301", "\U0001f600", "' OR 1"]
    )
    def test_any_name_is_a_name_of_its_own(self, store: Store, name: str) -> None:
        long = b"n" * CHUNK_BYTES * 2
        others = {"b", "a/", "/b", "%", "a%2Fb", "a\0", "a\0c"} - {name}
        with store.writing() as writer:
            writer.put_facts("read", [(other, other.encode() * CHUNK_BYTES) for other in sorted(others)])
            writer.put_facts("read", [(name, long)])
            writer.put_facts(name, [("read", b"turned round")])
            writer.put_meta(name, name)
            writer.publish(name, 1, {name: [(name, long)]})
        with store.view() as view:
            assert view.fact("read", name) == long
            assert view.fact(name, "read") == b"turned round"
            assert view.meta(name) == name
            assert list(view.rows(name)) == [(name, long)]
            assert [view.fact("read", other) for other in others] == [other.encode() * CHUNK_BYTES for other in others]
        assert store.check() == ()

    def test_places_do_not_run_into_one_another(self, store: Store) -> None:
        pairs = [("a", "b/c"), ("a/b", "c"), ("a%2Fb", "c"), ("a", "b%2Fc")]
        with store.writing() as writer:
            for number, (stage, key) in enumerate(pairs):
                writer.put_facts(stage, [(key, bytes([number]) * CHUNK_BYTES * 2)])
        with store.view() as view:
            found = [view.fact(stage, key) for stage, key in pairs]
        assert found == [bytes([number]) * CHUNK_BYTES * 2 for number in range(len(pairs))]

    @pytest.mark.parametrize("where", ["item", "fact", "meta", "finding", "drop"])
    def test_half_a_character_is_refused_and_nothing_kept(self, store: Store, where: str) -> None:
        torn = "\ud800"
        with pytest.raises((UnicodeEncodeError, SaysoError)), store.writing() as writer:
            writer.put_meta("before", "x")
            if where == "item":
                writer.put_items([an_item(torn)])
            elif where == "fact":
                writer.put_facts("read", [(torn, b"1")])
            elif where == "meta":
                writer.put_meta("name", torn)
            elif where == "drop":
                writer.put_drop(Drop(label="A", on="2024-01-01", terms=torn))
            else:
                writer.publish("s", 1, {"claims": [(torn, b"1")]})
        with store.view() as view:
            assert view.meta("before") is None

    def test_meta_is_kept_and_replaced(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_meta("salt", "one")
            writer.put_meta("salt", "two")
        with store.view() as view:
            assert view.meta("salt") == "two"

    def test_compacting_changes_nothing_that_is_remembered(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_items([an_item("a.txt"), an_item("b.txt")])
            writer.put_facts("read", [("a", b"x" * CHUNK_BYTES * 3), ("b", b"y")])
            writer.publish("s", 2, {"claims": [("c", b"1")]})
        with store.writing() as writer:
            writer.drop_items([an_item("a.txt").id])
            writer.keep_only_facts("read", {"b"})
        store.compact()
        with store.view() as view:
            assert [item.file for item in view.items()] == ["b.txt"]
            assert list(view.fact_keys("read")) == ["b"]
            assert list(view.rows("claims")) == [("c", b"1")]
        with store.writing() as writer:
            writer.put_facts("read", [("c", b"after")])
        with store.view() as view:
            assert view.fact("read", "c") == b"after"
        assert store.check() == ()

    def test_folding_hinders_no_view_and_loses_nothing(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_facts("read", [("a", b"x" * CHUNK_BYTES * 3)])
        with store.view() as view:
            store.fold()
            assert view.fact("read", "a") == b"x" * CHUNK_BYTES * 3
            with store.writing() as writer:
                writer.put_facts("read", [("b", b"y")])
            store.fold()
            assert list(view.fact_keys("read")) == ["a"]
        with store.view() as view:
            assert list(view.fact_keys("read")) == ["a", "b"]

    def test_closing_twice_is_closing_once(self, store: Store) -> None:
        store.close()
        store.close()
