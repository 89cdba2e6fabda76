"""What linking and assessing find across documents: entities, copies, passages, claims; and a person's judgements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.ids import make_id
from sayso.model.span import Span

EntityKind = Literal["person", "organisation", "place", "document"]
CopyKind = Literal["exact", "near", "altered", "excerpt"]
ChangeSort = Literal[
    "number",
    "date",
    "name",
    "marking",
    "negation",
    "insertion",
    "deletion",
    "wording",
    "moved",
    "redacted",
    "un-redacted",
]
PassageSort = Literal["copied", "quotation", "boilerplate"]
ClaimStatus = Literal["single-source", "corroborated", "disputed", "denied", "retracted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of one document."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a finding is as it is: the rule's name, one plain sentence, and the words it rests on."""

    name: str
    text: str
    evidence: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place or document named in the pile, with every form and place of its name."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()
    reliability: str = "F"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two members of a family: words before (in ``of``) and after (in ``document``)."""

    before: str
    after: str
    span_before: Span
    span_after: Span
    sort: ChangeSort
    certainty: Literal["asserted", "possible"] = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One document's relation to another of its family; two versions differ until reasons give a direction."""

    id: str
    document: str
    of: str
    kind: CopyKind
    direction: Literal["known", "unknown"] = "unknown"
    reasons: tuple[str, ...] = ()
    first_seen: str | None = None
    changes: tuple[Change, ...] = ()
    where: Place | None = None
    """The stretch of the larger document that the smaller answers to, where one is a part of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two or more documents, or parts, share."""

    id: str
    sort: PassageSort
    places: tuple[Place, ...]
    first_seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Statements of one claim that go back to one source, and the step that merged them."""

    statements: tuple[str, ...]
    why: str
    evidence: tuple[Place, ...] = ()
    """Places of the statements that the steps brought together; of the only one where nothing was merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A statement that answers a claim: denies, confirms, corrects or declines."""

    statement: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A statement that says only part of a claim, and the words of the claim on which it is silent."""

    statement: str
    silent_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """In what a claim differs from one it contradicts: what it says itself and what the other says instead."""

    claim: str
    sort: Literal["number", "date", "name", "negation"]
    here: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Statements that say the same thing, what answers them, and how many independent sources there are."""

    id: str
    key: str
    text: str
    """The content of its best statement, word for word."""
    statements: tuple[str, ...]
    best: str
    """Id of the statement whose words stand for the claim."""
    independent_sources: int
    at_least: int
    origins: tuple[Origin, ...]
    status: ClaimStatus
    standing: str = ""
    """How many sources bear it out and who answered it, in words; the status is never shown without them."""
    was: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()
    denied_by: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    """What is apart between it and the claims it contradicts, where single words tell."""
    tension: tuple[str, ...] = ()
    """Claims that can be true beside it, but hardly are."""
    in_part: tuple[Part, ...] = ()
    """Those of its statements that say only part of it; they are no sources of the whole."""
    credibility: int = 6
    reasons: tuple[Reason, ...] = ()
    shown: bool = False
    """Whether it stands in the brief without a doubt mark."""
    doubts: tuple[str, ...] = ()
    on_forged: tuple[str, ...] = ()
    """Its statements that rest only on a page judged forged or altered, and so are no sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """One generation of group results, each table sorted by id."""

    entities: tuple[Entity, ...] = ()
    copies: tuple[Copy, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()


def group_id(kind: str, smallest_member: str) -> str:
    """Id of a group: its kind and its smallest member."""
    return make_id("group", kind, smallest_member)
