"""Whether the records in SQLite are as they were written: pages, seals, and nothing left over."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from sayso.store.protocol import Flaw
from sayso.store.queries import queries
from sayso.store.seals import SEAL_BYTES, GenerationSeal, seal
from sayso.store.sqlite_view import owner

_PLACES = (("fact", "facts"), ("words", "words"), ("finding", "findings"))


def flaws(con: sqlite3.Connection) -> Iterator[Flaw]:
    """Everything wrong with the records; reads every byte of them."""
    sql = queries("check")
    for (answer,) in con.execute(sql["integrity"]):
        if answer != "ok":
            yield Flaw("database_damaged", "case.db")
    if con.execute(sql["foreign_keys"]).fetchone():
        yield Flaw("database_damaged", "case.db")
    yield from _small(con)
    used = 0
    for kind, query in _PLACES:
        for first, second, body, chunks, sealed in con.execute(sql[query]):
            place = (kind, str(first), str(second))
            rest = [chunk for (chunk,) in con.execute(sql["chunks"], (owner(*place),))] if chunks else []
            used += len(rest)
            if len(rest) != chunks or not _sealed(place, [body, *rest], sealed):
                yield Flaw("row_changed", "/".join(place))
    if used != con.execute(sql["chunk_count"]).fetchone()[0]:
        yield Flaw("row_added", "chunk")
    row = con.execute(sql["generation"]).fetchone()
    if row and row[3] != _generation_seal(con, *row):
        yield Flaw("generation_changed", f"generation/{row[0]}")


def _generation_seal(con: sqlite3.Connection, number: int, stamp: str, items: int, written: bytes) -> bytes:
    """What the seal of the generation must be, by the rule of whoever wrote it."""
    found = con.execute(queries("check")["finding_seals"])
    if len(written) != SEAL_BYTES:
        return GenerationSeal.over(sealed for _, _, sealed in found).bytes(number, stamp, items)
    rows = hashlib.sha256()  # as it was sealed before sums were kept
    for name, key, sealed in found:
        rows.update(seal((name, key), sealed))
    return seal(("generation", str(number), stamp, str(items)), rows.digest())


def _small(con: sqlite3.Connection) -> Iterator[Flaw]:
    """Items, whose columns repeat what their body says, drops, judgements, what the case keeps about itself."""
    sql = queries("check")
    for name, file, sha256, body, sealed in con.execute(sql["items"]):
        if not _sealed(("item", name, file, sha256), [body], sealed):
            yield Flaw("row_changed", f"item/{name}")
    for label, body, sealed in con.execute(sql["drops"]):
        if not _sealed(("drop", label), [body], sealed):
            yield Flaw("row_changed", "drop")
    for name, body, sealed in con.execute(sql["judgements"]):
        if not _sealed(("judgement", name), [body], sealed):
            yield Flaw("row_changed", f"judgement/{name}")
    for name, value, sealed in con.execute(sql["meta"]):
        if not _sealed(("meta", name), [str(value).encode("utf-8")], sealed):
            yield Flaw("row_changed", f"meta/{name}")


def _sealed(place: tuple[object, ...], body: list[object], sealed: object) -> bool:
    """Whether the seal fits; SQLite keeps any type in any column, so a stranger's row may hold anything."""
    pieces = [piece for piece in body if isinstance(piece, bytes)]
    whole = len(pieces) == len(body) and all(isinstance(part, str) for part in place)
    return whole and seal(tuple(map(str, place)), b"".join(pieces)) == sealed
