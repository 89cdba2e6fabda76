"""A draft checked: cut into units, each held against what of the pile stands near it, and the answers of the accused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.engine.draft_places import heard_of, places_of
from sayso.engine.draft_promises import Promised
from sayso.engine.draft_responses import responses
from sayso.engine.draft_versions import only_here
from sayso.engine.nearby import Nearby
from sayso.extract import numbered
from sayso.link.draft.units import Unit, units
from sayso.link.draft.verdicts import Judged, on_quotation, on_saying
from sayso.link.terms import terms
from sayso.link.words import words_of
from sayso.model.document import Document
from sayso.model.findings import Claim
from sayso.model.statement import Statement
from sayso.present.brief import held_up
from sayso.present.checked import Change, Checked, Finding
from sayso.present.lines import answers_of, said
from sayso.present.shape import citations
from sayso.present.wording import number_between
from sayso.store.search import IndexLine

QUOTED_LINES, SAID_LINES = 40, 60
"""Paragraphs looked at for one quotation, and for anything else."""


def check_draft(nearby: Nearby, promised: Promised, draft: Document, statements: Sequence[Statement]) -> Checked:
    """The findings on ``draft``, of which ``statements`` were extracted, in its order.

    :raises OurFault: ``quotation_drift`` where a quotation of the pile is not what its document says.
    """
    sentences = [span for _, _, span in numbered(draft.content)]
    found = units(draft.text, sentences, statements)
    near = {n: _lines(nearby, unit) for n, unit in enumerate(found)}
    nearby.load({line.document for lines in near.values() for line in lines})
    desk = _Desk(nearby, draft)
    findings = [f for n, unit in enumerate(found) for f in desk.on(unit, near[n])]
    findings += [f for unit in found for f in promised.on(unit)]
    findings += responses(nearby, draft, statements, found)
    ordered = sorted(findings, key=lambda f: (f.span, f.unit, f.verdict, f.why))
    numbered_findings = tuple(
        replace(f, number=n, line=draft.text.count("\n", 0, f.span.start) + 1) for n, f in enumerate(ordered, 1)
    )
    checked = Checked(draft=draft.file, text=draft.text, findings=numbered_findings, on=promised.on_day)
    held_up(citations(checked.findings), nearby.documents)
    return checked


def _lines(nearby: Nearby, unit: Unit) -> list[IndexLine]:
    words = words_of(unit.words).norms
    if unit.sort != "quotation":
        found = terms(unit.words)
        return nearby.lines(sorted({p for t in (*found.words, *found.figures, *found.dates) for p in t.split()}), SAID_LINES)
    exact = [line for line in nearby.phrase(words, QUOTED_LINES) if line.document in nearby.documents.items]
    return list(dict.fromkeys((*exact, *nearby.lines(words, QUOTED_LINES))))


class _Desk:
    """The checks of one draft."""

    def __init__(self, nearby: Nearby, draft: Document) -> None:
        self._nearby = nearby
        self._draft = draft

    def on(self, unit: Unit, lines: Iterable[IndexLine]) -> Iterator[Finding]:
        """The findings on one unit."""
        if unit.sort == "quotation":
            places = places_of(self._nearby, unit, lines)
            if not places and len(unit.words.split()) < 3:
                return
            warnings = only_here(self._nearby, unit, places)
            judged = on_quotation(unit, places)
        else:
            warnings = ()
            judged = on_saying(unit, heard_of(self._nearby, lines), self._draft.text)
        for number, each in enumerate(judged):
            yield self._finding(unit, each, warnings if number == 0 else ())

    def _finding(self, unit: Unit, judged: Judged, warnings: tuple[str, ...]) -> Finding:
        heard = judged.heard
        statement = self._nearby.pile.statements.get(heard.id) if heard and heard.id else None
        claim = self._claim(statement)
        place = None
        if heard is not None:
            spans = (judged.place,) if judged.place else heard.content
            place = self._nearby.pile.cite(heard.document, spans, statement.key if statement else "")
        against = [self._nearby.pile.statements[h.id] for h in judged.against if h.id]
        return Finding(
            number=0,
            verdict=judged.verdict,
            unit=unit.sort,
            words=unit.words,
            span=unit.span,
            line=0,
            speaker=unit.speaker,
            why=judged.why,
            said=said(self._nearby.pile, statement) if statement else None,
            place=place,
            claim=claim.key if claim else None,
            independent_sources=claim.independent_sources if claim else None,
            at_least=claim.at_least if claim else None,
            standing=number_between(claim.at_least, claim.independent_sources) if claim else None,
            answers=tuple(said(self._nearby.pile, s) for s in against[1:])
            or (tuple(answers_of(self._nearby.pile, claim)) if claim else ()),
            difference=tuple(Change(kept=d.kept, draft=d.draft, source=d.source) for d in judged.differences),
            warnings=warnings,
        )

    def _claim(self, statement: Statement | None) -> Claim | None:
        return self._nearby.claim_of.get(statement.id) if statement else None
