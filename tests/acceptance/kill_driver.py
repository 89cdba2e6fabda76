"""Adds a pile in a child of its own, and kills that child at a given moment, again and again.

A line of JSON on standard input, ``{"case", "pile", "moment", "kind"}``, gives one on standard output: how the child
ended, and how many moments of either kind it went through. Moments are calls made by the engine and the store: of kind
``any`` all of them, of kind ``weighty`` those by which bytes reach the disk;
moment 0 counts alone, and -1 goes through unwatched. Linux and macOS alone, since it forks.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from piles import OpenReader, RuleTagger
from sayso import workbench
from sayso.engine import work
from sayso.engine.run import Inline
from sayso.extract import extract
from sayso.read import LIMITS, MemorySink, read_bytes

WATCHED = (f"{os.sep}sayso{os.sep}store{os.sep}", f"{os.sep}sayso{os.sep}engine{os.sep}")
WEIGHTY = {
    "execute",
    "executemany",
    "commit",
    "fsync",
    "replace",
    "rename",
    "write",
    "unlink",
    "mkdir",
    "rmdir",
    "open",
}


class Clock:
    """Counts moments, and kills this process at one of them."""

    def __init__(self, moment: int, kind: str) -> None:
        self.counts = {"any": 0, "weighty": 0}
        self._moment, self._kind = moment, kind

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        if not any(room in frame.f_code.co_filename for room in WATCHED):
            return
        self._tick("any")
        if event in ("c_call", "c_return") and getattr(called, "__name__", "") in WEIGHTY:
            self._tick("weighty")

    def _tick(self, kind: str) -> None:
        self.counts[kind] += 1
        if kind == self._kind and self.counts[kind] == self._moment:
            os.kill(os.getpid(), signal.SIGKILL)


def add(case: str, pile: str, moment: int, kind: str, answer: int) -> None:
    work.Tools.reader = lambda self, home: OpenReader()  # type: ignore[method-assign]
    work.Tools.tagger = lambda self: RuleTagger()  # type: ignore[method-assign]
    clock = Clock(moment, kind)
    if moment >= 0:
        sys.setprofile(clock)
    workbench.open(Path(case), runner=Inline()).add(pile)
    sys.setprofile(None)
    os.write(answer, json.dumps(clock.counts).encode())


def forked(order: dict[str, Any]) -> dict[str, Any]:
    """What became of one child."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            add(**order, answer=theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        counts = told.read()
    _, status = os.waitpid(child, 0)
    return {"status": os.waitstatus_to_exitcode(status), "counts": json.loads(counts) if counts else None}


def warmed_up() -> None:
    """Loads what every child needs, once: models of languages and of sentences."""
    reading = read_bytes(b"Dora Quill said the crane had been moved.\n", "warm.txt", MemorySink(), LIMITS)
    assert reading.content is not None
    extract(reading.content, RuleTagger())


if __name__ == "__main__":
    warmed_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(forked(json.loads(line))) + "\n")
        sys.stdout.flush()
