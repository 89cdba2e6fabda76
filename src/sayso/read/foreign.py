"""Formats that one large library reads for us: old Word and PowerPoint, RTF, e-books and rarer ones."""

from __future__ import annotations

import re
from typing import Any

import kreuzberg

from sayso.errors import BadDocument
from sayso.read.limits import Limits
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
_IMAGE = re.compile(r"(?m)^\[Image: [^\]\n]*\]$\n?")
_MANY = re.compile(r"\n{3,}")


def read_foreign(data: bytes, media_type: str, limits: Limits) -> Draft:
    """The text of ``data`` as the library gives it, without its words for pictures.

    :raises BadDocument: ``damaged``, or ``encrypted`` where it says so.
    """
    try:
        with panics_are("damaged"):
            found = kreuzberg.extract_bytes_sync(data, media_type, _CONFIG)
    except (kreuzberg.KreuzbergError, ValueError, OSError, RuntimeError) as error:
        raise BadDocument("encrypted" if _LOCKED.search(str(error)) else "damaged") from error
    metadata: dict[str, Any] = dict(found.metadata)
    text = tidy(found.content)
    properties = _properties(metadata)
    values = dict(properties)
    notes = metadata.get("speaker_notes") or []
    if isinstance(notes, list) and any(str(note).strip() for note in notes):
        text += "".join(f"\nNotes: {str(note).strip()}\n" for note in notes if str(note).strip())
    return Draft(
        media_type=media_type,
        text=text[: limits.max_text_bytes],
        hint=plain_head(values.get("title", ""), values.get("author", "")),
        properties=properties,
    )


def tidy(content: str) -> str:
    """One line feed at the end, no more than one empty line in a row, control characters dropped."""
    text = "".join(c for c in content.replace("\r\n", "\n").replace("\r", "\n") if c >= " " or c in "\n\t")
    text = _MANY.sub("\n\n", _IMAGE.sub("", text)).strip("\n ")
    return text + "\n" if text.strip() else ""


def _properties(metadata: dict[str, Any]) -> Properties:
    found: dict[str, str] = {}
    for key, label in _LABELS:
        value = metadata.get(key)
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if words.strip():
            found.setdefault(label, words.strip())
    return tuple(found.items())
