"""Whether text is read in the order in which a page shows it, whatever the order of its content.

    python bench/reading_order.py [--limit N]

Makes its own pages, three to a document, and needs ``reportlab`` (the dependency group ``bench``). Trigram recall: the
share of all runs of three words, as a reader reads them, that stand in the text. Boxes: the share of words whose box
lies where the word was drawn. Columns are drawn in reading order, with their lines shuffled, with all words shuffled.
"""

from __future__ import annotations

import re
from collections import Counter

from common import arguments, table
from pages import HEIGHT, KINDS, MIXED, Sheet, drawn, sheets

BAR = 0.98


def main() -> None:
    """Makes, reads and compares."""
    options = arguments(__doc__ or "", data=False).parse_args()
    found = {(kind, how): Tally() for kind in KINDS for how in MIXED}
    for seed in range(options.limit or 10):
        for kind in KINDS:
            made = sheets(kind, seed)
            for how in MIXED:
                found[kind, how].count(made, drawn(made, how))
    rows = [[kind, *(found[kind, how].cell() for how in MIXED)] for kind in KINDS]
    total = [sum(found[kind, how].recall for kind in KINDS) / len(KINDS) for how in MIXED]
    rows.append(["all", *(f"{share:.4f}" for share in total)])
    table(f"Order of reading: trigram recall (share of boxes that are right); bar {BAR}", rows, ("pages", *MIXED))
    aside = sum(tally.aside for tally in found.values())
    table(
        "Around the text", [["running heads and folios kept out of the text", f"{aside} of {_around(options.limit)}"]]
    )


def _around(limit: int | None) -> int:
    return (limit or 10) * len(KINDS) * len(MIXED) * 3 * 2


class Tally:
    """Counts over documents of one kind, mixed one way."""

    def __init__(self) -> None:
        self.found = self.wanted = self.right = self.boxes = self.aside = 0

    @property
    def recall(self) -> float:
        """Share of trigrams found."""
        return self.found / max(self.wanted, 1)

    def cell(self) -> str:
        """Recall, and the share of boxes that are right."""
        return f"{self.recall:.4f} ({self.right / max(self.boxes, 1):.4f})"

    def count(self, made: list[Sheet], data: bytes) -> None:
        """Reads ``data`` and compares it with what was drawn."""
        from sayso.read.limits import LIMITS  # noqa: PLC0415 - found beside this folder once common is loaded
        from sayso.read.pdf import read_pdf  # noqa: PLC0415

        draft = read_pdf(data, "application/pdf", LIMITS)
        wanted = trigrams(" ".join(word for sheet in made for word in sheet.read))
        self.found += sum((wanted & trigrams(draft.text)).values())
        self.wanted += sum(wanted.values())
        for sheet, page in zip(made, draft.pages, strict=True):
            self._boxes(sheet, draft.text, page.words)
            self.aside += sum(line in " ".join(page.aside) and line not in draft.text for line in sheet.around)

    def _boxes(self, sheet: Sheet, text: str, packed: bytes) -> None:
        from sayso.model.words import unpack  # noqa: PLC0415

        places: dict[str, list[tuple[float, float]]] = {}
        for word in sheet.words:
            places.setdefault(word.text.rstrip("-"), []).append((word.x, HEIGHT - word.y))
        for word in unpack(packed):
            self.boxes += 1
            near = places.get(text[word.start : word.end].rstrip("-"), [])
            self.right += any(abs(word.x0 - x) < 2 and word.y0 < y < word.y1 + 1 for x, y in near)


def trigrams(text: str) -> Counter[tuple[str, ...]]:
    """Runs of three words, letters and figures alone."""
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(words, words[1:], words[2:], strict=False))


if __name__ == "__main__":
    main()
