"""From a parsed query to the index's own, and from a hit back to the words that made it one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

import tantivy
from rapidfuzz.distance import OSA
from tantivy import Occur

from sayso.model.span import Span, Spans, merged
from sayso.store.query import Either, Every, Like, Near, Query, Without, Words
from sayso.store.terms import Term, terms

FIELD = "words"


def compiled(query: Query, schema: tantivy.Schema) -> tantivy.Query:
    """``query`` for an index of ``schema``."""
    if isinstance(query, Words):
        return _words(query, schema)
    if isinstance(query, Like):
        return tantivy.Query.fuzzy_term_query(schema, FIELD, query.word, distance=query.letters)
    if isinstance(query, Near):
        return _any([_near(a, b, query.between, schema) for a, b in product(query.left, query.right)])
    if isinstance(query, Either):
        return _any([compiled(part, schema) for part in query.parts])
    if isinstance(query, Every):
        return _every(query.parts, schema)
    return _every((query,), schema)


def marks(query: Query, text: str) -> Spans:
    """The stretches of ``text`` that ``query`` speaks of, sorted; nothing of what it rules out."""
    found = terms(text)
    return merged(span for wanted in _wanted(query) for span in _places(wanted, found))


def _words(query: Words, schema: tantivy.Schema) -> tantivy.Query:
    *head, last = query.words
    if query.prefix:
        pattern = f"{_escaped(last)}.*"
        if not head:
            return tantivy.Query.regex_query(schema, FIELD, pattern)
        return _pattern_phrase([*(_escaped(word) for word in head), pattern], query.slop, schema)
    if not head:
        return tantivy.Query.term_query(schema, FIELD, last)
    return tantivy.Query.phrase_query(schema, FIELD, list(query.words), slop=query.slop)


def _near(left: Words, right: Words, between: int, schema: tantivy.Schema) -> tantivy.Query:
    """Either order, at most ``between`` words apart.

    The index's own slop would also count one word for both sides, and loosen phrases: it serves where neither can be.
    """
    orders = ((left, right), (right, left))
    if len(left.words) == len(right.words) == 1 and not _may_be_one(left, right):
        return _any([_pattern_phrase([*_patterns(a), *_patterns(b)], between, schema) for a, b in orders])
    return _any([_apart(a, b, gap, schema) for gap in range(between + 1) for a, b in orders])


def _may_be_one(left: Words, right: Words) -> bool:
    """Whether one word can fit both sides."""
    return _fits(left.words[0], right, 0) or _fits(right.words[0], left, 0)


def _apart(first: Words, second: Words, gap: int, schema: tantivy.Schema) -> tantivy.Query:
    """``second`` after ``first`` with exactly ``gap`` words between."""
    skipped = len(first.words) + gap
    patterns = [*enumerate(_patterns(first)), *enumerate(_patterns(second), skipped)]
    return tantivy.Query.regex_phrase_query(schema, FIELD, [*patterns])


def _pattern_phrase(patterns: Sequence[str], slop: int, schema: tantivy.Schema) -> tantivy.Query:
    return tantivy.Query.regex_phrase_query(schema, FIELD, [*patterns], slop=slop)


def _patterns(side: Words) -> list[str]:
    found = [_escaped(word) for word in side.words]
    return [*found[:-1], f"{found[-1]}.*"] if side.prefix else found


def _escaped(word: str) -> str:
    """A word is letters, digits and marks; nothing in it means anything to a pattern."""
    return re.escape(word)


def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(Occur.Should, part) for part in parts])


def _every(parts: Sequence[Query], schema: tantivy.Schema) -> tantivy.Query:
    clauses = []
    for part in parts:
        if isinstance(part, Without):
            clauses.append((Occur.MustNot, compiled(part.part, schema)))
        else:
            clauses.append((Occur.Must, compiled(part, schema)))
    if all(isinstance(part, Without) for part in parts):
        clauses.append((Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(clauses)


def _wanted(query: Query) -> Iterator[Words | Like]:
    if isinstance(query, Words | Like):
        yield query
    elif isinstance(query, Near):
        yield from (*query.left, *query.right)
    elif isinstance(query, Every | Either):
        for part in query.parts:
            yield from _wanted(part)


def _places(wanted: Words | Like, found: Sequence[Term]) -> Iterator[Span]:
    if isinstance(wanted, Like):
        yield from (term.span for term in found if OSA.distance(term.word, wanted.word) <= wanted.letters)
        return
    if wanted.slop:  # not side by side: each for itself
        for index, word in enumerate(wanted.words):
            yield from _places(Words((word,), prefix=wanted.prefix and index + 1 == len(wanted.words)), found)
        return
    size = len(wanted.words)
    for start in range(len(found) - size + 1):
        run = found[start : start + size]
        if all(_fits(term.word, wanted, index) for index, term in enumerate(run)):
            yield Span(run[0].span.start, run[-1].span.end)


def _fits(word: str, wanted: Words, index: int) -> bool:
    if wanted.prefix and index + 1 == len(wanted.words):
        return word.startswith(wanted.words[index])
    return word == wanted.words[index]
