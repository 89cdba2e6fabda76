"""The shipped relations network: one pair's answer is its own, and the card names the graph."""

from __future__ import annotations

from importlib.resources import files

from sayso.nets.relations import load_relater, shipped_relations_digest

PAIRS = (
    ("the tram carried 48 sacks", "forty-eight sacks were on the tram"),
    ("the bank knew of the fault in the vault", "the vault was painted in spring"),
    ("nobody was hurt", "three people were hurt in the blast at the mill"),
)


def test_an_answer_depends_on_its_pair_alone() -> None:
    relater = load_relater()
    there = [relater.relate(a, b) for a, b in PAIRS]
    back = [relater.relate(a, b) for a, b in reversed(PAIRS)]
    assert there == back[::-1]
    assert len(set(there)) == len(PAIRS)


def test_chances_are_hundredths() -> None:
    found = load_relater().relate(*PAIRS[0])
    assert all(0 <= chance <= 1 and round(chance, 2) == chance for chance in found)


def test_the_card_tells_the_digest() -> None:
    card = files("sayso.nets").joinpath("data", "relations-card.md").read_text(encoding="utf-8")
    assert shipped_relations_digest() in card
