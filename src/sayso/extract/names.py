"""Who and what a content names: persons, organisations, places and documents, each under its fullest form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.model.span import Span
from sayso.model.statement import Mention

NameKind = Literal["person", "organisation", "place", "document"]
Gender = Literal["f", "m"]


@dataclass(slots=True)
class Entry:
    """One thing a content names: its canonical form, and what the text tells of it."""

    name: str
    kind: NameKind
    gender: Gender | None = None
    roles: set[str] = field(default_factory=set)
    """Words of its titles and appositions, in lower case."""
    spans: list[Span] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    written: dict[Span, Span] = field(default_factory=dict)
    """For a name with a title or an article before it, the whole as the text has it."""

    shared: set[Span] = field(default_factory=set)
    """Places of a bare surname that somebody else of this content bears too."""

    @property
    def low(self) -> tuple[str, ...]:
        """The words of its name in lower case."""
        return tuple(self.name.lower().split())


class Names:
    """The names of one content: every entry, and which stands where."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.placed = sorted(((s, i) for i, e in enumerate(self.entries) for s in e.spans), key=lambda p: (p[0], p[1]))
        self._starts = [span.start for span, _ in self.placed]

    def within(self, span: Span) -> list[tuple[Span, Entry]]:
        """The names that stand inside ``span``, in order."""
        lo, hi = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [(s, self.entries[i]) for s, i in self.placed[lo:hi] if s.end <= span.end]

    def before(self, offset: int, least: int) -> list[tuple[Span, Entry]]:
        """The names between ``least`` and ``offset``, nearest first."""
        return self.within(Span(least, offset))[::-1]

    def called(self, name: str | None) -> Entry | None:
        """The entry with that canonical name or form, if any."""
        if not name:
            return None
        return next((e for e in self.entries if e.name == name or name in e.forms), None)

    def mentions(self) -> tuple[Mention, ...]:
        """Every place of every name, in order, each with the title it stands under: "Col. Hale"."""
        entries = self.entries
        found = ((entries[i].written.get(s, s), entries[i]) for s, i in self.placed)
        return tuple(Mention(span=s, name=e.name, kind=e.kind) for s, e in found)


def initials(words: Sequence[str]) -> str:
    """First letters of the words that count, in capitals."""
    return "".join(w[0] for w in words if w not in {"of", "the", "for", "and", "&", "on"}).upper()
