"""The language of searches: words, "phrases", AND OR NOT, NEAR, prefix*, and like~.

    either   = all { OR all }
    all      = one { [AND] one }
    one      = ( NOT | - ) one | near
    near     = thing { NEAR[/n] thing }
    thing    = "(" either ")" | "phrase"[~n] | word | prefix* | like~[n]

Operators are written in capitals; words beside each other must all be there. ``a NEAR/5 b`` finds lines where at most
five words stand between the two, in either order; ``"a b"~5`` says the same. A star ends a word of which only the
beginning is known; a tilde allows a letter or two misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.store import faults
from sayso.store.terms import words

MAX_CHARS = 10_000
MAX_THINGS = 500
MAX_DEPTH = 50
NEAR_WORDS = 10
"""What NEAR means where no number is given."""
MAX_NEAR = 100

_TOKEN = re.compile(
    r"""\s+
    | (?P<open>\() | (?P<close>\))
    | ["“”„](?P<phrase>[^"“”„]*)["“”](?:~(?P<slop>\d+))?
    | (?P<torn>["“”„])
    | (?P<minus>-)(?=[\w("“„])
    | (?P<bare>[^\s()"“”„]+)
    """,
    re.VERBOSE,
)
_NEAR = re.compile(r"NEAR(?:/(\d+))?")
_LIKE = re.compile(r"(.+)~(\d*)")


@dataclass(frozen=True, slots=True)
class Words:
    """Words one after the other, at most ``slop`` others between them; the last may be a beginning only."""

    words: tuple[str, ...]
    slop: int = 0
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """A word but for ``letters`` misread."""

    word: str
    letters: int


@dataclass(frozen=True, slots=True)
class Near:
    """Two things in one line with at most ``between`` words between them, in either order."""

    left: tuple[Words, ...]
    right: tuple[Words, ...]
    between: int


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    part: Query


Query = Words | Like | Near | Every | Either | Without


@dataclass(frozen=True, slots=True)
class _Operator:
    name: str
    between: int = 0

    def __str__(self) -> str:
        return self.name


Token = Query | _Operator


def parse(text: str) -> Query:
    """The query that ``text`` spells.

    :raises AskedWrongly: ``bad_query``, with what is wrong.
    """
    if len(text) > MAX_CHARS:
        raise faults.bad_query(f"it is longer than {MAX_CHARS} characters")
    tokens = list(_tokens(text))
    if len(tokens) > MAX_THINGS:
        raise faults.bad_query(f"it has more than {MAX_THINGS} parts")
    if not any(not isinstance(token, _Operator) for token in tokens):
        raise faults.bad_query("it holds no word to look for")
    reader = _Reader(tokens)
    query = reader.either(0)
    reader.finish()
    return query


def as_phrase(text: str) -> str:
    """The query that finds the words of ``text`` side by side, whatever signs stand in it."""
    return f'"{" ".join(words(text))}"'


class _Reader:
    """Reads tokens from left to right, one rule of the grammar a method."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def either(self, depth: int) -> Query:
        if depth > MAX_DEPTH:
            raise faults.bad_query(f"parentheses are nested deeper than {MAX_DEPTH}")
        parts = [self._all(depth)]
        while self._take("OR"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def finish(self) -> None:
        if self._at < len(self._tokens):
            raise faults.bad_query("a parenthesis is closed that was never opened")

    def _all(self, depth: int) -> Query:
        parts = [self._one(depth)]
        while self._take("AND") or self._next() not in {None, "OR", ")"}:
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _one(self, depth: int) -> Query:
        negated = False
        while self._take("NOT"):
            negated = not negated
        found = self._near(depth)
        return Without(found) if negated else found

    def _near(self, depth: int) -> Query:
        left = self._thing(depth)
        pairs: list[Query] = []
        while (operator := self._operator("NEAR")) is not None:
            right = self._thing(depth)
            pairs.append(Near(_alternatives(left), _alternatives(right), operator.between))
            left = right
        if not pairs:
            return left
        return pairs[0] if len(pairs) == 1 else Every(tuple(pairs))

    def _thing(self, depth: int) -> Query:
        if self._take("("):
            inner = self.either(depth + 1)
            if not self._take(")"):
                raise faults.bad_query("a parenthesis is never closed")
            return inner
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if token is None:
            raise faults.bad_query("it ends where a word is expected")
        if isinstance(token, _Operator):
            raise faults.bad_query(f"{token} stands where a word is expected")
        self._at += 1
        return token

    def _next(self) -> str | None:
        """The operator that comes next, empty for a word, None at the end."""
        if self._at == len(self._tokens):
            return None
        token = self._tokens[self._at]
        return token.name if isinstance(token, _Operator) else ""

    def _take(self, name: str) -> bool:
        return self._operator(name) is not None

    def _operator(self, name: str) -> _Operator | None:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        if not isinstance(token, _Operator) or token.name != name:
            return None
        self._at += 1
        return token


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        if match["torn"]:
            raise faults.bad_query("a quotation mark is never closed")
        if match["open"] or match["close"]:
            yield _Operator(match["open"] or match["close"])
        elif match["minus"]:
            yield _Operator("NOT")
        elif match["phrase"] is not None:
            yield _phrase(match["phrase"], match["slop"])
        elif match["bare"]:
            yield from _bare(match["bare"])


def _bare(text: str) -> Iterator[Token]:
    """An operator, a word, or nothing for a lone mark of punctuation."""
    if text in {"AND", "OR", "NOT"}:
        yield _Operator(text)
    elif near := _NEAR.fullmatch(text):
        yield _Operator("NEAR", _near_words(near[1] or str(NEAR_WORDS)))
    elif like := _LIKE.fullmatch(text):
        yield _like(like[1], like[2])
    elif any(character.isalnum() for character in text):
        yield _sequence(text, 0)
    elif "*" in text:
        raise faults.bad_query("a star needs the beginning of a word before it")


def _phrase(text: str, slop: str | None) -> Query:
    found = _sequence(text, _near_words(slop or "0"))
    if found.slop and len(found.words) == 2:  # the words of a pair may stand either way round
        first, second = Words(found.words[:1]), Words(found.words[1:], prefix=found.prefix)
        return Near((first,), (second,), found.slop)
    return found


def _sequence(text: str, slop: int) -> Words:
    text = text.strip()
    prefix = text.endswith("*")
    body = text.removesuffix("*")
    if "*" in body:
        raise faults.bad_query("a star may only end a word or a phrase")
    found = words(body)
    if not found:
        raise faults.bad_query("a pair of quotation marks holds no word")
    if prefix and words(body[-1]) == ():
        raise faults.bad_query("a star needs the beginning of a word before it")
    return Words(found, slop, prefix)


def _like(text: str, letters: str) -> Like:
    found = words(text)
    if len(found) != 1:
        raise faults.bad_query("a tilde may only end a single word")
    if letters not in {"", "1", "2"}:
        raise faults.bad_query("a tilde allows one or two letters, as in colour~1")
    return Like(found[0], int(letters or "1"))


def _near_words(number: str) -> int:
    if len(number) > 4 or int(number) > MAX_NEAR:
        raise faults.bad_query(f"words can be at most {MAX_NEAR} apart")
    return int(number)


def _alternatives(query: Query) -> tuple[Words, ...]:
    parts = query.parts if isinstance(query, Either) else (query,)
    found = tuple(part for part in parts if isinstance(part, Words))
    if len(found) != len(parts):
        raise faults.bad_query("NEAR stands between words, phrases, or (this OR that)")
    return found
