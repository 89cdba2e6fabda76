"""The answer to "whose statement is it?", with the reason and what is not sure about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.extract.lexicon import word_set
from sayso.extract.names import Entry, Gender
from sayso.extract.phrases import Phrase
from sayso.model.span import Span
from sayso.model.statement import Naming

SpeakerSort = Literal["person", "people", "organisation", "document", "unknown"]

_WOMEN = word_set("woman wife mother sister daughter spokeswoman widow girl aunt policewoman nun actress mrs ms")
_HE, _SHE = word_set("he him his himself"), word_set("she her hers herself")
_ONCE = re.compile(r"(?:\b(?:former|late|then|ex|one-time|onetime|acting|outgoing|incoming)[\s-]+)$", re.IGNORECASE)
_OFFICES = word_set(
    "minister secretary mayor governor president chancellor premier commissioner ombudsman ambassador prosecutor"
)
_MEN = word_set("man husband father brother son spokesman boy uncle fisherman policeman monk chairman mr")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose statement it is, how the text names them, and why we think so."""

    name: str | None
    reason: str
    naming: Naming = "unnamed"
    mention: Span | None = None
    entry: Entry | None = None
    sort: SpeakerSort = "unknown"
    head: str = ""
    """Head noun of the words that describe them."""
    weak: bool = False
    phrase: Phrase | None = None
    paper: Span | None = None
    """The words for the letter of theirs that somebody else passes on."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """Codes for what is not sure about it."""
        return ("no_speaker",) if self.name is None else ("weak_speaker",) if self.weak else ()

    @property
    def gender(self) -> Gender | None:
        """What the text tells of their gender."""
        if self.entry is not None:
            return entry_gender(self.entry)
        words = set((self.name or "").lower().replace(",", " ").split()[:4])
        return "f" if words & _WOMEN else "m" if words & _MEN else None


def entry_gender(entry: Entry) -> Gender | None:
    """Gender of somebody named, by title and first name, else by what they are called beside it."""
    if entry.gender is not None:
        return entry.gender
    return "f" if entry.roles & _WOMEN else "m" if entry.roles & _MEN else None


def entry_sort(entry: Entry) -> SpeakerSort:
    """What sort of speaker something named is; a place stands for those who govern it."""
    return entry.kind if entry.kind in {"person", "document"} else "organisation"


def pronoun_gender(pronoun: str) -> Gender | None:
    """What a pronoun tells of somebody's gender."""
    return "m" if pronoun in _HE else "f" if pronoun in _SHE else None


def held_office(text: str, entry: Entry) -> str | None:
    """The public office somebody is named with ("the Deputy Minister"); None where they held it once."""
    title = None
    for span, whole in sorted(entry.written.items()):
        if _ONCE.search(text, max(whole.start - 24, 0), whole.start):
            return None
        words = text[whole.start : span.start].rsplit(" for ", maxsplit=1)[-1].split()
        title = title or (f"the {' '.join(words)}" if words and words[-1].lower() in _OFFICES else None)
    return title


def unresolved(reason: str) -> Speaker:
    """Nobody, with the reason."""
    return Speaker(None, reason)
