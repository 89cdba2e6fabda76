"""Which texts share shingles: the one join over the whole pile, and the same links one text at a time.

What one shingle links is decided by the texts that have it and by nothing else: each with each where they are few,
and where they are many each with the next ones in their order. So a text that comes or goes changes only links of its
own shingles, and of these only those beside it; the join and the single steps come to the same pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt

from sayso.link.fingerprint import Hashes
from sayso.link.seeds import Places

COMMON = 24
"""A shingle in more texts than this links each with its next ones alone, not each with each."""
REACH = 2
"""So many next ones."""
_BATCH_ROWS = 500_000
SEVERAL = 0xFFFFFFFF
"""In place of the word where a hash stands: it stands at several, or nobody said where."""
_PARTS = 16
"""So many tables hold the shingles of a large pile, by their highest bits: one is joined and given back at a time."""

_SHIFT = 60
"""The part of a shingle is its highest four bits."""

Numbers = npt.NDArray[np.uint32]
Links = set[tuple[int, int]]


class Text(NamedTuple):
    """The hashes of a numbered text, and the words they begin with where these are asked for again."""

    number: int
    hashes: Hashes
    places: Places | None = None


class Linked(NamedTuple):
    """Pairs of texts a < b in order, with how many hashes link each, and where one or two do, at which words.

    Where ``several`` holds, or more hashes link a pair, the words are not all that there are.
    """

    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]
    number: npt.NDArray[np.int64]
    hits_a: npt.NDArray[np.int64]
    """Two columns: the words in the first text."""
    hits_b: npt.NDArray[np.int64]
    several: npt.NDArray[np.bool_]


_HITS = f"""
INSERT INTO hit
WITH df AS (SELECT hash, count(*) AS n FROM {{part}} GROUP BY hash HAVING count(*) > 1),
few AS (SELECT s.* FROM {{part}} s JOIN df ON s.hash = df.hash AND df.n <= {COMMON}),
many AS (SELECT s.text AS b, s.place AS y,
                lag(s.text, 1) OVER w AS one, lag(s.place, 1) OVER w AS x_one,
                lag(s.text, 2) OVER w AS two, lag(s.place, 2) OVER w AS x_two
         FROM {{part}} s JOIN df ON s.hash = df.hash AND df.n > {COMMON}
         WINDOW w AS (PARTITION BY s.hash ORDER BY s.text))
SELECT x.text AS a, y.text AS b, x.place AS x, y.place AS y
FROM few x JOIN few y ON x.hash = y.hash AND x.text < y.text
UNION ALL SELECT one, b, x_one, y FROM many WHERE one IS NOT NULL
UNION ALL SELECT two, b, x_two, y FROM many WHERE two IS NOT NULL
"""  # noqa: S608 - what is put in are whole numbers and the names of tables above
_LINKS = f"""
WITH place AS (SELECT a, b, (x::UBIGINT << 32) | y AS words, x = {SEVERAL} OR y = {SEVERAL} AS several
               FROM hit WHERE a >= ? AND a < ?)
