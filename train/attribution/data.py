"""Gold attributions to labelled windows, by the very tokens and windows the product uses."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sayso.extract.segment import segments
from sayso.nets.attribution import Tagged, Tagger
from sayso.nets.tokens import CLS
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


class Gold(NamedTuple):
    """One set of gold data: its file, the piece that opens its windows, the text licences allowed, times a round."""

    path: str
    opening: int
    licences: tuple[str, ...] = ()


SETS = {
    "polnear": Gold("attribution/polnear/train.jsonl.gz", CLS),
    "ewt": Gold("attribution/ewt_propbank/train.jsonl.gz", 1),
    "gum": Gold("attribution/gum_attribution/train.jsonl.gz", 2, ("CC-BY-2.5", "CC-BY-SA-3.0", "CC-BY-4.0")),
}
"""Guidelines differ, so each set has an opening piece of its own; which one opens a text is up to its register."""

PAPERS = Gold("copies/jfk_versions/docs.jsonl.gz", CLS)
"""Memos, letters and cables without labels; works of the United States government."""
EVERY_PAPER = 46
"""One paper in this many is taught from: eighty papers."""


def examples(folder: Path, sets: list[str]) -> list[Example]:
    """Every window of every document of the ``sets`` below ``folder``, labelled by people."""
    return [
        _labelled(window, row["attributions"], gold.opening)
        for gold in (SETS[name] for name in sets)
        for row in allowed(folder, gold)
        for window in windows(row["text"], segments(row["text"]))
    ]


def allowed(folder: Path, gold: Gold) -> Iterator[Row]:
    """The documents of one set whose licence permits training."""
    return (r for r in rows(folder / gold.path) if not gold.licences or r["text_licence"] in gold.licences)


def taught(folder: Path, sets: list[str], tagger: Tagger) -> list[Example]:
    """Windows of the other ``sets`` and of papers, labelled by an earlier network and opened as PolNeAR is.

    Without them a network trained on several sets goes by the look of a text and not by its opening piece: memos and
    mail would be read by the web's guidelines (learning without forgetting, Li & Hoiem 2016).
    """
    texts = [row["text"] for name in sets if name != "polnear" for row in allowed(folder, SETS[name])]
    texts += [row["text"] for k, row in enumerate(rows(folder / PAPERS.path)) if k % EVERY_PAPER == 0]
    out = []
    for text in texts:
        paragraphs = segments(text)
        labels = [_as_gold(t) for t in tagger.tag(text, paragraphs)]
        out += [_labelled(window, labels, CLS) for window in windows(text, paragraphs)]
    return out


def _as_gold(tagged: Tagged) -> Row:
    return {"cue": [tagged.cue], "source": tagged.source, "content": tagged.content}


def plainly_quoted(ids: list[int]) -> list[int]:
    """The same pieces with straight quotation marks for curly ones, so that both kinds are read alike."""
    return [STRAIGHT.get(k, k) for k in ids]


STRAIGHT = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}


def _labelled(window: Window, attributions: list[Row], opening: int) -> Example:
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
    return Example([opening, *window.ids[1:]], cues, pairs)


def _pieces(window: Window, span: Sequence[int]) -> list[int]:
    """Indices of the pieces within ``span``; separators between two of them belong to the run."""
    hit = [k for k, (s, e) in enumerate(window.places) if s >= 0 and s < span[1] and e > span[0]]
    return list(range(hit[0], hit[-1] + 1)) if hit else []
