"""Looks at pictures of pages: what is asked of two pages side by side, and what was seen on them.

Places are in points on the page as it is shown, from its top left, as word boxes are.
"""

from __future__ import annotations

from typing import NamedTuple

DRAWN = "drawn differently"
REGION_KINDS = frozenset(
    {"blacked out on the first", "blacked out on the second", "only on the first", "only on the second", DRAWN}
)
"""What a difference that text cannot show can be."""


class Box(NamedTuple):
    """An upright rectangle on a page."""

    x0: float
    y0: float
    x1: float
    y1: float


class Quad(NamedTuple):
    """A strip of one line of writing, which may run at a slant: top left, top right, bottom right, bottom left."""

    ax: float
    ay: float
    bx: float
    by: float
    cx: float
    cy: float
    dx: float
    dy: float


class Match(NamedTuple):
    """The middles of one word's boxes on both pages."""

    ax: float
    ay: float
    bx: float
    by: float


class Spot(NamedTuple):
    """One change to look at again, on both pages: strips with its words and their neighbours, and its words alone.

    No strips where a page lacks the words: the same place is looked for then.
    """

    one: tuple[Quad, ...] = ()
    other: tuple[Quad, ...] = ()
    core_one: tuple[Quad, ...] = ()
    core_other: tuple[Quad, ...] = ()


class Look(NamedTuple):
    """What to look at on one page of each of two files; page 0 where there is nothing to look at."""

    page_one: int
    page_other: int
    spots: tuple[Spot, ...] = ()
    matches: tuple[Match, ...] = ()
    compare: bool = False
    """Whether to look for differences that text cannot show."""
    same_one: tuple[Box, ...] = ()
    """Words that were read alike on both pages; where there are as many ``matches``, in their order."""
    same_other: tuple[Box, ...] = ()
    shots: bool = False
    """Whether the pages and what was looked at again are wanted as pictures."""


class Shot(NamedTuple):
    """A page as a JPEG, with its size in points."""

    jpeg: bytes
    width: float
    height: float


class Again(NamedTuple):
    """What a change's places were read as a second time, each way of reading by itself, and both cut out as JPEG.

    No readings for a page without a picture, or where it is not known where to look.
    """

    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    cut_one: bytes = b""
    cut_other: bytes = b""
    mapped_one: bool = False
    """Whether the page had no strips of its own, so that the same place on it was read."""
    mapped_other: bool = False


class Region(NamedTuple):
    """A place where the two pages look different."""

    kind: str
    one: Box
    other: Box


class Sight(NamedTuple):
    """What was seen on two pages."""

    one: Shot | None = None
    other: Shot | None = None
    again: tuple[Again, ...] = ()
    regions: tuple[Region, ...] = ()
    compared: bool = False
    """Whether the two pages could be laid over each other and were compared as pictures."""
