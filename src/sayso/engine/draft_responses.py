"""Everybody a draft accuses, what they answer in the pile, and whether the draft carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.engine.findings import found
from sayso.engine.nearby import Nearby
from sayso.extract import numbered
from sayso.link.draft.accusing import before_the_wrong
from sayso.link.draft.named import answers
from sayso.link.draft.units import Unit
from sayso.link.draft.voices import alike
from sayso.link.terms import terms
from sayso.model.document import Document
from sayso.model.findings import Claim, Entity
from sayso.model.span import Span, words_at
from sayso.model.statement import Statement
from sayso.present.checked import Finding
from sayso.present.lines import once

ANSWERS = frozenset({"denies", "declines", "corrects"})
LISTED = 3


@dataclass(frozen=True, slots=True)
class Accused:
    """Somebody a draft accuses, and the words that do it first."""

    name: str
    entity: Entity
    span: Span
    words: str


def responses(
    nearby: Nearby,
    draft: Document,
    statements: Sequence[Statement],
    units: Iterable[Unit],
    claims: Mapping[Span, Iterable[Claim]],
) -> list[Finding]:
    """One finding for everybody accused: the answer in the pile and whether the draft has it, or that there is none.

    ``claims`` are those that the draft's words were held against, by the words' span.
    """
    accused = _accused(nearby, units)
    if not accused:
        return []
    told = _answers(nearby, accused)
    out = []
    for each in accused:
        denials = {id_ for claim in claims.get(each.span, ()) for id_ in claim.denied_by}
        every = {s.id: s for s in (*told[each.name], *(nearby.pile.statements[id_] for id_ in sorted(denials)))}
        out.append(_finding(nearby, each, list(every.values()), carried=_carries(draft, statements, each)))
    return out


def _accused(nearby: Nearby, units: Iterable[Unit]) -> list[Accused]:
    known = [e for e in nearby.pile.entities.values() if e.kind in ("person", "organisation")]
    out: dict[str, Accused] = {}
    for unit in units:
        if not unit.accusing or unit.kind in ("denies", "declines"):
            continue
        for entity in _named(known, before_the_wrong(unit.words)):
            if not (unit.speaker and alike(unit.speaker, entity.name)):
                out.setdefault(entity.name, Accused(entity.name, entity, unit.span, unit.words))
    return list(out.values())


def _named(known: Iterable[Entity], words: str) -> list[Entity]:
    """Entities whose name, or surname, stands in ``words``; the one named last is the one accused."""
    found_at: dict[str, tuple[int, int, Entity]] = {}
    for entity in known:
        for name in (entity.name, *entity.aliases, *_surname(entity)):
            at = words.rfind(name)
            if at >= 0 and name[:1].isupper() and len(name) > 2:
                best = found_at.get(entity.id)
                if best is None or (at + len(name), len(name)) > best[:2]:
                    found_at[entity.id] = (at + len(name), len(name), entity)
    last = max((at for at, _, _ in found_at.values()), default=0)
    chosen = [(size, entity) for at, size, entity in found_at.values() if at == last]
    return [max(chosen, key=lambda e: (e[0], e[1].id))[1]] if chosen else []


def _surname(entity: Entity) -> tuple[str, ...]:
    words = entity.name.split()
    return (words[-1],) if entity.kind == "person" and len(words) > 1 else ()


def _answers(nearby: Nearby, accused: Sequence[Accused]) -> dict[str, list[Statement]]:
    """What each of the accused, or who speaks for them, denies, refuses or takes back anywhere in the pile."""
    out: dict[str, list[Statement]] = {each.name: [] for each in accused}
    for statement in found(nearby.view, Statement):
        names, source = nearby.names(statement), _printed(nearby, statement)
        for each in accused:
            spoken_for = each.entity.kind == "organisation" and each.name in source
            if (spoken_for or any(alike(each.name, name) for name in names)) and _answers_it(nearby, statement, each):
                out[each.name].append(statement)
    return out


def _answers_it(nearby: Nearby, statement: Statement, accused: Accused) -> bool:
    """Whether it denies or refuses anything, or says of what the accusation is about that it was not so."""
    if statement.at.kind in ANSWERS:
        return True
    said = terms(words_at(nearby.pile.document(statement.document).text, statement.at.content))
    return said.negated and bool(said.plain & terms(accused.words).words)


def _printed(nearby: Nearby, statement: Statement) -> str:
    """The words that name the speaker."""
    return words_at(nearby.pile.document(statement.document).text, statement.at.source) if statement.at.source else ""


def _finding(nearby: Nearby, accused: Accused, answers: list[Statement], *, carried: bool) -> Finding:
    wanted = terms(accused.words).words
    ranked = sorted(answers, key=lambda s: (-_bears(nearby, s, wanted), s.at.kind != "denies", s.key))
    if ranked:
        has = "the draft carries a response" if carried else "the draft carries no response"
        why = f"{accused.name} is accused; the pile has what stands below, and {has}"
    else:
        has = "; the draft carries one" if carried else f": was {accused.name} asked?"
        why = f"{accused.name} is accused: no response in the pile{has}"
    return Finding(
        number=0,
        verdict="response" if carried else "no response",
        unit="accused",
        words=accused.words,
        span=accused.span,
        line=0,
        speaker=accused.name,
        why=why,
        answers=tuple(once(nearby.pile, ranked)[:LISTED]),
    )


def _bears(nearby: Nearby, statement: Statement, wanted: frozenset[str]) -> int:
    text = nearby.pile.document(statement.document).text
    return len(terms(words_at(text, statement.at.content)).words & wanted)


def _carries(draft: Document, statements: Iterable[Statement], accused: Accused) -> bool:
    """Whether the draft tells what the accused answers, or that they did not."""
    told = any(
        s.at.kind in ANSWERS
        and (alike(accused.name, s.at.speaker_name or "") or accused.name in words_at(draft.text, s.at.source))
        for s in statements
    )
    last = accused.name.split()[-1]
    plainly = (s.of(draft.text) for _, _, s in numbered(draft.content))
    return told or any(last in sentence and answers(sentence) for sentence in plainly)
