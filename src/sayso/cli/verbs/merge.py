"""sayso merge: a colleague's copy of the case brought in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH, case_argument, open_case
from sayso.cli.outcome import DONE, SOME_UNREAD
from sayso.cli.progress import progress
from sayso.cli.verbs.judge import conflict
from sayso.present.safe import one_line

if TYPE_CHECKING:
    from sayso.workbench import Merged

HELP = """Bring OTHER, a colleague's copy of the case, into CASE: its files that are not here, and its judgements.

Its originals are read again here; nothing else of it is believed. What was taken out in either case is out in this one
afterwards. Where a judgement decides otherwise than one here, ours holds and the conflict is listed.

\b
  sayso merge affair.sayso from-anna/affair.sayso
  sayso merge affair.sayso /media/stick/affair.sayso
"""


@click.command("merge", help=HELP)
@case_argument
@click.argument("other", type=PATH)
@click.option("--jobs", type=click.IntRange(0, 256), help="how many files are read at once; 0 means one a core")
def command(case: Path, other: Path, jobs: int | None) -> int:
    """Merges and tells what is in conflict; 3 where anything is."""
    with open_case(case) as opened, progress() as report:
        done = opened.merge(other, jobs=jobs, progress=report)
    for line in _told(done):
        screen.out(line)
    return DONE if done.clean else SOME_UNREAD


def _told(done: Merged) -> list[str]:
    out = [f"{done.new:,} files new, {done.unchanged:,} here already, {done.judgements:,} judgements taken"]
    out += [
        f"beside ours: {one_line(file)} has other bytes here; theirs is {one_line(name)}" for file, name in done.beside
    ]
    out += [f"stays out: {one_line(file)} was taken out here" for file in done.kept_out]
    out += [f"taken out: {one_line(file)} was taken out there" for file in done.taken_out]
    out += [f"damaged there: {one_line(file)}; ask for it again" for file in done.damaged]
    out += [conflict(judgement, why) for judgement, why in done.conflicts]
    return out
