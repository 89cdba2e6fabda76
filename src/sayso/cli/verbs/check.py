"""sayso check: a draft held against the pile."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH_OR_DASH, case_argument, on_option, open_case, output_option
from sayso.cli.files import check_spares, ending_of, write_bytes, write_text
from sayso.cli.outcome import DONE, SOME_UNREAD
from sayso.cli.paint import painted
from sayso.present.wording import counted

if TYPE_CHECKING:
    from sayso.present.checked import Checked

HELP = """Hold a DRAFT (.md .txt .docx .html) against the pile: every quotation, every "X said that ..." and every
sentence in its own voice with a name, a number, a date or an accusation. Tells what is word for word, altered, cut so
that the sense changes, firmer than its source, somebody else's, contradicted, or not in the pile; who was accused and
answers; and where words stand in one version only. - reads a text from standard input.

FILE's ending chooses the form: .docx .md .html .json .txt. A .docx is the draft itself, untouched, with one comment a
finding.

\b
  sayso check affair.sayso story.docx
  sayso check affair.sayso story.docx -o checked.docx
"""
ENDINGS = (".docx", ".md", ".html", ".json", ".txt")


@click.command("check", help=HELP)
@case_argument
@click.argument("draft", type=PATH_OR_DASH)
@output_option
@on_option
def command(case: Path, draft: Path, output: Path | None, on: date | None) -> int:
    """Prints the findings, or writes them."""
    ending = ending_of(output, ENDINGS) if output else ""
    if output:
        check_spares(case, output)
    data = sys.stdin.buffer.read() if str(draft) == "-" else None
    with open_case(case) as opened:
        name = "draft.txt" if data is not None else draft
        checked = opened.check(name, data=data, on=on, into=output or "")
        told = opened.unrecorded()
        commented = opened.commented(checked, name, data=data) if ending == ".docx" else b""
    if output:
        if commented:
            write_bytes(output, commented)
        else:
            write_text(output, writer(ending)(checked))
        screen.note(f"written: {output}")
    else:
        painted(writer("")(checked))
    for sentence in (*told, _told(checked)):
        screen.note(sentence)
    return SOME_UNREAD if checked.failing else DONE


def _told(checked: Checked) -> str:
    return f"{counted(checked.failing, 'finding')} to put right" if checked.failing else "nothing to put right"


def writer(ending: str) -> Callable[[Checked], str]:
    """What writes a check in the form of a file's ending; for the terminal without one."""
    from sayso.present.check_html import check_html  # noqa: PLC0415 - only what is asked for is loaded
    from sayso.present.check_json import check_json  # noqa: PLC0415
    from sayso.present.check_markdown import check_markdown  # noqa: PLC0415
    from sayso.present.check_text import check_text  # noqa: PLC0415

    writers = {".html": check_html, ".json": check_json, ".md": check_markdown, ".txt": check_text}
    return writers[ending] if ending else lambda checked: check_text(checked, screen.width())
