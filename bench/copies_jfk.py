"""Which declassified papers are copies of one another: recall of papers released twice, time, memory, a sample to read.

    .venv/bin/python bench/copies_jfk.py --data DIR

Documents are texts of papers released in several years, read by different machines; a pair of one record number is one
paper. Predicted are pairs that are exact, near, altered or an excerpt and do not turn out to be papers on one form;
being in one family through others alone does not count. Pairs of different record numbers may be one paper as well, so
precision is for a person to say: the sample is written to ``bench/out/copies-jfk/sample.md``, both texts side by side.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import common
from sayso.link.align import align
from sayso.link.candidates import candidate_pairs
from sayso.link.changes import Side, side
from sayso.link.fingerprint import Fingerprint, fingerprint
from sayso.link.forms import agreeing, form_words, is_of_one_form, may_be_of_one_form
from sayso.link.groups import components
from sayso.model.document import Content

SAMPLE = 100
EXCERPT_CHARS = 900
Pair = tuple[int, int]


class Fact(NamedTuple):
    """What a pair is, how many words agree, and what two that are no copies share."""

    relation: str
    same: int
    runs: list[list[int]]


def main() -> None:
    """Prints the table."""
    parser = common.arguments(__doc__ or "")
    options = parser.parse_args()
    source = options.data / "copies" / "jfk_versions"
    out = common.folder("copies-jfk", fresh=options.fresh)
    docs = _documents(source, options.limit)
    started = time.process_time()
    prints = [fingerprint(d["text"]) for d in docs]
    printed = time.process_time()
    hashes = ((n, p.arrays()[0]) for n, p in enumerate(prints))
    candidates = list(candidate_pairs(hashes, out))
    joined = time.process_time()
    facts, finished = _aligned(docs, prints, candidates, out / f"facts-{len(docs)}.jsonl", options.minutes)
    aligned = time.process_time()
    ties = {p: f.relation for p, f in facts.items() if f.relation != "none"}
    forms = _on_forms(docs, prints, facts)
    found = {p: relation for p, relation in ties.items() if p not in forms}
    times = (printed - started, joined - printed, aligned - joined, time.process_time() - aligned)
    gold = _gold(source / "pairs.jsonl", docs)
    _report(docs, gold, candidates, ties, found, times, finished=finished)
    _write_sample(docs, [p for p in found if p not in gold], found, out / "sample.md")


def _documents(source: Path, limit: int | None) -> list[dict[str, Any]]:
    """The documents; with a limit whole records, so that pairs stay together."""
    with gzip.open(source / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    if limit is None or limit >= len(docs):
        return docs
    return sorted(docs, key=lambda d: hashlib.sha256(d["record"].encode()).digest())[:limit]


def _gold(path: Path, docs: list[dict[str, Any]]) -> dict[Pair, dict[str, Any]]:
    number = {(d["record"], d["release"]): n for n, d in enumerate(docs)}
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ends = [number.get((row["record"], row[end])) for end in "ab"]
        if None not in ends:
            out[min(ends), max(ends)] = row
    return out


def _aligned(
    docs: list[dict[str, Any]], prints: list[Fingerprint], candidates: list[Pair], note: Path, minutes: float
) -> tuple[dict[Pair, Fact], bool]:
    """What the candidates are to each other; goes on from what ``note`` holds."""
    known = dict(_noted(note))
    sides: dict[int, Side] = {}
    until = time.monotonic() + 60 * minutes
    with note.open("a", encoding="utf-8") as lines:
        for a, b in candidates:
            if (a, b) in known:
                continue
            if time.monotonic() > until:
                return known, False
            one, other = (sides.setdefault(n, side(Content(text=docs[n]["text"]))) for n in (a, b))
            found = align(one, other, prints[a], prints[b])
            runs = [list(run) for run in found.runs] if found.relation == "none" else []
            known[a, b] = Fact(found.relation, found.same, runs)
            lines.write(json.dumps([a, b, *known[a, b]]) + "\n")
    return known, True


def _noted(note: Path) -> Iterator[tuple[Pair, Fact]]:
    if note.exists():
        for line in note.read_text(encoding="utf-8").splitlines():
            a, b, *fact = json.loads(line)
            yield (a, b), Fact(*fact)


def _on_forms(docs: list[dict[str, Any]], prints: list[Fingerprint], facts: dict[Pair, Fact]) -> set[Pair]:
    """The ties that are no kinship: papers on one form."""
    shared: dict[int, list[list[tuple[int, int]]]] = {}
    for (a, b), fact in facts.items():
        if fact.runs:
            shared.setdefault(a, []).append([(a0, a1) for a0, a1, *_ in fact.runs])
            shared.setdefault(b, []).append([(b0, b1) for _, _, b0, b1, _ in fact.runs])
    out = set()
    for pair, fact in facts.items():
        forms = [form_words(prints[n].words, shared.get(n, ())) for n in pair] if fact.relation != "none" else []
        if forms and may_be_of_one_form(fact.same, forms):
            one, other = (side(Content(text=docs[n]["text"])) for n in pair)
            found = align(one, other, *(prints[n] for n in pair))
            if is_of_one_form(agreeing(found, *(prints[n].words for n in pair)), forms):
                out.add(pair)
    return out


def _report(
    docs: list[dict[str, Any]],
    gold: dict[Pair, dict[str, Any]],
    candidates: list[Pair],
    ties: dict[Pair, str],
    found: dict[Pair, str],
    times: tuple[float, ...],
    *,
    finished: bool,
) -> None:
    alike = [p for p, row in gold.items() if row["jaccard_w3"] >= 0.2]
    held = [p for p, row in gold.items() if row["containment"] >= 0.3]
    family = {n: k for k, group in enumerate(components(range(len(docs)), found)) for n in group}
    joined = {p for p in gold if family[p[0]] == family[p[1]]}
    sizes = Counter(Counter(family.values()).values())
    rows: list[list[object]] = [
        ["machine", common.machine()],
        ["state", "all" if finished else "INTERRUPTED"],
        ["documents", len(docs)],
        ["words", sum(len(d["text"].split()) for d in docs)],
        ["candidate pairs", len(candidates)],
        ["CPU-seconds: fingerprints, join, alignment, forms", ", ".join(f"{t:.1f}" for t in times)],
        ["peak memory, MiB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024],
        ["predicted pairs", ", ".join(f"{k} {n}" for k, n in sorted(Counter(found.values()).items()))],
        ["predicted pairs that are not listed", sum(p not in gold for p in found)],
        ["on one form: pairs that are listed, and not", ", ".join(map(str, _split(ties.keys() - found.keys(), gold)))],
        ["largest families", ", ".join(str(size) for size in sorted(sizes, reverse=True)[:8])],
    ]
    for name, pairs in (("jaccard_w3 >= .2", alike), ("containment >= .3", held)):
        rows.append([f"same record, {name}: pairs", len(pairs)])
        rows.append([f"same record, {name}: candidates, %", _percent(pairs, set(candidates))])
        rows.append([f"same record, {name}: recall, %", _percent(pairs, found)])
        rows.append([f"same record, {name}: in one family, directly or through others, %", _percent(pairs, joined)])
    common.table("Copies among declassified papers", rows)


def _split(pairs: Iterable[Pair], gold: dict[Pair, dict[str, Any]]) -> tuple[int, int]:
    listed = [p in gold for p in pairs]
    return sum(listed), len(listed) - sum(listed)


def _percent(pairs: list[Pair], found: Iterable[Pair]) -> str:
    there = set(found)
    return f"{100 * sum(p in there for p in pairs) / len(pairs):.2f}" if pairs else "-"


def _write_sample(docs: list[dict[str, Any]], pairs: list[Pair], found: dict[Pair, str], path: Path) -> None:
    """Up to a hundred pairs drawn by a digest of their names."""

    def name(pair: Pair) -> str:
        return " / ".join(f"{docs[n]['record']} ({docs[n]['release']})" for n in pair)

    drawn = sorted(pairs, key=lambda p: hashlib.sha256(name(p).encode()).digest())[:SAMPLE]
    with path.open("w", encoding="utf-8") as out:
        for number, pair in enumerate(drawn, start=1):
            out.write(f"## {number}. {found[pair]}: {name(pair)}\n\n")
            for n in pair:
                text = " ".join(docs[n]["text"].split())
                middle = max(EXCERPT_CHARS, len(text) // 2)
                out.write(f"> ({len(text.split())} words) {text[:EXCERPT_CHARS]}\n")
                out.write(f"> [...] {text[middle : middle + EXCERPT_CHARS // 2]}\n\n")


if __name__ == "__main__":
    main()
