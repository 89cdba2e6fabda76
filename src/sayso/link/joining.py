"""Joining: which names of the pile are one, with the reason; surest first, and never over a person's verdict.

A full name is one wherever it stands. A short form joins a longer one only where their documents hang together: they
stand in one document, bear one title, the same other names stand beside both, or the pile is small. A short form that
fits two stays unresolved.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isqrt
from typing import NamedTuple

from rapidfuzz.distance import OSA

from sayso.link.names import BODY_WORDS, PRESS_WORDS, PersonName, acronym, agree, person_name
from sayso.link.wordsets import word_set
from sayso.model.findings import EntityKind

Key = tuple[EntityKind, str]

_SHARED = 2
"""What names beside both forms must weigh together; one that few documents have weighs two."""
SMALL_PILE = 30
"""Not more documents than these are taken to be about one matter."""
_LOOKED_AT = 60
"""Documents of one name that are looked at for what stands beside it."""
_TYPO_CHARS = 9
"""A shorter name with another letter is another name."""
_OFTEN, _SELDOM = 3, 2
_ACRONYM = (3, 6)
_BLURS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"), ("ii", "u"), ("cl", "d"))
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_SHORTEST = 5
_FIRST_AND_LAST = 2
"""Words of a name that says who somebody is, and no more."""
_INITIALS = "its initials, and of nobody else there"
_LAST_WORD = "its last word, and of nobody else there"
_SAYS_LITTLE = word_set(
    "world national american international united central north south east west northern southern eastern western "
    "first general federal royal global european british french german public social free great state local "
    "congressional democratic republican christian islamic jewish catholic black white women people"
)
"""Opening words that many names share."""
_LOOSE_FIRST = frozenset({"joint", "royal"})


class Edge(NamedTuple):
    """Two names that are one, by which rule, and why in one sentence."""

    one: Key
    other: Key
    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameVerdicts:
    """What people decided about names: pairs that are one, pairs that are not, and what somebody is to be called."""

    same: tuple[tuple[str, str], ...] = ()
    differ: tuple[tuple[str, str], ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Company:
    """In which documents each name stands, and whether two names keep the same company."""

    documents: Mapping[Key, frozenset[int]]
    titled: frozenset[Key]
    """Names that somewhere carry a person's title."""
    callings: Mapping[Key, frozenset[str]]
    """What people are called beside their names ("foreman"), titles among them."""
    unsorted: frozenset[Key]
    """Names of speakers that no mention sorted: their kind is a guess."""
    _beside: dict[int, list[Key]] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        for key in sorted(self.documents):
            for document in self.documents[key]:
                self._beside.setdefault(document, []).append(key)
        self._count = len({d for found in self.documents.values() for d in found})

    def apart(self, a: Key, b: Key) -> bool:
        """Whether no document has both."""
        return self.documents[a].isdisjoint(self.documents[b])

    def keep(self, a: Key, b: Key) -> bool:
        """Whether what surrounds two names lets them be one."""
        return bool(self.tie(a, b))

    def tie(self, a: Key, b: Key) -> str:
        """What ties two names together, in words; empty where nothing does."""
        if not self.apart(a, b):
            return "a document has both"
        if not self.callings[a].isdisjoint(self.callings[b]):
            return f"both are called {min(self.callings[a] & self.callings[b])}"
        if self.together(a, b):
            return "the same other names stand beside both"
        return "the pile is small" if self._count <= SMALL_PILE else ""

    def together(self, a: Key, b: Key) -> bool:
        """Whether the same other names stand beside two that no document has both of."""
        shared = (self._near(a) & self._near(b)) - {a, b}
        few = self._count if self._count <= SMALL_PILE else isqrt(self._count) // 2
        return sum(2 if len(self.documents[key]) <= few else 1 for key in shared) >= _SHARED

    def _near(self, key: Key) -> set[Key]:
        looked_at = sorted(self.documents[key])[:_LOOKED_AT]
        return {other for document in looked_at for other in self._beside.get(document, ())}


