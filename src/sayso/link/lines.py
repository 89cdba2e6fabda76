"""Lines: what claims need of a statement, and no more; the documents themselves stay on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.link.affirmed import affirmed
from sayso.link.differ import without_comparison
from sayso.link.pointing import core_of, spoken_for, with_principal, with_speaker
from sayso.link.terms import Terms, terms
from sayso.model.span import Span

_WITHDRAWS = re.compile(r"\b(?:withdr[ae]w\w*|retract\w*|disown\w*|recant\w*|apologi[sz]\w*)", re.IGNORECASE)

_UNANSWERED = re.compile(
    r"\b(?:not (?:\w+ )?(?:return|reply|repl|respond|answer)|n['’]t (?:return|reply|respond|answer)|no (?:reply|answer"
    r"|response)|not be reached|unreachable|unanswered|unavailable|not returned)",
    re.IGNORECASE,
)
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One innermost statement, or one that denies what it wraps, with its words, its place and who stands behind it."""

    id: str
    document: str
    file: str
    at: int
    """Where its content begins, in code points."""
    text: int
    """Number of the document's word sequence; equal for documents with the same words."""
    first: int
    last: int
    """The words [first, last) of that sequence its content covers."""
    words: str
    """The content, word for word."""
    terms: Terms
    source: str = ""
    cue: str = ""
    kind: str = "asserts"
    as_of: str | None = None
    """The time its content is about; for a measurement without one, the day it was taken down."""
    basis: str = "unstated"
    voice: str = "attributed"
    named: str = "unnamed"
    speaker: str | None = None
    speaker_name: str | None = None
    publisher: str | None = None
    """Of the part it stands in; like author, speaker and bodies a name until names are settled, then an entity's id."""
    author: str | None = None
    bodies: tuple[str, ...] = ()
    """Those the source's words make the speaker speak for."""
    belongs: tuple[str, ...] = ()
    """Bodies that the words for somebody unnamed say he belongs to; names, then entities."""
    papers: tuple[str, ...] = ()
    """Entities that are one source with the paper that speaks: the one it stands in, whoever wrote the one it cites."""
    cites: tuple[str, ...] = ()
    """Documents that the paper can be which is its source."""
    through: tuple[str, ...] = ()
    """The words for each paper it comes through: those around it that are said by a paper."""
    via: tuple[str, ...] = ()
    """Speakers around it who report it, other than those of its own document; names, then entities."""
    paper: str = ""
    """The words by which its source, which only says "one" or "the other", means a paper."""
    sums_up: bool = False
    """Whether it stands in a headline, or somebody is not yet named in an opening paragraph: its text says it again."""
    may_be: tuple[str, ...] = ()
    """Entities of people who elsewhere are called what somebody unnamed is called here."""
    owners: tuple[str, ...] = ()
    """What those are called whose reading or figure it says it gives."""
    on_paper: bool = False
    """Whether its document is a paper and no article."""
    known_as: tuple[str, ...] = ()
    """What a named speaker is called anywhere in the pile; "body" for what is no person."""
    part_name: bool = False
    """Whether the speaker is a person of whom the pile knows one name alone."""
    misread: bool = False
    """Whether the speaker's name does not look like one."""
    confidence: float = 1.0
    reading: float = 1.0
    doubts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    """Where it only wraps others' words to deny or withdraw them: the innermost statements inside it."""
    place: Span = _NOWHERE
    """Its whole sentence, for evidence."""

    @property
    def core(self) -> str:
        """Its content on one line, with the speaker for the pronoun that means him; of an answer what it is about.

        Of what is denied the sentence that would assert it.
        """
        plain = core_of(self.words) if self.answers else " ".join(self.words.split())
        principal = spoken_for(self.source)
        if principal:
            told = with_principal(plain, principal)
        else:
            told = with_speaker(plain, self.speaker_name, self.source) if self.speaker_name else plain
        return affirmed(told, self.meant) if self.kind == "denies" else told

    @property
    def meant(self) -> str:
        """Whose deeds it speaks of where it names nobody: whom the speaker speaks for, else himself."""
        return spoken_for(self.source) or self.speaker_name or ""

    @property
    def stated(self) -> Terms:
        """Its terms without a figure that it only sets beside its own; ``terms`` itself where there is none."""
        plain = without_comparison(self.words)
        return self.terms if plain == self.words else terms(plain)

    @property
    def answers(self) -> bool:
        """Whether it only answers somebody else's claim: a denial, or taking something back."""
        return self.kind == "denies" or self.withdraws

    @property
    def refuses(self) -> bool:
        """Whether it says on what its speaker would say nothing, and not only that he would not comment."""
        return self.kind == "declines" and bool(self.terms.plain)

    @property
    def unanswered(self) -> bool:
        """Whether its speaker was asked and gave no answer, not even that there would be none."""
        return self.kind == "declines" and bool(_UNANSWERED.search(f"{self.cue} {self.words}"))

    @property
    def withdraws(self) -> bool:
        """Whether the speaker takes back what was said before."""
        return self.kind == "corrects" and bool(_WITHDRAWS.search(f"{self.cue} {self.words}"))

    @property
    def is_compared(self) -> bool:
        """Whether others are looked for that it may say, deny or refuse to speak of."""
        return self.says_something or self.refuses

    @property
    def says_something(self) -> bool:
        """Whether it can be part of a claim: a refusal has a subject but makes none."""
        return self.kind != "declines" and bool(self.terms.norms) and not self.inside
