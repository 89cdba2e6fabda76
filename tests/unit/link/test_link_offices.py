"""Offices: "the keeper" of one paper is the only keeper whom the pile names, and nobody else is."""

from __future__ import annotations

import pytest

from sayso.link.offices import Offices

HELD = [("senn", "minister"), ("lorn", "minister"), ("lorn", "deputy"), ("quist", "keeper"), ("rell", "lawyer")]


@pytest.mark.parametrize(
    ("described", "person"),
    [
        ("unnamed keeper", "quist"),
        ("unnamed night keeper", "quist"),
        ("unnamed minister", "senn"),
        ("unnamed deputy minister", "lorn"),
        ("unnamed former keeper", None),
        ("unnamed lawyer", None),
        ("unnamed keeper of the bees", None),
        ("unnamed mayor", None),
        ("keeper", None),
    ],
)
def test_the_only_holder_of_an_office_is_meant(described: str, person: str | None) -> None:
    assert Offices(HELD).holder(described) == person


def test_of_two_holders_neither_is_meant() -> None:
    assert Offices([*HELD, ("wray", "keeper")]).holder("unnamed keeper") is None
