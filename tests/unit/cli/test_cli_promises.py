from __future__ import annotations

import subprocess
import sys

import pytest
from cli_fakes import Sayso

BUILT = ("add", "ask", "brief", "changes", "check", "claims", "compare", "copies", "demo", "export", "extract", "judge",
         "merge", "passages", "remove", "search", "show", "statements", "status", "verify", "why")  # fmt: skip
UNBUILT = ("serve",)


def test_help_lists_every_verb_of_the_contract(sayso: Sayso) -> None:
    told = sayso("--help")
    assert told.status == 0
    listed = {line.split()[0] for line in told.out.splitlines() if line.startswith("  ") and line.strip()}
    assert {*BUILT, *UNBUILT} <= listed
    assert "Not built yet:" in told.out


@pytest.mark.parametrize("verb", BUILT)
def test_the_help_of_each_verb_teaches_with_two_examples(verb: str, sayso: Sayso) -> None:
    told = sayso(verb, "--help")
    assert told.status == 0
    examples = [line for line in told.out.splitlines() if line.startswith(f"    sayso {verb}")]
    assert len(examples) == 2


@pytest.mark.parametrize("verb", UNBUILT)
@pytest.mark.parametrize("arguments", [(), ("x.sayso",), ("x.sayso", "words", "--since", "2020")])
def test_what_is_not_built_says_so_and_leaves_with_two(verb: str, arguments: tuple[str, ...], sayso: Sayso) -> None:
    told = sayso(verb, *arguments)
    assert (told.status, told.out) == (2, "")
    assert f"`sayso {verb}` is not built yet" in told.err
    assert "ot built yet" in sayso(verb, "--help").out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("add", "c.sayso", "p", "--in-place"), "--in-place"),
        (("export", "c.sayso", "d", "--format", "parquet"), "parquet"),
    ],
)
def test_options_that_are_not_built_say_so(arguments: tuple[str, ...], what: str, sayso: Sayso) -> None:
    told = sayso(*arguments)
    assert told.status == 2
    assert what in told.err
    assert "not built yet" in told.err
    helped = " ".join(sayso(arguments[0], "--help").out.split())
    assert what in helped


def test_help_loads_nothing_heavy() -> None:
    """Help must answer at once: neither the workbench nor a network nor rich is imported for it."""
    probe = (
        "import sys; from sayso.cli.outcome import run; run(['--help']); "
        "heavy = {'sayso.workbench', 'rich', 'numpy', 'onnxruntime', 'duckdb', 'sayso.cli.verbs.add'}; "
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", probe], stdout=subprocess.DEVNULL, check=False).returncode == 0
