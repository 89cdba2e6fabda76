from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_fakes import FakeCase, Sayso

from sayso.errors import AskedWrongly, BadDocument, OurFault


def test_a_word_that_is_no_verb_is_asked_wrongly(sayso: Sayso) -> None:
    told = sayso("breif", "x")
    assert (told.status, told.out) == (2, "")
    assert "Try: sayso --help" in told.err


def test_a_case_that_is_not_there_is_asked_wrongly(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("brief", "other.sayso")
    assert told.status == 2
    assert "there is no case at other.sayso" in told.err
    assert "sayso add other.sayso" in told.err


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (AskedWrongly("newer_case", "the case is newer than this Sayso", "update it"), 2, "update it"),
        (OurFault("quotation_drift", "a quotation is not what its document says"), 1, "quotation_drift"),
        (BadDocument("damaged"), 3, "damaged"),
        (KeyboardInterrupt(), 130, "finished work is kept"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "b.md"), 2, "b.md: Permission denied"),
    ],
)
def test_each_family_of_errors_has_its_status_and_a_sentence(
    error: BaseException, status: int, sentence: str, sayso: Sayso, case: FakeCase
) -> None:
    case.raises = error
    told = sayso("brief", "papers.sayso")
    assert (told.status, told.out) == (status, "")
    assert sentence in told.err
    assert "Traceback" not in told.err


def test_a_bug_is_reported_by_type_and_place_and_never_by_its_words(sayso: Sayso, case: FakeCase) -> None:
    case.raises = ValueError("the secret words of a document")
    told = sayso("brief", "papers.sayso")
    assert told.status == 1
    assert "ValueError at cli/verbs/brief.py:" in told.err
    assert "secret" not in told.err


def test_whoever_stops_reading_our_output_is_no_error(sayso: Sayso, case: FakeCase) -> None:
    case.raises = BrokenPipeError(errno.EPIPE, "Broken pipe")
    told = sayso("brief", "papers.sayso")
    assert (told.status, told.err) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently there")
def test_a_closed_pipe_ends_cleanly() -> None:
    code = (
        "import sys, click; from sayso.cli import outcome, screen\n"
        "outcome._run = lambda _: [screen.out('x' * 1000) for _ in range(10000)] and 0\n"
        "sys.exit(outcome.run([]))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        child.stdout.read(10)  # type: ignore[union-attr]
        child.stdout.close()  # type: ignore[union-attr]
        told = child.stderr.read()  # type: ignore[union-attr]
        assert (child.wait(), told) == (0, b"")


def test_any_text_can_be_written_whatever_the_locale() -> None:
    code = (
        "import sys; from sayso.cli import outcome, screen\n"
        "outcome._run = lambda _: screen.out('Œuvre → \\udc80 日本') or 0\n"
        "sys.exit(outcome.run([]))"
    )
    for encoding in ("ascii", "cp1252"):
        surroundings = os.environ | {"PYTHONIOENCODING": encoding, "LC_ALL": "C"}
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=surroundings, check=False)
        assert (ran.returncode, ran.stdout.decode(), ran.stderr) == (0, "Œuvre → ⟨U+DC80⟩ 日本\n", b"")


def test_an_unwritable_place_is_asked_wrongly(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    told = sayso("brief", "papers.sayso", "-o", "no/such/folder/b.md")
    assert told.status == 2
    assert "there is no folder no/such/folder" in told.err
