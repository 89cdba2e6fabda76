"""Which texts may have words in common, and what each such pair is: the facts of pairs brought up to date.

Links between texts are taken from the join over the pile where it is new, and from the index of shingles where only
a few texts came or went; both come to the same pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.engine.linking.live import Pile
from sayso.engine.linking.texts import Touched, drop_pair
from sayso.engine.linkwork import Comparing, Workers, compared
from sayso.link.align import Alignment
from sayso.link.candidates import Linked, Numbers, Text, changed_links, joined, near
from sayso.link.families import Pairs
from sayso.link.fingerprint import Hashes
from sayso.link.sieve import MOST_HITS, Rows, Sieve, Weak
from sayso.model.codec import from_bytes, to_bytes
from sayso.store.links import LinkIndex
from sayso.store.protocol import Row, Store

_BUCKET_SHIFT = np.uint64(48)
"""Shingles are kept in 65,536 buckets by their first bits."""
_PAIRS, _BYTES = 128, 8 << 20
"""A task holds so many pairs, or so many bytes of readings."""
_BATCH = 500
"""Facts written in one transaction; a kill costs no more than these."""

Open = tuple[int, int, str, str]
"""A pair not compared yet: two texts and the contents that stand for them."""


class Portion(NamedTuple):
    """So many pairs, behind a pair."""

    pairs: int
    after: tuple[int, int] = (-1, -1)


def relink(index: LinkIndex, pile: Pile, touched: Touched, tmp: Path) -> None:
    """Brings the links between texts up to date with the texts that came and went."""
    if touched.whole:
        _link_all(index, pile, tmp)
        return
    postings = _Postings(index)
    for text in touched.dead:
        postings.turn(text, _hashes(index, pile, text), gone=True)
    for text in touched.born:
        postings.turn(text, _hashes(index, pile, text), gone=False)
    postings.write()
    for (a, b), change in sorted(postings.changes.items()):
        index.do("link_pair", a, b, change)
        row = index.one("unlinked", a, b) if change <= 0 else None
        if row is not None:
            drop_pair(index, a, b, touched, tied=row[0])
            index.do("drop_pair", a, b)
    index.many("drop_text", ((text,) for text in touched.dead))


def compare(
    index: LinkIndex,
    pile: Pile,
    store: Store,
    touched: Touched,
    workers: Workers,
    portion: Portion,
    progress: Callable[[int], None],
) -> Portion:
    """Finds out what the next pairs are that were not compared yet; how many it were, and the last of them.

    Facts that are kept are taken as they are. ``progress`` is told how many are done.
    """
    asked: deque[list[Open]] = deque()
    done, last = 0, portion.after
    new: list[Row] = []
    for facts in workers.in_order(compared, _tasks(index, pile, asked, portion)):
        found = dict(facts)
        batch = asked.popleft()
        for a, b, one, other in batch:
            key = pile.pair_key(one, other)
            data = found.get(key) or pile.fact("align", key)
            _note(index, pile, (a, b), from_bytes(data, Alignment), touched)
        new += facts
        done, last = done + len(batch), batch[-1][:2]
        if len(new) >= _BATCH:
            _write(store, new)
            new = []
            progress(done)
    _write(store, new)
    progress(done)
    return Portion(done, last)


def _write(store: Store, facts: list[Row]) -> None:
    if facts:
        with store.writing() as writer:
            writer.put_facts("align", facts)


def _hashes(index: LinkIndex, pile: Pile, text: int) -> Hashes:
    return np.unique(pile.fingerprint(index.value("content", text)).arrays()[0])


def _link_all(index: LinkIndex, pile: Pile, tmp: Path) -> None:
    texts = index.all("texts")
    with Rows(tmp) as words, joined(_hashed(pile, texts, words), tmp) as join:
        sieve = words.sieve()
        for linked in join.links():
            index.many("put_pair", _compared_in_full(linked, sieve))
        for hashes, numbers in join.postings():
            index.many("put_bucket", _buckets(hashes, numbers))


def _hashed(pile: Pile, texts: list[tuple[int, str]], words: Rows) -> Iterator[Text]:
    for number, content in texts:
        found = pile.fingerprint(content)
        words.add(found.numbers())
        yield Text(number, *found.arrays())


def _compared_in_full(linked: Linked, sieve: Sieve) -> Iterator[tuple[int, int, int]]:
    """The pairs of which something can come; the others are not even noted."""
    passed = linked.several | (linked.number > MOST_HITS)
    weak = np.flatnonzero(~passed)
    passed[weak] = sieve.passed(Weak(linked.a[weak], linked.b[weak], linked.hits_a[weak], linked.hits_b[weak]))
    yield from zip(*(column[passed].tolist() for column in linked[:3]), strict=True)


def _buckets(hashes: Hashes, numbers: Numbers) -> Iterator[tuple[int, int, bytes]]:
    found, starts = np.unique(hashes >> _BUCKET_SHIFT, return_index=True)
    ends = [*starts[1:].tolist(), len(hashes)]
    for bucket, first, last in zip(found.tolist(), starts.tolist(), ends[: len(found)], strict=True):
        yield bucket, last - first, _packed(hashes[first:last], numbers[first:last])


def _packed(hashes: Hashes, numbers: Numbers) -> bytes:
    return hashes.astype("<u8").tobytes() + numbers.astype("<u4").tobytes()


class _Postings:
    """The texts behind each shingle, in the order of their digests; buckets are read when asked for."""

    def __init__(self, index: LinkIndex) -> None:
        self._index = index
        self._buckets: dict[int, tuple[Hashes, Numbers]] = {}
        self._digests: dict[int, str] = {}
        self.changes: Counter[tuple[int, int]] = Counter()
        """How many more shingles link a pair than before."""

    def turn(self, text: int, hashes: Hashes, *, gone: bool) -> None:
        """Puts a text in under its shingles, or takes it out from under them."""
        for value in hashes:
            bucket = int(value >> _BUCKET_SHIFT)
            there, numbers = self._bucket(bucket)
            first, last = (int(np.searchsorted(there, value, side)) for side in ("left", "right"))
            place = bisect_left(range(first, last), self._digest(text), key=lambda k: self._digest(int(numbers[k])))
            if not gone:
                there, numbers = np.insert(there, first + place, value), np.insert(numbers, first + place, text)
                last += 1
            self._count(numbers[first:last], place, -1 if gone else 1)
            if gone:
                there, numbers = np.delete(there, first + place), np.delete(numbers, first + place)
            self._buckets[bucket] = there, numbers

    def write(self) -> None:
        """Keeps the buckets that were read."""
        rows = ((bucket, len(hashes), _packed(hashes, n)) for bucket, (hashes, n) in sorted(self._buckets.items()))
        self._index.many("put_bucket", rows)

    def _count(self, holders: Numbers, place: int, sign: int) -> None:
        part = near(place, len(holders))
        brought, broken = changed_links(holders[part].tolist(), place - part.start, len(holders))
        for pair in brought:
            self.changes[pair] += sign
        for pair in broken:
            self.changes[pair] -= sign

    def _bucket(self, number: int) -> tuple[Hashes, Numbers]:
        if number not in self._buckets:
            row = self._index.one("bucket", number)
            count, data = row or (0, b"")
            self._buckets[number] = np.frombuffer(data, "<u8", count), np.frombuffer(data, "<u4", count, 8 * count)
        return self._buckets[number]

    def _digest(self, text: int) -> str:
        if text not in self._digests:
            self._digests[text] = self._index.value("digest", text)
        return self._digests[text]


def _tasks(index: LinkIndex, pile: Pile, asked: deque[list[Open]], portion: Portion) -> Iterator[Comparing]:
    """Pairs to compare, a task at a time; what each task is about is noted in ``asked``, known pairs included."""
    most, after = portion
    while most > 0 and (rows := index.all("open_pairs", *after, min(_PAIRS, most))):
        keys = [pile.pair_key(one, other) for _, _, one, other in rows]
        known = pile.view.has_facts("align", keys)
        readings: dict[str, bytes] = {}
        pairs: list[tuple[str, str, str]] = []
        taken = 0
        for row, key in zip(rows, keys, strict=True):
            if key not in known:
                for content in row[2:]:
                    if content not in readings:
                        readings[content] = pile.packed(content)
                pairs.append((key, row[2], row[3]))
            taken += 1
            if sum(map(len, readings.values())) > _BYTES:
                break
        batch = rows[:taken]
        after = batch[-1][:2]
        most -= taken
        asked.append(batch)
        prints = {content: pile.fact("fingerprint", pile.print_key(content)) for content in readings}
        yield Comparing(tuple(pairs), readings, prints)


def _note(index: LinkIndex, pile: Pile, pair: tuple[int, int], found: Alignment, touched: Touched) -> None:
    facts = Pairs()
    facts.note((0, 1), found)
    tie = facts.ties.get((0, 1))
    index.do("set_tie", to_bytes(tie) if tie else b"", *pair)
    least = pile.settings.passage_words
    runs = [run for _, _, run in facts.runs if run.reaches(least)]
    index.many("put_run", ((*pair, n, to_bytes(run)) for n, run in enumerate(runs)))
    if not touched.whole:
        if tie or runs:
            touched.families.update(pair)
        if runs:
            touched.passages.update(pair)
