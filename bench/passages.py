"""Passages planted in a pile of news-size documents: how many are found, how exactly, how fast, beside others.

    python bench/passages.py --data DIR [--limit N] [--rivals]

Twenty thousand documents unless ``--limit`` says fewer. A planted passage counts as found if what is reported of the
two documents covers at least half of it in both. The texts have shares of their own: one that nobody planted is real
if it has ten words or more and three quarters of its letters agree in order, whatever the finders go by; else false.
``--rivals`` runs other libraries on the same pile where they can be imported.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from common import arguments, machine, table
from passages_pile import Pile, Place, pile
from passages_rivals import RIVALS
from sayso.link.candidates import Text, joined
from sayso.link.fingerprint import Fingerprint, fingerprints
from sayso.link.sieve import MOST_HITS, Rows, Weak
from sayso.link.stretches import stretches_of
from sayso.link.words import words_of

DOCUMENTS = 20_000
BARS = {"0 %": 1.0, "5 %": 0.99, "10 %": 0.97, "20 %": 0.85}
SHORT = 25
LEAST, AGREE = 10, 0.75

Pair = tuple[int, int]
Share = tuple[int, int, int, int]
"""Characters [start, end) of one document and of the other."""
Finder = Callable[[Sequence[str]], dict[Pair, list[Share]]]


class Figures(NamedTuple):
    """What one finder found and what it cost."""

    name: str
    seconds: float
    recall: dict[str, float]
    precision: float
    shares: int
    exact: float
    """Share of the passages without edits whose ends are reported to the letter."""


def main() -> None:
    """Makes the pile, runs every finder on it and prints."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--rivals", action="store_true", help="also other libraries, where they can be imported")
    parser.add_argument("--show", type=int, default=0, help="print so many shares that count as false")
    options = parser.parse_args()
    made = pile(options.data, options.limit or DOCUMENTS)
    finders: list[tuple[str, Finder]] = [("Sayso", sayso)]
    if options.rivals:
        finders += RIVALS
    rows = []
    for name, finder in finders:
        started, before = time.process_time(), time.perf_counter()
        found = finder(made.texts)
        spent = (time.process_time() - started, time.perf_counter() - before)
        rows.append(_row(_figures(name, spent[0], made, found), spent[1]))
        if options.show and name == "Sayso":
            _show(made, found, options.show)
    heads = ("", *(f"recall {kind}" for kind in (*BARS, "misread", "short")), "precision", "ends exact", "CPU s", "s")
    words = sum(len(text.split()) for text in made.texts)
    title = f"{len(made.planted):,} passages of 12 to 120 words in {len(made.texts):,} documents, {words:,} words."
    table(f"{title} {machine()}", [["bar", *map(str, BARS.values()), "", "", "0.98", "", "", ""], *rows], heads)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB, the pile included")


def sayso(texts: Sequence[str]) -> dict[Pair, list[Share]]:
    """Fingerprints, the join, the sieve and the stretches of every pair that is left; places in code points."""
    prints = list(fingerprints(texts))
    words = cache(lambda number: words_of(texts[number]))
    out: dict[Pair, list[Share]] = {}
    with tempfile.TemporaryDirectory() as tmp:
        pairs = list(_compared(prints, Path(tmp)))
    for (a, b), runs in zip(pairs, stretches_of([(prints[a], prints[b]) for a, b in pairs]), strict=True):
        if runs:
            one, other = words(a), words(b)
            out[a, b] = [(*one.span(r.a0, r.a1), *other.span(r.b0, r.b1)) for r in runs]
    return out


def _compared(prints: Sequence[Fingerprint], tmp: Path) -> Iterator[Pair]:
    """The pairs that linking compares in full for what they may share."""
    with Rows(tmp) as rows:
        for one in prints:
            rows.add(one.numbers())
        sieve = rows.sieve()
        with joined((Text(n, *one.arrays()) for n, one in enumerate(prints)), tmp) as join:
            for found in join.links():
                passed = found.several | (found.number > MOST_HITS)
                weak = np.flatnonzero(~passed)
                passed[weak] = sieve.sharing(Weak(found.a[weak], found.b[weak], found.hits_a[weak], found.hits_b[weak]))
                yield from zip(found.a[passed].tolist(), found.b[passed].tolist(), strict=True)


