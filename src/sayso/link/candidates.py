"""Which texts share shingles: the one join over the whole pile, as a function that can be replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from sayso.link.fingerprint import Hashes

COMMON = 24
"""A shingle in more texts than this links them in a chain and to the first of them, not each with each."""
_BATCH_ROWS = 500_000
_FETCH_ROWS = 50_000

_PAIRS = f"""
WITH df AS (SELECT hash, count(*) AS n FROM shingle GROUP BY hash HAVING count(*) > 1),
few AS (SELECT s.hash, s.text FROM shingle s JOIN df ON s.hash = df.hash AND df.n <= {COMMON}),
many AS (SELECT s.text AS b,
                lag(s.text) OVER (PARTITION BY s.hash ORDER BY s.text) AS before,
                first_value(s.text) OVER (PARTITION BY s.hash ORDER BY s.text) AS first
         FROM shingle s JOIN df ON s.hash = df.hash AND df.n > {COMMON}),
links AS (
    SELECT x.text AS a, y.text AS b FROM few x JOIN few y ON x.hash = y.hash AND x.text < y.text
    UNION ALL SELECT before, b FROM many WHERE before IS NOT NULL
    UNION ALL SELECT first, b FROM many WHERE first < b AND first < before)
SELECT a, b FROM links GROUP BY a, b HAVING count(*) >= ? ORDER BY a, b
"""  # noqa: S608 - the one thing put in is a whole number above


def candidate_pairs(
    texts: Iterable[tuple[int, Hashes]], tmp: Path, *, least: int = 1, memory: str = "512MB"
) -> Iterator[tuple[int, int]]:
    """Pairs (a, b), a < b, of numbered texts that share ``least`` hashes, in order; a function of the set of texts.

    Spills to ``tmp``; cost grows with the shingles, not with the square of the texts that share one.
    """
    with duckdb.connect(":memory:", config=_config(tmp, memory)) as join:
        join.execute("CREATE TABLE shingle (hash UBIGINT, text UINTEGER)")
        for hashes, numbers in _batches(texts):
            join.register("batch", {"hash": hashes, "number": numbers})
            join.execute("INSERT INTO shingle SELECT hash, number FROM batch")
            join.unregister("batch")
        join.execute(_PAIRS, [least])
        while rows := join.fetchmany(_FETCH_ROWS):
            yield from rows


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
