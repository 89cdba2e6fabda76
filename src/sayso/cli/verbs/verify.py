"""sayso verify: whether a case is whole."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, open_case
from sayso.cli.outcome import DONE, SOME_UNREAD
from sayso.present.wording import counted

HELP = """Check every blob, id, span, index and quotation of a case.

\b
  sayso verify affair.sayso
  sayso verify affair.sayso && sayso export affair.sayso tables/ --format jsonl
"""


@click.command("verify", help=HELP)
@case_argument
def command(case: Path) -> int:
    """Prints what was checked and what did not pass."""
    with open_case(case) as opened:
        verified = opened.verify()
    for name, count in sorted(verified.checked.items()):
        screen.out(f"{name}: {count:,} checked")
    for problem in verified.problems:
        screen.out(f"PROBLEM: {problem}")
    screen.note(counted(len(verified.problems), "problem") if verified.problems else "everything is as it should be")
    return SOME_UNREAD if verified.problems else DONE
