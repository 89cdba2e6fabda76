"""What the documents of a pile tell of names and papers, gathered and settled, and what it answers about them.

A line is made of its own document and of these answers alone: while they stay, so does the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.link.entities import NameBook
from sayso.link.joining import SMALL_PILE
from sayso.link.noting import Noted
from sayso.link.offices import Offices
from sayso.link.papers import PaperShelf
from sayso.link.posts import Post

Question = tuple[str, ...]
"""A kind of question, and what it is about; see ``Survey.answer``."""
Sets = dict[str, set[str]]


@dataclass(slots=True)
class Survey:
    """Names and papers of the documents, taken one at a time; ``settle`` once they have all been seen."""

    book: NameBook = field(default_factory=NameBook)
    documents: list[str] = field(default_factory=list)
    _number: dict[str, int] = field(default_factory=dict)
    _self_named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each document the names of papers that it gives as its own."""
    _author_of: dict[str, str] = field(default_factory=dict)
    _shelf: PaperShelf = field(default_factory=PaperShelf)
    _posts: set[Post] = field(default_factory=set)
    _lone: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """Lone capitalised words of messages, which may be first names, with their places."""
    _answers: dict[Question, Any] = field(default_factory=dict)
    _called: Sets = field(default_factory=dict)
    """For each calling ("keeper"), the entities of the people who are called so anywhere in the pile."""
    _callings: Sets = field(default_factory=dict)
    """For each entity what it is called."""
    _offices: Offices = field(default_factory=lambda: Offices(()))
    _posted: Sets = field(default_factory=dict)
    """For each person with a post that speaks for a body, those bodies."""
    _houses: Sets = field(default_factory=dict)
    """For each person behind whose name a body stands in brackets, those bodies."""
    _named: dict[str, str] = field(default_factory=dict)
    """For each document that names itself as a paper, that paper's entity."""
    _holding: dict[str, list[str]] = field(default_factory=dict)
    """For each paper's entity, the documents that name themselves so."""

    def take(self, found: Noted) -> None:
        """Takes the names of a document, and what it is as a paper; its lines are not looked at."""
        number = self._number[found.document] = len(self.documents)
        self.documents.append(found.document)
        for name in found.names:
            self.book.put(name, number)
        for lone in found.lone:
            self._lone.setdefault(lone.word, []).append((number, lone.start, lone.end))
        if found.paper:
            self._shelf.put(found.paper)
        for post in found.posts:
            self.book.call(post.person, post.calling)
        self._posts.update(found.posts)
        if found.author:
            self._author_of[found.document] = found.author
        if found.own_names:
            self._self_named[found.document] = found.own_names

    def settle(self) -> None:
        """Resolves names to entities, and gathers who holds which post and which document is which paper."""
        given = self.book.given_names() if self._lone else frozenset()
        for word, places in self._lone.items():
            for place in places if word.casefold() in given else ():
                self.book.add(word, "person", "", place)
        self.book.settle()
        posts = [(self.book.entity_of(p.person, "person"), p.calling) for p in self._posts if p.calling]
        holds = [(entity, calling) for entity, calling in (*posts, *self.book.ranked()) if entity]
        for entity, calling in holds:
            self._called.setdefault(calling, set()).add(entity)
            self._callings.setdefault(entity, set()).add(calling)
        if len(self.documents) <= SMALL_PILE:
            self._offices = Offices(holds)
        for post in self._posts:
            self._note_bodies(post)
        for document, names in sorted(self._self_named.items()):
            entities = {self.book.entity_of(n, "document") for n in names}
            if len(entities - {None}) == 1:
                paper = self._named[document] = min(e for e in entities if e)
                self._holding.setdefault(paper, []).append(document)

    def _note_bodies(self, post: Post) -> None:
        person = self.book.entity_of(post.person, "person")
        if not person:
            return
        if found := {e for name in post.bodies if (e := self.book.body_meant(name))}:
            self._posted.setdefault(person, set()).update(found)
        if post.house and (body := self.book.entity_of(post.house)):
            self._houses.setdefault(person, set()).add(body)

    @property
    def posted(self) -> Mapping[str, set[str]]:
        """For each person with a post that speaks for a body, those bodies."""
        return self._posted

    def answer(self, question: Question) -> Any:
        """The answer, in plain values; worked out once.

        ``name N``: the entity N means and the name it goes by. ``part N the?``: whether N is the one name known of a
        person. ``short S``, ``body S DOCUMENT``: entity and name that words are short for. ``holder D``: those of the
        only one whom "unnamed keeper" can mean. ``entity E``: what it is called, the bodies it speaks for and is of,
        the documents it is as a paper. ``called C``: those called so, each with the bodies he speaks for. ``own D``:
        the paper a document says it is. ``writer D``: its author. ``meant W D``: the papers that words in a document
        can mean.
        """
        if question not in self._answers:
            self._answers[question] = getattr(self, f"_answer_{question[0]}")(*question[1:])
        return self._answers[question]

    def _answer_name(self, name: str) -> tuple[str | None, str | None]:
        return self.book.entity_of(name), self.book.canonical(name)

    def _answer_part(self, name: str, printed: str) -> bool:
        return self.book.is_part(name, printed)

    def _answer_short(self, words: str) -> tuple[str, str] | None:
        return self._with_name(self.book.short_for(words))

    def _answer_body(self, noun: str, document: str) -> tuple[str, str] | None:
        return self._with_name(self.book.body_meant(noun, self._number[document]))

    def _answer_holder(self, described: str) -> tuple[str, str] | None:
        return self._with_name(self._offices.holder(described))

    def _with_name(self, entity: str | None) -> tuple[str, str] | None:
        return (entity, self.book.called(entity)) if entity else None

    def _answer_entity(self, entity: str) -> tuple[tuple[str, ...], ...]:
        if not self.book.knows(entity):
            return ()
        callings = {*self._callings.get(entity, ()), *(() if self.book.is_person(entity) else ("body",))}
        sets = (callings, self._posted.get(entity, ()), self._houses.get(entity, ()))
        return (*(tuple(sorted(found)) for found in sets), tuple(self._holding.get(entity, ())))

    def _answer_called(self, calling: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        people = sorted(self._called.get(calling, ()))
        return tuple((e, tuple(sorted(self._posted.get(e, ())))) for e in people)

    def _answer_own(self, document: str) -> str | None:
        return self._named.get(document)

    def _answer_writer(self, document: str) -> str:
        return self.book.entity_of(self._author_of.get(document)) or ""

    def _answer_meant(self, words: str, document: str) -> tuple[str, ...]:
        return self._shelf.meant(words, document)
