"""The page of ``why`` as plain text, Markdown or rows."""

from __future__ import annotations

from typing import Any

from sayso.model.codec import plain
from sayso.present.blocks import wrapped
from sayso.present.brief_markdown import escaped
from sayso.present.safe import one_line, visible
from sayso.present.why import Why

WIDTH = 100


def why_text(why: Why, width: int = WIDTH) -> str:
    """``why`` as text of about ``width`` columns; nothing in it can steer a terminal."""
    blocks = [f"{why.title}\n{'=' * len(why.title)}"]
    for section in why.sections:
        lines = [wrapped(one_line(sentence), width, "  ") for sentence in section.sentences]
        blocks.append("\n".join([section.title, "-" * len(section.title), *lines]))
    if why.also:
        blocks.append(wrapped(f"The same words stand in {', '.join(why.also)} too: ask why of each.", width))
    return visible("\n\n".join(blocks)) + "\n"


def why_markdown(why: Why) -> str:
    """``why`` as CommonMark."""
    blocks = [f"# {escaped(why.title)}"]
    for section in why.sections:
        blocks += [f"## {section.title}", "\n".join(f"- {escaped(sentence)}" for sentence in section.sentences)]
    if why.also:
        blocks.append(f"The same words stand in {escaped(', '.join(why.also))} too.")
    return visible("\n\n".join(blocks)) + "\n"


def why_row(why: Why) -> dict[str, Any]:
    """``why`` as one object for JSON."""
    row: dict[str, Any] = plain(why)
    return row
