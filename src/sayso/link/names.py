"""Names: what of a name is title, what is surname, and when two forms may name one person or body."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from sayso.link.wordsets import word_set
from sayso.model.findings import EntityKind

_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother judge justice "
    "president vice prime minister deputy chancellor secretary senator congressman congresswoman representative rep "
    "sen governor gov mayor councillor cllr alderman ambassador commissioner chairman chairwoman chair chief director "
    "general gen colonel col lieutenant lt major maj captain capt sergeant sgt corporal cpl private pte officer "
    "constable pc speaker democrat republican candidate nominee ceo king queen prince princess pope bishop archbishop "
    "cardinal rabbi imam sheikh spokesman spokeswoman inspector superintendent detective commander cmdr admiral adm "
    "sheriff marshal agent special "
    "recruit recruits rct rcts conscript trooper tpr gunner sapper cadet ensign midshipman seaman airman fusilier "
    "guardsman rifleman bombardier quartermaster commandant pvt brig brigadier commodore dc dci wpc patrolman supt "
    "undersecretary magistrate mep mp premier consul prosecutor "
    "nurse matron surgeon midwife provost headmaster headmistress bursar vicar curate chaplain deacon pastor "
    "postmaster stationmaster harbourmaster harbormaster skipper bosun purser baron baroness countess viscount "
    "interior foreign defence defense finance attorney messrs the"
)
_SUFFIXES = word_set("jr sr ii iii iv phd md qc kc obe cbe mp esq")
BODY_WORDS = word_set(
    "ministry department office agency bureau police directorate commission committee council court authority service "
    "services company corporation corp inc ltd plc llc gmbh group association union party bank university college "
    "institute institution foundation trust society board parliament congress senate assembly chamber government "
    "administration army navy force forces guard command branch section division unit press times post herald news "
    "daily gazette tribune journal mail observer courier network centre center hospital church federation "
    "league club fund partners holdings industries systems aid rights cia fbi nsa un eu nato works inspectorate sector "
    "energy motors airlines railways tramways nations caucus"
)
PRESS_WORDS = word_set(
    "press times post herald news daily gazette tribune journal mail observer courier chronicle examiner lantern "
    "weekly telegraph guardian independent mirror express echo star sun review magazine"
)
_PAPER_WORDS = word_set("memo memorandum report letter log statement digest order instruction sheet e-mail email act")
_GENERIC = _PAPER_WORDS | word_set(
    "document page paper photograph photo picture file note notes record records release article story minutes tape "
    "recording transcript email mail book copy draft survey study inquiry investigation review poll "
    "ministry department office agency bureau directorate commission committee council court authority company "
    "corporation firm board parliament chamber government administration army navy police force command branch section "
    "division unit union party bank university college institute press official officials spokesman spokeswoman"
)
"""Words that stand for another thing in every document."""
_LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?", re.UNICODE)

_NEVER_FIRST = word_set(
    "when whenever while where although though if as after before because since during until in on at by for with from "
    "to of and but or this these that those no not yes then thus also however here there according"
)
_ODD_NAME = re.compile(
    r"^[A-Za-z] [A-Z]{2}|(?<![A-Za-z])(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz)[A-Z])[A-Z]?[a-z]+[A-Z]"
    r"|[A-Z]{2}[a-z]{2}|[\\|~^_{}<>*=#¢§•\[\]]|[A-Z]{2} [A-Z] [A-Z]{2}|\d[A-Za-z]{2}"
)

_MANNERS = word_set("mr mrs ms miss mx sir dame lord lady messrs the dr vice prime interior foreign")
_SHORT_RANKS = MappingProxyType(
    {
        "gen": "general",
        "col": "colonel",
        "lt": "lieutenant",
        "maj": "major",
        "capt": "captain",
        "sgt": "sergeant",
        "cpl": "corporal",
        "adm": "admiral",
        "cmdr": "commander",
        "sen": "senator",
        "rep": "representative",
        "gov": "governor",
        "prof": "professor",
    }
)
_NUMBER = re.compile(r"\b(?:no|nr|number) (\d)")
_OF = re.compile(r"(ministry|department|office|bureau|board|university|bank) (?:of|for) (?:the )?(\w+)")


class PersonName(NamedTuple):
    """A person's name without titles: given names or initials, and the surname; all in lower case."""

    given: tuple[str, ...]
    surname: str


def bare(name: str) -> str:
    """``name`` in lower case with single spaces, no full stops, no leading article, no possessive."""
    words = [w.rstrip(".") for w in _LETTERS.findall(name.replace("’", "'"))]
    words = [w[:-2] if w.lower().endswith("'s") else w for w in words]
    out = [w.casefold() for w in words if w]
    return " ".join(out[1:] if len(out) > 1 and out[0] == "the" else out)


