"""How well pairs of contents are told apart: the same, opposed, neither; and how well the same claim is found again.

    python bench/relations.py --data DIR [--limit 200]

Held-back parts of the sets the network was trained on, invented affairs kept out of training, and two sets it never
saw: ``claims/perspectrum`` dev (ways to put one view against views of other claims) and ``claims/claim_matching`` dev
(posts and the checked claim each belongs to).
Beside the network stand shared words alone (``sayso.link.alike``) and, where the packages of ``train`` are installed,
the cosine of the plain MiniLM sentence vectors.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from common import ROOT, arguments, machine, table

sys.path.insert(0, str(ROOT / "train" / "relations"))
from affairs import affairs, between, within
from data import SETS, Pair, inference, rows, tidy

from sayso.link.alike import likeness
from sayso.link.terms import Terms, terms
from sayso.nets.relations import Relation, load_relater

POOL = 20
"""So many candidates, the most alike in words, are put in order for each query."""
COSINE = 0.7
Rank = Callable[[str, str], float]
Label = Callable[[str, str], str]


def main() -> None:
    """Measures and prints two tables."""
    options = arguments(__doc__ or "").parse_args()
    limit, folder = options.limit or 200, options.data / "claims"
    began = time.monotonic()
    labels: dict[str, Label] = {"network": by_network, "shared words": by_words}
    ranks: dict[str, Rank] = {"network": network_rank, "shared words": word_rank, "both": both_rank}
    if find_spec("torch") and find_spec("all_minilm_l6_v2"):
        labels["cosine"], ranks["cosine"] = by_cosine, cosine
    judged = [*(held_back(folder, name, limit) for name in SETS), perspectives(folder, limit), kept_affairs(limit)]
    table(
        f"Right answers, % (entailment, contradiction, neither; two-way where a set has two). {machine()}",
        [[name, len(pairs), *(accuracy(pairs, label) for label in labels.values())] for name, pairs in judged if pairs],
        ("set", "pairs", *labels),
    )
    tasks = [("perspectrum dev", *views(folder, limit)), ("claim_matching dev", *posts(folder, limit))]
    table(
        f"MAP@5, % over the {POOL} candidates most alike in words, and how often the right one is among these",
        [
            [name, len(asked), recall(asked, pool), *(found(asked, pool, r) for r in ranks.values())]
            for name, asked, pool in tasks
        ],
        ("set", "queries", "among the candidates", *ranks),
    )
    print(f"\n{time.monotonic() - began:.0f} s")


@lru_cache(maxsize=200_000)
def relation(a: str, b: str) -> Relation:
    """What the shipped network says."""
    return load_relater().relate(a, b)


def by_network(a: str, b: str) -> str:
    """The label of the network."""
    said = relation(a, b)
    if said.forward >= max(0.5, said.against):
        return "entailment"
    return "contradiction" if said.against >= 0.5 else "neutral"


@lru_cache(maxsize=200_000)
def _terms(text: str) -> Terms:
    return terms(text)


def by_words(a: str, b: str) -> str:
    """The label that shared words alone give."""
    said = likeness(_terms(a), _terms(b))
    if said.verdict in ("opposed", "contrary"):
        return "contradiction"
    return "entailment" if said.verdict == "same" or said.part >= 0.75 else "neutral"


def by_cosine(a: str, b: str) -> str:
    """The label that the plain vectors give; they know no contradiction."""
    return "entailment" if cosine(a, b) >= COSINE else "neutral"


def network_rank(a: str, b: str) -> float:
    """How surely both are one thing."""
    said = relation(a, b)
    return said.part + said.same + 0.5 * said.topic - 0.5 * said.against


def word_rank(a: str, b: str) -> float:
    """Shared words."""
    said = likeness(_terms(a), _terms(b))
    return said.share + said.part


def both_rank(a: str, b: str) -> float:
    """Shared words and what the network says of them."""
    return word_rank(a, b) + 0.5 * network_rank(a, b)


def cosine(a: str, b: str) -> float:
    """Cosine of the plain MiniLM vectors."""
    return float(_vector(a) @ _vector(b))


@lru_cache(maxsize=200_000)
def _vector(text: str) -> np.ndarray:
    from plain import vector  # noqa: PLC0415 - needs the packages of train

    return vector(text)


def held_back(folder: Path, name: str, limit: int) -> tuple[str, list[tuple[Pair, str]]]:
    """Pairs of one set that were kept out of training, with their labels."""
    pairs = [(p, p.label) for p in inference(folder, name, held=True)]
    return name, random.Random(1).sample(pairs, min(limit, len(pairs)))


def perspectives(folder: Path, limit: int) -> tuple[str, list[tuple[Pair, str]]]:
    """Two ways of putting one view ("entailment"), and two views of different claims ("not_entailment")."""
    chance, out = random.Random(2), []
    clusters = list(rows(folder / "perspectrum" / "dev.jsonl.gz"))
    for cluster in chance.sample(clusters, min(limit // 2, len(clusters))):
        said = [tidy(p) for p in cluster["paraphrases"]]
        other = chance.choice([c for c in clusters if c["claim_id"] != cluster["claim_id"]])
        if len(said) > 1:
            out.append((_pair(said[0], said[1]), "entailment"))
        out.append((_pair(said[0], tidy(other["paraphrases"][0])), "not_entailment"))
    return "perspectrum dev", out


def kept_affairs(limit: int) -> tuple[str, list[tuple[Pair, str]]]:
    """Lines of the invented affairs that were kept out of training: what one fact's lines are to each other."""
    label = {"=": "entailment", "<": "entailment", "!": "contradiction", "-": "contradiction", "~": "neutral"}
    chance, out = random.Random(5), []
    for facts in affairs(held=True):
        out += [(p, label[p.label[1]]) for fact in facts for p in within(fact) if p.label[1] in label]
        out += [(p, "neutral") for p in between(facts, chance, 1)]
    return "affairs", chance.sample(out, min(2 * limit, len(out)))


