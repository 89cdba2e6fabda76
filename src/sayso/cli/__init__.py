"""The command line: it translates words into the workbench's verbs and results into text, and does nothing else."""

from __future__ import annotations

import sys


def main() -> None:
    """The command ``sayso``; leaves with the exit status of the contract."""
    from sayso.cli.outcome import run  # noqa: PLC0415 - importing does nothing
    from sayso.cli.process import guarded  # noqa: PLC0415

    guarded()
    sys.exit(run(sys.argv[1:]))
