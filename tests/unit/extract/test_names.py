from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.extract.things import _end_of


def named(text: str, **head: str | None) -> set[tuple[str, str]]:
    return {(m.name, m.kind) for m in extract(content_of(text, **head), ToyTagger()).mentions}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("We met Dr. Vera Blum there.", "Vera Blum", "person"),
        ("A porter, Ian Roe, 44, was there.", "Ian Roe", "person"),
        ("They went to see the Ministry of Works.", "Ministry of Works", "organisation"),
        ("It stood in Yard 7 all night.", "Yard 7", "place"),
        ("They breached Instruction No. 12 again.", "Instruction No. 12", "document"),
        ("They broke the Harbours Act again.", "Harbours Act", "document"),
        ("They met in Norby on Monday.", "Norby", "place"),
        ("The boat lay on the Anker River then.", "Anker River", "place"),
        ("The Norby Courier printed it.", "Norby Courier", "organisation"),
    ],
)
def test_what_sort_of_thing_a_name_names(text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text)


@pytest.mark.parametrize(
    "text", ["Nobody came on Monday.", "Yesterday it rained.", "However, Perhaps not.", "In May I left."]
)
def test_capitals_that_prove_nothing_name_nothing(text: str) -> None:
    assert named(text) == set()


def test_a_shouted_letterhead_is_the_same_body_as_its_name_below() -> None:
    text = "MINISTRY OF WORKS\n\nThe Ministry of Works regrets the noise."
    assert named(text) == {("Ministry of Works", "organisation")}


def test_both_word_orders_of_a_ministry_are_one() -> None:
    assert len({n for n, _ in named("The Works Ministry and the Ministry of Works are one, they say.")}) == 1


def test_a_short_form_goes_to_the_one_long_form_it_can_stand_for() -> None:
    text = "The Harbour Safety Board met. Later the Board rose."
    assert named(text) == {("Harbour Safety Board", "organisation")}


def test_two_people_of_one_surname_stay_two() -> None:
    names = {n for n, _ in named("They met Vera Blum and Ian Blum, and later Ms Blum alone.")}
    assert names == {"Vera Blum", "Ian Blum"}


def test_a_mention_covers_the_title_and_not_the_possessive_and_its_name_has_neither() -> None:
    text = "We saw Mr Ian Roe's boat."
    (only,) = extract(content_of(text), ToyTagger()).mentions
    assert (only.span.of(text), only.name) == ("Mr Ian Roe", "Ian Roe")


def test_names_short_for_one_another_in_a_ring_end() -> None:
    assert _end_of({0: 1, 1: 2, 2: 1}, 0) in (1, 2)
    assert _end_of({0: 1, 1: 2}, 0) == 2


def test_a_list_of_surnames_first_is_read_to_its_end() -> None:
    assert extract(content_of("ARDEN, Edwin Jay - NR\nMORITA, Saburo"), ToyTagger()).attributions == ()


def test_a_soldiers_mother_is_not_the_soldier() -> None:
    text = "Trooper Orlo Vance was buried on Monday.\n\nMrs Vance was told on Tuesday. Trooper Vance was nineteen."
    assert {("Orlo Vance", "person"), ("Mrs Vance", "person")} <= named(text)
    assert ("Mrs Vance", "person") not in named("Ms Edda Vance came.\n\nMrs Vance was told on Tuesday.")
