"""Judgements: what a person decided, with initials and a day. Append-only: a later one supersedes, none is edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sayso.model.ids import make_id
from sayso.model.span import Span

HandlingRule = Literal["embargo", "not for quotation", "off the record", "privileged", "set aside", "no pictures"]

HANDLING = MappingProxyType(
    {
        "embargo": "nothing of it goes out before the day",
        "not for quotation": "that it exists may be told, its words may not",
        "off the record": "nothing of it goes out",
        "privileged": "nothing of it goes out",
        "set aside": "nothing of it goes out",
        "no pictures": "its words may go out, pictures of its pages may not",
    }
)
"""What was promised, by the name of the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a judgement holds on to: a digest of bytes, text or content, and where it is about words, those words."""

    digest: str
    span: Span | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict of a person."""

    id: str
    about: str
    """What it is on: ``item:FILE`` or ``drop:LABEL``."""
    anchors: tuple[Anchor, ...] = ()
    verdict: str
    """A handling rule by its name."""
    until: str | None = None
    """Day on which an embargo ends (YYYY-MM-DD)."""
    why: str = ""
    by: str
    """Initials as given; never the login."""
    at: str
    """Day on which it was given (YYYY-MM-DD)."""
    supersedes: str | None = None
    withdrawn: bool = False
    """Whether it takes back what it supersedes and puts nothing in its place."""


def judged(  # noqa: PLR0913 - one parameter a field
    about: str,
    verdict: str,
    *,
    by: str,
    at: str,
    anchors: tuple[Anchor, ...] = (),
    until: str | None = None,
    why: str = "",
    supersedes: str | None = None,
    withdrawn: bool = False,
) -> Judgement:
    """A judgement under the id made from all it says."""
    held = [anchor.digest for anchor in anchors]
    return Judgement(
        id=make_id("judgement", about, verdict, until, why, by, at, supersedes, int(withdrawn), held),
        about=about,
        anchors=anchors,
        verdict=verdict,
        until=until,
        why=why,
        by=by,
        at=at,
        supersedes=supersedes,
        withdrawn=withdrawn,
    )


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that nothing supersedes and that take nothing back, by id."""
    given = list(judgements)
    passed = {judgement.supersedes for judgement in given}
    return tuple(sorted((j for j in given if j.id not in passed and not j.withdrawn), key=lambda j: j.id))
