"""The messages inside a message: what was forwarded or answered, each with its writer and its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model.document import Part
from sayso.model.span import Span
from sayso.read.dates import find_date, first_date
from sayso.read.outcome import Head

_RULE = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|forwarded by .*|original appointment|reply message)\s*-*"
    r"|begin forwarded message:|_{10,}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\*?(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance)\s*:\*?\s*(?P<value>.*)", re.IGNORECASE
)
_WROTE = re.compile(r"On\b(?P<when_who>.{6,240}?)\bwrote:\s*", re.DOTALL)
_CLOCK = re.compile(
    r"^[\s,]*(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:[+-]\d{4})?\s*(?:\([A-Z]+\))?[\s,]*"
)
_ADDRESS = re.compile(r"\s*[<\[(][^<>\[\]()]*@?[^<>\[\]()]*[>\])]?\s*$")
_QUOTE = re.compile(r"^[ \t]*((?:>[ \t]?)*)")
MAX_HEAD_LINES = 8


class _Line(NamedTuple):
    start: int
    end: int
    depth: int
    text: str


class _Start(NamedTuple):
    line: int
    after: int
    """Number of the first line below the head."""
    quoted: bool
    """Whether the message goes on only as long as lines are quoted."""
    depth: int
    head: Head


def find_messages(text: str, top: Head, start: int = 0) -> tuple[Part, ...]:
    """The message itself and each message of the thread below it, in order; linear in the text.

    A message quoted with ``>`` ends where the quoting ends, so that an answer below it falls to the one who wrote it.
    """
    lines = _lines(text, start)
    starts = _starts(lines)
    ends = _ends(text, lines, starts)
    parts = [_part(lines, one, end) for one, end in zip(starts, ends, strict=True)]
    tail = parts[-1].span.end if parts else 0
    own_end = parts[0].span.start if parts and tail >= len(text.rstrip()) and _in_order(parts) else len(text)
    own = Part(span=Span(0, own_end), kind="message", title=top.title, author=top.author, published=top.published)
    return (own, *(part for part in parts if part.span))


def person_of(address: str) -> str | None:
    """The name in an address line, or the address itself where there is no name."""
    address = address[:1000]
    first = re.split(r"[;,](?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)", address, maxsplit=1)[0] if '"' in address else address
    name = re.sub(r"[<\[(].*$", "", first).strip(" \"'\t,")
    bare = name or address.strip(" <>[]()")
    return bare[:200] or None


def _lines(text: str, start: int) -> list[_Line]:
    found = []
    for match in re.finditer(r"[^\n]*(?:\n|$)", text[start:]):
        raw = match.group()
        if raw:
            quote = _QUOTE.match(raw)
            marks = quote.group(1) if quote else ""
            found.append(
                _Line(
                    start + match.start(),
                    start + match.end(),
                    marks.count(">"),
                    raw[quote.end() if quote else 0 :].strip(),
                )
            )
    return found


def _starts(lines: Sequence[_Line]) -> list[_Start]:
    found: list[_Start] = []
    place = 0
    while place < len(lines):
        one = _start_at(lines, place)
        if one:
            found.append(one)
        place = max(place + 1, one.after if one else 0)
    return found


def _start_at(lines: Sequence[_Line], place: int) -> _Start | None:
    line = lines[place]
    if _RULE.fullmatch(line.text):
        body = place + 1
        while body < len(lines) and not lines[body].text and body < place + 3:
            body += 1
        return _fields(lines, place, body, least=1)
    if line.text[:8].lower().lstrip("*").startswith("from:"):
        return _fields(lines, place, place, least=3)
    if line.text.startswith("On ") and len(line.text) > 8:
        return _wrote(lines, place)
    return None


def _fields(lines: Sequence[_Line], place: int, body: int, *, least: int) -> _Start | None:
    """A block of From:, Sent:, To: and Subject: lines, as mail programs write above what they quote."""
    fields: dict[str, str] = {}
    at = body
    while at < len(lines) and at < body + MAX_HEAD_LINES:
        match = _FIELD.fullmatch(lines[at].text)
        if not match:
            break
        fields.setdefault(match.group("name").lower(), match.group("value").strip())
        at += 1
    if len(fields) < least or "from" not in fields:
        return None
    head = Head(
        title=fields.get("subject"),
        author=person_of(fields["from"]),
        published=first_date(fields.get("sent") or fields.get("date") or ""),
    )
    return _Start(place, at, lines[place].depth > 0, lines[place].depth, head)


def _wrote(lines: Sequence[_Line], place: int) -> _Start | None:
    """A line such as ``On 3 May 2024 at 10:02, Ada Quill wrote:``, which some programs break in two or three."""
    for count in (1, 2, 3):
        joined = " ".join(line.text for line in lines[place : place + count])
        match = _WROTE.fullmatch(joined)
        if match:
            below = lines[place + count : place + count + 3]
            quoted = any(line.depth > 0 for line in below) or lines[place].depth > 0
            return _Start(place, place + count, quoted, lines[place].depth, _wrote_head(match.group("when_who")))
    return None


def _wrote_head(when_who: str) -> Head:
    found = find_date(when_who)
    rest = when_who[found[2] :] if found else when_who.rpartition(",")[2]
    rest = _CLOCK.sub("", rest)
    return Head(author=person_of(_ADDRESS.sub("", rest).strip(" ,") or rest), published=found[0] if found else None)


def _ends(text: str, lines: Sequence[_Line], starts: Sequence[_Start]) -> list[int]:
    """Where each message ends at the latest: where one opens that is quoted no deeper. Linear."""
    ends = [len(text)] * len(starts)
    open_ones: list[int] = []
    for number, one in enumerate(starts):
        while open_ones and starts[open_ones[-1]].depth >= one.depth:
            ends[open_ones.pop()] = lines[one.line].start
        open_ones.append(number)
    return ends


def _part(lines: Sequence[_Line], one: _Start, end: int) -> Part:
    if one.quoted:
        end = _quote_end(lines, one, end)
    span = Span(lines[one.line].start, max(end, lines[one.line].end))
    return Part(span=span, kind="message", title=one.head.title, author=one.head.author, published=one.head.published)


def _quote_end(lines: Sequence[_Line], one: _Start, latest: int) -> int:
    """Where the quoting that opens below a head ends: at the first words that are quoted less deep."""
    least = max(1, one.depth)
    end = lines[one.after - 1].end
    for place in range(one.after, len(lines)):
        line = lines[place]
        if line.start >= latest or (line.text and line.depth < least):
            break
        if line.text or line.depth >= least:
            end = line.end
    return min(end, latest)


def _in_order(parts: Sequence[Part]) -> bool:
    """Whether nothing of the answering message stands between or below the quoted ones."""
    reach = parts[0].span.start
    for part in parts:
        if part.span.start > reach:
            return False
        reach = max(reach, part.span.end)
    return True