def _figures(name: str, seconds: float, made: Pile, found: dict[Pair, list[Share]]) -> Figures:
    total, got, exact = Counter[str](), Counter[str](), 0
    for each in made.planted:
        shares = [_between(each.one, each.other, share) for share in found.get(_pair(each.one, each.other), [])]
        covered = min((_cover(p, [s[k] for s in shares]) for k, p in enumerate((each.one, each.other))), default=0)
        for kind in (each.kind, *(["short"] if each.words < SHORT else [])):
            total[kind] += 1
            got[kind] += covered >= 0.5
        exact += each.kind == "0 %" and any(_to_the_letter(made, each.one, s[0]) for s in shares)
    true, false = _true_and_false(made, found)
    recall = {kind: got[kind] / total[kind] for kind in total}
    return Figures(name, seconds, recall, true / max(1, true + false), true + false, exact / max(1, total["0 %"]))


def _pair(one: Place, other: Place) -> Pair:
    return min(one.document, other.document), max(one.document, other.document)


def _between(one: Place, other: Place, share: Share) -> tuple[tuple[int, int], tuple[int, int]]:
    """A share's place in the document of ``one`` and in that of ``other``."""
    low, high = (share[0], share[1]), (share[2], share[3])
    return (low, high) if one.document < other.document else (high, low)


def _cover(planted: Place, shares: Sequence[tuple[int, int]]) -> float:
    covered: set[int] = set()
    for start, end in shares:
        covered.update(range(max(start, planted.start), min(end, planted.end)))
    return len(covered) / max(1, planted.end - planted.start)


def _to_the_letter(made: Pile, planted: Place, share: tuple[int, int]) -> bool:
    """Whether the share begins with the first and ends with the last word of the passage, punctuation aside."""
    words = words_of(made.texts[planted.document][planted.start : planted.end])
    whole = words.span(0, len(words.norms)).shifted(planted.start)
    return tuple(whole) == tuple(share)


def _true_and_false(made: Pile, found: dict[Pair, list[Share]]) -> tuple[int, int]:
    planted: dict[Pair, list[tuple[Place, Place]]] = {}
    for each in made.planted:
        low, high = sorted((each.one, each.other))
        planted.setdefault((low.document, high.document), []).append((low, high))
    true = false = 0
    for pair, shares in found.items():
        for share in shares:
            known = any(_lies_in(share, *places) for places in planted.get(pair, ()))
            real = known or _agrees_in(made, pair, share)
            true, false = true + real, false + (not real)
    return true, false


def _lies_in(share: Share, low: Place, high: Place) -> bool:
    sides = ((share[0], share[1], low), (share[2], share[3], high))
    return all(2 * (min(end, p.end) - max(start, p.start)) >= end - start for start, end, p in sides)


def _agrees(one: str, other: str) -> bool:
    a, b = ("".join(filter(str.isalnum, text.casefold())) for text in (one, other))
    return min(len(one.split()), len(other.split())) >= LEAST and Indel.normalized_similarity(a, b) >= AGREE


def _agrees_in(made: Pile, pair: Pair, share: Share) -> bool:
    return _agrees(made.texts[pair[0]][share[0] : share[1]], made.texts[pair[1]][share[2] : share[3]])


def _row(figures: Figures, seconds: float) -> list[object]:
    recall = [f"{figures.recall.get(kind, 0):.3f}" for kind in (*BARS, "misread", "short")]
    precision = f"{figures.precision:.3f} of {figures.shares:,}"
    return [figures.name, *recall, precision, f"{figures.exact:.3f}", figures.seconds, seconds]


def _show(made: Pile, found: dict[Pair, list[Share]], count: int) -> None:
    planted = {_pair(each.one, each.other) for each in made.planted}
    rest = sorted(pair for pair in set(found) - planted if not _agrees_in(made, pair, found[pair][0]))
    for pair in random.Random(1).sample(rest, min(count, len(rest))):
        a0, a1, b0, b1 = found[pair][0]
        print("\n" + " ".join(made.texts[pair[0]][a0:a1].split()))
        print(" ".join(made.texts[pair[1]][b0:b1].split()))


if __name__ == "__main__":
    main()
