r"""Reads a marked-up source: front matter, text with tags, and one row a statement.

    +++
    file = "03-wire.txt"            front matter, TOML
    +++
    <s1>Tramways</s1> <k1>denies</k1> <c1>new tram failed brake test</c1>
    +++
    1 | Tarrowby Tramways | denies | unstated | -

``<s1>`` is the source of statement 1, ``<k1>`` its cue, ``<c1>`` a stretch of its content; tags nest, and a statement's
content may stand in several stretches. ``\t`` is a tab. The rows give speaker, kind, basis and the day it was said.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

TAG = re.compile(r"<(/?)([csk])(\d+)>")
Span = tuple[int, int]
ROLE = {"s": "source", "k": "cue", "c": "content"}


@dataclass(frozen=True)
class Row:
    """What a statement's row says."""

    speaker: str
    kind: str
    basis: str
    as_of: str | None


@dataclass(frozen=True)
class Source:
    """One document: its head, its reading text, and per statement number the spans of each role."""

    name: str
    head: dict[str, Any]
    text: str
    spans: dict[int, dict[str, list[Span]]] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)

    def with_rows(self, rows: dict[int, Row]) -> Source:
        """The same document with ``rows`` laid over its own."""
        return replace(self, rows=self.rows | rows)


def load(path: Path) -> Source:
    """The source in ``path``; its name is what stands before the first hyphen.

    :raises ValueError: where a tag is not closed.
    """
    _, head, rest = ("\n" + path.read_text(encoding="utf-8")).split("\n+++\n", 2)
    body, rows = ("\n" + rest).rsplit("\n+++\n", 1)
    text, spans = parse(body.strip("\n").replace("\\t", "\t") + "\n")
    return Source(path.name.split("-")[0], tomllib.loads(head), text, spans, dict(map(row, rows.split("\n")[:-1])))


def row(line: str) -> tuple[int, Row]:
    """Number and row of one line; ``-`` for no day."""
    number, speaker, kind, basis, as_of = (cell.strip() for cell in line.split("|"))
    return int(number), Row(speaker, kind, basis, None if as_of == "-" else as_of)


def parse(marked: str) -> tuple[str, dict[int, dict[str, list[Span]]]]:
    """The text without its tags, and where each tagged stretch came to lie."""
    spans: dict[int, dict[str, list[Span]]] = {}
    opened: dict[tuple[str, int], int] = {}
    out: list[str] = []
    length = at = 0
    for tag in TAG.finditer(marked):
        out.append(marked[at : tag.start()])
        length, at = length + tag.start() - at, tag.end()
        role, number = ROLE[tag[2]], int(tag[3])
        if tag[1]:
            stretches = spans.setdefault(number, {}).setdefault(role, [])
            stretches.append((opened.pop((role, number)), length))
        else:
            opened[role, number] = length
    if opened:
        raise ValueError(f"not closed: {sorted(opened)}")
    return "".join([*out, marked[at:]]), spans
