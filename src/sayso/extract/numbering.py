"""Numbers the sentences of each page, which is what citation keys count."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from sayso.extract.parts import stretches
from sayso.model.document import Content
from sayso.model.span import Span

Numbered = tuple[int, int, Span]
"""Page, the sentence's number on that page from 1, and where it stands."""


def numbered(content: Content) -> list[Numbered]:
    """Every sentence of ``content`` in order; it belongs to the page on which it opens."""
    starts = [page.span.start for page in content.pages]
    counts: Counter[int] = Counter()
    out: list[Numbered] = []
    for sentence in _sentences(content):
        page = content.pages[max(bisect_right(starts, sentence.start) - 1, 0)].number if starts else 1
        counts[page] += 1
        out.append((page, counts[page], sentence))
    return out


def place_of(numbers: Sequence[Numbered], offset: int) -> Numbered:
    """The sentence around ``offset``, or the last one before it; page 1, sentence 1 in a text without sentences."""
    if not numbers:
        return (1, 1, Span(0, 0))
    at = bisect_right(numbers, offset, key=lambda n: n[2].start)
    return numbers[max(at - 1, 0)]


def sentence_of(content: Content, offset: int) -> Span:
    """The sentence around ``offset``, or the last one before it; cuts the whole text, so keep ``numbered`` for many."""
    return place_of(numbered(content), offset)[2]


def _sentences(content: Content) -> list[Span]:
    return [s for stretch in stretches(content) for paragraph in stretch.paragraphs for s in paragraph]
