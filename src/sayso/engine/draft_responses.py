"""Everybody a draft accuses, what they answer in the pile, and whether the draft carries it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.engine.findings import found
from sayso.engine.nearby import Nearby
from sayso.link.draft.accusing import before_the_wrong
from sayso.link.draft.units import Unit
from sayso.link.draft.voices import alike
from sayso.link.terms import terms
from sayso.model.document import Document
from sayso.model.findings import Entity
from sayso.model.span import Span, words_at
from sayso.model.statement import Statement
from sayso.present.checked import Finding
from sayso.present.lines import said

ANSWERS = frozenset({"denies", "declines", "corrects", "confirms"})
LISTED = 3


@dataclass(frozen=True, slots=True)
class Accused:
    """Somebody a draft accuses: the entity of the pile, or only a name, and the sentence that does it first."""

    name: str
    entity: Entity | None
    span: Span
    words: str


def responses(
    nearby: Nearby, draft: Document, statements: Sequence[Statement], units: Iterable[Unit]
) -> list[Finding]:
    """One finding for everybody accused: the answer in the pile and whether the draft has it, or that there is none."""
    accused = _accused(nearby, draft, units)
    if not accused:
        return []
    answers = _answers(nearby, accused)
    return [_finding(nearby, draft, statements, each, answers.get(each.name, [])) for each in accused]


def _accused(nearby: Nearby, draft: Document, units: Iterable[Unit]) -> list[Accused]:
    known = [e for e in nearby.pile.entities.values() if e.kind in ("person", "organisation")]
    out: dict[str, Accused] = {}
    for unit in units:
        if not unit.accusing or unit.kind in ("denies", "declines"):
            continue
        who = before_the_wrong(unit.words)
        for entity in _named(known, who):
            if unit.speaker and alike(unit.speaker, entity.name):
                continue
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
        if statement.at.kind not in ANSWERS:
            continue
        names = nearby.names(statement)
        source = ""
        if statement.at.source:
            source = words_at(nearby.pile.document(statement.document).text, statement.at.source)
        for each in accused:
            own = any(alike(each.name, name) for name in names)
            if own or (each.entity is not None and each.entity.kind == "organisation" and each.name in source):
                out[each.name].append(statement)
    return out


def _finding(
    nearby: Nearby, draft: Document, statements: Sequence[Statement], accused: Accused, answers: list[Statement]
) -> Finding:
    wanted = terms(accused.words).words
    ranked = sorted(answers, key=lambda s: (-_bears(nearby, s, wanted), s.at.kind != "denies", s.key))
    denials = [s for s in ranked if s.at.kind in ("denies", "declines", "corrects")]
    carried = _carries(draft, statements, accused)
    if not denials:
        verdict = "response" if carried else "no response"
        why = f"{accused.name} is accused: no response in the pile" + (
            "; the draft carries one" if carried else ": was it asked for?"
        )
    else:
        verdict = "response" if carried else "no response"
        has = "the draft carries a response" if carried else "the draft does not carry it"
        why = f"{accused.name} is accused; the response in the pile stands beside this, and {has}"
    return Finding(
        number=0,
        verdict=verdict,
        unit="accused",
        words=accused.words,
        span=accused.span,
        line=0,
        speaker=accused.name,
        why=why,
        answers=tuple(said(nearby.pile, s) for s in denials[:LISTED]),
    )


def _bears(nearby: Nearby, statement: Statement, wanted: frozenset[str]) -> int:
    text = nearby.pile.document(statement.document).text
    return len(terms(words_at(text, statement.at.content)).words & wanted)


def _carries(draft: Document, statements: Iterable[Statement], accused: Accused) -> bool:
    """Whether the draft tells what the accused answers, or that they did not."""
    return any(
        s.at.kind in ("denies", "declines", "corrects")
        and (
            alike(accused.name, s.at.speaker_name or "")
            or accused.name in words_at(draft.text, s.at.source)
        )
        for s in statements
    )
