"""The neutral shape of a brief: what is said, by whom, on what footing, where. Writers make text, pages or JSON of it.

Every word taken from a document stands in a ``Citation``, so that it can be held against the document once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from sayso.model.span import Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Exact words of one document: which text (by digest), file, page and spans, and the short key, if it has one."""

    document: str
    digest: str
    """SHA-256 of the document's text."""
    file: str
    page: int
    spans: Spans
    words: tuple[str, ...]
    """The words under each span, unchanged."""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a chain: who passed it on, and in which words."""

    who: str
    role: Literal["speaker", "document"] = "speaker"
    printed: Citation | None = None
    """The words that name the speaker here, where they are not the name itself: "he", "the sergeant"."""
    how: Citation | None = None
    """The words of saying: "told the Directorate". None for a document that only carries the words."""
    own: bool = False
    """Whether the document says it in its own voice, nobody being quoted."""
    kind: str = "asserts"
    said_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words with their speaker: the chain runs from the innermost speaker to the document that carries the words."""

    content: Citation
    chain: tuple[Hop, ...]
    kind: str
    statement: str
    claim: str | None = None
    """Key of the claim it belongs to, where that is another than the line's own."""
    answers: str | None = None
    """What it does to the line's claim, where it answers one: denies, confirms, corrects, declines."""
    also: tuple[Citation, ...] = ()
    """Where the same speaker says the same words again, as in a copy."""
    unsure: bool = False
    """Whether a person should look first at whose words these are, and which."""
    forged: bool = False
    """Whether its claim rests on nothing but pages judged forged or altered."""
    apart: tuple[str, ...] = ()
    """In what it differs from the line it stands against, a sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A statement that says only part of a claim, and the claim's own words on which it is silent."""

    said: Said
    silent_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One origin of a claim: which statements go back to it, and why they count as one."""

    why: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim as a brief shows it."""

    key: str
    id: str
    said: Said
    basis: str
    basis_words: Citation | None = None
    said_on: str | None = None
    as_of: str | None = None
    status: str
    standing: str = ""
    """How many sources bear it out and who answered it, in words."""
    credibility: int
    independent_sources: int
    at_least: int
    sources: tuple[Source, ...] = ()
    answers: tuple[Said, ...] = ()
    """Statements that deny, confirm, correct or decline it."""
    contradicts: tuple[Said, ...] = ()
    in_part: tuple[Partial, ...] = ()
    """Statements that say only part of it, and so are no sources of the whole."""
    on_forged: tuple[Citation, ...] = ()
    """Where it is stated on a page judged forged or altered; those are no sources."""
    also: tuple[Citation, ...] = ()
    """Other places where it is stated, best first; not all of a very long list."""
    statements: int = 1
    reasons: tuple[str, ...] = ()
    subject: str = ""
    """Under which heading it stands; empty where there are none."""
    doubts: tuple[str, ...] = ()
    """Why a person should look first, as sentences; empty where the line stands."""
    warnings: tuple[str, ...] = ()
    """What a person should know before it is printed, as sentences: an embargo that its document carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change between two versions: the words here and the words there; None where one side has nothing."""

    before: Citation | None
    after: Citation | None
    sort: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One document's relation to another of its family."""

    kind: str
    document: str
    file: str
    of: str
    of_file: str
    direction: str
    first_seen: str | None = None
    """File of the version that is seen first, where the dates tell."""
    reasons: tuple[str, ...] = ()
    changes: tuple[Difference, ...] = ()
    more_changes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the pile leaves open: a sentence in two pieces, with the words it is about between them, if any."""

    before: str
    words: Citation | None = None
    after: str = ""
    keys: tuple[str, ...] = ()
    """Keys of the claims that hang on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Files that this brief does not rest on, and why."""

    name: str
    """Permanent code: a reason code, or waiting, pending, poor, language, replaced, partial."""
    sentence: str
    count: int
    files: tuple[str, ...]
    """The first of them by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unquoted:
    """A statement of which it may be told that it exists, and where, but not its words."""

    file: str
    page: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What a handling rule keeps in: how much of what, under which rule, until when."""

    rule: str
    until: str | None = None
    files: int = 0
    documents: int = 0
    statements: int = 0
    unquoted: tuple[Unquoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What there was to read, and what of it is missing from the findings."""

    case: str = ""
    files: int = 0
    documents: int = 0
    statements: int = 0
    claims: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known in a case, on whose word, and what is not covered."""

    title: str
    coverage: Coverage
    filters: tuple[str, ...] = ()
    stands: tuple[Line, ...] = ()
    more_stands: int = 0
    """How many further claims stand, beyond those printed."""
    to_check: tuple[Line, ...] = ()
    more_to_check: int = 0
    left_out: int = 0
    """How many claims quote so little that nobody can tell what is said."""
    forged: tuple[Line, ...] = ()
    """Claims that rest on nothing but pages judged forged or altered."""
    more_forged: int = 0
    versions: tuple[Version, ...] = ()
    more_versions: int = 0
    questions: tuple[Question, ...] = ()
    more_questions: int = 0
    passages: int = 0
    """How many passages documents share."""
    withheld: tuple[Withheld, ...] = ()
    """What handling rules keep in; nothing else of it is anywhere in the brief."""
    on: str | None = None
    """The day for which embargoes were reckoned (YYYY-MM-DD); None where no embargo stands."""


def citations(node: object) -> Iterator[Citation]:
    """Every citation anywhere inside a brief or a part of one."""
    if isinstance(node, Citation):
        yield node
    elif isinstance(node, tuple):
        for inner in node:
            yield from citations(inner)
    elif is_dataclass(node):
        for field in fields(node):
            yield from citations(getattr(node, field.name))
