from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.nets.decode import best_path, log_softmax, runs


def legal(path: tuple[int, ...]) -> bool:
    return all(b % 2 == 1 or b == 0 or a in (b, b - 1) for a, b in zip((0, *path), path, strict=False))


@given(st.integers(0, 10_000), st.integers(1, 4), st.sampled_from([3, 5]))
def test_the_best_path_is_the_best_of_all_legal_ones(seed: int, length: int, labels: int) -> None:
    scores: NDArray[np.float32] = np.random.default_rng(seed).normal(size=(length, labels)).astype(np.float32)
    every = [p for p in itertools.product(range(labels), repeat=length) if legal(p)]
    best = max(every, key=lambda p: sum(float(scores[t, k]) for t, k in enumerate(p)))
    assert tuple(best_path(scores[None])[0]) == best


def test_runs_begin_end_and_keep_their_role() -> None:
    scores = log_softmax(np.zeros((7, 5), dtype=np.float32))
    found = [(r.role, r.start, r.end) for r in runs([1, 2, 0, 3, 3, 4, 4], scores)]
    assert found == [(0, 0, 2), (1, 3, 4), (1, 4, 7)]


def test_a_run_is_as_sure_as_its_labels() -> None:
    scores = log_softmax(np.array([[0, 4, 0], [0, 0, 4]], dtype=np.float32))
    (run,) = runs([1, 2], scores)
    assert 0.9 < run.confidence < 1
