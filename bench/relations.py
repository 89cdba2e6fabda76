"""How well pairs of contents are told apart: the same, opposed, neither; and how well the same claim is found again.

    python bench/relations.py --data DIR [--limit 200]

Held-back parts of the sets the network was trained on, invented affairs kept out of training, and two sets it never
saw: ``claims/perspectrum`` dev (ways to put one view against views of other claims) and ``claims/claim_matching`` dev
(posts and the checked claim each belongs to).
Beside the network stand shared words alone (``sayso.link.alike``) and, where the packages of ``train`` are installed,
the cosine of the plain MiniLM sentence vectors. Each figure is kept when it is finished: a run that was cut short goes
on from there, and prints dashes for what is not measured yet.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from common import ROOT, arguments, folder, machine, table

sys.path.insert(0, str(ROOT / "train" / "relations"))
from affairs import affairs, between, within
from data import SETS, Pair, inference, rows, tidy

from sayso.link.alike import likeness
from sayso.link.terms import Terms, terms
from sayso.nets.relations import Relation, load_relater, shipped_relations_digest

POOL = 20
"""So many candidates, the most alike in words, are put in order for each query."""
COSINE = 0.7
Rank = Callable[[str, str], float]
Label = Callable[[str, str], str]


def main() -> None:
    """Measures what was not measured yet and prints two tables."""
    options = arguments(__doc__ or "").parse_args()
    limit, data = options.limit or 200, options.data / "claims"
    began = time.monotonic()
    labels: dict[str, Label] = {"network": by_network, "shared words": by_words}
    ranks: dict[str, Rank] = {"network": network_rank, "shared words": word_rank, "both": both_rank}
    if find_spec("torch") and find_spec("all_minilm_l6_v2"):
        labels["cosine"], ranks["cosine"] = by_cosine, cosine
    parts = Parts(folder("relations", fresh=options.fresh) / _name(limit), began + options.minutes * 60)
    table(
        f"Right answers, % (entailment, contradiction, neither; two-way where a set has two). {machine()}",
        list(answers(parts, data, limit, labels)),
        ("set", "pairs", *labels),
    )
    table(
        f"MAP@5, % over the {POOL} candidates most alike in words, and how often the right one is among these",
        list(searches(parts, data, limit, ranks)),
        ("set", "queries", "among the candidates", *ranks),
    )
    state = f" (stopped after {options.minutes:g} minutes; run again to go on)" if parts.waiting else ""
    print(f"\n{time.monotonic() - began:.0f} s{state}")


def _name(limit: int) -> str:
    """The file of finished figures: those of another size, another network or other shared words are others."""
    sources = [Path(__file__), *sorted((ROOT / "src" / "sayso" / "link").glob("*.py"))]
    made = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return f"{limit}-{shipped_relations_digest()[:8]}-{made[:8]}.jsonl"


class Parts:
    """The figures that are finished, in a file of JSON lines, and those there is time for."""

    def __init__(self, note: Path, until: float) -> None:
        self._note, self._until = note, until
        found = note.read_text(encoding="utf-8").splitlines() if note.exists() else []
        self._done: dict[tuple[str, str], str] = {(row["set"], row["of"]): row["figure"] for row in map(_row, found)}
        self.waiting = 0
        """Figures there was no time for."""

    def figure(self, name: str, of: str, work: Callable[[], str]) -> str:
        """A figure of one set: as it was kept, else as ``work`` gives it now, else a dash."""
        if (name, of) not in self._done:
            if time.monotonic() > self._until:
                self.waiting += 1
                return "-"
            self._done[name, of] = work()
            row = {"set": name, "of": of, "figure": self._done[name, of]}
            with self._note.open("a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps(row) + "\n")
            print(f"{name}: {of}", file=sys.stderr)
        return self._done[name, of]


def _row(line: str) -> dict[str, str]:
    """A finished figure; one that a kill cut short counts as none."""
    try:
        row: dict[str, str] = json.loads(line)
    except json.JSONDecodeError:
        return {"set": "", "of": "", "figure": ""}
    return row


def answers(parts: Parts, data: Path, limit: int, labels: Mapping[str, Label]) -> Iterator[list[object]]:
    """The rows of the first table."""
    judged = [*(held_back(data, name, limit) for name in SETS), perspectives(data, limit), kept_affairs(limit)]
    for name, pairs in judged:
        if pairs:
            found_ones = [
                parts.figure(name, f"answers of {way}", partial(accuracy, pairs, label))
                for way, label in labels.items()
            ]
            yield [name, len(pairs), *found_ones]


def searches(parts: Parts, data: Path, limit: int, ranks: Mapping[str, Rank]) -> Iterator[list[object]]:
    """The rows of the second table."""
    for name, make in (("perspectrum dev", views), ("claim_matching dev", posts)):
        task = lru_cache(maxsize=1)(partial(make, data, limit))
        ways: dict[str, Callable[[Asked, list[str]], str]] = {"queries": queries, "among the candidates": recall}
        ways |= {f"MAP of {way}": partial(found, rank=rank) for way, rank in ranks.items()}
        yield [name, *(parts.figure(name, of, partial(_over, task, way)) for of, way in ways.items())]


def _over(task: Callable[[], tuple[Asked, list[str]]], way: Callable[[Asked, list[str]], str]) -> str:
    """A figure of a task, which is put together when the first figure of it is wanted."""
    return way(*task())


def queries(asked: Asked, _pool: Sequence[str]) -> str:
    """How many queries there are."""
    return f"{len(asked):,}"


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
