"""Readings: what a reader made of one file's bytes, whatever the file is called and wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.document import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside a file: an archive's member, an attachment, a message; its bytes travel beside the reading."""

    name: str
    """Path inside its holder, '/' between names."""
    sha256: str
    bytes: int
    reason: str | None = None
    """Set where the member was not taken out: ``encrypted``, ``unsafe_name``, ``link`` and the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The outcome for one file: a content of its own, members, both or neither, and why."""

    status: Literal["read", "partial", "failed"]
    reason: str | None = None
    media_type: str
    content: Content | None = None
    members: tuple[Member, ...] = ()
    unread_pages: tuple[int, ...] = ()
    waits: bool = False
    """Whether character recognition would tell more: pages are pictures, or their text layer is to be compared."""
    properties: tuple[tuple[str, str], ...] = ()
    """What the file says of its making and its way, as names and values; believed by no stage."""
