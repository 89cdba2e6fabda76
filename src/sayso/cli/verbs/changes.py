"""sayso changes: what a new drop changed."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, open_case
from sayso.settings import Settings

HELP = """What is new since a drop or a day: claims that gained or lost a source, were denied or contradicted, pages
that now stand in two versions, judgements to look at again. The last drop unless --since says otherwise.

\b
  sayso changes affair.sayso
  sayso changes affair.sayso --since HERON
"""


@click.command("changes", help=HELP)
@case_argument
@click.option("--since", metavar="DROP|DATE", help="the label of a drop, or a day (YYYY-MM-DD)")
@click.option("--top", type=click.IntRange(min=1), default=Settings().top, show_default=True, help="new claims listed")
@click.option("--json", "as_json", is_flag=True, help="as one JSON object")
def command(case: Path, since: str | None, *, top: int, as_json: bool) -> None:
    """Prints what changed."""
    from sayso.present.brief_json import brief_json  # noqa: PLC0415 - only what is asked for is loaded
    from sayso.present.changed_text import changed_text  # noqa: PLC0415

    with open_case(case) as opened:
        changed = opened.changes(since, top)
    screen.raw(brief_json(changed) if as_json else changed_text(changed, screen.width()))
