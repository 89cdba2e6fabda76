"""Whether anything stops the pile: thousands of odd, damaged and hostile files; time, memory and tables of reasons.

    python bench/odd_files.py --data DIR [--limit N]

Needs ``DIR/odd_files/``. Interrupted after ``--minutes``, it goes on from there the next time. Which files could be
read at all is asked of the reference library of each format, where it is installed (openpyxl, python-pptx, striprtf,
Pillow beside those that Sayso brings).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from common import add, arguments, by_reason, folder, pile, reading, sampled, table
from references import BROKEN, UNJUDGED, WORDS, verdict

PAGES = frozenset(("pdf", "png", "jpg", "tif", "tiff", "bmp", "gif", "webp", "jp2", "ppm"))
"""Formats whose words may be pictures, counted apart: how those are read is another bench's."""
HEADS = ("status", "reason", "items")


def main() -> None:
    """Adds, counts and prints."""
    options = arguments(__doc__ or "").parse_args()
    import sayso  # noqa: PLC0415 - found beside this folder once common is loaded

    out = folder(f"odd_files-{options.limit or 'all'}", fresh=options.fresh)
    source = options.data / "odd_files"
    paths = sampled((p for p in source.iterdir() if p.is_file()), options.limit)
    case = out / "odd.sayso"
    run = add(case, pile(paths, source, options.limit, out / "files"), options.minutes, out / "run.json")
    with sayso.open(case) as opened:
        items = list(opened.items())
    own = {item.file: item for item in items if "!" not in item.file}
    missing = [p.name for p in paths if p.name.replace("!", "%21") not in own]
    table("Odd files", [["files given", len(paths)], ["files without an item", len(missing)], *reading(run, items)])
    table("What became of the files themselves", by_reason(own.values()), HEADS)
    table("and of their members", by_reason(i for i in items if "!" in i.file), HEADS)
    table("By format", by_format(own.values()), ("format", "files", "read", "no_text", "partial", "failed", "why"))
    judged = verdicts(paths, out / "verdicts.json")
    table("Read among readable", shares(own, judged), ("format", "readable", "read", "no text either", "share, %"))
    table("Readable and not read", unread(own, judged), ("file", "status", "reason"))


def by_format(items: Iterable[Any]) -> list[list[object]]:
    """A row for each suffix: how many were read, hold no text, were read in part, failed, and why."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        counts[suffix(item.file)][state(item)] += 1
        if state(item) in {"partial", "failed"}:
            reasons[suffix(item.file)][item.reason or ""] += 1
    rows = sorted(counts.items(), key=lambda row: (-row[1].total(), row[0]))
    return [_row(name, count, reasons[name]) for name, count in rows]


def _row(name: str, count: Counter[str], reasons: Counter[str]) -> list[object]:
    why = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
    return [name, count.total(), *(count[one] for one in ("read", "no_text", "partial", "failed")), why]


def suffix(file: str) -> str:
    """The suffix by which formats are told apart in the tables."""
    return file.rpartition(".")[2].lower() if "." in file else "none"


def state(item: Any) -> str:
    """``read``, ``no_text``, ``partial`` or ``failed``; a skipped file counts as failed."""
    if item.reason == "no_text":
        return "no_text"
    return item.status if item.status in {"read", "partial"} else "failed"


def verdicts(paths: list[Path], kept: Path) -> dict[str, str]:
    """What the reference libraries say of each file; kept, since they are slow."""
    known: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
    for path in paths:
        if path.name not in known:
            known[path.name] = verdict(path)
    kept.write_text(json.dumps(known))
    return known


def shares(own: dict[str, Any], judged: dict[str, str]) -> list[list[object]]:
    """By format, of the files that the reference opens: how many were read (partly counts), or rightly hold nothing."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, said in judged.items():
        item = own.get(name.replace("!", "%21"))
        if item is None or said in {BROKEN, UNJUDGED}:
            continue
        groups = [suffix(name), "pages and pictures" if suffix(name) in PAGES else "all but pages and pictures"]
        for row in (rows[group] for group in groups):
            row[0] += 1
            row[1] += state(item) in {"read", "partial"}
            row[2] += state(item) == "no_text" and said != WORDS
    ordered = sorted(rows.items(), key=lambda row: -row[1][0])
    return [[n, a, b, c, 100 * b / (a - c) if a > c else 100.0] for n, (a, b, c) in ordered]


def unread(own: dict[str, Any], judged: dict[str, str]) -> list[list[object]]:
    """Files, pages and pictures apart, that the reference opens and Sayso does not."""
    found = []
    for name, said in sorted(judged.items(), key=lambda pair: suffix(pair[0])):
        item = own.get(name.replace("!", "%21"))
        if item is None or said in {BROKEN, UNJUDGED} or suffix(name) in PAGES:
            continue
        if state(item) == "failed" or (state(item) == "no_text" and said == WORDS):
            found.append([name, item.status, item.reason or ""])
    return found


if __name__ == "__main__":
    main()