def _pair(a: str, b: str) -> Pair:
    return Pair(a, b, (-1.0, -1.0, -1.0, -1.0), "")


def accuracy(pairs: Sequence[tuple[Pair, str]], label: Label) -> str:
    """Share of right labels; where a set tells only entailment from the rest, so is this."""
    two_way = any(gold == "not_entailment" for _, gold in pairs)
    right = 0
    for pair, gold in pairs:
        said = label(pair.a, pair.b)
        right += (said == "entailment") == (gold == "entailment") if two_way else said == gold
    return f"{100 * right / len(pairs):.1f}"


Asked = list[tuple[str, set[int], list[int]]]
"""Queries: the words, which candidates are right, and the pool that is put in order."""


def views(folder: Path, limit: int) -> tuple[Asked, list[str]]:
    """One way of putting a view, to be found by another."""
    clusters = [c["paraphrases"] for c in rows(folder / "perspectrum" / "dev.jsonl.gz") if len(c["paraphrases"]) > 1]
    pool = [tidy(p) for said in clusters for p in said[1:]]
    owner = [k for k, said in enumerate(clusters) for _ in said[1:]]
    chosen = random.Random(3).sample(range(len(clusters)), min(limit // 4, len(clusters)))
    return [_asked(tidy(clusters[k][0]), {n for n, o in enumerate(owner) if o == k}, pool) for k in chosen], pool


def posts(folder: Path, limit: int) -> tuple[Asked, list[str]]:
    """A post, and the checked claim it belongs to."""
    at = folder / "claim_matching"
    claims = list(rows(at / "checkthat2020_t2_verified_claims.jsonl.gz"))
    place = {c["id"]: n for n, c in enumerate(claims)}
    pool = [tidy(c["claim"]) for c in claims]
    found = [r for r in rows(at / "checkthat2020_t2_dev.jsonl.gz") if r["vclaim_id"] in place]
    chosen = random.Random(4).sample(found, min(limit // 4, len(found)))
    return [_asked(tidy(r["tweet"].split(" — ")[0]), {place[r["vclaim_id"]]}, pool) for r in chosen], pool


def _asked(query: str, right: set[int], pool: Sequence[str]) -> tuple[str, set[int], list[int]]:
    order = sorted(range(len(pool)), key=lambda n: (-word_rank(query, pool[n]), n))
    return query, right, order[:POOL]


def recall(asked: Asked, _pool: Sequence[str]) -> str:
    """Share of the right ones that are among the candidates."""
    return f"{100 * sum(len(right & set(near)) / len(right) for _, right, near in asked) / len(asked):.1f}"


def found(asked: Asked, pool: Sequence[str], rank: Rank) -> str:
    """MAP@5 with the candidates in the order of ``rank``."""
    return f"{100 * sum(_precision(right, _ordered(q, near, pool, rank)) for q, right, near in asked) / len(asked):.1f}"


def _ordered(query: str, near: Iterable[int], pool: Sequence[str], rank: Rank) -> Iterator[int]:
    yield from sorted(near, key=lambda n: (-rank(query, pool[n]), n))


def _precision(right: set[int], order: Iterable[int]) -> float:
    hits = total = 0.0
    for place, n in enumerate([*order][:5], start=1):
        if n in right:
            hits += 1
            total += hits / place
    return total / min(5, len(right))


if __name__ == "__main__":
    main()
