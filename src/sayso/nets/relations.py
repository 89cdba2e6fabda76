"""The relations network: whether two contents say the same, one part of the other, or what cannot both be so."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, Protocol

import numpy as np

from sayso.model.span import Span
from sayso.nets.session import session
from sayso.nets.tokens import CLS, SEP, pieces

NETWORK = "relations.onnx"
SIDE_PIECES = 64
"""Pieces of one content that are read, as in training; what stands behind them is not seen."""


class Relation(NamedTuple):
    """Chances, in hundredths, that the first says all of the second, and the reverse; of opposition; of one matter."""

    forward: float
    backward: float
    against: float
    topic: float

    @property
    def same(self) -> float:
        """The chance that each says all of the other."""
        return min(self.forward, self.backward)

    @property
    def part(self) -> float:
        """The chance that one of them says all of the other."""
        return max(self.forward, self.backward)

    def turned(self) -> Relation:
        """The same about the second and the first."""
        return Relation(self.backward, self.forward, self.against, self.topic)


class Relater(Protocol):
    """Whatever tells what two contents are to each other."""

    digest: str

    def relate(self, a: str, b: str) -> Relation:
        """What ``a`` is to ``b``; ``relate(b, a)`` is the same turned."""
        ...


class NetworkRelater:
    """The shipped network: one int8 ONNX graph on one thread."""

    def __init__(self, graph: bytes) -> None:
        self.digest = _digest(graph)
        self._session = session(graph)

    def relate(self, a: str, b: str) -> Relation:
        """What ``a`` is to ``b``; pairs are read one by one, so that none depends on its neighbours."""
        first, second = sorted((a, b))
        one, other = _side(first), _side(second)
        ids = np.array([[CLS, *one, SEP, *other, SEP]], dtype=np.int64)
        sides = np.array([[0] * (len(one) + 2) + [1] * (len(other) + 1)], dtype=np.int64)
        scores: Sequence[float] = self._session.run(None, {"ids": ids, "sides": sides})[0]
        found = Relation(*(round(float(1 / (1 + np.exp(-s))), 2) for s in scores))
        return found if a == first else found.turned()


@lru_cache(maxsize=20_000)
def _side(text: str) -> tuple[int, ...]:
    return tuple(pieces(text, Span(0, len(text))).ids[:SIDE_PIECES])


@lru_cache(maxsize=1)
def load_relater() -> NetworkRelater:
    """The relater of the shipped network; about 0.2 s and 60 MB, once a process."""
    return NetworkRelater(_graph())


@lru_cache(maxsize=1)
def shipped_relations_digest() -> str:
    """Digest of the shipped network without loading it."""
    return _digest(_graph())


def _graph() -> bytes:
    return files("sayso.nets").joinpath("data", NETWORK).read_bytes()


def _digest(graph: bytes) -> str:
    return hashlib.sha256(graph).hexdigest()
