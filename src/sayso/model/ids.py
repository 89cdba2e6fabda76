"""Names made from content: the same thing has the same id in every case, on every machine, in any order of arrival."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

Field = str | bytes | int | None | Iterable["Field"]

SHORT_CHARS = 6
"""Letters of an id that open a citation key."""


def make_id(*fields: Field) -> str:
    """The id of ``fields``: the first 16 bytes of SHA-256 over length-prefixed, type-tagged fields, in base32.

    26 letters of ``A-Z2-7``. No two different lists of fields give the same bytes to the digest.
    """
    digest = hashlib.sha256()
    for field in fields:
        digest.update(_tagged(field))
    return base64.b32encode(digest.digest()[:16]).decode("ascii").rstrip("=")


def sha256_hex(data: bytes | str) -> str:
    """SHA-256 of bytes, or of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()


def _tagged(field: Field) -> bytes:
    if field is None:
        return _prefixed(b"n", b"")
    if isinstance(field, str):
        return _prefixed(b"s", field.encode("utf-8", "surrogatepass"))
    if isinstance(field, bytes):
        return _prefixed(b"b", field)
    if isinstance(field, int):
        return _prefixed(b"i", str(int(field)).encode("ascii"))
    return _prefixed(b"l", b"".join(_tagged(inner) for inner in field))


def _prefixed(tag: bytes, data: bytes) -> bytes:
    return tag + len(data).to_bytes(8, "big") + data
