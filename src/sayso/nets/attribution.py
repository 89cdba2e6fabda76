"""The attribution tagger: which words mark an attribution, and whose words and which content belong to each.

One encoding of a window serves both heads. The cue head marks cues; for each cue the pair head tags source and content
from the same token states (see ``train/attribution`` and the model card). Windows run one by one, so that a window's
labels depend on its own words alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, Protocol

import numpy as np

from sayso.model.span import Span, Spans
from sayso.nets.decode import Run, Scores, best_path, log_softmax, runs
from sayso.nets.register import BIASES, OPENINGS, Register, table_bytes
from sayso.nets.session import session
from sayso.nets.windows import Window, windows

ENCODER, PAIRS = "attribution-encoder.onnx", "attribution-pairs.onnx"
SOURCE, CONTENT = 0, 1
"""Roles of the pair head."""

CUE_BIAS = -0.25
"""Added to the cue labels' log-odds before the setting's own: where F1 was best on held-out news after quantising."""


class Tagged(NamedTuple):
    """One attribution as tagged: cue, source and content in code points of the whole text, and how sure it is."""

    cue: Span
    source: Spans
    content: Spans
    confidence: float


class Tagger(Protocol):
    """Anything that finds attributions in paragraphs of a text."""

    digest: str
    """Digest of the networks, part of the key of what they find."""

    def tag(
        self, text: str, paragraphs: Sequence[Sequence[Span]], cue_bias: float = 0.0, register: Register = "press"
    ) -> list[Tagged]:
        """The attributions in ``paragraphs`` (lists of sentence spans of ``text``), in order of their cues."""


class NetworkTagger:
    """The shipped network: two int8 ONNX graphs on one thread, about 25 MB."""

    def __init__(self, encoder: bytes, pairs: bytes) -> None:
        self.digest = _digest(encoder, pairs)
        self._encoder = session(encoder)
        self._pairs = session(pairs)

    def tag(
        self, text: str, paragraphs: Sequence[Sequence[Span]], cue_bias: float = 0.0, register: Register = "press"
    ) -> list[Tagged]:
        """The attributions in ``paragraphs``; about 4,500 words a second on one thread."""
        cut = windows(text, paragraphs, opening=OPENINGS[register])
        return [tagged for window in cut for tagged in self._window(window, cue_bias + BIASES[register])]

    def _window(self, window: Window, cue_bias: float) -> Iterator[Tagged]:
        states, scores = self._encoder.run(None, {"ids": np.array([window.ids], dtype=np.int64)})
        cues = _cues(window, log_softmax(scores), CUE_BIAS + cue_bias)
        if not cues:
            return
        bounds = np.array([(c.start, c.end) for c in cues], dtype=np.int64)
        pairs = log_softmax(self._pairs.run(None, {"states": states, "starts": bounds[:, 0], "ends": bounds[:, 1]})[0])
        for cue, path, row in zip(cues, best_path(pairs), pairs, strict=True):
            found = list(runs(path, row))
            yield Tagged(
                _span(window, cue),
                tuple(_span(window, run) for run in found if run.role == SOURCE),
                tuple(_span(window, run) for run in found if run.role == CONTENT),
                round(min([cue.confidence, *(run.confidence for run in found)]), 2),
            )


@lru_cache(maxsize=1)
def load_tagger() -> NetworkTagger:
    """The tagger of the shipped network; about 0.2 s and 120 MB, once a process."""
    data = files("sayso.nets").joinpath("data")
    return NetworkTagger(data.joinpath(ENCODER).read_bytes(), data.joinpath(PAIRS).read_bytes())


@lru_cache(maxsize=1)
def shipped_digest() -> str:
    """Digest of the shipped network without loading it."""
    data = files("sayso.nets").joinpath("data")
    return _digest(data.joinpath(ENCODER).read_bytes(), data.joinpath(PAIRS).read_bytes())


def _digest(encoder: bytes, pairs: bytes) -> str:
    return hashlib.sha256(encoder + pairs + table_bytes()).hexdigest()


def _cues(window: Window, scores: Scores, bias: float) -> list[Run]:
    """Cue runs of one window; pieces that stand for no words are never cues."""
    biased = scores + np.array([0.0, bias, bias], dtype=np.float32)
    nowhere = np.array([place.start < 0 for place in window.places])
    biased[nowhere, 1:] -= 1e4
    return list(runs(best_path(biased[None])[0], scores))


def _span(window: Window, run: Run) -> Span:
    """The words a run covers; separators at its edges stand for none."""
    places = [place for place in window.places[run.start : run.end] if place.start >= 0]
    return Span(places[0].start, places[-1].end) if places else Span(0, 0)
