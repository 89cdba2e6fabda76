"""Who writes and to whom: the signature under a text, the "To" line or the salutation above it."""

from __future__ import annotations

import re

from sayso.extract.lexicon import ROLE_NOUNS
from sayso.extract.names import Entry, Names
from sayso.extract.parts import Stretch
from sayso.extract.speaker import Speaker, entry_sort
from sayso.model.span import Span

_SIGNED = re.compile(
    r"(?:\b(?:Yours\b[^\n]{0,20}|Sincerely|Regards|Respectfully|Faithfully|Signed|With (?:best|kind) [^\n]{0,12})"
    r"[,:]?\s+(?:\(?signed\)?:?\s+)?|\n\s*(?:\(?[Ss]igned\)?:?\s+)?)(?P<who>[^\n]{3,60})(?:\n[^\n]{0,80}){0,2}\s*$"
)
_LABEL = re.compile(r"[A-Za-z]{2}:\s")
"""What stands behind it is no signature: "Press desk: Ida Holm"."""
_OFFICE = re.compile(r"(?:the\s)?[A-Z][\w’'-]+(?:\s(?:of|for|and|the|to|in|[A-Za-z][\w’'-]*)){0,7}\.?")
"""What somebody is, behind his name: "Head of Marine Chemistry"."""
SIGNATURE_CHARS = 260
"""A signature stands within this many characters of the end of a part."""
_TO_LINE = re.compile(r"^\s*(?:To|TO):?[ \t]+(?P<who>[^\n]+)|^\s*Dear\s+(?P<dear>[^\n,]+)", re.MULTILINE)


def signature(text: str, stretch: Stretch, names: Names) -> Speaker | None:
    """The one person whose name stands alone on a line at the end of the part, as a signature does."""
    end = stretch.span.end
    while end > stretch.span.start and text[end - 1].isspace():
        end -= 1
    start = max(stretch.span.start, end - SIGNATURE_CHARS)
    while hit := _SIGNED.search(text, start, end):
        if signed := _signed(text, Span(*hit.span("who")), names):
            return signed
        start = hit.start() + 1
    return None


def _signed(text: str, line: Span, names: Names) -> Speaker | None:
    """Whose name stands alone on ``line``, but for a title before it and an office behind."""
    name, _, office = line.of(text).partition(", ")
    people = [(s, e) for s, e in names.within(line) if e.kind == "person"]
    if len(people) != 1 or _LABEL.search(name) or (office and not _OFFICE.fullmatch(office)):
        return None
    if len(name.split()) > len(people[0][0].of(text).split()) + 2:
        return None
    at, entry = people[0]
    reason = "writes in the first person; the name stands under the text"
    return Speaker(entry.name, reason, "named", at, entry, "person")


def addressee(text: str, stretch: Stretch, names: Names, *, organisation: bool) -> Speaker | None:
    """Who the part is written to, by its "To" line or salutation."""
    start = stretch.span.start
    line = _TO_LINE.search(text, start, min(start + 900, stretch.span.end))
    if line is None:
        return None
    named = names.within(Span(*line.span("who" if line["who"] else "dear")))
    kind = "organisation" if organisation else "person"
    wanted = [(s, e) for s, e in named if e.kind == kind and e.name.split()[-1].lower() not in ROLE_NOUNS]
    if organisation and not wanted:
        wanted = _letterhead(stretch, names, line.start())
    if not wanted:
        return None
    at, entry = wanted[0]
    return Speaker(entry.name, "addressed in this part", "named", at, entry, entry_sort(entry), weak=organisation)


def _letterhead(stretch: Stretch, names: Names, end: int) -> list[tuple[Span, Entry]]:
    """Organisations of the address block above a salutation, other than the sender's."""
    own = (stretch.part.publisher or "").lower()
    block = names.within(Span(stretch.span.start, end))
    return [(s, e) for s, e in block[::-1] if e.kind == "organisation" and e.name.lower() != own]
