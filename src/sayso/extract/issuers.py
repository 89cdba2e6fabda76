"""Whoever issued a paper, as it speaks of them: "the Board", "this office", "our inspectors", "the patrol"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.extract.genre import OWN_VOICE, Genre
from sayso.extract.lexicon import ORGANISATION_HEADS, word_set
from sayso.extract.names import Names
from sayso.extract.parts import Stretch
from sayso.extract.phrases import Phrase
from sayso.extract.speaker import Speaker
from sayso.model.span import Span

PUBLIC_BODIES = word_set(
    "ministry directorate office commission council agency department police bureau authority court parliament senate "
    "congress assembly chamber government army navy university school hospital board committee sector section branch"
)
COMPANIES = word_set(
    "company firm group operator manufacturer contractor supplier developer utility corporation charity"
)
ORGANS = word_set("board management directors administration executive secretariat headquarters leadership")
"""What runs a body and speaks for it in its papers."""
_STAFF = word_set(
    "inspectors examiners auditors investigators observers surveyors analysts experts researchers scientists monitors "
    "engineers accountants patrol patrols delegation team teams mission staff section unit"
)
_SENT_OUT = word_set("patrol delegation team")
"""Those whom a body sends out; in its report they are its own."""
_OURS_BEFORE = re.compile(
    r"\W*(?:\d+\.\s+)?(?:[A-Za-z]+ of )?(?P<whose>[Mm]y|[Oo]ur|An?|The) (?:[a-z]+ )?"
    rf"(?P<head>{'|'.join(sorted(_STAFF | _SENT_OUT))})\b"
)


class Issuer:
    """The body that issued one part, and the words by which the part means it."""

    def __init__(self, text: str, stretch: Stretch, names: Names, genre: Genre) -> None:
        self.text, self.part, self.names, self.genre = text, stretch.part, names, genre

    def head(self, name: str, reason: str, *, weak: bool = False) -> Speaker:
        """Somebody named by the head of the part."""
        entry = self.names.called(name)
        person = (entry is not None and entry.kind == "person") or (entry is None and name == self.part.author)
        full = entry.name if entry else name
        return Speaker(full, reason, "named", None, entry, "person" if person else "organisation", weak=weak)

    def meant(self, phrase: Phrase) -> Speaker | None:
        """The issuer, where a phrase like "the office", "the company" or "the Board" in its own paper means it."""
        publisher = self.part.publisher
        if not publisher or self.genre not in OWN_VOICE:
            return None
        words = {w.lower() for w in publisher.split()}
        company = phrase.head in COMPANIES and not words & PUBLIC_BODIES
        if not phrase.modifiers and (phrase.head in words | ORGANS or company):
            return self.head(publisher, f"“the {phrase.head}” is {publisher}, whose paper this is")
        return None

    def called_shortly(self, phrase: Phrase) -> Speaker | None:
        """The issuer, where a lone capitalised noun ("the Board") is all that is named in its own paper."""
        entry = phrase.named
        lone = entry is not None and len(entry.low) == 1 and entry.low[0] in ORGANISATION_HEADS | ORGANS
        found = (
            self.meant(replace(phrase, named=None)) if lone and phrase.determiner in {"the", "this", "our"} else None
        )
        return replace(found, phrase=phrase) if found else None

    def staff(self, phrase: Phrase) -> Speaker | None:
        """The issuer, for those whom it sent out: "my inspectors", and in its report "the patrol"."""
        found = self._sent(phrase.owner or phrase.determiner, phrase.head) if phrase.apposed is None else None
        return replace(found, phrase=phrase) if found and not phrase.inside else None

    def staff_before(self, sentence: Span | None) -> Speaker | None:
        """The issuer, where a sentence opens with those it sent out, to whom "they" or "it" then goes back."""
        opening = _OURS_BEFORE.match(self.text, *sentence) if sentence is not None else None
        return self._sent(opening["whose"].lower(), opening["head"]) if opening else None

    def _sent(self, whose: str, head: str) -> Speaker | None:
        publisher = self.part.publisher
        own = (whose in {"my", "our"} and head in _STAFF) or (whose in {"the", "a"} and head in _SENT_OUT)
        if not publisher or not own or self.genre not in OWN_VOICE:
            return None
        return self.head(publisher, f"the {head} of {publisher}, whose paper this is", weak=True)
