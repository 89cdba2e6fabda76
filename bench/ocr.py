"""How well and how fast pictures of pages are read, on pages that this bench paints from known text.

    python bench/ocr.py [--limit N] [--data DIR]

Character errors are edits over characters, white space reduced to single spaces. The CPU-seconds are those of reading
alone, on one thread, without the loading of the networks. Then 200 random spans are looked up by their boxes, and what
recognition makes of the ink in them is compared with the span. With ``DIR``, the pictures of ``DIR/../cases`` that
have a gold text are read too.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps

from common import arguments, folder, machine, table
from painting import SORTS, faces, painted, texts
from sayso.model.document import Content
from sayso.model.words import unpack
from sayso.read import LIMITS, MemorySink, read_bytes
from sayso.read.ocr_nets import nets

PAGES = 12
"""Of each sort, unless ``--limit`` says otherwise."""
SPANS = 200
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf")


def main() -> None:
    """Paints, reads, counts and prints."""
    parser = arguments(__doc__ or "")
    for action in parser._actions:  # noqa: SLF001 - data is needed for one table alone
        action.required = False
    options = parser.parse_args()
    out = folder("ocr", fresh=options.fresh)
    rows = painted_pages(out / "pages.jsonl", options.limit or PAGES, options.minutes)
    table(f"Recognition, {machine()}", errors_by_sort(rows), ("sort", "pages", "errors, %", "CPU-s a page", "quality"))
    table("Boxes and ink", ink(options.limit or PAGES), ("spans", "words back, %", "characters back, %"))
    if options.data:
        heads = ("file", "word F1", "CPU-s", "engine", "missing or wrong")
        table("Pictures of the cases", list(cases(options.data.parent / "cases")), heads)


def painted_pages(note: Path, count: int, minutes: float) -> list[dict[str, Any]]:
    """One record a page and sort; what is in ``note`` is not read again."""
    rows = [json.loads(line) for line in note.read_text().splitlines()] if note.exists() else []
    done = {(row["sort"], row["page"]) for row in rows}
    fonts, end = faces(), time.monotonic() + 60 * minutes
    nets()
    with note.open("a", encoding="utf-8") as log:
        for page, text in enumerate(texts(count)):
            for sort, spoil in SORTS.items():
                if (sort, page) not in done and time.monotonic() < end:
                    row = {
                        "sort": sort,
                        "page": page,
                        **measured(spoil(painted(text, fonts[page % len(fonts)]), page), text),
                    }
                    rows.append(row)
                    log.write(json.dumps(row) + "\n")
                    log.flush()
    return [row for row in rows if row["page"] < count]


def measured(data: bytes, text: str) -> dict[str, Any]:
    """Edits, characters and CPU-seconds of one picture."""
    content, seconds = read(data, "page.bin")
    gold, said = flat(text), flat(content.text if content else "")
    return {
        "edits": edits(gold, said),
        "letters": len(gold),
        "seconds": seconds,
        "quality": content.quality if content else 0.0,
    }


def read(data: bytes, name: str) -> tuple[Content | None, float]:
    """The content of a file and the CPU-seconds it took."""
    started = time.process_time()
    reading = read_bytes(data, name, MemorySink(), LIMITS)
    return reading.content, time.process_time() - started


def errors_by_sort(rows: list[dict[str, Any]]) -> list[list[object]]:
    """A line a sort."""
    lines: list[list[object]] = []
    for sort in SORTS:
        mine = [row for row in rows if row["sort"] == sort]
        if mine:
            rate = 100 * sum(r["edits"] for r in mine) / sum(r["letters"] for r in mine)
            seconds = sum(r["seconds"] for r in mine) / len(mine)
            lines.append([sort, len(mine), f"{rate:.3f}", seconds, f"{min(r['quality'] for r in mine):.2f}"])
    return lines


def ink(count: int) -> list[list[object]]:
    """Random spans of words that stand in one line: their boxes are cut out of the picture and read alone."""
    draw, fonts = random.Random(7), faces()
    spans = right = letters = wrong = 0
    pages = [(page, text, spoil) for page, text in enumerate(texts(count, seed=3)) for spoil in SORTS.values()]
    for page, text, spoil in pages:
        data = spoil(painted(text, fonts[page % len(fonts)]), page)
        content, _ = read(data, "page.bin")
        if content is None:
            continue
        share = -(-SPANS // len(pages))
        for said, seen in spans_of(content, data, draw, share):
            spans += 1
            right += said == seen
            letters += len(said)
            wrong += edits(said, seen)
    return [[spans, f"{100 * right / max(spans, 1):.1f}", f"{100 - 100 * wrong / max(letters, 1):.1f}"]]


def spans_of(content: Content, data: bytes, draw: random.Random, count: int) -> list[tuple[str, str]]:
    """Pairs of what a span says and what is read from its box on the page as it is shown."""
    picture = ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB")
    pixels = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
    words = list(unpack(content.pages[0].words))
    scale = picture.width / (content.pages[0].width or 1.0)
    pairs = []
    while len(pairs) < count:
        first = draw.randrange(len(words) - 3)
        run = words[first : first + draw.randint(1, 4)]
        if run[-1].x0 < run[0].x0 or run[-1].y0 - run[0].y0 > 0.7 * (run[0].y1 - run[0].y0):
            continue
        x0, x1 = min(w.x0 for w in run) * scale, max(w.x1 for w in run) * scale
        y0, y1 = min(w.y0 for w in run) * scale, max(w.y1 for w in run) * scale
        strip = pixels[max(int(y0), 0) : int(y1) + 1, max(int(x0) - 2, 0) : int(x1) + 3]
        seen = " ".join(word[0] for word in nets().read(np.ascontiguousarray(strip)).words)
        pairs.append((flat(content.text[run[0].start : run[-1].end]), seen))
    return pairs


def cases(source: Path) -> list[list[object]]:
    """Word F1 on every picture of a case that has its gold text."""
    rows: list[list[object]] = []
    for gold in sorted(source.glob("*/gold_text/*")):
        path = gold.parent.parent / "files" / gold.name.removesuffix(".txt")
        if path.suffix in PICTURES and path.exists():
            content, seconds = read(path.read_bytes(), path.name)
            if content and any(page.engine != "text layer" for page in content.pages):
                want, got = (Counter(t.split()) for t in (gold.read_text(encoding="utf-8"), content.text))
                score = 200 * (want & got).total() / (want.total() + got.total())
                wrong = " ".join([*(want - got), "/", *(got - want)])
                rows.append([path.name, f"{score:.2f}", seconds, content.pages[0].engine, wrong])
    return rows


def flat(text: str) -> str:
    """White space reduced to single spaces."""
    return " ".join(text.split())


def edits(one: str, other: str) -> int:
    """Insertions, deletions and replacements between two texts."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - found once common has been loaded

    return int(Levenshtein.distance(one, other))


if __name__ == "__main__":
    cv2.setNumThreads(1)
    sys.exit(main())
