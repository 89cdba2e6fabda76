"""Statements: who says what, in which words, on what footing, inside whose statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.ids import make_id
from sayso.model.span import Span, Spans

Voice = Literal["attributed", "document"]
Kind = Literal["asserts", "denies", "confirms", "corrects", "promises", "orders", "asks", "believes", "declines"]
Basis = Literal[
    "document",
    "interview",
    "public statement",
    "signals intelligence",
    "measurement",
    "witness",
    "anonymous source",
    "hearsay",
    "unstated",
]
Access = Literal["witness", "measurement", "document", "signals intelligence", "hearsay", "unstated"]
Channel = Literal["interview", "public statement", "document", "intercept", "unstated"]
Naming = Literal["named", "described", "unnamed"]
Sort = Literal["speech", "thought", "intention", "sense", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The time a content is about: an EDTF date and the words that tell it."""

    edtf: str
    words: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What extraction finds in one text, before it is known which document carries that text.

    ``parent`` is the enclosing attribution's place in the same list. A document's own voice has neither source nor cue.
    """

    voice: Voice = "attributed"
    source: Spans
    cue: Spans
    content: Spans
    as_said: Span
    """The whole sentence, or run of sentences, that holds source, cue and content."""
    parent: int | None = None
    speaker_name: str | None = None
    """Fullest form of the name in this document; for somebody unnamed a lower-case description opening "unnamed"."""
    speaker_mention: Span | None = None
    """Where the name that ``speaker_name`` was taken from stands; None for descriptions and for heads of parts."""
    speaker_reason: str = ""
    addressee: Spans = ()
    kind: Kind = "asserts"
    polarity: Literal["affirmed", "denied"] = "affirmed"
    certainty: Spans = ()
    sort: Sort = "speech"
    basis: Basis = "unstated"
    basis_words: Spans = ()
    access: Access = "unstated"
    channel: Channel = "unstated"
    named: Naming = "unnamed"
    said_on: str | None = None
    as_of: AsOf | None = None
    confidence: float = 1.0
    """The extractor's own, two decimals: decides what stands under "to be checked by a person"."""
    doubts: tuple[str, ...] = ()
    """Codes of ``model.doubts.DOUBTS``: why a person should look before this is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name as it stands in a text, and what sort of thing it seems to name."""

    span: Span
    name: str
    """The canonical form within this document."""
    kind: Literal["person", "organisation", "place", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything found in one content: attributions (parents before children) and mentions of names."""

    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution in its document, with an id that depends on the document, its words and the spans alone."""

    id: str
    key: str
    document: str
    at: Attribution
    parent: str | None = None
    """Id of the statement it sits inside."""
    speaker: str | None = None
    """Id of the entity its speaker resolves to; None while unresolved or unnamed."""
    reading_confidence: float = 1.0


def statement_id(document: str, text_digest: str, at: Attribution) -> str:
    """Id of a statement by the recipe of the design: document, text digest, voice, source, cue and content."""
    spans = [[(s.start, s.end) for s in role] for role in (at.source, at.cue, at.content)]
    return make_id("statement", document, text_digest, at.voice, *spans)
