"""The brief as plain text, for a terminal or a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from sayso.present import wording
from sayso.present.safe import one_line, visible
from sayso.present.shape import Brief, Line, Version

WIDTH = 100
LABEL = 14
"""Columns of the labels below a line."""
_INDENT = 4


def brief_text(brief: Brief, width: int = WIDTH) -> str:
    """``brief`` as text of about ``width`` columns; nothing in it can steer a terminal."""
    blocks = [*_head(brief, width)]
    for name, body in _sections(brief, width):
        title = wording.SECTIONS[name]
        blocks.append(f"{title}\n{'-' * len(title)}")
        blocks += body or [wording.NOTHING[name]]
    return visible("\n\n".join(block.rstrip() for block in blocks)) + "\n"


def _head(brief: Brief, width: int) -> Iterator[str]:
    title = one_line(brief.title)
    yield f"{title}\n{'=' * len(title)}\n{wording.counts(brief)}"
    if brief.filters:
        yield "\n".join(_wrapped(one_line(wish), width) for wish in brief.filters)
    yield _wrapped(wording.EVERY_LINE, width)


def _sections(brief: Brief, width: int) -> Iterator[tuple[str, list[str]]]:
    yield "stands", _lines(brief.stands, brief.more_stands, 1, width)
    unprinted = [_wrapped(each, width) for each in wording.unprinted(brief)]
    yield "to_check", _lines(brief.to_check, 0, len(brief.stands) + 1, width) + unprinted
    if brief.forged:
        first = len(brief.stands) + len(brief.to_check) + 1
        yield "forged", _lines(brief.forged, brief.more_forged, first, width)
    asked = [_wrapped(f"- {wording.flat(wording.question(q))}", width, "  ") for q in brief.questions]
    yield "questions", ["\n".join(asked), *_more(brief.more_questions, "question", width)] if asked else []
    versions = [_version(each, width) for each in brief.versions]
    yield "versions", versions + _more(brief.more_versions, "relation", width)
    if brief.withheld:
        yield "withheld", ["\n".join(_wrapped(each, width, "  ") for each in wording.withheld(brief))]
    gaps = "\n".join(_wrapped(wording.gap(each), width, "  ") for each in brief.coverage.gaps)
    yield "gaps", [gaps] if gaps else []


def _lines(lines: Iterable[Line], more: int, first: int, width: int) -> list[str]:
    blocks: list[str] = []
    subject = ""
    for number, line in enumerate(lines, first):
        if line.subject != subject:
            subject = line.subject
            blocks.append(f"[ {one_line(subject)} ]")
        blocks.append(_line(number, line, width))
    return blocks + _more(more, "claim", width)


def _line(number: int, line: Line, width: int) -> str:
    head = f"{number}. {wording.opening(line.said)}: {wording.quoted(line.said.content)} [{line.key}]"
    facts = [_fact(label, wording.flat(bits), width) for label, bits in wording.facts(line)]
    return "\n".join([_wrapped(head, width, " " * _INDENT), *facts])


def _fact(label: str, text: str, width: int) -> str:
    lead = " " * _INDENT + label.ljust(LABEL)
    return textwrap.fill(
        text,
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    )


def _version(each: Version, width: int) -> str:
    changes = [_wrapped(f"  {change}", width, "      ") for change in wording.differences(each)]
    return "\n".join([_wrapped(wording.version(each), width, "  "), *changes])


def _more(count: int, noun: str, width: int) -> list[str]:
    return [_wrapped(wording.more(count, noun), width)] if count else []


def _wrapped(text: str, width: int, hanging: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=hanging, break_on_hyphens=False)
