"""Whether any bytes make a reader break its promise: a reading or a reason code, within limits, always.

    python bench/fuzz.py [--minutes M] [--jobs N] [--show NUMBER]

Broken copies of small valid files go to the readers under many names, to readers that are not theirs, under the limits
that hold and under tight ones; every sixteenth also through the guard, whose answer must be the same. Every mutant
hangs on its number alone; the next run goes on with the next. What broke a promise is kept in ``bench/out/fuzz``.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from common import arguments, folder, table
from mutate import mutant
from seeds import seeds

HANG_SECONDS = 30
"""A mutant has a quarter of a megabyte: one that takes so long has found a way to make time."""
SLOW_SECONDS = 4.0
MEMORY_BYTES = 3 << 30
GUARDED = 16
"""One mutant in so many is read in the confined child too."""
PER_WORKER = 4000
"""A worker is replaced after so many, so that what a library leaks is not charged to a later mutant."""


class Mutant(NamedTuple):
    """What is read: bytes, a name, the family that is made to read it (None: whose it is), and the limits."""

    data: bytes
    name: str
    family: str | None
    limits: Any


def make(number: int) -> Mutant:
    """Mutant ``number``, the same on every machine that makes the same seeds."""
    from sayso.read import LIMITS  # noqa: PLC0415 - found beside this folder once common is loaded
    from sayso.read.dispatch import READERS  # noqa: PLC0415

    chance = Random(number)
    files = seeds()
    name = chance.choice(list(files))
    data = mutant(files[name], list(files.values()), chance)
    family = chance.choice(list(READERS)) if chance.random() < 0.25 else None
    if chance.random() < 0.1:
        name = chance.choice(list(files))
    return Mutant(data, name, family, chance.choice((LIMITS, LIMITS, TIGHT(LIMITS))))


def TIGHT(limits: Any) -> Any:  # noqa: N802 - beside LIMITS
    """Limits that small files exceed."""
    return replace(
        limits, max_text_bytes=3000, max_pages=2, max_words=50, max_members=2, max_member_bytes=2000, max_parts=2,
        max_unpacked_bytes=3000, free_unpacked_bytes=500, max_ratio=4, max_xml_bytes=5000, max_depth=4,
    )  # fmt: skip


def broken_promise(case: Mutant) -> str | None:
    """What is wrong with how ``case`` is read here; None where nothing is."""
    from sayso.model import codec  # noqa: PLC0415
    from sayso.read import MemorySink, dispatch, read_bytes  # noqa: PLC0415
    from sayso.read.check import Untrusted, checked  # noqa: PLC0415
    from sayso.read.kinds import Kind, kind_of  # noqa: PLC0415

    dispatch.kind_of = (lambda *_: Kind("application/octet-stream", case.family)) if case.family else kind_of  # type: ignore[assignment,arg-type]
    sink, began = MemorySink(), time.process_time()
    try:
        reading = read_bytes(case.data, case.name, sink, case.limits)
    except Exception as error:  # noqa: BLE001 - what this looks for
        return f"raised {type(error).__name__} at {_place(error)}"
    if time.process_time() - began > SLOW_SECONDS:
        return f"slow: {reading.media_type}"
    try:
        if checked(codec.to_bytes(reading), case.limits) != reading:
            return "changed by the codec"
    except Untrusted as error:
        return f"refused by the guard at {_place(error)}"
    return _beyond(reading, sink.members, case.limits)


def _beyond(reading: Any, kept: list[bytes | None], limits: Any) -> str | None:
    sizes = [len(data) for data in kept if data is not None]
    if len(kept) != len(reading.members):
        return "members and bytes do not agree"
    if reading.content and len(reading.content.text.encode()) > limits.max_text_bytes:
        return "more text than the limit"
    if len(reading.members) > limits.max_members or max(sizes, default=0) > limits.max_member_bytes:
        return "more members than the limit"
    return None


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/sayso/" in frame.filename] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "nowhere"


def work(first: int, step: int, until: float, told: Connection) -> None:
    """Reads mutants ``first``, ``first + step``, ... and tells of each before and after."""
    _confine()
    from sayso.read import confined  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place, confined() as reader:
        for number in range(first, first + step * PER_WORKER, step):
            if time.time() > until:
                break
            told.send((number, None))
            signal.alarm(HANG_SECONDS)
            case = make(number)
            found = broken_promise(case)
            if found is None and number % GUARDED < step and case.family is None:
                found = _guarded(case, reader, Path(place))
            signal.alarm(0)
            told.send((number, found or ""))
    told.send((None, None))


def _guarded(case: Mutant, reader: Any, tmp: Path) -> str | None:
    """What is wrong with how the guard reads ``case``."""
    from sayso.read import MemorySink, dispatch, read_bytes  # noqa: PLC0415
    from sayso.read.guard import _suffixes  # noqa: PLC0415 - the child is told no more of a name
    from sayso.read.kinds import kind_of  # noqa: PLC0415

    dispatch.kind_of = kind_of
    reader.limits = case.limits
    reading = reader.read_bytes(case.data, case.name, tmp)
    for left in tmp.iterdir():
        if left.is_file():
            left.unlink()
    here = read_bytes(case.data, _suffixes(case.name), MemorySink(), case.limits)
    return None if reading == here else f"the guard says {reading.reason}, here it is {here.reason}"


def _confine() -> None:
    """Caps memory; standard output and error of noisy libraries go nowhere."""
    import resource  # noqa: PLC0415 - this bench needs a POSIX system

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)


class Watcher:
    """One worker at a time, started again behind the mutant on which it died."""

    def __init__(self, first: int, step: int, until: float, tell: Callable[[int, str], None]) -> None:
        self.next = first
        self._step, self._until, self._tell = step, until, tell
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe(duplex=False)
        self._child = context.Process(target=work, args=(self.next, self._step, self._until, theirs))
        self._child.start()
        theirs.close()

    def hear(self) -> bool:
        """Takes one message; whether there is more to come."""
        try:
            number, found = self.pipe.recv()
        except EOFError:
            self._child.join()
            self._tell(
                self.next, "hung" if self._child.exitcode == -signal.SIGALRM else f"died of {self._child.exitcode}"
            )
            self.next += self._step
        else:
            if number is not None:
                self.next = number + self._step * (found is not None)
                if found is not None:
                    self._tell(number, found)
                return True
            self._child.join()
        if time.time() > self._until:
            return False
        self._start()
        return True


def main() -> None:
    """Fuzzes for as long as told and prints what was found."""
    parser = arguments(__doc__ or "", data=False)
    parser.add_argument("--jobs", type=int, default=1, help="workers")
    parser.add_argument("--show", type=int, help="write mutant NUMBER to standard output and say what it breaks")
    options = parser.parse_args()
    if options.show is not None:
        case = make(options.show)
        sys.stdout.buffer.write(case.data)
        print(case.name, case.family, broken_promise(case), file=sys.stderr)
        return
    out = folder("fuzz", fresh=options.fresh)
    state = (
        json.loads((out / "state.json").read_text()) if (out / "state.json").exists() else {"next": 0, "minutes": 0.0}
    )
    found: Counter[str] = Counter()
    began, done = time.time(), _run(options, out, state["next"], found)
    state = {"next": state["next"] + done, "minutes": state["minutes"] + (time.time() - began) / 60}
    (out / "state.json").write_text(json.dumps(state))
    rows = [["mutants in this run", done], ["mutants in all", state["next"]], ["minutes in all", state["minutes"]]]
    table("Fuzzing", [*rows, ["broken promises", sum(found.values())]])
    table("Broken promises", found.most_common(), ("what", "mutants"))


def _run(options: Any, out: Path, first: int, found: Counter[str]) -> int:
    """Runs workers until the time is over; how many mutants were read."""
    done = [0]

    def tell(number: int, what: str) -> None:
        done[0] += 1
        if what:
            found[what] += 1
            if found[what] <= 3:
                (out / f"{number}.json").write_text(json.dumps({"number": number, "what": what}))
                print(number, what, flush=True)

    until = time.time() + options.minutes * 60
    workers = [Watcher(first + n, options.jobs, until, tell) for n in range(options.jobs)]
    while workers:
        for pipe in multiprocessing.connection.wait([w.pipe for w in workers]):
            watcher = next(w for w in workers if w.pipe is pipe)
            if not watcher.hear():
                workers.remove(watcher)
        if options.limit and done[0] >= options.limit:
            break
    return max(done[0], 1)


if __name__ == "__main__":
    import multiprocessing.connection

    main()
