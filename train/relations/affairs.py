"""Invented affairs as pairs: what each line of a fact is to the fact's other lines, and to the affair's other facts.

An affair is a file of facts; a fact is a block of lines, each behind a sign. ``=`` lines say the same; ``<`` says only
part of them, ``>`` all of them and more; ``!`` (another value) and ``-`` (the opposite) cannot be so together with
them; ``~`` is of the same thing, says another matter of it, and neither follows nor excludes. No fact of an affair says
anything of another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from data import NO, YES, Answers, Pair

FOLDER = Path(__file__).parent / "affairs"
SIGNS = "=<>!-~"
_SAME: Answers = (YES, YES, NO, YES)
_HOLDS: Answers = (YES, NO, NO, YES)
_HELD: Answers = (NO, YES, NO, YES)
_OPPOSED: Answers = (NO, NO, YES, YES)
_APART: Answers = (NO, NO, NO, NO)
_OVERLAP: Answers = (NO, NO, NO, YES)
TOLD = {
    "=": {"=": _SAME, "<": _HOLDS, ">": _HELD, "!": _OPPOSED, "-": _OPPOSED, "~": _APART},
    ">": {"<": _HOLDS, "!": _OPPOSED, "-": _OPPOSED},
}
"""What a line of one sign is to a line of another of its fact; what is missing is not known."""
HELD_BACK = 6
"""One affair in so many is never trained on."""


class Saying(NamedTuple):
    """One line of a fact."""

    sign: str
    words: str


Fact = list[Saying]


def affairs(folder: Path = FOLDER, *, held: bool) -> list[list[Fact]]:
    """The affairs kept back or the others, each a list of facts."""
    files = sorted(folder.glob("*.txt"))
    return [parse(path) for n, path in enumerate(files) if (n % HELD_BACK == HELD_BACK - 1) == held]


def parse(path: Path) -> list[Fact]:
    """The facts of one file. Raises ValueError naming the line that has no sign."""
    facts: list[Fact] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if text == "fact":
            facts.append([])
        elif text and not text.startswith("#"):
            if text[0] not in SIGNS or text[1] != " " or not facts:
                raise ValueError(f"{path.name}:{number} has no sign")
            facts[-1].append(Saying(text[0], text[2:].strip()))
    return facts


def within(fact: Fact) -> Iterator[Pair]:
    """Every pair of lines of one fact of which anything is known."""
    for one, other in combinations(fact, 2):
        if other.sign in TOLD.get(one.sign, {}):
            yield Pair(one.words, other.words, TOLD[one.sign][other.sign], "affairs", one.sign + other.sign)
        elif one.sign in TOLD.get(other.sign, {}):
            yield Pair(other.words, one.words, TOLD[other.sign][one.sign], "affairs", other.sign + one.sign)


def between(facts: list[Fact], chance: random.Random, each: int) -> Iterator[Pair]:
    """Lines of one fact beside lines of the others of its affair, ``each`` for every line."""
    for n, fact in enumerate(facts):
        others = [saying for k, other in enumerate(facts) if k != n for saying in other]
        for saying in fact:
            for other in chance.sample(others, min(each, len(others))):
                yield Pair(saying.words, other.words, _APART, "affairs", "//")


def compounds(facts: list[Fact], chance: random.Random) -> Iterator[Pair]:
    """Sentences that say two facts at once beside others that say one of them, or one of them and a third."""
    for n, fact in enumerate(facts):
        plain = [saying.words for saying in fact if saying.sign == "="]
        second, third = chance.sample([k for k in range(len(facts)) if k != n], 2)
        one, other = chance.sample(plain, 2)
        twofold = joined(one, _any(facts[second], "=", chance), chance)
        yield Pair(twofold, other, _HOLDS, "affairs", "&=")
        yield Pair(twofold, joined(other, _any(facts[third], "=~", chance), chance), _OVERLAP, "affairs", "&&")
        yield Pair(twofold, _any(fact, "!-", chance), _OPPOSED, "affairs", "&!")
        yield Pair(twofold, _any(fact, "~", chance), _APART, "affairs", "&~")


def joined(one: str, other: str, chance: random.Random) -> str:
    """Two lines as one sentence, either first."""
    first, second = chance.sample((one.strip('"'), other.strip('"')), 2)
    return first.rstrip(".") + chance.choice((", and ", "; ", " and that ", ", while ", ". ")) + second


def _any(fact: Fact, signs: str, chance: random.Random) -> str:
    return chance.choice([saying.words for saying in fact if saying.sign in signs])


def pairs(all_facts: list[list[Fact]], seed: int) -> list[Pair]:
    """One round: every pair within a fact, some between facts, and a few from one affair to another."""
    chance = random.Random(seed)
    out: list[Pair] = []
    for n, facts in enumerate(all_facts):
        for fact in facts:
            out += within(fact)
        out += between(facts, chance, 2)
        out += compounds(facts, chance)
        strangers = [s for facts_ in (all_facts[n - 1],) for fact in facts_ for s in fact]
        mine = [s for fact in facts for s in fact]
        for saying in chance.sample(mine, len(mine) // 4):
            out.append(Pair(saying.words, chance.choice(strangers).words, _APART, "affairs", "||"))
    chance.shuffle(out)
    return [turned(pair) if chance.random() < 0.5 else pair for pair in out]


def turned(pair: Pair) -> Pair:
    """The same about the second and the first."""
    forward, backward, against, topic = pair.answers
    return pair._replace(a=pair.b, b=pair.a, answers=(backward, forward, against, topic))
