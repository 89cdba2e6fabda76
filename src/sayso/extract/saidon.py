"""When something was said: dates around a cue, a paper's own date, a log's entry; never simply the article's date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from sayso.extract.channel import of_itself
from sayso.extract.dates import Dated, dates_in, day_of
from sayso.extract.evidence import Case, Ground
from sayso.extract.genre import Genre
from sayso.extract.interviews import Talk
from sayso.extract.lexicon import STATEMENTS, word_set
from sayso.extract.parts import Stretch
from sayso.extract.spans import without
from sayso.model.span import Span, hull
from sayso.model.statement import AsOf

_SAME_PAPER = word_set("memo memorandum paper page note document sheet")
_DATED = re.compile(r"\b(?:(?P<far>dated|the date(?: of)?)|of)\s+(?=\d|[A-Z])", re.IGNORECASE)
_PERIOD = re.compile(r"\bperiod(?: covered)?:?\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\s*(\d{1,2})[:.](\d{2})\b(?!\s*L)")
_DATELINE = re.compile(r"\s*(?:\([^()\n]{1,24}\)\s*)?[-–—]\s")
REACH = 90
"""Characters from source or cue within which a date belongs to the saying."""


class Clock:
    """The dates of one stretch: its own, those of its entries, those of papers it names."""

    def __init__(self, text: str, stretch: Stretch, genre: Genre) -> None:
        self.text, self.stretch, self.genre = text, stretch, genre
        self.base = day_of(stretch.part.published)
        self._starts = [p[0].start for p in stretch.paragraphs if p]
        self._days = self._entry_days() if genre == "log" else []
        self._papers = self._dated_papers()

    @property
    def own(self) -> str | None:
        """The part's own date."""
        return self.base.isoformat() if self.base else None

    def entry(self, offset: int) -> str | None:
        """The date of the log entry around ``offset``."""
        at = bisect_right(self._starts, offset) - 1
        day = self._days[at] if 0 <= at < len(self._days) else None
        return day.isoformat() if day else None

    def paper(self, head: str) -> str | None:
        """The date of the paper called ``head`` here, where all such papers bear one date."""
        same = _SAME_PAPER if head in _SAME_PAPER else {head}
        dates = {edtf for name, edtf in self._papers if name in same}
        return dates.pop() if len(dates) == 1 else None

    def period(self) -> str | None:
        """The one day that the head says is covered."""
        head = Span(self.stretch.span.start, min(self.stretch.span.start + 600, self.stretch.span.end))
        found = _PERIOD.search(self.text, head.start, head.end)
        if found is None:
            return None
        first = next(dates_in(self.text, Span(found.end(), min(found.end() + 40, head.end)), self.base), None)
        return first.edtf if first else None

    def _entry_days(self) -> list[date | None]:
        head = Span(self.stretch.span.start, min(self.stretch.span.start + 400, self.stretch.span.end))
        named = next((d for d in dates_in(self.text, head, self.base) if d.sort == "full"), None)
        timed = any(_CLOCK.match(self.text, s) for s in self._starts)
        day = (day_of(named.edtf) if named and timed else None) or self.base
        base = self.base or self._in_year(head)
        days: list[date | None] = []
        last = -1
        for start in self._starts:
            opens = next(dates_in(self.text, Span(start, min(start + 16, self.stretch.span.end)), base), None)
            clock = _CLOCK.match(self.text, start)
            if opens is not None and opens.span.start - start < 3 and opens.sort == "full":
                day = day_of(opens.edtf) or day
            elif clock and day is not None:
                minutes = int(clock[1]) * 60 + int(clock[2])
                day = day + timedelta(days=1) if minutes < last else day
                last = minutes
            days.append(day)
        return days

    def _in_year(self, head: Span) -> date | None:
        """The middle of the one year that a head names, against which days without a year are worked out."""
        years = set(_YEAR.findall(head.of(self.text)))
        return date(int(years.pop()), 7, 1) if len(years) == 1 else None

    def _dated_papers(self) -> list[tuple[str, str]]:
        """Papers the text dates, "the note, dated 3 May" or "letter of 3 May": head noun and date."""
        out = []
        for m in _DATED.finditer(self.text, self.stretch.span.start, self.stretch.span.end):
            first = next(dates_in(self.text, Span(m.end(), min(m.end() + 24, self.stretch.span.end)), self.base), None)
            if first is None or first.span.start - m.end() >= 3 or first.sort != "full":
                continue
            before = re.split(r"[.;\n“”\"]", self.text[max(m.start() - 110, self.stretch.span.start) : m.start()])[-1]
            heads = re.findall(r"[\w-]+", before.lower())
            out += [(head, first.edtf) for head in (heads if m["far"] else heads[-1:]) if head in _PAPERS]
        return out


_PAPERS = _SAME_PAPER | word_set(
    "letter report e-mail email mail release statement digest order instruction directive log survey minutes circular"
)

_SAID_ONCE = {(w,) for w in word_set("told advised certified promised warned asked ordered assured suggested")}
"""What the writer of a paper said before he wrote it, on another day: "I told them so"."""
_WORKS = STATEMENTS | word_set("survey study analysis inspection examination review")


