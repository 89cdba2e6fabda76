"""Gathers the pages that were read by recognition into one text, within the limits, and says how sure it is."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.errors import BadDocument
from sayso.model.document import Page
from sayso.model.words import pack, unpack
from sayso.read import pace
from sayso.read.limits import Limits
from sayso.read.ocr_nets import Pixels
from sayso.read.ocr_page import Seen, put_back, read_page
from sayso.read.outcome import Draft
from sayso.read.pdflines import RawPage, set_aside
from sayso.read.pdftext import assembled


@dataclass(slots=True)
class Recognised:
    """What recognition made of the pages of one file so far."""

    limits: Limits
    pages: list[RawPage] = field(default_factory=list)
    seen: dict[int, Seen] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    reason: str | None = None
    _count: int = 0
    _since: float = field(default_factory=time.monotonic)

    def begin(self, number: int) -> bool:
        """Whether a page may still be read; else it is noted as unread with the reason."""
        if self._count >= self.limits.max_ocr_pages:
            self.lose([number], "too_many_pages")
        elif time.monotonic() - self._since > self.limits.ocr_seconds:
            self.lose([number], "out_of_time")
        elif left_out := pace.begin(number):
            self.lose([number], left_out)
        else:
            self._count += 1
            return True
        return False

    def lose(self, numbers: Iterable[int], reason: str) -> None:
        """Notes pages that are not read; the first reason stands for the file."""
        self.unread.extend(numbers)
        self.reason = self.reason or reason

    def read(self, picture: Pixels, number: int, points: float, *, photo: bool = False) -> RawPage:
        """Reads one picture as page ``number``; a pixel is ``points`` large."""
        seen = read_page(picture, number, points, photo=photo)
        self.seen[number] = seen
        self.pages.append(seen.page)
        return seen.page

    def draft(self, media_type: str) -> Draft:
        """The text of all pages.

        :raises BadDocument: where not one page could be read, with the reason.
        """
        if self.reason and not self.seen:
            raise BadDocument(self.reason)
        set_aside(self.pages)
        text, pages = assembled(self.pages)
        return Draft(
            media_type=media_type,
            text=text,
            pages=self.shown(pages),
            unread_pages=tuple(self.unread[: self.limits.max_pages]),
            reason=self.reason,
            scanned=True,
            confidence=self.confidence(self.pages),
        )

    def shown(self, pages: Sequence[Page]) -> tuple[Page, ...]:
        """``pages`` with the boxes of recognised words where they are on the page as it is shown."""
        return tuple(_shown(page, self.seen[page.number]) if page.number in self.seen else page for page in pages)

    @staticmethod
    def confidence(pages: Iterable[RawPage]) -> float:
        """How surely the letters of all pages were read, 0 to 1; 1 where nothing was."""
        words = [word for page in pages for line in page.lines for word in line.words]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 1.0


def _shown(page: Page, seen: Seen) -> Page:
    words = pack(put_back(word, seen) for word in unpack(page.words))
    return replace(page, words=words, width=round(seen.width, 2), height=round(seen.height, 2))
