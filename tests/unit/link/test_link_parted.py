"""What differs of words that one text runs together and the other parts."""

from __future__ import annotations

import pytest

from sayso.link.parted import narrowed
from sayso.model.span import Span


def parts(a: str, b: str, again: tuple[str, str] = ("", "")) -> tuple[str, str] | None:
    found = narrowed(a, Span(0, len(a)), b, Span(0, len(b)), again=again)
    return (found[0].of(a), found[1].of(b)) if found else None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("of 16", "of19", ("16", "19")),
        ("16 of", "19of", ("16", "19")),
        ("wasnot", "was", ("not", "")),
        ("the Harlow inn", "theMarlow inn", ("Harlow inn", "Marlow inn")),
        ("of 16 May", "of19May", ("16", "19")),
        ("of 16", "to 19", None),
        ("of 16", "of 19", None),
        ("22 4", "424", None),
        ("after lunch", "afterwards", None),
        ("", "of19", None),
        ("...", "of19", None),
    ],
)
def test_what_only_lost_its_space_is_left_out(a: str, b: str, expected: tuple[str, str] | None) -> None:
    assert parts(a, b) == expected


def test_figures_are_parted_where_the_second_reading_parts_them() -> None:
    assert parts("224", "42 4", ("22 4", "42 4")) == ("22", "42")
    assert parts("224", "42 4", ("2 24", "42 4")) is None
    assert parts("224", "42 4", ("22 5", "42 4")) is None


def test_a_stretch_is_not_gone_through() -> None:
    assert parts("of 16 " + "word " * 40, "of19 " + "word " * 40) is None
