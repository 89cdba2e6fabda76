"""Whether one changed number, date, name or negation is found on pages that were printed, then scanned or photographed.

    python bench/doctored.py --data DIR [--limit N]

Each page is painted from a text of the demo case or of declassified papers and spoiled as a scanner, a fax or a camera
would; then once more with one change, and once more without, spoiled in another way. The first is compared with each
of the two. A change counts as found where it is asserted with its words, as they were read or as they were read again;
whatever else is asserted is false. Needs
``DIR/copies/jfk_versions/docs.jsonl.gz``. What is finished is kept, with the pictures of pages that went wrong; what
was read from each picture is kept too, so that without ``pages.jsonl`` all is compared anew and nothing read again.
"""

from __future__ import annotations

import calendar
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import cv2

from common import arguments, folder, machine, table
from painting import SORTS, faces, painted, texts
from sayso.engine.comparing import Held
from sayso.link.words import words_of
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.document import Document
from sayso.model.ids import sha256_hex
from sayso.present.comparison import Comparison, Stand
from sayso.workbench import SingleFiles

PAGES = 500
CLEAN = 0.88
"""Share of dictionary words from which a declassified text is clean enough to be printed again."""
LETTERS = 1_500
CHANGES = ("number", "date", "name", "negation")
MONTHS = list(calendar.month_name)[1:]
DAYS = list(calendar.day_name)
FIRST = ("clean scan", "photograph, perspective and shadow", "clean scan", "fax")
_BEFORE = re.compile(r"(?:\d+[.,:])*$")
_BEHIND = re.compile(r"(?:['’]\w+|:\d+)*")
OTHER_FACE = 4
"""Each so many-th page is set anew in another face."""


class Doctored(NamedTuple):
    """A text with one change in it: what was there, and what is there instead; one of them may be nothing."""

    text: str
    was: str
    now: str


def main() -> None:
    """Paints, compares and prints."""
    options = arguments(__doc__ or "").parse_args()
    out = folder("doctored", fresh=options.fresh)
    count = min(options.limit or PAGES, PAGES)
    rows = list(compared_pages(out, list(pages(options.data, count)), options.minutes))
    table(f"Doctored pages, {machine()}", overall(rows), ("", "figure", "of"))
    table("By sort of change", by(rows, "change"), ("change", "pages", "found", "false"))
    table("By how the second page was made", by(rows, "sort"), ("picture", "pages", "found", "false"))
    wrong = [row for row in rows if not row["found"] or row["false_changed"] or row["false_same"]]
    table("Errors", [[r["page"], r["change"], r["sort"], f"{r['was']} / {r['now']}", said(r)] for r in wrong])


