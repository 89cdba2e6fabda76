"""What copies and passages mean for statements, looked up for those that are asked about."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.engine.linking.live import Pile
from sayso.engine.linking.texts import NO_TEXT
from sayso.link.align import Alignment
from sayso.link.lines import Line
from sayso.link.rows import passages_over
from sayso.link.runs import Run
from sayso.link.tracing import Spot, Tracer
from sayso.store.links import LinkIndex

Stretches = tuple[tuple[int, int, int], ...]


class Copied:
    """Where the words of lines stand besides, over copies and passages that are up to date.

    Texts go by their numbers in the index; where their order counts, as in what is made of spots and families, by
    their digests, in whose order no arrival shows.
    """

    def __init__(self, index: LinkIndex, pile: Pile) -> None:
        self._index, self._pile = index, pile
        self._order: dict[int, int] = {NO_TEXT: NO_TEXT}
        self._derives: dict[int, tuple[int, list[Run]] | None] = {NO_TEXT: None}
        self._differing: dict[int, list[tuple[int, int]]] = {NO_TEXT: []}
        """Stretches of words in which a text differs from an altered version of it."""
        self._passages: dict[int, Stretches] = {}
        self._tracer = Tracer(self._derived)

    def text_of(self, item: str) -> int:
        """The number of the words of a document, by its item."""
        return int(self._index.value("text_of", item))

    def family(self, text: int) -> int | None:
        """The family of a text; None for a document without words."""
        return None if text == NO_TEXT else self._in_order(self._index.value("family_of", text))

    def spots(self, line: Line) -> tuple[Spot, ...]:
        """Where the words of a line stand in what its text derives from."""
        return tuple(sorted((self._in_order(text), word) for text, word in self._spots(line)))

    def passages(self, line: Line) -> tuple[int, ...]:
        """Passages that hold at least half of the words of a line."""
        if line.text not in self._passages:
            self._passages[line.text] = tuple(self._index.all("stretches_of", line.text))
        return passages_over(self._passages[line.text], line.first, line.last)

    def altered(self, line: Line) -> bool:
        """Whether a line stands where versions of its document differ."""
        if line.text not in self._differing:
            self._differing[line.text] = list(self._differences(line.text))
        return any(a < line.last and line.first < b for a, b in self._differing[line.text])

    def told(self, line: Line) -> tuple[object, ...]:
        """All that copies and passages mean for a line, in numbers that no other text shifts."""
        family = NO_TEXT if line.text == NO_TEXT else self._index.value("family_of", line.text)
        spots = self._spots(line) if self._derived(line.text) else ()
        return family, spots, self.passages(line), self.altered(line)

    def _spots(self, line: Line) -> tuple[Spot, ...]:
        return self._tracer.spots(line.text, line.first, line.last)

    def _in_order(self, text: int) -> int:
        """A number for a text that is in the order of digests."""
        if text not in self._order:
            self._order[text] = int(self._index.value("digest", text), 16)
        return self._order[text]

    def _derived(self, text: int) -> tuple[int, list[Run]] | None:
        if text not in self._derives:
            of = self._index.value("origin_of", text)
            self._derives[text] = (of, self._runs(text, of)) if of >= 0 else None
        return self._derives[text]

    def _runs(self, text: int, of: int) -> list[Run]:
        found = self._alignment(text, of).runs
        return sorted(found if self._in_order(text) < self._in_order(of) else (run.swapped() for run in found))

    def _alignment(self, text: int, of: int) -> Alignment:
        low, high = sorted((text, of), key=self._in_order)
        return self._pile.alignment(self._index.value("content", low), self._index.value("content", high))

    def _differences(self, text: int) -> Iterator[tuple[int, int]]:
        origin = self._index.value("origin_of", text)
        pairs = [(text, origin)] if origin >= 0 else []
        for a, b in (*pairs, *((other, text) for (other,) in self._index.all("derived_from", text))):
            found = self._alignment(a, b)
            first = self._in_order(text) < self._in_order(b if a == text else a)
            if found.relation == "altered":
                yield from ((e.a0, e.a1) if first else (e.b0, e.b1) for e in found.edits)
