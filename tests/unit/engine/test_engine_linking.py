"""Linking one document at a time comes to the same as linking what is left at once."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import chain, starmap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engine.linking import pairs as pairs_of_linking
from sayso.link.candidates import Text, joined
from sayso.model.item import Item
from sayso.store.links import LinkIndex
from sayso.store.memory import MemoryStore
from sayso.store.sqlite import SqliteStore

sys.path.insert(0, str(Path(__file__).parent.parent / "link"))

from link_pile import Pile, said

FORM = "this sheet is to be handed in at the harbour office before noon on the first day of each month"
NAMES = "anchor barrel crane dock engine ferry gauge hatch iron jetty keel lamp mast net oar pilot quay rope sail tug"


def sheet(number: int) -> tuple[str, str | None]:
    """A small invented text and its publisher; neighbours are versions of one another, and all bear a form line."""
    draw = random.Random(number // 4)
    words = [f"{draw.choice(NAMES.split())}{draw.randrange(40)}" for _ in range(60)]
    shared = [f"{name}{(number // 8) % 3}" for name in NAMES.split()[:14]]
    version = number % 4
    if version == 1:
        words[30] = "4500"
    if version == 2:
        words = words[10:50]
    head = [] if version == 3 else FORM.split()
    text = " ".join([*head, *words, *(shared if number % 3 else []), f"sheet {number}" if version else ""])
    publisher = f"House {number % 2}" if number % 5 == 0 else None
    return ("" if number == 13 else text), publisher


def add(pile: Pile, number: int) -> None:
    text, publisher = sheet(number)
    words = text.split()
    told = " ".join(words[2:9])
    statements = (said(text, "Ida Holm", told),) if number % 6 == 0 and told else ()
    pile.add(f"{number}.txt", text, *statements, publisher=publisher, published=f"2001-01-{1 + number % 20:02}")


@pytest.fixture(params=["memory", "sqlite"])
def stores(request: pytest.FixtureRequest) -> Iterator[object]:
    """Makes stores; those on disk are closed at the end."""
    opened = []

    def make(folder: Path) -> MemoryStore | SqliteStore:
        if request.param == "memory":
            return MemoryStore()
        opened.append(SqliteStore(folder / f"{len(opened)}.db", write=True))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def pile_in(folder: Path, stores: object) -> Pile:
    return Pile(folder, store=stores(folder))  # type: ignore[operator]


@pytest.mark.parametrize("seed", range(3))
def test_a_pile_that_grew_and_shrank_is_linked_like_a_fresh_one(tmp_path: Path, stores: object, seed: int) -> None:
    """More texts than ``COMMON`` share a line now and then, so that its links change as well as grow."""
    draw = random.Random(seed)
    winding = pile_in(tmp_path, stores)
    there: set[int] = set(draw.sample(range(48), 32))
    for number in sorted(there):
        add(winding, number)
    for _ in range(9):
        for number in draw.sample(range(48), draw.choice((1, 1, 3, 9))):
            add(winding, number) if number not in there else winding.remove(f"{number}.txt")
            there ^= {number}
        winding.settle()
    straight = pile_in(tmp_path, stores)
    for number in sorted(there, reverse=True):
        add(straight, number)
    expected = straight.settle().findings()
    assert all(expected.values())
    assert winding.findings() == expected
    assert winding.store.check() == ()


def test_one_more_document_reads_few_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pile = Pile(tmp_path)
    for number in range(3, 40, 4):
        add(pile, number)
    pile.settle()
    asked: list[tuple[str, ...]] = []
    real = pairs_of_linking.compared
    monkeypatch.setattr(pairs_of_linking, "compared", lambda task: asked.extend(task.pairs) or real(task))
    add(pile, 43)
    pile.settle()
    assert 0 < len(asked) < 4
    assert {content for _, *both in asked for content in both} < {one.content for one in _items(pile)}
    with pile.store.view() as view:
        assert len(asked) < len(list(view.fact_keys("align")))


def test_an_index_that_does_not_fit_is_made_anew(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    for number in range(9):
        add(pile, number)
    expected = pile.settle().findings()
    add(pile, 10), pile.settle()
    (pile.derived / "links.db").write_bytes(b"SQLite format 3\0 and nothing sound")
    pile.remove("10.txt")
    assert pile.settle().findings() == expected
    (pile.derived / "links.db").unlink()
    add(pile, 10)
    pile.settle().remove("10.txt")
    assert pile.settle().findings() == expected


def test_an_interrupted_linking_leaves_the_last_generation_and_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = Pile(tmp_path)
    for number in range(9):
        add(pile, number)
    before = pile.settle().findings()
    add(pile, 10)
    with monkeypatch.context() as patch:
        patch.setattr(LinkIndex, "keep", _interrupted)
        with pytest.raises(InterruptedError):
            pile.settle()
    pile.remove("10.txt")
    assert pile.settle().findings() == before
    add(pile, 10)
    with monkeypatch.context() as patch:
        patch.setattr(pairs_of_linking, "_note", _interrupted)
        with pytest.raises(InterruptedError):
            pile.settle()
    assert pile.findings() == before


def _items(pile: Pile) -> list[Item]:
    with pile.store.view() as view:
        return list(view.items())


def _interrupted(*_: object) -> None:
    raise InterruptedError


texts = st.lists(st.sets(st.integers(0, 5), min_size=1, max_size=4), min_size=1, max_size=70)


@settings(max_examples=25, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_links_found_one_by_one_are_those_of_the_join(hashes: list[set[int]], draw: random.Random) -> None:
    """Texts come in any order, and some go again; digests order them."""
    arrays = [np.array(sorted(h), np.uint64) * np.uint64(1 << 60) for h in hashes]
    order = list(range(len(hashes)))
    draw.shuffle(order)
    gone = set(draw.sample(order, len(order) // 3))
    with LinkIndex(None, "", "") as index:
        for number in order:
            index.do("put_text", number, f"{number:04}", "")
        postings = pairs_of_linking._Postings(index)
        for number in order:
            postings.turn(number, arrays[number], gone=False)
        for number in sorted(gone):
            postings.turn(number, arrays[number], gone=True)
        found = {pair: count for pair, count in postings.changes.items() if count}
    left = [(n, array) for n, array in enumerate(arrays) if n not in gone]
    with tempfile.TemporaryDirectory() as tmp, joined(starmap(Text, left), Path(tmp)) as join:
        rows = (zip(*(column.tolist() for column in part[:3]), strict=True) for part in join.links())
        assert found == {(a, b): n for a, b, n in chain.from_iterable(rows)}
        assert Counter(n for _, numbers in join.postings() for n in numbers.tolist()) == {n: len(a) for n, a in left}
