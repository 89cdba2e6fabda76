"""What one line says as a handling line: level, caveats, controls and the day it ends; None where it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from sayso.read.banner import Banner, declassification, parse_banner
from sayso.read.dates import find_date
from sayso.read.marknoise import closed_up, misread, nearest_control, stamp_of
from sayso.read.markshapes import CAPS, PHRASES
from sayso.read.markterms import (
    CODEWORDS,
    DISSEM,
    FOREIGN_LEVELS,
    FRENCH_CAVEATS,
    NATIONAL_LEVELS,
    NATO_CODEWORDS,
    OTHER_DISSEM,
    TRAFFIC_LIGHTS,
)
from sayso.read.tables import word_set

MAX_TAIL_WORDS = 12
MAX_BANNER_WORDS = 16
SLUGS = word_set("RYBAT WNINTEL")
MAX_SLUGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What a marking says, by its parts."""

    level: str | None = None
    caveats: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    declassify: str | None = None


_TAIL_WORDS = word_set(
    "am pm a.m p.m gmt utc bst cet est edt noon midnight local time on at of until and or not for with under the only "
    "to do share forward quote without permission copy release monday tuesday wednesday thursday friday saturday sunday"
)
_NAMED_LEVELS = {"CONFIDENTIAL": "CONFIDENTIAL", "UNCLASSIFIED": "UNCLASSIFIED"}
_TLP = re.compile(r"TLP\s*:?\s*(?P<light>[A-Z]+(?:\+STRICT)?)\b(?P<tail>.*)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[-\u2013\u2014,;(]\s*\S.{0,60}")
_LABELLED = re.compile(
    r"(?:[\d. ]{0,4}(?:[A-Z]+ ){0,2}(?:CLASSIFICATION|CLASS|HANDLING|STATUS|MARKING|CLASSIFIED AS)(?: OF INFORMATION)?"
    r"\s*[:;=]|"
    r"SEC\s*[:=]|(?:\S{1,8} )?[A-Z]?EPORT [CG]LASS ?)\s*(?P<words>\S.{0,80})",
    re.IGNORECASE,
)
_DECLASSIFY = re.compile(
    r"(?:DECLASSIFY|DECLASSIFICATION|DECL|DOWNGRADE TO [A-Z]+|DECLASSIFIED)\s*(?:ON|DATE|AFTER|UPON)?"
    r"\s*[:.;]\s*(?P<when>\S.{0,70})",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s*(?://?|[-\u2013\u2014:;,()|\[\]]+(?=\s|[A-Z]|$)|\band\b|&)\s*|\s{2,}")
_WHOSE_EYES = re.compile(r"(?:\b[A-Z]{2,4}[/, ]+)*EYES ONLY$")
_IN_SMALL = re.compile(r"^VS|UE/EU|OFFICIAL.+SENSITIVE|^(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)$")
_RIDERS = word_set(
    "ONLY EYES NOFORN SENSITIVE INTERNAL USE PERSONAL PRIVATE COMMERCIAL RYBAT DRAFT ORCON FOUO LOCSEN "
    "WNINTEL NATO UK EU US STRAP 1 2 3 STAFF BOARD CABINET MEDICAL LEGAL PROTECTIVE MARKET POLICY STATISTICS"
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)?(?: ?(?:hrs|hours))?", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def handling_of(words: str) -> Handling | None:
    """What ``words`` say if they are a handling line and nothing else; the same line comes on every page."""
    return _traffic_light(words) or _labelled(words) or _declassifying(words) or _capitals(words) or _phrases(words)


def of_banner(banner: Banner) -> Handling:
    """A parsed banner as level, caveats (what it is) and controls (who may see it)."""
    joint = [f"JOINT {' '.join(banner.owners)}"] if banner.scheme == "JOINT" else []
    owner = [banner.owners[0]] if banner.scheme == "FGI" else []
    programmes = [f"SAR-{name}" for name in banner.sap] + ["HVSACO"] * banner.hvsaco + ["WAIVED"] * banner.waived
    sigmas = [f"SIGMA {' '.join(map(str, banner.sigmas))}"] if banner.sigmas else []
    atomic = banner.aea + ["CNWDI"] * banner.cnwdi + sigmas
    foreign = [] if banner.fgi is None else [" ".join(["FGI", *banner.fgi])]
    released = [f"REL TO {', '.join(banner.rel_to)}"] if banner.rel_to else []
    shown = [f"DISPLAY ONLY {', '.join(banner.display_to)}"] if banner.display_to else []
    programme_controls = [f"ACCM-{name}" for name in banner.accm]
    caveats = [*owner, *joint, *banner.codewords, *map(str, banner.sci), *programmes, *atomic, *foreign, *banner.cui]
    phrases = [name for piece in banner.unknown for name in _names(piece)]
    others = [piece for piece in banner.unknown if not _names(piece)]
    return Handling(
        level=banner.level,
        caveats=(*caveats, *others),
        controls=(*banner.dissem, *released, *shown, *banner.other_dissem, *programme_controls, *phrases),
        declassify=banner.declassify,
    )


def _traffic_light(words: str) -> Handling | None:
    match = _TLP.fullmatch(words)
    light = match.group("light").upper() if match else ""
    if (
        match is None
        or light not in TRAFFIC_LIGHTS
        or not (_is_tail(match.group("tail")) or _ASIDE.fullmatch(match.group("tail")))
    ):
        return None
    return Handling(level=f"TLP:{light}")


def _labelled(words: str) -> Handling | None:
    match = _LABELLED.fullmatch(words)
    value = match.group("words").strip() if match else ""
    if match is None or not value:
        return None
    if re.search("EPORT [CG]LASS", words):
        return _report_class(value.upper())
    letter = FOREIGN_LEVELS.get(value.upper()) or {"T": "TOP SECRET"}.get(value.upper())
    return Handling(level=letter) if letter else _levelled(value.upper()) or _misread(value.upper())


def _misread(text: str) -> Handling | None:
    level = misread(text)
    return Handling(level=level) if level else None


def _report_class(text: str) -> Handling | None:
    """The level that opens the class line of a report, and the controls that run on behind it."""
    text = closed_up(text)
    level = next((name for name in _by_length() if text.startswith(name)), None)
    named = [control for term, control in DISSEM.items() if " " in term and re.search(rf"\b{term}\b", text)]
    return Handling(level=NATIONAL_LEVELS[level], controls=tuple(dict.fromkeys(named))) if level else None


def _declassifying(words: str) -> Handling | None:
    match = _DECLASSIFY.fullmatch(words)
    if match is None:
        return None
    when = match.group("when").strip(" .")
    return Handling(declassify=declassification(when) or declassification(when.upper()) or when)


def _capitals(words: str) -> Handling | None:
    """Lines that count in capitals only, which German may write with a small sharp s."""
    if words.upper() != words and words.casefold() not in _small_levels():
        return None
    text = closed_up(words.upper())
    banner = parse_banner(text)
    if banner and ("//" in text or text in NATIONAL_LEVELS or banner.scheme in {"JOINT", "NATO"}):
        known = len(text.split()) <= MAX_BANNER_WORDS and (len(text) > 2 or "//" in text)
        return of_banner(banner) if known else None
    return _levelled(text) or _terms(text) or _caps_phrase(text)


@cache
def _small_levels() -> frozenset[str]:
    """Levels that are also written in small letters and, alone on a line, can hardly be anything else."""
    return frozenset(name.casefold() for name in NATIONAL_LEVELS if _IN_SMALL.search(name))


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(NATIONAL_LEVELS, key=len, reverse=True))


def _levelled(text: str) -> Handling | None:
    """A level of any scheme with its riders, parted by strokes, dashes or brackets, or of the words that follow one."""
    name = next((name for name in _by_length() if text.startswith(name) and not text[len(name) :][:1].isalnum()), None)
    if name is None or len(text.split()) > MAX_BANNER_WORDS:
        return None
    rest = text[len(name) :].strip()
    pieces = [part for piece in _PARTING.split(rest) if piece for part in _parted(piece)]
    if rest and rest[0] not in "-\u2013\u2014/:([" and not _are_riders(pieces):
        return None
    if any(ch.isdigit() for ch in rest) and "/" not in rest and not _names(rest):
        return None
    controls = [control for piece in pieces for control in _control(piece)]
    caveats = [piece for piece in pieces if not _control(piece)]
    return Handling(level=NATIONAL_LEVELS[name], caveats=tuple(caveats), controls=tuple(controls))


def _parted(piece: str) -> list[str]:
    """A piece cut before the states whose eyes alone may see it."""
    eyes = _WHOSE_EYES.search(piece)
    parts = [piece[: eyes.start()], piece[eyes.start() :]] if eyes else [piece]
    return [part.strip() for part in parts if part.strip()]


def _are_riders(pieces: list[str]) -> bool:
    return all(_control(piece) or piece in FRENCH_CAVEATS or all(map(_rides, piece.split())) for piece in pieces)


def _rides(word: str) -> bool:
    """Whether a word may follow a level without a stroke, or is but for a letter one that may."""
    known = _RIDERS | CODEWORDS | NATO_CODEWORDS.keys() | DISSEM.keys()
    return word in known or (len(word) >= 5 and any(Levenshtein.distance(word, k, score_cutoff=1) <= 1 for k in known))


def _control(piece: str) -> list[str]:
    """The controls that a piece of a line names."""
    known = _term(piece)
    if known:
        return [known]
    words = piece.split()
    if len(words) > 1 and all(map(_rides, words)) and any(word in DISSEM for word in words):
        return [DISSEM.get(word, word) for word in words]
    return _names(piece)


def _terms(text: str) -> Handling | None:
    """Controls alone, by strokes, as older papers print them below the level; one of them may be misread."""
    pieces = [piece.strip(" .*-") for piece in re.split(r"[/,;]+", text)]
    controls = [_term(piece) for piece in pieces if piece]
    found = [control for control in controls if control]
    if found and len(found) * 2 > len(controls) and len(text) > 2:
        return Handling(controls=tuple(dict.fromkeys(found)))
    slugs = [slug for slug in re.split(r"[^\w-]+", text.removeprefix("SLUGS").strip(" :")) if slug]
    held = tuple(slug for slug in slugs if slug in SLUGS)
    return Handling(controls=held) if held and slugs[0] in SLUGS and len(slugs) <= MAX_SLUGS else None


def _term(piece: str) -> str | None:
    """The control that a piece is, is but for a letter or two, or begins with."""
    whole = DISSEM.get(piece) or OTHER_DISSEM.get(piece) or nearest_control(piece.replace(".", ""))
    opens = (name for term, name in DISSEM.items() if " " in term and piece.startswith(f"{term} "))
    return whole or next(opens, None)


def _caps_phrase(text: str) -> Handling | None:
    stamp = stamp_of(text)
    if stamp:
        return Handling(level=stamp[0] or None, controls=(stamp[1],) if stamp[1] else ())
    for name, shape in CAPS:
        if shape.fullmatch(text):
            if name == "UNCLASSIFIED WHEN":
                return Handling(declassify=text)
            level = _NAMED_LEVELS.get(name)
            controls = tuple(dict.fromkeys([*([] if level else [name]), *_names(text)]))
            return Handling(level=level, controls=controls, declassify=_until(text))
    return None


def _phrases(words: str) -> Handling | None:
    if not words[0].isupper() or not any(_stands(shape, words) for _, shape in PHRASES):
        return None
    return Handling(controls=tuple(_names(words)), declassify=_until(words))


def _names(words: str) -> list[str]:
    """The controls that a line in plain words names."""
    out = []
    for name, shape in PHRASES:
        match = shape.search(words)
        if match:
            what = (match.groupdict().get("what") or "").upper()
            out.append(" ".join(name.format(what).split()))
    return list(dict.fromkeys(out))


def _stands(shape: re.Pattern[str], words: str) -> bool:
    match = shape.fullmatch(words)
    if match is None or words.upper() == words:
        return match is not None
    tails = match.groupdict()
    return _is_tail(tails.get("tail") or "") and _is_tail(tails.get("strict") or "", names=False)


def _is_tail(tail: str, *, names: bool = True) -> bool:
    """Whether what follows the phrase is a time, a place or a bare condition rather than the rest of a sentence."""
    words = [word.strip(" ,.:;/()-\u2013\u2014") for word in tail.split()]
    plain = (not w or w[0].isdigit() or (names and w[0].isupper()) or w.lower() in _TAIL_WORDS for w in words)
    return len(words) <= MAX_TAIL_WORDS and all(plain)


def _until(words: str) -> str | None:
    """The day, and the hour where it is given, at which an embargo ends: YYYY-MM-DD or YYYY-MM-DDThh:mm."""
    if not re.search(r"embargo|until|till|before|for release", words, re.IGNORECASE):
        return None
    found = find_date(words)
    if found is None:
        return None
    day, start, end = found
    clock = _clock(words[:start]) or _clock(words[end:])
    return f"{day}T{clock}" if clock else day


def _clock(words: str) -> str | None:
    if re.search(r"\bnoon\b", words, re.IGNORECASE):
        return "12:00"
    for match in _CLOCK.finditer(words):
        if match.group("minute") is None and match.group("half") is None:
            continue
        hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
        half = (match.group("half") or "").lower()
        hour = hour % 12 + 12 * half.startswith("p") if half else hour
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    return None
