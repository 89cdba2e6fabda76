"""How a speaker knows: the first line of the table that fits, with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sayso.extract.channel import channel_of
from sayso.extract.evidence import Case, Ground
from sayso.extract.lexicon import BELIEVE, DENY, STATEMENTS
from sayso.extract.phrases import INDEFINITE
from sayso.extract.signs import (
    CALL_SIGN,
    COUNTED,
    EXAMINED,
    EYEWITNESS,
    HEARSAY,
    I_SAW,
    IN_WRITING,
    INFORMANTS,
    INSIDER,
    INSTRUMENT,
    MEASURES,
    OTHERS_SAW,
    OWN_READING,
    RECORD,
    RELIED_ON,
    SAW,
    SECRET,
    SIGNALS,
    VOICES,
)
from sayso.extract.spans import is_quoted, without
from sayso.model.span import Span, Spans
from sayso.model.statement import Access, Basis


def ground_of(case: Case) -> Ground:
    """The ground of one statement: access first, then the channel, by the first line of the table that fits."""
    channel, by = channel_of(case)
    for basis, rule in _ACCESS:
        words = rule(case)
        if words is not None:
            access: Access = basis if basis != "anonymous source" else "unstated"  # type: ignore[assignment]
            return Ground(basis, words, access, channel if basis != "signals intelligence" else "intercept")
    if _is_anonymous(case):
        return Ground("anonymous source", (), "unstated", "interview")
    if channel == "document" and case.genre == "article" and not case.nested:
        return Ground("document", by, "document", channel)
    if channel == "public statement":
        return Ground("public statement", by, "unstated", channel)
    if channel == "interview":
        return Ground("interview", by, "unstated", channel)
    return Ground("unstated", (), "unstated", channel)


def _signals(case: Case) -> Spans | None:
    if case.parent is not None and case.parent.basis == "signals intelligence":
        return case.parent.words
    words = case.source(SIGNALS) or (case.frame(SIGNALS) if case.genre != "digest" else ())
    if words:
        return words
    if case.genre == "digest" and (
        case.source(CALL_SIGN) or (case.cue.lemma in {"assess", "judge"} and not case.nested)
    ):
        return case.source(CALL_SIGN)
    voice = case.source(VOICES)
    antecedent = case.speaker.phrase.text if case.speaker.phrase else ""
    if case.genre == "digest" and (voice or not case.found.source or VOICES.search(antecedent)):
        return voice
    return () if case.speaker.sort == "document" and SIGNALS.search(antecedent) else None


def _measured(case: Case) -> Spans | None:
    if set(case.cue.words) & MEASURES:
        return case.found.cue
    if case.cue.lemma == "make" and re.search(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)\b", case.opening
    ):
        return case.found.cue
    instrument = case.source(INSTRUMENT)
    head = case.speaker.phrase.head if case.speaker.phrase else ""
    if (
        instrument
        and (case.speaker.sort != "person" or INSTRUMENT.fullmatch(head))
        and not case.source(re.compile(r"\breport\b", re.IGNORECASE))
    ):
        return instrument
    counted = case.source(COUNTED)
    if counted:
        return counted
    if case.cue.lemma in {"find", "conclude", "establish", "determine"} and case.speaker.sort != "document":
        start = case.before.start if case.before else case.sentence.start
        examined = EXAMINED.search(case.text, start, case.found.cue[0].start)
        if examined:
            return (Span(examined.start(), examined.end()),)
    return (case.content(OWN_READING) or None) if _speaks_of_self(case, OWN_READING) else None


def _speaks_of_self(case: Case, pattern: re.Pattern[str]) -> bool:
    """Whether the "he" or "she" of what ``pattern`` finds in the content can be the speaker."""
    found = pattern.search(case.opening)
    pronoun = found.group().split()[0].lower() if found else ""
    gender = case.speaker.gender or {"he": "m", "she": "f"}.get(case.source_word)
    return pronoun not in {"he", "she"} or gender is None or gender == {"he": "m", "she": "f"}[pronoun]


def _witnessed(case: Case) -> Spans | None:
    if case.speaker.sort == "document" or case.own or case.genre == "digest":
        return None
    words = case.source(EYEWITNESS)
    if words and case.genre != "minutes":
        return words
    if _by_verb(case):
        return case.found.cue
    quoted = bool(case.found.content) and is_quoted(case.text, case.found.content[0])
    if quoted and OTHERS_SAW.match(case.opening):
        return None
    partly = any(mark in case.opening for mark in '“"') and not case.content(OTHERS_SAW)
    if partly and case.content(I_SAW):
        return case.content(I_SAW)
    pattern = I_SAW if quoted else SAW
    spoken = case.cue.lemma not in BELIEVE | DENY and _speaks_of_self(case, pattern)
    return (case.content(pattern) or None) if spoken else None


def _by_verb(case: Case) -> bool:
    """Whether the verb tells that the speaker was there: "recalls", and "reports" in a log."""
    if case.cue.lemma in {"recall", "remember", "recollect", "witness"}:
        return True
    seen = case.nested and case.cue.lemma == "describe" and case.speaker.sort in {"person", "people"}
    noted = case.genre in {"log", "sheet"} and case.cue.lemma == "report" and case.speaker.sort == "person"
    return seen or (noted and not case.nested)


def _in_document(case: Case) -> Spans | None:
    if case.speaker.sort == "document":
        return case.found.source
    if case.speaker.paper is not None:
        return (case.speaker.paper,)
    if case.own and case.genre not in {"release", "minutes"}:
        return ()
    if _put_down(case):
        return case.found.cue
    letters = case.genre not in {"article", "release", "minutes"}
    if letters and case.speaker.phrase is not None and case.speaker.phrase.head in STATEMENTS:
        return case.found.source
    apart = without(case.frames, [*case.found.source, *case.found.cue])
    return replace(case, frames=apart).frame(RECORD) or None


def _put_down(case: Case) -> bool:
    """Whether the verb tells that somebody put it on paper."""
    if case.cue.lemma in {"record", "log"} and case.speaker.sort in {"person", "people"}:
        return True
    if any(IN_WRITING.search(cue.of(case.text)) for cue in case.found.cue):
        return True
    letters = case.genre not in {"article", "release", "minutes"}
    return letters and (case.cue.lemma == "write" or case.speaker.head in {"writer", "author", "signatory"})


def _hearsay(case: Case) -> Spans | None:
    if not case.found.source and not case.nested and case.cue.lemma != "resolve" and case.speaker.name is None:
        return case.found.cue
    if (
        not case.found.source
        and case.cue.passive
        and case.cue.lemma in {"say", "allege", "understand", "report", "believe"}
    ):
        return case.found.cue
    quoted = bool(case.found.content) and is_quoted(case.text, case.found.content[0])
    if quoted and OTHERS_SAW.match(case.opening):
        return case.content(OTHERS_SAW)
    words = case.content(HEARSAY)
    return words[:1] if words and words[0].start - case.found.content[0].start < 40 else None


_ACCESS: tuple[tuple[Basis, Callable[[Case], Spans | None]], ...] = (
    ("signals intelligence", _signals),
    ("measurement", _measured),
    ("witness", _witnessed),
    ("document", _in_document),
    ("hearsay", _hearsay),
)


def _is_anonymous(case: Case) -> bool:
    """Whether an unnamed person speaks to the writer."""
    phrase = case.speaker.phrase
    if case.nested or case.speaker.sort not in {"person", "people"} or phrase is None or case.speaker.naming == "named":
        return False
    if case.genre in {"article", "paper"} and RELIED_ON.search(phrase.text):
        return True
    if case.speaker.naming != "unnamed":
        return False
    words = f"{phrase.text} {case.text[case.found.source[0].end : case.sentence.end] if case.found.source else ''}"
    if case.genre in {"article", "paper"}:
        return bool(SECRET.search(words)) or phrase.head in INFORMANTS or _is_insider(case, phrase.determiner, words)
    return case.genre == "digest" and bool(SECRET.search(phrase.text))


def _is_insider(case: Case, determiner: str, words: str) -> bool:
    """Whether it is "a clerk who works there": one of those concerned, who speaks for nobody else."""
    speaks_for = case.speaker.head.startswith("spokes") or case.speaker.head in {"lawyer", "lawyers", "reader"}
    return determiner in INDEFINITE and not speaks_for and bool(INSIDER.match(words))
