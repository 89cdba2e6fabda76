"""The join over the pile."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.candidates import COMMON, candidate_pairs
from sayso.link.groups import components


def pairs(texts: dict[int, set[int]], tmp: Path, least: int = 1) -> list[tuple[int, int]]:
    rows = ((n, np.array(sorted(hashes), np.uint64)) for n, hashes in texts.items())
    return list(candidate_pairs(rows, tmp, least=least))


def test_texts_that_share_enough_hashes_are_paired(tmp_path: Path) -> None:
    texts = {0: {1, 2, 3}, 1: {3, 4}, 2: {5}, 3: {1, 2}}
    assert pairs(texts, tmp_path) == [(0, 1), (0, 3)]
    assert pairs(texts, tmp_path, least=2) == [(0, 3)]


def test_a_line_in_every_text_costs_pairs_in_proportion_and_still_joins_them_all(tmp_path: Path) -> None:
    count = 40 * COMMON
    found = pairs({n: {7, 1_000_000 + n} for n in range(count)}, tmp_path)
    assert len(found) <= 2 * count
    assert len(components(range(count), found)) == 1


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 6), max_size=4), max_size=8), st.randoms())
def test_the_order_of_texts_changes_nothing(texts: dict[int, set[int]], random: object) -> None:
    turned = list(texts.items())
    random.shuffle(turned)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as tmp:
        found = pairs(texts, Path(tmp))
        assert found == pairs(dict(turned), Path(tmp))
    shared = {(a, b) for a in texts for b in texts if a < b and texts[a] & texts[b]}
    assert set(found) == shared


def test_many_shingles_are_joined_some_at_a_time_to_the_same_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = 0x9E3779B97F4A7C15
    texts = {n: {(k * spread) % 2**64 for k in range(n, n + 5)} for n in range(3 * COMMON)}
    texts |= {3 * COMMON + n: {spread, 17 + n} for n in range(2 * COMMON)}
    at_once = pairs(texts, tmp_path)
    monkeypatch.setattr("sayso.link.candidates._BATCH_ROWS", 90)
    assert pairs(texts, tmp_path) == at_once
