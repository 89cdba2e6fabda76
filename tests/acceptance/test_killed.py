"""Killed at any moment, an ``add`` loses nothing and doubles nothing: run again, it ends where an unbroken one ends."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from piles import LETTER, MEMO, WIRE, exported, write_pile
from sayso import workbench

SEED = 20_240_501
WEIGHTY_MOMENTS, OTHER_MOMENTS = 15, 10

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the driver forks")

Driver = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    here = Path(__file__).parent
    paths = os.pathsep.join(entry for entry in (str(here.parent), *sys.path) if entry)
    process = subprocess.Popen(
        [sys.executable, str(here / "kill_driver.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    orders, answers = process.stdin, process.stdout
    assert orders is not None
    assert answers is not None

    def run(case: Path, pile: Path, moment: int = -1, kind: str = "any") -> dict[str, Any]:
        order = {"case": str(case), "pile": str(pile), "moment": moment, "kind": kind}
        orders.write(json.dumps(order) + "\n")
        orders.flush()
        ended: dict[str, Any] = json.loads(answers.readline())
        return ended

    with process:
        yield run
        orders.close()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Papers, a copy, an archive in an archive, a file that cannot be read and one that is empty."""
    pile = write_pile(tmp_path / "pile", {"memo.txt": MEMO, "wire.txt": WIRE, "copy/memo.txt": MEMO, "empty.txt": ""})
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(zipfile.ZipInfo("pike.txt"), LETTER)
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("inner.zip"), inner.getvalue())
        archive.writestr(zipfile.ZipInfo("wire-again.txt"), WIRE)
    (pile / "box.zip").write_bytes(outer.getvalue())
    (pile / "noise.xyz").write_bytes(bytes(range(256)) * 4)
    return pile


def test_killed_at_25_moments_it_ends_as_if_never_broken(driver: Driver, mixed: Path, tmp_path: Path) -> None:
    unbroken = tmp_path / "unbroken.sayso"
    counts = driver(unbroken, mixed, 0)["counts"]
    wanted = tables(unbroken, tmp_path / "wanted")
    assert wanted["items.jsonl"].count(b"\n") == 9
    assert b"Ewan Pike" in wanted["statements.jsonl"]

    draw = random.Random(SEED)
    moments = [("weighty", m) for m in draw.sample(range(1, counts["weighty"] + 1), WEIGHTY_MOMENTS)]
    moments += [("any", m) for m in draw.sample(range(1, counts["any"] + 1), OTHER_MOMENTS)]
    for number, (kind, moment) in enumerate(moments):
        case = tmp_path / f"broken-{number}.sayso"
        assert driver(case, mixed, moment, kind)["status"] == -signal.SIGKILL
        assert driver(case, mixed)["status"] == 0, (kind, moment)
        assert tables(case, tmp_path / f"got-{number}") == wanted, (kind, moment)


def test_killed_while_the_case_is_made_it_is_made_the_next_time(driver: Driver, pile: Path, tmp_path: Path) -> None:
    for moment in range(1, 16):
        case = tmp_path / f"{moment}.sayso"
        assert driver(case, pile, moment, "weighty")["status"] == -signal.SIGKILL
        assert driver(case, pile)["counts"] is not None, moment
        assert not list(case.glob("writer.pid*"))


def test_killed_again_and_again_it_still_ends_well(driver: Driver, mixed: Path, tmp_path: Path) -> None:
    """Each run of a chain gets a little further before it is killed."""
    unbroken, case = tmp_path / "unbroken.sayso", tmp_path / "chain.sayso"
    step = driver(unbroken, mixed, 0)["counts"]["any"] // 6
    killed = 0
    while driver(case, mixed, step)["status"] == -signal.SIGKILL:
        killed += 1
        step += step // 5
    assert killed > 2
    assert tables(case, tmp_path / "got") == tables(unbroken, tmp_path / "wanted")


def test_the_command_killed_leaves_no_process_and_goes_on(mixed: Path, tmp_path: Path) -> None:
    """The command itself, with its pool, the confined child and the real network."""
    case = tmp_path / "affair.sayso"
    for seconds in (1.0, 2.5):
        process = command("add", str(case), str(mixed))
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert ends(process.pid)
    finished = command("add", str(case), str(mixed))
    assert finished.wait(timeout=120) == 3  # one file is of a format that is not read
    unbroken = tmp_path / "unbroken.sayso"
    assert command("add", str(unbroken), str(mixed)).wait(timeout=120) == 3
    assert tables(case, tmp_path / "got") == tables(unbroken, tmp_path / "wanted")


def tables(case: Path, folder: Path) -> dict[str, bytes]:
    with workbench.open(case) as opened:
        return exported(opened, folder)


def command(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sayso", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ends(group: int) -> bool:
    """Whether every process of a group ends by itself."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
