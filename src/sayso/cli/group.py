"""The one table of verbs. A verb's file is imported when the verb is used, so that ``--help`` is quick."""

from __future__ import annotations

from importlib import import_module, metadata
from types import MappingProxyType

import click

from sayso.cli.unbuilt import UNBUILT, unbuilt_verb

VERBS = MappingProxyType(
    {
        "demo": "Unpack the demo case, add it, print its brief: start here.",
        "add": "Read everything under a folder into a case and bring its findings up to date.",
        "status": "What was read, what was not and why, and which protections hold.",
        "brief": "What is known and on whose word, every line cited.",
        "ask": "Attributed statements that bear on a question.",
        "check": "Hold a draft's quotations and attributions against the pile.",
        "why": "The whole trail of one claim, in plain sentences.",
        "search": "Find words and phrases in everything that was read.",
        "show": "Show the page, sentence or statement behind a file or key.",
        "statements": "Who says what, one line a statement.",
        "claims": "Claims with their sources, denials and standing.",
        "copies": "Copies and versions, and every word in which they differ.",
        "compare": "Two files side by side: what kind of copy, every difference.",
        "passages": "Words that documents share, and where they are first seen.",
        "remove": "Take files out again, as if they had never been added.",
        "judge": "A person's verdicts, and what was promised: they outrank the machine.",
        "changes": "What is new since a drop or a day.",
        "merge": "Bring in a colleague's copy of the case.",
        "verify": "Check every blob, id, span, index and quotation of a case.",
        "extract": "Statements of single files as JSON, without a case.",
        "export": "Write every table of a case to a folder.",
    }
)

HELP = """What is known in a pile of documents, and on whose say-so.

Give it a folder of mixed files; it reads them, finds who says what, and prints a brief in which every line is
cited to exact words. Nothing leaves this machine.

\b
  sayso demo                          see it work on a small invented affair
  sayso add affair.sayso papers/      read a folder into a case
  sayso brief affair.sayso            what is known, and on whose word

Exit status: 0 done; 1 our fault; 2 asked wrongly; 3 done, but something could not be read or did not pass.
"""


class Verbs(click.Group):
    """The verbs of the contract, each loaded from its own file on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Built verbs in the order of a first hour, then those that are not built yet."""
        return [*VERBS, *UNBUILT]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb of this name, or None."""
        if cmd_name in VERBS:
            command: click.Command = import_module(f"sayso.cli.verbs.{cmd_name}").command
            return command
        return unbuilt_verb(cmd_name) if cmd_name in UNBUILT else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Lists the verbs from the table, without importing any of them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))
        with formatter.section("Not built yet"):
            formatter.write_dl(list(UNBUILT.items()))


def group() -> Verbs:
    """The command ``sayso`` with all its verbs."""
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    shown = click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version)
    shown.help = "Show the version and exit."
    return Verbs("sayso", help=HELP, context_settings=settings, no_args_is_help=True, params=[shown])


def _version(ctx: click.Context, param: click.Parameter, value: object) -> None:  # noqa: ARG001
    if value:
        try:
            click.echo(f"sayso {metadata.version('sayso')}")
        except metadata.PackageNotFoundError:
            click.echo("sayso, run from its source without being installed")
        ctx.exit()
