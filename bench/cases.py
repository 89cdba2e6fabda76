"""How good the findings on whole cases are: every case with gold answers and the demo case, by the shared script.

    python bench/cases.py --data DIR [--limit N]

Needs ``DIR/../cases/NAME/{files,gold.json}`` and ``DIR/../score/score_case.py``. Each case is made
anew; it takes seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from common import ROOT, arguments, folder, machine, sayso, table

DEMO = (ROOT / "demo", ROOT / "src" / "sayso" / "demo_case" / "files")


def main() -> None:
    """Adds, exports, scores and prints."""
    options = arguments(__doc__ or "").parse_args()
    out = folder("cases", fresh=True)
    cases = [
        (gold.parent, gold.parent / "files") for gold in sorted((options.data.parent / "cases").glob("*/gold.json"))
    ]
    chosen = [DEMO, *cases][: options.limit]
    script = options.data.parent / "score" / "score_case.py"
    columns = {case.name: figures(case, files, out, script) for case, files in chosen}
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    rows = [[name, *(column.get(name, "") for column in columns.values())] for name in names]
    table(f"Figures of score_case.py (F1: F (P/R)). {machine()}", rows, ("", *columns))


def figures(case: Path, files: Path, out: Path, script: Path) -> dict[str, object]:
    """Every figure of one case under a flat name."""
    made, export = out / f"{case.name}.sayso", out / f"{case.name}-export"
    added = sayso("add", made, files)
    for run in (added, sayso("export", made, export, "--format", "jsonl")):
        if run.status not in (0, 3):
            raise SystemExit(f"sayso ended with {run.status}\n{run.err[-2000:]}")
    command = [sys.executable, str(script), str(case), str(export), "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return {"seconds": added.seconds} | flat(json.loads(answer.stdout))


def flat(scores: dict[str, Any], prefix: str = "") -> dict[str, object]:
    """Scores within scores under joined names; F, P and R of one thing in one cell."""
    out: dict[str, object] = {}
    for name, value in scores.items():
        if not isinstance(value, dict):
            out[prefix + name] = "-" if value is None else value
            continue
        rest = dict(value)
        if {"F", "P", "R"} <= set(rest):
            f, p, r = (rest.pop(k) for k in ("F", "P", "R"))
            counts = (rest.pop("gold", ""), rest.pop("predicted", ""))
            out[prefix + name] = f"{f} ({p}/{r}) of {counts[0]}, found {counts[1]}"
        out |= flat(rest, f"{prefix}{name} ")
    return out


if __name__ == "__main__":
    main()
