"""Pairs of contents with what is known of them: sets of others, edits of their sentences, and invented news.

An answer is yes, no or not known (see ``network.ANSWERS``): sets of others say only whether the first holds the second.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from events import EVENTS, LAST, MONTHS, PLACES, Saying, other_value, saying, values

HELD_BACK = 10
"""One row in this many, by the number in its id, is never trained on."""
MAX_WORDS = 40
YES, NO, UNKNOWN = 1.0, 0.0, -1.0
Answers = tuple[float, float, float, float]


class Pair(NamedTuple):
    """Two contents and the answers about them: forward, backward, against, topic."""

    a: str
    b: str
    answers: Answers
    source: str
    label: str = ""


SETS = {
    "mnli_dev": 1.0,
    "snli_dev": 0.8,
    "joci": 0.3,
    "help": 0.6,
    "fever_dev_pairs": 0.9,
    "negation_nli": 0.9,
    "scitail_dev": 0.7,
    "dnc_factuality": 0.08,
    "dnc_megaveridicality": 0.08,
}
"""Sets with a stated free licence, and the share of each that is shown in a round."""
REFUTING = frozenset({"fever_dev_pairs"})
"""Sets whose "not_entailment" stands for claims that their evidence refutes."""
INVENTED, EDITED, STRANGERS = 16_000, 9_000, 4_000


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of one set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held_back(identity: str) -> bool:
    """Whether a row is kept for measuring."""
    return int(identity.rsplit("/", 1)[1]) // 4 % HELD_BACK == 0


def tidy(text: str) -> str:
    """Text without the marks of a tokeniser."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("-LSB-", "[").replace("-RSB-", "]")
    text = re.sub(r"``\s*|\s*''", '"', text)
    text = re.sub(r"\s+([.,;:!?%)\]]|n't\b|'s\b)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"([(\[])\s+", r"\1", text)).strip()


def answers(label: str, premise: str, hypothesis: str) -> Answers:
    """What a label of inference says: how much the hypothesis holds of the premise is told by its length alone."""
    shorter = len(hypothesis.split()) + 2 < 0.75 * len(premise.split())
    if label == "entailment":
        return (YES, NO if shorter else UNKNOWN, NO, YES)
    if label == "contradiction":
        return (NO, NO, YES, YES)
    if label == "neutral":
        return (NO, UNKNOWN, NO, UNKNOWN)
    return (NO, NO if shorter else UNKNOWN, UNKNOWN, UNKNOWN)


def inference(folder: Path, name: str, *, held: bool) -> Iterator[Pair]:
    """The pairs of one set of inference, those held back or the others."""
    for row in rows(folder / "nli" / f"{name}.jsonl.gz"):
        a, b = tidy(row["premise"]), tidy(row["hypothesis"])
        if held_back(row["id"]) == held and len(a.split()) <= MAX_WORDS:
            label = "contradiction" if name in REFUTING and row["label"] == "not_entailment" else row["label"]
            yield Pair(a, b, answers(label, a, b), name, label)


def paraphrases(folder: Path) -> Iterator[Pair]:
    """Perspectrum, training part: ways of putting one view are the same, views of one claim are of one matter."""
    clusters = list(rows(folder / "perspectrum" / "train.jsonl.gz"))
    chance = random.Random(3)
    for cluster in clusters:
        said = [tidy(p) for p in cluster["paraphrases"]]
        for a, b in zip(said, said[1:] + said[:1], strict=True):
            if a != b:
                yield Pair(a, b, (YES, YES, NO, YES), "perspectrum")
        yield Pair(chance.choice(said), tidy(cluster["claim"]), (UNKNOWN, NO, UNKNOWN, UNKNOWN), "perspectrum")
        other = chance.choice(clusters)
        if other["claim_id"] != cluster["claim_id"]:
            b = tidy(chance.choice(other["paraphrases"]))
            yield Pair(chance.choice(said), b, (NO, NO, NO, NO), "perspectrum")


def invented(count: int, seed: int) -> Iterator[Pair]:
    """Pairs of sayings of invented events: the same, in part, with another value, negated, or of other events."""
    chance = random.Random(seed)
    for _ in range(count):
        given = values(chance)
        event = chance.randrange(len(EVENTS))
        full = chance.choice((0.0, 0.4, 0.8))
        a = saying(event, given, chance, full=full, negated=chance.random() < 0.06)
        sort = chance.random()
        if sort < 0.40:
            b = saying(event, given, chance, full=full, negated=a.negated)
        elif sort < 0.64:
            slots = [slot for slot, _ in a.values] or list(given)
            changed = chance.sample(slots, min(len(slots), 1 if chance.random() < 0.7 else 2))
            fresh = {**given, **{slot: other_value(slot, given[slot], chance) for slot in changed}}
            b = saying(event, fresh, chance, full=0.9, negated=a.negated)
        elif sort < 0.80 and EVENTS[event].negated:
            b = saying(event, given, chance, full=full, negated=not a.negated)
        else:
            other = chance.choice([n for n in range(len(EVENTS)) if n != event])
            b = saying(other, given, chance, full=full, negated=chance.random() < 0.2)
        if a.words.casefold() != b.words.casefold():
            yield Pair(*_either_way(a.words, b.words, told(a, b), chance), "invented")


def told(a: Saying, b: Saying) -> Answers:
    """What two sayings are to each other."""
    if a.event != b.event:
        return (NO, NO, NO, NO)
    one, other = dict(a.values), dict(b.values)
    apart = {slot for slot in one.keys() & other.keys() if one[slot] != other[slot]}
    if a.negated != b.negated:
        return (NO, NO, NO if apart else YES, YES)
    if a.negated:
        return (NO, NO, NO, YES) if apart else (UNKNOWN, UNKNOWN, NO, YES)
    if apart:
        return (NO, NO, YES, YES)
    forward, backward = other.keys() <= one.keys(), one.keys() <= other.keys()
    return (YES if forward else NO, YES if backward else NO, NO, YES)


def _either_way(a: str, b: str, known: Answers, chance: random.Random) -> tuple[str, str, Answers]:
    if chance.random() < 0.5:
        return a, b, known
    return b, a, (known[1], known[0], known[2], known[3])


_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w.])")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_BE = re.compile(r"\b(is|was|are|were|has|had|will|can|could|would|should)\b(?! not)")


def edited(sentences: list[str], count: int, seed: int) -> Iterator[Pair]:
    """Sentences beside themselves with another number, date, name or a negation, with a part gone, or misread."""
    chance = random.Random(seed)
    made = 0
    edits = (_other_number, _other_number, _other_date, _other_name, _negated, _cut, _cut, _misread, _misread)
    while made < count:
        sentence = chance.choice(sentences)
        found = chance.choice(edits)(sentence, chance)
        if found and found[0] != sentence:
            made += 1
            yield Pair(*_either_way(sentence, found[0], found[1], chance), "edited")


_Edit = tuple[str, Answers] | None
_APART: Answers = (NO, NO, YES, YES)


def _other_number(sentence: str, chance: random.Random) -> _Edit:
    found = [m for m in _NUMBER.finditer(sentence) if not _YEAR.fullmatch(m.group())]
    if not found:
        return None
    m = chance.choice(found)
    return sentence[: m.start()] + other_value("n", m.group(), chance) + sentence[m.end() :], _APART


def _other_date(sentence: str, chance: random.Random) -> _Edit:
    found = [*_YEAR.finditer(sentence), *_MONTH.finditer(sentence)]
    if not found:
        return None
    m = chance.choice(found)
    fresh = (
        str(int(m.group()) + chance.choice((-12, -3, -1, 1, 2, 10))) if m.group().isdigit() else chance.choice(MONTHS)
    )
    return sentence[: m.start()] + fresh + sentence[m.end() :], _APART


def _other_name(sentence: str, chance: random.Random) -> _Edit:
    found = list(_NAME.finditer(sentence))
    if not found:
        return None
    m = chance.choice(found)
    fresh = chance.choice(LAST if " " in m.group() or chance.random() < 0.5 else [p.split()[0] for p in PLACES])
    return sentence[: m.start()] + fresh + sentence[m.end() :], (NO, NO, YES, YES)


def _negated(sentence: str, chance: random.Random) -> _Edit:
    found = list(_BE.finditer(sentence))
    if not found or re.search(r"\b(?:not|no|never)\b|n't", sentence):
        return None
    m = found[0]
    word = chance.choice((" not", " not", " never"))
    return sentence[: m.end()] + word + sentence[m.end() :], _APART


def _cut(sentence: str, chance: random.Random) -> _Edit:
    """The sentence without its last part, behind a comma or a preposition."""
    found = list(re.finditer(r", | (?:in|on|at|with|from|by|during|after|before|and|which|who) ", sentence))
    found = [m for m in found if len(sentence[: m.start()].split()) >= 4 and len(sentence[m.end() :].split()) >= 2]
    if not found:
        return None
    m = chance.choice(found[len(found) // 2 :])
    return sentence[: m.start()], (YES, NO, NO, YES)


def _misread(sentence: str, chance: random.Random) -> _Edit:
    """The sentence as a scanner, a headline or another house style may give it: the same in meaning."""
    words = sentence.rstrip(". ").split()
    if chance.random() < 0.4:
        words = [w for w in words if w.casefold() not in {"the", "a", "an", "had", "was", "were"}]
    for _ in range(chance.randint(0, 2)):
        at = chance.randrange(len(words))
        if words[at].islower() and len(words[at]) > 4:
            k = chance.randrange(1, len(words[at]))
            words[at] = words[at][:k] + chance.choice("eialmnrc") + words[at][k + 1 :]
    text = " ".join(words)
    if chance.random() < 0.3:
        text = text[:1].lower() + text[1:]
    elif chance.random() < 0.1:
        text = text.upper()
    return (text, (YES, YES, NO, YES)) if text.casefold() != sentence.casefold().rstrip(". ") else None


def strangers(sentences: list[str], count: int, seed: int) -> Iterator[Pair]:
    """Sentences that stand near each other in a set but belong to other rows, and sentences from anywhere."""
    chance = random.Random(seed)
    for _ in range(count):
        at = chance.randrange(len(sentences) - 40)
        other = at + chance.randint(8, 39) if chance.random() < 0.5 else chance.randrange(len(sentences))
        if sentences[at] != sentences[other]:
            yield Pair(sentences[at], sentences[other], (NO, NO, NO, NO), "strangers")


def lessons(folder: Path, seed: int, scale: float = 1.0) -> list[Pair]:
    """One round of pairs, in an order fixed by ``seed``."""
    chance = random.Random(seed)
    out: list[Pair] = []
    sentences: list[str] = []
    for name, share in SETS.items():
        pairs = list(inference(folder, name, held=False))
        out += [_turned(p, chance) for p in pairs if chance.random() < share * scale]
        if name in ("fever_dev_pairs", "mnli_dev", "scitail_dev"):
            sentences += _distinct(s for p in pairs for s in (p.a, p.b) if 6 <= len(s.split()) <= 35)
    out += [_turned(p, chance) for p in paraphrases(folder) if chance.random() < scale]
    out += edited(sentences, int(EDITED * scale), seed + 1)
    out += strangers(sentences, int(STRANGERS * scale), seed + 2)
    out += invented(int(INVENTED * scale), seed + 3)
    chance.shuffle(out)
    return out


def _turned(pair: Pair, chance: random.Random) -> Pair:
    return Pair(*_either_way(pair.a, pair.b, pair.answers, chance), pair.source)


def _distinct(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))
