"""Formats that one large library reads for us: old Word and PowerPoint, RTF, e-books and rarer ones."""

from __future__ import annotations

import re
from typing import Any

import kreuzberg

from sayso.errors import BadDocument
from sayso.read.oldword import word_text
from sayso.read.olefiles import ole_properties
from sayso.read.outcome import Draft
from sayso.read.package import Properties, plain_head
from sayso.read.panics import panics_are

_CONFIG = kreuzberg.ExtractionConfig(
    # Nothing is kept on disk, nothing recognised, nothing prettified.
    use_cache=False,
    enable_quality_processing=False,
    disable_ocr=True,  # type: ignore[call-arg] # its own types lag behind
    max_concurrent_extractions=1,
)
_LABELS = (
    ("title", "title"),
    ("subject", "subject"),
    ("authors", "author"),
    ("created_by", "author"),
    ("modified_by", "modified by"),
    ("created_at", "created"),
    ("modified_at", "modified"),
    ("organization", "company"),
    ("application", "software"),
    ("generator", "software"),
    ("publisher", "publisher"),
    ("revision", "revision"),
    ("keywords", "keywords"),
)
_LOCKED = re.compile(r"encrypt|password", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/msword"
_SLIDES = "application/vnd.ms-powerpoint"
_LOCKED_SLIDES = "EncryptedSummary".encode("utf-16-le")
_MASTER = re.compile(
    r"(?m)^Click to edit Master (?:title|text|subtitle) styles?\s*$\n?"
    r"(?:\s*^(?:Second|Third|Fourth|Fifth) level$\n?)*"
)
"""What a program puts into every new presentation, in the tongue in which it mostly does."""
_QUOTED = r"[\"\u201c\u201d][^\"\u201c\u201d\n]*[\"\u201c\u201d] ?"
_FIELD = re.compile(rf"HYPERLINK (?:\\[a-z] )*{_QUOTED}(?:\\[a-z] ?(?:{_QUOTED})?)*")
_IMAGE = re.compile(r"(?m)^\[Image: [^\]\n]*\]$\n?")
_MANY = re.compile(r"\n{3,}")


def read_foreign(data: bytes, media_type: str) -> Draft:
    """The text of ``data`` as the library gives it, without its words for pictures.

    :raises BadDocument: ``damaged``, or ``encrypted`` where it says so.
    """
    in_container = data.startswith(_OLE)
    if media_type == _SLIDES and _LOCKED_SLIDES in data:
        raise BadDocument("encrypted")
    old = word_text(data) if in_container and media_type == _WORD else None
    metadata = {} if old is not None else _found(data, media_type)
    text = tidy(metadata.pop("content", old or ""))
    properties = (ole_properties(data) if in_container else ()) or _properties(metadata)
    values = dict(properties)
    return Draft(
        media_type=media_type,
        text=text + _notes(metadata.get("speaker_notes")),
        hint=plain_head(values.get("title", ""), values.get("author", "")),
        properties=properties,
    )


def rich_text(data: bytes) -> str:
    """The words of an RTF text; empty where it is damaged."""
    try:
        return tidy(_found(data, "application/rtf")["content"])
    except BadDocument:
        return ""


def tidy(content: str) -> str:
    """One line feed at the end, at most one empty line in a row; codes of fields, masters and controls dropped."""
    text = "".join(c for c in content.replace("\r\n", "\n").replace("\r", "\n") if c >= " " or c in "\n\t")
    text = _FIELD.sub("", _MASTER.sub("", _IMAGE.sub("", text)))
    text = _MANY.sub("\n\n", text).strip("\n ")
    return text + "\n" if text.strip() else ""


def _found(data: bytes, media_type: str) -> dict[str, Any]:
    try:
        with panics_are("damaged"):
            found = kreuzberg.extract_bytes_sync(data, media_type, _CONFIG)
    except (kreuzberg.KreuzbergError, ValueError, OSError, RuntimeError) as error:
        raise BadDocument("encrypted" if _LOCKED.search(str(error)) else "damaged") from error
    return dict(found.metadata) | {"content": found.content}


def _notes(notes: Any) -> str:
    """What a speaker was to say, labelled, each wording once."""
    listed = notes if isinstance(notes, list) else []
    texts = dict.fromkeys(tidy(str(note)).strip() for note in listed)
    return "".join(f"\nNotes: {text}\n" for text in texts if text)


def _properties(metadata: dict[str, Any]) -> Properties:
    found: dict[str, str] = {}
    for key, label in _LABELS:
        value = metadata.get(key)
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if words.strip():
            found.setdefault(label, words.strip())
    return tuple(found.items())
