"""A draft checked: cut into units, each held against what of the pile stands near it; and what the accused answer."""

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
from sayso.link.draft.verdicts import Judged, goes_on, on_quotation, on_saying
from sayso.link.terms import terms
from sayso.link.words import words_of
from sayso.model.document import Document
from sayso.model.findings import Claim
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.present.brief import held_up
from sayso.present.checked import Change, Checked, Finding
from sayso.present.lines import answered, once, said
from sayso.present.shape import Citation, Said, citations
from sayso.present.wording import number_between
from sayso.store.search import IndexLine

QUOTED_LINES, SAID_LINES = 40, 60
"""Paragraphs looked at for one quotation, and for anything else."""


def check_draft(nearby: Nearby, draft: Document, statements: Sequence[Statement]) -> Checked:
    """The findings on ``draft``, of which ``statements`` were extracted, in its order.

    :raises OurFault: ``quotation_drift`` where a quotation of the pile is not what its document says.
    """
    sentences = [span for _, _, span in numbered(draft.content)]
    found = units(draft.text, sentences, statements)
    near = {n: _lines(nearby, unit) for n, unit in enumerate(found)}
    nearby.load({line.document for lines in near.values() for line in lines})
    desk, promised = _Desk(nearby, draft), Promised(nearby)
    findings = [f for n, unit in enumerate(found) for f in desk.on(unit, near[n])]
    findings += [f for unit in found for f in promised.on(unit)]
    findings += responses(nearby, draft, statements, found, desk.claims)
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
        return nearby.lines(
            sorted({p for t in (*found.words, *found.figures, *found.dates) for p in t.split()}), SAID_LINES
        )
    exact = [line for line in nearby.phrase(words, QUOTED_LINES) if line.document in nearby.documents.items]
    return list(dict.fromkeys((*exact, *nearby.lines(words, QUOTED_LINES))))


class _Desk:
    """The checks of one draft."""

    def __init__(self, nearby: Nearby, draft: Document) -> None:
        self._nearby = nearby
        self._draft = draft
        self.claims: dict[Span, list[Claim]] = {}
        """The claims that words of the draft were held against, by the words' span."""

    def on(self, unit: Unit, lines: Iterable[IndexLine]) -> Iterator[Finding]:
        """The findings on one unit."""
        if unit.sort == "quotation":
            places = places_of(self._nearby, unit, lines)
            if not places and len(unit.words.split()) < 3:
                return
            warnings = only_here(self._nearby, unit, places)
            if rest := goes_on(unit, places):
                warnings += (f"the speaker goes on: “{rest}”",)
            judged = on_quotation(unit, places)
        else:
            warnings = ()
            judged = on_saying(unit, heard_of(self._nearby, lines), self._draft.text)
        for number, each in enumerate(judged):
            yield self._finding(unit, each, warnings if number == 0 else ())

    def _finding(self, unit: Unit, judged: Judged, warnings: tuple[str, ...]) -> Finding:
        pile, heard = self._nearby.pile, judged.heard
        statement = pile.statements.get(heard.id) if heard and heard.id else None
        claim = self._nearby.claim_of.get(statement.id) if statement else None
        self._note(unit, judged)
        return Finding(
            number=0,
            verdict=judged.verdict,
            unit=unit.sort,
            words=unit.words,
            span=unit.span,
            line=0,
            speaker=unit.speaker,
            why=judged.why,
            said=said(pile, statement) if statement else None,
            place=self._place(judged, statement),
            claim=claim.key if claim else None,
            independent_sources=claim.independent_sources if claim else None,
            at_least=claim.at_least if claim else None,
            standing=number_between(claim.at_least, claim.independent_sources) if claim else None,
            answers=tuple(self._against(judged, claim)),
            difference=tuple(Change(kept=d.kept, draft=d.draft, source=d.source) for d in judged.differences),
            warnings=warnings,
        )

    def _note(self, unit: Unit, judged: Judged) -> None:
        """Keeps in mind which claims the words were held against, or against answers to which."""
        for heard in filter(None, (judged.heard, *judged.against)):
            claim = self._nearby.claim_of.get(heard.id) or self._nearby.answered.get(heard.id)
            if claim is not None:
                self.claims.setdefault(unit.span, []).append(claim)

    def _place(self, judged: Judged, statement: Statement | None) -> Citation | None:
        """The words of the pile that were held against the draft's."""
        if judged.heard is None:
            return None
        spans = (judged.place,) if judged.place else judged.heard.content
        return self._nearby.pile.cite(judged.heard.document, spans, statement.key if statement else "")

    def _against(self, judged: Judged, claim: Claim | None) -> list[Said]:
        """What else contradicts the draft, then who answers the claim, and what cannot be true beside it."""
        pile = self._nearby.pile
        out = once(pile, [pile.statements[h.id] for h in judged.against[1:] if h.id])
        if claim is not None:
            answers, others = answered(pile, claim)
            out += [*answers, *others]
        return list(
            {each.statement: each for each in out if each.statement != (judged.heard and judged.heard.id)}.values()
        )
