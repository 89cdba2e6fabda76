"""Entities, claims and statements of a case, over copies and passages that are up to date.

Every document is looked through once for what it says; names, claims and grades are settled over the whole pile.
What stays in memory are ids, numbers, and the words of innermost statements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sayso.assess.claim import Gathered, assessed
from sayso.assess.reliability import Tally, lettered, tally
from sayso.assess.says import Say
from sayso.engine.linking.bunched import Bunch, Bunched, number_of
from sayso.engine.linking.live import Live, Pile
from sayso.engine.linking.texts import NO_TEXT
from sayso.engine.relating import Relations
from sayso.extract import bind
from sayso.link.align import Alignment
from sayso.link.alike import COPIED_WORDS
from sayso.link.claims import Group, best
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
from sayso.link.noting import Noted, noted
from sayso.link.rows import passages_over
from sayso.link.runs import Run
from sayso.link.survey import Survey
from sayso.link.together import Bonds
from sayso.link.tracing import Spot, Tracer
from sayso.link.words import words_of
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.findings import Place
from sayso.model.verdicts import Verdicts
from sayso.store.links import LinkIndex
from sayso.store.protocol import Changes, Row, Tables

Progress = Callable[[str, int, int], None]

_ONLY_ONE = "nobody else named in the pile can be meant"
_STEP = 500
"""Documents between two words on how far it is."""


class Copied:
    """What copies and passages mean for statements.

    Texts go by their numbers in the index; where their order counts, as spots and families do, by their rank in the
    order of their digests, in which no arrival shows.
    """

    def __init__(self, index: LinkIndex, pile: Pile) -> None:
        ordered = index.all("texts_in_order")
        self._numbers = [number for number, _ in ordered]
        self._rank = rank = {number: k for k, (number, _) in enumerate(ordered)}
        self._family = {number: rank[family] for number, family in ordered}
        self.text_of = {d: text if text in rank else NO_TEXT for d, text in index.each("text_of_documents")}
        self._differing: dict[int, list[tuple[int, int]]] = {}
        """Stretches of words in which a text differs from an altered version of it; by rank."""
        self._origins: dict[int, int] = {}
        self._tracer = self._traced(index, pile, rank)
        self._passages: dict[int, list[tuple[int, int, int]]] = {}
        for text, first, last, passage in sorted(index.all("stretches")):
            self._passages.setdefault(text, []).append((first, last, passage))

    def family(self, text: int) -> int | None:
        """The family of a text; None for a document without words."""
        return self._family.get(text)

    def spots(self, line: Line) -> tuple[Spot, ...]:
        """Where the words of a line stand in what its text derives from."""
        return self._tracer.spots(self._rank.get(line.text, NO_TEXT), line.first, line.last)

    def passages(self, line: Line) -> tuple[int, ...]:
        """Passages that hold at least half of the words of a line."""
        return passages_over(self._passages.get(line.text, ()), line.first, line.last)

    def altered(self, line: Line) -> bool:
        """Whether a line stands where versions of its document differ."""
        found = self._differing.get(self._rank.get(line.text, NO_TEXT), ())
        return any(a < line.last and line.first < b for a, b in found)

    def told(self, line: Line) -> tuple[object, ...]:
        """All that copies and passages mean for a line, in numbers that no other text shifts."""
        rank = self._rank.get(line.text, NO_TEXT)
        family = self._numbers[self._family[line.text]] if line.text in self._family else NO_TEXT
        spots = [(self._numbers[text], word) for text, word in self.spots(line)] if rank in self._origins else []
        return family, spots, self.passages(line), self.altered(line)

    def _traced(self, index: LinkIndex, pile: Pile, rank: Mapping[int, int]) -> Tracer:
        runs: dict[Pair, tuple[Run, ...]] = {}
        for text, of in index.all("origins"):
            low, high = sorted((text, of), key=lambda n: rank[n])
            found = pile.alignment(index.value("content", low), index.value("content", high))
            pair = rank[low], rank[high]
            self._origins[rank[text]] = rank[of]
            runs[pair] = found.runs
            if found.relation == "altered":
                self._note_differences(pair, found)
        return Tracer(self._origins, runs)

    def _note_differences(self, pair: Pair, alignment: Alignment) -> None:
        for e in alignment.edits:
            self._differing.setdefault(pair[0], []).append((e.a0, e.a1))
            self._differing.setdefault(pair[1], []).append((e.b0, e.b1))


class Claims:
    """The claims of one generation, and the entities and statements they speak of."""

    def __init__(
        self,
        index: LinkIndex,
        pile: Pile,
        copied: Copied,
        verdicts: Verdicts,
        tmp: Path,
        progress: Progress,
        relations: Relations,
    ) -> None:
        self._index = index
        self._relations = relations
        self._verdicts = verdicts
        self._pile, self._copied, self._tmp, self._progress = pile, copied, tmp, progress
        self._survey = Survey(book=NameBook(names_as_judged(verdicts)))
        self._heads: Mapping[str, tuple[str, ...]] = {}
        self._whole = True
        self._spoken: list[_Spoken] = []
        self._gone: list[str] = []
        """Ids of statements that are no more."""
        self._forged = frozenset(d for d, word in verdicts.authentic.items() if word in ("forged", "altered"))
        """The documents of which a person said that they are not what they seem."""

    def tables(self) -> Tables:
        """The three tables; statements are read again from the case as they are written."""
        self._look_through()
        claims = self._claims()
        passed_on = forged_passed_on(self._survey.lines, self._forged)
        tallies = (from_bytes(body, Tally) for (body,) in self._index.all("tallies"))
        entities = lettered(self._survey.book.entities(self._survey.documents), tallies, passed_on)
        return {
            "statements": self._statements(),
            "entities": ((e.id, to_bytes(e)) for e in entities),
            "claims": claims,
        }

    def _look_through(self) -> None:
        """Notes what every document says, of those already noted from the index."""
        kept = {item: rest for item, *rest in self._index.each("noted")}
        self._whole = not kept
        total = len(self._pile.live)
        for done, one in enumerate(self._pile.live, start=1):
            key, body, spoken = kept.pop(one.item, ("", b"", b""))
            now = self._pile.noting_key(one)
            found = from_bytes(body, Noted) if key == now else self._noted(one, now)
            self._survey.take(found, self._copied.text_of[found.document])
            self._spoken.append(_Spoken(one, found.speakers, spoken if key == now else b""))
            if body and key != now:
                self._gone += (id_ for id_, _ in from_bytes(body, Noted).speakers)
            if done % _STEP == 0 or done == total:
                self._progress("link", done, total)
        for item, (_, body, _) in sorted(kept.items()):
            self._gone += (id_ for id_, _ in from_bytes(body, Noted).speakers)
            self._index.do("drop_noted", item)
        note_speakers(self._verdicts, self._survey.book)
        self._survey.settle()
        self._survey.lines = spoken_as_judged(self._verdicts, self._survey.lines, self._survey.book)
        self._survey.lines = self._survey.followed(inherited(self._survey.lines, self._copied.spots))
        self._heads = self._survey.heads()

    def _noted(self, one: Live, key: str) -> Noted:
        document = self._pile.document(one)
        found = noted(document, self._pile.extraction(document), words_of(document.text))
        self._index.do("put_noted", one.item, key, to_bytes(found))
        return found

    def _claims(self) -> Iterable[Row] | Changes:
        """The claims of the bunches that are touched, with those that these had."""
        lines = self._survey.lines
        numbers = [number_of(line.id) for line in lines]
        judged = bonds(self._verdicts, lines)
        must, cannot = (frozenset((numbers[a], numbers[b]) for a, b in pairs) for pairs in (judged.must, judged.cannot))
        bunched = Bunched(
            index=self._index,
            lines=dict(zip(numbers, lines, strict=True)),
            digests={n: self._digest(line) for n, line in zip(numbers, lines, strict=True)},
            relations=self._relations,
            bonds=Bonds(must, cannot),
            tmp=self._tmp,
        )
        whole = bunched.empty
        touched, dropped = bunched.derive()
        rows = sorted(row for bunch in touched for row in self._assessed(bunch))
        return rows if whole else Changes(rows, dropped)

    def _digest(self, line: Line) -> bytes:
        """Digest of all that a claim is made from, for one of its lines."""
        told = (line, self._copied.told(line), self._heads.get(line.speaker or ""), line.document in self._forged)
        return hashlib.blake2b(to_bytes(told), digest_size=16).digest()

    def _assessed(self, bunch: Bunch) -> Iterator[Row]:
        """The claims of one bunch."""
        gathered = [self._gathered(group, bunch.lines) for group in bunch.groups]
        speakers = {line.id: line.speaker for line in bunch.lines if line.speaker}
        for claim in assessed(gathered, self._pile.settings.plain_confidence, self._forged):
            self._index.do("put_claim", claim.id, bunch.label, to_bytes(tally(claim, speakers)))
            yield claim.id, to_bytes(claim)

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
            altered=self._copied.altered(top),
        )

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
            family=self._copied.family(line.text),
            spots=self._copied.spots(line),
            passages=self._copied.passages(line),
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

    def _statements(self) -> Iterable[Row] | Changes:
        """The statements of documents in which another speaks than before, or somebody under another name."""
        book = self._survey.book
        known: dict[str, tuple[str | None, str | None]] = speakers_as_judged(self._verdicts, book)
        known |= {line.id: (line.speaker, line.speaker_name) for line in self._survey.lines if line.speaker}
        meant = Meant(book)
        changed = []
        for spoken in self._spoken:
            now = tuple(
                known.get(id_) or self._survey.holder(spoken.one.document, name) or meant[name]
                for id_, name in spoken.speakers
            )
            digest = hashlib.blake2b(to_bytes(now), digest_size=16).digest()
            if digest != spoken.digest:
                self._index.do("set_spoken", digest, spoken.one.item)
                changed.append((spoken.one, now))
        rows = self._bound(changed)
        return rows if self._whole else Changes(rows, self._gone)

    def _bound(self, changed: Iterable[tuple[Live, Sequence[tuple[str | None, str | None]]]]) -> Iterator[Row]:
        for one, speakers in changed:
            document = self._pile.document(one)
            bound = bind(document, self._pile.extraction(document))
            for statement, (found, called) in zip(bound, speakers, strict=True):
                at = replace(statement.at, speaker_name=called)
                if found and (statement.at.speaker_name or "").startswith("unnamed"):
                    at = replace(at, speaker_reason=_ONLY_ONE, doubts=tuple(sorted({*at.doubts, "weak_speaker"})))
                yield statement.id, to_bytes(replace(statement, at=at, speaker=found))


class Meant(dict[str | None, tuple[str | None, str | None]]):
    """Whom each name means, as entity and by the name it goes by; looked up once a name."""

    def __init__(self, book: NameBook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, name: str | None) -> tuple[str | None, str | None]:
        found = self[name] = self._book.entity_of(name), self._book.canonical(name)
        return found


class _Spoken(NamedTuple):
    """A document with its statements and the names of their speakers, and the digest of who these were."""

    one: Live
    speakers: tuple[tuple[str, str | None], ...]
    digest: bytes
