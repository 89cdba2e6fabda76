"""Following: which papers of the pile a statement leans on, once it is known who speaks in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.link.asking import About, Asking
from sayso.link.grounds import owners_told, papers_told, rests_on
from sayso.link.lines import Line
from sayso.link.names import bare
from sayso.link.noting import Noted
from sayso.link.papers import kinds_meant
from sayso.model.roles import role_of

_PAPERS_OWN = frozenset({"document", "unstated", "hearsay"})
"""Whoever speaks for himself in a paper on another basis has it from there, not from what the paper rests on."""
_HOUSE = frozenset(f"unnamed {w}" for w in ("company", "firm", "operator", "group", "corporation", "organisation"))
_FEW_PEOPLE = 20
"""A calling that more people have says nothing of who it is."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows the lines of one document into the pile."""

    of: Noted
    ask: Asking

    def followed(self, lines: Sequence[Line]) -> list[Line]:
        """``lines``, in their order, each with the documents it cites and the entities that are one with them."""
        own = self.ask.own_paper(self.of.document) if self.of.own_names else None
        about = {e: self.ask.about(e) for line in lines for e in (line.speaker, *line.via) if e is not None}
        quoted = {line.speaker for line in lines if line.speaker and "body" not in about[line.speaker].callings}
        return [self._one(line, own, about, quoted) for line in lines]

    def _one(self, line: Line, own_paper: str | None, about: dict[str, About], quoted: set[str]) -> Line:
        spoken = self._cited(line)
        speaker = about.get(line.speaker or "", About())
        papers = self._one_writer(spoken)
        through = {d for words in line.through for d in self.ask.meant(words, line.document)}
        repeats = {line.document} if line.sums_up and not self.of.paper else set()
        own = line.speaker is None or line.speaker in (line.author, line.publisher)
        if own and own_paper is not None and (line.voice == "document" or line.speaker is not None):
            papers.add(own_paper)
        signs = line.speaker is not None and line.speaker == line.author and self._for_issuer()
        bodies = {*line.bodies, *speaker.posts}
        bodies |= {line.publisher} if (signs or self._house(line)) and line.publisher else set()
        return replace(
            line,
            cites=tuple(sorted({*spoken, *through, *repeats, *self._grounds(line)})),
            papers=tuple(sorted(papers)),
            bodies=tuple(sorted(bodies)),
            known_as=speaker.callings,
            may_be=tuple(sorted({*self._may_be(line), *self._named_below(line, about, quoted)})),
            via=tuple(sorted({*line.via, *(body for e in line.via for body in about[e].posts)})),
            belongs=tuple(sorted({*line.belongs, *speaker.houses})),
            owners=owners_told(line.words),
            on_paper=self.of.paper is not None,
        )

    def _for_issuer(self) -> bool:
        return self.of.paper is not None and self.of.paper.for_issuer

    def _house(self, line: Line) -> bool:
        """Whether somebody is only called "the company" in what the company itself gives out."""
        return line.speaker is None and line.speaker_name in _HOUSE and self._for_issuer()

    def _grounds(self, line: Line) -> set[str]:
        """The documents its words say it comes from, and those its paper says that all in it rests on."""
        told = {d for words in papers_told(line.words) for d in self.ask.meant(words, line.document)}
        name = bare(line.speaker_name or "").split()
        for sentence in self.of.made_from:
            own = line.voice == "document" or line.named == "described" or line.speaker in (None, line.author)
            if (own and line.basis in _PAPERS_OWN) or (name and name[-1] in bare(sentence).split()):
                told |= {d for words in rests_on(sentence) for d in self.ask.meant(words, line.document)}
        return told

    def _named_below(self, line: Line, about: dict[str, About], quoted: set[str]) -> set[str]:
        """Who may be meant where a headline or an opening describes somebody: the people its article then quotes."""
        if not line.sums_up or line.speaker is not None or self.of.paper:
            return set()
        calling = role_of(line.speaker_name)
        return {e for e in quoted if not calling or not about[e].callings or calling in about[e].callings}

    def _may_be(self, line: Line) -> tuple[str, ...]:
        """Everybody of that calling, unless both are known to be of different bodies; nobody where they are many."""
        own = set(line.belongs)
        found = self.ask.people_called(role_of(line.speaker_name))
        fit = [e for e, posts in found if not own or not posts or not own.isdisjoint(posts)]
        return tuple(fit) if len(fit) <= _FEW_PEOPLE else ()

    def _cited(self, line: Line) -> tuple[str, ...]:
        """The documents that the paper can be which speaks; none where no paper does."""
        name = line.speaker_name or ""
        if holding := self.ask.about(line.speaker).holding:
            return tuple(d for d in holding if d != line.document)
        if line.paper:
            return self.ask.meant(line.paper, line.document)
        if not name or not kinds_meant(name) or name.startswith("unnamed "):
            return ()
        return self.ask.meant(line.source if kinds_meant(line.source) else name, line.document)

    def _one_writer(self, documents: Iterable[str]) -> set[str]:
        """The writer of all of ``documents``; nobody where they are several or one has none."""
        found = {self.ask.writer(document) for document in documents}
        return found if len(found) == 1 and "" not in found else set()
