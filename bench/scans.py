"""Whether text layers are read: declassified files scanned with an OCR layer of uneven quality.

    python bench/scans.py --data DIR [--limit N]

Needs ``DIR/scans/**/*.pdf``. Interrupted after ``--minutes``, it goes on from there the next time.
"""

from __future__ import annotations

from typing import Any

from common import Run, add, arguments, by_reason, folder, pile, reading, sampled, table


def main() -> None:
    """Adds, counts and prints."""
    options = arguments(__doc__ or "").parse_args()
    import sayso  # noqa: PLC0415 - found beside this folder once common is loaded

    out = folder(f"scans-{options.limit or 'all'}", fresh=options.fresh)
    source = options.data / "scans"
    paths = sampled(source.rglob("*.pdf"), options.limit)
    case = out / "scans.sayso"
    run = add(case, pile(paths, source, options.limit, out / "files"), options.minutes, out / "run.json")
    with sayso.open(case) as opened:
        items = list(opened.items())
        rows = pages(opened.documents(), run)
    table("Scans with a text layer", [["files given", len(paths)], *reading(run, items), *rows])
    table("What became of them", by_reason(items), ("status", "reason", "items"))


def pages(documents: Any, run: Run) -> list[list[object]]:
    """Pages, pages with words, words."""
    count = full = words = 0
    for document in documents:
        for page in document.content.pages:
            found = len(page.span.of(document.text).split())
            count, full, words = count + 1, full + (found > 0), words + found
    rate = count / run.seconds if run.seconds else 0.0
    return [["pages", count], ["pages with words", full], ["words", words], ["pages a second, all stages", rate]]


if __name__ == "__main__":
    main()
