"""What ``bench/passages.py`` is measured against: MinHash over windows of words, and a suffix array of the whole pile.

Every one answers with pairs of documents and the characters they share, as far as it can tell them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

Pair = tuple[int, int]
Share = tuple[int, int, int, int]
Found = dict[Pair, list[Share]]

WINDOW, STEP = 48, 16
"""Words of a window and from one to the next: whole documents with one passage in common are too unlike for MinHash."""
THRESHOLD, PERMUTATIONS, GRAM = 0.5, 64, 3
LEAST = 60
"""Characters that are equal in a row, about twelve words."""
MANY = 24
_WORD = re.compile(r"\w+")


def _windows(texts: Sequence[str]) -> Iterator[tuple[int, int, int, list[str]]]:
    for number, text in enumerate(texts):
        words = list(_WORD.finditer(text))
        for first in range(0, max(1, len(words) - WINDOW + STEP), STEP):
            inside = words[first : first + WINDOW]
            if inside:
                yield number, inside[0].start(), inside[-1].end(), [w.group().lower() for w in inside]


def _grams(words: list[str]) -> set[bytes]:
    return {" ".join(words[k : k + GRAM]).encode() for k in range(max(1, len(words) - GRAM + 1))}


def _paired(buckets: dict[Any, list[tuple[int, int, int]]]) -> Found:
    """Windows that fell into one bucket, each pair of documents with each pair of windows once."""
    out: dict[Pair, set[Share]] = defaultdict(set)
    for rows in buckets.values():
        if 1 < len(rows) <= MANY:
            for k, (a, a0, a1) in enumerate(rows):
                for b, b0, b1 in rows[k + 1 :]:
                    if a != b:
                        low, high = sorted(((a, a0, a1), (b, b0, b1)))
                        out[low[0], high[0]].add((low[1], low[2], high[1], high[2]))
    return {pair: sorted(shares) for pair, shares in out.items()}


def datasketch(texts: Sequence[str]) -> Found:
    """``datasketch``: MinHash and LSH over windows."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - only where it is there

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    out: dict[Pair, set[Share]] = defaultdict(set)
    for b, b0, b1, words in _windows(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(list(_grams(words)))
        for a, a0, a1 in lsh.query(sketch):
            if a != b:
                out[a, b].add((a0, a1, b0, b1))
        lsh.insert((b, b0, b1), sketch)
    return {pair: sorted(shares) for pair, shares in out.items()}


def text_dedup(texts: Sequence[str]) -> Found:
    """``text-dedup``: its MinHash and bands over windows."""
    import numpy as np  # noqa: PLC0415
    from text_dedup.minhash import embed_func  # noqa: PLC0415
    from text_dedup.utils import optimal_param, xxh3_32hash  # noqa: PLC0415

    bands, rows = optimal_param(THRESHOLD, PERMUTATIONS, 0.5, 0.5)
    ranges = [(k * rows, (k + 1) * rows) for k in range(bands)]
    prime, most = np.uint64((1 << 61) - 1), np.uint32((1 << 32) - 1)
    draw = np.random.RandomState(42)
    permutations = tuple(draw.randint(low, int(prime), PERMUTATIONS, dtype=np.uint64) for low in (1, 0))
    buckets: dict[Any, list[tuple[int, int, int]]] = defaultdict(list)
    for number, start, end, words in _windows(texts):
        found = embed_func(
            content=" ".join(words), idx=number, num_perm=PERMUTATIONS, ngram_size=GRAM, min_length=0,
            hashranges=ranges, permutations=permutations, hash_func=xxh3_32hash, dtype=np.uint64,
            max_hash=most, modulo_prime=prime,
        )  # fmt: skip
        for band, value in enumerate(found["__signatures__"]):
            buckets[band, value].append((number, start, end))
    return _paired(buckets)


def suffix_array(texts: Sequence[str]) -> Found:
    """``pydivsufsort``: a suffix array and common prefixes; equal letters in a row, case and line ends made one."""
    import numpy as np  # noqa: PLC0415
    from pydivsufsort import divsufsort, kasai  # noqa: PLC0415

    encoded = [re.sub(r"\s", " ", text).lower().encode("latin-1", "replace") for text in texts]
    whole = b"\n".join(encoded)
    starts = np.cumsum([0, *(len(e) + 1 for e in encoded[:-1])])
    order = divsufsort(whole)
    common = kasai(whole, order)
    breaks = np.array([*(starts[1:] - 1), len(whole)])
    home = np.searchsorted(starts, order, "right") - 1
    common = np.minimum(common, np.minimum(breaks[home] - order, np.append((breaks[home] - order)[1:], 0)))
    out: dict[Pair, set[Share]] = defaultdict(set)
    for k in np.flatnonzero((common >= LEAST) & (home != np.append(home[1:], -1))).tolist():
        (a, i), (b, j) = sorted(((int(home[k]), int(order[k])), (int(home[k + 1]), int(order[k + 1]))))
        left = i > starts[a] and j > starts[b] and whole[i - 1] == whole[j - 1]
        if not left:
            a0, b0, length = i - int(starts[a]), j - int(starts[b]), int(common[k])
            out[a, b].add((a0, a0 + length, b0, b0 + length))
    return {pair: sorted(shares) for pair, shares in out.items()}


RIVALS: list[tuple[str, Callable[[Sequence[str]], Found]]] = [
    (name, finder)
    for name, module, finder in (
        ("datasketch", "datasketch", datasketch),
        ("text-dedup", "text_dedup", text_dedup),
        ("suffix array (pydivsufsort)", "pydivsufsort", suffix_array),
    )
    if find_spec(module)
]
"""Those that can be imported here."""
