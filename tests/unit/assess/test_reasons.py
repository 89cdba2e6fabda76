"""Why statements count as one source: one short sentence, whatever brought them together."""

from __future__ import annotations

from sayso.assess.reasons import listed, why_one

SPEAKER, COPIES, PAPER = "each time the speaker is {who}", "the documents are copies", "a paper is quoted by {who}"


def test_somebody_alone_and_one_speaker_are_told_plainly() -> None:
    assert why_one("Ida", [], relayed=False) == "Only Ida says so."
    assert why_one("Ida", [(SPEAKER, "Ida")], relayed=False) == "Each time the speaker is Ida."


def test_what_is_passed_on_opens_with_whom_it_goes_back_to_and_tells_each_way_once() -> None:
    whys = [(SPEAKER, "Ida"), (PAPER, "Olaf"), (PAPER, "Berit"), (PAPER, "Olaf")]
    assert why_one("Ida", whys, relayed=True) == "It goes back to Ida: a paper is quoted by Olaf and Berit."


def test_many_ways_are_not_told_one_by_one() -> None:
    whys = [(COPIES, "Ida"), (PAPER, "Olaf"), (SPEAKER, "Berit"), ("the words are the same", "Olaf")]
    assert (
        why_one("Ida", whys, relayed=False)
        == "The documents are copies; a paper is quoted by Olaf, and others likewise."
    )


def test_of_many_names_the_first_are_told() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C", "B"]) == "A, B and C"
    assert listed(["A", "B", "C", "D"]) == "A, B and 2 others"
