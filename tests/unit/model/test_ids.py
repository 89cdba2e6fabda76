from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import keys
from sayso.model.ids import make_id

fields = st.lists(
    st.one_of(st.text(), st.binary(), st.integers(), st.none(), st.lists(st.text(), max_size=3)), max_size=4
)


@given(fields, fields)
def test_different_fields_have_different_ids(a: list[object], b: list[object]) -> None:
    same = [type(x) for x in a] == [type(x) for x in b] and a == b
    assert (make_id(*a) == make_id(*b)) == same  # type: ignore[arg-type]


def test_fields_do_not_run_into_one_another() -> None:
    assert make_id("ab", "c") != make_id("a", "bc")
    assert make_id(["a"], "b") != make_id(["a", "b"])
    assert make_id("1") != make_id(1) != make_id(b"1")


def test_an_id_is_twenty_six_letters_and_never_changes() -> None:
    made = make_id("item", "pile/a.txt", "00")
    assert re.fullmatch(r"[A-Z2-7]{26}", made)
    assert made == "EL4DAXHPXEZ7KB3NKL5OSNPO7Q"


def test_keys_read_back() -> None:
    key = keys.statement_key("K7QFAB" + "A" * 20, 2, 14, 1)
    assert key == "K7QFAB-p2-14b"
    found = keys.KEY.fullmatch(key)
    assert found
    assert found.groups() == ("K7QFAB", "2", "14", "b")


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_letters_tell_statements_of_a_sentence_apart(a: int, b: int) -> None:
    assert (keys.letters(a) == keys.letters(b)) == (a == b)
