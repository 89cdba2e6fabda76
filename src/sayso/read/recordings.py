"""Recordings of sound and film: accounted for by their length; nobody hears them here."""

from __future__ import annotations

import io

from tinytag import TinyTag
from tinytag.tinytag import TinyTagException

from sayso.model.reading import Reading
from sayso.read.finish import short_properties

_BROKEN = (TinyTagException, OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError)
_LABELS = ("title", "artist", "album", "composer", "comment", "year")


def read_recording(data: bytes, media_type: str, name: str) -> Reading:
    """A failed reading with reason ``recording`` and, as properties, its length and what it says of itself."""
    properties: list[tuple[str, str]] = []
    try:
        tag = TinyTag.get(filename=name, file_obj=io.BytesIO(data), tags=True, duration=True)
    except _BROKEN:
        tag = None
    if tag and tag.duration:
        properties.append(("length", length(tag.duration)))
    if tag:
        properties += [(label, str(value)) for label in _LABELS if (value := getattr(tag, label, None))]
    return Reading(
        status="failed", reason="recording", media_type=media_type, properties=short_properties(tuple(properties))
    )


def length(seconds: float) -> str:
    """A length as hours, minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
