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
from sayso.link.draft.soft import NEGATION, Sort, bent_by, bound_by, carries, is_soft, left_off, softeners
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
PAPER_SHARE = 0.8
"""The same, where nobody is quoted and the sentence is the paper's own."""
LEAST_SHARED = 2
FEW_WORDS = 3
"""Where a draft has no more words to compare, nearly all of them must be there."""
LEAST_GOING_ON = 3
_BUT_FOR = re.compile(r"\b(?:anything|anyone|anybody|nothing|nobody) but\b", re.IGNORECASE)
"""To deny anything but a thing is to say that thing."""
_POINTS = re.compile(r"(?:it|he|she|they|this|that|these|those)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|cannot|\w+n['’]t)\b", re.IGNORECASE)
_CLAUSES = r"(?<=[.!?;,])\s+|\s+(?=and\b)"
_NO_NEGATION = re.compile(
    r"\b(?:(?:more|less) likely than not|not (?:only|just|merely)|no (?:doubt|later|less|more))\b", re.IGNORECASE
)


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
    if best.heard is not None and not best.heard.id:
        why += _whose(best.heard)
    return [Judged(verdict=how, why=why, heard=best.heard, place=best.match.span)]  # type: ignore[arg-type]


def _whose(heard: Heard) -> str:
    """Whose words they are where nobody is quoted."""
    who = ", ".join(heard.carriers)
    return f"; nobody is quoted there: they are the words of {who}" if who else "; nobody is quoted there"


def goes_on(unit: Unit, places: Iterable[Place]) -> str:
    """How the speaker went on where the quotation stops in the midst of a sentence; empty where it does not."""
    for place in places:
        if place.match.how == "altered" or place.heard is None or not place.heard.id:
            continue
        if voice(unit.speaker, unit.source, place.heard) not in ("same", "unknown"):
            continue
        end = max(span.end for span in place.heard.content)
        rest = place.text[place.match.span.end : min(end, place.sentence.end)]
        if re.match(r"\s*[,;–—]\s*(?:and|but|so|yet|though)\b", rest) and len(rest.split()) > LEAST_GOING_ON:
            return " ".join(rest.strip(" ,;–—").split())
    return ""


_CUT = {"negation": "a negation", "condition": "what it hangs on"}
_VOICES: tuple[Voice, ...] = ("same", "unknown", "carrier", "passed on", "unnamed", "other")
_NOT_THEIRS = {
    "other": "the words are somebody else's",
    "unnamed": "the pile gives these words to somebody it does not name",
}


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
    if heard is not None and said in _NOT_THEIRS:
        yield Judged(verdict="misattributed", why=_NOT_THEIRS[said], heard=heard, place=match.span)
    if heard is not None and said in ("passed on", "carrier") and _leaves_off_the_first(unit, heard):
        yield Judged(
            verdict="cut",
            why="who said it first is left off: these words were only passed on",
            heard=heard,
            place=match.span,
        )
    yield from _cuts(unit, place)


def _leaves_off_the_first(unit: Unit, heard: Heard) -> bool:
    """Whether the one whose words they were has a name, and neither the draft's sentence nor the quotation tells it."""
    told = f"{unit.around} {unit.words}".casefold()
    known = [name.casefold().split()[-1] for name in heard.names if name and not name.startswith("unnamed")]
    return heard.named and bool(known) and not any(name in told for name in known)


def _cuts(unit: Unit, place: Place) -> Iterable[Judged]:
    bent = [(sort, omitted) for omitted in place.match.omitted if (sort := bent_by(omitted))]
    off = [(o.sort, o.span.of(place.text)) for o in left_off(place.text, place.sentence, place.match.span)]
    for sort, omitted in (*bent, *off):
        if carries(unit.around, sort, omitted) or (sort == "negation" and unit.kind in ("denies", "declines")):
            continue
        if sort == "hedge" and unit.kind == "believes":
            continue
        yield _cut(sort, omitted, place.heard, place.match.span)


def _cut(sort: Sort, omitted: str, heard: Heard | None, place: Span | None = None) -> Judged:
    what = " ".join(omitted.split()).strip(' .,;:”"')
    if sort == "hedge":
        why = f"its source says it less surely: “{what}” is left off"
        return Judged(verdict="firmer", why=why, heard=heard, place=place)
    return Judged(verdict="cut", why=f"{_CUT[sort]} is left off: “{what}”", heard=heard, place=place)


