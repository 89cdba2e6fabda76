"""Fits the chance that two statements are of one claim, from piles whose claims are known.

    python train/relations/chance.py CASE=EXPORT CASE=EXPORT ... [--ridge 1.0]

A CASE is a folder with ``gold.json``: statements, and claims that list theirs. EXPORT is the folder to which
``sayso export`` wrote what was found in its files; a statement found has the claim of the one in gold whose words it
shares. Every pair of wordings of one pile is looked at, but for those that the rules of ``sayso.link.decide`` keep
apart whatever the chance. A pile counts as much as another, however many claims it has. Prints for each pile, fitted on
the others, how many of the pairs above a chance are right and how many of the right ones are above it; then the weights
of ``decide``, fitted on all. About five minutes for six piles of two hundred statements: the network reads every pair.
"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.link.alike import likeness
from sayso.link.differ import differences, openers, other_things
from sayso.link.pointing import with_speaker
from sayso.link.terms import Terms, terms
from sayso.nets.relations import Relater, load_relater

WEIGHTS = ("always", "matter", "longer", "shorter", "figure", "negated", "opposed")
CHANCES = (0.1, 0.2, 0.45)
LEAST = 0.6
"""Share of words in common from which a statement found is the one in gold."""
_ROUNDS = 60

Row = dict[str, Any]
Numbers = npt.NDArray[np.float64]


class Pairs(NamedTuple):
    """The pairs of one pile: what is known of each, and whether both are of one claim."""

    known: Numbers
    one: Numbers


def main(arguments: list[str] | None = None) -> None:
    """Fits and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("cases", nargs="+", metavar="CASE=EXPORT")
    parser.add_argument("--ridge", type=float, default=1.0, help="how strongly weights are held small")
    options = parser.parse_args(arguments)
    given = [tuple(map(Path, one.split("=", 1))) for one in options.cases]
    piles = {case.name: pairs(case, export, load_relater()) for case, export in given}
    for left_out, held in piles.items():
        others = [pile for name, pile in piles.items() if name != left_out] or [held]
        print(left_out, *(_told(chances(held.known, fitted(others, options.ridge)), held.one, c) for c in CHANCES))
    weights = fitted(list(piles.values()), options.ridge)
    print(", ".join(f"{name} {weight:.2f}" for name, weight in zip(WEIGHTS, weights, strict=True)))


def pairs(case: Path, export: Path, relater: Relater) -> Pairs:
    """All pairs of wordings found in a pile that no rule keeps apart."""
    wordings = _wordings(json.loads((case / "gold.json").read_text(encoding="utf-8")), export)
    rows: list[list[float]] = []
    one: list[bool] = []
    for (first, claim), (second, other) in combinations(wordings.items(), 2):
        a, b = terms(first), terms(second)
        if a.norms == b.norms or _kept_apart(a, b, first, second):
            continue
        rows.append(_known(a, b, relater, first, second))
        one.append(bool(claim) and claim == other)
    return Pairs(np.array(rows, np.float64), np.array(one, np.float64))


def fitted(piles: list[Pairs], ridge: float) -> Numbers:
    """The weights of a logistic regression, each pile's right pairs counting one together; Newton's method."""
    known = np.concatenate([pile.known for pile in piles])
    one = np.concatenate([pile.one for pile in piles])
    counts = np.concatenate([np.full(len(pile.one), 1 / max(1.0, pile.one.sum())) for pile in piles])
    counts /= counts.mean()
    spread = known.std(axis=0)
    spread[0] = 1.0  # the constant
    rows, weights = known / spread, np.zeros(known.shape[1])
    held = np.diag([0.0] + [ridge] * (known.shape[1] - 1))
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ ((chance - one) * counts) + held @ weights
        bend = (rows * (chance * (1 - chance) * counts)[:, None]).T @ rows + held
        weights -= np.linalg.solve(bend, slope)
    return np.asarray(weights / spread, np.float64)


def chances(known: Numbers, weights: Numbers) -> Numbers:
    """The chance of each pair."""
    return np.asarray(1 / (1 + np.exp(-known @ weights)), np.float64)


def _wordings(gold: dict[str, list[Row]], export: Path) -> dict[str, str | None]:
    """Each wording found in a pile, with the claim it is of if gold has one."""
    texts = {row["id"]: row for row in _rows(export, "documents")}
    found = _rows(export, "statements")
    around = {row["parent"] for row in found}
    said = {row["id"]: _said(row, str(texts[row["document"]]["text"])) for row in found if row["id"] not in around}
    claims = {str(s): str(claim["id"]) for claim in gold["claims"] for s in claim["statements"]}
    wordings: dict[str, str | None] = {}
    for row in found:
        if words := said.get(row["id"]):
            file = texts[row["document"]]["file"]
            named = _nearest(words, [g for g in gold["statements"] if g["file"] == file and g["id"] in claims])
            core = with_speaker(words, row["speaker_name"]) if row["speaker_name"] else words
            wordings[core] = claims.get(str(named)) or wordings.get(core)
    return wordings


def _rows(export: Path, name: str) -> list[Row]:
    return [json.loads(line) for line in (export / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _said(row: Row, text: str) -> str:
    return " ".join(" ".join(text[start:end] for start, end in row["content"]).split())


def _nearest(words: str, among: list[Row]) -> object:
    """The id of the statement of gold that has most words in common, if it has most of them."""
    mine = set(words.casefold().split())
    shares = [(_overlap(mine, set(" ".join(g["content"]).casefold().split())), g["id"]) for g in among]
    best, named = max(shares, default=(0.0, None))
    return named if best >= LEAST else None


def _overlap(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _kept_apart(a: Terms, b: Terms, first: str, second: str) -> bool:
    return other_things(a, b) or bool(differences(a, b) + openers(first, second))


def _known(a: Terms, b: Terms, relater: Relater, first: str, second: str) -> list[float]:
    words, relation = likeness(a, b), relater.relate(first, second)
    figure, negated = bool(a.figures & b.figures), a.negated != b.negated
    return [1.0, relation.topic, words.share, words.part, float(figure), float(negated), relation.against]


def _told(chance: Numbers, one: Numbers, least: float) -> str:
    above = chance >= least
    right = one[above].sum()
    return f"{least}: {100 * right / max(1, above.sum()):.0f} % right, {100 * right / max(1.0, one.sum()):.0f} % found"


if __name__ == "__main__":
    main()
