"""What the documents say, gathered: names settled over the whole pile, and lines with who is meant in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.link.entities import NameBook
from sayso.link.follow import Follower
from sayso.link.joining import SMALL_PILE
from sayso.link.lines import Line
from sayso.link.names import looks_misread
from sayso.link.noting import Noted
from sayso.link.offices import Offices
from sayso.link.papers import PaperShelf
from sayso.link.posts import Post

_THE_NOUN = re.compile(r"the [a-z]+", re.IGNORECASE)


@dataclass(slots=True)
class Survey:
    """What linking gathers from the documents, one at a time; ``settle`` once they have all been seen."""

    book: NameBook = field(default_factory=NameBook)
    documents: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    _self_named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each document the names of papers that it gives as its own."""
    _author_of: dict[str, str] = field(default_factory=dict)
    _number: dict[str, int] = field(default_factory=dict)
    _shelf: PaperShelf = field(default_factory=PaperShelf)
    _posts: set[Post] = field(default_factory=set)
    _made_from: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _lone: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """Lone capitalised words of messages, which may be first names, with their places."""
    _described: dict[str, frozenset[str]] = field(default_factory=dict)
    _offices: Offices = field(default_factory=lambda: Offices(()))
    _texts: dict[str, int] = field(default_factory=dict)
    """For each document the number of its words."""

    def take(self, found: Noted, text: int) -> None:
        """Takes the names and lines of a document; ``text`` is the number of its words."""
        number = self._number[found.document] = len(self.documents)
        self.documents.append(found.document)
        self._texts[found.document] = text
        for name in found.names:
            place = (number, name.start, name.end) if name.start >= 0 else None
            self.book.add(name.name, name.kind, name.written, place, number)
        for lone in found.lone:
            self._lone.setdefault(lone.word, []).append((number, lone.start, lone.end))
        if found.paper:
            self._shelf.put(found.paper)
        for post in found.posts:
            self.book.call(post.person, post.calling)
        self._posts.update(found.posts)
        if found.author:
            self._author_of[found.document] = found.author
        if found.made_from:
            self._made_from[found.document] = found.made_from
        if found.own_names:
            self._self_named[found.document] = found.own_names
        self.lines += found.lines
        self._described[found.document] = frozenset(found.offices)

    def settle(self) -> None:
        """Resolves names to entities and puts the lines in the order of their ids."""
        given = self.book.given_names()
        for word, places in self._lone.items():
            for place in places if word.casefold() in given else ():
                self.book.add(word, "person", "", place)
        self.book.settle()
        resolve = self.book.entity_of
        if len(self.documents) <= SMALL_PILE:
            self._offices = Offices([*self._held(), *self.book.ranked()])
        self.lines = [
            self._short_for(
                replace(
                    line,
                    text=self._texts[line.document],
                    speaker=resolve(line.speaker_name),
                    speaker_name=self.book.canonical(line.speaker_name),
                    misread=looks_misread(self.book.canonical(line.speaker_name) or ""),
                    part_name=self.book.is_part(self.book.canonical(line.speaker_name), line.source),
                    publisher=resolve(line.publisher),
                    author=resolve(line.author),
                    bodies=tuple(sorted({e for name in line.bodies if (e := resolve(name) or self._head_of(name))})),
                    belongs=tuple(sorted({e for name in line.belongs if (e := resolve(name))})),
                    via=tuple(sorted({e for name in line.via if (e := resolve(name))})),
                )
            )
            for line in sorted(self.lines, key=lambda one: one.id)
        ]

    def holder(self, document: str, name: str | None) -> tuple[str, str] | None:
        """The person, as entity and by name, whom "the keeper" in a document means: the pile's only keeper."""
        found = self._offices.holder(name) if name in self._described.get(document, ()) and name else None
        return (found, self.book.called(found)) if found else None

    def _head_of(self, office: str) -> str | None:
        """Whoever holds the office that a body is called by: "the mayor's office" speaks for the mayor."""
        return self._offices.holder(f"unnamed {office.casefold()}")

    def _held(self) -> list[tuple[str, str]]:
        """Everybody with a post beside his name, with the noun for it."""
        return [(e, p.calling) for p in self._posts if p.calling and (e := self.book.entity_of(p.person, "person"))]

    def _short_for(self, line: Line) -> Line:
        """The line with the entity its source is short for, where extraction made nobody of a lone name."""
        meant = self.book.meant_by(line.source) if line.speaker is None else None
        held = self.holder(line.document, line.speaker_name) if line.speaker is None else None
        meant = meant or (held[0] if held else None)
        if meant is None and line.speaker is None and (noun := _THE_NOUN.fullmatch(line.source)):
            meant = self.book.body_meant(noun[0].casefold(), self._number[line.document])
        if meant is None:
            return line
        doubts = tuple(sorted({*line.doubts, "weak_speaker"} - {"no_speaker"}))
        return replace(line, speaker=meant, speaker_name=self.book.called(meant), doubts=doubts)

    def followed(self, lines: Sequence[Line]) -> list[Line]:
        """``lines`` with the papers they lean on and the bodies they speak for; once speakers are known."""
        authors = {d: e for d, name in self._author_of.items() if (e := self.book.entity_of(name))}
        called: dict[str, set[str]] = {}
        callings = {line.speaker: {"body"} for line in lines if line.speaker and not self.book.is_person(line.speaker)}
        for entity, calling in (*self._held(), *self.book.ranked()):
            called.setdefault(calling, set()).add(entity)
            callings.setdefault(entity, set()).add(calling)
        posted, made_from = self._posted(), self._made_from
        known = Follower(self._shelf, self._papers(), authors, called, callings, posted, made_from, self._housed())
        return known.followed(lines)

    def _housed(self) -> Mapping[str, set[str]]:
        """For each person behind whose name a body stands in brackets, those bodies."""
        out: dict[str, set[str]] = {}
        for post in self._posts:
            person = self.book.entity_of(post.person, "person") if post.house else None
            if person and (body := self.book.entity_of(post.house)):
                out.setdefault(person, set()).add(body)
        return out

    def _papers(self) -> Mapping[str, str]:
        """For each document that names itself as a paper, that paper's entity."""
        found = {d: {self.book.entity_of(n, "document") for n in names} for d, names in self._self_named.items()}
        return {d: min(e for e in entities if e) for d, entities in found.items() if len(entities - {None}) == 1}

    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """For each speaker who is head, spokesman or office of a body anywhere in the pile, those bodies."""
        out: dict[str, set[str]] = {}
        for line in self.lines:
            if line.speaker and line.bodies:
                out.setdefault(line.speaker, set()).update(line.bodies)
        for person, bodies in self._posted().items():
            out.setdefault(person, set()).update(bodies)
        further = {speaker: set().union(*(out.get(one, set()) for one in bodies)) for speaker, bodies in out.items()}
        return {speaker: tuple(sorted(bodies | further[speaker])) for speaker, bodies in out.items()}

    def _posted(self) -> Mapping[str, set[str]]:
        """For each person with a post that speaks for a body, those bodies."""
        out: dict[str, set[str]] = {}
        for post in self._posts:
            person = self.book.entity_of(post.person, "person")
            found = {e for name in post.bodies if (e := self.book.body_meant(name))}
            if person and found:
                out.setdefault(person, set()).update(found)
        return out
