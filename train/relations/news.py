"""Statements of real news that are of one matter in their words and say two things: what is never one claim.

Two contents of PolNeAR's training part that share words are seldom one claim: those that hardly are apart in words are
left out, the rest are taken for apart, the most alike first. Many are pieces of sentences, as extraction has them.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from data import NO, UNKNOWN, Answers, Pair

from sayso.link.alike import likeness
from sayso.link.terms import Terms, terms

FEWEST_WORDS, MOST_WORDS = 3, 40
MOST_SHARED, SHORT_SHARED = 0.45, 0.75
"""Pairs that share more of the longer one's terms may be one claim; pieces of sentences state nothing in any case."""
SHORT = 7
LOOKED_AT = 25
COMMON = 60
"""A term of more contents than this leads to none of them."""
EACH = 3
_APART: Answers = (NO, NO, NO, NO)
_MAYBE_OPPOSED: Answers = (NO, NO, UNKNOWN, UNKNOWN)


def contents(folder: Path) -> list[str]:
    """The contents of PolNeAR's training part, each once, in the order of the set."""
    with gzip.open(folder / "attribution" / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as rows:
        found = [_content(doc["text"], a["content"]) for doc in map(json.loads, rows) for a in doc["attributions"]]
    return list(dict.fromkeys(c for c in found if FEWEST_WORDS <= len(c.split()) <= MOST_WORDS))


def _content(text: str, spans: Any) -> str:
    return " ".join(" ".join(text[start:end] for start, end in spans or ()).split())


def news(folder: Path, seed: int) -> Iterator[Pair]:
    """For each content a few others that share its rarer terms."""
    chance = random.Random(seed)
    said = contents(folder)
    of = [terms(c) for c in said]
    holds: dict[str, list[int]] = defaultdict(list)
    for n, found in enumerate(of):
        for term in sorted(found.words | found.dates):
            holds[term].append(n)
    for n, found in enumerate(of):
        near = sorted({m for t in found.words if len(holds[t]) <= COMMON for m in holds[t] if m != n})
        looked = chance.sample(near, min(LOOKED_AT, len(near)))
        looked.sort(key=lambda m: (-likeness(found, of[m]).share, m))
        pairs = (_apart(said[n], said[m], found, of[m]) for m in looked)
        yield from islice((pair for pair in pairs if pair), EACH)


def _apart(a: str, b: str, mine: Terms, theirs: Terms) -> Pair | None:
    alike = likeness(mine, theirs)
    short = min(len(a.split()), len(b.split())) < SHORT
    if alike.share > (SHORT_SHARED if short else MOST_SHARED):
        return None
    answers = _APART if alike.verdict == "other" and mine.negated == theirs.negated else _MAYBE_OPPOSED
    return Pair(a, b, answers, "news")
