"""Words hashed many texts at a time come to what they come to word by word."""

from __future__ import annotations

import random

import numpy as np
import pytest

from sayso.link.fingerprint import fingerprint, fingerprints
from sayso.link.spelling import spelled
from sayso.link.words import folded, is_tied, norm_of, norms_of, tied_words_of, words_of

LETTERS = "aArRnNiI015|!s'’-‐\u00ad\n .,:_/ßéÉΣςʼİ٣½²—\t\0@字"
"""Letters that words are joined, parted, folded or misread by, and such as make a text go word by word."""
USUAL = "".join(sorted(set(LETTERS) - set("ʼİ\0字")))


def made(letters: str, seed: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices(letters, k=draw.randrange(50))) for _ in range(400)]


@pytest.mark.parametrize("letters", [LETTERS, USUAL, "rnm1 "])
def test_each_text_has_its_words_and_ties_whatever_stands_beside_it(letters: str) -> None:
    texts = ["", *made(letters, 1), "corner cor-\nner c0mer"]
    for text, found in zip(texts, spelled(texts), strict=True):
        words = tied_words_of(text)
        assert [norm_of(word) for word in words] == words_of(text).norms == norms_of(text)
        assert len(found.hashes) == len(words)
        assert found.tied.tolist() == [k for k, word in enumerate(words) if is_tied(word)]
        assert [h & 1 for h in found.hashes.tolist()] == [len(folded(norm_of(word))) <= 3 for word in words]


def test_words_have_one_hash_where_they_fold_alike_and_texts_one_digest_where_words_are_equal() -> None:
    hashes: dict[str, int] = {}
    digests: dict[str, str] = {}
    texts = made(LETTERS, 2) + made(USUAL, 3)
    for text, found in zip(texts, spelled(texts), strict=True):
        norms = words_of(text).norms
        for norm, value in zip(norms, found.hashes.tolist(), strict=True):
            assert hashes.setdefault(folded(norm), value) == value
        assert digests.setdefault("\n".join(norms), found.digest) == found.digest
    assert len(set(hashes.values())) == len(hashes)
    assert len(set(digests.values())) == len(digests)


def test_a_rare_letter_in_a_text_changes_none_of_its_other_words() -> None:
    usual, rare = spelled(["the corner house, Straße 15", "the corner house, Straße 15 字"])
    assert np.array_equal(usual.hashes, rare.hashes[:5])


def test_one_by_one_and_all_at_once_come_to_the_same() -> None:
    texts = [*made(USUAL, 4), "long " * 200_000, "", "end"]
    assert [fingerprint(text) for text in texts] == list(fingerprints(texts))