def edges(keys: Sequence[Key], company: Company) -> Iterator[Edge]:
    """Every two names that are one, the surest rules first; ``keys`` come sorted."""
    yield from _one_kind(keys)
    yield from _one_number(keys)
    yield from _people(keys, company)
    yield from _misread(keys, company)
    yield from _bodies(keys, company)
    yield from _given_alone(keys, company)


def _one_kind(keys: Iterable[Key]) -> Iterator[Edge]:
    by_name: dict[str, list[Key]] = {}
    for kind, name in keys:
        by_name.setdefault(name, []).append((kind, name))
    for same in by_name.values():
        for other in same[1:]:
            yield Edge(same[0], other, "one_name", "the same name, taken for one sort of thing here and another there")


def _one_number(keys: Iterable[Key]) -> Iterator[Edge]:
    """Papers with one reference number."""
    first: dict[str, Key] = {}
    for key in keys:
        if key[0] == "document" and (number := _number(key[1])):
            if number in first:
                yield Edge(first[number], key, "one_number", f"both papers carry the number {number}")
            else:
                first[number] = key


def _number(name: str) -> str:
    """A paper's number within its bare name: "lri 118" of "letter lri 118"; empty where there is none."""
    words = name.split()
    digits = [k for k, w in enumerate(words) if any(c.isdigit() for c in w)]
    if not digits:
        return ""
    start = digits[0]
    while start and len(words[start - 1]) <= 4 and words[start - 1] not in {"no", "act", "law", "memo", "note"}:
        start -= 1
    number = " ".join(words[start:])
    return number if len(number.split()) > 1 else ""


def _people(keys: Iterable[Key], company: Company) -> Iterator[Edge]:
    """Short forms of a person's name joined to the one fuller name that they can mean, if there is but one."""
    by_surname: dict[str, list[tuple[Key, PersonName]]] = {}
    for key in keys:
        if key[0] == "person" and " and " not in key[1] and (name := person_name(key[1])):
            by_surname.setdefault(name.surname, []).append((key, name))
    for key in keys:
        if key[0] == "organisation" and (found := _named_like(key, by_surname)):
            by_surname[found.surname].append((key, found))
    for same in by_surname.values():
        yield from _one_surname(same, company)


def _named_like(key: Key, by_surname: Mapping[str, list[tuple[Key, PersonName]]]) -> PersonName | None:
    """What was taken for a body, as the name of a person: "Berta Quill" beside a B. Quill."""
    words = key[1].split()
    if len(words) != _FIRST_AND_LAST or not BODY_WORDS.isdisjoint(words) or words[-1] not in by_surname:
        return None
    known, name = [name for _, name in by_surname[words[-1]]], person_name(key[1])
    initials = [other for other in known if other.given and all(len(g) == 1 for g in other.given)]
    fits = name is not None and any(agree(name, other) for other in initials)
    return name if fits and not any(len(g) > 1 for other in known for g in other.given) else None


def _one_surname(same: list[tuple[Key, PersonName]], company: Company) -> Iterator[Edge]:
    full = [(key, name) for key, name in same if any(len(g) > 1 for g in name.given)]
    for k, (key, name) in enumerate(full):
        for other_key, other in full[k + 1 :]:
            longer = len(name.given) != len(other.given) and name.given[0] == other.given[0] and agree(name, other)
            if longer and (company.apart(key, other_key) or not _initial_more(name, other)):
                yield Edge(key, other_key, "longer_name", f"“{_longer(name, other)}” is the longer form of the name")
    full = full or [(key, name) for key, name in same if name.given]
    for key, name in same:
        if all(len(g) == 1 for g in name.given):
            could_be = [(k, n) for k, n in full if k != key and agree(n, name)]
            near = [(k, n) for k, n in could_be if company.keep(k, key)]
            if near and _one_person([n for _, n in could_be]):
                short = "initial and surname fit" if name.given else "the surname fits"
                tie = company.tie(near[0][0], key)
                yield Edge(near[0][0], key, "surname", f"{short} nobody else in the pile, and {tie}")


