"""Entities: names of the whole pile brought together where, and only where, the forms leave no second reading."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.link.groups import components
from sayso.link.names import (
    PersonName,
    acronym,
    agree,
    bare,
    body_key,
    guessed_kind,
    is_full,
    is_generic,
    person_name,
    without_title,
)
from sayso.model.findings import Entity, EntityKind, Place, Reason, group_id
from sayso.model.span import Span

_KIND_ORDER: tuple[EntityKind, ...] = ("person", "organisation", "place", "document")
_ACRONYM_LETTERS = 5
"""Longer words in capitals are names that a typist put in capitals."""
Key = tuple[EntityKind, str]


@dataclass(slots=True)
class _Name:
    """One form within its kind: how it is written, as what it was sorted, and where it stands."""

    forms: Counter[str] = field(default_factory=Counter)
    places: array[int] = field(default_factory=lambda: array("I"))
    """Document number, start, end, over and over."""


class NameBook:
    """Every name of the pile with its places; filled a document at a time, then asked for entities.

    Holds 12 bytes a mention. What it answers does not depend on the order of the documents.
    """

    def __init__(self) -> None:
        self._names: dict[Key, _Name] = {}
        self._groups: dict[Key, Key] = {}
        self._called: dict[str, str] = {}
        self._members_of: dict[Key, list[Key]] = {}
        self._by_word: dict[str, set[str]] = {}
        self._kinds: dict[str, EntityKind] = {}

    def add(self, name: str, kind: EntityKind, written: str, place: tuple[int, int, int] | None) -> None:
        """Notes a mention: its name within the document, the words as they stand, and where; not a common noun."""
        key = (kind, _plain(kind, name))
        if not key[1] or is_generic(name):
            return
        entry = self._names.setdefault(key, _Name())
        entry.forms[" ".join(name.split())] += 1
        if written:
            entry.forms[" ".join(written.split())] += 0
        if place is not None:
            entry.places.extend(place)

    def settle(self) -> None:
        """Decides which names are one; call once, after the last ``add``."""
        keys = sorted(self._names)
        edges = [*self._one_kind(keys), *_people(keys), *_bodies(keys)]
        self._groups = {key: group[0] for group in components(keys, edges) for key in group}
        self._members_of = self._members()
        self._called = {_id(head): self._named(members)[0] for head, members in self._members_of.items()}

        for head, members in self._members_of.items():
            self._kinds[_id(head)] = self._named(members)[1]
            if self._kinds[_id(head)] in ("person", "organisation"):
                self._note_short_forms(_id(head))

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
        for one in (kind,) if kind else _KIND_ORDER:
            head = self._groups.get((one, _plain(one, name)))
            if head is not None:
                return _id(head)
        return None

    def canonical(self, name: str | None) -> str | None:
        """The name by which the entity that ``name`` means is called; ``name`` itself where it means none."""
        entity = self.entity_of(name)
        return self._called[entity] if entity else name

    def meant_by(self, printed: str) -> str | None:
        """Id of the one entity that capitalised words alone can be short for; None where it is none or several."""
        if not printed.strip() or not all(w[:1].isupper() for w in printed.split()) or is_generic(printed):
            return None
        if printed.split(maxsplit=1)[0].casefold() == "the":
            return None
        found = self._by_word.get(bare(printed), set())
        return next(iter(found)) if len(found) == 1 else None

    def body_meant(self, name: str) -> str | None:
        """Id of the body that ``name`` names, or, as a common noun ("the ministry"), of the only one it can mean."""
        if not name.startswith("the "):
            return self.entity_of(name, "organisation")
        found = {e for e in self._by_word.get(bare(name), set()) if self._kinds[e] == "organisation"}
        return next(iter(found)) if len(found) == 1 else None

    def called(self, entity: str) -> str:
        """The name an entity goes by."""
        return self._called[entity]

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

    def _members(self) -> dict[Key, list[Key]]:
        members: dict[Key, list[Key]] = {}
        for key, head in sorted(self._groups.items()):
            members.setdefault(head, []).append(key)
        return members

    def _one_kind(self, keys: Iterable[Key]) -> list[tuple[Key, Key]]:
        """A name sorted now as one kind, now as another is one entity."""
        by_name: dict[str, list[Key]] = {}
        for kind, name in keys:
            by_name.setdefault(name, []).append((kind, name))
        return [(same[0], other) for same in by_name.values() for other in same[1:]]

    def _named(self, keys: list[Key]) -> tuple[str, EntityKind, Counter[str]]:
        forms: Counter[str] = Counter()
        kinds: Counter[EntityKind] = Counter()
        for key in keys:
            forms.update(self._names[key].forms)
            kinds[key[0]] += sum(self._names[key].forms.values())
        kind = min(kinds, key=lambda k: (-kinds[k], _KIND_ORDER.index(k)))
        return _fullest(forms, kind), kind, forms

    def _entity(self, head: Key, keys: list[Key], documents: list[str]) -> Entity:
        name, kind, forms = self._named(keys)
        return Entity(
            id=_id(head),
            name=name,
            kind=kind,
            aliases=tuple(sorted(f for f in forms if f != name)),
            mentions=_places((self._names[key].places for key in keys), documents),
            reasons=(Reason(name="unrated", text="nobody has judged this source yet"),),
        )


def _plain(kind: EntityKind, name: str) -> str:
    if kind == "person":
        parts = person_name(name)
        return " ".join((*parts.given, parts.surname)) if parts else ""
    return body_key(name) if kind == "organisation" else bare(name)


def _id(head: Key) -> str:
    return group_id("entity", head[1])


def _people(keys: Iterable[Key]) -> list[tuple[Key, Key]]:
    """Short forms of a person's name joined to the one fuller name that they can mean, if there is but one."""
    by_surname: dict[str, list[tuple[Key, PersonName]]] = {}
    for key in keys:
        if key[0] == "person" and (name := person_name(key[1])):
            by_surname.setdefault(name.surname, []).append((key, name))
    return [edge for same in by_surname.values() for edge in _one_surname(same)]


