"""sayso extract: statements of single files, without a case."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH_OR_DASH, sort_option
from sayso.cli.outcome import DONE, SOME_UNREAD
from sayso.errors import AskedWrongly, BadDocument
from sayso.model.statement import Sort
from sayso.present.records import Row, document_row, statement_row
from sayso.present.tables import json_line

if TYPE_CHECKING:
    from sayso.model.document import Document
    from sayso.workbench import SingleFiles

HELP = """Statements of single FILEs: exactly one JSON object a file on standard output, in the order given, with the
document's fields and its "statements". A file that cannot be read gives an object with its reason. - is standard input.

\b
  sayso extract letter.pdf
  sayso extract *.txt --cue-bias 1 | jq '.statements[].speaker_name'
"""


@click.command("extract", help=HELP)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH_OR_DASH)
@click.option(
    "--cue-bias",
    type=click.FloatRange(-5, 5),
    default=0.0,
    show_default=True,
    help="above 0 finds more attributions and is wrong more often; below 0 the reverse",
)
@sort_option
@click.option("--speech-only", is_flag=True, help="the same as --sort speech: no thoughts, plans or perceptions")
def command(files: tuple[Path, ...], cue_bias: float, sorts: tuple[Sort, ...], *, speech_only: bool) -> int:
    """Prints one object a file; holds one file in memory at a time."""
    wanted = {*sorts, "speech"} if speech_only else set(sorts)
    for file in files:
        if str(file) != "-" and not file.is_file():
            raise AskedWrongly("no_such_file", f"there is no file {file}", "nothing was read; check the spelling")
    failed = 0
    with _single_files() as reader:
        for file in files:
            row, whole = _extracted(reader, file, cue_bias, wanted)
            failed += not whole
            screen.raw(json_line(row) + "\n")
            sys.stdout.flush()
    if failed:
        screen.note(f"{failed:,} of {len(files):,} could not be read")
    return SOME_UNREAD if failed else DONE


def _single_files() -> SingleFiles:
    from sayso.workbench import SingleFiles  # noqa: PLC0415 - heavy

    return SingleFiles()


def _extracted(reader: SingleFiles, file: Path, cue_bias: float, sorts: set[Sort]) -> tuple[Row, bool]:
    from sayso import workbench  # noqa: PLC0415 - heavy

    try:
        stdin = str(file) == "-"
        document = reader.read_bytes(sys.stdin.buffer.read(), "-") if stdin else reader.read(file)
    except BadDocument as bad:
        return _failed(file, bad.code), False
    statements = workbench.extract(document, cue_bias=cue_bias, sorts=sorts or None)
    rows = [statement_row(statement, document) for statement in statements]
    return {**document_row(document, _words(document)), "status": "read", "statements": rows}, True


def _words(document: Document) -> Callable[[int], bytes]:
    return {page.number: page.words for page in document.content.pages}.__getitem__


def _failed(file: Path, reason: str) -> Row:
    return {"file": file.name, "status": "failed", "reason": reason, "statements": []}
