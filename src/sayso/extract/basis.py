"""How a speaker knows, and through which door the words came: the first line of the table that fits, with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.extract.cues import Cue
from sayso.extract.genre import OWN_VOICE, Genre
from sayso.extract.lexicon import BELIEVE, DENY, STATEMENTS, word_set
from sayso.extract.parts import Stretch
from sayso.extract.spans import Found, is_quoted, without
from sayso.extract.speaker import Speaker
from sayso.model.span import Span, Spans
from sayso.model.statement import Access, Basis, Channel

_SIGNALS = re.compile(
    r"\bintercept\w*|\bcall sign\b|\bwiretap\w*|\bSIGINT\b|\bsignals (?:intelligence|office|desk|branch|agency|digest)\b|"
    r"\bbugged\b|\b(?:police|military|army|border) radio\b|\beavesdrop\w*|\bmonitored (?:calls?|traffic)\b",
    re.IGNORECASE,
)
_VOICES = re.compile(r"\b(?:voice|call sign|channel|caller|station|operator)\b", re.IGNORECASE)
_INSTRUMENT = re.compile(
    r"\b(?:survey|gauge|meter|sensor|instrument|thermometer|seismograph|radar|satellite|scan|x-ray|laboratory|lab|"
    r"analysis|autopsy|post-mortem|census|count|tally|poll|test|tests|samples?|weighbridge|counter|dosimeter)\b",
    re.IGNORECASE,
)
_MEASURES = word_set(
    "measured measures measure timed weighed counted clocked tested surveyed sampled analysed analyzed"
)
_EXAMINED = re.compile(
    r"\b(?:compared|examined|tested|analys\w+|analyz\w+|measured|inspected under|under the microscope|surveyed|counted|"
    r"weighed|scanned|x-rayed|sampled)\b",
    re.IGNORECASE,
)
_OWN_READING = re.compile(
    r"\b(?:he|she|i|they|we)\s+(?:had\s+|has\s+|have\s+)?(?:himself\s+|herself\s+|myself\s+)?"
    r"(?:measured|timed|counted|weighed|taken \d|took \d|clocked|read the (?:meter|gauge))",
    re.IGNORECASE,
)
_SEEN = (
    r"\s+(?:(?:had|has|have|also|only|then|could|just|both|not)\s+)*(?:saw|seen|see|heard|hear|watched|witnessed|noticed|"
    r"smelled|stood|was standing|were standing)\b(?!\s+(?:from|that|it from|of)\b)"
)
_SAW = re.compile(
    rf"\b(?:i|we|he|she|they){_SEEN}|^(?:he|she|i|they|we)\s+(?:was|were|had been)\s+\w+ing\b|"
    r"^(?:hearing|seeing|watching|holding|standing)\b",
    re.IGNORECASE,
)
_I_SAW = re.compile(
    rf"\b(?:i|we){_SEEN}|^(?:i|we)\s+(?:was|were|had been)\s+\w+ing\b|\b(?:i|we) (?:was|were) (?:there|behind|inside)\b|"
    r"\b(?:behind|in front of|beside|around) (?:us|me)\b",
    re.IGNORECASE,
)
_OTHERS_SAW = re.compile(r"^(?:he|she|they)\s+(?:saw|heard|watched|noticed)\b", re.IGNORECASE)
_EYEWITNESS = re.compile(
    r"\bwho (?:saw|heard|watched|witnessed|was there|were there)\b|\b(?:eye)?witness(?:es)?\b", re.IGNORECASE
)
_HEARSAY = re.compile(
    r"\bheard (?:it )?from\b|\bheard that\b|\bcommon (?:talk|knowledge)\b|\brumou?red\b|\bword is\b|\bgossip\b|"
    r"\b(?:he|she|they|i|we) (?:had been|have been|was|were) told\b|\bpeople (?:say|said)\b|\bsecond-?hand\b|\bthey say\b|\bit is said\b|\bgrapevine\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\bin writing\b|\b(?:according to|shows?|showed) (?:the |a |its |his |her )?(?:log|records?|register|file|minutes)\b|"
    r"\b(?:log|register|records?|minutes|file|sheet|report|document) (?:shows?|showed|says|said|states|stated)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:told|to|before|with|briefed) (?:\w+['’]s )?(?:the |a |an )?(?:\w+ ){0,2}?(?:reporters|journalists|press|news conference|press conference|"
    r"briefing|parliament|deputies|lawmakers|legislators|MPs|senators|congress|chamber|council|committee|court|hearing|"
    r"inquiry|assembly|meeting|rally|crowd|supporters|viewers|shareholders|house)\b|\bin (?:the |a |its |his |her |their )?"
    r"(?:\w+ ){0,3}?(?:statement|press release|news release|speech|address|chamber|parliament|testimony|press conference|"
    r"news conference|communiqu[eé]|filing|broadcast|tweet|post)\b|\bat (?:a|the|an) (?:\w+ ){0,2}?(?:news conference|press conference|"
    r"briefing|hearing|meeting|rally|conference)\b|\bannounce\w*|\btweet(?:ed|s)\b|\bposted\b|\bon (?:twitter|facebook|television|state tv)\b",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"\bin an interview\b|\bby (?:tele)?phone\b|\bon the (?:tele)?phone\b|\bby e-?mail\b|\bin (?:a|an) (?:written |e-?mailed )"
    r"?(?:reply|response|answer|e-?mail)\b|\btold (?:us|me|this (?:newspaper|paper|reporter|magazine|site|agency|publication))\b|"
    r"\bwrote to (?:us|this)\b|\bwhen (?:reached|asked|contacted)\b|\bat (?:his|her|their) (?:kitchen|home|house|office|desk)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:not (?:to )?(?:be )?(?:named|identified)|anonym\w+|would not give (?:his|her|their) names?|asked not to|fear\w*|"
    r"speaking separately|condition|familiar with|close to|with knowledge|handled|has seen|have seen|not authori[sz]ed|"
    r"consulted by|who knows|declined to be (?:named|identified)|spoke separately|insider)\b",
    re.IGNORECASE,
)
_INFORMANTS = word_set(
    "official officials officer officers source sources guard guards insider insiders aide aides employee employees "
    "person diplomat diplomats soldier soldiers adviser advisers staffer colleague executive one second other another "
    "policeman detective investigator investigators worker informant lawmaker"
)
NEAR = 40
"""Statements either way from which a channel carries over."""
_DIALOGUE = word_set("ask reply answer respond add retort interject counter object insist")


@dataclass(frozen=True, slots=True)
class Ground:
    """Basis, the words it rests on, how the speaker had access, and the channel the words came by."""

    basis: Basis
    words: Spans = ()
    access: Access = "unstated"
    channel: Channel = "unstated"


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at for one statement."""

    text: str
    found: Found
    cue: Cue
    speaker: Speaker
    genre: Genre
    stretch: Stretch
    sentence: Span
    frames: Spans
    """The words of the sentence that are its own: neither its content nor anybody else's."""
    before: Span | None
    """The sentence before, in the same paragraph."""
    nested: bool
    parent: Ground | None
    follows_plain: bool
    """Whether nobody is quoted in the sentence before."""
    own: bool
    """Whether the author or issuer of the part speaks in it, outside quotations."""

    @property
    def headline(self) -> bool:
        """Whether its sentence ends without a stop, as headlines do."""
        return self.sentence.of(self.text)[-1:] not in {".", "!", "?", "”", '"', ":"}

    @property
    def opening(self) -> str:
        """The first words of the content."""
        return self.text[self.found.content[0].start : self.found.content[0].end] if self.found.content else ""

    def frame(self, pattern: re.Pattern[str]) -> Spans:
        """Where ``pattern`` stands in the words around the content."""
        return tuple(
            Span(m.start(), m.end()) for f in self.frames for m in pattern.finditer(self.text, f.start, f.end)
        )[:3]

    def content(self, pattern: re.Pattern[str]) -> Spans:
        """Where ``pattern`` stands in the content."""
        return tuple(
            Span(m.start() + c.start, m.end() + c.start)
            for c in self.found.content
            for m in pattern.finditer(c.of(self.text))
        )[:3]

    def source(self, pattern: re.Pattern[str]) -> Spans:
        """Where ``pattern`` stands in the source."""
        return tuple(
            Span(m.start(), m.end()) for s in self.found.source for m in pattern.finditer(self.text, s.start, s.end)
        )


