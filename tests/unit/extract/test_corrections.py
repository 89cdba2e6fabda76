"""Sentences that set right what somebody had stated, and whose the wrong figure is."""

from __future__ import annotations

import pytest

from sayso.extract.corrections import right_part, wrong_before
from sayso.model.span import Span


@pytest.mark.parametrize(
    ("sentence", "right", "source", "wrong"),
    [
        (
            "The sheet was sent on 12 March, not, as the release stated, on 28 February.",
            "The sheet was sent on 12 March",
            "the release",
            "on 28 February",
        ),
        ("The homes were 310, not 130 as we reported on Monday.", "The homes were 310", "we", "130"),
        ("The vote was on 7 May and not, as Ada Rook wrote, in June.", "The vote was on 7 May", "Ada Rook", "in June"),
    ],
)
def test_the_wrong_figure_is_theirs_who_had_it(sentence: str, right: str, source: str, wrong: str) -> None:
    whole = Span(0, len(sentence))
    found = wrong_before(sentence, [whole])
    assert [(f.source[0].of(sentence), f.content[0].of(sentence)) for f in found] == [(source, wrong)]
    assert right_part(sentence, whole).of(sentence) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("Correction: The vote was on 7 May, not 9 May.", "The vote was on 7 May"),
        ("Dr Moll resigned rather than being dismissed.", "Dr Moll resigned"),
        ("The copy does not agree with the original.", "The copy does not agree with the original"),
    ],
)
def test_what_is_right_stands_without_what_is_wrong(sentence: str, right: str) -> None:
    assert right_part(sentence, Span(0, len(sentence))).of(sentence) == right
