"""Trains the table by which the register of a text is told; see ``sayso.nets.register``.

    python train/attribution/register.py --data DIR --out src/sayso/nets/data

A softmax regression over the square roots of the shares of the pieces that all three registers use most, on stretches
of 250 words. The press has PolNeAR, declassified papers and the demo case (which is ours); takes about a minute.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from data import EVERY_PAPER, PAPERS, SETS, allowed, rows

from sayso.model.span import Span
from sayso.nets.register import TABLE, counted, features

PIECES = 4000
STRETCH_WORDS, LEAST_WORDS = 250, 60
OURS, TIMES_OURS = Path(__file__).parents[2] / "src" / "sayso" / "demo_case" / "files", 12
STEPS, RATE, DECAY = 600, 0.05, 3e-5
ORDER = ("polnear", "ewt", "gum")
"""The sets in the order of ``sayso.nets.register.OPENINGS``."""


def texts(folder: Path) -> Iterator[tuple[str, int]]:
    """Every text with the number of its register."""
    for k, name in enumerate(ORDER):
        yield from ((row["text"], k) for row in allowed(folder, SETS[name]))
    yield from ((row["text"], 0) for k, row in enumerate(rows(folder / PAPERS.path)) if k % EVERY_PAPER == 0)
    own = [
        path.read_text(encoding="utf-8") for path in sorted(OURS.iterdir()) if path.suffix in {".txt", ".eml", ".md"}
    ]
    yield from ((text, 0) for text in own * TIMES_OURS)


def stretches(text: str) -> Iterator[str]:
    """``text`` in stretches of some 250 words."""
    words = text.split()
    for at in range(0, len(words), STRETCH_WORDS):
        if at == 0 or len(words) - at > LEAST_WORDS:
            yield " ".join(words[at : at + STRETCH_WORDS])


def chosen(stretched: list[tuple[str, int]]) -> list[int]:
    """The pieces that each register uses in most of its stretches, by the register that uses them least."""
    seen = [Counter[int]() for _ in ORDER]
    for text, k in stretched:
        seen[k].update(set(counted(text, Span(0, len(text)))))
    sizes = [sum(k == own for _, own in stretched) for k in range(len(ORDER))]
    shares = {p: min(c[p] / n for c, n in zip(seen, sizes, strict=True)) for p in sorted(set().union(*seen))}
    return sorted(shares, key=lambda p: (-shares[p], p))[:PIECES]


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights [pieces + 1, registers] by Adam on the whole set, each register weighing the same."""
    weight = (1 / np.bincount(y))[y][:, None]
    weight /= weight.mean()
    gold = np.eye(len(ORDER))[y]
    w = m = v = np.zeros((x.shape[1], len(ORDER)))
    for step in range(1, STEPS + 1):
        z = x @ w
        p = np.exp(z - z.max(axis=1, keepdims=True))
        slope = x.T @ ((p / p.sum(axis=1, keepdims=True) - gold) * weight) / len(y) + DECAY * w
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w = w - RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def main() -> None:
    """Reads the options, trains, writes the table: a row a piece (its id, then weights in thousandths)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    stretched = [(part, k) for text, k in texts(options.data) for part in stretches(text)]
    used = chosen(stretched)
    place = {piece: k for k, piece in enumerate(used)}
    x = np.stack([features(text, Span(0, len(text)), place) for text, _ in stretched])
    w = fitted(x, np.array([k for _, k in stretched]))
    table = np.concatenate([np.array([*used, -1])[:, None], np.round(1000 * w)], axis=1).astype(np.int32)
    np.save(options.out / TABLE, table)


if __name__ == "__main__":
    main()
