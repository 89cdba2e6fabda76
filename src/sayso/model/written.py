"""What was written from a case: which brief or check rested on which pages. Keys and digests, never words of a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sayso.model.codec import to_bytes
from sayso.model.ids import sha256_hex

WrittenVerb = Literal["brief", "check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rested:
    """One line of a brief or finding of a check, by its key; pages by their place in the record's ``documents``."""

    key: str
    rests: tuple[int, ...] = ()
    """Pages on which it is said."""
    beside: tuple[int, ...] = ()
    """Further pages that are quoted beside it: who denies it, what contradicts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One brief or check that was written or printed."""

    verb: WrittenVerb
    day: str
    """Day on which it was made (YYYY-MM-DD)."""
    file: str = ""
    """Base name of the file it went to; empty where it was printed."""
    draft: str = ""
    """Base name of the draft that was checked."""
    documents: tuple[str, ...] = ()
    """SHA-256 of the files that its pages were read from, sorted."""
    lines: tuple[Rested, ...] = ()

    @property
    def id(self) -> str:
        """Made from all it says: the same brief of the same day is kept once."""
        return sha256_hex(to_bytes(self))

    def without(self, gone: Collection[str]) -> Written:
        """The record as if the files with these digests had never been in the case."""
        kept = [n for n, digest in enumerate(self.documents) if digest not in gone]
        place = {old: new for new, old in enumerate(kept)}
        lines = (
            Rested(
                key=line.key,
                rests=tuple(place[n] for n in line.rests if n in place),
                beside=tuple(place[n] for n in line.beside if n in place),
            )
            for line in self.lines
        )
        return Written(
            verb=self.verb,
            day=self.day,
            file=self.file,
            draft=self.draft,
            documents=tuple(self.documents[n] for n in kept),
            lines=tuple(line for line in lines if line.rests or line.beside),
        )
