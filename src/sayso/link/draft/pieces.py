"""Quotations found in a text, word for word: with the edits that are marked, or with those that are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from sayso.link.words import Words, words_of
from sayso.model.span import Span

ELLIPSIS_WORDS = 80
"""Words of the source that an ellipsis may stand for."""
BRACKET_WORDS = 8
"""Words of the source that brackets may stand for."""
ALTERED_SHARE = 0.6
"""Share of a quotation's words that stand in the source in this order, where it is an altered form of it."""
LEAST_SHARED = 3
"""Words that the two must share at least."""

_EDITS = re.compile(r"\[(?P<letter>\w)\](?P<rest>\w*)|(?P<bracket>\[[^\]]{0,300}\])|(?P<dots>…|\.\s?\.\s?\.(?:\s?\.)?)")
_FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-"})


class Run(NamedTuple):
    """Words of a quotation that stand side by side, and how many of the source may stand before them."""

    norms: tuple[str, ...]
    words: tuple[str, ...]
    gap: int


class Difference(NamedTuple):
    """One stretch of a word-by-word comparison; both sides are equal where ``kept``."""

    kept: bool
    draft: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a quotation stands in a text, and how."""

    how: Literal["verbatim", "edited", "altered"]
    span: Span
    """From its first word to its last, in the text it was found in."""
    share: float
    """Share of its words that stand there, in order."""
    differences: tuple[Difference, ...] = ()
    omitted: tuple[str, ...] = ()
    """What stands in the source where the quotation marks an edit."""
    house: bool = False
    """Whether nothing but punctuation and quotation marks differs."""


def runs_of(quotation: str) -> tuple[Run, ...]:
    """The words of ``quotation`` cut where it marks an edit: an ellipsis, or brackets."""
    pieces: list[tuple[str, int]] = [("", 0)]
    at = 0
    for mark in _EDITS.finditer(quotation):
        before, gap = pieces[-1]
        before += quotation[at : mark.start()]
        if mark["letter"]:  # "[T]he": only the size of a letter is changed
            pieces[-1] = (before + mark["letter"] + mark["rest"], gap)
        else:
            pieces[-1] = (before, gap)
            pieces.append(("", ELLIPSIS_WORDS if mark["dots"] else BRACKET_WORDS))
        at = mark.end()
    pieces[-1] = (pieces[-1][0] + quotation[at:], pieces[-1][1])
    return tuple(_runs(pieces))


def is_marked(quotation: str) -> bool:
    """Whether the quotation marks an edit of its own."""
    return bool(_EDITS.search(quotation))


def found(quotation: str, text: str, within: Span | None = None) -> Match | None:
    """The best place of ``quotation`` in ``text`` (or in its part ``within``); None where it is not there at all."""
    runs = runs_of(quotation)
    if not runs:
        return None
    start, end = within or Span(0, len(text))
    words = words_of(text[start:end])
    places = _standing(runs, words.norms)
    if places:
        span = words.span(places[0][0], places[-1][1]).shifted(start)
        gaps = (words.span(a[1], b[0]).shifted(start).of(text) for a, b in pairwise(places) if b[0] > a[1])
        return _exact(quotation, text, span, tuple(gaps))
    match = _altered(runs, text[start:end], words)
    return match and _moved(match, start)


def _runs(pieces: Sequence[tuple[str, int]]) -> Iterator[Run]:
    for text, gap in pieces:
        words = words_of(text)
        if words.norms:
            printed = tuple(text[a:b] for a, b in zip(words.starts, words.ends, strict=True))
            yield Run(tuple(words.norms), printed, gap)


def _exact(quotation: str, text: str, span: Span, omitted: tuple[str, ...]) -> Match:
    plain = " ".join(quotation.split()).translate(_FOLDED).strip(" .,;:!?-")
    there = " ".join(span.of(text).split()).translate(_FOLDED).strip(" .,;:!?-")
    if is_marked(quotation):
        return Match(how="edited", span=span, share=1.0, omitted=omitted)
    if plain.casefold() == there.casefold():
        return Match(how="verbatim", span=span, share=1.0)
    return Match(how="edited", span=span, share=1.0, house=True)


def _standing(runs: Sequence[Run], norms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the runs stand in order, no further apart than they may be, as words [first, last); empty if nowhere."""
    for first in _starts(runs[0].norms, norms, 0, len(norms)):
        places = [(first, first + len(runs[0].norms))]
        for run in runs[1:]:
            at = places[-1][1]
            following = next(_starts(run.norms, norms, at, at + run.gap + 1), None)
            if following is None:
                break
            places.append((following, following + len(run.norms)))
        else:
            return places
    return []


def _starts(run: Sequence[str], norms: Sequence[str], low: int, high: int) -> Iterator[int]:
    """Where ``run`` stands in ``norms``, opening at a place in [low, high)."""
    size = len(run)
    wanted = list(run)
    for at in range(low, min(high, len(norms) - size + 1)):
        if norms[at] == run[0] and list(norms[at : at + size]) == wanted:
            yield at


def _altered(runs: Sequence[Run], text: str, words: Words) -> Match | None:
    quoted = [norm for run in runs for norm in run.norms]
    printed = [word for run in runs for word in run.words]
    if len(quoted) < LEAST_SHARED or not words.norms:
        return None
    low, high = _window(quoted, words.norms, sum(run.gap for run in runs))
    codes = list(Levenshtein.opcodes(words.norms[low:high], quoted))
    while codes and codes[0].tag == "delete":
        codes = codes[1:]
    while codes and codes[-1].tag == "delete":
        codes = codes[:-1]
    same = sum(c.dest_end - c.dest_start for c in codes if c.tag == "equal")
    if same < LEAST_SHARED or same < ALTERED_SHARE * len(quoted):
        return None
    first, last = low + codes[0].src_start, low + codes[-1].src_end
    differences = tuple(
        Difference(
            c.tag == "equal",
            " ".join(printed[c.dest_start : c.dest_end]),
            words.span(low + c.src_start, low + c.src_end).of(text) if c.src_end > c.src_start else "",
        )
        for c in codes
    )
    return Match(how="altered", span=words.span(first, last), share=same / len(quoted), differences=differences)


def _window(quoted: Sequence[str], norms: Sequence[str], gaps: int) -> tuple[int, int]:
    """The stretch of the source, a little longer than the quotation, that holds the most of its words."""
    size = len(quoted) + max(4, len(quoted) // 2) + gaps
    if len(norms) <= size:
        return 0, len(norms)
    wanted = Counter(quoted)
    have: Counter[str] = Counter()
    score = best = best_at = 0
    for at, norm in enumerate(norms):
        have[norm] += 1
        score += have[norm] <= wanted[norm]
        if at >= size:
            left = norms[at - size]
            score -= have[left] <= wanted[left]
            have[left] -= 1
        if score > best:
            best, best_at = score, at
    low = max(0, best_at + 1 - size)
    return low, min(len(norms), low + size + len(quoted) // 2)


def _moved(match: Match, by: int) -> Match:
    return Match(how=match.how, span=match.span.shifted(by), share=match.share, differences=match.differences)
