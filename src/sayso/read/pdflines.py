"""Words of a page to lines, and the lines that stand around the text: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from sayso.read.markings import is_marking

EDGE_SHARE = 0.12
"""Head and foot of a page: this share of its height."""
EDGE_LINES = 4
RECURS_SHARE = 0.4
"""A line that stands at the edge of this share of the pages, figures aside, is a running head or foot."""
_FOLIO = re.compile(
    r"(?:[-\u2013\u2014|(\[ ]*)(?:page|p\.|pg\.?|seite|folio)?\s*(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:of|/|von)\s*\d{1,4})?(?:[-\u2013\u2014|)\] ]*)",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(r"(?i)\bpage\s+\d{1,4}(?:\s+of\s+\d{1,4})?\b|\b\d{1,4}\s+of\s+\d{1,4}$")
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")


class RawWord(NamedTuple):
    """A word as drawn: its letters, its box in points from the top left, whether a line breaks before it, how sure."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    breaks: bool
    confidence: float = 1.0


@dataclass(slots=True)
class Line:
    """Words that stand side by side."""

    words: list[RawWord]
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    block: int = 0
    """Number of the block it belongs to, on its page."""
    column: int = 0
    """Number of the column it stands in; 0 where the page has no columns there."""
    beside: bool = False
    """Whether it opens a cell that stands in one row with the cell before."""

    def measure(self) -> Line:
        """Sets the box around all words; itself."""
        self.x0, self.x1 = min(w.x0 for w in self.words), max(w.x1 for w in self.words)
        self.y0, self.y1 = median(w.y0 for w in self.words), median(w.y1 for w in self.words)
        return self

    @property
    def height(self) -> float:
        """Height in points, of a line of usual words."""
        return max(self.y1 - self.y0, 0.1)

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class RawPage:
    """A page as drawn; ``lines`` lose what is set ``aside``."""

    number: int
    width: float
    height: float
    words: int
    lines: list[Line]
    engine: str
    aside: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Remarks and filled-in fields, which stand after the page's own text."""


def page_lines(words: Iterable[RawWord]) -> list[Line]:
    """The lines of a page in the order of its content."""
    lines: list[Line] = []
    current: list[RawWord] = []
    for word in words:
        if current and not goes_on(current[-1], word):
            lines.append(Line(current).measure())
            current = []
        current.append(word)
    if current:
        lines.append(Line(current).measure())
    return lines


def goes_on(last: RawWord, word: RawWord) -> bool:
    """Whether a word stands to the right of the last one, at its height, and not across a wide gap."""
    height = max(min(last.y1 - last.y0, word.y1 - word.y0), 0.1)
    level = min(last.y1, word.y1) - max(last.y0, word.y0) > 0.4 * height
    onward = word.x0 > last.x0
    near = word.x0 - last.x1 < 4 * height
    return level and onward and (near or not word.breaks)


def set_aside(pages: Sequence[RawPage]) -> None:
    """Moves running heads, feet and page numbers to each page's ``aside``; handling markings stay."""
    edges = [_edge_lines(page) for page in pages]
    counts = Counter(key for page in edges for key in {_key(line) for line in page})
    least = max(2, RECURS_SHARE * len(pages))
    for page, edge in zip(pages, edges, strict=True):
        gone = [line for line in edge if _is_furniture(line, counts[_key(line)] >= least)]
        page.aside = [line.text for line in gone]
        page.lines = [line for line in page.lines if all(line is not other for other in gone)]


def _edge_lines(page: RawPage) -> list[Line]:
    """The lines at the head and the foot of a page."""
    ranked = sorted(page.lines, key=lambda line: line.y0)
    outer = [*ranked[:EDGE_LINES], *ranked[-EDGE_LINES:]] if len(ranked) > 2 * EDGE_LINES else ranked
    edge = EDGE_SHARE * page.height
    kept = {id(line): line for line in outer if line.y1 <= edge or line.y0 >= page.height - edge}
    return list(kept.values())


def _is_furniture(line: Line, recurs: bool) -> bool:
    text = line.text.strip()
    if is_marking(text):
        return False
    numbered = len(text) <= 80 and _PAGE_OF.search(text) is not None
    return recurs or numbered or _FOLIO.fullmatch(text) is not None


def _key(line: Line) -> str:
    return _FIGURES.sub("#", line.text.casefold())