def _one_surname(same: list[tuple[Key, PersonName]]) -> Iterator[tuple[Key, Key]]:
    full = [(key, name) for key, name in same if any(len(g) > 1 for g in name.given)]
    full = full or [(key, name) for key, name in same if name.given]
    for key, name in same:
        if all(len(g) == 1 for g in name.given):
            could_be = [(k, n) for k, n in full if agree(n, name)]
            if could_be and _one_person([n for _, n in could_be]):
                yield could_be[0][0], key
    for (key, name), (other_key, other) in pairwise(full):
        if name.given[0] == other.given[0] and agree(name, other) and len(name.given) != len(other.given):
            yield key, other_key


def _one_person(names: list[PersonName]) -> bool:
    return all(agree(names[0], other) for other in names[1:])


def _bodies(keys: Iterable[Key]) -> list[tuple[Key, Key]]:
    """Acronyms and opening words joined to the one longer name of a body that they can mean."""
    names = [key for key in keys if key[0] == "organisation"]
    by_acronym: dict[str, list[Key]] = {}
    by_opening: dict[str, list[Key]] = {}
    for key in names:
        words = key[1].split()
        by_acronym.setdefault(acronym(key[1]), []).append(key)
        for count in range(1, len(words)):
            by_opening.setdefault(" ".join(words[:count]), []).append(key)
    edges = []
    for key in names:
        short = key[1]
        longer = by_opening.get(short, []) if len(short) >= 5 else []
        if " " not in short and 3 <= len(short) <= 6 and not longer:
            longer = [k for k in by_acronym.get(short, []) if " " in k[1]]
        if len(longer) == 1:
            edges.append((longer[0], key))
    return edges


def _fullest(forms: Counter[str], kind: EntityKind) -> str:
    """The fullest name a document settled on, without titles and if it can be helped not in capitals."""
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
