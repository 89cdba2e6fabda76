"""What each unit of a draft is worth beside the pile: one rule after the other, each with its reason.

A quotation is held against words, anything else against what is said: other figures, other dates or a negation make
two sayings contradict, whatever else they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.link.draft.pieces import Difference, Match
from sayso.link.draft.soft import NEGATION, SOFT_CUES, carries, is_soft, left_off, softeners
from sayso.link.draft.units import Unit
from sayso.link.draft.voices import Heard, Voice, voice
from sayso.link.terms import Terms, terms
from sayso.model.span import Span

Verdict = Literal[
    "verbatim",
    "marked edits",
    "in the pile",
    "altered",
    "cut",
    "firmer",
    "misattributed",
    "contradicted",
    "not in the pile",
]
FAILING = frozenset({"altered", "cut", "firmer", "misattributed", "contradicted"})

SAME_SHARE = 0.6
"""Share of a draft's words that carry something, from which on a statement with them says the same."""
CLOSE_SHARE = 0.7
"""The same, where a figure, a date or a negation differs: then the two contradict."""
LEAST_SHARED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One verdict on one unit."""

    verdict: Verdict
    why: str
    heard: Heard | None = None
    place: Span | None = None
    """Where the quoted words stand, in the document of ``heard``."""
    differences: tuple[Difference, ...] = ()
    against: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quotation was found: the match, the document, and the statement whose words they are, if any."""

    match: Match
    document: str
    text: str
    sentence: Span
    heard: Heard | None = None


def on_quotation(unit: Unit, places: Sequence[Place]) -> list[Judged]:
    """The verdicts on a quotation, from every place where its words stand."""
    if not places:
        return [Judged(verdict="not in the pile", why="no document of the pile has these words: yours to prove")]
    best = min(places, key=lambda p: _rank(unit, p))
    faults = list(_faults(unit, best))
    if faults:
        return faults
    how = {"verbatim": "verbatim", "edited": "marked edits"}[best.match.how]
    why = "word for word"
    if best.match.how == "edited":
        why = "word for word but for punctuation" if best.match.house else "word for word, with the edits it marks"
    return [Judged(verdict=how, why=why, heard=best.heard, place=best.match.span)]  # type: ignore[arg-type]


_VOICES: tuple[Voice, ...] = ("same", "unknown", "carrier", "passed on", "other")


def _rank(unit: Unit, place: Place) -> tuple[bool, int, int, int, str, Span]:
    said = voice(unit.speaker, unit.source, place.heard) if place.heard else "unknown"
    cut = len(left_off(place.text, place.sentence, place.match.span))
    changed = sum(len(f"{d.draft} {d.source}".split()) for d in place.match.differences if not d.kept)
    return place.match.how == "altered", _VOICES.index(said), cut, changed, place.document, place.match.span


def _faults(unit: Unit, place: Place) -> Iterable[Judged]:
    heard, match = place.heard, place.match
    said = voice(unit.speaker, unit.source, heard) if heard else "unknown"
    if match.how == "altered":
        yield Judged(
            verdict="altered",
            why="the words differ from those of the pile, and no mark says so",
            heard=heard,
            place=match.span,
            differences=match.differences,
        )
    if heard is not None and said == "other":
        yield Judged(verdict="misattributed", why="the words are somebody else's", heard=heard, place=match.span)
    if heard is not None and said == "passed on" and not _names_first(unit, heard):
        yield Judged(
            verdict="cut",
            why="who said it first is left off: these words were only passed on",
            heard=heard,
            place=match.span,
        )
    yield from _cuts(unit, place)


def _names_first(unit: Unit, heard: Heard) -> bool:
    """Whether the draft's sentence names the one whose words they were, too."""
    around = unit.around.casefold()
    return any(name.casefold().split()[-1] in around for name in heard.names if name)


def _cuts(unit: Unit, place: Place) -> Iterable[Judged]:
    for off in left_off(place.text, place.sentence, place.match.span):
        omitted = off.span.of(place.text)
        if carries(unit.around, off.sort, omitted) or (off.sort == "negation" and unit.kind in ("denies", "declines")):
            continue
        if off.sort == "hedge" and unit.kind == "believes":
            continue
        what = " ".join(omitted.split())
        if off.sort == "hedge":
            why = f"its source says it less surely: “{what}” is left off"
            yield Judged(verdict="firmer", why=why, heard=place.heard, place=place.match.span)
        else:
            why = f"a {off.sort} is left off: “{what}”"
            yield Judged(verdict="cut", why=why, heard=place.heard, place=place.match.span)


@dataclass(frozen=True, slots=True)
class Likened:
    """How a statement of the pile bears on words of a draft."""

    heard: Heard
    how: Literal["same", "figures", "dates", "negated", "other"]
    share: float


def likened(unit: Unit, mine: Terms, heard: Heard) -> Likened:
    """How ``heard`` bears on what ``unit`` says."""
    there, wide = terms(heard.words), terms(heard.words + " " + heard.source)
    wanted = _split(mine.words)
    have = _split(wide.words)
    shared = {w for w in wanted if w in have or any(_kin(w, h) for h in have)}
    share = (len(shared) + len(mine.figures & there.figures)) / max(1, len(wanted) + len(mine.figures & there.figures))
    plain = {w for w in shared if w in _split(mine.plain)} or shared
    if len(shared) < LEAST_SHARED or not plain:
        return Likened(heard, "other", share)
    if share >= CLOSE_SHARE or (share >= SAME_SHARE and len(shared) > 3):
        if mine.figures and there.figures and not mine.figures & there.figures:
            return Likened(heard, "figures", share)
        if mine.dates and there.dates and not mine.dates & there.dates:
            return Likened(heard, "dates", share)
        if _denied(unit.words, unit.kind) != _denied(heard.words, heard.kind):
            return Likened(heard, "negated", share)
    same = share >= SAME_SHARE and mine.figures <= there.figures | wide.figures
    return Likened(heard, "same" if same else "other", share)


