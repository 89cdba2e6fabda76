from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import AskedWrongly
from sayso.store.query import Either, Every, Like, Near, Query, Without, Words, as_phrase, parse


def word(*words: str, prefix: bool = False, slop: int = 0) -> Words:
    return Words(words, slop, prefix)


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a", A),
        ("a b", Every((A, B))),
        ("a AND b", Every((A, B))),
        ("a and b", Every((A, word("and"), B))),
        ("a OR b", Either((A, B))),
        ("a b OR c", Either((Every((A, B)), C))),
        ("a (b OR c)", Every((A, Either((B, C))))),
        ("a NOT b", Every((A, Without(B)))),
        ("a AND NOT b", Every((A, Without(B)))),
        ("a -b", Every((A, Without(B)))),
        ("-(a b) c", Every((Without(Every((A, B))), C))),
        ("NOT NOT a", A),
        ("NOT a", Without(A)),
        ('"a b"', word("a", "b")),
        ("“a b”", word("a", "b")),
        ('"A, b!"', word("a", "b")),
        ("enc*", word("enc", prefix=True)),
        ('"a enc*"', word("a", "enc", prefix=True)),
        ("a NEAR/5 b", Near((A,), (B,), 5)),
        ("a NEAR b", Near((A,), (B,), 10)),
        ('"a b"~5', Near((A,), (B,), 5)),
        ('"a b c"~5', word("a", "b", "c", slop=5)),
        ("a NEAR/2 (b OR c)", Near((A,), (B, C), 2)),
        ("a NEAR/2 b NEAR/3 c", Every((Near((A,), (B,), 2), Near((B,), (C,), 3)))),
        ("c OR a NEAR/2 b", Either((C, Near((A,), (B,), 2)))),
        ("lift~", Like("lift", 1)),
        ("lift~2", Like("lift", 2)),
        ("Ó'Brien", word("o", "brien")),
        ("co-op", word("co", "op")),
        ("a & b", Every((A, B))),
        ("a - b", Every((A, B))),
        ("2024-05-01", word("2024", "05", "01")),
        ("Größe ﬁne", Every((word("grosse"), word("fine")))),
    ],
)
def test_queries_mean_what_they_say(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no word"),
        ("   ", "no word"),
        ("&& --", "no word"),
        ("AND", "no word"),
        ("a AND", "ends where a word is expected"),
        ("a OR OR b", "OR stands where a word is expected"),
        ("AND a", "AND stands where a word is expected"),
        ("a NOT", "ends where a word is expected"),
        ("(a", "never closed"),
        ("a)", "never opened"),
        ("()a", ") stands where a word is expected"),
        ('"a b', "quotation mark is never closed"),
        ('"" a', "holds no word"),
        ("*", "star needs the beginning of a word"),
        ("*ing", "star may only end"),
        ("a*b", "star may only end"),
        ('"a* b"', "star may only end"),
        ("a-*", "star needs the beginning of a word"),
        ("lift~3", "one or two letters"),
        ("o'brien~", "single word"),
        ("a NEAR/99999 b", "at most 100 apart"),
        ("(a b) NEAR c", "NEAR stands between"),
        ("a NEAR lift~", "NEAR stands between"),
        ("(" * 60 + "a" + ")" * 60, "nested deeper"),
        ("a " * 501, "more than 500 parts"),
        ("a" * 10_001, "longer than 10000"),
    ],
)
def test_a_bad_query_is_told_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(AskedWrongly) as caught:
        parse(text)
    assert caught.value.code == "bad_query"
    assert says in caught.value.sentence
    assert "NEAR/5" in caught.value.next_step


@given(st.text(alphabet='ab "()*~-&/5ORANDNT\u201c\u201dé\n', max_size=40))
def test_any_text_is_a_query_or_told_why_not(text: str) -> None:
    try:
        parse(text)
    except AskedWrongly as error:
        assert error.code == "bad_query"  # noqa: PT017 - both ways are right


@given(st.text(max_size=30).filter(lambda text: any(map(str.isalnum, text))))
def test_any_name_can_be_looked_for_as_it_stands(text: str) -> None:
    try:
        assert isinstance(parse(as_phrase(text)), Words)
    except AskedWrongly as error:
        assert "no word" in error.sentence  # noqa: PT017 - signs that fold away