def ground_of(case: Case) -> Ground:
    """The ground of one statement: access first, then the channel, by the first line of the table that fits."""
    channel, by = _channel(case)
    for basis, rule in _ACCESS:
        words = rule(case)
        if words is not None:
            access: Access = basis if basis != "anonymous source" else "unstated"  # type: ignore[assignment]
            return Ground(basis, words, access, channel if basis != "signals intelligence" else "intercept")
    if _is_anonymous(case):
        return Ground("anonymous source", (), "unstated", "interview")
    if channel == "public statement":
        return Ground("public statement", by, "unstated", channel)
    if channel == "interview":
        return Ground("interview", by, "unstated", channel)
    return Ground("unstated", (), "unstated", channel)


def _signals(case: Case) -> Spans | None:
    if case.parent is not None and case.parent.basis == "signals intelligence":
        return case.parent.words
    words = case.source(_SIGNALS) or (case.frame(_SIGNALS) if case.genre != "digest" else ())
    if words:
        return words
    voice = case.source(_VOICES)
    antecedent = case.speaker.phrase.text if case.speaker.phrase else ""
    if case.genre == "digest" and (voice or not case.found.source or _VOICES.search(antecedent)):
        return voice
    return () if case.speaker.sort == "document" and _SIGNALS.search(antecedent) else None


