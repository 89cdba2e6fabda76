"""The pile of ``bench/passages.py``: news-size documents that share passages put there on purpose.

Real texts, each stretch used once, fill as many documents as they can; the others are made of the same words, each
drawn from those that follow the one before it in the real texts. The texts have shares of their own, which count as
true where they hold up word for word.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCUMENT_WORDS = (220, 400)
PASSAGE_WORDS = (12, 120)
SHARE_PLANTED = 20
"""One passage of each sort for so many documents."""
NOISE = 0.02
"""Share of letters misread."""
_CONFUSED = {"l": "1", "o": "0", "e": "c", "m": "rn", "i": "l", "h": "b", "t": "f", "s": "5", "a": "o", "n": "ri"}
_LEGIBLE = 0.8
_KINDS = (("0 %", 0.0), ("5 %", 0.05), ("10 %", 0.1), ("20 %", 0.2), ("misread", None))


class Place(NamedTuple):
    """Characters [start, end) of a document."""

    document: int
    start: int
    end: int


class Planted(NamedTuple):
    """One passage put into two documents, edited in the second."""

    kind: str
    words: int
    one: Place
    other: Place


class Pile(NamedTuple):
    """Texts, and what was planted in them."""

    texts: list[str]
    planted: list[Planted]


def pile(data: Path, documents: int, seed: int = 7) -> Pile:
    """``documents`` texts with one passage of each sort in every twenty."""
    draw = random.Random(seed)
    sources = list(_sources(data))
    draw.shuffle(sources)
    each = max(1, documents // SHARE_PLANTED)
    lengths = [draw.randint(*PASSAGE_WORDS) for _ in range(each * len(_KINDS))]
    stock = _Stock(sources, draw)
    passages = [stock.stretch(n) for n in lengths]
    bodies = [stock.stretch(draw.randint(*DOCUMENT_WORDS)) for _ in range(documents)]
    hosts = draw.sample(range(documents), min(documents, 2 * len(passages)))
    planted, cuts = [], dict[int, tuple[int, list[str]]]()
    for n, words in enumerate(passages[: len(hosts) // 2]):
        kind, rate = _KINDS[n % len(_KINDS)]
        edited = _misread(words, draw) if rate is None else _edited(words, rate, stock, draw)
        for host, what in zip(hosts[2 * n : 2 * n + 2], (words, edited), strict=True):
            cuts[host] = (draw.randint(0, len(bodies[host])), what)
        planted.append((kind, len(words), hosts[2 * n], hosts[2 * n + 1]))
    texts, places = [], {}
    for number, body in enumerate(bodies):
        at, what = cuts.get(number, (0, []))
        before, inside, after = (" ".join(part) for part in (body[:at], what, body[at:]))
        start = len(before) + bool(before)
        places[number] = Place(number, start, start + len(inside))
        texts.append(" ".join(part for part in (before, inside, after) if part))
    return Pile(texts, [Planted(k, n, places[a], places[b]) for k, n, a, b in planted])


def _sources(data: Path) -> Iterator[list[str]]:
    """Texts as lists of words: one release of each record, and every text of the sets of attributions."""
    best: dict[str, tuple[float, str]] = {}
    with gzip.open(data / "copies" / "jfk_versions" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["dict_word_rate"] > best.get(row["record"], (_LEGIBLE, ""))[0]:
                best[row["record"]] = (row["dict_word_rate"], row["text"])
    for record in sorted(best):
        yield best[record][1].split()
    for path in sorted((data / "attribution").glob("*/*.jsonl.gz")):
        if "annotators" not in path.name:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line).get("text", "").split() for line in lines)


class _Stock:
    """Words to be had: real stretches while they last, then words in a likely order."""

    def __init__(self, sources: list[list[str]], draw: random.Random) -> None:
        self._draw = draw
        self._left = [s for s in sources if len(s) > 40]
        self._after: dict[str, list[str]] = {}
        for words in sources:
            for word, following in itertools.pairwise(words):
                self._after.setdefault(word, []).append(following)
        self._words = sorted(self._after)

    def word(self) -> str:
        return self._draw.choice(self._words)

    def stretch(self, count: int) -> list[str]:
        """So many words, and the bare marks that stand between them."""
        out: list[str] = []
        while self._left and count > 0:
            source = self._left[-1]
            at = _behind(source, count)
            taken = source[:at]
            self._left[-1] = source[at:]
            if len(self._left[-1]) < 20:
                self._left.pop()
            out += taken
            count -= _legible(taken)
        while count > 0:
            following = self._after.get(out[-1]) if out else None
            out.append(self._draw.choice(following) if following else self.word())
            count -= _legible(out[-1:])
        return out


def _legible(words: list[str]) -> int:
    """How many have a letter or a figure; a bar or a bullet is no word."""
    return sum(any(map(str.isalnum, word)) for word in words)


def _behind(words: list[str], count: int) -> int:
    """The number of words that hold the first ``count`` of those that are no bare marks."""
    at = min(count, len(words))
    while at < len(words) and _legible(words[:at]) < count:
        at += 1
    return at


def _edited(words: list[str], rate: float, stock: _Stock, draw: random.Random) -> list[str]:
    """``rate`` of the words replaced, left out or given a neighbour, three in five replaced."""
    out: list[str] = []
    chosen = set(draw.sample(range(len(words)), max(rate > 0, round(rate * len(words)))))
    for n, word in enumerate(words):
        what = draw.random() if n in chosen else 2.0
        if what < 0.2:
            continue
        out += [stock.word()] if what < 0.8 else ([word, stock.word()] if what < 1 else [word])
    return out


def _misread(words: list[str], draw: random.Random) -> list[str]:
    def letter(character: str) -> str:
        if draw.random() >= NOISE:
            return character
        return _CONFUSED.get(character.lower(), draw.choice("aeinrst"))

    return ["".join(map(letter, word)) for word in words]
