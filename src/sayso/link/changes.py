"""What sort of change a difference between two versions is, and whether it alters what the text says."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Levenshtein

from sayso.link.likeness import is_poorly_read
from sayso.link.parted import narrowed
from sayso.link.plausible import is_word
from sayso.link.redactions import is_release, mark_at
from sayso.link.values import same_value
from sayso.link.words import Words, bare, words_of
from sayso.link.wordsets import DAYS, MONTHS, NEGATIONS, NUMBERS
from sayso.model.document import Content
from sayso.model.findings import ChangeSort
from sayso.model.span import Span

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_HAS_DIGIT = re.compile(r"\d")
_NUMBER_SIGN = re.compile(r"[Nn][Oo](?:\.\s*\W{0,2}\d|\s*[:;#.]|\s+\d)")
"""“No. 7”, which denies nothing."""

_PHRASE = 4
"""Words put in or left out, from which on a word of negation among them is not what changed."""
_LONG = 12
"""Words that are rewritten, from which on a name or a word of negation among them is not what changed."""
_HEAD_LINE, _HEAD_WORDS = 12, 40
"""Words of a line that ends a head, and the most words of a head: short lines behind them are a list or a table."""
_TAKEN_OUT = 30
"""Words that a released paper lacks without a mark: more were rather overlooked by the machine that read it."""
_BESIDE = 60
"""Letters beside a change in which other words of its line are looked for."""
_NEAR = 8
"""Words on either side that tell a change's sort."""
_FEW, _AMID = 3, 3
"""Words a clean change spans at most; words that must agree on either side of it."""