def body_key(name: str) -> str:
    """``bare`` with "Ministry of the Interior" turned into "interior ministry"."""
    match = _OF.fullmatch(bare(name))
    return f"{match[2]} {match[1]}" if match else bare(name)


def paper_key(name: str) -> str:
    """``bare`` without the "No." before a number."""
    return _NUMBER.sub(r"\1", bare(name))


def has_title(name: str) -> bool:
    """Whether a title that only people carry stands before a name ("Ms Holm"), not one that bodies share."""
    words = bare(name).split()
    return len(words) > 1 and words[0] in _TITLES - {"the", "interior", "foreign", "chief", "prime"}


def ranks(name: str) -> set[str]:
    """The titles before a name that tell a calling ("inspector"), written out; not "Mr"."""
    found = set()
    for word in bare(name).split()[:-1]:
        if word not in _TITLES:
            break
        found.add(_SHORT_RANKS.get(word, word))
    return found - _MANNERS


@lru_cache(maxsize=200_000)
def person_name(name: str) -> PersonName | None:
    """The parts of a person's name; None where nothing but titles is left."""
    words = bare(name.split(",", maxsplit=1)[0]).split()
    while words and words[0] in _TITLES:
        words.pop(0)
    while words and words[-1] in _SUFFIXES:
        words.pop()
    return PersonName(tuple(words[:-1]), words[-1]) if words else None


def without_title(name: str) -> str:
    """``name`` as written, without the titles before it, unless that leaves a surname alone."""
    words = name.split()
    kept = list(words)
    while len(kept) > 1 and kept[0].rstrip(".").casefold() in _TITLES:
        kept.pop(0)
    return " ".join(kept if len(kept) > 1 else words)


def agree(fuller: PersonName, shorter: PersonName) -> bool:
    """Whether ``shorter`` may be a form of ``fuller``: one surname, given names or initials that match in order."""
    if fuller.surname != shorter.surname:
        return False
    return all(_same_given(a, b) for a, b in zip(fuller.given, shorter.given, strict=False))


def looks_misread(name: str) -> bool:
    """Whether a name holds what none does: a little word in front, a stray letter or sign, capitals inside a word."""
    first = name.split(maxsplit=1)[0].casefold() if name else ""
    return first in _NEVER_FIRST or bool(_ODD_NAME.search(name))


def is_generic(name: str) -> bool:
    """Whether ``name`` is only a common noun ("Memo", "the Ministry"), which names nothing beyond its document."""
    return bare(name) in _GENERIC


def is_full(name: str) -> bool:
    """Whether a person's name has a given name that is written out."""
    parts = person_name(name)
    return parts is not None and any(len(g) > 1 for g in parts.given)


def acronym(bare_name: str) -> str:
    """The first letters of a body's name, without little words."""
    return "".join(w[0] for w in bare_name.split() if w not in {"of", "the", "for", "and", "in", "on"})


def guessed_kind(name: str) -> EntityKind:
    """What a name that no mention sorts seems to name: a body or a paper by its words, else a person."""
    words = set(bare(name).split())
    if words & _PAPER_WORDS:
        return "document"
    if words & BODY_WORDS or (name.isupper() and len(words) == 1):
        return "organisation"
    return "person"


def _same_given(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


class NameAt(NamedTuple):
    """A name as the book of names takes it, looked at beforehand.

    Without a place where its words stand nowhere in the text; with an empty ``plain`` form where it names nothing.
    """

    name: str
    kind: EntityKind
    plain: str
    written: str
    start: int = -1
    end: int = -1
    titled: bool = False
    callings: tuple[str, ...] = ()


def name_at(name: str, kind: EntityKind, written: str, start: int = -1, end: int = -1) -> NameAt:
    """A name with its words as they stand, and where."""
    form, found = " ".join(name.split()), _looked_at(name, kind, written)
    return NameAt(form, kind, found[0], " ".join(written.split()), start, end, *found[1:])


@lru_cache(maxsize=20_000)
def _looked_at(name: str, kind: EntityKind, written: str) -> tuple[str, bool, tuple[str, ...]]:
    plain = "" if is_generic(name) else plain_key(kind, name)
    if not plain or kind != "person":
        return plain, False, ()
    return plain, has_title(name) or has_title(written), tuple(sorted(ranks(written or name)))


@lru_cache(maxsize=200_000)
def plain_key(kind: EntityKind, name: str) -> str:
    """The form by which names of one kind are one; empty where nothing is left of it."""
    if kind == "person":
        parts = person_name(name)
        return " ".join((*parts.given, parts.surname)) if parts else ""
    if kind == "document":
        return paper_key(name)
    return body_key(name) if kind == "organisation" else bare(name)
