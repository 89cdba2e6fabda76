"""Documents that come, go and come again one by one leave what one look at those that stay makes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from link_pile import Pile, said

from sayso.engine.relating import Relations
from sayso.model.statement import Attribution
from sayso.nets.relations import Relation

SPEAKERS = ("Ida Holm", "Olaf Tern", "Berit Lund", "the Harbour Board", "Tern")
SUBJECTS = ("The tug", "The ferry", "A pilot of the mole", "The clerk", "Bay 4", "The crane")
VERBS = ("left the quay with {} barrels", "was searched for {} hours", "burned {} lists in the archive", "lay idle")
TAILS = ("", " at night", " on 9 March", " before the Lakes Commission came")
DENIED = ("the claim", "leaving the quay with {} barrels", "the report of {} lists burned in the archive")


@pytest.fixture
def _by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule in place of the network: how many words two contents share."""

    def relate(self: Relations, a: str, b: str) -> Relation:
        one, other = set(a.split()), set(b.split())
        share = round(len(one & other) / max(1, len(one | other)), 2)
        against = share if ("not" in one) != ("not" in other) else 0.1
        forward, backward = (round(len(one & other) / max(1, len(side)), 2) for side in (other, one))
        return Relation(forward, backward, against, min(1.0, 2 * share))

    monkeypatch.setattr(Relations, "relate", relate)
    monkeypatch.setattr(Relations, "ahead", lambda self, pairs: list(pairs))


def add(pile: Pile, number: int) -> None:
    """A document of a few statements; a number always makes the same one."""
    draw = random.Random(number)
    parts = []
    for _ in range(draw.randrange(1, 5)):
        kind = draw.choice(("asserts", "asserts", "asserts", "denies"))
        said_ = draw.choice(SUBJECTS) + " " + draw.choice(VERBS) + draw.choice(TAILS)
        words = (said_ if kind == "asserts" else draw.choice(DENIED)).format(draw.choice((3, 48, 612)))
        parts.append((draw.choice(SPEAKERS), kind, words.replace("was", "was not") if draw.random() < 0.2 else words))
    text = f"Paper {number}\n\n" + "\n\n".join(f"{who} {kind} that {words}." for who, kind, words in parts) + "\n"
    statements, at = [], 0
    for who, kind, words in parts:
        sentence = f"{who} {kind} that {words}."
        at = text.index(sentence, at)
        found = said(sentence, who, words, source=who, cue=kind, kind=kind)
        statements.append(moved(found, at))
        at += len(sentence)
    pile.add(f"{number:03}.txt", text, *statements, publisher=draw.choice(("The Lantern", "The Courier", None)))


def moved(found: Attribution, by: int) -> Attribution:
    source, cue, content = (tuple(s.shifted(by) for s in spans) for spans in (found.source, found.cue, found.content))
    return replace(found, source=source, cue=cue, content=content, as_said=found.as_said.shifted(by))


@pytest.mark.usefixtures("_by_words")
@pytest.mark.parametrize("seed", range(3))
def test_the_way_to_a_pile_leaves_no_trace_in_its_claims(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    numbers = draw.sample(range(400), 40)
    walked, once = Pile(tmp_path), Pile(tmp_path)
    for number in numbers[:32]:
        add(walked, number)
    walked.settle()
    for step, number in enumerate(numbers[32:]):
        add(walked, number)
        if step % 2 == 0:
            walked.remove(f"{numbers[draw.randrange(32 + step)]:03}.txt")
        walked.settle()
    with walked.store.view() as view:
        left = sorted(int(item.file[:3]) for item in view.items())
    for number in draw.sample(left, len(left)):
        add(once, number)
    assert walked.findings() == once.settle().findings()
