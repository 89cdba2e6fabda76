"""Entities, claims and statements of a case, over copies and passages that are up to date.

Every document is looked through once for what it says; names, claims and grades are settled over the whole pile.
What stays in memory are ids, numbers, and the words of innermost statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.assess.claim import Gathered, assessed
from sayso.assess.reliability import graded
from sayso.assess.says import Say
from sayso.engine.linking.live import Pile
from sayso.engine.linking.texts import NO_TEXT
from sayso.engine.relating import Relations
from sayso.extract import bind
from sayso.link.align import Alignment
from sayso.link.alike import COPIED_WORDS
from sayso.link.claims import Group, best, groups
from sayso.link.entities import NameBook
from sayso.link.families import Pair
from sayso.link.inherit import inherited
from sayso.link.judged import (
    bonds,
    forged_passed_on,
    names_as_judged,
    note_speakers,
    speakers_as_judged,
    spoken_as_judged,
)
from sayso.link.lines import Line
from sayso.link.rows import passages_over
from sayso.link.runs import Run
from sayso.link.survey import Survey
from sayso.link.tracing import Spot, Tracer
from sayso.link.words import words_of
from sayso.model.codec import to_bytes
from sayso.model.findings import Claim, Place
from sayso.model.verdicts import Verdicts
from sayso.store.links import LinkIndex
from sayso.store.protocol import Row, Tables

Progress = Callable[[str, int, int], None]

_STEP = 500
"""Documents between two words on how far it is."""


class Copied:
    """What copies and passages mean for statements; texts are numbered in the order of their digests."""

    def __init__(self, index: LinkIndex, pile: Pile) -> None:
        ordered = index.all("texts_in_order")
        rank = {number: k for k, (number, _) in enumerate(ordered)}
        self.families = [rank[family] for _, family in ordered]
        self.text_of = {d: rank.get(text, NO_TEXT) for d, text in index.each("text_of_documents")}
        self.differing: dict[int, list[tuple[int, int]]] = {}
        """Stretches of words in which a text differs from an altered version of it."""
        self.tracer = self._traced(index, pile, rank)
        self._passages: dict[int, list[tuple[int, int, int]]] = {}
        for text, first, last, passage in sorted(index.all("stretches")):
            self._passages.setdefault(rank[text], []).append((first, last, passage))

    def passages(self, text: int, first: int, last: int) -> tuple[int, ...]:
        """Passages that hold at least half of the words [first, last)."""
        return passages_over(self._passages.get(text, ()), first, last)

    def _traced(self, index: LinkIndex, pile: Pile, rank: Mapping[int, int]) -> Tracer:
        origin: dict[int, int] = {}
        runs: dict[Pair, tuple[Run, ...]] = {}
        for text, of in index.all("origins"):
            low, high = sorted((text, of), key=lambda n: rank[n])
            found = pile.alignment(index.value("content", low), index.value("content", high))
            pair = rank[low], rank[high]
            origin[rank[text]] = rank[of]
            runs[pair] = found.runs
            if found.relation == "altered":
                self._note_differences(pair, found)
        return Tracer(origin, runs)

    def _note_differences(self, pair: Pair, alignment: Alignment) -> None:
        for e in alignment.edits:
            self.differing.setdefault(pair[0], []).append((e.a0, e.a1))
            self.differing.setdefault(pair[1], []).append((e.b0, e.b1))


class Claims:
    """The claims of one generation, and the entities and statements they speak of."""

    def __init__(
        self, pile: Pile, copied: Copied, verdicts: Verdicts, tmp: Path, progress: Progress, relations: Relations
    ) -> None:
        self._relations = relations
        self._verdicts = verdicts
        self._pile, self._copied, self._tmp, self._progress = pile, copied, tmp, progress
        self._survey = Survey(book=NameBook(names_as_judged(verdicts)))
        self._heads: Mapping[str, tuple[str, ...]] = {}

    def tables(self) -> Tables:
        """The three tables; statements are read again from the case as they are written."""
        self._look_through()
        settled = list(self._claims())
        claims = [(claim.id, to_bytes(claim)) for claim in settled]
        speakers = {line.id: line.speaker for line in self._survey.lines if line.speaker}
        passed_on = forged_passed_on(self._survey.lines, self._forged)
        entities = graded(self._survey.book.entities(self._survey.documents), settled, speakers, passed_on)
        return {
            "statements": self._statements(),
            "entities": ((e.id, to_bytes(e)) for e in entities),
            "claims": sorted(claims),
        }

    def _look_through(self) -> None:
        """Reads every document once: names and innermost statements."""
        total = len(self._pile.live)
        for done, document in enumerate(self._pile.documents(), start=1):
            words = words_of(document.text)
            text = self._copied.text_of[document.id]
            self._survey.add(document, self._pile.extraction(document), text, words)
            if done % _STEP == 0 or done == total:
                self._progress("link", done, total)
        note_speakers(self._verdicts, self._survey.book)
        self._survey.settle()
        self._survey.lines = spoken_as_judged(self._verdicts, self._survey.lines, self._survey.book)
        self._survey.lines = self._survey.followed(inherited(self._survey.lines, self._spots))
        self._heads = self._survey.heads()

    def _claims(self) -> Iterator[Claim]:
        lines = self._survey.lines
        asked = self._relations
        grouped = groups(lines, self._tmp, asked.relate, bonds(self._verdicts, lines), asked.ahead)
        gathered = [self._gathered(group, lines) for group in grouped]
        yield from assessed(gathered, self._pile.settings.plain_confidence, self._forged)

    @property
    def _forged(self) -> frozenset[str]:
        """The documents of which a person said that they are not what they seem."""
        return frozenset(d for d, word in self._verdicts.authentic.items() if word in ("forged", "altered"))

    def _gathered(self, group: Group, lines: Sequence[Line]) -> Gathered:
        top = best(lines[n] for n in group.lines if n not in group.in_part)
        return Gathered(
            says=tuple(self._say(lines[n]) for n in group.lines),
            answers=tuple(self._say(lines[n]) for n in sorted(group.denials)),
            best=self._say(top),
            text=" ".join(top.words.split()),
            contrary=tuple(sorted(group.contrary)),
            differences=tuple((n, *d) for n, ds in sorted(group.differences.items()) for d in ds),
            tension=tuple(sorted(group.tension)),
            in_part=tuple((lines[n].id, silent) for n, silent in sorted(group.in_part.items())),
            weak=group.weak,
            cores=tuple(frozenset(lines[n].id for n in core) for core in group.cores),
            altered=any(a < top.last and top.first < b for a, b in self._copied.differing.get(top.text, ())),
        )

    def _spots(self, line: Line) -> tuple[Spot, ...]:
        return self._copied.tracer.spots(line.text, line.first, line.last)

    def _say(self, line: Line) -> Say:
        return Say(
            statement=line.id,
            place=Place(document=line.document, span=line.place),
            speaker=line.speaker,
            speaker_name=line.speaker_name,
            part_name=line.part_name,
            named=line.named,
            bodies=self._heads.get(line.speaker, ()) if line.speaker else line.bodies,
            papers=line.papers,
            cites=line.cites,
            via=line.via,
            issuers=tuple(sorted({e for e in (line.author, line.publisher) if e})),
            belongs=line.belongs,
            may_be=line.may_be,
            owners=line.owners,
            on_paper=line.on_paper,
            known_as=line.known_as,
            owner=line.author or line.publisher,
            family=self._copied.families[line.text] if line.text >= 0 else None,
            spots=self._spots(line),
            passages=self._copied.passages(line.text, line.first, line.last),
            wording=" ".join(line.terms.norms),
            long_enough=len(line.terms.norms) >= COPIED_WORDS,
            kind=line.kind,
            withdraws=line.withdraws,
            unanswered=line.unanswered,
            basis=line.basis,
            voice=line.voice,
            confidence=line.confidence,
            doubts=(*line.doubts, "odd_name") if line.misread else line.doubts,
        )

    def _statements(self) -> Iterator[Row]:
        book = self._survey.book
        known: dict[str, tuple[str | None, str | None]] = speakers_as_judged(self._verdicts, book)
        known |= {line.id: (line.speaker, line.speaker_name) for line in self._survey.lines if line.speaker}
        for document in self._pile.documents():
            for statement in bind(document, self._pile.extraction(document)):
                name = statement.at.speaker_name
                found, called = known.get(statement.id, (book.entity_of(name), book.canonical(name)))
                at = replace(statement.at, speaker_name=called)
                yield statement.id, to_bytes(replace(statement, at=at, speaker=found))
