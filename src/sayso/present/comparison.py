"""The neutral shape of a comparison of two files: what they are to each other, and every difference with its places.

"Two versions differ": nothing here says which came first, who changed what, or why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.findings import ChangeSort, CopyKind
from sayso.model.sight import Box, Shot
from sayso.model.span import Span

Relation = CopyKind | Literal["same bytes", "none"]
SORTS: tuple[str, ...] = ("number", "date", "name", "negation", "marking")
"""Sorts of change that come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One of the two files."""

    file: str
    document: str
    sha256: str
    """Digest of the file's bytes."""
    pages: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where words stand in one of the files; an empty span where they are missing."""

    words: str
    span: Span
    page: int
    boxes: tuple[Box, ...] = ()
    """On the page as it is shown, in points; none where the format has no places."""
    before: str = ""
    after: str = ""
    """A few words on either side."""
    again: str = ""
    """What the words were read as the second time, where that is something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One difference between the texts."""

    number: int
    sort: ChangeSort
    certainty: Literal["asserted", "possible"]
    one: Stand
    other: Stand
    looked: bool = False
    """Whether the places were cut out of the pictures and read a second time."""
    cut_one: bytes = b""
    cut_other: bytes = b""
    """What was cut out, as JPEG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One difference that only the pictures show."""

    number: int
    kind: str
    page_one: int
    page_other: int
    one: Box
    other: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """A page of each file that answer to each other; 0 for none. Their pictures, where there are any to be shown."""

    page_one: int
    page_other: int
    shot_one: Shot | None = None
    shot_other: Shot | None = None
    compared: bool = False
    """Whether the two pictures could be laid over each other and compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Words that two files share which are no copies of each other."""

    one: Stand
    other: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two files side by side."""

    one: Paper
    other: Paper
    relation: Relation
    part: Literal["", "one", "other"] = ""
    """The file that is a part of the other."""
    told: tuple[Told, ...] = ()
    seen: tuple[Seen, ...] = ()
    facing: tuple[Facing, ...] = ()
    shared: tuple[Shared, ...] = ()
    notes: tuple[str, ...] = ()
    """What was not done, and why."""
