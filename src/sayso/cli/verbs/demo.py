"""sayso demo: the first minute."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli import screen
from sayso.cli.cases import PATH, open_case
from sayso.cli.paint import painted
from sayso.cli.progress import progress

if TYPE_CHECKING:
    from sayso.present.shape import Citation

HELP = """Unpack the demo case into DIR (sayso-demo if not given), add it, print its brief, and say how to go on.

\b
  sayso demo
  sayso demo somewhere/else
"""


@click.command("demo", help=HELP)
@click.argument("folder", metavar="[DIR]", default="sayso-demo", type=PATH)
def command(folder: Path) -> None:
    """Unpacks, adds, prints."""
    from sayso import workbench  # noqa: PLC0415 - heavy
    from sayso.present.brief_text import brief_text  # noqa: PLC0415

    files = workbench.demo(folder)
    case = folder / "demo.sayso"
    with open_case(case, new=True) as opened, progress() as report:
        opened.add(files, progress=report)
        brief = opened.brief()
    painted(brief_text(brief, screen.width()))
    first = next((line.said.content for line in (*brief.stands, *brief.to_check)), None)
    screen.out(f"\n{_go_on(case, files, first)}")


def _go_on(case: Path, files: Path, first: Citation | None) -> str:
    """What to try next, with a key and words of the brief's first line."""
    show = f"  sayso show {case} {first.key}\n" if first else ""
    words = " ".join(re.findall(r"\w+", first.words[0])[:3]) if first else "some words"
    return (
        f"That was the brief of an invented affair. Its files are in {files}. To go on:\n"
        f"{show}"
        f"  sayso brief {case} -o brief.html\n"
        f"  sayso copies {case}\n"
        f"  sayso search {case} '\"{words}\"'\n"
        "With papers of your own:\n"
        "  sayso add affair.sayso PATH-TO-YOUR-FILES\n"
        "  sayso brief affair.sayso"
    )
