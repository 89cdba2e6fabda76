"""Linking a case: facts of documents and pairs brought up to date, groups derived anew, one generation published.

Facts are kept under the digests of what they were made from and are never edited. Groups are a function of the live
contents alone, so that the order in which documents came and went leaves no trace. Texts pass through one at a time;
what stays in memory are ids, numbers, and the words of innermost statements.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.assess.claim import Gathered, assessed
from sayso.assess.says import Say
from sayso.engine import records
from sayso.engine.relating import STAGE as RELATE
from sayso.engine.relating import Relations
from sayso.engine.stages import STAGES, extraction_key, fact_key, stage_key
from sayso.extract import bind
from sayso.link.align import Alignment, align
from sayso.link.alike import COPIED_WORDS
from sayso.link.candidates import candidate_pairs
from sayso.link.changes import Side, side
from sayso.link.claims import Group, Relate, best, groups
from sayso.link.families import Derived, Member, Pair, Pairs, families, kin
from sayso.link.fingerprint import Fingerprint, Hashes, fingerprint
from sayso.link.inherit import inherited
from sayso.link.lines import Line
from sayso.link.passages import passages
from sayso.link.rows import PassageBook, copy_row
from sayso.link.runs import Run
from sayso.link.survey import Survey
from sayso.link.tracing import Spot, Tracer
from sayso.link.words import words_of
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.document import Content, Document, document_id
from sayso.model.findings import Claim, Copy, Place
from sayso.model.ids import make_id
from sayso.model.statement import Extraction
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.store.case import OpenCase
    from sayso.store.protocol import Row, Store, View

Progress = Callable[[str, int, int], None]

_BATCH = 500
"""Facts written in one transaction; a kill costs no more than these."""
_KEPT_WORDS = 1_000_000
"""Words of texts held for aligning, over all texts held."""


@dataclass(frozen=True, slots=True)
class _Live:
    """A document that counts, without its text."""

    document: str
    item: str
    file: str
    content: str


@dataclass(slots=True)
class _Texts:
    """The different word sequences of the pile, numbered in the order of their digests."""

    members: list[Member] = field(default_factory=list)
    representative: list[str] = field(default_factory=list)
    """For each text the smallest digest of a content that has its words."""


def settle(case: OpenCase, settings: Settings, progress: Progress, *, tagger_digest: str | None = None) -> None:
    """Brings the findings of ``case`` up to date with its live contents; does nothing where they are already.

    ``tagger_digest`` is that of the shipped network unless given.
    """
    with case.store.view() as view:
        live = _live(view)
        stamp = _stamp(live, settings, tagger_digest, _unextracted(view, live, settings, tagger_digest))
        if view.generation().stamp == stamp:
            return
        _fingerprints(case.store, view, live, settings, progress)
    with case.store.view() as view:
        pile = _Pile(view, live, settings, tagger_digest)
        texts = pile.texts()
        pairs = _aligned(case, pile, texts, progress)
    with case.store.view() as view:
        pile = _Pile(view, live, settings, tagger_digest)
        relations = Relations(case.store, view, settings)
        tables = _Findings(pile, texts, pairs, case.tmp, progress, relations.relate).tables()
        relations.keep()
        with case.store.writing() as writer:
            writer.publish(stamp, len(live), tables)


def live_fact_keys(view: View, settings: Settings, tmp: Path) -> dict[str, set[str]]:
    """Keys of the facts of linking that the live contents still need, by stage: what a purge keeps."""
    pile = _Pile(view, _live(view), settings, None)
    texts = pile.texts()
    prints = {pile.print_key(one.content) for one in pile.live}
    aligned = {pile.pair_key(texts, pair) for pair in candidate_pairs(pile.hashes(texts), tmp)}
    return {"fingerprint": prints, "align": aligned, RELATE: set()}  # these are cheap to make again


def _live(view: View) -> list[_Live]:
    return sorted(
        (
            _Live(document_id(item.id), item.id, item.file, item.content)
            for item in view.items()
            if records.live(item) and item.content is not None
        ),
        key=lambda one: (one.file, one.document),
    )


def _unextracted(view: View, live: Iterable[_Live], settings: Settings, tagger_digest: str | None) -> list[str]:
    """Live contents on which extraction broke, or was cut short: the findings change when it succeeds."""
    key = stage_key("extract", settings, tagger_digest)
    keys = {fact_key(key, content): content for content in {one.content for one in live}}
    return sorted(keys[key] for key in keys.keys() - view.has_facts("extract", keys))


def _stamp(live: Iterable[_Live], settings: Settings, tagger_digest: str | None, unextracted: list[str]) -> str:
    """Digest of all that the findings depend on: documents, contents, code, network and settings."""
    documents = sorted((one.document, one.content) for one in live)
    keys = [
        stage_key(s.name, settings, tagger_digest) for s in STAGES if s.name != "read"
    ]  # contents say what was read
    return make_id("findings", keys, documents, unextracted)


class _Pile:
    """The live contents of one view, read as they are asked for."""

    def __init__(self, view: View, live: Sequence[_Live], settings: Settings, tagger_digest: str | None) -> None:
        self.view = view
        self.live = live
        self.settings = settings
        self._tagger_digest = tagger_digest
        self._print_stage = stage_key("fingerprint", settings)
        self._align_stage = stage_key("align", settings)
        self._item_of = {one.content: one.item for one in reversed(live)}
        self._sides: OrderedDict[str, Side] = OrderedDict()

    def print_key(self, content: str) -> str:
        return fact_key(self._print_stage, content)

    def pair_key(self, texts: _Texts, pair: Pair) -> str:
        return fact_key(self._align_stage, texts.representative[pair[0]], texts.representative[pair[1]])

    def fingerprint(self, content: str) -> Fingerprint:
        return from_bytes(self._fact("fingerprint", self.print_key(content)), Fingerprint)

    def alignment(self, texts: _Texts, pair: Pair) -> Alignment:
        return from_bytes(self._fact("align", self.pair_key(texts, pair)), Alignment)

    def documents(self) -> Iterator[Document]:
        return records.documents(self.view)

    def extraction(self, document: Document) -> Extraction:
        data = self.view.fact("extract", extraction_key(document.digest, self.settings, self._tagger_digest))
        return Extraction() if data is None else from_bytes(data, Extraction)

    def side(self, content: str) -> Side:
        """A text cut into words; those asked for last are kept."""
        found = self._sides.pop(content, None) or side(self._content(content))
        self._sides[content] = found
        while len(self._sides) > 2 and sum(len(s.words.norms) for s in self._sides.values()) > _KEPT_WORDS:
            self._sides.popitem(last=False)
        return found

    def texts(self) -> _Texts:
        prints = {content: self.fingerprint(content) for content in sorted(self._item_of)}
        digests = sorted({p.digest for p in prints.values() if p.words})
        number = {digest: n for n, digest in enumerate(digests)}
        texts = _Texts(representative=[""] * len(digests))
        for content in sorted(prints, reverse=True):
            if prints[content].words:
                texts.representative[number[prints[content].digest]] = content
        for document in self.documents():
            found = prints[document.digest]
            if found.words:
                texts.members.append(_member(document, number[found.digest], found.words))
        return texts

    def hashes(self, texts: _Texts) -> Iterator[tuple[int, Hashes]]:
        for number, content in enumerate(texts.representative):
            yield number, self.fingerprint(content).arrays()[0]

    def _content(self, content: str) -> Content:
        item = self.view.item(self._item_of[content])
        document = records.document_of(self.view, item) if item else None
        if document is None:
            raise records.damaged(content)
        return document.content

    def _fact(self, stage: str, key: str) -> bytes:
        data = self.view.fact(stage, key)
        if data is None:
            raise records.damaged(key)
        return data


def _member(document: Document, text: int, words: int) -> Member:
    head = document.content
    return Member(document.id, document.file, document.digest, text, words, head.published, head.publisher)


def _fingerprints(store: Store, view: View, live: Sequence[_Live], settings: Settings, progress: Progress) -> None:
    pile = _Pile(view, live, settings, None)
    item_of = {pile.print_key(one.content): one.item for one in reversed(live)}
    missing = sorted(item_of.keys() - view.has_facts("fingerprint", item_of))
    for done in range(0, len(missing), _BATCH):
        progress("fingerprint", done, len(missing))
        rows = []
        for key in missing[done : done + _BATCH]:
            item = view.item(item_of[key])
            document = records.document_of(view, item) if item else None
            if document is not None:
                rows.append((key, to_bytes(fingerprint(document.text))))
        with store.writing() as writer:
            writer.put_facts("fingerprint", rows)
    if missing:
        progress("fingerprint", len(missing), len(missing))


def _aligned(case: OpenCase, pile: _Pile, texts: _Texts, progress: Progress) -> Pairs:
    """What every candidate pair is to each other; pairs not compared before are compared now."""
    out = Pairs()
    candidates = candidate_pairs(pile.hashes(texts), case.tmp)
    done = 0
    while batch := list(islice(candidates, _BATCH)):
        there = pile.view.has_facts("align", [pile.pair_key(texts, pair) for pair in batch])
        new: list[Row] = []
        for pair in batch:
            key = pile.pair_key(texts, pair)
            if key in there:
                found = pile.alignment(texts, pair)
            else:
                a, b = (texts.representative[n] for n in pair)
                found = align(pile.side(a), pile.side(b), pile.fingerprint(a), pile.fingerprint(b))
                new.append((key, to_bytes(found)))
            out.note(pair, found)
        if new:
            with case.store.writing() as writer:
                writer.put_facts("align", new)
        done += len(batch)
        progress("align", done, done)
    return out


class _Findings:
    """The groups of one generation, from facts that are up to date."""

    def __init__(self, pile: _Pile, texts: _Texts, pairs: Pairs, tmp: Path, progress: Progress, relate: Relate) -> None:
        self._relate = relate
        self._pile, self._texts, self._pairs, self._tmp, self._progress = pile, texts, pairs, tmp, progress
        self._by_text: dict[int, list[Member]] = {}
        for member in texts.members:
            self._by_text.setdefault(member.text, []).append(member)
        self._kin = kin(self._by_text, pairs.ties)
        self._kinships = families(texts.members, pairs.ties)
        self._tracer = Tracer(self._kinships, pairs.copied)
        self._families = kin(self._by_text, pairs.ties, parts=True)
        self._survey = Survey()
        self._papers: Mapping[str, str] = {}
        self._writers: Mapping[str, str] = {}
        self._heads: Mapping[str, tuple[str, ...]] = {}
        self._differing: dict[int, list[tuple[int, int]]] = {}
        """Stretches of words in which a text differs from an altered version of it."""
        self._passages = PassageBook(passages(self._unrelated_runs()))

    def tables(self) -> Mapping[str, Iterable[Row]]:
        """Every table; statements are read again from the case as they are written."""
        copies = [(row.id, to_bytes(row)) for row in self._copies()]
        self._look_through()
        found = self._passages.rows(self._by_text, self._kin)
        claims = [(claim.id, to_bytes(claim)) for claim in self._claims()]
        entities = self._survey.book.entities(self._survey.documents)
        return {
            "statements": self._statements(),
            "entities": ((e.id, to_bytes(e)) for e in entities),
            "copies": sorted(copies),
            "passages": sorted((p.id, to_bytes(p)) for p in found),
            "claims": sorted(claims),
        }

    def _unrelated_runs(self) -> Iterator[tuple[int, int, Run]]:
        least = self._pile.settings.passage_words
        for a, b, run in self._pairs.runs:
            if self._kin[a] != self._kin[b] and min(run.a1 - run.a0, run.b1 - run.b0) >= least:
                yield a, b, run

    def _copies(self) -> Iterator[Copy]:
        for family in self._kinships:
            for derived in family:
                pair = (min(derived.member.text, derived.of.text), max(derived.member.text, derived.of.text))
                if pair[0] == pair[1]:
                    yield copy_row(derived, None, None)
                    continue
                alignment = self._pile.alignment(self._texts, pair)
                sides = self._both_sides(derived, pair)
                if derived.kind == "altered":
                    self._note_differences(pair, alignment)
                yield copy_row(derived, alignment, sides)

    def _both_sides(self, derived: Derived, pair: Pair) -> tuple[Side, Side]:
        content = {derived.member.text: derived.member.content, derived.of.text: derived.of.content}
        return self._pile.side(content[pair[0]]), self._pile.side(content[pair[1]])

    def _note_differences(self, pair: Pair, alignment: Alignment) -> None:
        for e in alignment.edits:
            self._differing.setdefault(pair[0], []).append((e.a0, e.a1))
            self._differing.setdefault(pair[1], []).append((e.b0, e.b1))

    def _look_through(self) -> None:
        """Reads every document once: names, innermost statements, places of passages."""
        text_of = {m.document: m.text for m in self._texts.members}
        total = len(self._pile.live)
        for done, document in enumerate(self._pile.documents(), start=1):
            words = words_of(document.text)
            text = text_of.get(document.id, -1)
            self._survey.add(document, self._pile.extraction(document), text, words)
            self._passages.add(document, text, words)
            if done % _BATCH == 0 or done == total:
                self._progress("link", done, total)
        self._survey.settle()
        self._survey.lines = inherited(self._survey.lines, self._spots)
        self._papers, self._writers = self._survey.papers(), self._survey.writers()
        self._heads = self._survey.heads()

    def _claims(self) -> Iterator[Claim]:
        lines = self._survey.lines
        gathered = [self._gathered(g, lines) for g in groups(lines, self._tmp, self._relate)]
        yield from assessed(gathered, self._pile.settings.plain_confidence)

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
            altered=any(a < top.last and top.first < b for a, b in self._differing.get(top.text, ())),
        )

    def _papers_behind(self, line: Line) -> tuple[str, ...]:
        """The paper a statement cites or stands in, and whoever wrote the one it cites."""
        stands_in = self._papers.get(line.document)
        written_by = self._writers.get(line.speaker or "")
        return tuple(sorted({e for e in (stands_in, written_by) if e}))

    def _spots(self, line: Line) -> tuple[Spot, ...]:
        return self._tracer.spots(line.text, line.first, line.last)

    def _say(self, line: Line) -> Say:
        return Say(
            statement=line.id,
            place=Place(document=line.document, span=line.place),
            speaker=line.speaker,
            speaker_name=line.speaker_name,
            part_name=line.part_name,
            named=line.named,
            bodies=self._heads.get(line.speaker or "", ()),
            papers=self._papers_behind(line),
            owner=line.author or line.publisher,
            family=self._families.get(line.text),
            spots=self._spots(line),
            passages=self._passages.over(line.text, line.first, line.last),
            wording=" ".join(line.terms.norms),
            long_enough=len(line.terms.norms) >= COPIED_WORDS,
            kind=line.kind,
            withdraws=line.withdraws,
            basis=line.basis,
            voice=line.voice,
            confidence=line.confidence,
            doubts=(*line.doubts, "odd_name") if line.misread else line.doubts,
        )

    def _statements(self) -> Iterator[Row]:
        book = self._survey.book
        known = {line.id: (line.speaker, line.speaker_name) for line in self._survey.lines if line.speaker}
        for document in self._pile.documents():
            for statement in bind(document, self._pile.extraction(document)):
                name = statement.at.speaker_name
                found, called = known.get(statement.id, (book.entity_of(name), book.canonical(name)))
                at = replace(statement.at, speaker_name=called)
                yield statement.id, to_bytes(replace(statement, at=at, speaker=found))