def _measured(case: Case) -> Spans | None:
    if set(case.cue.words) & _MEASURES:
        return case.found.cue
    if case.cue.lemma == "make" and re.search(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)\b", case.opening
    ):
        return case.found.cue
    instrument = case.source(_INSTRUMENT)
    head = case.speaker.phrase.head if case.speaker.phrase else ""
    if (
        instrument
        and (case.speaker.sort != "person" or _INSTRUMENT.fullmatch(head))
        and not case.source(re.compile(r"\breport\b", re.IGNORECASE))
    ):
        return instrument
    if case.cue.lemma == "find" and case.speaker.sort == "person":
        start = case.before.start if case.before else case.sentence.start
        examined = _EXAMINED.search(case.text, start, case.found.cue[0].start)
        if examined:
            return (Span(examined.start(), examined.end()),)
    return (case.content(_OWN_READING) or None) if _speaks_of_self(case, _OWN_READING) else None


def _speaks_of_self(case: Case, pattern: re.Pattern[str]) -> bool:
    """Whether the "he" or "she" of what ``pattern`` finds in the content can be the speaker."""
    found = pattern.search(case.opening)
    pronoun = found.group().split()[0].lower() if found else ""
    gender = case.speaker.gender or {"he": "m", "she": "f"}.get(_source_word(case))
    return pronoun not in {"he", "she"} or gender is None or gender == {"he": "m", "she": "f"}[pronoun]


def _source_word(case: Case) -> str:
    return case.found.source[0].of(case.text).lower() if case.found.source else ""


def _witnessed(case: Case) -> Spans | None:
    if case.speaker.sort == "document" or case.own or case.genre == "digest":
        return None
    words = case.source(_EYEWITNESS)
    if words:
        return words
    if case.cue.lemma in {"recall", "remember", "recollect", "witness"} and case.cue.lemma != "":
        return case.found.cue
    quoted = bool(case.found.content) and is_quoted(case.text, case.found.content[0])
    if quoted and _OTHERS_SAW.match(case.opening):
        return None
    if case.nested and case.cue.lemma == "describe" and case.speaker.sort in {"person", "people"}:
        return case.found.cue
    pattern = _I_SAW if quoted else _SAW
    spoken = case.cue.lemma not in BELIEVE | DENY and _speaks_of_self(case, pattern)
    return (case.content(pattern) or None) if spoken else None


def _in_document(case: Case) -> Spans | None:
    if case.speaker.sort == "document":
        return case.found.source
    if case.own and case.genre not in {"release", "minutes"}:
        return ()
    letters = case.genre not in {"article", "release", "minutes"}
    if letters and case.speaker.phrase is not None and case.speaker.phrase.head in STATEMENTS:
        return case.found.source
    if letters and (case.cue.lemma == "write" or case.speaker.head in {"writer", "author", "signatory"}):
        return case.found.cue
    apart = without(case.frames, [*case.found.source, *case.found.cue])
    return replace(case, frames=apart).frame(_RECORD) or None


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
    if quoted and _OTHERS_SAW.match(case.opening):
        return case.content(_OTHERS_SAW)
    words = case.content(_HEARSAY)
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
    if case.nested or case.speaker.sort not in {"person", "people"} or case.speaker.naming != "unnamed":
        return False
    phrase = case.speaker.phrase
    if phrase is None:
        return False
    words = f"{phrase.text} {case.text[case.found.source[0].end : case.sentence.end] if case.found.source else ''}"
    if case.genre in {"article", "paper"}:
        return bool(_SECRET.search(words)) or phrase.head in _INFORMANTS
    return case.genre == "digest" and bool(_SECRET.search(phrase.text))


def _channel(case: Case) -> tuple[Channel, Spans]:
    if case.speaker.sort == "document":
        return "document", ()
    if case.speaker.phrase is not None and case.speaker.phrase.head in STATEMENTS:
        return ("document", ()) if case.genre in {"letter", "memo", "mail"} else ("public statement", case.found.source)
    if case.genre in {"release", "minutes"} and not case.nested:
        return ("public statement", ()) if _is_issuers(case) else ("unstated", ())
    if case.own:
        return "document", ()
    interview = case.frame(_INTERVIEW) or _told_here(case)
    if interview and case.genre in {"article", "paper"}:
        return "interview", interview
    public = case.frame(_PUBLIC)
    if public and case.genre in {"article", "paper"} and not case.nested:
        return "public statement", public
    if (
        case.nested
        and case.parent is not None
        and case.cue.lemma in {"deny", "go_on"}
        and case.parent.channel == "public statement"
    ):
        return "public statement", case.parent.words
    return "unstated", ()


