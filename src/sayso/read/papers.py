"""Several papers in one bundle: a page that opens like a new one starts a part, and that is always called a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.model.document import Page, Part
from sayso.model.span import Span
from sayso.read.heads import head_of, is_date_line, labelled_head
from sayso.read.markings import is_marking
from sayso.read.outcome import Head

TOP_LINES = 12
"""A paper's head stands among so many lines of its first page."""
_COVER = re.compile(
    r"(?i)(?:(?:exhibit|attachment|enclosure|tab)\s+(?:no\.?\s*)?[a-z]{0,3}-?\d{0,4}|fax cover sheet|routing slip)\W*"
)
_FIRST_OF = re.compile(r"(?i)\bpage\s+1\s+of\s+\d{1,4}\b|^\W*1\s*(?:of|/)\s*\d{1,4}\W*$")
_PAGE_OF = re.compile(r"(?i)\bpage\s+\d{1,4}\s+of\s+\d{1,4}\b|^\W*\d{1,4}\s*(?:of|/)\s*\d{1,4}\W*$")
_TITLE = re.compile(
    r"(?i)(?:memorandum|memo|letter|fax|telegram|cable|press release|minutes)(?:\s+(?:for|to|of)\b.*)?\W*"
)
_LABEL = re.compile(r"(?i)(?:from|to|date|subject|re|via|through|memorandum for)\s*:\s*\S.*")
_DEAR = re.compile(r"Dear (?:[A-Z][\w.'’-]*[ ,:]*){1,5}[,:]?")


def find_papers(text: str, pages: Sequence[Page], *, scanned: bool = False) -> tuple[Part, ...]:
    """The papers of a bundle, if at least two pages open like the first page of one; else none."""
    if len(pages) < 2 or not all(page.words for page in pages[:1]):
        return ()
    shown = [page for page in pages if page.span.length]
    starts = [page.span.start for last, page in pairwise(shown) if _opens(text, page, last)]
    if not starts or len(starts) + _opens_paper(text, shown[0]) < 2:
        return ()
    return tuple(_part(text, Span(start, end), scanned=scanned) for start, end in pairwise([0, *starts, len(text)]))


def _opens(text: str, page: Page, last: Page) -> bool:
    """Whether a page is the first of another paper than the page before."""
    apart = text[: page.span.start].endswith("\n\n")
    numbered_anew = _numbered(page, _FIRST_OF) and _numbered(last, _PAGE_OF)
    return apart and (numbered_anew or _opens_paper(text, page))


def _numbered(page: Page, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(line) for line in page.aside)


def _opens_paper(text: str, page: Page) -> bool:
    """Whether the top of a page is a cover line or the head of a letter or a memorandum."""
    lines = [line.strip() for line in page.span.of(text)[:4000].splitlines() if line.strip()]
    top = [line for line in lines[: TOP_LINES + 4] if not is_marking(line)][:TOP_LINES]
    if not top:
        return False
    if _COVER.fullmatch(top[0]) and len(top[0]) <= 40:
        return True
    labels = sum(_LABEL.fullmatch(line) is not None for line in top)
    dated = any(is_date_line(line) for line in top)
    titled = any(_TITLE.fullmatch(line) for line in top[:4])
    return labels >= 3 or (titled and labels + dated >= 1) or (dated and any(_DEAR.fullmatch(line) for line in top))


def _part(text: str, span: Span, *, scanned: bool) -> Part:
    words = span.of(text)
    own: Head = labelled_head(words) if scanned else head_of(words)
    return Part(
        span=span,
        kind="paper",
        title=own.title,
        author=own.author,
        publisher=own.publisher,
        published=own.published,
        guess=True,
    )
