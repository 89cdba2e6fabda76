"""Verdicts that cannot all hold are refused with the chain that shows it."""

from __future__ import annotations

from sayso.link.constraints import Tie, clash


def test_nothing_clashes_where_nobody_joined_what_is_kept_apart() -> None:
    assert clash([Tie("a", "b", "1")], [Tie("b", "c", "2")]) == ()
    assert clash([], [Tie("a", "b", "1")]) == ()


def test_a_chain_of_sames_over_a_difference_is_told_link_by_link() -> None:
    same = [Tie("a", "b", "1"), Tie("c", "b", "2"), Tie("x", "y", "3")]
    assert clash(same, [Tie("a", "c", "4")]) == (same[0], same[1], Tie("a", "c", "4"))


def test_the_shortest_chain_is_told() -> None:
    same = [Tie("a", "b", "1"), Tie("b", "c", "2"), Tie("a", "c", "3")]
    assert clash(same, [Tie("a", "c", "4")]) == (Tie("a", "c", "3"), Tie("a", "c", "4"))


def test_a_ring_of_sames_ends() -> None:
    ring = [Tie(str(n), str((n + 1) % 1000), f"j{n}") for n in range(1000)]
    assert len(clash(ring, [Tie("0", "500", "last")])) == 501
