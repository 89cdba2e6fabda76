"""The brief on a terminal: headings and labels stand out. Styles are laid over finished text, never read from it."""

from __future__ import annotations

import re
import sys

from sayso.cli import screen

RULER = re.compile(r"[=-]{2,}")
LABEL = re.compile(r"    (?=\S)(?P<label>[A-Z][a-z]+(?: [a-z]+)?)(?=  )")
NUMBER = re.compile(r"\d+\. .*")


def painted(text: str) -> None:
    """Writes a brief made by ``brief_text``: in colours on a terminal, else as it is."""
    if not screen.on_terminal():
        screen.raw(text)
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False, markup=False, soft_wrap=True)
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        shown = Text(line, style=style_of(line, following))
        if label := LABEL.match(line):
            shown.stylize("cyan", *label.span("label"))
        console.print(shown, soft_wrap=True)


def style_of(line: str, following: str) -> str:
    """How a line of a brief is shown, told from its shape."""
    if RULER.fullmatch(line):
        return "dim"
    if RULER.fullmatch(following) and line.strip():
        return "bold magenta"
    return "bold" if NUMBER.fullmatch(line) else ""
