"""The last step of every reader: a draft becomes a reading with head, markings, parts, language and quality."""

from __future__ import annotations

from dataclasses import replace

from sayso.model.document import Content, Part
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.read.articles import find_articles
from sayso.read.decode import scrub
from sayso.read.dialogue import find_turns
from sayso.read.heads import head_of, labelled_head
from sayso.read.language import language_of
from sayso.read.limits import Limits
from sayso.read.markings import find_markings
from sayso.read.outcome import RECOGNISED, Draft, Head
from sayso.read.papers import find_papers
from sayso.read.quality import quality_of

MAX_HEAD_CHARS = 500
CLEAR = 0.95
"""Quality from which the lines of a page that was recognised here are as good as printed ones."""
MAX_PROPERTIES = 60


def finish(draft: Draft, limits: Limits, *, keep_blank: bool = False) -> Reading:
    """The reading of ``draft``; a blank text is no content unless ``keep_blank``."""
    cut = _within(draft, limits)
    blank = not cut.text.strip()
    content = None if blank and not keep_blank else _content(cut)
    missing = cut.reason
    if content and len(content.parts) > limits.max_parts:
        content, missing = replace(content, parts=content.parts[: limits.max_parts]), missing or "too_many_parts"
    return Reading(
        status="partial" if missing else "read",
        reason=missing or ("no_text" if blank and not cut.members else None),
        media_type=cut.media_type,
        content=content,
        members=cut.members,
        unread_pages=cut.unread_pages,
        waits=cut.waits,
        properties=short_properties(draft.properties),
    )


def short_properties(properties: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Names and values on one line each, those that say nothing left out."""
    lines = ((_short(name), _short(value)) for name, value in properties[:MAX_PROPERTIES])
    return tuple((name, value) for name, value in lines if name and value)


def _content(draft: Draft) -> Content:
    text = draft.text
    mail = any(part.kind == "message" for part in draft.parts)
    head = draft.head if mail else draft.head.or_else(_printed(draft)).or_else(draft.hint)
    parts = draft.parts or find_papers(text, draft.pages, scanned=draft.scanned) or find_articles(text, head)
    if not parts and (not draft.scanned or _quality(draft) >= CLEAR):
        parts = tuple(replace(turn, published=head.published) for turn in find_turns(text))
    return Content(
        text=text,
        title=_short(head.title),
        author=_short(head.author),
        publisher=_short(head.publisher),
        published=head.published,
        language=language_of(text),
        quality=_quality(draft),
        markings=find_markings(text),
        parts=tuple(_short_part(part) for part in parts),
        pages=draft.pages,
    )


def _quality(draft: Draft) -> float:
    """How surely the words were read: of scans the look of the words and the network's own doubt, the lower one."""
    return min(quality_of(draft.text), round(draft.confidence, 2)) if draft.scanned else 1.0


def _printed(draft: Draft) -> Head:
    """The head as printed; of a scan whose lines may be broken only what stands behind a label is taken."""
    whole = not draft.scanned or (_quality(draft) >= CLEAR and all(page.engine == RECOGNISED for page in draft.pages))
    return head_of(draft.text) if whole else labelled_head(draft.text)


def _short(value: str | None) -> str | None:
    """One line of a head, free of breaks and of lone surrogates; None if nothing is left."""
    line = " ".join(scrub(value[: 4 * MAX_HEAD_CHARS]).split()) if value else ""
    return line[:MAX_HEAD_CHARS] or None


def _short_part(part: Part) -> Part:
    return replace(part, title=_short(part.title), author=_short(part.author), publisher=_short(part.publisher))


def _within(draft: Draft, limits: Limits) -> Draft:
    """``draft`` cut to the limit on text; what is cut off makes the reading partial."""
    text = scrub(draft.text)
    if len(text) * 4 <= limits.max_text_bytes:
        return replace(draft, text=text)
    data = text.encode("utf-8")
    if len(data) <= limits.max_text_bytes:
        return replace(draft, text=text)
    text = data[: limits.max_text_bytes].decode("utf-8", "ignore")
    end = len(text)
    pages = tuple(page for page in draft.pages if page.span.end <= end)
    parts = tuple(replace(p, span=Span(p.span.start, min(p.span.end, end))) for p in draft.parts if p.span.start < end)
    lost = tuple(page.number for page in draft.pages if page.span.end > end)
    return replace(
        draft, text=text, pages=pages, parts=parts, unread_pages=draft.unread_pages + lost, reason="too_large"
    )
