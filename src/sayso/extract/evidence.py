"""What the rules of ground and date look at for one statement, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.cues import Cue
from sayso.extract.genre import OWN_VOICE, Genre
from sayso.extract.parts import Stretch
from sayso.extract.spans import Found
from sayso.extract.speaker import Speaker
from sayso.model.span import Span, Spans
from sayso.model.statement import Access, Basis, Channel

EXCERPT = 1500
"""A paper that does not say what it is, and is shorter, may be part of a letter or memo; a longer one an essay."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Basis, the words it rests on, how the speaker had access, and the channel the words came by."""

    basis: Basis
    words: Spans = ()
    access: Access = "unstated"
    channel: Channel = "unstated"


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at for one statement."""

    text: str
    found: Found
    cue: Cue
    speaker: Speaker
    genre: Genre
    stretch: Stretch
    sentence: Span
    frames: Spans
    """The words of the sentence that are its own: neither its content nor anybody else's."""
    before: Span | None
    """The sentence before, in the same paragraph."""
    nested: bool
    parent: Ground | None
    follows_plain: bool
    """Whether nobody is quoted in the sentence before."""
    own: bool
    """Whether the author or issuer of the part speaks in it, outside quotations."""

    @property
    def headline(self) -> bool:
        """Whether its sentence ends without a stop, as headlines do."""
        return self.sentence.of(self.text)[-1:] not in {".", "!", "?", "”", '"', ":"}

    @property
    def source_word(self) -> str:
        """The first run of the source, in lower case."""
        return self.found.source[0].of(self.text).lower() if self.found.source else ""

    @property
    def opening(self) -> str:
        """The first words of the content."""
        return self.text[self.found.content[0].start : self.found.content[0].end] if self.found.content else ""

    def frame(self, pattern: re.Pattern[str]) -> Spans:
        """Where ``pattern`` stands in the words around the content."""
        return tuple(
            Span(m.start(), m.end()) for f in self.frames for m in pattern.finditer(self.text, f.start, f.end)
        )[:3]

    def content(self, pattern: re.Pattern[str]) -> Spans:
        """Where ``pattern`` stands in the content."""
        return tuple(
            Span(m.start() + c.start, m.end() + c.start)
            for c in self.found.content
            for m in pattern.finditer(c.of(self.text))
        )[:3]

    def source(self, pattern: re.Pattern[str]) -> Spans:
        """Where ``pattern`` stands in the source."""
        return tuple(
            Span(m.start(), m.end()) for s in self.found.source for m in pattern.finditer(self.text, s.start, s.end)
        )


def is_own(speaker: Speaker, stretch: Stretch, genre: Genre, *, nested: bool, quoted: bool, first_person: bool) -> bool:
    """Whether the author or the issuer of the part speaks in it, by name or as "I", whoever that is."""
    if nested or quoted:
        return False
    if first_person and (genre in OWN_VOICE | {"minutes"} or (genre == "paper" and stretch.span.length < EXCERPT)):
        return True
    if genre not in OWN_VOICE | {"minutes"} or speaker.name is None:
        return False
    part = stretch.part
    forms = {speaker.name, *(speaker.entry.forms if speaker.entry else ())}
    return any(same_body(form, head) for form in forms for head in (part.author, part.publisher) if head)


def same_body(one: str, other: str) -> bool:
    """Whether two names have the same words that count: "Ministry of Works" is the "Works Ministry"."""
    return _counting(one) == _counting(other) != frozenset()


def _counting(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - {"of", "the", "for", "and"}