SELECT a, b, count(*)::UINTEGER AS n, min(words) AS first, max(words) AS last, bool_or(several) AS several
FROM place GROUP BY a, b ORDER BY a, b
"""  # noqa: S608
_POSTINGS = "SELECT hash, text FROM {part} ORDER BY hash, text"


class Join:
    """The shingles of numbered texts, brought together on disk."""

    def __init__(self, rows: duckdb.DuckDBPyConnection, count: int, parts: Sequence[str]) -> None:
        self._rows, self._count, self._parts = rows, count, parts
        self._linked = False

    def links(self) -> Iterator[Linked]:
        """Every pair that a hash links, some texts at a time."""
        if not self._linked:
            self._find_hits()
            self._linked = True
        step = max(1, self._count // _PARTS)
        for first in range(0, self._count, step):
            found = self._rows.execute(_LINKS, [first, first + step]).fetchnumpy()
            at = np.stack((np.asarray(found["first"], np.uint64), np.asarray(found["last"], np.uint64)), axis=1)
            yield Linked(
                np.asarray(found["a"], np.int64),
                np.asarray(found["b"], np.int64),
                np.asarray(found["n"], np.int64),
                (at >> np.uint64(32)).astype(np.int64),
                (at & np.uint64(SEVERAL)).astype(np.int64),
                np.asarray(found["several"], bool),
            )

    def _find_hits(self) -> None:
        """Which texts each shingle links, some shingles at a time, so that memory does not grow with the pile."""
        self._rows.execute("CREATE TABLE hit (a UINTEGER, b UINTEGER, x UINTEGER, y UINTEGER)")
        for part in self._parts:
            self._rows.execute(_HITS.format(part=part))

    def postings(self) -> Iterator[tuple[Hashes, Numbers]]:
        """Every shingle with every text that has it, in order, a part at a time."""
        for part in self._parts:
            found = self._rows.execute(_POSTINGS.format(part=part)).fetchnumpy()
            yield np.asarray(found["hash"], np.uint64), np.asarray(found["text"], np.uint32)


@contextmanager
def joined(texts: Iterable[Text], tmp: Path, memory: str = "512MB") -> Iterator[Join]:
    """The join of ``texts``, a function of their set.

    Spills to ``tmp``; cost grows with the shingles, not with the square of the texts that share one.
    """
    with duckdb.connect(":memory:", config=_config(tmp, memory)) as rows:
        rows.execute(f"CREATE TABLE {_part(0)} (hash UBIGINT, text UINTEGER, place UINTEGER)")
        count, parts = 0, [_part(0)]
        for n, (hashes, numbers, places) in enumerate(_batches(texts)):
            if n == 1:  # there is more than one batch: from here on each shingle goes to its own part
                parts += _parted(rows)
            for part, own in zip(parts, _shared_out(hashes, len(parts)), strict=True):
                batch = {"hash": hashes[own], "number": numbers[own], "place": places[own]}
                rows.register("batch", batch)
                rows.execute(f"INSERT INTO {part} SELECT hash, number, place FROM batch")  # noqa: S608 - a name of ours
                rows.unregister("batch")
            count = max(count, int(numbers.max(initial=0)) + 1)
        yield Join(rows, count, parts)


def _part(number: int) -> str:
    return f"shingle_{number}"


def _parted(rows: duckdb.DuckDBPyConnection) -> list[str]:
    """Takes the first table apart; the names of the further ones, in the order of the hashes they hold."""
    further = [_part(k) for k in range(1, _PARTS)]
    for k, part in enumerate(further, 1):
        rows.execute(f"CREATE TABLE {part} AS SELECT * FROM {_part(0)} WHERE hash >> {_SHIFT} = {k}")  # noqa: S608
    rows.execute(f"DELETE FROM {_part(0)} WHERE hash >> {_SHIFT} > 0")  # noqa: S608
    return further


def _shared_out(hashes: Hashes, parts: int) -> Iterator[npt.NDArray[np.intp]]:
    """Where the hashes of each part stand."""
    if parts == 1:
        yield np.arange(len(hashes))
        return
    own = (hashes >> np.uint64(_SHIFT)).astype(np.int64)
    yield from (np.flatnonzero(own == k) for k in range(parts))


def candidate_pairs(texts: Iterable[tuple[int, Hashes]], tmp: Path, *, least: int = 1) -> Iterator[tuple[int, int]]:
    """Pairs (a, b), a < b, of numbered texts that ``least`` shared hashes link, in order."""
    with joined((Text(number, hashes) for number, hashes in texts), tmp) as join:
        for found in join.links():
            enough = found.number >= least
            yield from zip(found.a[enough].tolist(), found.b[enough].tolist(), strict=True)


def near(place: int, count: int) -> slice:
    """Of ``count`` texts with one shingle, in order, those whose links the one at ``place`` can change."""
    return slice(0, count) if count <= COMMON + 1 else slice(max(0, place - REACH), place + REACH + 1)


def changed_links(texts: Sequence[int], place: int, count: int) -> tuple[Links, Links]:
    """Links of one shingle that the text at ``place`` among ``texts`` brings, and those it breaks.

    ``texts`` are those ``near`` it, in order, with itself; ``count`` is how many there are in all.
    """
    after = _chained(texts, count)
    before = _chained([*texts[:place], *texts[place + 1 :]], count - 1)
    return after - before, before - after


def _chained(texts: Sequence[int], count: int) -> Links:
    reach = count if count <= COMMON else REACH
    return {(a, b) for k, a in enumerate(texts) for b in texts[k + 1 : k + 1 + reach]}


def _config(tmp: Path, memory: str) -> dict[str, Any]:
    return {
        "memory_limit": memory,
        "temp_directory": str(tmp),
        "threads": 1,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "enable_external_access": "true",  # it would refuse to spill without
    }


def _batches(texts: Iterable[Text]) -> Iterator[tuple[Hashes, Numbers, Numbers]]:
    waiting: list[tuple[int, Hashes, Numbers]] = []
    rows = 0
    for text in texts:
        distinct, firsts, times = np.unique(text.hashes, return_index=True, return_counts=True)
        places = np.full(len(distinct), SEVERAL, np.uint32)
        if text.places is not None:
            places = np.where(times > 1, places, text.places[firsts]).astype(np.uint32)
        waiting.append((text.number, distinct, places))
        rows += len(distinct)
        if rows >= _BATCH_ROWS:
            yield _columns(waiting)
            waiting, rows = [], 0
    if waiting:
        yield _columns(waiting)


def _columns(waiting: list[tuple[int, Hashes, Numbers]]) -> tuple[Hashes, Numbers, Numbers]:
    numbers = np.repeat([number for number, _, _ in waiting], [len(hashes) for _, hashes, _ in waiting])
    hashes, places = (np.concatenate([row[k] for row in waiting]) for k in (1, 2))
    return hashes, numbers.astype(np.uint32), places
