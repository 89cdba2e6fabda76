"""Which texts share shingles: the one join over the whole pile, and the same links one text at a time.

What one shingle links is decided by the texts that have it and by nothing else: each with each where they are few,
and where they are many each with the next ones in their order. So a text that comes or goes changes only links of its
own shingles, and of these only those beside it; the join and the single steps come to the same pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from sayso.link.fingerprint import Hashes

COMMON = 24
"""A shingle in more texts than this links each with its next ones alone, not each with each."""
REACH = 2
"""So many next ones."""
_BATCH_ROWS = 500_000
_FETCH_ROWS = 50_000
_PARTS = 16
"""So many pieces in which the shingles are given back, so that a few million are in memory at once."""

Numbers = npt.NDArray[np.uint32]
Links = set[tuple[int, int]]

_PAIRS = f"""
WITH df AS (SELECT hash, count(*) AS n FROM shingle GROUP BY hash HAVING count(*) > 1),
few AS (SELECT s.hash, s.text FROM shingle s JOIN df ON s.hash = df.hash AND df.n <= {COMMON}),
many AS (SELECT s.text AS b, lag(s.text, 1) OVER w AS one, lag(s.text, 2) OVER w AS two
         FROM shingle s JOIN df ON s.hash = df.hash AND df.n > {COMMON}
         WINDOW w AS (PARTITION BY s.hash ORDER BY s.text)),
links AS (
    SELECT x.text AS a, y.text AS b FROM few x JOIN few y ON x.hash = y.hash AND x.text < y.text
    UNION ALL SELECT one, b FROM many WHERE one IS NOT NULL
    UNION ALL SELECT two, b FROM many WHERE two IS NOT NULL)
SELECT a, b, count(*) FROM links GROUP BY a, b HAVING count(*) >= ? ORDER BY a, b
"""  # noqa: S608 - the one thing put in is a whole number above
_POSTINGS = "SELECT hash, text FROM shingle WHERE hash >> 60 = ? ORDER BY hash, text"


class Join:
    """The shingles of numbered texts, brought together on disk."""

    def __init__(self, rows: duckdb.DuckDBPyConnection) -> None:
        self._rows = rows

    def links(self, least: int = 1) -> Iterator[tuple[int, int, int]]:
        """Pairs (a, b), a < b, that ``least`` shingles link, with how many do, in order."""
        self._rows.execute(_PAIRS, [least])
        while rows := self._rows.fetchmany(_FETCH_ROWS):
            yield from rows

    def postings(self) -> Iterator[tuple[Hashes, Numbers]]:
        """Every shingle with every text that has it, in order, a part at a time."""
        for part in range(_PARTS):
            found = self._rows.execute(_POSTINGS, [part]).fetchnumpy()
            yield np.asarray(found["hash"], np.uint64), np.asarray(found["text"], np.uint32)


@contextmanager
def joined(texts: Iterable[tuple[int, Hashes]], tmp: Path, memory: str = "512MB") -> Iterator[Join]:
    """The join of ``texts``, a function of their set.

    Spills to ``tmp``; cost grows with the shingles, not with the square of the texts that share one.
    """
    with duckdb.connect(":memory:", config=_config(tmp, memory)) as rows:
        rows.execute("CREATE TABLE shingle (hash UBIGINT, text UINTEGER)")
        for hashes, numbers in _batches(texts):
            rows.register("batch", {"hash": hashes, "number": numbers})
            rows.execute("INSERT INTO shingle SELECT hash, number FROM batch")
            rows.unregister("batch")
        yield Join(rows)


def candidate_pairs(texts: Iterable[tuple[int, Hashes]], tmp: Path, *, least: int = 1) -> Iterator[tuple[int, int]]:
    """Pairs (a, b), a < b, of numbered texts that ``least`` shared hashes link, in order."""
    with joined(texts, tmp) as join:
        for a, b, _ in join.links(least):
            yield a, b


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


def _batches(texts: Iterable[tuple[int, Hashes]]) -> Iterator[tuple[Hashes, Any]]:
    waiting: list[tuple[int, Hashes]] = []
    rows = 0
    for number, hashes in texts:
        distinct = np.unique(hashes)
        waiting.append((number, distinct))
        rows += len(distinct)
        if rows >= _BATCH_ROWS:
            yield _columns(waiting)
            waiting, rows = [], 0
    if waiting:
        yield _columns(waiting)


def _columns(waiting: list[tuple[int, Hashes]]) -> tuple[Hashes, Any]:
    numbers = np.repeat([number for number, _ in waiting], [len(hashes) for _, hashes in waiting])
    return np.concatenate([hashes for _, hashes in waiting]), numbers.astype(np.uint32)
