"""The findings of the last whole generation, as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from sayso.engine.records import damaged
from sayso.engine.stages import extraction_key
from sayso.model.codec import from_bytes
from sayso.model.findings import Claim, Copy, Entity, Passage
from sayso.model.statement import Extraction, Statement
from sayso.settings import Settings
from sayso.store.protocol import View

T = TypeVar("T", Claim, Copy, Entity, Passage, Statement)

TABLE_OF: dict[type, str] = {
    Statement: "statements",
    Entity: "entities",
    Copy: "copies",
    Passage: "passages",
    Claim: "claims",
}


def found(view: View, shape: type[T]) -> Iterator[T]:
    """Every finding of one kind, by id.

    :raises OurFault: ``damaged_fact`` where a row is not what it should be.
    """
    for key, data in view.rows(TABLE_OF[shape]):
        yield _decoded(key, data, shape)


def one(view: View, shape: type[T], id: str) -> T | None:  # noqa: A002 - the noun is id everywhere
    """The finding of that id; None where there is none.

    :raises OurFault: ``damaged_fact``.
    """
    data = view.row(TABLE_OF[shape], id)
    return None if data is None else _decoded(id, data, shape)


def extraction(view: View, content: str, settings: Settings) -> Extraction:
    """What was extracted from the content with this digest; empty where nothing was yet, or extraction broke.

    :raises OurFault: ``damaged_fact``.
    """
    key = extraction_key(content, settings)
    data = view.fact("extract", key)
    if data is None:
        return Extraction()
    try:
        return from_bytes(data, Extraction)
    except msgspec.DecodeError as error:
        raise damaged(key) from error


class Statements(Mapping[str, Statement]):
    """The statements by id, read as they are asked for."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getitem__(self, id: str) -> Statement:  # noqa: A002
        statement = one(self._view, Statement, id)
        if statement is None:
            raise KeyError(id)
        return statement

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._view.rows(TABLE_OF[Statement]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _decoded(key: str, data: bytes, shape: type[T]) -> T:
    try:
        return from_bytes(data, shape)
    except msgspec.DecodeError as error:
        raise damaged(key) from error
