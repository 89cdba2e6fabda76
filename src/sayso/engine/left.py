"""A case without some of its items, as if they had never been added: what goes out, what was known before a drop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sayso.model.item import Drop, Item
from sayso.model.judgement import Judgement
from sayso.store.memory import MemoryStore, MemoryWriter
from sayso.store.protocol import Generation, Row, View


class LeftStore:
    """The records of a case without some items; facts and findings made over the rest stay in memory."""

    def __init__(self, base: View, hidden: frozenset[str]) -> None:
        self._base = base
        self._hidden = hidden
        self._made = MemoryStore()

    @contextmanager
    def view(self) -> Iterator[_LeftView]:
        """A snapshot for as long as the block lasts."""
        with self._made.view() as made:
            yield _LeftView(self._base, self._hidden, made)

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter]:
        """A transaction on what is made over the rest."""
        with self._made.writing() as writer:
            yield writer

    def fold(self) -> None:
        """Nothing to do."""

    def compact(self) -> None:
        """Nothing to do."""

    def check(self) -> tuple[()]:
        """Nothing of its own to check."""
        return ()

    def close(self) -> None:
        """Nothing to let go of."""


class _LeftView:
    """One view without some items, as if they had never been added."""

    def __init__(self, base: View, hidden: frozenset[str], made: View) -> None:
        self._base = base
        self._hidden = hidden
        self._made = made

    def items(self) -> Iterator[Item]:
        return (item for item in self._base.items() if item.id not in self._hidden)

    def item(self, id: str) -> Item | None:  # noqa: A002 - the noun is id everywhere
        return None if id in self._hidden else self._base.item(id)

    def drops(self) -> tuple[Drop, ...]:
        used = {item.drop for item in self.items()}
        return tuple(drop for drop in self._base.drops() if drop.label in used)

    def judgements(self) -> tuple[Judgement, ...]:
        return self._base.judgements()

    def fact(self, stage: str, key: str) -> bytes | None:
        return self._made.fact(stage, key) or self._base.fact(stage, key)

    def fact_keys(self, stage: str) -> Iterator[str]:
        return iter(sorted({*self._made.fact_keys(stage), *self._base.fact_keys(stage)}))

    def has_facts(self, stage: str, keys: Iterable[str]) -> set[str]:
        asked = list(keys)
        return self._made.has_facts(stage, asked) | self._base.has_facts(stage, asked)

    def words(self, reading: str, page: int) -> bytes:
        return self._base.words(reading, page)

    def generation(self) -> Generation:
        return self._made.generation()

    def row(self, table: str, id: str) -> bytes | None:  # noqa: A002
        return self._made.row(table, id)

    def rows(self, table: str) -> Iterator[Row]:
        return self._made.rows(table)

    def meta(self, name: str) -> str | None:
        return self._base.meta(name)
