"""Markings as machines misread them, and levels among what is no marking: slips of letters, specks, call signs."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sayso.read.markterms import DISSEM, STAMPS
from sayso.read.tables import word_set

LETTERS_A_SLIP = 6
"""A rubber stamp may be misread in one letter of so many."""
MAX_SLIPS = 1
"""Letters by which a stamp may be misread and still be it; two would make DECLASSIFIED of UNCLASSIFIED."""
MAX_CABLE_WORDS = 12
MAX_CODE_CHARS = 8
"""A line of so few letters may be a code, as OC/NF."""
PLAIN_LEVELS = ("TOPSECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "RESTRICTED")
_LEVEL = f"(?P<level>{'|'.join('[ .-]?'.join(name) for name in PLAIN_LEVELS)})"
"""A level, spaced out or not."""
_HEAD = re.compile(rf"{_LEVEL}[ .,:]+(?P<rest>.+)")
_PAGE = re.compile(rf"PAGE .{{1,30}}? {_LEVEL}")
_AMID_DIRT = re.compile(
    rf"(?P<before>(?:(?!TOP[ .])[^\s/]{{1,3}}[ .]+){{0,2}}){_LEVEL}(?P<after>(?:[ .,:]+[^\s/]{{1,2}}){{0,2}})"
)
_GROUP = re.compile(r"[0-9OQISZLBTDGAEXYV:]{3,8}[0-9ZL]")
"""The day and hour of a cable, as it is and as a machine misreads it."""
_CABLE_WORDS = word_set("CITE STAFF TELEPOUCH SECTION FINAL PAGE JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC DIR")
_CALLED = re.compile(r" ?\b(?:CITE [A-Z]|TELEPOUCH|PAGE (?:\d|ONE|TWO|THREE|FOUR|FIVE|SIX))|\S STAFF\.?$")
_SHORT_WORDS = word_set(
    "A AN THE NO NOT ANY MY HIS HER OUR ITS ALL ONE TWO TO IN IS AS OF ON OR BY AT IF WE HE IT SO BUT AND FOR WAS"
)
"""Real words that are short; dirt beside a stamp is not made of them."""
_REAL_WORDS = word_set("SECRETS SECRETE RESTRICTS GEHEIME CONFIDENTIALS")


_PIECES = word_set(
    "SEC RET CONFI ENTIAL UNCLA CLASS SIF RESTR ICTED REINT CUI CONTR OFFICIAL PROTE GEHEIM VERTRAU DIENST TLP "
    "LIMIT COSMIC DIFFUS UE/ EU // RYBAT WNINTEL FOREIGN NOFO DISSEM ABROAD ONLY EMBARG RELEAS HOLD INTERNAL "
    "DRAFT SENSITI PRIVIL ATTORN PRODUCT RECORD PREJUD DONOT NOTFOR APPROV CLEARED DISTRI WARNING METHOD DECLAS "
    "DOWNGR EXEMPT EXCLUD CANCEL ORCON ORIGIN IMCON IMAGERY PROPIN RELIDO RELTO FISA DEASENS RSEN RISKSENS FOUO "
    "FEDCON NOCON AWP FORUSE ALUSE EUSE RELEASABLE SSI SBU LES/ LESNO NNPI EXDIS NODIS LIMDIS NATO IMMEDIA FOREI "
    "SOURCES IDENCE SLUGS DECL PROPRIET RESERVED PROVISIONAL PERSONAL PRIVATE"
)
_MAY_BE = re.compile("|".join(sorted(_PIECES, key=len)))
_NOT_LETTERS = re.compile(r"[^A-Z/]+")


def may_be_marking(words: str) -> bool:
    """Whether any piece of any term stands in a line; it saves trying every shape on lines that hold none."""
    letters = _NOT_LETTERS.sub("", words.upper())
    return len(letters) <= MAX_CODE_CHARS or _MAY_BE.search(letters) is not None


def top_misread(words: str) -> bool:
    """Whether the speck before SECRET is TOP but for a letter."""
    before = re.match(r"(\S{3})[ .]+SECRET\b", words)
    return before is not None and Levenshtein.distance(before.group(1), "TOP", score_cutoff=1) <= 1


@lru_cache(maxsize=1024)
def level_within(words: str) -> tuple[int, int] | None:
    """Where a level stands among what is no marking: times and call signs of a cable, specks beside a stamp."""
    page = _PAGE.fullmatch(words.upper())
    if page:
        return page.span("level")
    amid = _AMID_DIRT.fullmatch(words)
    beside = (amid.group("before") + amid.group("after")).upper().replace(".", " ").split() if amid else []
    if amid and not _SHORT_WORDS & set(beside):
        return amid.span("level")
    head = _HEAD.fullmatch(words)
    rest = head.group("rest").split() if head else []
    if head is None or not rest or len(rest) > MAX_CABLE_WORDS:
        return None
    return head.span("level") if _is_cable(rest) else None


def _is_cable(rest: list[str]) -> bool:
    figures = sum(map(str.isdigit, rest[0]))
    grouped = 4 <= len(rest[0]) <= 9 and (figures >= 2 or bool(_GROUP.fullmatch(rest[0])))
    if _CALLED.search(" ".join(rest)):
        return True
    called = any(word.strip(",") in _CABLE_WORDS for word in rest[:4])
    return (grouped and (called or figures >= 4 or len(rest) == 1)) or (called and any(map(str.isdigit, "".join(rest))))


def closed_up(text: str) -> str:
    """The text with a level that opens it spaced out (S E C R E T) closed up."""
    spaced = re.match(rf"{_LEVEL}(?![A-Z])", text)
    letters = re.sub("[^A-Z]", "", spaced.group("level")) if spaced else ""
    level = "TOP SECRET" if letters == "TOPSECRET" else letters
    return f"{level}{text[spaced.end() :]}" if spaced else text


def nearest_control(piece: str) -> str | None:
    """The control that a long piece is but for a letter or two."""
    if len(piece) < 12:
        return None
    near = (name for name in DISSEM if Levenshtein.distance(name, piece, score_cutoff=2) <= 2 and len(name) >= 12)
    return next((DISSEM[name] for name in near), None)


def stamp_of(text: str) -> tuple[str, str] | None:
    """Level and control, one of them empty, of the rubber stamp that a line is but for a few letters."""
    plain = " ".join(re.split(r"[^A-Z]+", text)).strip()
    for stamp, meaning in STAMPS.items():
        most = len(stamp) // LETTERS_A_SLIP
        if Levenshtein.distance(plain, stamp, score_cutoff=most) <= most:
            return meaning
    return None


@lru_cache(maxsize=1024)
def misread(text: str) -> str | None:
    """The level of a stamp that stands alone and is off by a letter, or spaced out."""
    letters = re.sub(r"[^A-Z]", "", text)
    if text.upper() != text or len(letters) < 6 or len(text) > 2 * len(letters) + 4 or letters in _REAL_WORDS:
        return None
    for level in ("TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "RESTRICTED"):
        if Levenshtein.distance(letters, level.replace(" ", ""), score_cutoff=MAX_SLIPS) <= MAX_SLIPS:
            return level
    return None
