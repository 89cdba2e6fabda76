"""Entities: names of the whole pile brought together where, and only where, the forms leave no second reading."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sayso.link.joining import SMALL_PILE, Company, Edge, Key, NameVerdicts, Parted, edges
from sayso.link.names import (
    BODY_WORDS,
    NameAt,
    bare,
    guessed_kind,
    is_full,
    is_generic,
    name_at,
    person_name,
    plain_key,
    without_title,
)
from sayso.model.codec import to_bytes
from sayso.model.findings import Entity, EntityKind, Place, Reason, group_id
from sayso.model.span import Span

_KIND_ORDER: tuple[EntityKind, ...] = ("person", "organisation", "place", "document")
_ACRONYM_LETTERS = 5
"""Longer words in capitals are names that a typist put in capitals."""


@dataclass(slots=True)
class _Name:
    """One form within its kind: how it is written, as what it was sorted, and where it stands."""

    forms: Counter[str] = field(default_factory=Counter)
    places: array[int] = field(default_factory=lambda: array("I"))
    """Document number, start, end, over and over."""
    documents: set[int] = field(default_factory=set)
    titled: bool = False
    callings: set[str] = field(default_factory=set)
    sorted: bool = False
    """Whether a mention says what kind of thing it names."""


class Signed(NamedTuple):
    """An entity by its id, with a digest of all that its row is made from."""

    id: str
    digest: bytes
    head: Key


class NameBook:
    """Every name of the pile with its places; filled a document at a time, then asked for entities.

    Holds 12 bytes a mention. What it answers does not depend on the order of the documents.
    """

    def __init__(self, verdicts: NameVerdicts | None = None) -> None:
        self._verdicts = verdicts or NameVerdicts()
        self._names: dict[Key, _Name] = {}
        self._groups: dict[Key, Key] = {}
        self._called: dict[str, str] = {}
        self._members_of: dict[Key, list[Key]] = {}
        self._made_by: dict[Key, list[Edge]] = {}
        self._by_word: dict[str, set[str]] = {}
        self._kinds: dict[str, EntityKind] = {}
        self._documents_of: dict[str, set[int]] = {}
        self._count = 0
        self._meant: dict[tuple[str, EntityKind | None], str | None] = {}
        """What was asked since names were settled."""

    def add(
        self,
        name: str,
        kind: EntityKind,
        written: str,
        place: tuple[int, int, int] | None,
        document: int | None = None,
    ) -> None:
        """Notes a mention: its name within the document, the words as they stand, and where; not a common noun.

        ``document`` is the number of the document where the words have no place of their own.
        """
        start, end = place[1:] if place else (-1, -1)
        self.put(name_at(name, kind, written, start, end), place[0] if place else document)

    def put(self, at: NameAt, document: int | None) -> None:
        """Notes a mention that was looked at before, in the document of that number."""
        if not at.plain:
            return
        entry = self._names.get((at.kind, at.plain))
        if entry is None:
            entry = self._names[at.kind, at.plain] = _Name()
        entry.forms[at.name] += 1
        entry.titled = entry.titled or at.titled
        if at.callings:
            entry.callings.update(at.callings)
        if at.written:
            entry.sorted = True
            entry.forms[at.written] += 0
        if document is not None:
            entry.documents.add(document)
            if at.start >= 0:
                entry.places.extend((document, at.start, at.end))

    def call(self, person: str, calling: str) -> None:
        """Notes what somebody is called beside his name; after the name was added."""
        entry = self._names.get(("person", plain_key("person", person)))
        if entry is not None and calling:
            entry.callings.add(calling)

    def given_names(self) -> frozenset[str]:
        """Every first name that is written out in a full name of the pile."""
        people = (person_name(name) for kind, name in self._names if kind == "person")
        return frozenset(p.given[0] for p in people if p and p.given and len(p.given[0]) > 1)

    def settle(self) -> None:
        """Decides which names are one; call once, after the last ``add``."""
        keys = sorted(self._names)
        company = Company(
            documents={key: frozenset(self._names[key].documents) for key in keys},
            callings={key: frozenset(self._names[key].callings) for key in keys},
            titled=frozenset(key for key in keys if self._names[key].titled),
            unsorted=frozenset(key for key in keys if not self._names[key].sorted),
        )
        parted = Parted(keys, self._pairs(self._verdicts.differ))
        for one, other in self._pairs(self._verdicts.same):
            parted.join(Edge(one, other, "judged", "a person has said that these are one"))
        for edge in edges(keys, company):
            parted.join(edge)
        self._made_by = parted.made_by
        self._groups = {key: group[0] for group in parted.groups() for key in group}
        self._meant.clear()
        self._members_of = self._members()
        self._count = len(set().union(*(name.documents for name in self._names.values())))
        called = self._called_by_people()
        for head, members in self._members_of.items():
            entity, (name, kind, _) = _id(head), self._named(members)
            self._documents_of[entity] = set().union(*(self._names[key].documents for key in members))
            self._called[entity], self._kinds[entity] = called.get(head, name), kind
            if kind in ("person", "organisation"):
                self._note_short_forms(entity)

    def _pairs(self, named: Iterable[tuple[str, str]]) -> Iterator[tuple[Key, Key]]:
        """The keys of two names that a person gave, under every kind they were noted as."""
        for a, b in sorted(named):
            for one in self._keys_of(a):
                for other in self._keys_of(b):
                    if one != other:
                        yield one, other

    def _keys_of(self, name: str) -> list[Key]:
        return [key for kind in _KIND_ORDER if (key := (kind, plain_key(kind, name))) in self._names]

    def _called_by_people(self) -> dict[Key, str]:
        """For the first name of an entity what a person said it is to be called."""
        out: dict[Key, str] = {}
        for name, called in sorted(self._verdicts.called.items()):
            for key in self._keys_of(name):
                out.setdefault(self._groups[key], called)
        return out

    def _note_short_forms(self, entity: str) -> None:
        """Each word of a name, and of a body's name its opening words."""
        words = bare(self._called[entity]).split()
        openings = (" ".join(words[:k]) for k in range(2, len(words)) if self._kinds[entity] == "organisation")
        for short in (*words, *openings):
            self._by_word.setdefault(short, set()).add(entity)

    def entity_of(self, name: str | None, kind: EntityKind | None = None) -> str | None:
        """Id of the entity ``name`` belongs to; None for nobody, for the unnamed and for a name nobody noted."""
        if not name or name.startswith("unnamed"):
            return None
        asked = name, kind
        if asked not in self._meant:
            self._meant[asked] = self._looked_up(name, kind)
        return self._meant[asked]

    def _looked_up(self, name: str, kind: EntityKind | None) -> str | None:
        for one in (kind,) if kind else _KIND_ORDER:
            head = self._groups.get((one, plain_key(one, name)))
            if head is not None:
                return _id(head)
        return None

    def canonical(self, name: str | None) -> str | None:
        """The name by which the entity that ``name`` means is called; ``name`` itself where it means none."""
        entity = self.entity_of(name)
        return self._called[entity] if entity else name

    def meant_by(self, printed: str) -> str | None:
        """Id of the one entity that capitalised words alone can be short for; None where it is none or several."""
        words = short_words(printed)
        return self.short_for(words) if words else None

    def short_for(self, words: str) -> str | None:
        """Id of the one entity that such words, bare, can be short for."""
        found = self._by_word.get(words, set())
        return next(iter(found)) if len(found) == 1 else None

    def body_meant(self, name: str, document: int | None = None) -> str | None:
        """Id of the body that ``name`` names, or, as a common noun ("the ministry"), of the only one it can mean.

        With the number of a ``document``, only of one that stands in it, unless the whole pile is about one matter.
        """
        if not name.startswith("the "):
            return self.entity_of(name, "organisation")
        noun = bare(name)
        found = {e for e in self._by_word.get(noun, set()) if self._kinds[e] == "organisation" and noun in BODY_WORDS}
        if document is not None and self._count > SMALL_PILE:
            found = {e for e in found if document in self._documents_of[e]}
        return next(iter(found)) if len(found) == 1 else None

    def ranked(self) -> Iterator[tuple[str, str]]:
        """Every person with each of his titles that tells a calling."""
        for key, name in sorted(self._names.items()):
            if key[0] == "person":
                yield from ((_id(self._groups[key]), calling) for calling in sorted(name.callings))

    def called(self, entity: str) -> str:
        """The name an entity goes by."""
        return self._called[entity]

    def knows(self, entity: str) -> bool:
        """Whether there is an entity of this id."""
        return entity in self._kinds

    def is_person(self, entity: str) -> bool:
        """Whether an entity is a person."""
        return self._kinds[entity] == "person"

    def is_part(self, name: str | None, printed: str = "") -> bool:
        """Whether ``name`` means somebody of whom the pile knows one name alone, without a title.

        A paper does not count, nor a body that is ``printed`` as one: in capitals or behind an article.
        """
        entity = self.entity_of(name)
        if not name or entity is None or " " in bare(name) or printed[:4].casefold() == "the ":
            return False
        kind = self._kinds[entity]
        word = name if len(name) <= _ACRONYM_LETTERS else name.title()
        return kind in ("person", "place") or (kind == "organisation" and guessed_kind(word) == "person")

    def entities(self, documents: list[str]) -> Iterator[Entity]:
        """The entities; ``documents`` gives the id for each document number."""
        for head, keys in sorted(self._members_of.items()):
            yield self._entity(head, keys, documents)

    def signed(self, documents: Sequence[str]) -> Iterator[Signed]:
        """Every entity with a digest that stays as long as its row does; ``documents`` as in ``entities``."""
        numbered = np.array(documents, dtype=np.bytes_)
        for head, keys in sorted(self._members_of.items()):
            digest = hashlib.blake2b(self._called[_id(head)].encode("utf-8", "surrogatepass"), digest_size=16)
            for key in keys:
                name = self._names[key]
                digest.update(to_bytes((key, sorted(name.forms.items()), self._made_by.get(key, ()))))
                places = np.frombuffer(name.places, np.uint32).reshape(-1, 3)
                digest.update(numbered[places[:, 0]].tobytes() + places[:, 1:].tobytes())
            yield Signed(_id(head), digest.digest(), head)

    def entity(self, head: Key, documents: list[str]) -> Entity:
        """One entity by its first name."""
        return self._entity(head, self._members_of[head], documents)

    def _members(self) -> dict[Key, list[Key]]:
        members: dict[Key, list[Key]] = {}
        for key, head in sorted(self._groups.items()):
            members.setdefault(head, []).append(key)
        return members

    def _named(self, keys: list[Key]) -> tuple[str, EntityKind, Counter[str]]:
        if len(keys) == 1:
            forms, kind = self._names[keys[0]].forms, keys[0][0]
            return _fullest(forms, kind), kind, forms
        forms = Counter()
        kinds: Counter[EntityKind] = Counter()
        for key in keys:
            forms.update(self._names[key].forms)
            kinds[key[0]] += sum(self._names[key].forms.values())
        kind = min(kinds, key=lambda k: (-kinds[k], _KIND_ORDER.index(k)))
        return _fullest(forms, kind), kind, forms

    def _entity(self, head: Key, keys: list[Key], documents: list[str]) -> Entity:
        _, kind, forms = self._named(keys)
        name = self._called[_id(head)]
        return Entity(
            id=_id(head),
            name=name,
            kind=kind,
            aliases=tuple(sorted(f for f in forms if f != name)),
            mentions=_places((self._names[key].places for key in keys), documents),
            reasons=(
                Reason(name="unrated", text="nobody has judged this source yet"),
                *self._merges(keys, documents),
            ),
        )

    def _merges(self, keys: list[Key], documents: list[str]) -> Iterator[Reason]:
        """Why each name counts as one with another, with the first place of either."""
        for edge in (e for key in keys for e in self._made_by.get(key, ())):
            forms = [self._fullest_of(key) for key in (edge.one, edge.other)]
            columns = [self._names[key].places for key in (edge.one, edge.other)]
            shown = [_places([column], documents)[:1] for column in columns]
            text = f"“{forms[1]}” is taken for “{forms[0]}”: {edge.why}"
            yield Reason(name=edge.rule, text=text, evidence=tuple(place for places in shown for place in places))

    def _fullest_of(self, key: Key) -> str:
        return _fullest(self._names[key].forms, key[0])


