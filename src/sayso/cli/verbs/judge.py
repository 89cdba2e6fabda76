"""sayso judge: a person's verdicts: recorded, listed, withdrawn, handed to a colleague and taken from one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH_OR_DASH, case_argument, day, names, open_case
from sayso.cli.files import check_spares, write_text
from sayso.cli.outcome import DONE, SOME_UNREAD
from sayso.errors import AskedWrongly
from sayso.model.judgement import AUTHENTICITY, FORGED, HANDLING, VERDICTS
from sayso.present.safe import one_line
from sayso.present.wording import counted

if TYPE_CHECKING:
    from sayso.model.judgement import Judgement
    from sayso.workbench import Case

HELP = f"""Record, list and withdraw a person's verdicts. They outrank the machine and survive every later run.

\b
  same KEY KEY            two statements or claims say the same
  differs KEY KEY         they do not
  person NAME NAME        two names mean one person, body or place; with --apart they do not
  person NAME --called X  what to print for it
  speaker KEY NAME        whose statement it is; "" where nobody can tell
  authentic FILE WORD     {", ".join(AUTHENTICITY)}
  handling RULE FILE...   what was promised, for FILEs or --drop; briefs, lists and exports obey it:
                          embargo (with --until), "not for quotation", "off the record", privileged,
                          "set aside", "no pictures"
  release FILE            lifts the handling rules that bind a file now
  note KEY|FILE TEXT      a remark that is kept beside it
  list [--all]            the judgements in force; with --all those that hold no more, too
  list --adrift           those whose words stand nowhere in the case now; they hold nothing
  withdraw ID...
  export FILE, import FILE    for a colleague's case, as JSON Lines; - for the standard streams

\b
  sayso judge affair.sayso same K7QF2M-p2-14 C-4XKPLA --by AB --why "both are the 9 March meeting"
  sayso judge affair.sayso handling embargo --drop HERON --until 2024-05-07 --by AB