def _initial_more(a: PersonName, b: PersonName) -> bool:
    """Whether all that one name has more than the other is an initial: within one document that tells two apart."""
    longer, shorter = sorted((a.given, b.given), key=len, reverse=True)
    return all(len(g) == 1 for g in longer[len(shorter) :])


def _longer(a: PersonName, b: PersonName) -> str:
    return " ".join((*max(a, b, key=lambda n: len(n.given)).given, a.surname)).title()


def _one_person(names: list[PersonName]) -> bool:
    return all(agree(names[0], other) for other in names[1:])


def _misread(keys: Iterable[Key], company: Company) -> Iterator[Edge]:
    """Full names that are one but for what recognition blurs, an accent, or one slip where it is the rarer form."""
    full = [k for k in keys if k[0] in ("person", "organisation") and " " in k[1]]
    by_blur: dict[tuple[str, str], list[Key]] = {}
    for key in full:
        by_blur.setdefault((key[0], blurred(key[1])), []).append(key)
    for same in by_blur.values():
        for key in same[1:]:
            if company.apart(same[0], key):
                yield Edge(same[0], key, "misread", "the forms differ only in accents or letters that print confuses")
    by_part: dict[tuple[str, str, str], list[Key]] = {}
    for key in full:
        words = key[1].split()
        by_part.setdefault((key[0], "first", words[0]), []).append(key)
        by_part.setdefault((key[0], "last", words[-1]), []).append(key)
    for _, same in sorted(by_part.items()):
        yield from _slips(same, company)


def _slips(same: Sequence[Key], company: Company) -> Iterator[Edge]:
    seldom = [k for k in same if len(company.documents[k]) <= _SELDOM and len(k[1]) >= _TYPO_CHARS]
    often: dict[str, set[Key]] = {}
    for key in same if seldom else ():
        if len(company.documents[key]) >= _OFTEN:
            for shorter in one_letter_less(key[1]):
                often.setdefault(shorter, set()).add(key)
    for key in seldom if often else ():
        near = sorted(set().union(*(often.get(shorter, ()) for shorter in one_letter_less(key[1]))))
        fits = [o for o in near if len(o[1].split()) == len(key[1].split()) and OSA.distance(o[1], key[1]) == 1]
        fits = [o for o in fits if company.apart(o, key) and company.together(o, key) and _digits(o) == _digits(key)]
        if len(fits) == 1:
            yield Edge(fits[0], key, "slip", "one letter differs from a name met often beside the same others")


def one_letter_less(name: str) -> set[str]:
    """The name, and what is left of it without any one letter: two names that one slip parts have one in common."""
    return {name, *(name[:k] + name[k + 1 :] for k in range(len(name)))}


def _digits(key: Key) -> list[str]:
    return [c for c in key[1] if c.isdigit()]


def blurred(name: str) -> str:
    """``name`` without accents, doubled letters, and the differences that poor print hides."""
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    for seen, meant in _BLURS:
        plain = plain.replace(seen, meant)
    return _DOUBLED.sub(lambda m: m[1] if m[1].isalpha() else m[0], plain)


def _bodies(keys: Sequence[Key], company: Company) -> Iterator[Edge]:
    """Acronyms, opening and closing words joined to the one longer name of a body that they can mean."""
    bodies = [key for key in keys if key[0] == "organisation"]
    by_short: dict[str, list[tuple[Key, str]]] = {}
    for key in bodies:
        for short, how in _shorter(key[1]):
            by_short.setdefault(short, []).append((key, how))
    held = _held_by_people(keys)
    for key in keys:
        if key[1] in by_short and not _is_place(key, company) and _may_be_body(key, held, company):
            longer = [(k, how) for k, how in by_short[key[1]] if k != key and _fits(k, key, how, company)]
            if len({k for k, _ in longer}) == 1:
                tie = company.tie(longer[0][0], key)
                yield Edge(longer[0][0], key, "short_form", f"{longer[0][1]}, and {tie}")


