"""From bytes to documents: one reader a family of formats, run in a confined child."""

from __future__ import annotations

from sayso.read.dispatch import read_bytes
from sayso.read.guard import ConfinedReader, Pages, confined, protections
from sayso.read.limits import LIMITS, Limits
from sayso.read.notes import Note
from sayso.read.sink import FolderSink, MemberSink, MemorySink

READ_VERSION = "4"
"""Raised whenever any reader gives another result: everything is then read again."""

__all__ = [
    "LIMITS",
    "READ_VERSION",
    "ConfinedReader",
    "FolderSink",
    "Limits",
    "MemberSink",
    "MemorySink",
    "Note",
    "Pages",
    "confined",
    "protections",
    "read_bytes",
]
