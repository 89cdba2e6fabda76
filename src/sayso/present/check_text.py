"""A check as plain text, for a terminal or a file."""

from __future__ import annotations

from sayso.present import check_words as words
from sayso.present.blocks import block, wrapped
from sayso.present.checked import Checked
from sayso.present.safe import visible

WIDTH = 100


def check_text(checked: Checked, width: int = WIDTH) -> str:
    """``checked`` as text of about ``width`` columns; nothing in it can steer a terminal."""
    head = words.title(checked)
    blocks = [f"{head}\n{'=' * len(head)}\n{wrapped(words.summary(checked), width)}", wrapped(words.LEGEND, width)]
    blocks += [block(f"{f.number}. {words.head(f)}", words.facts(f), width) for f in checked.findings]
    return visible("\n\n".join(blocks)) + "\n"
