"""The store in memory: the same promises without a disk, for tests and for what is not meant to last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sayso.model.codec import to_bytes
from sayso.model.item import Drop, Item
from sayso.model.judgement import Judgement
from sayso.store import faults
from sayso.store.protocol import READINGS, Changes, Flaw, Generation, Row, Tables


@dataclass(frozen=True, slots=True)
class _State:
    """Everything a store holds; a state once committed is never changed, so that a view needs no lock."""

    items: dict[str, Item] = field(default_factory=dict)
    drops: dict[str, Drop] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    facts: dict[tuple[str, str], bytes] = field(default_factory=dict)
    words: dict[tuple[str, int], bytes] = field(default_factory=dict)
    findings: dict[str, dict[str, bytes]] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    generation: Generation = field(default_factory=Generation)


class MemoryStore:
    """A store that ends with its process; each transaction copies its tables of references."""

    def __init__(self) -> None:
        self._state = _State()
        self._busy = False

    @contextmanager
    def view(self) -> Iterator[MemoryView]:
        """A snapshot for as long as the block lasts."""
        yield MemoryView(self._state)

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter]:
        """A transaction: kept whole when the block ends, forgotten whole when it raises."""
        if self._busy:
            raise faults.nested_writing()
        writer = MemoryWriter(self._state)
        self._busy = True
        try:
            yield writer
            self._state = writer.state
        finally:
            self._busy = False

    def fold(self) -> None:
        """Nothing to do: all is read equally quickly."""

    def compact(self) -> None:
        """Nothing to do: what is forgotten has no file to stay in."""

    def check(self) -> tuple[Flaw, ...]:
        """Nothing: nobody else can reach it."""
        return ()

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryView:
    """What was committed when the view opened."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def items(self) -> Iterator[Item]:
        """Every item, sorted by file, then id."""
        yield from sorted(self._state.items.values(), key=lambda item: (item.file, item.id))

    def item(self, id: str) -> Item | None:  # noqa: A002
        """The item of that id."""
        return self._state.items.get(id)

    def drops(self) -> tuple[Drop, ...]:
        """Every drop, sorted by label."""
        return tuple(drop for _, drop in sorted(self._state.drops.items()))

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, sorted by id."""
        return tuple(judgement for _, judgement in sorted(self._state.judgements.items()))

    def fact(self, stage: str, key: str) -> bytes | None:
        """What a stage found under a key."""
        return self._state.facts.get((stage, key))

    def fact_keys(self, stage: str) -> Iterator[str]:
        """The keys of all facts of a stage, sorted."""
        yield from sorted(key for of, key in self._state.facts if of == stage)

    def has_facts(self, stage: str, keys: Iterable[str]) -> set[str]:
        """Those of ``keys`` under which the stage has a fact."""
        return {key for key in keys if (stage, key) in self._state.facts}

    def words(self, reading: str, page: int) -> bytes:
        """The packed word boxes of a page; empty where it has none."""
        return self._state.words.get((reading, page), b"")

    def generation(self) -> Generation:
        """The last whole generation of findings."""
        return self._state.generation

    def row(self, table: str, id: str) -> bytes | None:  # noqa: A002
        """One finding of the last whole generation."""
        return self._state.findings.get(table, {}).get(id)

    def rows(self, table: str) -> Iterator[Row]:
        """Every finding of a table, sorted by id."""
        yield from sorted(self._state.findings.get(table, {}).items())

    def meta(self, name: str) -> str | None:
        """A word the case keeps about itself."""
        return self._state.meta.get(name)


class MemoryWriter:
    """One transaction on copies of the tables."""

    def __init__(self, state: _State) -> None:
        self.state = _State(
            items=dict(state.items),
            drops=dict(state.drops),
            judgements=dict(state.judgements),
            facts=dict(state.facts),
            words=dict(state.words),
            findings=state.findings,  # replaced whole by publish, never edited
            meta=dict(state.meta),
            generation=state.generation,
        )

    def put_items(self, items: Iterable[Item]) -> None:
        """Inserts items, or replaces those of the same id."""
        for item in items:
            to_bytes(item)  # what could not be kept on disk is refused here too
            self.state.items[item.id] = item

    def drop_items(self, ids: Iterable[str]) -> None:
        """Forgets items."""
        for name in ids:
            self.state.items.pop(name, None)

    def put_drop(self, drop: Drop) -> None:
        """Inserts a drop, or replaces that of the same label."""
        to_bytes(drop)
        self.state.drops[drop.label] = drop

    def forget_drops(self, labels: Iterable[str]) -> None:
        """Forgets drops."""
        for label in labels:
            self.state.drops.pop(label, None)

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Inserts judgements; one whose id is there already is passed over."""
        for judgement in judgements:
            to_bytes(judgement)
            self.state.judgements.setdefault(judgement.id, judgement)

    def forget_judgements(self, ids: Iterable[str]) -> None:
        """Forgets judgements."""
        for name in ids:
            self.state.judgements.pop(name, None)

    def put_facts(self, stage: str, rows: Iterable[Row]) -> None:
        """Inserts facts; one whose key is there already is passed over."""
        for key, body in rows:
            self.state.facts.setdefault((_text(stage), _text(key)), body)

    def put_words(self, reading: str, pages: Iterable[tuple[int, bytes]]) -> None:
        """Inserts word boxes; pages that are there already are passed over."""
        for page, body in pages:
            self.state.words.setdefault((_text(reading), page), body)

    def keep_only_facts(self, stage: str, keys: set[str]) -> int:
        """Forgets every fact of a stage but those of ``keys``; word boxes go with their readings."""
        doomed = [place for place in self.state.facts if place[0] == stage and place[1] not in keys]
        for place in doomed:
            del self.state.facts[place]
        if stage == READINGS:
            for page in [page for page in self.state.words if page[0] not in keys]:
                del self.state.words[page]
        return len(doomed)

    def publish(self, stamp: str, items: int, tables: Tables) -> None:
        """Makes ``tables`` the findings of the case."""
        there = self.state.findings
        findings = {_text(name): kept for name, rows in tables.items() if (kept := _table(rows, there.get(name, {})))}
        before = self.state.generation
        number = before.number + (findings != self.state.findings or not before.number)
        self.state = replace(self.state, findings=findings, generation=Generation(number, _text(stamp), items))

    def put_meta(self, name: str, value: str) -> None:
        """Keeps a word about the case."""
        self.state.meta[_text(name)] = _text(value)


def _table(rows: Iterable[Row] | Changes, there: dict[str, bytes]) -> dict[str, bytes]:
    """Rows by id; those that were ``there`` go on where ``rows`` only says what changes.

    :raises OurFault: ``doubled_row`` where an id stands twice.
    """
    if isinstance(rows, Changes):
        dropped = set(rows.drop)
        return {key: body for key, body in there.items() if key not in dropped} | _table(rows.put, {})
    out: dict[str, bytes] = {}
    for key, body in rows:
        if key in out:
            raise faults.doubled_row()
        out[_text(key)] = body
    return out


def _text(text: str) -> str:
    """``text``, once it is sure that a disk could keep it.

    :raises UnicodeEncodeError: where it holds half of a surrogate pair.
    """
    text.encode("utf-8")
    return text