def _denied(words: str, kind: str) -> bool:
    return (kind == "denies") != bool(terms(words).negated)


def _split(words: Iterable[str]) -> frozenset[str]:
    """Names that carry a number, cut in two: "tram 407" shares the tram with "the tram"."""
    return frozenset(piece for word in words for piece in word.split())


def _kin(a: str, b: str) -> bool:
    """Whether two stems may be of one word: "approv" and "approval"."""
    size = min(len(a), len(b))
    return size >= 5 and a[:size] == b[:size]


def on_saying(unit: Unit, heards: Iterable[Heard], carried: str) -> list[Judged]:
    """The verdicts on something said in other words, or in the draft's own voice.

    ``carried`` is the whole draft: a contradiction that it tells itself is no fault of it.
    """
    mine = terms(unit.words)
    every = [likened(unit, mine, heard) for heard in heards]
    near = sorted((e for e in every if e.how != "other"), key=lambda e: (-e.share, e.heard.id))
    same = [e for e in near if e.how == "same"]
    against = [e for e in near if e.how != "same"]
    if unit.sort == "sentence":
        return _own_voice(unit, same, against, carried)
    return _attributed(unit, same, against)


def _attributed(unit: Unit, same: list[Likened], against: list[Likened]) -> list[Judged]:
    by = {e.heard.id: voice(unit.speaker, unit.source, e.heard) for e in (*same, *against)}
    for wanted in ("same", "carrier", "unknown", "passed on"):
        own = [e for e in same if by[e.heard.id] == wanted]
        if own:
            best = next((e for e in own if _softly(e.heard) is None), own[0])
            if soft := _firmer(unit, best.heard):
                return [Judged(verdict="firmer", why=soft, heard=best.heard)]
            return [Judged(verdict="in the pile", why=_said_so(wanted), heard=best.heard)]
    mine = [e for e in against if by[e.heard.id] in ("same", "carrier")]
    if mine:
        return [_contradicted(mine)]
    others = [e for e in same if by[e.heard.id] == "other"]
    if others:
        return [Judged(verdict="misattributed", why="somebody else says this in the pile", heard=others[0].heard)]
    if against:
        return [_contradicted(against)]
    return [Judged(verdict="not in the pile", why="nothing in the pile says this: yours to prove")]


def _said_so(how: str) -> str:
    return {
        "same": "its speaker says so, in other words",
        "carrier": "the paper named passes it on, in other words",
        "unknown": "it is said, in other words; whether by this speaker is for you to see",
        "passed on": "the one named passed it on, in other words",
    }[how]


def _own_voice(unit: Unit, same: list[Likened], against: list[Likened], carried: str) -> list[Judged]:
    open_ends = [e for e in against if not _carried(e.heard, carried)]
    if open_ends:
        return [_contradicted(open_ends)]
    if not same:
        if against:
            return [Judged(verdict="in the pile", why="disputed; the draft tells both sides", heard=against[0].heard)]
        return [Judged(verdict="not in the pile", why="nothing in the pile says this: yours to prove")]
    flat = next((e for e in same if _softly(e.heard) is None), None)
    if flat is None and (soft := _firmer(unit, same[0].heard)):
        return [Judged(verdict="firmer", why=soft, heard=same[0].heard)]
    why = "in your own voice; in the pile it is somebody's word"
    return [Judged(verdict="in the pile", why=why, heard=(flat or same[0]).heard)]


def _carried(heard: Heard, draft: str) -> bool:
    """Whether the draft itself tells what speaks against it: its figures, or its denial with its name."""
    there, whole = terms(heard.words), terms(draft)
    if there.figures:
        return there.figures <= whole.figures
    last = [name.split()[-1].casefold() for name in heard.names if name]
    sentences = re.split(r"(?<=[.!?])\s|\n", draft)
    return any(NEGATION.search(s) and any(name in s.casefold() for name in last) for s in sentences)


def _contradicted(against: list[Likened]) -> Judged:
    how = {"figures": "other figures", "dates": "other dates", "negated": "denied, or said with a “not”"}[
        against[0].how
    ]
    heards = tuple(e.heard for e in against[:4])
    return Judged(verdict="contradicted", why=f"the pile has {how}", heard=heards[0], against=heards)


def _softly(heard: Heard) -> str | None:
    """The words by which a statement of the pile is kept from being flat."""
    words = softeners(f"{heard.words} {heard.around}") or (
        ["belief"] if heard.kind == "believes" and _soft(heard) else []
    )
    return words[0] if words else None


def _soft(heard: Heard) -> bool:
    return bool(SOFT_CUES.search(heard.around))


def _firmer(unit: Unit, heard: Heard) -> str | None:
    soft = _softly(heard)
    if soft is None or unit.kind in ("believes", "asks") or is_soft(f"{unit.words} {unit.around}"):
        return None
    return f"its source says it less surely: “{soft}”"
