"""How long a person waits for small things: help, a search, a brief of the demo case.

    python bench/startup.py [--limit N]

Needs nothing. ``--limit`` is the number of repeats; the table gives the median and the quickest.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from common import Run, arguments, folder, machine, sayso, table, timed


def main() -> None:
    """Runs each command several times and prints."""
    options = arguments(__doc__ or "", data=False).parse_args()
    out = folder("startup", fresh=True)
    first = checked(sayso("demo", out / "demo"))
    again = checked(sayso("demo", out / "demo"))
    rows: list[list[object]] = [["sayso demo, the first time", first.seconds, first.seconds, first.peak_all]]
    rows.append(["sayso demo, again", again.seconds, again.seconds, again.peak_all])
    case = out / "demo" / "demo.sayso"
    note = out / "note.txt"
    note.write_text("The mayor said that the bridge was closed.\n", encoding="utf-8")
    for name, command in commands(case, note).items():
        runs = [checked(timed([sys.executable, *command])) for _ in range(options.limit or 5)]
        seconds = [run.seconds for run in runs]
        rows.append([name, statistics.median(seconds), min(seconds), max(run.peak_all for run in runs)])
    cells = [[name, f"{middle:.2f}", f"{least:.2f}", peak] for name, middle, least, peak in rows]
    table(f"Seconds. {machine()}", cells, ("", "median", "quickest", "MiB at most, sampled"))


def commands(case: Path, note: Path) -> dict[str, list[str]]:
    """What is timed, by its name in the table."""
    verbs = {
        "sayso --version": ["--version"],
        "sayso --help": ["--help"],
        "sayso add --help": ["add", "--help"],
        "sayso add, nothing new": ["add", str(case), str(case.parent / "files")],
        "sayso status": ["status", str(case)],
        "sayso search": ["search", str(case), '"failed a brake test"'],
        "sayso claims": ["claims", str(case)],
        "sayso brief": ["brief", str(case)],
        "sayso extract, one sentence": ["extract", str(note)],
    }
    modules = {name: ["-m", "sayso", *words] for name, words in verbs.items()}
    return {"python -c pass": ["-c", "pass"], "import sayso": ["-c", "import sayso"], **modules}


def checked(run: Run) -> Run:
    """The run, if it did what it should."""
    if run.status not in (0, 3):
        raise SystemExit(f"ended with {run.status}\n{run.err[-2000:]}")
    return run


if __name__ == "__main__":
    main()
