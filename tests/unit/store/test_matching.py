from __future__ import annotations

import random
from functools import reduce
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import AskedWrongly
from sayso.model.span import Span
from sayso.store.matching import marks
from sayso.store.query import Either, Every, Like, Near, Query, Without, Words, parse
from sayso.store.search import IndexLine, SearchIndex

WORDS = ("crane", "crew", "port", "harbour", "pört")
FOLDED = {"pört": "port"}


def texts() -> list[str]:
    rng = random.Random(3)
    return [" ".join(rng.choice(WORDS) for _ in range(rng.randrange(1, 9))) for _ in range(80)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("index")
    index = SearchIndex(folder / "search", folder)
    index.rebuild_if_stale(
        "one",
        [
            IndexLine(document="D", file="f", page=1, line=number, key="k", span=Span(0, len(text)), text=text)
            for number, text in enumerate(texts())
        ],
    )
    return index


def fits(word: str, wanted: Words, at: int) -> bool:
    if wanted.prefix and at == len(wanted.words) - 1:
        return word.startswith(wanted.words[at])
    return word == wanted.words[at]


def starts(wanted: Words, line: list[str]) -> list[int]:
    size = len(wanted.words)
    return [
        start for start in range(len(line) - size + 1) if all(fits(line[start + at], wanted, at) for at in range(size))
    ]


def matches(query: Query, line: list[str]) -> bool:
    """The plain meaning of a query, word by word; no index."""
    match query:
        case Words():
            return bool(starts(query, line))
        case Near():
            return any(
                0 <= after - before - len(first.words) <= query.between
                for left, right in product(query.left, query.right)
                for first, second in ((left, right), (right, left))
                for before, after in product(starts(first, line), starts(second, line))
            )
        case Every():
            return all(matches(part, line) for part in query.parts)
        case Either():
            return any(matches(part, line) for part in query.parts)
        case Without():
            return not matches(query.part, line)
        case Like():
            return False


words = st.sampled_from(["crane", "port", "PÖRT", "cr*", "harbour", "zebra"])
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda found: f'"{" ".join(found)}"')
sides = st.one_of(words, phrases, st.builds("({} OR {})".format, words, phrases))
nears = st.builds("{} NEAR/{} {}".format, sides, st.integers(0, 5), sides)
queries = st.recursive(
    st.one_of(words, phrases, nears),
    lambda inner: st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
        st.builds("({} -{})".format, inner, words),
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(queries)
def test_the_index_finds_what_the_query_means(index: SearchIndex, text: str) -> None:
    query = parse(text)
    lines = [[FOLDED.get(word, word) for word in line.split()] for line in texts()]
    expected = [number for number, line in enumerate(lines) if matches(query, line)]
    assert sorted(hit.at.line for hit in index.search(text, 100)) == expected


@settings(max_examples=50, deadline=None)
@given(queries)
def test_marks_are_apart_in_order_and_inside_the_line(text: str) -> None:
    for line in texts()[:10]:
        found = marks(parse(text), line)
        assert all(0 <= span.start < span.end <= len(line) for span in found)
        assert all(a.end < b.start for a, b in pairwise(found))


def test_too_many_words_under_a_star_are_the_askers_to_narrow(tmp_path: Path) -> None:
    """A phrase with a star is worked out word by word; the index stops at 16,384 of them."""
    many = [f"a{number}" for number in range(17_000)]
    runs = [" ".join(many[start : start + 1000]) for start in range(0, len(many), 1000)]
    index = SearchIndex(tmp_path / "search", tmp_path)
    lines = [
        IndexLine(document="D", file="f", page=1, line=number, key="k", span=Span(0, len(text)), text=text)
        for number, text in enumerate(runs)
    ]
    index.rebuild_if_stale("one", lines)
    with pytest.raises(AskedWrongly) as caught:
        index.search('"a1 a*"')
    assert caught.value.code == "bad_query"
    assert [hit.at.line for hit in index.search("a1699*")] == [1, 16]
    assert reduce(lambda total, hit: total + len(hit.marks), index.search("a1699*"), 0) == 11
