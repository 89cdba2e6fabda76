"""The one codec: records to bytes and back, checked against their types on the way in."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_json = msgspec.json.Encoder(order="deterministic")
_pack = msgspec.msgpack.Encoder(order="deterministic")


def to_json(record: Any) -> bytes:
    """``record`` as compact JSON in UTF-8; equal records give equal bytes."""
    return _json.encode(record)


def to_bytes(record: Any) -> bytes:
    """``record`` as msgpack; equal records give equal bytes."""
    return _pack.encode(record)


def from_json(data: bytes | str, shape: type[T]) -> T:
    """The record of type ``shape`` that JSON ``data`` holds.

    :raises msgspec.DecodeError: where data is not JSON, or not of that shape.
    """
    return msgspec.json.decode(data, type=shape)


def from_bytes(data: bytes, shape: type[T]) -> T:
    """The record of type ``shape`` that msgpack ``data`` holds.

    :raises msgspec.DecodeError: where data is not msgpack, or not of that shape.
    """
    return msgspec.msgpack.decode(data, type=shape)


def plain(record: Any) -> Any:
    """``record`` as dicts, lists and scalars."""
    return msgspec.to_builtins(record)
