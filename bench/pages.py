"""Pages for the benches of reading: columns, tables and footnotes of invented prose, with what a reader reads.

Words are drawn one by one, so that the order of a page's content can be mixed without a change to how it looks.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
_NOUNS = (
    "harbour minister ledger witness account bridge council engineer letter payment valley report contract "
    "clerk permit company inspector turbine warehouse auditor pipeline hospital payroll archive surveyor"
)
_VERBS = "denied signed ordered found carried measured published refused reviewed described approved paid moved"
_MORE = (
    "yesterday again before after which was never under their own name without notice against the advice of "
    "several senior officials although nobody in the northern district had asked for it during that long "
    "winter"
)

NOUNS, VERBS, MORE = _NOUNS.split(), _VERBS.split(), _MORE.split()


@dataclass
class Drawn:
    """A word as it is drawn: letters, place of its baseline from the bottom left, font, size."""

    text: str
    x: float
    y: float
    font: str
    size: float


@dataclass
class Sheet:
    """A page being made: what is drawn, what is read, and what stands around the text."""

    words: list[Drawn] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def put(self, text: str, x: float, y: float, *, size: float = 10.0, font: str = "Times-Roman") -> None:
        """Draws words from ``x`` on, a space apart."""
        for word in text.split():
            self.words.append(Drawn(word, x, y, font, size))
            x += stringWidth(word + " ", font, size)


def sentence(rng: random.Random) -> str:
    """An invented sentence."""
    words = ["the", rng.choice(NOUNS), rng.choice(VERBS), "the", rng.choice(NOUNS)]
    for _ in range(rng.randrange(2, 6)):
        at = rng.randrange(len(MORE) - 3)
        words += [*MORE[at : at + 3], "the", rng.choice(NOUNS), rng.choice(VERBS)]
    return f"{' '.join(words).capitalize()} {rng.randrange(1000)}."


def prose(rng: random.Random, words: int) -> str:
    """About so many words of invented sentences."""
    out: list[str] = []
    while len(out) < words:
        out += sentence(rng).split()
    return " ".join(out)


def fill(
    sheet: Sheet, text: str, box: tuple[float, float, float, float], *, size: float = 10.0, lead: float = 1.2
) -> tuple[float, str]:
    """Sets ``text`` justified into left, top, right, bottom; the height below it and the words left over."""
    left, top, right, bottom = box
    words, y = text.split(), top - size
    while words and y >= bottom:
        count = _fitting(words, right - left, size)
        line, rest = words[:count], words[count:]
        if rest and len(rest[0]) > 7 and _fits([*line, rest[0][:4] + "-"], right - left, size):
            line, rest = [*line, rest[0][:4] + "-"], [rest[0][4:], *rest[1:]]
        _justify(sheet, line, left, right if rest else None, y, size)
        words, y = rest, y - size * lead
    taken = text.split()
    left_over = words
    if left_over and taken[-len(left_over)] != left_over[0]:
        left_over = [taken[-len(left_over)], *left_over[1:]]
    sheet.read += taken[: len(taken) - len(left_over)]
    return y, " ".join(left_over)


def _fitting(words: Sequence[str], room: float, size: float) -> int:
    count = 1
    while count < len(words) and _fits(words[: count + 1], room, size):
        count += 1
    return count


def _fits(words: Sequence[str], room: float, size: float) -> bool:
    return stringWidth(" ".join(words), "Times-Roman", size) <= room


def _justify(sheet: Sheet, line: Sequence[str], left: float, right: float | None, y: float, size: float) -> None:
    widths = [stringWidth(word, "Times-Roman", size) for word in line]
    space = 0.25 * size
    if right is not None and len(line) > 1:
        space = (right - left - sum(widths)) / (len(line) - 1)
    x = left
    for word, width in zip(line, widths, strict=True):
        sheet.put(word, x, y, size=size)
        x += width + space


def head(sheet: Sheet, number: int) -> None:
    """A running head and a folio."""
    sheet.put(f"Tarn Valley Weekly {number * 2}", 60, 812, size=9)
    sheet.put(f"Page {number} of 4", 270, 24, size=9)
    sheet.around += ["Tarn Valley Weekly", f"Page {number} of 4"]


def headline(sheet: Sheet, rng: random.Random, y: float, size: float = 20) -> float:
    """A headline across the page; the height below it."""
    text = " ".join([rng.choice(NOUNS).capitalize(), *rng.sample(VERBS, 3), *rng.sample(NOUNS, 2)])
    sheet.put(text, 60, y - size, size=size, font="Helvetica-Bold")
    sheet.read += text.split()
    return y - 1.5 * size


def columns(sheet: Sheet, rng: random.Random, count: int, top: float, bottom: float, size: float = 10) -> None:
    """So many columns of prose, a sentence running from each into the next."""
    gap, left, right = 16.0, 60.0, 535.0
    wide = (right - left - gap * (count - 1)) / count
    text = prose(rng, 2000)
    for number in range(count):
        x = left + number * (wide + gap)
        _, text = fill(sheet, text, (x, top, x + wide, bottom), size=size)


def two(sheet: Sheet, rng: random.Random) -> None:
    """A headline over two columns."""
    columns(sheet, rng, 2, headline(sheet, rng, 780) - 6, 60)


def three(sheet: Sheet, rng: random.Random) -> None:
    """A full-width opening over three narrow columns."""
    y = headline(sheet, rng, 780, 24)
    y, _ = fill(sheet, prose(rng, 45), (60, y, 535, 400), size=12)
    columns(sheet, rng, 3, y - 4, 60, 9)


def footnoted(sheet: Sheet, rng: random.Random) -> None:
    """Two columns with notes at the foot of the first, read after the text."""
    y = headline(sheet, rng, 780)
    text = prose(rng, 2000)
    _, text = fill(sheet, text, (60, y, 289, 130))
    body = sheet.read
    sheet.read = []
    low = 118.0
    for number in (1, 2):
        low, _ = fill(sheet, f"{number} {prose(rng, 14)}", (60, low, 289, 40), size=7.5)
        low += 5
    notes, sheet.read = sheet.read, body
    fill(sheet, text, (306, y, 535, 60))
    sheet.read += notes


def sidebar(sheet: Sheet, rng: random.Random) -> None:
    """Text beside a box in smaller type, then text across the page."""
    y = headline(sheet, rng, 780)
    fill(sheet, prose(rng, 900), (60, y, 380, 400), size=11)
    fill(sheet, prose(rng, 130), (405, y - 10, 535, 420), size=8.5)
    fill(sheet, prose(rng, 150), (60, 380, 535, 120), size=11)


def ledger(sheet: Sheet, rng: random.Random) -> None:
    """Prose, a table of short cells, prose."""
    y, _ = fill(sheet, prose(rng, 120), (60, 770, 535, 500))
    y -= 16
    for number in range(12):
        row = [f"{rng.choice(NOUNS).capitalize()} {rng.choice(NOUNS)}", f"{rng.randrange(10**5):,}", f"{number}.5"]
        row = ["Item", "Amount", "Share"] if number == 0 else row
        for cell, x in zip(row, (60, 300, 430), strict=True):
            sheet.put(cell, x, y)
            sheet.read += cell.split()
        y -= 14
    fill(sheet, prose(rng, 150), (60, y - 10, 535, 80))


def answers(sheet: Sheet, rng: random.Random) -> None:
    """A table whose cells have several lines."""
    y = headline(sheet, rng, 780)
    for _ in range(7):
        ends = [
            fill(sheet, prose(rng, rng.randrange(8, 40)), (x, y, x + wide, 60), size=9.5)[0]
            for x, wide in ((60, 150), (235, 300))
        ]
        y = min(ends) - 8


def table_in_column(sheet: Sheet, rng: random.Random) -> None:
    """Two columns, a small table within the first."""
    top = headline(sheet, rng, 780)
    y, _ = fill(sheet, prose(rng, 160), (60, top, 289, 500))
    y -= 8
    for _ in range(6):
        row = [rng.choice(NOUNS), str(rng.randrange(10**4)), str(rng.randrange(100))]
        for cell, x in zip(row, (60, 160, 230), strict=True):
            sheet.put(cell, x, y, size=9)
            sheet.read.append(cell)
        y -= 12
    fill(sheet, prose(rng, 2000), (60, y - 8, 289, 60))
    fill(sheet, prose(rng, 2000), (306, top, 535, 60))


KINDS: dict[str, Callable[[Sheet, random.Random], None]] = {
    "two columns": two,
    "three columns": three,
    "footnotes": footnoted,
    "sidebar": sidebar,
    "table": ledger,
    "table of long cells": answers,
    "table in a column": table_in_column,
}
MIXED = ("as read", "by line", "by word")


def sheets(kind: str, seed: int, pages: int = 3) -> list[Sheet]:
    """Pages of one kind, the same for the same seed."""
    rng = random.Random(f"{kind} {seed}")
    made = []
    for number in range(1, pages + 1):
        sheet = Sheet()
        KINDS[kind](sheet, rng)
        head(sheet, number)
        made.append(sheet)
    return made


def mixed(words: Sequence[Drawn], how: str, rng: random.Random) -> list[Drawn]:
    """The words of a page in another order: lines or words shuffled."""
    if how == "by word":
        return rng.sample(words, len(words))
    if how == "by line":
        lines: dict[float, list[Drawn]] = {}
        for word in words:
            lines.setdefault(word.y, []).append(word)
        return [word for line in rng.sample(list(lines.values()), len(lines)) for word in line]
    return list(words)


def drawn(made: Sequence[Sheet], how: str) -> bytes:
    """The PDF of ``made``, its content in the order ``how`` says."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True)
    for number, sheet in enumerate(made):
        for word in mixed(sheet.words, how, random.Random(number)):
            canvas.setFont(word.font, word.size)
            canvas.drawString(word.x, word.y, word.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
