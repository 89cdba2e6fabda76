"""Whether files made to hurt end within limits, each with its reason, and leave nothing behind.

    python bench/hostile.py [--only WORD]

Makes every hostile file itself and adds it alone to a new case with the command ``sayso add``, its home, its temporary
folder and the folder it runs in being watched. Linux. Interrupted after ``--minutes``, it goes on from there the next
time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from common import ROOT, arguments, folder, machine, table
from hostile_files import Trap, traps

PATIENCE_SECONDS = 600
"""Longest wait for one file; reading it may take two minutes, the rest is extraction and linking of what was read."""
READ_SECONDS = 180
MAX_PARENT_MIB = 500
WATCHED = ("home", "tmp", "desk")


@dataclass
class Outcome:
    """What became of one trap."""

    seconds: float = 0.0
    status: int | None = None
    parent_mib: float = 0.0
    child_mib: float = 0.0
    case_mib: float = 0.0
    became: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def spring(trap: Trap) -> Outcome:
    """Lays a trap, adds it, and looks at what it did."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        root = Path(place)
        for name in (*WATCHED, "pile"):
            (root / name).mkdir()
        trap.lay(root / "pile")
        case = root / "case.sayso"
        before, outcome = _tree(root), _added(root, case)
        after = _tree(root)
        outcome.faults += [f"changed outside: {name}" for name in sorted(before.items() ^ after.items())][:3]
        if case.exists():
            outcome.case_mib = sum(p.lstat().st_size for p in case.rglob("*")) / 2**20
            _look(case, trap, outcome)
        _remove(root / "pile")
    return outcome


def _added(root: Path, case: Path) -> Outcome:
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LD_LIBRARY_PATH"}}
    environment |= {"HOME": str(root / "home"), "TMPDIR": str(root / "tmp"), "PYTHONPATH": str(ROOT / "src")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "sayso", "add", str(case), str(root / "pile"), "--jobs", "1"]
    outcome, began = Outcome(), time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, cwd=root / "desk", env=environment, stdout=said, stderr=said, start_new_session=True
        )
        watch = threading.Thread(target=_watch, args=(child, outcome), daemon=True)
        watch.start()
        try:
            outcome.status = child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            outcome.faults.append("did not end")
        outcome.seconds = time.monotonic() - began
        time.sleep(0.2)
        left = _session(child.pid) - ({child.pid} if outcome.status is None else set())
        for pid in _session(child.pid):
            os.kill(pid, 9)
        child.wait()
        watch.join()
        said.seek(0)
        told = said.read().decode("utf-8", "replace")
    outcome.faults += [f"{len(left)} processes left"] if left and outcome.status is not None else []
    if outcome.status not in (0, 3):
        outcome.faults.append(f"exit {outcome.status}: {told.strip().splitlines()[-1] if told.strip() else ''}")
    if outcome.parent_mib > MAX_PARENT_MIB:
        outcome.faults.append("parent too large")
    if "root:x:0" in told:
        outcome.faults.append("told what lies in /etc/passwd")
    return outcome


def _watch(child: subprocess.Popen[bytes], outcome: Outcome) -> None:
    """Notes the highest memory of the command itself and of whatever it started."""
    while child.poll() is None:
        for pid in _session(child.pid):
            peak = _peak(pid)
            if pid == child.pid:
                outcome.parent_mib = max(outcome.parent_mib, peak)
            else:
                outcome.child_mib = max(outcome.child_mib, peak)
        time.sleep(0.2)


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _session(leader: int) -> set[int]:
    """Processes of the session that ``leader`` opened, whoever started them."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.add(int(entry.name))
    return found


def _tree(root: Path) -> dict[str, tuple[int, int]]:
    """Everything in the watched folders, and the escapes that the traps try."""
    places = [p for name in WATCHED for p in (root / name).rglob("*")]
    places += [path for place in ("/tmp", "/etc") for path in Path(place).glob("sayso-[ae][bs]*")]
    return {str(p): (p.lstat().st_size, p.lstat().st_mtime_ns) for p in places if p.exists()}


def _look(case: Path, trap: Trap, outcome: Outcome) -> None:
    """Notes statuses and reasons of the items, and what is wrong with them."""
    import sayso  # noqa: PLC0415 - found beside this folder once common is loaded

    with sayso.open(case) as opened:
        items = list(opened.items())
        leaked = any("root:x:0:0" in document.text for document in opened.documents())
    counts = Counter(f"{item.status} {item.reason or ''}".strip() for item in items)
    outcome.became = dict(counts.most_common(6))
    reasons = {item.reason or "" for item in items}
    if not items:
        outcome.faults.append("no item")
    if counts["waiting"]:
        outcome.faults.append("still waiting")
    if trap.reasons and not reasons & set(trap.reasons):
        outcome.faults.append(f"reason is none of: {', '.join(trap.reasons)}")
    if leaked:
        outcome.faults.append("holds what lies in /etc/passwd")


def _remove(pile: Path) -> None:
    """Removes a pile whose paths may be longer than the system takes."""
    subprocess.run(["rm", "-rf", str(pile)], check=False)


def main() -> None:
    """Springs every trap and prints the table."""
    parser = arguments(__doc__ or "", data=False)
    parser.add_argument("--only", help="traps with this word in their name")
    options = parser.parse_args()
    out = folder("hostile", fresh=options.fresh)
    until = time.monotonic() + options.minutes * 60
    names = [name for name in traps() if not options.only or options.only in name][: options.limit]
    rows: list[list[object]] = []
    for number, name in enumerate(names):
        note = out / f"{name.replace('/', '_')}.json"
        if not note.exists() and time.monotonic() > until:
            continue
        if not note.exists():
            note.write_text(json.dumps(asdict(spring(traps()[name]))))
            print(f"{number + 1} of {len(names)}: {name}", file=sys.stderr, flush=True)
        outcome = Outcome(**json.loads(note.read_text()))
        became = ", ".join(f"{count} {what}" if count > 1 else what for what, count in outcome.became.items())
        sizes = (outcome.seconds, outcome.parent_mib, outcome.child_mib, outcome.case_mib)
        rows.append([name, became, *sizes, "; ".join(outcome.faults) or "ok"])
    good = sum(row[-1] == "ok" for row in rows)
    table("Hostile files", rows, ("trap", "became", "s", "parent MiB", "child MiB", "case MiB", "verdict"))
    table(
        "Hostile", [["machine", machine()], ["traps sprung", f"{len(rows)} of {len(names)}"], ["as they should", good]]
    )
    shutil.rmtree(out / "tmp", ignore_errors=True)


if __name__ == "__main__":
    main()
