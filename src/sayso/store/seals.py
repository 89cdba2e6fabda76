"""Seals: a digest of each row's place and body, so that a row changed by another hand is noticed."""

from __future__ import annotations

import hashlib

SEAL_BYTES = 16


def seal(place: tuple[str, ...], body: bytes) -> bytes:
    """The first 16 bytes of SHA-256 over the length-prefixed parts of ``place`` and then ``body``."""
    digest = hashlib.sha256()
    for part in place:
        data = part.encode("utf-8")
        digest.update(len(data).to_bytes(8, "big") + data)
    digest.update(body)
    return digest.digest()[:SEAL_BYTES]
