"""Markdown: the text stays as written; the title comes from the front matter or the first heading."""

from __future__ import annotations

import re

from sayso.read.chats import find_chat
from sayso.read.dates import find_date, first_date
from sayso.read.decode import decode
from sayso.read.outcome import Draft, Head

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?m)^(title|author|date|publisher|publication)[ \t]*:[ \t]*(.+?)[ \t]*\r?$", re.IGNORECASE)
_HASH = re.compile(r"(?m)^#{1,2}[ \t]+(.+?)[ \t]*#*[ \t]*\r?$")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_UNDER = re.compile(r"(?m)^(\S[^\r\n]*)\r?\n(?:={3,}|-{3,})[ \t]*\r?$")


def read_markdown(data: bytes, media_type: str) -> Draft:
    """The Markdown of ``data``, unchanged.

    :raises BadDocument: ``damaged`` where the bytes are not text.
    """
    text = decode(data)
    return Draft(media_type=media_type, text=text, head=_head(text), parts=find_chat(text))


def _head(text: str) -> Head:
    front = _FRONT.match(text)
    fields = {m.group(1).lower(): m.group(2).strip("'\"") for m in _FIELD.finditer(front.group(1) if front else "")}
    start = front.end() if front else 0
    opening = text[start : start + 4096]
    headings = [m for pattern in (_HASH, _UNDER) for m in pattern.finditer(opening)]
    titles = [m.group(1).strip(" *_`") for m in headings[:2]]
    masthead = titles.pop(0) if len(titles) > 1 and _is_dated(opening[headings[0].end() :]) else None
    return Head(
        title=fields.get("title") or (titles[0] if titles else None),
        author=fields.get("author"),
        publisher=fields.get("publisher") or fields.get("publication") or masthead,
        published=first_date(fields.get("date", "")),
    )


def _is_dated(rest: str) -> bool:
    """Whether a date alone follows, as under the name of a newspaper."""
    line = next((line.strip() for line in rest.splitlines() if line.strip()), "")
    found = find_date(line)
    return found is not None and not re.search(r"[a-z]{2}", _WEEKDAY.sub("", line[: found[1]] + line[found[2] :]))
