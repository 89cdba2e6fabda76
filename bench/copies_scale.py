"""Copies and passages of large piles: time and memory of linking, and of one document more.

The documents are made here, from real texts: sentences of declassified papers and of news are mixed, and words in
them replaced, so that no two documents share words by the sources alone; then a part of them is made into copies,
altered versions and excerpts of one another, given a passage in common with a few others, or a form line that many
bear. How much is shared does not hang on the size of the pile. Texts are put straight into the store: nothing is read
from files, nothing extracted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from math import log
from pathlib import Path

import common
from sayso.engine.linking import settle
from sayso.engine.run import cores
from sayso.settings import Settings
from sayso.store.case import open_case
from sayso.store.protocol import Store

WORDS = 400
SIZES = (10_000, 100_000)
BLOCK = 1000
"""Documents made together: what is shared is shared inside a block, but for form lines."""
_BATCH = 1000
_SENTENCE = re.compile(r"[^.!?\n]{40,400}[.!?]")


class Maker:
    """Makes the documents of a pile; number n is the same in every pile."""

    def __init__(self, data: Path) -> None:
        self.sentences = [s.split() for text in _texts(data) for s in _SENTENCE.findall(text)]
        self.vocabulary = sorted({word for s in self.sentences for word in s if word.isalpha()})
        draw = random.Random("forms")
        self.forms = [self._fresh(draw, 18) for _ in range(20)]

    def block(self, number: int) -> Iterator[tuple[str, str]]:
        """Names and texts of one block."""
        draw = random.Random(f"block {number}")
        shared = [self._fresh(draw, draw.randrange(15, 90)) for _ in range(BLOCK // 20)]
        bases: list[list[str]] = []
        for k in range(BLOCK):
            kind = draw.random()
            if bases and kind < 0.15:
                words = self._version(draw, draw.choice(bases[-50:]))
            else:
                words = self._own(draw, shared, kind)
                bases.append(words)
            yield f"block-{number:04}/{k:04}.txt", _laid_out(words)

    def _own(self, draw: random.Random, shared: list[list[str]], kind: float) -> list[str]:
        words = self._fresh(draw, WORDS)
        if kind < 0.35:
            at, passage = draw.randrange(len(words)), self._edited(draw, draw.choice(shared), 0.03)
            words[at : at + len(passage)] = passage
        if kind > 0.9:
            words[: len(self.forms[0])] = draw.choice(self.forms)
        return words

    def _version(self, draw: random.Random, base: list[str]) -> list[str]:
        kind = draw.random()
        if kind < 0.2:
            return list(base)
        if kind < 0.4:
            first = draw.randrange(len(base) // 2)
            return base[first : first + draw.randrange(60, 200)]
        return self._edited(draw, base, draw.choice((0.005, 0.02, 0.1)))

    def _edited(self, draw: random.Random, words: list[str], share: float) -> list[str]:
        return [draw.choice(self.vocabulary) if draw.random() < share else word for word in words]

    def _fresh(self, draw: random.Random, count: int) -> list[str]:
        """Words of real sentences, every fourth or so replaced, so that no four in a row are anybody's.

        There are sixty thousand sentences. With fewer words replaced two documents in a hundred share one in a form
        that is rightly found, and what is shared would grow with the square of the pile.
        """
        out: list[str] = []
        while len(out) < count:
            out += draw.choice(self.sentences)
        at = draw.randrange(4)
        while at < count:
            out[at] = draw.choice(self.vocabulary)
            at += draw.randrange(3, 5)
        return out[:count]


def _texts(data: Path) -> Iterator[str]:
    for name in ("copies/jfk_versions/docs.jsonl.gz", "attribution/polnear/train.jsonl.gz"):
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def _laid_out(words: list[str]) -> str:
    """Lines of twelve words, paragraphs of eight lines."""
    lines = [" ".join(words[k : k + 12]) for k in range(0, len(words), 12)]
    return "\n\n".join("\n".join(lines[k : k + 8]) for k in range(0, len(lines), 8))


def load(case: Path, data: Path, count: int) -> None:
    """Puts ``count`` documents into a case that holds fewer; it is not linked."""
    maker = Maker(data)
    with open_case(case, create=True, write=True) as opened:
        with opened.store.view() as view:
            there = sum(1 for _ in view.items())
        for number in range(there // BLOCK, -(-count // BLOCK)):
            rows = list(maker.block(number))[: count - number * BLOCK]
            put(opened.store, rows)


def put(store: Store, rows: list[tuple[str, str]]) -> None:
    """Texts as items with a reading each."""
    items, readings = zip(*(common.read_item(name, text) for name, text in rows), strict=True)
    with store.writing() as writer:
        writer.put_items(items)
        writer.put_facts("read", readings)


def link(case: Path, jobs: int) -> None:
    """Links copies and passages; says how long each part took."""
    parts: dict[str, float] = {}
    last = ["start", time.monotonic()]

    def progress(stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        parts[stage] = parts.get(stage, 0.0) + now - last[1]
        last[:] = [stage, now]
        print(f"{now - began:.1f} {stage} {done}/{total}", file=sys.stderr, flush=True)

    began = time.monotonic()
    with open_case(case, write=True) as opened:
        settle(opened, Settings(), progress, jobs=jobs, claims=False)
        took = time.monotonic() - began
        with opened.store.view() as view:
            rows = {table: sum(1 for _ in view.rows(table)) for table in ("copies", "passages")}
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = {"cpu": own.ru_utime + own.ru_stime, "cpu workers": others.ru_utime + others.ru_stime}
    print(json.dumps({"seconds": took, **cpu, "peak": own.ru_maxrss / 1024, **rows}))


def one_more(case: Path, data: Path) -> None:
    """Adds one document with a copy, a passage and a form line in it, links, and takes it out again."""
    maker = Maker(data)
    own = list(maker.block(0))
    text = own[3][1] + "\n\n" + own[4][1][:600] + "\n\n" + _laid_out(maker.forms[0])
    with open_case(case, write=True) as opened:
        put(opened.store, [("one-more.txt", text)])
    began, worked = time.monotonic(), time.process_time()
    with open_case(case, write=True) as opened:
        settle(opened, Settings(), lambda *_: None, claims=False)
    added, cpu = time.monotonic() - began, time.process_time() - worked
    with open_case(case, write=True) as opened:
        with opened.store.view() as view:
            gone = [item.id for item in view.items() if item.file == "one-more.txt"]
        with opened.store.writing() as writer:
            writer.drop_items(gone)
        began = time.monotonic()
        settle(opened, Settings(), lambda *_: None, claims=False)
    print(json.dumps({"added": added, "added cpu": cpu, "removed": time.monotonic() - began}))


def measured(data: Path, out: Path, size: int, jobs: int) -> dict[str, float]:
    """The figures of one size; kept, so that a next run goes on behind them."""
    note = out / f"{size}.json"
    if note.exists():
        return json.loads(note.read_text())
    case = out / f"{size}.sayso"
    shutil.rmtree(case / "derived", ignore_errors=True)
    script = [sys.executable, __file__, "--data", str(data), "--jobs", str(jobs), "--case", str(case)]
    for step in ("load", "link", "one"):
        run = common.timed([*script, "--step", step, "--size", str(size)])
        if run.status:
            raise SystemExit(f"{step} ended with {run.status}\n{run.err[-2000:]}")
        if step == "link":
            found = {**json.loads(run.out), "peak all": run.peak_all}
        elif step == "one":
            found |= json.loads(run.out)
    note.write_text(json.dumps(found))
    shutil.rmtree(case)
    return found


def report(figures: dict[int, dict[str, float]]) -> None:
    """One column a size, and how cost grows from one to the next."""
    names = {
        "seconds": "seconds to link",
        "cpu": "CPU-seconds, main process",
        "cpu workers": "CPU-seconds, workers",
        "peak all": "peak memory, all processes, MiB",
        "peak": "peak memory, main process, MiB",
        "copies": "copies found",
        "passages": "passages found",
        "added": "seconds for one document more",
        "added cpu": "CPU-seconds for it",
        "removed": "seconds to take it out again",
    }
    rows = [[title, *(found[name] for found in figures.values())] for name, title in names.items()]
    sizes = list(figures)
    grown: list[object] = [""]
    for small, large in pairwise(sizes):
        grown.append(f"{log(figures[large]['seconds'] / figures[small]['seconds']) / log(large / small):.2f}")
    rows.append(["grows with n to the power of", *grown])
    common.table(f"copies_scale ({common.machine()})", rows, ["", *(f"{size:,} documents" for size in sizes)])


def main() -> None:
    """Measures each size in processes of its own."""
    parser = common.arguments(__doc__ or "")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="documents in each pile")
    parser.add_argument("--jobs", type=int, default=cores(), help="processes that fingerprint and compare")
    for name, sort in (("--step", str), ("--case", Path), ("--size", int)):
        parser.add_argument(name, type=sort, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step == "load":
        load(given.case, given.data, given.size)
    elif given.step == "link":
        link(given.case, given.jobs)
    elif given.step == "one":
        one_more(given.case, given.data)
    else:
        out = common.folder("copies_scale", fresh=given.fresh)
        sizes = [given.limit] if given.limit else given.sizes
        report({size: measured(given.data, out, size, given.jobs) for size in sizes})


if __name__ == "__main__":
    main()