ALTERING = frozenset({"number", "date", "name", "negation", "marking"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words [a0, a1) of one text became words [b0, b1) of the other."""

    a0: int
    a1: int
    b0: int
    b1: int
    sort: ChangeSort
    noise: bool
    """Whether poor reading of the page could explain it."""
    clean: bool
    """Whether not even very poor reading could: few words, quite different ones, amid words that agree."""
    head: bool
    """Whether it stands in the head of either text: the lines before its first sentence."""
    span_a: Span | None = None
    """What of its words differs, where words run together in one text are parted in the other; None for all."""
    span_b: Span | None = None


class Side:
    """One text of a pair; what few pairs ask for is found out when it is first asked."""

    __slots__ = ("_head", "_poor", "content", "words")

    def __init__(self, content: Content) -> None:
        self.content = content
        self.words = words_of(content.text)
        self._head = self._poor = -1

    def with_words(self, words: Words, head: int) -> Side:
        """The same text, cut into other words."""
        made = Side.__new__(Side)
        made.content, made.words, made._head, made._poor = self.content, words, head, self._poor  # noqa: SLF001 - its own
        return made

    @property
    def head(self) -> int:
        """Number of words in its head: the short lines before the first line of twelve words, forty at most."""
        if self._head < 0:
            self._head = _head_words(self.content.text, self.words)
        return self._head

    @property
    def poor(self) -> bool:
        """Whether it is poorly read."""
        if self._poor < 0:
            self._poor = int(is_poorly_read(self.content.text))
        return bool(self._poor)


def side(content: Content) -> Side:
    """``content`` cut into words."""
    return Side(content)


def edit(a: Side, b: Side, place: tuple[int, int, int, int], *, amid: int = 0) -> Edit:
    """The difference at ``place`` (a0, a1, b0, b1), sorted; at least ``amid`` words agree on either side of it."""
    a0, a1, b0, b1 = place
    if a1 - a0 != b1 - b0:
        spans = a.words.span(a0, a1), b.words.span(b0, b1)
        parts = narrowed(a.content.text, spans[0], b.content.text, spans[1])
        if parts is not None:
            (one, x0, x1), (other, y0, y1) = _around(a, (a0, a1), parts[0]), _around(b, (b0, b1), parts[1])
            inner = edit(one, other, (x0, x1, y0, y1), amid=amid)
            return replace(inner, a0=a0, a1=a1, b0=b0, b1=b1, span_a=parts[0], span_b=parts[1])
    before, after = a.words.norms[a0:a1], b.words.norms[b0:b1]
    return Edit(
        a0=a0,
        a1=a1,
        b0=b0,
        b1=b1,
        sort=_sort(a, b, place),
        noise=_could_be_noise(before, after),
        clean=amid >= _AMID and max(len(before), len(after)) <= _FEW and _far(before, after),
        head=a0 < a.head and b0 < b.head,
    )


def _around(one: Side, words: tuple[int, int], part: Span) -> tuple[Side, int, int]:
    """A side of few words, those in ``part`` in place of the given ones, and their numbers [first, last)."""
    first, last = words
    low, high = max(0, first - _NEAR), min(len(one.words.norms), last + _NEAR)
    own, inner = one.words, words_of(part.of(one.content.text))
    starts = array("I", [*own.starts[low:first], *(n + part.start for n in inner.starts), *own.starts[last:high]])
    ends = array("I", [*own.ends[low:first], *(n + part.start for n in inner.ends), *own.ends[last:high]])
    norms = [*own.norms[low:first], *inner.norms, *own.norms[last:high]]
    few = one.with_words(Words.placed(norms, starts, ends), max(0, one.head - low))
    return few, first - low, first - low + len(inner.norms)


def alters(change: Edit) -> bool:
    """Whether the change touches a figure, a date, a name, a negation or a marking that both texts have."""
    return change.sort in ALTERING


def _sort(a: Side, b: Side, place: tuple[int, int, int, int]) -> ChangeSort:
    a0, a1, b0, b1 = place
    before, after = a.words.norms[a0:a1], b.words.norms[b0:b1]
    if taken := _redaction(a, b, place):
        return taken
    if _in_marking(a, a0, a1) or _in_marking(b, b0, b1):
        return "marking"
    if _negates(a, b, place):
        return "negation"
    if valued := _value_sort(a, b, place):
        return valued
    if not before or not after:
        return "insertion" if after else "deletion"
    return "name" if _renames(a, b, place) else "wording"


def _renames(a: Side, b: Side, place: tuple[int, int, int, int]) -> bool:
    """Whether a name takes the place of another, and not just somewhere in a passage rewritten."""
    a0, a1, b0, b1 = place
    before, after = _names(a, a0, a1), _names(b, b0, b1)
    return max(a1 - a0, b1 - b0) <= _LONG and bool(before) and bool(after) and before != after


def _redaction(a: Side, b: Side, place: tuple[int, int, int, int]) -> Literal["redacted", "un-redacted"] | None:
    """Whether one text has a mark of redaction where the other has words."""
    a0, a1, b0, b1 = place
    mark_a = mark_at(a.content.text, a.words, a0, a1)
    mark_b = mark_at(b.content.text, b.words, b0, b1)
    if (mark_a is None) == (mark_b is None):
        return None
    if mark_b is not None:
        return "redacted" if _outside(a, a0, a1, None) > _outside(b, b0, b1, mark_b) else None
    return "un-redacted" if _outside(b, b0, b1, None) > _outside(a, a0, a1, mark_a) else None


def lifted(a: Side, b: Side, change: Edit) -> ChangeSort:
    """The sort of a change that is sure: words within a line that a released paper lacks were taken out of it."""
    if change.sort not in ("insertion", "deletion"):
        return change.sort
    gained = change.sort == "insertion"
    having, lacking = (b, a) if gained else (a, b)
    first, last = (change.b0, change.b1) if gained else (change.a0, change.a1)
    short = last - first <= _TAKEN_OUT
    if not short or not is_release(lacking.content.text) or not _within_lines(having, first, last):
        return change.sort
    return "un-redacted" if gained else "redacted"


def _within_lines(one: Side, first: int, last: int) -> bool:
    """Whether the words begin or end inside a line that has other words, as a line that was overlooked does not."""
    span = one.words.span(first, last)
    text = one.content.text
    before = text[max(0, span.start - _BESIDE) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _BESIDE].partition("\n")[0]
    return any(c.isalnum() for c in before + after)


def _outside(one: Side, first: int, last: int, mark: Span | None) -> int:
    """Letters of the words [first, last) outside ``mark``."""
    spans = [Span(one.words.starts[n], one.words.ends[n]) for n in range(first, last)]
    return sum(s.length for s in spans if mark is None or not mark.covers(s))


def _value_sort(a: Side, b: Side, place: tuple[int, int, int, int]) -> Literal["number", "date"] | None:
    a0, a1, b0, b1 = place
    before, after = a.words.norms[a0:a1], b.words.norms[b0:b1]
    raw_a, raw_b = a.words.span(a0, a1).of(a.content.text), b.words.span(b0, b1).of(b.content.text)
    if same_value(raw_a, raw_b, before, after):
        return None
    if _figures(before) and _figures(after) and _figures(before) != _figures(after):
        return "date" if _dated(a, a0, a1) or _dated(b, b0, b1) else "number"
    if _months(before) and _months(after) and _months(before) != _months(after):
        return "date"
    return None


def _figures(norms: list[str]) -> list[str]:
    return sorted(n for n in norms if _HAS_DIGIT.search(n) or n in NUMBERS)


def _months(norms: list[str]) -> list[str]:
    return sorted(n for n in norms if n in MONTHS or n in DAYS)


def _negates(a: Side, b: Side, place: tuple[int, int, int, int]) -> bool:
    """Whether a word of negation stands in one text only, and not just somewhere in a passage put in or left out."""
    a0, a1, b0, b1 = place
    if max(a1 - a0, b1 - b0) > (_PHRASE if a0 == a1 or b0 == b1 else _LONG):
        return False
    return _negations(a, a0, a1) != _negations(b, b0, b1)


def _negations(one: Side, first: int, last: int) -> int:
    return sum(_is_negation(one, n) for n in range(first, last))


def _is_negation(one: Side, n: int) -> bool:
    word = one.words.norms[n]
    if word == "no":
        return not _NUMBER_SIGN.match(one.content.text, one.words.starts[n])
    return word in NEGATIONS or word.endswith("n't")


def _dated(one: Side, first: int, last: int) -> bool:
    """Whether a figure among the words is a year, or a day beside a month or a day of the week."""
    norms = one.words.norms
    for n in range(first, last):
        beside = norms[max(0, n - 2) : n + 3]
        day = _DAY.fullmatch(norms[n]) and any(w in MONTHS or w in DAYS for w in beside)
        if day or _YEAR.fullmatch(norms[n]) or norms[n] in MONTHS:
            return True
    return False


def _names(one: Side, first: int, last: int) -> list[str]:
    """Capitalised words that no sentence's beginning explains."""
    return [one.words.norms[i] for i in range(first, last) if _is_name(one, i)]


def _is_name(one: Side, i: int) -> bool:
    text, start, end = one.content.text, one.words.starts[i], one.words.ends[i]
    if not text[start].isupper() or end - start < 2:
        return False
    if text[start:end].isupper() and is_word(one.words.norms[i]) and _amid_capitals(one, i):
        return False
    before = text[max(0, start - 3) : start]
    return bool(before.strip()) and not re.search(r"[.!?:\n\"“‘(]\s*$", before)


def _amid_capitals(one: Side, i: int) -> bool:
    """Whether the words around are in capitals, so that a capital says nothing."""
    around = range(max(0, i - 3), min(len(one.words.norms), i + 4))
    words = [one.content.text[one.words.starts[n] : one.words.ends[n]] for n in around if n != i]
    return sum(w.isupper() for w in words) >= 0.7 * sum(w.isalpha() for w in words) > 0


def _in_marking(one: Side, first: int, last: int) -> bool:
    if first == last:
        return False
    span = one.words.span(first, last)
    return any(m.own and m.span.covers(span) for m in one.content.markings)


def _could_be_noise(before: list[str], after: list[str]) -> bool:
    """Whether a few wrongly read letters would turn one into the other."""
    one, other = "".join(before), "".join(after)
    if not one or not other:
        return max(len(one), len(other)) <= 2
    if bare(one) == bare(other):
        return True
    distance = Levenshtein.distance(one, other)
    return distance <= 1 or distance <= max(len(one), len(other)) / 3


def _far(before: list[str], after: list[str]) -> bool:
    one, other = "".join(before), "".join(after)
    return Levenshtein.distance(one, other) > 0.6 * max(len(one), len(other))


def _head_words(text: str, words: Words) -> int:
    count = 0
    for line in text.splitlines(keepends=True):
        here = len(line.split())
        if here >= _HEAD_LINE:
            break
        count += len(line)
    return sum(1 for start in words.starts[:_HEAD_WORDS] if start < count)