@lru_cache(maxsize=200_000)
def _id(head: Key) -> str:
    return group_id("entity", head[1])


def _fullest(forms: Counter[str], kind: EntityKind) -> str:
    """The fullest name a document settled on, without titles and if it can be helped not in capitals."""
    if len(forms) == 1:
        (form,) = forms
        return without_title(form) if kind == "person" else form
    choices: Counter[str] = Counter()
    for form, count in forms.items():
        choices[without_title(form) if kind == "person" else form] += count

    def rank(form: str) -> tuple[bool, bool, bool, int, int, int, str]:
        initials = kind == "person" and not is_full(form)
        return (initials, not choices[form], form.isupper(), -len(bare(form).split()), -choices[form], -len(form), form)

    return min(choices, key=rank)


def _places(columns: Iterable[array[int]], documents: list[str]) -> tuple[Place, ...]:
    places = set()
    for column in columns:
        for k in range(0, len(column), 3):
            places.add((documents[column[k]], column[k + 1], column[k + 2]))
    return tuple(Place(document=d, span=Span(s, e)) for d, s, e in sorted(places))


def short_words(printed: str) -> str:
    """Capitalised words, bare, that alone may be short for a name; empty for any others."""
    if not printed.strip() or not all(w[:1].isupper() for w in printed.split()) or is_generic(printed):
        return ""
    return "" if printed.split(maxsplit=1)[0].casefold() == "the" else bare(printed)
