"""Lines of plain text: a head, and under it what is told, each thing behind its label."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

INDENT = 4
LABEL = 16
"""Columns of the labels."""


def block(head: str, told: Iterable[tuple[str, str]], width: int) -> str:
    """``head`` and what is told under it, of about ``width`` columns."""
    return "\n".join([wrapped(head, width, " " * INDENT), *(_told(label, text, width) for label, text in told)])


def wrapped(text: str, width: int, hanging: str = "") -> str:
    """``text`` in lines, those after the first behind ``hanging``."""
    return textwrap.fill(text, width, subsequent_indent=hanging, break_on_hyphens=False)


def _told(label: str, text: str, width: int) -> str:
    lead = " " * INDENT + label.ljust(LABEL)
    return textwrap.fill(text, width, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False)
