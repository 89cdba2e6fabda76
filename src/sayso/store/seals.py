"""Seals: a digest of each row's place and body, so that a row changed by another hand is noticed.

A generation is sealed over the sum of its rows' seals, each of which holds the row's place: a few rows more or less
change the sum without the others being read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple, Self

SEAL_BYTES = 16


def seal(place: tuple[str, ...], body: bytes) -> bytes:
    """The first 16 bytes of SHA-256 over the length-prefixed parts of ``place`` and then ``body``."""
    digest = hashlib.sha256()
    for part in place:
        data = part.encode("utf-8")
        digest.update(len(data).to_bytes(8, "big") + data)
    digest.update(body)
    return digest.digest()[:SEAL_BYTES]


class GenerationSeal(NamedTuple):
    """The sum of the seals of all findings; written with a seal of its own over it and what the generation says."""

    sum: int = 0

    @classmethod
    def over(cls, seals: Iterable[bytes]) -> Self:
        """Of all rows, by their seals."""
        return cls(sum(int.from_bytes(one, "big") for one in seals) % (1 << 8 * SEAL_BYTES))

    @classmethod
    def read(cls, written: bytes) -> Self | None:
        """As it was written; None where an older Sayso wrote it otherwise."""
        return cls(int.from_bytes(written[:SEAL_BYTES], "big")) if len(written) == 2 * SEAL_BYTES else None

    def plus(self, grown: int) -> Self:
        """With rows more or less."""
        return self._replace(sum=(self.sum + grown) % (1 << 8 * SEAL_BYTES))

    def bytes(self, number: int, stamp: str, items: int) -> bytes:
        """As it is written for a generation."""
        rows = self.sum.to_bytes(SEAL_BYTES, "big")
        return rows + seal(("generation", str(number), stamp, str(items)), rows)
