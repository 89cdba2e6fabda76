"""Entities, claims and statements of a case, over copies and passages that are up to date.

Every document is looked through once for what it says. Of what was there before, only the lines that may be others now
are looked at, and only the bunches that they touch give their claims anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.assess.claim import Gathered, assessed
from sayso.assess.reliability import Tally, tally
from sayso.assess.says import Say
from sayso.engine.linking.bunched import Bunch, Bunched, Changed
from sayso.engine.linking.copied import Copied
from sayso.engine.linking.kept_lines import Lines, number_of
from sayso.engine.linking.live import Pile
from sayso.engine.linking.rated import Rated
from sayso.engine.linking.surveyed import Brought, Heads, Progress, Surveyed, Who
from sayso.engine.relating import Relations
from sayso.extract import bind
from sayso.link.alike import COPIED_WORDS
from sayso.link.claims import Group, best
from sayso.link.judged import forged_passed_on
from sayso.link.lines import Line
from sayso.link.together import Bonds
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.findings import Place
from sayso.model.verdicts import Pairs, Verdicts
from sayso.store.links import LinkIndex
from sayso.store.protocol import Changes, Row, Tables

_ONLY_ONE = "nobody else named in the pile can be meant"
_FORGED = "forged"
"""Under this name the index keeps which documents were judged forged when it was made."""


class Claims:
    """The claims of one generation, and the entities and statements they speak of."""

    def __init__(
        self,
        index: LinkIndex,
        pile: Pile,
        verdicts: Verdicts,
        tmp: Path,
        progress: Progress,
        relations: Relations,
    ) -> None:
        self._index, self._pile, self._verdicts, self._tmp = index, pile, verdicts, tmp
        self._relations, self._progress = relations, progress
        self._copied = Copied(index, pile)
        self._lines = Lines(index)
        self._heads: Heads = {}
        self._rated = Rated(index, pile.view)
        self._forged = frozenset(d for d, word in verdicts.authentic.items() if word in ("forged", "altered"))
        """The documents of which a person said that they are not what they seem."""

    def tables(self, told: Iterable[int]) -> Tables:
        """What changes in the three tables; ``told`` are texts to which copies and passages may mean something else.

        Statements are read again from the case as they are written.
        """
        surveyed = Surveyed(self._index, self._pile, self._copied, self._verdicts, self._lines, self._progress)
        brought = surveyed.bring(told)
        self._heads = brought.heads
        claims = self._claims(brought)
        passed_on = forged_passed_on(self._lines.citing(sorted(self._forged)), self._forged)
        statements = self._bound(brought.spoken)
        return {
            "statements": statements if brought.whole else Changes(statements, brought.silent),
            "entities": self._rated.rows(brought.survey, passed_on),
            "claims": claims,
        }

    def _claims(self, brought: Brought) -> Iterable[Row] | Changes:
        """The claims of the bunches that are touched, with those that these had."""
        derived = brought.derived | self._judged_otherwise()
        digests = {n: self._digest(self._lines[n]) for n in sorted(derived)}
        there = {n: row[0] for n in digests if (row := self._index.one("said", n)) is not None}
        changed = Changed(
            gone={n for n in brought.gone if self._index.one("said", n) is not None},
            born=digests.keys() - there.keys(),
            other={n for n, digest in there.items() if digest != digests[n]},
        )
        documents = {of for n, of in brought.gone.items() if n in changed.gone}
        documents |= {self._index.value("line_noted", n) for n in changed.born | changed.other}
        bonds = Bonds(must=self._numbered(self._verdicts.same), cannot=self._numbered(self._verdicts.differs))
        bunched = Bunched(self._index, self._lines, digests, self._relations, bonds, self._tmp)
        whole = bunched.empty
        touched, dropped = bunched.derive(changed, documents)
        for _, body in dropped:
            self._rated.count(from_bytes(body, Tally), -1)
        rows = sorted(row for bunch in touched for row in self._assessed(bunch))
        return rows if whole else Changes(rows, [id_ for id_, _ in dropped])

    def _judged_otherwise(self) -> set[int]:
        """The lines of documents that were judged forged since, or are so no more."""
        row = self._index.one("kept", _FORGED)
        before = set(from_bytes(row[0], list[str])) if row else set()
        self._index.do("put_kept", _FORGED, to_bytes(sorted(self._forged)))
        noted = (self._index.one("noted_by_document", document) for document in sorted(before ^ self._forged))
        return {n for found in noted if found for n in self._lines.of(found[0])}

    def _numbered(self, pairs: Pairs) -> frozenset[tuple[int, int]]:
        """Pairs of statements that a person judged, as lines by number, where both are lines."""
        numbers = ((number_of(a), number_of(b)) for a, b in pairs)
        return frozenset((min(pair), max(pair)) for pair in numbers if all(n in self._lines for n in pair))

    def _digest(self, line: Line) -> bytes:
        """Digest of all that a claim is made from, for one of its lines."""
        told = (line, self._copied.told(line), self._heads.get(line.speaker or ""), line.document in self._forged)
        return hashlib.blake2b(to_bytes(told), digest_size=16).digest()

    def _assessed(self, bunch: Bunch) -> Iterator[Row]:
        """The claims of one bunch."""
        gathered = [self._gathered(group, bunch.lines) for group in bunch.groups]
        speakers = {line.id: line.speaker for line in bunch.lines if line.speaker}
        for claim in assessed(gathered, self._pile.settings.plain_confidence, self._forged):
            found = tally(claim, speakers)
            self._rated.count(found, 1)
            self._index.do("put_claim", claim.id, bunch.label, to_bytes(found))
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
            guessed=group.guessed,
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

    def _bound(self, changed: Iterable[tuple[str, Sequence[Who]]]) -> Iterator[Row]:
        """The statements of documents in which another speaks than before, or somebody under another name."""
        live = {one.item: one for one in self._pile.live} if changed else {}
        for item, speakers in changed:
            document = self._pile.document(live[item])
            bound = bind(document, self._pile.extraction(document))
            for statement, (found, called) in zip(bound, speakers, strict=True):
                at = replace(statement.at, speaker_name=called)
                if found and (statement.at.speaker_name or "").startswith("unnamed"):
                    at = replace(at, speaker_reason=_ONLY_ONE, doubts=tuple(sorted({*at.doubts, "weak_speaker"})))
                yield statement.id, to_bytes(replace(statement, at=at, speaker=found))