def pages(data: Path, count: int) -> Iterator[str]:
    """Texts of a page each, of the demo case and of declassified papers in turn."""
    papers = declassified(data / "copies" / "jfk_versions" / "docs.jsonl.gz", count // 2)
    for own, paper in zip(texts(-(-count // 2), seed=5), papers, strict=False):
        yield own
        yield paper


def declassified(path: Path, count: int) -> list[str]:
    """A page's worth of each of so many clean papers, one release a paper, drawn by their number."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            page = cut(row["text"]) if row["dict_word_rate"] >= CLEAN and row["chars"] > 1.5 * LETTERS else ""
            if len(page) > 0.8 * LETTERS and (not found or found[-1][0] != row["record"]):
                found.append((row["record"], page))
    draw = random.Random(11)
    draw.shuffle(found := sorted(found))
    return [page for _, page in found[:count]]


def cut(text: str) -> str:
    """About ``LETTERS`` letters of whole paragraphs, their lines joined."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text)]
    out: list[str] = []
    for paragraph in (p for p in paragraphs if len(p) > 60 and p.isascii()):
        out.append(paragraph[: LETTERS - sum(map(len, out))])
        if sum(map(len, out)) >= LETTERS - 80:
            break
    return "\n".join(out)


def doctored(text: str, change: str, draw: random.Random) -> Doctored | None:
    """``text`` with one change of a sort; None where it offers no place for one."""
    return {"number": _number, "date": _date, "name": _name, "negation": _negation}[change](text, draw)


def _number(text: str, draw: random.Random) -> Doctored | None:
    places = list(re.finditer(r"(?<![\w.,-])\d{2,4}(?![\w-]|[.,]\d)", text))
    if not places:
        return None
    place = draw.choice(places)
    digits = list(place[0])
    at = draw.randrange(len(digits))
    digits[at] = draw.choice([d for d in "23456789" if d != digits[at]])
    return _put(text, place.start(), place.end(), "".join(digits))


def _date(text: str, draw: random.Random) -> Doctored | None:
    places = list(re.finditer(rf"\b(?:{'|'.join([*MONTHS, *DAYS])})\b", text))
    if not places:
        return None
    place = draw.choice(places)
    pool = MONTHS if place[0] in MONTHS else DAYS
    return _put(text, place.start(), place.end(), draw.choice([m for m in pool if m != place[0]]))


def _name(text: str, draw: random.Random) -> Doctored | None:
    places = [m for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text) if m[0] not in [*MONTHS, *DAYS]]
    pool = sorted({m[0] for m in places})
    if len(pool) < 2:
        return None
    place = draw.choice(places)
    return _put(text, place.start(), place.end(), draw.choice([name for name in pool if name != place[0]]))


def _negation(text: str, draw: random.Random) -> Doctored | None:
    there = list(re.finditer(r"\bnot ", text))
    if there and draw.random() < 0.5:
        place = draw.choice(there)
        return _put(text, place.start(), place.end(), "")
    places = list(re.finditer(r"\b(?:was|were|is|are|has|had|did|would|could|will)\b(?= [a-z])(?! not)", text))
    if not places:
        return None
    at = draw.choice(places).end()
    return Doctored(f"{text[:at]} not{text[at:]}", "", "not")


def _put(text: str, start: int, end: int, now: str) -> Doctored:
    """The change told in whole words: "11:50" for "50" in it, "Gunn's" for "Gunn"."""
    before, behind = _BEFORE.search(text[:start]), _BEHIND.match(text[end:])
    head, tail = before[0] if before else "", behind[0] if behind and now else ""
    was = f"{head}{text[start:end]}{tail}".strip()
    return Doctored(text[:start] + now + text[end:], was, f"{head}{now}{tail}")


def compared_pages(out: Path, sources: Sequence[str], minutes: float) -> Iterator[dict[str, Any]]:
    """One record a page; what is kept is not compared again."""
    note = out / "pages.jsonl"
    kept = [json.loads(line) for line in note.read_text().splitlines()] if note.exists() else []
    done = {row["page"] for row in kept}
    yield from (row for row in kept if row["page"] < len(sources))
    end = time.monotonic() + 60 * minutes
    with SingleFiles() as files, note.open("a", encoding="utf-8") as log:
        for page, text in enumerate(sources):
            if page not in done and time.monotonic() < end:
                row = compared_page(files, out, page, text)
                log.write(json.dumps(row) + "\n")
                log.flush()
                yield row


def compared_page(files: SingleFiles, out: Path, page: int, text: str) -> dict[str, Any]:
    """Three pictures of one page: the first against the one with a change, and against the one without."""
    draw = random.Random(page)
    change, made = chosen(text, page, draw)
    sort = list(SORTS)[(page // 4 + page) % len(SORTS)]
    fonts = faces()
    face = fonts[page % len(fonts)]
    other = fonts[(page + 1) % len(fonts)] if page % OTHER_FACE == OTHER_FACE - 1 else face
    pictures = (
        SORTS[FIRST[page // 2 % len(FIRST)]](painted(text, face), 3 * page),
        SORTS[sort](painted(made.text, other), 3 * page + 1),
        SORTS[sort](painted(text, other), 3 * page + 2),
    )
    started = time.monotonic()
    first, second, third = (
        held(files, out / f"{page}{name}", data) for name, data in zip("abc", pictures, strict=True)
    )
    with_change, without = files.compare(first, second), files.compare(first, third)
    row = judged(with_change, without, made)
    row |= {"page": page, "change": change, "sort": sort, "was": made.was, "now": made.now}
    if not row["found"] or row["false_changed"] or row["false_same"] or row["seen_changed"] or row["seen_same"]:
        for name, data in zip("abc", pictures, strict=True):
            (out / f"{page}{name}.bin").write_bytes(data)
    return row | {"seconds": time.monotonic() - started}


def held(files: SingleFiles, place: Path, data: bytes) -> Held:
    """One picture as it was read; what was read before, six CPU-seconds each, is kept at ``place``."""
    kept = place.with_suffix(f".{sha256_hex(data)[:12]}.read")
    if not kept.exists():
        kept.write_bytes(to_bytes(files.held_bytes(data, "page.bin").document))
    document = from_bytes(kept.read_bytes(), Document)
    words = {page.number: page.words for page in document.content.pages}
    return Held(document=document, data=data, words=lambda page: words.get(page, b""))


def chosen(text: str, page: int, draw: random.Random) -> tuple[str, Doctored]:
    """The change that is this page's turn, or the next that it offers a place for."""
    for step in range(len(CHANGES)):
        change = CHANGES[(page // 2 + step) % len(CHANGES)]
        made = doctored(text, change, draw)
        if made is not None:
            return change, made
    raise SystemExit("a page offers no place for any change")


def judged(with_change: Comparison, without: Comparison, made: Doctored) -> dict[str, Any]:
    """What was found, and what was asserted besides."""
    asserted = [told for told in with_change.told if told.certainty == "asserted"]
    right = [t for t in asserted if is_right(told(t.one), told(t.other), made)]
    possible = [t for t in with_change.told if t.certainty == "possible"]
    return {
        "found": bool(right),
        "possible": any(is_right(told(t.one), told(t.other), made) for t in possible),
        "false_changed": [(t.sort, t.one.words, t.other.words) for t in asserted if t not in right],
        "false_same": [(t.sort, t.one.words, t.other.words) for t in without.told if t.certainty == "asserted"],
        "possible_same": [(t.sort, t.one.words, t.other.words) for t in without.told if t.certainty == "possible"],
        "seen_changed": [(s.kind, list(s.one)) for s in with_change.seen],
        "seen_same": [(s.kind, list(s.one)) for s in without.seen],
        "compared": [without.facing[0].compared if without.facing else None],
        "relation": without.relation,
    }


def told(stand: Stand) -> str:
    """The words of one side as a reader is told them: as read again where that is something else."""
    return stand.again or stand.words


def is_right(one: str, other: str, made: Doctored) -> bool:
    """Whether a difference holds the words that were changed, on the sides on which they stand."""
    was, now = (set(words_of(words).norms) for words in (made.was, made.now))
    here, there = (set(words_of(words).norms) for words in (one, other))
    return was <= here and now <= there and (was - now).isdisjoint(there) and (now - was).isdisjoint(here)


def overall(rows: Sequence[dict[str, Any]]) -> list[list[object]]:
    """The figures of the bar, and what stands beside them."""
    count = len(rows)
    found = sum(row["found"] for row in rows)
    false = sum(bool(row["false_same"]) for row in rows)
    beside = sum(bool(row["false_changed"]) for row in rows)
    seen = sum(bool(row["seen_same"]) for row in rows)
    return [
        ["changes asserted, %", f"{100 * found / max(count, 1):.1f}", count],
        [
            "changes asserted or possible, %",
            f"{100 * sum(r['found'] or r['possible'] for r in rows) / max(count, 1):.1f}",
            count,
        ],
        ["unchanged pairs with a false asserted change", false, count],
        ["changed pairs with a false one beside", beside, count],
        ["unchanged pairs compared as pictures", sum(row["compared"] == [True] for row in rows), count],
        ["of these with a difference that is none", seen, count],
        [
            "seconds a page, both comparisons, with the reading where it was not kept",
            sum(r["seconds"] for r in rows) / max(count, 1),
            count,
        ],
    ]


def by(rows: Sequence[dict[str, Any]], name: str) -> list[list[object]]:
    """A line for each value."""
    lines: list[list[object]] = []
    for value in sorted({row[name] for row in rows}):
        mine = [row for row in rows if row[name] == value]
        lines.append([value, len(mine), sum(r["found"] for r in mine), sum(bool(r["false_same"]) for r in mine)])
    return lines


def said(row: dict[str, Any]) -> str:
    """What went wrong with a page."""
    missed = [] if row["found"] else ["only possible" if row["possible"] else "not found"]
    return "; ".join([*missed, *(f"{a} / {b}" for _, a, b in [*row["false_changed"], *row["false_same"]])])


if __name__ == "__main__":
    cv2.setNumThreads(1)
    sys.exit(main())
