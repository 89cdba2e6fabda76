"""sayso judge: a person's verdicts; so far the handling rules, which are what was promised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import case_argument, day, names, open_case
from sayso.cli.unbuilt import not_built
from sayso.model.judgement import HANDLING

if TYPE_CHECKING:
    from sayso.model.judgement import Judgement

HELP = """Record, list and withdraw a person's verdicts. So far these are handling rules: what was promised for FILEs or
for a drop. Briefs, lists and exports obey them; markings that are printed on a paper bind nothing by themselves.

\b
Rules: embargo (with --until), "not for quotation", "off the record", privileged, "set aside", "no pictures"
Also: list [--all], and withdraw ID --by INITIALS

\b
  sayso judge affair.sayso handling "off the record" letters/first.pdf --by AB
  sayso judge affair.sayso handling embargo --drop HERON --until 2024-05-07 --by AB
"""
ACTIONS = ("handling", "list", "withdraw", "export", "import")
HEADS = ("id", "on", "rule", "until", "by", "at", "why")


@click.command("judge", help=HELP)
@case_argument
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("given", nargs=-1, metavar="[RULE FILE...|ID...]")
@click.option("--drop", metavar="LABEL", help="on everything that came with this drop, in place of FILEs")
@click.option("--until", metavar="DATE", callback=day, help="day on which an embargo ends (YYYY-MM-DD)")
@click.option("--by", metavar="INITIALS", help="whose verdict it is; no login is ever taken")
@click.option("--why", metavar="TEXT", default="", help="the reason, kept in the case")
@click.option("--all", "every", is_flag=True, help="list those that hold no more, too")
def command(  # noqa: PLR0913 - one parameter an option of the contract
    case: Path,
    action: str,
    given: tuple[str, ...],
    *,
    drop: str | None,
    until: str | None,
    by: str | None,
    why: str,
    every: bool,
) -> None:
    """Records, lists or withdraws."""
    if action in ("export", "import"):
        raise not_built(f"`sayso judge CASE {action}`", "set the rules in each case")
    with open_case(case) as opened:
        if action == "list":
            screen.table(HEADS, map(_row, opened.judgements(every=every)))
            return
        if not given or not by:
            raise click.UsageError(f"judge {action} wants {'a RULE' if action == 'handling' else 'IDs'} and --by.")
        if action == "withdraw":
            made = opened.withdraw(*given, by=by, why=why)
        else:
            rule, *files = given
            _check(rule, files, drop)
            made = opened.judge(rule, *names(files), by=by, drop=drop, until=until, why=why)
    for judgement in made:
        screen.out(f"{'withdrawn' if judgement.withdrawn else 'recorded'}: {_on(judgement)}: {_rule(judgement)}")


def _check(rule: str, files: list[str], drop: str | None) -> None:
    if rule not in HANDLING:
        raise click.UsageError(f"There is no handling rule {rule}; these are: {', '.join(HANDLING)}.")
    if bool(files) == bool(drop):
        raise click.UsageError("Give FILEs, or --drop LABEL.")


def _row(judgement: Judgement) -> tuple[object, ...]:
    state = f"{judgement.verdict} (withdrawn)" if judgement.withdrawn else judgement.verdict
    return judgement.id, _on(judgement), state, judgement.until or "", judgement.by, judgement.at, judgement.why


def _on(judgement: Judgement) -> str:
    kind, _, name = judgement.about.partition(":")
    return name if kind == "item" else f"drop {name}"


def _rule(judgement: Judgement) -> str:
    return f"{judgement.verdict} until {judgement.until}" if judgement.until else judgement.verdict