def said_on(  # noqa: PLR0911 - a table, read from the top
    case: Case, clock: Clock, ground: Ground, parent_date: str | None
) -> str | None:
    """The day of saying, writing or recording; None where the text does not tell."""
    near = _near(case, clock)
    if case.speaker.paper is not None:
        return next((d.edtf for d in dates_in(case.text, case.speaker.paper, clock.base) if d.sort != "range"), None)
    if case.genre == "article" and ground.basis == "public statement" and of_itself(case):
        return clock.own
    if case.speaker.sort == "document" or (case.speaker.phrase is not None and case.speaker.phrase.head in _WORKS):
        return _of_paper(case, clock)
    if clock.genre == "log" and not case.nested:
        return clock.entry(case.found.hull.start)
    if near is not None:
        return near
    if case.genre == "digest" and ground.basis == "signals intelligence" and not case.nested:
        return (clock.period() if case.found.source else None) or clock.own
    if case.own and case.cue.words in _SAID_ONCE:
        return _before(case, clock)
    if case.own or (ground.channel == "public statement" and case.genre in {"release", "minutes"} and not case.nested):
        return clock.own
    if case.nested and ground.channel == "public statement":
        return parent_date
    return _before(case, clock)


def as_of(case: Case, base: date | None) -> AsOf | None:
    """The time a content is about: its first date, with the words that tell it."""
    for span in case.found.content:
        first = next((d for d in dates_in(case.text, span, base) if d.sort != "word"), None)
        if first is not None:
            return AsOf(edtf=first.edtf, words=(first.span,))
    return None


def carried(
    days: Sequence[str | None], cases: Sequence[Case], grounds: Sequence[Ground], talk: Talk | None = None
) -> list[str | None]:
    """``days`` carried to what the same speaker goes on to say by the same channel, a few statements on."""
    told = talk.day if talk else None
    out = [told if day is None and _is_of(talk, case) else day for day, case in zip(days, cases, strict=True)]
    for i, case in enumerate(cases):
        if out[i] is not None or case.nested or case.speaker.sort == "document" or case.own:
            continue
        ahead = range(i + 1, min(i + 6, len(cases))) if case.headline else range(0)
        for j in (*range(i - 1, max(i - 6, -1), -1), *ahead):
            other = cases[j]
            if other.nested or other.speaker.sort == "document" or other.own:
                continue
            same = other.speaker.name == case.speaker.name and case.speaker.name is not None
            public = grounds[i].channel == grounds[j].channel == "public statement"
            pronoun = case.speaker.phrase is None or bool(case.found.source and case.found.source[0].length <= 4)
            if same and (public or pronoun):
                out[i] = days[j] if j > i else out[j]
                break
            if public and case.genre == "article" and not same and _dialogue(case):
                out[i] = out[j]
                break
    return out


def _is_of(talk: Talk | None, case: Case) -> bool:
    return talk is not None and case.speaker.entry is talk.entry and not case.nested


def _dialogue(case: Case) -> bool:
    return case.cue.lemma in {"ask", "reply", "answer", "respond", "retort"}


def _of_paper(case: Case, clock: Clock) -> str | None:
    """A paper's own date: in the words that name it, or where the text dated it before."""
    for span in case.found.source:
        inside = next((d for d in dates_in(case.text, span, clock.base) if d.sort in {"full", "weekday"}), None)
        if inside is not None and re.search(
            r"\b(?:of|dated)\s+(?:the\s+)?$", case.text[span.start : inside.span.start]
        ):
            return inside.edtf
    return clock.paper(case.speaker.phrase.head if case.speaker.phrase else case.speaker.head)


def _near(case: Case, clock: Clock) -> str | None:
    """A date in the sentence, outside every content, near source or cue, and not after the paper's own date."""
    core = [*case.found.source, *case.found.cue]
    frames = without(case.frames, case.found.source)
    for dated in (d for frame in frames for d in dates_in(case.text, frame, clock.base)):
        if dated.sort == "range":
            continue
        if _distance(dated.span, core) > REACH or not _belongs(case, dated):
            continue
        if clock.own is None or dated.edtf <= clock.own:
            return dated.edtf
    return None


def _belongs(case: Case, dated: Dated) -> bool:
    """Whether a date is of the saying: not of something named, as in "the report of 3 May" or "published on 6 May"."""
    before = case.text[max(dated.span.start - 24, case.sentence.start) : dated.span.start].lower()
    if re.search(
        r"\b(?:of|dated|since|until|by|before|after|published|from|to|visit|period|between)\s+(?:on\s+)?$", before
    ):
        return False
    if _DATELINE.match(case.text, dated.span.end, dated.span.end + 40):
        return False
    start = max([s.end for s in case.found.source if s.end <= dated.span.start], default=case.sentence.start)
    if re.search(r"\b(?:who|whom|whose|which)\b[^.;]*$", case.text[start : dated.span.start]):
        return False
    cue = hull(case.found.cue)
    between = case.text[min(cue.end, dated.span.end) : max(cue.start, dated.span.start)]
    return not re.search(r"[“”\";]|\.\s", between)


def _distance(span: Span, core: Sequence[Span]) -> int:
    return min((max(span.start - c.end, c.start - span.end, 0) for c in core), default=0)


def _before(case: Case, clock: Clock) -> str | None:
    """The date of the sentence before, where a pronoun goes on with it: "Mr Day came on 3 May. He measured ..."."""
    pronoun = bool(case.found.source) and case.found.source[0].length <= 4
    if not pronoun or case.nested or case.before is None or case.genre == "article" or not case.follows_plain:
        return None
    dated = [d for d in dates_in(case.text, case.before, clock.base) if d.sort in {"full", "weekday"}]
    start = dated[0].span.start if len(dated) == 1 else 0
    return dated[0].edtf if re.search(r"(?i)\bon\s*$", case.text[max(start - 4, 0) : start]) else None
