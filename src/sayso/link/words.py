"""Words as linking sees them: the same whatever their case, quotation marks and line ends."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from sys import intern
from typing import Generic, NamedTuple, TypeVar

from sayso.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:(?:['’ʼ]|[-‐­]\s*\n\s*|(?<=\d)[.,:](?=\d))[^\W_]+)*")
_INSIDE = re.compile(r"[-‐­\s]+")
_FOLD = str.maketrans("01i|!5", "olllls")


T = TypeVar("T")


class Known(dict[str, T], Generic[T]):
    """What a function of one word gave, kept for the words met last; never more than so many."""

    def __init__(self, of: Callable[[str], T], most: int = 400_000) -> None:
        super().__init__()
        self._of, self._most = of, most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._of(word)
        return found


class Words(NamedTuple):
    """The words of a text: their normal forms and where each stands, in code points."""

    norms: list[str]
    starts: array[int]
    ends: array[int]

    def span(self, first: int, last: int) -> Span:
        """The span of words [first, last); the empty span before word ``first`` where the range is empty."""
        if first < last:
            return Span(self.starts[first], self.ends[last - 1])
        at = self.starts[first] if first < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return Span(at, at)


def words_of(text: str) -> Words:
    """The words of ``text``; one broken over two lines is one, a figure with its points and commas is one."""
    norms, starts, ends = [], array("I"), array("I")
    for match in _WORD.finditer(text):
        norms.append(_NORMS[match.group()])
        starts.append(match.start())
        ends.append(match.end())
    return Words(norms, starts, ends)


def norms_of(text: str) -> list[str]:
    """The normal forms of the words of ``text``, as ``words_of`` gives them; faster, for they come without places."""
    return list(map(_NORMS.__getitem__, _WORD.findall(text)))


def normal(word: str) -> str:
    """``word`` in lower case with plain apostrophes, a line-end hyphen taken out."""
    if word.isalnum():
        return word.casefold()
    return _INSIDE.sub("", word).replace("’", "'").replace("ʼ", "'").casefold()


def folded(norm: str) -> str:
    """``norm`` with letters and digits that character recognition confuses made one."""
    return norm.translate(_FOLD).replace("rn", "m")


_NORMS = Known(lambda word: intern(normal(word)))