@dataclass(frozen=True, slots=True)
class Likened:
    """How a statement of the pile bears on words of a draft."""

    heard: Heard
    how: Literal["same", "figures", "dates", "negated", "other"]
    share: float


def likened(unit: Unit, mine: Terms, heard: Heard) -> Likened:
    """How ``heard`` bears on what ``unit`` says."""
    near = nearest(mine, heard.words)
    there = terms(near)
    wide = terms(" . ".join((near, heard.source, heard.around, *heard.names)))
    wanted, agreed = _split(mine.words), mine.figures & there.figures
    shared = _in_common(wanted, _split(wide.words))
    share = (len(shared) + len(agreed)) / max(1, len(wanted) + len(agreed))
    inside = len(_in_common(wanted, _split(there.words))) + len(agreed)
    if len(shared) < LEAST_SHARED or inside < min(LEAST_SHARED, len(wanted)) or _other_act(unit, heard):
        return Likened(heard, "other", share)
    if share >= (CLOSE_SHARE if heard.id else PAPER_SHARE) and (how := _against(unit, mine, heard, there, wide)):
        return Likened(heard, how, share)
    few = len(wanted) <= FEW_WORDS and not _POINTS.match(heard.words)
    enough = SAME_SHARE if heard.id and not few else PAPER_SHARE
    same = share >= enough and mine.figures <= wide.figures
    return Likened(heard, "same" if same else "other", share)


def _against(
    unit: Unit, mine: Terms, heard: Heard, there: Terms, wide: Terms
) -> Literal["figures", "dates", "negated"] | None:
    """What keeps two nearly equal sayings from both being true."""
    if mine.figures and there.figures and not mine.figures & there.figures:
        return "figures"
    if mine.dates and wide.dates and not mine.dates & wide.dates:
        return "dates"
    one, other = nearest(there, unit.words, clauses=True), nearest(mine, heard.words, clauses=True)
    return "negated" if _denied(one, unit.kind) != _denied(other, heard.kind) else None


def _in_common(wanted: frozenset[str], have: frozenset[str]) -> set[str]:
    return {w for w in wanted if w in have or any(_kin(w, h) for h in have)}


def _other_act(unit: Unit, heard: Heard) -> bool:
    """Whether the pile only asks, or refuses to say, what the draft has said."""
    return heard.kind in ("asks", "declines") and unit.kind != heard.kind


def nearest(mine: Terms, words: str, *, clauses: bool = False) -> str:
    """The sentence of ``words``, or the clause, that has the most in common with ``mine``."""
    parts = re.split(_CLAUSES if clauses else r"(?<=[.!?])\s+", words)
    return max(parts, key=lambda part: len(_in_common(_split(mine.words), _split(terms(part).words))))


def _denied(words: str, kind: str) -> bool:
    count = len(_NOT.findall(_NO_NEGATION.sub(" ", words))) + bool(_BUT_FOR.search(words))
    return (kind == "denies") != bool(count % 2)


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
    near = sorted(
        (e for e in every if e.how != "other"),
        key=lambda e: (-e.share, not e.heard.id, e.heard.id, e.heard.document, e.heard.content),
    )
    same = [e for e in near if e.how == "same"]
    against = [e for e in near if e.how != "same"]
    if unit.sort == "sentence":
        return _own_voice(unit, mine, same, against, carried)
    return _attributed(unit, mine, same, against)


def _attributed(unit: Unit, mine: Terms, same: list[Likened], against: list[Likened]) -> list[Judged]:
    by = {e.heard: voice(unit.speaker, unit.source, e.heard) for e in (*same, *against)}
    same, against = ([e for e in found if e.heard.id or by[e.heard] == "same"] for found in (same, against))
    for wanted in ("same", "carrier", "unknown", "passed on"):
        own = [e.heard for e in same if by[e.heard] == wanted]
        if own:
            return [_said_too(unit, mine, own, wanted)]
    # That somebody else denies it does not make it untrue that the speaker said so.
    against = [e for e in against if by[e.heard] == "same" or e.how != "negated"]
    theirs = [e for e in against if by[e.heard] in ("same", "carrier")]
    if theirs:
        return [_contradicted(theirs)]
    others = [e for e in same if by[e.heard] in _NOT_THEIRS]
    if others:
        return [Judged(verdict="misattributed", why="somebody else says this in the pile", heard=others[0].heard)]
    if against:
        return [_contradicted(against)]
    return [Judged(verdict="not in the pile", why="nothing in the pile says this: yours to prove")]


