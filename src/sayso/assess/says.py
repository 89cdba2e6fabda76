"""Says: what assessing needs of a statement: whose word it is, and what it shares with others."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.findings import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One statement of a claim, reduced to what decides where its knowledge comes from."""

    statement: str
    place: Place
    speaker: str | None = None
    """Entity id; None for the unnamed and the unknown."""
    speaker_name: str | None = None
    part_name: bool = False
    """Whether it is a person of whom the pile knows one name alone, without a title."""
    named: str = "unnamed"
    """"named", "described" or "unnamed", as the source's words have it."""
    bodies: tuple[str, ...] = ()
    """Entities of the bodies the speaker speaks for, by the words that name the source."""
    papers: tuple[str, ...] = ()
    """Entities that are one source with the paper it is taken from: the paper it cites or stands in, its writer."""
    owner: str | None = None
    """Author, else publisher, of the part it stands in."""
    family: int | None = None
    """Number of the family of copies and parts of copies its document belongs to."""
    spots: tuple[tuple[int, int], ...] = ()
    """Where its words stand in the document they were copied from, or in its own."""
    passages: tuple[int, ...] = ()
    """Shared passages in which most of its words lie."""
    wording: str = ""
    """Its words in normal form."""
    long_enough: bool = False
    """Whether it has so many words that nobody else chose the same by chance."""
    kind: str = "asserts"
    withdraws: bool = False
    basis: str = "unstated"
    voice: str = "attributed"
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
