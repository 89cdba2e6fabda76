"""The runners: a task that dies, hangs or breaks costs itself alone."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from doomed import Breaks, Dies, Hangs, Swells

from piles import RuleTagger
from sayso.engine import work
from sayso.engine.run import PER_WORKER, Inline, Pool, Runner
from sayso.engine.work import ExtractDone, ExtractTask, Lost, ReadDone, ReadTask
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.document import Content
from sayso.model.statement import Extraction

WORDS = "Dora Quill said the north crane was inspected on Monday."


def content(words: str = WORDS) -> ExtractTask:
    return ExtractTask(to_bytes(Content(text=words)), 0.0)


def results(runner: Runner, tasks: dict[str, Any]) -> dict[str, Any]:
    return dict(runner.run(iter(tasks.items()), len(tasks)))


def test_one_worker_dies_one_hangs_one_breaks_and_the_rest_goes_on() -> None:
    """Real processes, the real network."""
    tasks: dict[str, Any] = {
        "first": content(),
        "dies": Dies(),
        "hangs": Hangs(),
        "breaks": Breaks(),
        "last": content(),
    }
    done = results(Pool(1), tasks)
    assert done.pop("dies") == Lost("crashed")
    assert done.pop("hangs") == Lost("out_of_time")
    assert done.pop("breaks") == Lost("crashed")
    for result in done.values():
        assert isinstance(result, ExtractDone)
        (found,) = from_bytes(result.extraction, Extraction).attributions
        assert found.cue[0].of(WORDS) == "said"
    assert set(done) == {"first", "last"}


def test_a_break_and_a_lack_of_memory_cost_one_task_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work.Tools, "tagger", lambda self: RuleTagger())
    done = results(Inline(), {"breaks": Breaks(), "swells": Swells(), "last": content()})
    assert (done["breaks"], done["swells"]) == (Lost("crashed"), Lost("out_of_memory"))
    assert isinstance(done["last"], ExtractDone)


def test_a_hostile_file_is_parsed_outside_this_process(tmp_path: Path) -> None:
    """The inline runner too reads in the confined child: what it hands back are values."""
    (tmp_path / "blob").write_bytes(b"Words on a page.\n")
    (tmp_path / "own").mkdir()
    done = results(Inline(), {"a": ReadTask(str(tmp_path / "blob"), ".txt", str(tmp_path / "own"))})["a"]
    assert isinstance(done, ReadDone)
    assert done.outcome.status == "read"
    assert b"Words on a page." in done.reading


def test_tasks_are_made_as_they_are_needed() -> None:
    made = 0

    def tasks() -> Iterator[tuple[int, Any]]:
        nonlocal made
        for number in range(40):
            made += 1
            yield number, Breaks()

    for count, _ in enumerate(Pool(1).run(tasks(), 40), start=1):
        assert made <= count + PER_WORKER
    assert made == 40


def test_a_script_without_the_usual_guard_is_run_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            from sayso.engine.run import Pool
            from sayso.engine.work import ReadTask

            print("once")
            task = ReadTask("nowhere", ".txt", "nowhere/own")
            try:
                print([type(done).__name__ for _, done in Pool(1).run([(1, task)], 1)])
            except Exception as error:
                print(type(error).__name__)
            """
        )
    )
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert ran.stdout.count("once") == 1, ran.stderr
    assert "ReadDone" in ran.stdout