def _said_too(unit: Unit, mine: Terms, own: Sequence[Heard], how: Voice) -> Judged:
    """The verdict where the pile has it from the speaker named: as said, more firmly, or without its condition."""
    best = next((heard for heard in own if _softly(heard, mine) is None), own[0])
    if soft := _firmer(unit, best):
        return Judged(verdict="firmer", why=soft, heard=best)
    if bound := _unbound(unit, mine, best):
        return _cut("condition", bound, best)
    return Judged(verdict="in the pile", why=_said_so(how), heard=best)


def _said_so(how: str) -> str:
    return {
        "same": "its speaker says so, in other words",
        "carrier": "the paper named passes it on, in other words",
        "unknown": "it is said, in other words; whether by this speaker is for you to see",
        "passed on": "the one named passed it on, in other words",
    }[how]


def _own_voice(unit: Unit, mine: Terms, same: list[Likened], against: list[Likened], carried: str) -> list[Judged]:
    open_ends = [e for e in against if not _carried(e, carried)]
    if open_ends:
        return [_contradicted(open_ends)]
    if not same:
        if against:
            return [Judged(verdict="in the pile", why="disputed; the draft tells both sides", heard=against[0].heard)]
        return [Judged(verdict="not in the pile", why="nothing in the pile says this: yours to prove")]
    flat = next((e for e in same if _softly(e.heard, mine) is None), None)
    if flat is None and (soft := _firmer(unit, same[0].heard)):
        return [Judged(verdict="firmer", why=soft, heard=same[0].heard)]
    heard = (flat or same[0]).heard
    whose = "in the pile it is somebody's word" if heard.id else f"in the pile a paper says it{_whose(heard)}"
    return [Judged(verdict="in the pile", why=f"in your own voice; {whose}", heard=heard)]


def _unbound(unit: Unit, mine: Terms, heard: Heard) -> str:
    """The condition on which its source says a thing, where the draft says it without one; empty where none is lost."""
    condition = bound_by(nearest(mine, heard.words)) or bound_by(heard.behind)
    if not condition or carries(f"{unit.words} {unit.around}", "condition", condition):
        return ""
    return condition


def _carried(against: Likened, draft: str) -> bool:
    """Whether the draft itself tells what speaks against it: its figures or dates, or its denial with its name."""
    there = terms(against.heard.words)
    last = [name.split()[-1].casefold() for name in against.heard.names if name]
    for sentence in re.split(r"(?<=[.!?])\s|\n", draft):
        here = terms(sentence)
        if against.how == "negated":
            told = bool(NEGATION.search(sentence)) and any(name in sentence.casefold() for name in last)
        else:
            wanted, have = (t.figures if against.how == "figures" else t.dates for t in (there, here))
            told = wanted <= have and 2 * len(there.words & here.words) >= len(there.words)
        if told:
            return True
    return False


def _contradicted(against: list[Likened]) -> Judged:
    how = {"figures": "other figures", "dates": "other dates", "negated": "denied, or said with a “not”"}[
        against[0].how
    ]
    heards = tuple(e.heard for e in against[:4])
    return Judged(verdict="contradicted", why=f"the pile has {how}", heard=heards[0], against=heards)


def _softly(heard: Heard, mine: Terms) -> str | None:
    """The words by which a statement of the pile is kept from being flat, near those that the draft has."""
    words = softeners(f"{nearest(mine, heard.words)} {heard.around}")
    return words[0] if words else None


def _firmer(unit: Unit, heard: Heard) -> str | None:
    soft = _softly(heard, terms(unit.words))
    if soft is None or unit.kind in ("believes", "asks") or is_soft(f"{unit.words} {unit.around}"):
        return None
    return f"its source says it less surely: “{soft}”"
