"""What every bench shares: arguments, the folder of partial results, timed runs of the command line, and tables.

A bench keeps what it has finished in ``bench/out`` and goes on from there; after ``--minutes`` it stops and prints
what it has.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "bench" / "out"
SAMPLE_SECONDS = 0.5
PATIENCE_SECONDS = 60
"""How long an interrupted run may take to put its work away."""

sys.path.insert(0, str(ROOT / "src"))


def arguments(description: str, *, data: bool = True) -> argparse.ArgumentParser:
    """The options of every bench."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    if data:
        given = os.environ.get("SAYSO_DATA")
        parser.add_argument("--data", type=Path, default=given, required=not given, help="folder of public data")
    parser.add_argument("--limit", type=int, help="only so many, drawn by a digest of their names; all if not given")
    parser.add_argument("--minutes", type=float, default=18.0, help="stop after so long and print what there is")
    parser.add_argument("--fresh", action="store_true", help="forget partial results and start anew")
    return parser


def read_item(name: str, text: str) -> tuple[Any, tuple[str, bytes]]:
    """A text as an item that was read, and the row of its reading, to be put straight into a store."""
    from sayso.model.codec import to_bytes  # noqa: PLC0415 - benches of the command line load nothing of it
    from sayso.model.document import Content, content_digest  # noqa: PLC0415
    from sayso.model.ids import sha256_hex  # noqa: PLC0415
    from sayso.model.item import Item, item_id  # noqa: PLC0415
    from sayso.model.reading import Reading  # noqa: PLC0415

    content, sha = Content(text=text), sha256_hex(text)
    item = Item(
        id=item_id(name, sha),
        file=name,
        sha256=sha,
        bytes=len(text),
        status="read",
        reading=sha,
        content=content_digest(content),
    )
    return item, (sha, to_bytes(Reading(status="read", media_type="text/plain", content=content)))


def folder(name: str, *, fresh: bool) -> Path:
    """The folder of a bench's partial results; emptied if ``fresh``."""
    path = OUT / name
    if fresh:
        shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, exist_ok=True)
    return path


def sampled(paths: Iterable[Path], limit: int | None) -> list[Path]:
    """All of ``paths`` in order, or ``limit`` of them, the same ones every time."""
    found = sorted(paths)
    if limit is None or limit >= len(found):
        return found
    drawn = sorted(found, key=lambda p: hashlib.sha256(p.name.encode()).digest())[:limit]
    return sorted(drawn)


def pile(paths: Sequence[Path], source: Path, limit: int | None, into: Path) -> Path:
    """A folder that holds ``paths`` and nothing else: ``source`` itself, or copies where only some were drawn."""
    if limit is None:
        return source
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for path in paths:
        shutil.copyfile(path, into / path.name)
    return into


@dataclass
class Run:
    """One command, or several that went on from each other: seconds, exit status, peaks in MiB, what it printed."""

    seconds: float = 0.0
    status: int | None = None
    peak_one: float = 0.0
    """Largest single process."""
    peak_all: float = 0.0
    """All processes together, shared memory counted once; sampled, Linux only."""
    finished: bool = False
    out: str = ""
    err: str = ""

    def after(self, before: Run) -> Run:
        """This run as the continuation of ``before``."""
        return Run(
            before.seconds + self.seconds,
            self.status,
            max(before.peak_one, self.peak_one),
            max(before.peak_all, self.peak_all),
            self.finished,
            self.out,
            self.err,
        )


def sayso(*words: str | Path, seconds: float | None = None) -> Run:
    """Runs ``python -m sayso``; interrupted politely after ``seconds``."""
    return timed([sys.executable, "-m", "sayso", *map(str, words)], seconds)


def timed(command: Sequence[str], seconds: float | None = None) -> Run:
    """Runs ``command`` to its end or for ``seconds``, and measures it with everything it starts."""
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": path, "COLUMNS": "120"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        watch = Watch(child.pid)
        finished = _wait(child, seconds)
        took = time.monotonic() - started
        watch.stop()
        out.seek(0)
        err.seek(0)
        said = [stream.read().decode("utf-8", "replace") for stream in (out, err)]
    return Run(took, child.returncode, _largest_child(), watch.peak, finished, *said)


def _wait(child: subprocess.Popen[bytes], seconds: float | None) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
    else:
        return True
    try:
        child.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    return False


def _largest_child() -> float:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 2**20


class Watch:
    """Samples the memory of a process and everything below it; ``peak`` in MiB."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Takes no further samples."""
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(map(_proportional, tree(self._pid))) / 1024)


def tree(pid: int) -> set[int]:
    """``pid`` and its descendants; empty where the system does not tell."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, size = {pid} & set(parents), -1
    while size != len(found):
        size = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


def _proportional(pid: int) -> int:
    """Memory of one process in KiB, its share of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def add(case: Path, source: Path, minutes: float, note: Path) -> Run:
    """Adds ``source`` to ``case``, going on from what ``note`` tells of earlier runs; at once where it was finished."""
    before = Run(**json.loads(note.read_text())) if note.exists() else Run()
    if before.finished:
        return before
    run = sayso("add", case, source, seconds=minutes * 60).after(before)
    note.write_text(json.dumps(asdict(run)))
    if run.finished and run.status not in (0, 3):
        note.unlink()
        raise SystemExit(f"sayso add ended with {run.status}\n{run.err[-2000:]}")
    return run


def table(title: str, rows: Iterable[Sequence[object]], heads: Sequence[str] = ()) -> None:
    """Prints a table in Markdown, so that it can be pasted."""
    cells = [[_cell(c) for c in row] for row in rows]
    width = max((len(row) for row in [*cells, list(heads)]), default=0)
    lines = [list(heads) or [""] * width, ["---"] * width, *cells]
    widths = [max(len(line[i]) if i < len(line) else 0 for line in lines) for i in range(width)]
    print(f"\n{title}\n")
    for line in lines:
        print("| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=False)) + " |")


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def machine() -> str:
    """The machine in a few words."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def reading(run: Run, items: Sequence[Any]) -> list[list[object]]:
    """The rows that every bench of reading prints."""
    state = "all" if run.finished else "INTERRUPTED: figures of the part that was done"
    done = sum(item.status != "waiting" for item in items)
    return [
        ["machine", machine()],
        ["state", state],
        ["items (members of archives included)", len(items)],
        ["of these done", done],
        ["seconds", run.seconds],
        ["items a second", done / run.seconds if run.seconds else 0.0],
        ["peak memory, all processes, MiB", run.peak_all or "not measured here"],
        ["peak memory, largest process, MiB", run.peak_one or "not measured here"],
        ["exit status of add", run.status if run.finished else "interrupted"],
    ]


def by_reason(items: Iterable[Any]) -> list[tuple[str, str, int]]:
    """Status, reason, how many; the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        key = (item.status, item.reason or "")
        counts[key] = counts.get(key, 0) + 1
    return [(*key, n) for key, n in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))]
