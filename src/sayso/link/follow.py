"""Following: which papers of the pile a statement leans on, once it is known who speaks in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.link.grounds import owners_told, papers_told, rests_on
from sayso.link.lines import Line
from sayso.link.names import bare
from sayso.link.papers import PaperShelf, kinds_meant
from sayso.model.roles import role_of

_PAPERS_OWN = frozenset({"document", "unstated", "hearsay"})
"""Whoever speaks for himself in a paper on another basis has it from there, not from what the paper rests on."""
_HOUSE = frozenset(f"unnamed {w}" for w in ("company", "firm", "operator", "group", "corporation", "organisation"))
_FEW_PEOPLE = 20
"""A calling that more people have says nothing of who it is."""


@dataclass(frozen=True, slots=True)
class Follower:
    """What is known of the papers of the pile; entities by id, documents by id."""

    shelf: PaperShelf
    named: Mapping[str, str]
    """For each document that names itself as a paper, that paper's entity."""
    authors: Mapping[str, str]
    """For each document, the entity of whoever wrote it."""
    called: Mapping[str, set[str]]
    """For each calling ("keeper"), the entities of the people who are called so anywhere in the pile."""
    callings: Mapping[str, set[str]]
    """For each entity what it is called: "body" for what is no person."""
    posts: Mapping[str, set[str]]
    """For each person with a post, the bodies he speaks for."""
    made_from: Mapping[str, tuple[str, ...]]
    """For each paper the sentences in which it says what other paper it rests on."""
    houses: Mapping[str, set[str]]
    """For each person behind whose name a body stands in brackets, those bodies."""

    def followed(self, lines: Sequence[Line]) -> list[Line]:
        """``lines``, in their order, each with the documents it cites and the entities that are one with them."""
        holding: dict[str, list[str]] = {}
        for document, paper in sorted(self.named.items()):
            holding.setdefault(paper, []).append(document)
        quoted: dict[str, set[str]] = {}
        for line in lines:
            if line.speaker is not None and "body" not in self.callings.get(line.speaker, ()):
                quoted.setdefault(line.document, set()).add(line.speaker)
        return [self._one(line, holding, quoted) for line in lines]

    def _one(self, line: Line, holding: Mapping[str, list[str]], quoted: Mapping[str, set[str]]) -> Line:
        spoken = self._cited(line, holding)
        papers = self._one_writer(spoken)
        through = {d for words in line.through for d in self.shelf.meant(words, line.document)}
        repeats = {line.document} if line.sums_up and not self.shelf.is_paper(line.document) else set()
        own = line.speaker is None or line.speaker in (line.author, line.publisher)
        if own and line.document in self.named and (line.voice == "document" or line.speaker is not None):
            papers.add(self.named[line.document])
        signs = line.speaker is not None and line.speaker == line.author and self.shelf.for_issuer(line.document)
        bodies = {*line.bodies, *self.posts.get(line.speaker or "", ())}
        bodies |= {line.publisher} if (signs or self._house(line)) and line.publisher else set()
        return replace(
            line,
            cites=tuple(sorted({*spoken, *through, *repeats, *self._grounds(line)})),
            papers=tuple(sorted(papers)),
            bodies=tuple(sorted(bodies)),
            known_as=tuple(sorted(self.callings.get(line.speaker or "", ()))),
            may_be=tuple(sorted({*self._may_be(line), *self._named_below(line, quoted)})),
            via=tuple(sorted({*line.via, *(body for e in line.via for body in self.posts.get(e, ()))})),
            belongs=tuple(sorted({*line.belongs, *self.houses.get(line.speaker or "", ())})),
            owners=owners_told(line.words),
            on_paper=self.shelf.is_paper(line.document),
        )

    def _house(self, line: Line) -> bool:
        """Whether somebody is only called "the company" in what the company itself gives out."""
        return line.speaker is None and line.speaker_name in _HOUSE and self.shelf.for_issuer(line.document)

    def _grounds(self, line: Line) -> set[str]:
        """The documents its words say it comes from, and those its paper says that all in it rests on."""
        told = {d for words in papers_told(line.words) for d in self.shelf.meant(words, line.document)}
        name = bare(line.speaker_name or "").split()
        for sentence in self.made_from.get(line.document, ()):
            own = line.voice == "document" or line.named == "described" or line.speaker in (None, line.author)
            if (own and line.basis in _PAPERS_OWN) or (name and name[-1] in bare(sentence).split()):
                told |= {d for words in rests_on(sentence) for d in self.shelf.meant(words, line.document)}
        return told

    def _named_below(self, line: Line, quoted: Mapping[str, set[str]]) -> set[str]:
        """Who may be meant where a headline or an opening describes somebody: the people its article then quotes."""
        if not line.sums_up or line.speaker is not None or self.shelf.is_paper(line.document):
            return set()
        calling = role_of(line.speaker_name)
        people = quoted.get(line.document, set())
        return {e for e in people if not calling or not self.callings.get(e) or calling in self.callings[e]}

    def _may_be(self, line: Line) -> tuple[str, ...]:
        """Everybody of that calling, unless both are known to be of different bodies; nobody where they are many."""
        found = self.called.get(role_of(line.speaker_name) or "", set())
        own = set(line.belongs)
        fit = [e for e in found if not own or not (held := self.posts.get(e)) or own & held]
        return tuple(sorted(fit)) if len(fit) <= _FEW_PEOPLE else ()

    def _cited(self, line: Line, holding: Mapping[str, list[str]]) -> tuple[str, ...]:
        """The documents that the paper can be which speaks; none where no paper does."""
        name = line.speaker_name or ""
        if line.speaker in holding:
            return tuple(d for d in holding[line.speaker or ""] if d != line.document)
        if line.paper:
            return self.shelf.meant(line.paper, line.document)
        if not name or not kinds_meant(name) or name.startswith("unnamed "):
            return ()
        return self.shelf.meant(line.source if kinds_meant(line.source) else name, line.document)

    def _one_writer(self, documents: Iterable[str]) -> set[str]:
        """The writer of all of ``documents``; nobody where they are several or one has none."""
        found = {self.authors.get(document, "") for document in documents}
        return found if len(found) == 1 and "" not in found else set()
