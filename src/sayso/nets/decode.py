"""Reads labels off a network's scores: the best legal sequence, and the spans it marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

OUT = 0
"""Label of a piece that belongs to nothing; role ``r`` (from 0) begins with ``2r + 1``, goes on with ``2r + 2``."""


class Run(NamedTuple):
    """Pieces ``[start, end)`` that carry one role, with the mean probability of their labels."""

    role: int
    start: int
    end: int
    confidence: float


def _legal(labels: int) -> NDArray[np.bool_]:
    """``legal[a, b]``: whether label b may follow label a ("goes on" only after its own role)."""
    legal = np.ones((labels, labels), dtype=bool)
    for inside in range(2, labels, 2):
        legal[:, inside] = False
        legal[inside - 1, inside] = legal[inside, inside] = True
    return legal


def best_path(scores: Scores) -> NDArray[np.int64]:
    """The legal label sequence with the highest sum (Viterbi, 1967).

    ``scores``: [N, T, K] log-scores of N sequences of T pieces over K labels. Returns [N, T]. O(N T K) where each
    piece's own best label makes a legal sequence, as it mostly does; else O(N T K^2).
    """
    path: NDArray[np.int64] = scores.argmax(axis=2)
    legal = _legal(scores.shape[2])
    broken = ~legal[path[:, :-1], path[:, 1:]].all(axis=1) | ~legal[OUT, path[:, 0]]
    if broken.any():
        path[broken] = _viterbi(scores[broken])
    return path


def _viterbi(scores: Scores) -> NDArray[np.int64]:
    n, length, labels = scores.shape
    bar = np.where(_legal(labels), 0.0, -1e9).astype(np.float32)
    total = scores[:, 0].copy()
    total[:, 2::2] -= 1e9
    back = np.zeros((n, length, labels), dtype=np.int64)
    for t in range(1, length):
        step = total[:, :, None] + bar
        back[:, t] = step.argmax(axis=1)
        total = step.max(axis=1) + scores[:, t]
    path = np.zeros((n, length), dtype=np.int64)
    path[:, -1] = total.argmax(axis=1)
    for t in range(length - 1, 0, -1):
        path[:, t - 1] = np.take_along_axis(back[:, t], path[:, t, None], axis=1)[:, 0]
    return path


def runs(path: Sequence[int] | NDArray[np.int64], scores: Scores) -> Iterator[Run]:
    """The spans that one label sequence marks.

    ``path``: [T] labels. ``scores``: [T, K] log-probabilities of the same sequence.
    """
    start = None
    for t, label in enumerate([*map(int, path), OUT]):
        if start is not None and (label == OUT or label % 2 == 1):
            chosen = [float(scores[k, int(path[k])]) for k in range(start, t)]
            yield Run((int(path[start]) - 1) // 2, start, t, float(np.exp(np.mean(chosen))))
            start = None
        if label % 2 == 1:
            start = t


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    top = scores.max(axis=-1, keepdims=True)
    out: Scores = scores - top - np.log(np.exp(scores - top).sum(axis=-1, keepdims=True))
    return out
