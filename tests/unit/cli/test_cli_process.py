"""Bad surroundings, by the real command line: streams that came closed, a folder that went away, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "sayso"]
posix = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")


@posix
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_harm_nothing(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.txt").write_text("The mayor said that the mill was empty.", encoding="utf-8")
    line = f'exec "{sys.executable}" -m sayso add case.sayso a.txt --jobs 1 {closed}'
    assert subprocess.run(["sh", "-c", line], cwd=tmp_path, check=False).returncode == 0
    told = subprocess.run([*COMMAND, "verify", "case.sayso"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, "items: 1 checked" in told.stdout) == (0, True)


@posix
def test_a_folder_that_went_away_is_told(tmp_path: Path) -> None:
    line = f'mkdir gone && cd gone && rmdir ../gone && exec "{sys.executable}" -P -m sayso add x.sayso y'
    told = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, "no longer there" in told.stderr) == (2, True), told.stderr


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_asked_to_end_it_leaves_nothing_temporary_and_no_traceback(tmp_path: Path, name: str) -> None:
    (tmp_path / "pile").mkdir()
    for n in range(40):
        words = f"Warden Tolle said that ledger {n} was burned. The clerk denied it.\n\n" * 40
        (tmp_path / "pile" / f"{n}.txt").write_text(words + str(n), encoding="utf-8")
    command = [*COMMAND, "add", "case.sayso", "pile", "--jobs", "2"]
    ready = partial(signal.signal, getattr(signal, name), signal.SIG_DFL)  # tests in the background have it ignored
    run = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=ready,  # noqa: PLW1509 - no other thread runs here
    )
    tmp = tmp_path / "case.sayso" / "tmp"
    while run.poll() is None and not list(tmp.glob("read-*")):  # workers are starting now
        time.sleep(0.01)
    os.killpg(run.pid, getattr(signal, name)) if name == "SIGINT" else run.send_signal(getattr(signal, name))
    told = run.communicate(timeout=60)[1]
    assert run.returncode == 130, told
    assert "Traceback" not in told, told
    assert "run the same command again" in told
    assert (list(tmp.iterdir()), (tmp.parent / "writer.pid").exists()) == ([], False)
