"""Markdown: the text stays as written; the title comes from the front matter or the first heading."""

from __future__ import annotations

import re

from sayso.read.chats import find_chat
from sayso.read.dates import first_date
from sayso.read.decode import decode
from sayso.read.outcome import Draft, Head

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?m)^(title|author|date|publisher|publication)[ \t]*:[ \t]*(.+?)[ \t]*\r?$", re.IGNORECASE)
_HASH = re.compile(r"(?m)^#{1,2}[ \t]+(.+?)[ \t]*#*[ \t]*\r?$")
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
    heading = _HASH.search(opening) or _UNDER.search(opening)
    return Head(
        title=fields.get("title") or (heading.group(1).strip(" *_`") if heading else None),
        author=fields.get("author"),
        publisher=fields.get("publisher") or fields.get("publication"),
        published=first_date(fields.get("date", "")),
    )
