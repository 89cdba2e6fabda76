"""Lines brought up to date: only documents that came, or to which the pile answers otherwise than before, give theirs.

A line is made of its own document, of what the pile answers about names and papers, and of the speakers of the same
words at the place they were copied from. What each document asked is kept with the answers; names are settled over the
whole pile, whose headings alone are read for it, and only where a document came or went or names were judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sayso.engine.linking.copied import Copied
from sayso.engine.linking.kept_lines import Lines, Spoken, number_of, wording_of
from sayso.engine.linking.live import Live, Pile
from sayso.engine.linking.questions import Questions
from sayso.link.asking import Asking
from sayso.link.entities import NameBook
from sayso.link.follow import Follower
from sayso.link.inherit import inherited
from sayso.link.judged import names_as_judged, note_speakers
from sayso.link.lines import Line
from sayso.link.noting import Noted, noted
from sayso.link.papers import Paper
from sayso.link.settling import settled, speakers
from sayso.link.survey import Survey
from sayso.link.words import words_of
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.verdicts import Pairs, Verdicts
from sayso.store.links import LinkIndex

Progress = Callable[[str, int, int], None]
Who = tuple[str | None, str | None]
"""An entity, and the name it goes by."""
Heads = Mapping[str, tuple[str, ...]]

_STEP = 500
"""Documents between two words on how far it is."""
_JUDGED = "judged"
"""Under this name the index keeps the verdicts on names and speakers that it was made with."""


@dataclass(slots=True)
class Brought:
    """What changed in the lines."""

    whole: bool
    """Whether nothing was kept before."""
    survey: Survey | None = None
    """The names of the pile; None where nothing about them can have changed."""
    gone: dict[int, int] = field(default_factory=dict)
    """Lines that are no more, each with the number of its document."""
    derived: set[int] = field(default_factory=set)
    """Lines that may not be what they were; all others are."""
    heads: Heads = field(default_factory=dict)
    """For each speaker who is head, spokesman or office of a body anywhere in the pile, those bodies."""
    spoken: list[tuple[str, list[Who]]] = field(default_factory=list)
    """Items in which another speaks than before, with the speaker of each statement."""
    silent: list[str] = field(default_factory=list)
    """Statements of documents that are no more; some may have come again."""


class _Opened(NamedTuple):
    """A document whose lines are made: who speaks in them is known as far as it tells itself."""

    item: str
    found: Noted
    ask: Asking
    lines: list[Line]


def _on_names(verdicts: Verdicts) -> tuple[Pairs, Pairs, dict[str, str], dict[str, str]]:
    """The verdicts on names and on speakers."""
    return verdicts.one, verdicts.apart, dict(verdicts.called), dict(verdicts.speakers)


class Surveyed:
    """The lines of one generation, made from those of the last."""

    def __init__(
        self,
        index: LinkIndex,
        pile: Pile,
        copied: Copied,
        verdicts: Verdicts,
        lines: Lines,
        progress: Progress,
    ) -> None:
        self._index, self._pile, self._copied, self._verdicts = index, pile, copied, verdicts
        self._lines, self._progress = lines, progress
        self._questions = Questions(index)
        self._out = Brought(whole=index.one("any_noted") is None)
        self._new: set[int] = set()
        self._left = 0
        """So many documents went."""
        self._papers: list[Paper] = []
        """Papers that came or went."""
        self._worded: set[int] = set()
        """Words of lines that went."""

    def bring(self, told: Iterable[int]) -> Brought:
        """Brings all lines up to date; ``told`` are texts to which copies and passages may mean something else."""
        self._take_in()
        again = set() if self._out.whole else {n for text in sorted(told) for n in self._of_text(text)}
        judged = to_bytes(_on_names(self._verdicts))
        row = self._index.one("kept", _JUDGED)
        if not (self._new or self._left or again or row is None or row[0] != judged):
            self._out.heads = {speaker: from_bytes(b, tuple[str, ...]) for speaker, b in self._index.each("heads")}
            return self._out
        again |= self._judged_otherwise(row[0] if row else b"")
        self._index.do("put_kept", _JUDGED, judged)
        self._out.survey = self._settled()
        again |= self._questions.answered_otherwise(self._out.survey, self._papers)
        self._derive(self._new | again)
        self._head()
        self._out.gone = {n: of for n, of in self._out.gone.items() if n not in self._lines}
        return self._out

    def _take_in(self) -> None:
        """Notes what new documents say, and forgets those that went."""
        kept = {item: (number, key) for number, item, key in self._index.each("noted")}
        total = len(self._pile.live)
        for done, one in enumerate(self._pile.live, start=1):
            number, before = kept.pop(one.item, (-1, ""))
            key = self._pile.noting_key(one)
            if key != before:
                if before:
                    self._leave(number)
                self._enter(one, key)
            if done % _STEP == 0 or done == total:
                self._progress("link", done, total)
        for number, _ in sorted(kept.values()):
            self._leave(number)

    def _enter(self, one: Live, key: str) -> None:
        document = self._pile.document(one)
        found = noted(document, self._pile.extraction(document), words_of(document.text))
        number = self._index.value("last_noted") + 1
        self._index.do("put_noted", number, one.item, found.document, key, to_bytes(found))
        self._index.do("put_heading", number, to_bytes(found.head))
        self._index.many("put_stated", ((number_of(id_), number) for id_, _ in found.speakers))
        self._new.add(number)
        self._papers += [found.paper] if found.paper else []

    def _leave(self, number: int) -> None:
        found = from_bytes(self._index.value("noted_body", number), Noted)
        self._left += 1
        self._papers += [found.paper] if found.paper else []
        self._out.silent += (id_ for id_, _ in found.speakers)
        self._index.many("drop_stated", ((number_of(id_),) for id_, _ in found.speakers))
        self._worded.update(self._wordings(number))
        lines = self._lines.of(number)
        self._out.gone.update(dict.fromkeys(lines, number))
        self._lines.drop(lines)
        self._questions.forget(number)
        self._index.do("drop_heading", number)
        self._index.do("drop_noted", number)

    def _of_text(self, text: int) -> list[int]:
        return [self._index.value("noted_by_item", item) for (item,) in self._index.all("items_of_text", text)]

    def _judged_otherwise(self, before: bytes) -> set[int]:
        """The documents in which people said of other statements than before who speaks, or said otherwise."""
        known: dict[str, str] = from_bytes(before, tuple[Any, Any, Any, dict[str, str]])[3] if before else {}
        now = self._verdicts.speakers
        anew = {id_ for id_ in known.keys() | now.keys() if known.get(id_) != now.get(id_)}
        rows = (self._index.one("stated_in", number_of(id_)) for id_ in sorted(anew))
        return {row[0] for row in rows if row is not None}

    def _settled(self) -> Survey:
        """Names settled over the headings of the whole pile."""
        survey = Survey(book=NameBook(names_as_judged(self._verdicts)))
        headings = dict(self._index.all("headings"))
        for one in self._pile.live:
            survey.take(from_bytes(headings.pop(one.item), Noted))
        note_speakers(self._verdicts, survey.book)
        survey.settle()
        return survey

    def _derive(self, numbers: set[int]) -> None:
        """Makes the lines of some documents, and of those that may have a speaker from them, or had one."""
        documents = {n: self._opened(n) for n in sorted(numbers)}
        for n, one in sorted(documents.items()):
            self._worded.update(self._wordings(n))
            self._worded.update(map(wording_of, one.lines))
        beside: dict[int, _Opened] = {}
        if not self._out.whole:
            self._open(documents, documents, self._worded, lone=True)
            wanted = {wording_of(line) for one in documents.values() for line in one.lines if line.speaker is None}
            self._open(beside, documents, wanted, lone=False)
        lines = [line for one in (*documents.values(), *beside.values()) for line in one.lines]
        found = iter(inherited(lines, self._copied.spots))
        for n, one in documents.items():
            self._keep(n, one, [next(found) for _ in one.lines])

    def _open(
        self, into: dict[int, _Opened], there: Mapping[int, _Opened], worded: Iterable[int], *, lone: bool
    ) -> None:
        """Opens further documents with lines of these words, of which nobody, or somebody, is known to speak."""
        found = {n for wording in worded for (n,) in self._index.all("noted_worded", wording, lone)}
        into.update({n: self._opened(n) for n in sorted(found - there.keys())})

    def _opened(self, number: int) -> _Opened:
        found = from_bytes(self._index.value("noted_body", number), Noted)
        item = self._index.value("noted_item", number)
        ask = Asking(self._survey)
        lines = settled(found, self._copied.text_of(item), ask, self._verdicts.speakers)
        return _Opened(item, replace(found, names=(), lone=(), lines=()), ask, lines)

    @property
    def _survey(self) -> Survey:
        if self._out.survey is None:
            raise ValueError("names are not settled yet")
        return self._out.survey

    def _wordings(self, number: int) -> list[int]:
        return [wording for (wording,) in self._index.all("wordings_of", number)]

    def _keep(self, number: int, one: _Opened, lines: list[Line]) -> None:
        """Keeps the lines of a document, what it asked, and who speaks in it."""
        lone = {line.id for line in one.lines if line.speaker is None}
        final = Follower(one.found, one.ask).followed(lines)
        rows = (Spoken(line, number, wording_of(line), line.id in lone) for line in final)
        self._out.gone.update(dict.fromkeys(self._lines.put(number, rows), number))
        self._out.derived.update(number_of(line.id) for line in final)
        said_by = speakers(one.found, one.ask, self._verdicts.speakers)
        said_by |= {line.id: (line.speaker, line.speaker_name) for line in final if line.speaker}
        now = [said_by[id_] for id_, _ in one.found.speakers]
        digest = hashlib.blake2b(to_bytes(now), digest_size=16).digest()
        if digest != self._index.value("spoken", number):
            self._index.do("set_spoken", digest, number)
            self._out.spoken.append((one.item, now))
        self._questions.keep(number, one.ask.asked)

    def _head(self) -> None:
        """Who speaks for which bodies; lines of whom that changed for may mean something else."""
        out: dict[str, set[str]] = {}
        for speaker, body in self._index.each("speaks_for"):
            out.setdefault(speaker, set()).add(body)
        for person, bodies in self._survey.posted.items():
            out.setdefault(person, set()).update(bodies)
        further = {speaker: set().union(*(out.get(one, set()) for one in bodies)) for speaker, bodies in out.items()}
        heads = {speaker: tuple(sorted(bodies | further[speaker])) for speaker, bodies in out.items()}
        before = {speaker: from_bytes(b, tuple[str, ...]) for speaker, b in self._index.each("heads")}
        for speaker in sorted(s for s in heads.keys() | before.keys() if heads.get(s) != before.get(s)):
            if speaker in heads:
                self._index.do("put_head", speaker, to_bytes(heads[speaker]))
            else:
                self._index.do("drop_head", speaker)
            self._out.derived.update(n for (n,) in self._index.all("lines_by_speaker", speaker))
        self._out.heads = heads
