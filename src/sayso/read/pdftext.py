"""Lines of pages to one reading text: paragraphs rejoined, broken words mended, every place kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from sayso.model.document import Page
from sayso.model.span import Span
from sayso.model.words import Word, pack
from sayso.read.footnotes import footnotes
from sayso.read.markings import is_marking
from sayso.read.pdflines import Line, RawPage, RawWord
from sayso.read.tables import word_set

_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)]|[•\-–—*·▪])$")
_KEEPS_HYPHEN = word_set(
    "self non co ex well anti pre post semi multi inter counter vice twenty thirty forty fifty sixty seventy eighty "
    "ninety half mid all cross high low long short part so off on two three four five six seven eight nine ten"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MOST_OF_ROW = 0.7
WIDE_PITCH = 1.3
"""From line to line this much more than usual parts paragraphs."""


@dataclass(slots=True)
class _Building:
    """The text as it grows, and the words of each page."""

    known: Counter[str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    words: list[Word] = field(default_factory=list)
    start: int = -1
    """Where the text of the page starts; less than 0 before its first word."""
    last: Line | None = None
    """The line written last, on which the next may go on; None after a remark or a footnote."""

    def begin(self) -> None:
        """Notes that the page starts here, if it has not yet."""
        self.start = self.length if self.start < 0 else self.start

    def part(self, piece: str) -> None:
        """Adds what parts two pieces, but never in front of the first."""
        if self.length:
            self.write(piece)

    def write(self, piece: str) -> int:
        """Adds ``piece``; where it starts."""
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return start


def assembled(pages: Sequence[RawPage]) -> tuple[str, tuple[Page, ...]]:
    """The reading text of all pages and the pages with their spans and packed words; linear in the words.

    Footnotes and remarks stand after their page's text, but before its last paragraph where that runs over to the next
    page: they must not cut a sentence in two.
    """
    building = _Building(_vocabulary(pages))
    out: list[Page] = []
    bodies = [_parted(page) for page in pages]
    for number, (page, (body, foot)) in enumerate(zip(pages, bodies, strict=True)):
        after = next((later[0][0] for later, _ in bodies[number + 1 :] if later), None)
        _write_page(building, body, [*foot, *page.notes], after)
        out.append(_page(page, building))
    text = "".join(building.pieces)
    return (text + "\n" if text else ""), tuple(out)


def _write_page(building: _Building, body: list[list[Line]], below: list[list[Line] | str], after: Line | None) -> None:
    """Adds a page's paragraphs and what stands below them; ``after`` is the first line of the next page with text."""
    runs_over = len(body) > 1 and after is not None and _runs_over(body[-1][-1], after)
    early, late = (body[:-1], body[-1:]) if runs_over else (body, [])
    for number, paragraph in enumerate(early):
        goes_on = number == 0 and building.last is not None and _runs_over(building.last, paragraph[0])
        _write_paragraph(building, paragraph, goes_on=goes_on)
    for paragraph_or_note in below:
        _write_paragraph(building, paragraph_or_note, goes_on=False)
        building.last = None
    for paragraph in late:
        _write_paragraph(building, paragraph, goes_on=False)


