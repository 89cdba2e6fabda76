"""How well attributions are found: the development part of six public sets, by the shared scoring script.

    python bench/attribution.py --data DIR [--limit N] [--sets polnear gum ewt qasrl riqua german]

Needs ``DIR/attribution/*/dev.jsonl.gz`` and ``DIR/../score/score_attribution.py``. Resumes document by document.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from common import arguments, folder, machine, sampled, sayso, table

SETS = {
    "polnear": "polnear",
    "gum": "gum_attribution",
    "ewt": "ewt_propbank",
    "qasrl": "qasrl_speech",
    "riqua": "riqua_cofenet",
    "german": "german_wikinews_quotes",
}
"""The folder of each; the last three were never trained on, and the last is in a language that is only stated."""
OUTERMOST = {"polnear", "ewt"}
"""Sets that mark only the outermost attribution: predictions with a parent are left out."""
BATCH = 12
"""Documents a call: the network is loaded once for each."""

Row = dict[str, Any]


def main() -> None:
    """Extracts, scores and prints."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS), help="which sets")
    options = parser.parse_args()
    until = time.monotonic() + options.minutes * 60
    out = folder("attribution", fresh=options.fresh)
    script = options.data.parent / "score" / "score_attribution.py"
    rows = []
    for name in options.sets:
        gold = options.data / "attribution" / SETS[name] / "dev.jsonl.gz"
        here = out / name
        texts = written(script, gold, here / "texts")
        chosen = sampled(texts, options.limit)
        predict(chosen, here / "predicted.jsonl", until)
        rows.append(scored(script, name, gold, here, chosen))
    heads = ("set", "documents", "lenient", "whole", "source", "cue", "content", "source of direct quotes")
    table(f"F1, percent (source, cue, content: exact / overlap). {machine()}", rows, heads)


def written(script: Path, gold: Path, into: Path) -> list[Path]:
    """The texts of a set as files."""
    if not into.exists():
        subprocess.run([sys.executable, script, "texts", gold, into], check=True)
    return sorted(into.glob("*.txt"))


def predict(texts: list[Path], into: Path, until: float) -> None:
    """Appends what is found in each text that is not in ``into`` yet."""
    done = {row["file"] for row in lines(into)}
    waiting = [path for path in texts if path.name not in done]
    for at in range(0, len(waiting), BATCH):
        left = until - time.monotonic()
        if left <= 0:
            return
        run = sayso("extract", *waiting[at : at + BATCH])
        if run.status != 0:
            raise SystemExit(f"sayso extract ended with {run.status}\n{run.err[-2000:]}")
        with into.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(kept(line) + "\n" for line in run.out.splitlines())
        print(f"{into.parent.name}: {min(at + BATCH, len(waiting))} of {len(waiting)}", file=sys.stderr)


def kept(line: str) -> str:
    """What scoring needs of one document."""
    row = json.loads(line)
    roles = ("source", "cue", "content", "parent")
    statements = [{role: s[role] for role in roles} for s in row["statements"]]
    return json.dumps({"file": Path(row["file"]).name, "statements": statements})


def lines(path: Path) -> list[Row]:
    """The rows of a file of JSON lines; none where it is not there."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def scored(script: Path, name: str, gold: Path, here: Path, chosen: list[Path]) -> list[object]:
    """One row of the table: the figures over the documents that were done."""
    wanted = {path.name for path in chosen}
    predicted = [row for row in lines(here / "predicted.jsonl") if row["file"] in wanted]
    done = {row["file"] for row in predicted}
    part, found = here / "gold.jsonl", here / "found.jsonl"
    with gzip.open(gold, "rt", encoding="utf-8") as rows, part.open("w", encoding="utf-8") as out:
        out.writelines(row for row in rows if text_name(json.loads(row)["id"]) in done)
    found.write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")
    outer = ["--outer"] if name in OUTERMOST else []
    command = [sys.executable, str(script), "score", *outer, str(part), str(found)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    score = json.loads(answer.stdout.splitlines()[0])
    pairs = [f"{score[role]['exact']['F']} / {score[role]['overlap']['F']}" for role in ("source", "cue", "content")]
    documents = f"{len(done)} of {len(chosen)}"
    return [name, documents, score["lenient"]["F"], score["whole"]["F"], *pairs, score["direct_source"] or "-"]


def text_name(document: str) -> str:
    """The file that the scoring script writes a document to."""
    return "".join(c if c.isalnum() or c in "_.-" else "_" for c in document) + ".txt"


if __name__ == "__main__":
    main()
