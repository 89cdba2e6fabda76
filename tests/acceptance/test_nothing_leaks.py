"""A watched run writes no byte outside the case and the files asked for, says no secret, and never asks the network.

Every Python process of the run loads ``spy/sitecustomize.py``, but for the confined child, which obeys no surroundings;
what that leaves behind is seen by comparing every folder it could reach before and after.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from piles import MEMO, write_pile

SECRET = "Zanzibarium"
PAGE = (
    f'<html><head><title>{SECRET} page</title><meta name="author" content="{SECRET} Author"></head>'
    f"<body><article><h1>{SECRET} page</h1><p>Dora Quill said the {SECRET} crane was inspected on Monday by two men. "
    "Nobody at the quay has worked since the harbour office closed its gates.</p></article></body></html>"
)
QUIETING = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "DO_NOT_TRACK")
"""Surroundings in which libraries report to nobody; a user's machine has none of them."""
SPY = Path(__file__).parent / "spy"


@dataclass(frozen=True)
class Watched:
    """A machine in small: a home, a folder for temporary files, a desk to work at, a pile with a secret."""

    root: Path

    @property
    def pile(self) -> Path:
        return self.root / "pile"

    @property
    def case(self) -> Path:
        return self.root / "desk/affair.sayso"

    def command(self, *arguments: str, before: tuple[str, ...] = (), **more: str) -> subprocess.Popen[str]:
        environment = {
            **{name: value for name, value in os.environ.items() if name not in QUIETING},
            **{name: str(self.root / "home") for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")},
            **{name: str(self.root / "temporary") for name in ("TMPDIR", "TEMP", "TMP")},
            "PYTHONPATH": os.pathsep.join([str(SPY), *(entry for entry in sys.path if entry)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SPY_LOG": str(self.root / "notes"),
            **more,
        }
        return subprocess.Popen(
            [*before, sys.executable, "-m", "sayso", *arguments],
            cwd=self.root / "desk",
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str, before: tuple[str, ...] = (), **more: str) -> tuple[int, str, str]:
        process = self.command(*arguments, before=before, **more)
        told, complained = process.communicate(timeout=120)
        return process.returncode, told, complained

    def tree(self) -> dict[str, tuple[int, int]]:
        """Every file outside the case, with its size and when it was written."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            if not path.is_relative_to(self.case) and path.name != "notes":
                status = path.lstat()
                found[path.relative_to(self.root).as_posix()] = (
                    status.st_size,
                    0 if path.is_dir() else status.st_mtime_ns,
                )
        return found

    def notes(self) -> list[tuple[str, str]]:
        lines = (self.root / "notes").read_text(encoding="utf-8").splitlines()
        return [(event, what) for event, what in map(json.loads, lines)]

    def wait_for(self, events: int, process: subprocess.Popen[str]) -> None:
        """Until so many more things were noted, or the process has ended."""
        notes = self.root / "notes"
        enough = events + (len(notes.read_bytes().splitlines()) if notes.exists() else 0)
        while process.poll() is None and not (notes.exists() and len(notes.read_bytes().splitlines()) >= enough):
            time.sleep(0.01)

    def written_outside(self) -> set[str]:
        """Places outside the case that were opened for writing."""
        places = {what for event, what in self.notes() if not event.startswith("socket.")}
        return {place for place in places if not self.inside(place)}

    def inside(self, place: str) -> bool:
        if place in (os.devnull, ":memory:"):
            return True
        plain = place.removeprefix("file://").removeprefix("file:").split("?", 1)[0]
        return (self.root / "desk" / plain).resolve().is_relative_to(self.case)


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    for name in ("home", "temporary", "desk"):
        (tmp_path / name).mkdir()
    pile = write_pile(tmp_path / "pile", {"memo.txt": MEMO, f"{SECRET}-letter.txt": f"{MEMO}The {SECRET} is real.\n"})
    write_pile(pile, {f"{SECRET}/page.html": PAGE})
    (pile / f"{SECRET}.pdf").write_bytes(f"%PDF-1.4\n{SECRET}\n%%EOF".encode())
    return Watched(tmp_path)


def test_add_and_brief_write_in_the_case_alone_and_never_ask_the_network(watched: Watched) -> None:
    before = watched.tree()
    status, told, complained = watched.run("add", str(watched.case), str(watched.pile), "--jobs", "1")
    assert status == 3, complained  # the broken PDF
    assert SECRET not in told + complained
    status, told, complained = watched.run("brief", str(watched.case))
    assert (status, complained) == (0, "")
    assert SECRET in told  # it was read, and is in the brief: the watch means something
    status, told, _ = watched.run("search", str(watched.case), SECRET)
    assert SECRET in told
    assert watched.run("status", str(watched.case))[0] == 0
    assert watched.written_outside() == set()
    assert watched.tree() == before
    used = [(event, what) for event, what in watched.notes() if event.startswith("socket.")]
    assert [each for each in used if each[0] != "socket.__new__"] == []


def test_a_crash_tells_its_place_and_not_a_word_of_the_documents(watched: Watched) -> None:
    before = watched.tree()
    status, told, complained = watched.run("add", str(watched.case), str(watched.pile), "--jobs", "1", SPY_CRASH="yes")
    assert status == 1
    assert "ValueError at" in complained
    for word in (SECRET, "Quill", "memo.txt", "Traceback"):
        assert word not in told + complained
    assert watched.written_outside() == set()
    assert watched.tree() == before


def test_a_killed_run_leaves_nothing_outside_the_case(watched: Watched) -> None:
    before = watched.tree()
    for events in (10, 60):
        process = watched.command("add", str(watched.case), str(watched.pile), "--jobs", "1")
        watched.wait_for(events, process)
        process.kill()
        told, complained = process.communicate(timeout=60)
        assert SECRET not in told + complained
    assert watched.written_outside() == set()
    assert watched.tree() == before


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are a thing of Linux")
def test_the_whole_job_is_done_with_the_network_cut_off(watched: Watched) -> None:
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a namespace")
    memo = str(watched.pile / "memo.txt")
    status, _, complained = watched.run("add", str(watched.case), memo, before=("unshare", "-rn"))
    assert status == 0, complained
