"""Changes between two releases of real OCR texts: recall on a silver list, and what is asserted, to be read by hand.

    python bench/changes_jfk.py --data DIR [--limit N] [--read 100]

Needs ``DIR/copies/jfk_versions/{docs,diff_2023_2025_silver}.jsonl.gz``. The silver list has the words that a plain
comparison finds inserted; it counts insertions of three or more words of which four in five are in a word list: the
words that stand in texts of at least ten different records. One is found if four in five of its words lie in changes
between the two texts, asserted or possible. ``--read`` prints so many asserted changes, the same ones every time, with
the words around them. It takes seconds, so that there is nothing to resume.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from common import arguments, machine, table
from sayso.link.align import align
from sayso.link.changes import side
from sayso.link.fingerprint import fingerprint
from sayso.link.rows import changes_of
from sayso.model.document import Content
from sayso.model.findings import Change

RECORDS_OF_A_WORD = 10
LEAST_WORDS, LEAST_SHARE = 3, 0.8
_WORD = re.compile(r"[^\W_]+")
_PAGE = re.compile(r"^## Page ", re.MULTILINE)
CONTEXT = 90
Hunk = dict[str, Any]


@dataclass
class Tally:
    """What is counted over the pairs."""

    wanted: int = 0
    found: int = 0
    asserted: int = 0
    unplaced: int = 0
    pages: int = 0
    seconds: float = 0.0
    sure: list[str] = field(default_factory=list)
    sorts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def main() -> None:
    """Compares, counts and prints."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--read", type=int, default=0, help="asserted changes to print")
    options = parser.parse_args()
    home = options.data / "copies" / "jfk_versions"
    texts = {(d["record"], d["release"]): d["text"] for d in _rows(home / "docs.jsonl.gz")}
    known = word_list(texts)
    tally = Tally()
    for silver in list(_rows(home / "diff_2023_2025_silver.jsonl.gz"))[: options.limit]:
        record = silver["record"]
        compare(record, (texts[record, "2023"], texts[record, "2025"]), silver["hunks"], known, tally)
    report(tally)
    for line in sorted(tally.sure, key=lambda s: hashlib.sha256(s.encode()).digest())[: options.read]:
        print(line)
    if options.read:
        print("\nmissed\n", *tally.missed, sep="\n")


def word_list(texts: dict[tuple[str, str], str]) -> frozenset[str]:
    """Words that stand in the texts of at least ten records."""
    records: dict[str, set[str]] = {}
    for (record, _), text in texts.items():
        for word in set(_words(text)):
            records.setdefault(word, set()).add(record)
    return frozenset(word for word, where in records.items() if len(where) >= RECORDS_OF_A_WORD)


def compare(
    record: str, texts: tuple[str, str], hunks: list[dict[str, Any]], known: frozenset[str], tally: Tally
) -> None:
    """Adds one pair to the tally."""
    before, after = (side(Content(text=t)) for t in texts)
    started = time.monotonic()
    found = align(before, after, fingerprint(texts[0]), fingerprint(texts[1]))
    changes = changes_of(found.edits, before, after)
    tally.seconds += time.monotonic() - started
    tally.pages += max(1, len(_PAGE.findall(texts[1])))
    sure = [c for c in changes if c.certainty == "asserted"]
    tally.sorts.update(f"{c.certainty} {c.sort}" for c in changes)
    tally.sure += [_told(record, texts, c) for c in sure]
    for hunk in hunks:
        if not counts(hunk, known):
            continue
        place = placed(hunk, texts[1])
        if place is None:
            tally.unplaced += 1
            continue
        tally.wanted += 1
        tally.asserted += covered(texts[1], place, sure)
        if covered(texts[1], place, changes):
            tally.found += 1
        else:
            tally.missed.append(f"{record}: {hunk['b']}")


def counts(hunk: Hunk, known: frozenset[str]) -> bool:
    """Whether the silver list's hunk is an insertion that is counted."""
    words = _words(hunk["b"])
    plain = sum(w in known for w in words)
    return hunk["op"] == "insert" and len(words) >= LEAST_WORDS and plain >= LEAST_SHARE * len(words)


def placed(hunk: Hunk, text: str) -> tuple[int, int] | None:
    """Where the inserted words stand, told from the words around them."""
    inner = r"\s+".join(map(re.escape, hunk["b"].split()))
    before = r"\s+".join(map(re.escape, hunk["ctx_before"].split()))
    after = r"\s+".join(map(re.escape, hunk["ctx_after"].split()))
    for shape in (rf"{before}\s+({inner})\s+{after}", rf"{before}\s+({inner})", rf"({inner})\s+{after}"):
        if m := re.search(shape, text):
            return m.span(1)
    return None


def covered(text: str, place: tuple[int, int], changes: list[Change] | tuple[Change, ...]) -> bool:
    """Whether four in five of the words at ``place`` lie in changes."""
    spans = [(m.start() + place[0], m.end() + place[0]) for m in _WORD.finditer(text[place[0] : place[1]])]
    inside = sum(any(c.span_after.start <= s and e <= c.span_after.end for c in changes) for s, e in spans)
    return inside >= LEAST_SHARE * len(spans)


def report(tally: Tally) -> None:
    """Prints the figures."""
    rows: list[list[object]] = [
        ["insertions of the silver list that count", tally.wanted],
        ["their place was not found in the text (not counted)", tally.unplaced],
        ["recall, asserted or possible, %", 100 * tally.found / max(1, tally.wanted)],
        ["recall, asserted alone, %", 100 * tally.asserted / max(1, tally.wanted)],
        ["pages", tally.pages],
        ["asserted changes", len(tally.sure)],
        ["asserted changes a page", len(tally.sure) / max(1, tally.pages)],
        ["seconds", tally.seconds],
    ]
    rows += [[sort, n] for sort, n in sorted(tally.sorts.items(), key=lambda entry: (-entry[1], entry[0]))]
    table(f"Changes between two releases. {machine()}", rows)


def _told(record: str, texts: tuple[str, str], c: Change) -> str:
    (a0, a1), (b0, b1) = c.span_before, c.span_after
    sides = [(texts[0], a0, a1), (texts[1], b0, b1)]
    lines = [" ".join(f"{t[max(0, s - CONTEXT) : s]}⟦{t[s:e]}⟧{t[e : e + CONTEXT]}".split()) for t, s, e in sides]
    return f"{record} {c.sort}\n    - {lines[0]}\n    + {lines[1]}"


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
