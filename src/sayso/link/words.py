"""Words as linking sees them: the same whatever their case, quotation marks and line ends."""

from __future__ import annotations

import re
import unicodedata
from array import array
from itertools import chain
from sys import intern

from sayso.model.span import Span

_WORD = re.compile(r"[^\W_]++(?:(?:['’ʼ]|[-‐­]\s*\n\s*|(?<=\d)[.,:](?=\d))[^\W_]++)*+")
_INSIDE = re.compile(r"[-‐­\s]+")
TIES = "-‐‑./\\:@_~=+&#?%*°•"
"""Marks that tie words into one printed word where no white space stands beside them: a compound, a date, an address.

Dashes, commas, brackets and quotation marks part words even then."""
_TIED = re.compile(f"(?:(?<=[^\\W_])[{re.escape(TIES)}]++)?{_WORD.pattern}")
_SPAN = re.Match.span
_FOLD = str.maketrans("01i|!5", "olllls")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")


class Words:
    """The words of a text: their normal forms and where each stands, in code points.

    Both are looked up when they are first asked for: most texts that are compared have nothing to point at, and who
    asks for a place seldom asks for the words.
    """

    __slots__ = ("_norms", "_places", "_text")

    def __init__(self, text: str) -> None:
        self._norms: list[str] | None = None
        self._text = text
        self._places: tuple[array[int], array[int]] | None = None

    @classmethod
    def placed(cls, norms: list[str], starts: array[int], ends: array[int]) -> Words:
        """Words of which the places are known."""
        made = cls("")
        made._norms, made._places = norms, (starts, ends)
        return made

    @property
    def norms(self) -> list[str]:
        """The normal form of each word."""
        if self._norms is None:
            self._norms = norms_of(self._text)
        return self._norms

    @property
    def starts(self) -> array[int]:
        """The first code point of each word."""
        return (self._places or self._found())[0]

    @property
    def ends(self) -> array[int]:
        """The code point behind each word."""
        return (self._places or self._found())[1]

    def span(self, first: int, last: int) -> Span:
        """The span of words [first, last); the empty span before word ``first`` where the range is empty."""
        starts, ends = self._places or self._found()
        if first < last:
            return Span(starts[first], ends[last - 1])
        at = starts[first] if first < len(starts) else (ends[-1] if ends else 0)
        return Span(at, at)

    def _found(self) -> tuple[array[int], array[int]]:
        at = array("I", chain.from_iterable(map(_SPAN, _WORD.finditer(self._text))))
        self._places = at[::2], at[1::2]
        return self._places


def words_of(text: str) -> Words:
    """The words of ``text``; one broken over two lines is one, a figure with its points and commas is one."""
    return Words(text)


def norms_of(text: str) -> list[str]:
    """The normal forms of the words of ``text``, as ``words_of`` gives them."""
    if len(_norms) > _KEPT:
        _norms.clear()
    return list(map(_norms.__getitem__, _WORD.findall(text)))


def tied_words_of(text: str) -> list[str]:
    """The words of ``text`` that ``words_of`` gives, as they stand, with the marks that tie one to the word before."""
    return _TIED.findall(text)


def is_tied(word: str) -> bool:
    """Whether one of ``tied_words_of`` goes on the printed word that the one before it began."""
    return word[0] in TIES


def norm_of(word: str) -> str:
    """The normal form of one of ``tied_words_of``."""
    return intern(normal(word.lstrip(TIES)))


class _Norms(dict[str, str]):
    """Normal forms by the words as they stand: most of a text's words were met before."""

    def __missing__(self, word: str) -> str:
        found = self[word] = intern(normal(word))
        return found


_norms = _Norms()
_KEPT = 300_000
"""Words of which the normal form is kept; some tens of megabytes."""


def normal(word: str) -> str:
    """``word`` in lower case with plain apostrophes, a line-end hyphen taken out."""
    if word.isalnum():
        return word.casefold()
    return _INSIDE.sub("", word).replace("’", "'").replace("ʼ", "'").casefold()


def folded(norm: str) -> str:
    """``norm`` with letters and digits that character recognition confuses made one."""
    return norm.translate(_FOLD).replace("rn", "m")


def bare(norm: str) -> str:
    """``norm`` as ``folded`` gives it, without accents: a speck above a letter is read as one."""
    if not norm.isascii():
        norm = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", norm)))
    return folded(norm)