def _parted(page: RawPage) -> tuple[list[list[Line]], list[list[Line]]]:
    """The paragraphs of a page's text and those of its footnotes."""
    below = {id(line) for line in footnotes(page)}
    text = [line for line in page.lines if id(line) not in below]
    return _paragraphs(text), _paragraphs([line for line in page.lines if id(line) in below])


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    measures = _measures(lines)
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        if last is not None and (line.beside or _joins(last, line, measures)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _joins(last: Line, line: Line, measures: dict[int, tuple[float, float]]) -> bool:
    if _is_elsewhere(last, line):
        return _runs_over(last, line)
    return _same_paragraph(last, line, *measures[line.column])


def _page(page: RawPage, building: _Building) -> Page:
    words, building.words = building.words, []
    start, building.start = building.start, -1
    return Page(
        number=page.number,
        span=Span(start if start >= 0 else building.length, building.length),
        width=round(page.width, 2),
        height=round(page.height, 2),
        engine=page.engine,
        words=pack(words),
        aside=tuple(page.aside),
    )


def _write_paragraph(building: _Building, paragraph: list[Line] | str, *, goes_on: bool) -> None:
    """Adds a paragraph or a remark, to the paragraph before if it ``goes_on``."""
    if isinstance(paragraph, str):
        building.part("\n\n")
        building.begin()
        building.write(paragraph)
        return
    for place, line in enumerate(paragraph):
        _write_line(building, line, joins=place > 0 or goes_on)


def _write_line(building: _Building, line: Line, *, joins: bool) -> None:
    """Adds a line's words."""
    if not (joins and not line.beside and building.last and _mend(building, building.last, line)):
        building.part("\t" if line.beside else " " if joins else "\n\n")
    building.begin()
    for place, word in enumerate(line.words):
        if place:
            building.write("\t" if _is_apart(line, place) else " ")
        start = building.write(word.text)
        building.words.append(Word(start, building.length, *_finite(word), word.confidence))
    building.last = line


def _is_apart(line: Line, place: int) -> bool:
    """Whether a word stands in another cell than the one before; the number of an item and its text are one cell."""
    word, before = line.words[place], line.words[place - 1]
    return word.x0 - before.x1 > 2.2 * line.height and not (place == 1 and _ITEM.match(before.text))


def _has_cells(line: Line) -> bool:
    """Whether a line is a row of a table: gaps in it, and no cell that takes most of it, as running text would."""
    edges = [0, *(place for place in range(1, len(line.words)) if _is_apart(line, place)), len(line.words)]
    widest = max(line.words[end - 1].x1 - line.words[start].x0 for start, end in pairwise(edges))
    return len(edges) > 2 and widest <= MOST_OF_ROW * (line.x1 - line.x0)


def _finite(word: RawWord) -> tuple[float, float, float, float]:
    """A word's box within what single precision and a page can hold."""
    sides = word[1:5]
    if all(-1e6 < side < 1e6 for side in sides):
        return sides
    x0, y0, x1, y1 = (min(max(side, -1e6), 1e6) if side == side else 0.0 for side in sides)  # noqa: PLR0124 - not a number
    return x0, y0, x1, y1


def _mend(building: _Building, last: Line, line: Line) -> bool:
    """Joins a word broken at a line's end; whether one was."""
    tail, head = last.words[-1].text, line.words[0].text
    if not tail.endswith("-") or len(tail) < 2 or not (tail[-2].isalnum() and head[0].isalnum()):
        return False
    if head[0].islower() and not _keeps_hyphen(tail[:-1], head, building.known):
        building.pieces[-1] = building.pieces[-1][:-1]
        building.length -= 1
        if building.words:
            building.words[-1] = building.words[-1]._replace(end=building.length)
    return True


def _keeps_hyphen(tail: str, head: str, known: Counter[str]) -> bool:
    """Whether the hyphen belongs to the word: the document's own spelling decides, then common first halves."""
    left, right = _edge(tail, -1), _edge(head, 0)
    if not left or not right:
        return True
    whole, split = known[(left + right).casefold()], known[f"{left}-{right}".casefold()]
    if whole or split:
        return split > whole
    return left.casefold() in _KEEPS_HYPHEN or "-" in left


def _edge(text: str, place: int) -> str:
    found = _WORD.findall(text)
    return found[place] if found else ""


def _vocabulary(pages: Sequence[RawPage]) -> Counter[str]:
    """How often each word stands whole inside a line."""
    known: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            for word in line.words[:-1]:
                known.update(found.casefold() for found in _WORD.findall(word.text))
    return known


def _is_elsewhere(last: Line, line: Line) -> bool:
    """Whether a line stands in another column, or in another block that is not below the last line's."""
    if line.column != last.column:
        return True
    return line.block != last.block and (line.x0 >= last.x1 or line.x1 <= last.x0)


def _measures(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """For each column the usual step from line to line and where its full lines end; 0 stands for the page."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.column, []).append(line)
    usual = _pitch(lines)
    measures = {column: (_pitch(own) if len(own) > 5 else usual, _columns(own)) for column, own in found.items()}
    measures[0] = usual, _columns(lines)
    return measures


def _pitch(lines: Sequence[Line]) -> float:
    """The usual step from one line to the next, in points; 0 where there is none."""
    steps = [b.y0 - a.y0 for a, b in pairwise(lines) if 0 < b.y0 - a.y0 < 4 * a.height]
    return median(steps) if steps else 0.0


def _columns(lines: Sequence[Line]) -> float:
    """Where full lines end, in points from the left: the right edge most long lines reach."""
    ends = sorted(line.x1 for line in lines)
    return ends[int(0.8 * (len(ends) - 1))] if ends else 0.0


def _same_paragraph(last: Line, line: Line, pitch: float, column: float) -> bool:
    """Whether a line goes on with the paragraph of the one before it on the same page."""
    step = line.y0 - last.y0
    if step <= 0:
        return _runs_over(last, line) and line.x0 > last.x0
    if step > WIDE_PITCH * max(pitch or 0.0, 1.02 * last.height) or (_has_cells(last) and _has_cells(line)):
        return False
    if abs(line.height - last.height) > 0.25 * max(line.height, last.height):
        return False
    if is_marking(line.text) or is_marking(last.text) or _ITEM.match(line.words[0].text):
        return False
    if line.x0 > last.x0 + 1.2 * line.height and _ENDS.search(last.text):
        return False
    return not _falls_short(last, line, column)


def _falls_short(last: Line, line: Line, column: float) -> bool:
    """Whether the first word of the next line would have fitted on the last: then it was ended on purpose."""
    first = line.words[0]
    room = max(column, line.x1) - last.x1
    return room > (first.x1 - first.x0) + 0.8 * last.height and (
        bool(_ENDS.search(last.text)) or not first.text[:1].islower()
    )


def _runs_over(last: Line, line: Line) -> bool:
    """Whether a paragraph goes on over the end of a column or a page."""
    if is_marking(last.text) or is_marking(line.text) or _ENDS.search(last.text):
        return False
    return line.words[0].text[:1].islower() or last.text.endswith("-")
