"""Claims of large piles: time and memory of linking statements, and of one document and one judgement more.

    python bench/claims_scale.py --data DIR [--sizes N ...]

Documents of five statements each are put straight into the store with their extractions: nothing is read from files,
nothing extracted. What is said is made of real sentences of public inference data, halves of two put together and
words replaced; a third of the statements say again what one near them says, in its words, with a word or a figure
changed, or denied. How much is shared does not hang on the size of the pile. The first size is linked twice, on one
process and on all, and both must come to the same findings.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice, pairwise
from math import log
from pathlib import Path

import common
from sayso.engine.findings import extraction
from sayso.engine.linking import settle
from sayso.engine.records import document_of
from sayso.engine.run import cores
from sayso.engine.stages import extraction_key
from sayso.model.codec import to_bytes
from sayso.model.item import Item
from sayso.model.judgement import Anchor, anchor_at, judged
from sayso.model.span import Span
from sayso.model.statement import Attribution, Extraction, Mention
from sayso.settings import Settings
from sayso.store.case import open_case
from sayso.store.protocol import Store, View

EACH = 5
"""Statements in a document."""
BLOCK = 100
"""Documents made together; what is said again was said in the same block."""
SIZES = (5_000, 20_000)
_SOURCES = ("fever_dev_pairs", "mnli_dev", "scitail_dev")
_FIRST = (
    "Anna",
    "Boris",
    "Carla",
    "David",
    "Elena",
    "Farid",
    "Greta",
    "Henrik",
    "Irina",
    "Jonas",
    "Karim",
    "Lena",
    "Milan",
    "Nora",
    "Oskar",
    "Petra",
)
_SYLLABLES = (
    "ba",
    "den",
    "fel",
    "gar",
    "hol",
    "kir",
    "lan",
    "mor",
    "nev",
    "ost",
    "pel",
    "rin",
    "sav",
    "tor",
    "vik",
    "wes",
)

Said = tuple[str, str]
"""A speaker and what he said."""


class Maker:
    """Makes the statements of a pile; block n is the same in every pile."""

    def __init__(self, data: Path) -> None:
        found = {s for name in _SOURCES for s in _sentences(data / f"claims/nli/{name}.jsonl.gz")}
        self.sentences = [s.split() for s in sorted(found)]
        self.vocabulary = sorted({w for s in self.sentences for w in s if w.isalpha() and w.islower() and len(w) > 3})

    def block(self, number: int) -> list[list[Said]]:
        """The statements of each document of a block."""
        draw = random.Random(f"claims {number}")
        speakers = [_name(draw) for _ in range(BLOCK)]
        said: list[list[str]] = []
        for _ in range(BLOCK * EACH):
            again = said and draw.random() < 1 / 3
            said.append(self._again(draw, draw.choice(said[-200:])) if again else self._fresh(draw))
        rows = [(draw.choice(speakers), " ".join(words)) for words in said]
        return [rows[k : k + EACH] for k in range(0, len(rows), EACH)]

    def _fresh(self, draw: random.Random) -> list[str]:
        one, other = draw.choice(self.sentences), draw.choice(self.sentences)
        words = [*one[: max(4, len(one) // 2)], *other[-max(4, len(other) // 2) :]]
        at = draw.randrange(3)
        while at < len(words):
            words[at] = draw.choice(self.vocabulary)
            at += draw.randrange(2, 5)
        return words

    def _again(self, draw: random.Random, words: list[str]) -> list[str]:
        kind, at = draw.random(), draw.randrange(len(words))
        if kind < 0.3:
            return list(words)
        if kind < 0.8:
            return [*words[:at], draw.choice(self.vocabulary), *words[at + 1 :]]
        put_in = ["not"] if kind < 0.9 else [str(draw.randrange(2, 900)), "times"]
        return [*words[:at], *put_in, *words[at:]]


def _sentences(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield from (row[side].strip(" .") for side in ("premise", "hypothesis") if 6 <= row[side].count(" ") < 40)


def _name(draw: random.Random) -> str:
    return f"{draw.choice(_FIRST)} {''.join(draw.choices(_SYLLABLES, k=3)).capitalize()}"


def put(store: Store, documents: list[tuple[str, list[Said]]]) -> None:
    """Documents as items with a reading and an extraction each."""
    items, readings, extractions = [], [], []
    for name, said in documents:
        text, found = _written(said)
        item, reading = common.read_item(name, text)
        items.append(item)
        readings.append(reading)
        extractions.append((extraction_key(item.content, Settings()), to_bytes(found)))
    with store.writing() as writer:
        writer.put_items(items)
        writer.put_facts("read", readings)
        writer.put_facts("extract", extractions)


def _written(said: list[Said]) -> tuple[str, Extraction]:
    text = ""
    attributions, mentions = [], []
    for name, words in said:
        start, cue = len(text), len(text) + len(name) + 1
        text += f"{name} said that {words}.\n"
        source, content = Span(start, start + len(name)), Span(cue + len("said that "), len(text) - 2)
        attributions.append(
            Attribution(
                source=(source,),
                cue=(Span(cue, cue + len("said")),),
                content=(content,),
                as_said=Span(start, len(text) - 1),
                speaker_name=name,
                speaker_mention=source,
                named="named",
                confidence=0.95,
            )
        )
        mentions.append(Mention(span=source, name=name, kind="person"))
    return text, Extraction(attributions=tuple(attributions), mentions=tuple(mentions))


def load(case: Path, data: Path, size: int) -> None:
    """Puts documents with ``size`` statements into a new case."""
    maker = Maker(data)
    with open_case(case, create=True, write=True) as opened:
        for number in range(size // (BLOCK * EACH)):
            rows = maker.block(number)
            put(opened.store, [(f"block-{number:04}/{k:03}.txt", said) for k, said in enumerate(rows)])


def link(case: Path, jobs: int) -> dict[str, object]:
    """Links the case; says how long each part took."""
    last = ["start", time.monotonic()]
    parts: dict[str, float] = {}

    def progress(stage: str, *_: int) -> None:
        now = time.monotonic()
        parts[stage] = parts.get(stage, 0.0) + now - last[1]
        last[:] = [stage, now]

    began = time.monotonic()
    with open_case(case, write=True) as opened:
        settle(opened, Settings(), progress, jobs=jobs)
        took = time.monotonic() - began
        digest = sha256()
        rows = {}
        with opened.store.view() as view:
            for table in ("claims", "statements", "entities"):
                found = sorted(view.rows(table))
                rows[table] = len(found)
                digest.update(repr(found).encode())
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": took,
        "claims after reading": took - sum(parts.values()),
        "cpu": own.ru_utime + own.ru_stime,
        "cpu workers": others.ru_utime + others.ru_stime,
        "peak": own.ru_maxrss / 1024,
        **rows,
        "digest": digest.hexdigest(),
    }


def one_more(case: Path, data: Path) -> dict[str, object]:
    """Adds a document that says again what two others say, and one thing of its own."""
    maker = Maker(data)
    known, own = maker.block(0), maker.block(10**6)
    with open_case(case, write=True) as opened:
        put(opened.store, [("one-more.txt", [known[3][0], known[4][1], own[0][0]])])
    began, worked = time.monotonic(), time.process_time()
    with open_case(case, write=True) as opened:
        settle(opened, Settings(), lambda *_: None)
    return {"added": time.monotonic() - began, "added cpu": time.process_time() - worked}


def one_judgement(case: Path) -> dict[str, object]:
    """Judges that what two documents say first is the same."""
    with open_case(case, write=True) as opened:
        with opened.store.view() as view:
            anchors = tuple(_first_said(view, item) for item in islice(view.items(), 2))
        with opened.store.writing() as writer:
            writer.put_judgements([judged("pair:A,B", "same", by="B.", at="2024-01-01", anchors=anchors)])
    began, worked = time.monotonic(), time.process_time()
    with open_case(case, write=True) as opened:
        settle(opened, Settings(), lambda *_: None)
    return {"judged": time.monotonic() - began, "judged cpu": time.process_time() - worked}


def _first_said(view: View, item: Item) -> Anchor:
    document = document_of(view, item)
    if document is None:
        raise SystemExit("a document of the pile is not there")
    return anchor_at(
        document.text, extraction(view, document.digest, Settings()).attributions[0].content[0], item.sha256
    )


def measured(data: Path, out: Path, size: int, jobs: int) -> dict[str, object]:
    """The figures of one size; kept, so that a next run goes on behind them."""
    note = out / f"{size}-{jobs}.json"
    if note.exists():
        kept: dict[str, object] = json.loads(note.read_text())
        return kept
    case = out / f"{size}.sayso"
    shutil.rmtree(case, ignore_errors=True)
    found: dict[str, object] = {}
    for step in ("load", "link", "one", "judge"):
        script = [sys.executable, __file__, "--data", str(data), "--jobs", str(jobs), "--case", str(case)]
        run = common.timed([*script, "--step", step, "--sizes", str(size)])
        if run.status:
            raise SystemExit(f"{step} ended with {run.status}\n{run.err[-2000:]}")
        if step != "load":
            found |= json.loads(run.out)
        if step == "link":
            found["peak all"] = run.peak_all
    note.write_text(json.dumps(found))
    shutil.rmtree(case)
    return found


def report(figures: dict[str, dict[str, object]], sizes: list[int]) -> None:
    """One column a run, and how cost grows from one size to the next."""
    names = {
        "seconds": "seconds to link",
        "claims after reading": "of these after the documents were looked through",
        "cpu": "CPU-seconds, main process",
        "cpu workers": "CPU-seconds, workers",
        "peak all": "peak memory, all processes, MiB",
        "claims": "claims",
        "statements": "statements",
        "entities": "entities",
        "added": "seconds for one document more",
        "added cpu": "CPU-seconds for it",
        "judged": "seconds for one judgement more",
        "judged cpu": "CPU-seconds for it",
    }
    rows = [[title, *(_rounded(found[name]) for found in figures.values())] for name, title in names.items()]
    common.table(f"claims_scale ({common.machine()})", rows, ["", *figures])
    large = list(figures.values())[-len(sizes) :]
    for (small, one), (big, other) in pairwise(zip(sizes, large, strict=True)):
        power = log(float(str(other["seconds"])) / float(str(one["seconds"]))) / log(big / small)
        print(f"from {small:,} to {big:,} the time grows with n to the power of {power:.2f}")


def _rounded(value: object) -> object:
    return round(value, 1) if isinstance(value, float) else value


def main() -> None:
    """Measures each size in processes of its own."""
    parser = common.arguments(__doc__ or "")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="statements in each pile")
    parser.add_argument("--jobs", type=int, default=cores(), help="processes that judge pairs")
    parser.add_argument("--case", type=Path, help="for the steps of one run")
    parser.add_argument("--step", choices=("load", "link", "one", "judge"), help="for the steps of one run")
    options = parser.parse_args()
    if options.step == "load":
        load(options.case, options.data, options.sizes[0])
    elif options.step == "link":
        print(json.dumps(link(options.case, options.jobs)))
    elif options.step:
        found = one_more(options.case, options.data) if options.step == "one" else one_judgement(options.case)
        print(json.dumps(found))
    else:
        out = common.folder("claims_scale", fresh=options.fresh)
        sizes = [options.limit] if options.limit else options.sizes
        figures = {f"{sizes[0]:,}, one process": measured(options.data, out, sizes[0], 1)}
        figures |= {f"{size:,}": measured(options.data, out, size, options.jobs) for size in sizes}
        if len({figures[name]["digest"] for name in list(figures)[:2]}) > 1:
            raise SystemExit("one process and several come to other findings")
        report(figures, sizes)


if __name__ == "__main__":
    main()
