from __future__ import annotations

import random

from sayso.extract.segment import segments
from sayso.nets.attribution import Tagged, load_tagger

TEXTS = [
    "The ferry will not sail on Monday, harbour master Ana Brill said.",
    "According to the port authority, the hull was never inspected.\n\nBrill denied that she had seen the report.",
    "“Nobody asked us,” said Tomas Weld, a deckhand. The wind rose before noon.",
]


def tag(text: str, bias: float = 0.0) -> list[Tagged]:
    return load_tagger().tag(text, segments(text), bias)


def test_a_plain_attribution_is_found_with_its_words() -> None:
    (found,) = tag(TEXTS[0])
    assert found.cue.of(TEXTS[0]) == "said"
    assert [s.of(TEXTS[0]) for s in found.source] == ["harbour master Ana Brill"]
    assert found.content[0].of(TEXTS[0]).startswith("The ferry will not sail on Monday")
    assert 0.5 < found.confidence <= 1


def test_each_cue_has_its_own_source() -> None:
    text = TEXTS[1]
    assert [found.source[0].of(text) for found in tag(text)] == ["the port authority", "Brill"]


def test_labels_depend_on_the_text_alone() -> None:
    alone = [tag(t) for t in TEXTS]
    order = list(range(len(TEXTS)))
    random.Random(3).shuffle(order)
    again = {k: tag(TEXTS[k]) for k in order}
    assert [again[k] for k in range(len(TEXTS))] == alone


def test_the_bias_trades_finding_more_against_being_sure() -> None:
    counts = [sum(len(tag(t, bias)) for t in TEXTS) for bias in (-8.0, 0.0, 8.0)]
    assert counts[0] < counts[1] <= counts[2]


def test_no_words_no_attributions() -> None:
    assert tag("") == []
    assert tag("\n\n   \n") == []
