"""Says: what assessing needs of a statement: whose word it is, and what it shares with others."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.findings import Place
from sayso.model.roles import is_instrument


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
    cites: tuple[str, ...] = ()
    """Documents that the paper can be which is its source."""
    via: tuple[str, ...] = ()
    """Entities by whose reports it came: the speakers around it who issue texts of their own."""
    issuers: tuple[str, ...] = ()
    """Entities that wrote or published the part it stands in."""
    belongs: tuple[str, ...] = ()
    """Entities of the bodies an unnamed speaker is said to belong to."""
    may_be: tuple[str, ...] = ()
    """Entities of people who elsewhere are called what an unnamed speaker is called."""
    owners: tuple[str, ...] = ()
    """What those are called whose reading or figure it says it gives ("inspector")."""
    on_paper: bool = False
    """Whether it stands in a paper and not in an article."""
    known_as: tuple[str, ...] = ()
    """What a named speaker is called ("minister"), or "body"; empty where the pile does not tell."""
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
    in_part: bool = False
    """Whether it bears out a part of the claim only, and so is no source of the whole."""
    unanswered: bool = False
    """Where it declines: whether its speaker was asked and gave no answer at all."""
    kind: str = "asserts"
    withdraws: bool = False
    basis: str = "unstated"
    voice: str = "attributed"
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()

    @property
    def mouth(self) -> str | None:
        """Entity that answers for it: the speaker, or, where nobody or only a device is named, whoever wrote it."""
        if self.speaker is None and (self.speaker_name is None or is_instrument(self.speaker_name)):
            return self.owner
        return self.speaker