def _shorter(name: str) -> Iterator[tuple[str, str]]:
    """The short forms that a body's bare name can take, and how each is made.

    The opening words stand for a body where what they leave out only says what sort of body it is, and they do not:
    the United Nations are not their Security Council. Papers are called by their last word, other bodies if that says
    what they are.
    """
    words = name.split()
    letters = acronym(name)
    if len(words) == 1 or "and" in words:
        return
    if _ACRONYM[0] <= len(letters) <= _ACRONYM[1]:
        yield letters, _INITIALS
    for count in range(1, len(words)):
        short = " ".join(words[:count])
        tail = words[-1] in BODY_WORDS - PRESS_WORDS and words[count - 1] not in BODY_WORDS
        if tail and len(short) >= _SHORTEST and short not in _SAYS_LITTLE:
            yield short, "its opening words, and of nobody else there"
    if len(words[-1]) >= _SHORTEST - 1:
        yield words[-1], _LAST_WORD
    if len(words) > 2 and words[0] in _LOOSE_FIRST:
        yield " ".join(words[1:]), "the same name without its first word"


def _is_place(key: Key, company: Company) -> bool:
    """Whether a name is a place's; once taken for one ("from Quayside") it is none if it speaks under that name."""
    named = company.documents.get(("place", key[1]), frozenset())
    return len(named) > (key in company.unsorted)


def _fits(longer: Key, short: Key, how: str, company: Company) -> bool:
    if how == _INITIALS:
        return not company.apart(longer, short)
    if how == _LAST_WORD and short[1] not in BODY_WORDS | PRESS_WORDS and short not in company.unsorted:
        return not company.apart(longer, short)
    return company.keep(longer, short)


def _held_by_people(keys: Iterable[Key]) -> frozenset[str]:
    """Every word of the full names of people."""
    return frozenset(w for kind, name in keys if kind == "person" and " " in name for w in name.split())


def _may_be_body(key: Key, held: frozenset[str], company: Company) -> bool:
    if key[0] == "organisation":
        return True
    if key[0] != "person" or key in company.titled:
        return False
    return key in company.unsorted if " " in key[1] else key[1] not in held


def _given_alone(keys: Sequence[Key], company: Company) -> Iterator[Edge]:
    """A first name alone joined to the one full name in the same company that opens with it."""
    by_given: dict[str, list[Key]] = {}
    surnames: Counter[str] = Counter()
    for key in keys:
        if key[0] == "person" and (name := person_name(key[1])) and name.given:
            by_given.setdefault(name.given[0], []).append(key)
            surnames[name.surname] += 1
    for key in keys:
        if key[0] == "person" and " " not in key[1] and key not in company.titled and not surnames[key[1]]:
            fits = [k for k in by_given.get(key[1], ()) if company.keep(k, key)]
            if len({person_name(k[1]).surname for k in fits if person_name(k[1])}) == 1:  # type: ignore[union-attr]
                tie = company.tie(fits[0], key)
                yield Edge(fits[0], key, "first_name", f"nobody else there has that first name, and {tie}")


class Parted:
    """Groups of names that grow by edges, never over a pair that a person has said is two."""

    def __init__(self, keys: Iterable[Key], differ: Iterable[tuple[Key, Key]]) -> None:
        self._group = {key: [key] for key in keys}
        self._foes: dict[Key, set[Key]] = {}
        self.made_by: dict[Key, list[Edge]] = {}
        """For each name the edges that joined it; empty for most."""
        for a, b in differ:
            self._foes.setdefault(a, set()).add(b)
            self._foes.setdefault(b, set()).add(a)

    def join(self, edge: Edge) -> None:
        """Joins the groups of two names unless one holds somebody who is not somebody in the other."""
        one, other = self._group[edge.one], self._group[edge.other]
        if one is other or any(not self._foes[key].isdisjoint(other) for key in one if key in self._foes):
            return
        large, small = (one, other) if len(one) >= len(other) else (other, one)
        large += small
        self._group.update(dict.fromkeys(small, large))
        self.made_by.setdefault(edge.other, []).append(edge)

    def groups(self) -> list[list[Key]]:
        """The groups, each sorted, sorted by their smallest name."""
        return sorted(sorted(group) for group in {id(g): g for g in self._group.values()}.values())
