"""Pairs that share a hash or two are held back only where comparing them in full finds nothing."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from sayso.link.align import align
from sayso.link.anchors import anchored
from sayso.link.candidates import Linked, Text, joined
from sayso.link.changes import side
from sayso.link.fingerprint import Fingerprint, fingerprint
from sayso.link.sieve import COPY_SHARE, MOST_HITS, Rows, Weak, are_apart
from sayso.link.stretches import shared_stretches
from sayso.model.document import Content


def made(seed: int) -> list[str]:
    """Texts that share a few words in a row, edited so that about half of the pairs come to something."""
    draw = random.Random(seed)
    few = ["".join(draw.choices("bdfgklmnprstvz", k=draw.choice((2, 5, 7)))) for _ in range(60)]
    phrases = [draw.choices(few, k=draw.randrange(4, 30)) for _ in range(8)]
    texts = []
    for _ in range(40):
        words = ["".join(draw.choices("aeioubdfgkl", k=draw.choice((2, 6, 8)))) for _ in range(draw.randrange(5, 140))]
        for phrase in draw.sample(phrases, 2):
            at = draw.randrange(len(words))
            words[at:at] = [draw.choice(few) if draw.random() < draw.choice((0, 0.2, 0.4)) else w for w in phrase]
        texts.append(" ".join(words))
    return texts


def weak(prints: list[Fingerprint], tmp: Path) -> tuple[list[tuple[int, int]], list[bool]]:
    """The pairs that one or two hashes link, and which of them the sieve lets through."""
    pairs: list[tuple[int, int]] = []
    passed: list[bool] = []
    with Rows(tmp) as rows:
        for one in prints:
            rows.add(one.numbers())
        with joined((Text(n, *one.arrays()) for n, one in enumerate(prints)), tmp) as join:
            for linked in join.links():
                kept = _weak(linked)
                pairs += zip(kept.a.tolist(), kept.b.tolist(), strict=True)
                passed += rows.sieve().passed(kept).tolist()
    return pairs, passed


def _weak(linked: Linked) -> Weak:
    few = np.flatnonzero(~linked.several & (linked.number <= MOST_HITS))
    return Weak(linked.a[few], linked.b[few], linked.hits_a[few], linked.hits_b[few])


def comes_to_something(a: Fingerprint, b: Fingerprint) -> bool:
    chain = anchored(a.numbers().tolist(), b.numbers().tolist())
    equal = sum(block[1] - block[0] for block in chain)
    return bool(shared_stretches(a, b)) or equal >= max(1, COPY_SHARE * min(a.words, b.words))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_held_back_comes_to_nothing(seed: int, tmp_path: Path) -> None:
    prints = [fingerprint(text) for text in made(seed)]
    pairs, passed = weak(prints, tmp_path)
    truth = [comes_to_something(prints[a], prints[b]) for a, b in pairs]
    assert any(truth)
    assert not all(passed)
    assert [pair for pair, through, real in zip(pairs, passed, truth, strict=True) if real and not through] == []


def test_texts_that_are_apart_are_no_copies_when_compared_in_full() -> None:
    texts = made(9)
    prints = [fingerprint(text) for text in texts]
    apart = [(a, b) for a in range(20) for b in range(a + 1, 20) if are_apart(prints[a], prints[b])]
    assert apart
    for a, b in apart:
        found = align(side(Content(text=texts[a])), side(Content(text=texts[b])), prints[a], prints[b])
        assert found.relation == "none"
        assert not anchored_enough(texts[a], texts[b])


def anchored_enough(a: str, b: str) -> bool:
    one, other = a.split(), b.split()
    ids = {word: n for n, word in enumerate(sorted({*one, *other}))}
    chain = anchored([ids[w] for w in one], [ids[w] for w in other])
    return sum(block[1] - block[0] for block in chain) >= max(1, COPY_SHARE * min(len(one), len(other)))


def test_a_text_is_never_apart_from_itself() -> None:
    assert not are_apart(fingerprint("One two."), fingerprint("one, two"))
