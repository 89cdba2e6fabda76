"""Speed and memory on thousands of texts with many copies: documents a second, words a second and core, peak memory.

    python bench/jfk.py --data DIR [--limit N] [--sample N]

Needs ``DIR/copies/jfk_versions/docs.jsonl.gz``, whose texts are written out as files (the first N with
``--limit``). Every third of them and all of them are added to cases of their own, to show whether memory grows.
Extraction is timed in this process on a sample.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from common import Run, add, arguments, by_reason, folder, machine, sampled, table


def main() -> None:
    """Writes, adds, times and prints."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sample", type=int, default=40, help="texts on which extraction alone is timed")
    options = parser.parse_args()
    import sayso  # noqa: PLC0415 - found beside this folder once common is loaded

    until = time.monotonic() + options.minutes * 60
    out = folder(f"jfk-{options.limit or 'all'}", fresh=options.fresh)
    source = options.data / "copies" / "jfk_versions" / "docs.jsonl.gz"
    everything, third = written(source, options.limit, out)
    speed = extraction(sampled(everything.iterdir(), options.sample))
    runs = {}
    for name, files in (("a third", third), ("all", everything)):
        left = max(0.1, (until - time.monotonic()) / 60)
        runs[name] = add(out / f"{files.name}.sayso", files, left, out / f"{files.name}.json")
        if not runs[name].finished:
            break
    rows = []
    for name, files in (("a third", third), ("all", everything)):
        if name in runs:
            with sayso.open(out / f"{files.name}.sayso") as case:
                items = list(case.items())
            rows.append(row(name, runs[name], items, files))
    table("Extraction alone, one core", speed)
    table(
        f"Adding. {machine()}", rows, ("pile", "files", "done", "seconds", "files/s", "MiB all", "MiB largest", "state")
    )
    table("What became of them", by_reason(items), ("status", "reason", "items"))


def written(source: Path, limit: int | None, out: Path) -> tuple[Path, Path]:
    """Folders with all texts and with every third of them."""
    everything, third = out / "files-all", out / "files-third"
    if not (out / "written").exists():
        everything.mkdir(exist_ok=True)
        third.mkdir(exist_ok=True)
        with gzip.open(source, "rt", encoding="utf-8") as rows:
            for number, line in enumerate(rows):
                if limit is not None and number >= limit:
                    break
                write(json.loads(line), [everything, third] if number % 3 == 0 else [everything])
        (out / "written").touch()
    return everything, third


def write(document: dict[str, Any], folders: Sequence[Path]) -> None:
    """One text into each of ``folders``."""
    name = f"{document['record']}-{document['release']}.txt"
    for each in folders:
        (each / name).write_text(document["text"], encoding="utf-8", newline="")


def extraction(paths: Sequence[Path]) -> list[list[object]]:
    """Words a second of processor time for extraction, the network loaded beforehand."""
    from sayso.extract import extract  # noqa: PLC0415 - heavy
    from sayso.model.document import Content  # noqa: PLC0415
    from sayso.nets.attribution import load_tagger  # noqa: PLC0415

    tagger = load_tagger()
    texts = [path.read_text(encoding="utf-8") for path in paths]
    extract(Content(text="She said that it was so."), tagger)
    words = found = failed = 0
    started = time.process_time()
    for text in texts:
        try:
            found += len(extract(Content(text=text), tagger).attributions)
            words += len(text.split())
        except Exception:  # noqa: BLE001 - one text must not stop a bench; it is counted
            failed += 1
    took = time.process_time() - started
    rows: list[list[object]] = [["texts", len(texts)], ["of these failed", failed], ["words", words]]
    return [*rows, ["attributions", found], ["words a second and core", words / took if took else 0.0]]


def row(name: str, run: Run, items: Sequence[Any], files: Path) -> list[object]:
    """One row of the table of adding."""
    done = sum(item.status != "waiting" for item in items)
    given = sum(1 for _ in files.iterdir())
    state = "finished" if run.finished else "INTERRUPTED"
    return [name, given, done, run.seconds, done / run.seconds, run.peak_all, run.peak_one, state]


if __name__ == "__main__":
    main()
