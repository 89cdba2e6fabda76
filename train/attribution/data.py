"""Gold attributions to labelled windows, by the very tokens and windows the product uses."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.extract.segment import segments
from sayso.nets.windows import Window, windows

Row = dict[str, Any]


class Example(NamedTuple):
    """One window: piece ids, a cue label a piece, and for each cue (start, end, a pair label a piece)."""

    ids: list[int]
    cues: list[int]
    pairs: list[tuple[int, int, list[int]]]


def rows(path: Path) -> Iterator[Row]:
    """Documents of one gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def examples(path: Path) -> list[Example]:
    """Every window of every document of one gold file, labelled."""
    return [
        _labelled(window, row["attributions"])
        for row in rows(path)
        for window in windows(row["text"], segments(row["text"]))
    ]


def _labelled(window: Window, attributions: list[Row]) -> Example:
    size = len(window.ids)
    cues, pairs = [0] * size, []
    for a in attributions:
        if not a["cue"]:
            continue
        cue = _pieces(window, a["cue"][0])
        if not cue:
            continue
        cues[cue[0]] = 1
        for k in cue[1:]:
            cues[k] = 2
        labels = [0] * size
        for role, spans in ((0, a["source"]), (1, a["content"])):
            for span in spans:
                inside = _pieces(window, span)
                for k in inside:
                    labels[k] = 2 * role + 2
                if inside:
                    labels[inside[0]] = 2 * role + 1
        pairs.append((cue[0], cue[-1] + 1, labels))
    return Example(window.ids, cues, pairs)


def _pieces(window: Window, span: list[int]) -> list[int]:
    """Indices of the pieces within ``span``; separators between two of them belong to the run."""
    hit = [k for k, (s, e) in enumerate(window.places) if s >= 0 and s < span[1] and e > span[0]]
    return list(range(hit[0], hit[-1] + 1)) if hit else []
