"""Packs whole paragraphs into the windows a network reads in one go.

A window holds as many whole paragraphs as fit; a paragraph longer than a window is cut between sentences, and a
sentence longer than a window between pieces. A window's content depends on its own document alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.model.span import Span
from sayso.nets.tokens import CLS, SEP, Pieces, pieces

MAX_PIECES = 256
"""Pieces in one window, opening and closing ones included; the length the networks are trained on."""

NOWHERE = Span(-1, -1)
"""The place of a piece that stands for no words."""


class Window(NamedTuple):
    """What the network reads at once: ``ids`` and ``places`` in step, opening and separating pieces at ``NOWHERE``."""

    ids: list[int]
    places: list[Span]


def windows(
    text: str, paragraphs: Sequence[Sequence[Span]], limit: int = MAX_PIECES, opening: int = CLS
) -> Iterator[Window]:
    """The windows of ``text``, given its paragraphs as lists of sentence spans; ``opening`` is their first piece."""
    held: list[Pieces] = []
    size = 2
    for block in _blocks(text, paragraphs, limit - 2):
        if held and size + len(block.ids) + 1 > limit:
            yield _window(held, opening)
            held, size = [], 2
        held.append(block)
        size += len(block.ids) + (1 if len(held) > 1 else 0)
    if held:
        yield _window(held, opening)


def _blocks(text: str, paragraphs: Iterable[Sequence[Span]], limit: int) -> Iterator[Pieces]:
    """Paragraphs, or runs of whole sentences of those that are too long, none over ``limit`` pieces."""
    for sentences in paragraphs:
        run = Pieces([], [])
        for sentence in sentences:
            for part in _cut(pieces(text, sentence), limit):
                if run.ids and len(run.ids) + len(part.ids) > limit:
                    yield run
                    run = Pieces([], [])
                run = Pieces(run.ids + part.ids, run.places + part.places)
        if run.ids:
            yield run


def _cut(whole: Pieces, limit: int) -> Iterator[Pieces]:
    for at in range(0, len(whole.ids), limit):
        yield Pieces(whole.ids[at : at + limit], whole.places[at : at + limit])


def _window(blocks: Sequence[Pieces], opening: int) -> Window:
    ids, places = [opening], [NOWHERE]
    for block in blocks:
        ids += [*block.ids, SEP]
        places += [*block.places, NOWHERE]
    return Window(ids, places)