def _is_issuers(case: Case) -> bool:
    """Whether a statement in a release or in minutes is the issuer's own, or made at the meeting."""
    if case.genre == "minutes" or case.own:
        return True
    before = case.text[max(case.found.cue[0].start - 12, 0) : case.found.cue[0].start]
    if re.search(r"\b(?:has|have|had)\s+(?:\w+\s+)?$", before) or case.cue.words[:1] in {("has",), ("have",), ("had",)}:
        return False
    entry = case.speaker.entry
    if case.speaker.sort == "organisation":
        return not case.stretch.part.publisher or same_body(case.speaker.name or "", case.stretch.part.publisher)
    return entry is not None and not entry.roles & {"independent", "consultant", "coroner", "professor", "outside"}


def _told_here(case: Case) -> Spans:
    """Where the sentence says that the words were spoken or written to this publication."""
    publisher = case.stretch.part.publisher
    if not publisher:
        return ()
    names = [re.escape(w) for w in publisher.split() if w[:1].isupper()]
    if not names:
        return ()
    last = rf"(?:the\s+)?(?:{'|'.join([re.escape(publisher), *names])})"
    told = re.compile(rf"\b(?:told|to|for|with|wrote to)\s+{last}(?!\s+(?:[A-Z]|in\b|on\b))")
    here = case.frame(told)
    if here or case.before is None or len(_source_word(case)) > 4:
        return here
    before = told.search(case.text, case.before.start, case.before.end)
    return (Span(before.start(), before.end()),) if before else ()


def settled(grounds: Sequence[Ground], cases: Sequence[Case]) -> list[Ground]:
    """``grounds`` with channels carried over: somebody who told this paper one thing told it the next one too."""
    out = list(grounds)
    for i, case in enumerate(cases):
        if (
            out[i].channel != "unstated"
            or case.nested
            or case.genre not in {"article", "paper"}
            or not case.speaker.name
        ):
            continue
        giver = _nearest(i, cases, grounds)
        if giver is not None and (grounds[giver].channel == "interview" or not _is_habitual(case)):
            channel = grounds[giver].channel
            basis: Basis = channel if out[i].basis == "unstated" else out[i].basis  # type: ignore[assignment]
            out[i] = replace(out[i], channel=channel, basis=basis)
    return out


def _is_habitual(case: Case) -> bool:
    """Whether the cue tells what somebody always says: "the ministry insists"."""
    simple = case.cue.words in {(case.cue.lemma,), (case.cue.lemma + "s",)}
    return simple and not case.cue.denied and not case.headline


def _nearest(at: int, cases: Sequence[Case], grounds: Sequence[Ground]) -> int | None:
    """The nearest statement of the same speaker with a channel of its own; for dialogue, of the paragraph before."""
    spoken = ("interview", "public statement")
    same = [
        j for j, c in enumerate(cases[max(at - NEAR, 0) : at + NEAR], start=max(at - NEAR, 0))
        if j != at and not c.nested and c.speaker.name == cases[at].speaker.name and grounds[j].channel in spoken
    ]  # fmt: skip
    if same:
        return min(same, key=lambda j: (abs(j - at), j > at))
    near = range(at - 1, max(at - 5, -1), -1) if cases[at].cue.lemma in _DIALOGUE else range(0)
    return next(
        (j for j in near if not cases[j].nested and grounds[j].channel == "public statement" and _is_venue(cases[j])),
        None,
    )


def _is_venue(case: Case) -> bool:
    return bool(
        case.frame(
            re.compile(r"\b(?:chamber|parliament|council|meeting|court|hearing|committee|deputies)\b", re.IGNORECASE)
        )
    )


def is_own(speaker: Speaker, stretch: Stretch, genre: Genre, *, nested: bool, quoted: bool) -> bool:
    """Whether the author or the issuer of the part speaks in it."""
    if nested or quoted or genre not in OWN_VOICE | {"minutes"} or speaker.name is None:
        return False
    part = stretch.part
    forms = {speaker.name, *(speaker.entry.forms if speaker.entry else ())}
    return any(same_body(form, head) for form in forms for head in (part.author, part.publisher) if head)


def same_body(one: str, other: str) -> bool:
    """Whether two names have the same words that count: "Ministry of Works" is the "Works Ministry"."""
    return _counting(one) == _counting(other) != frozenset()


def _counting(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - {"of", "the", "for", "and"}