"""
ACTIONS = (*VERDICTS, "handling", "list", "withdraw", "export", "import")
HEADS = ("id", "on", "verdict", "until", "by", "at", "why")
_LAST_IS_VALUE = frozenset({"speaker", "authentic", "note"})
"""Verdicts whose last word says what was decided."""


@click.command("judge", help=HELP)
@case_argument
@click.argument("action", type=click.Choice(ACTIONS), metavar="VERDICT|list|withdraw|export|import")
@click.argument("given", nargs=-1, metavar="[KEY|NAME|FILE|RULE|ID...]")
@click.option("--drop", metavar="LABEL", help="a handling rule on everything of this drop, in place of FILEs")
@click.option("--until", metavar="DATE", callback=day, help="day on which an embargo ends (YYYY-MM-DD)")
@click.option("--apart", is_flag=True, help="the two names do not mean one")
@click.option("--called", metavar="NAME", help="the name to print")
@click.option("--by", metavar="INITIALS", help="whose verdict it is; no login is ever taken")
@click.option("--why", metavar="TEXT", default="", help="the reason, kept in the case")
@click.option("--all", "every", is_flag=True, help="list those that hold no more, too")
@click.option("--adrift", is_flag=True, help="list those whose words are not found now")
def command(  # noqa: PLR0913 - one parameter an option of the contract
    case: Path,
    action: str,
    given: tuple[str, ...],
    *,
    drop: str | None,
    until: str | None,
    apart: bool,
    called: str | None,
    by: str | None,
    why: str,
    every: bool,
    adrift: bool,
) -> int:
    """Records, lists, withdraws, or hands over."""
    with open_case(case) as opened:
        if action == "list":
            screen.table(HEADS, map(_row, opened.adrift() if adrift else opened.judgements(every=every)))
            return DONE
        if action in ("export", "import"):
            return _hand_over(opened, action, given)
        if not given or not by:
            raise click.UsageError(f"judge {action} wants {_wanted(action)} and --by.")
        told: tuple[str, ...] = ()
        if action == "withdraw":
            made = opened.withdraw(*given, by=by, why=why)
        elif action == "handling":
            rule, *files = given
            _check(rule, files, drop)
            made = opened.judge(rule, *names(files), by=by, drop=drop, until=until, why=why)
        else:
            on, value = _split(action, given, apart=apart, called=called)
            made = opened.judge(action, *on, by=by, value=value, why=why)
            told = opened.used(*on) if action == "authentic" and value in FORGED else ()
    for judgement in made:
        screen.out(f"{'withdrawn' if judgement.withdrawn else 'recorded'}: {_on(judgement)}: {_decided(judgement)}")
    for sentence in told:
        screen.out(sentence)
    return DONE


def _split(action: str, given: tuple[str, ...], *, apart: bool, called: str | None) -> tuple[tuple[str, ...], str]:
    """What a verdict is on, and what was decided."""
    if action == "person":
        return given, called or ("two" if apart else "one")
    if action in _LAST_IS_VALUE:
        if len(given) != 2:
            raise click.UsageError(f"judge {action} wants {_wanted(action)}.")
        return given[:1], given[1]
    return given, ""


def _wanted(action: str) -> str:
    wants = {
        "handling": "a RULE",
        "withdraw": "IDs",
        "speaker": "a KEY and a NAME",
        "authentic": "a FILE and a WORD",
        "note": "a KEY or FILE and a TEXT",
        "person": "NAMEs",
        "release": "a FILE",
    }
    return wants.get(action, "two KEYs")


def _hand_over(opened: Case, action: str, given: tuple[str, ...]) -> int:
    if len(given) != 1:
        raise click.UsageError(f"judge {action} wants one FILE, or -.")
    path = PATH_OR_DASH.convert(given[0], None, None)
    if action == "export":
        data = opened.judgements_out()
        if str(path) == "-":
            sys.stdout.buffer.write(data)
        else:
            check_spares(opened.path, path)
            write_text(path, data.decode("utf-8"))
        return DONE
    taken, left = opened.judgements_in(_read(path))
    screen.out(f"{counted(taken, 'judgement')} taken")
    for judgement, reason in left:
        screen.out(conflict(judgement, reason))
    return SOME_UNREAD if left else DONE


def _read(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise AskedWrongly("bad_judgements", f"{path} cannot be read", "name a list that judge export wrote") from error


def conflict(judgement: Judgement, why: str) -> str:
    """One line on a colleague's judgement that was not taken."""
    told = f"{one_line(_on(judgement))}: {one_line(_decided(judgement))} ({judgement.by}, {judgement.at})"
    return f"not taken: {told}, because {one_line(why)}"


def _check(rule: str, files: list[str], drop: str | None) -> None:
    if rule not in HANDLING:
        raise click.UsageError(f"There is no handling rule {rule}; these are: {', '.join(HANDLING)}.")
    if bool(files) == bool(drop):
        raise click.UsageError("Give FILEs, or --drop LABEL.")


def _row(judgement: Judgement) -> tuple[object, ...]:
    decided = judgement.verdict if judgement.until else _decided(judgement)
    state = f"{decided} (withdrawn)" if judgement.withdrawn else decided
    return judgement.id, _on(judgement), state, judgement.until or "", judgement.by, judgement.at, judgement.why


def _on(judgement: Judgement) -> str:
    kind, _, name = judgement.about.partition(":")
    if kind == "drop":
        return f"drop {name}"
    return {"pair": name.replace(",", " and "), "names": name.replace("|", " and ")}.get(kind, name)


def _decided(judgement: Judgement) -> str:
    if judgement.until:
        return f"{judgement.verdict} until {judgement.until}"
    if judgement.verdict == "person":
        return {"one": "are one", "two": "are two"}.get(judgement.value, f"called {judgement.value}")
    if judgement.verdict == "release" or not judgement.value:
        return judgement.verdict
    return f"{judgement.verdict}: {judgement.value}"
