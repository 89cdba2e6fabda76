"""Statements that bear on a question: found by their words, ranked by those and a second opinion, put together.

The second opinion is the relations network's: whether question and statement are of one matter. It lifts what shares
few words but means it, and lowers what only shares words. What shares hardly any word it is not asked about: on its own
it takes too much for one matter (``bench/asking.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.engine.nearby import Nearby
from sayso.link.bearing import ENOUGH, FAINT, acts, asked, bearing, pieces, seconded, weights
from sayso.link.terms import terms
from sayso.model.findings import Claim
from sayso.model.span import words_at
from sayso.model.statement import Statement
from sayso.nets.relations import load_relater
from sayso.present.answered import Answer, Asked, cited
from sayso.present.brief import held_up
from sayso.present.lines import line_of, said, voiced
from sayso.present.wording import list_of

PARAGRAPHS = 400
"""Paragraphs that are looked at for one question."""
SECONDED = 50
"""Different wordings, the best by their words, on which the second opinion is asked; each costs some 6 ms."""


def answers_to(nearby: Nearby, question: str, *, top: int, enough: float = ENOUGH) -> Asked:
    """What the pile holds on ``question``: at most ``top`` answers, one a claim, best first.

    :raises OurFault: ``quotation_drift`` where a quotation is not, word for word, what its document says.
    """
    ranked = [(score, s) for score, s in ranked_for(nearby, question) if score >= enough]
    best: dict[object, list[tuple[float, Statement]]] = {}
    for score, statement in ranked:
        claim = nearby.claim_of.get(statement.id)
        best.setdefault(claim.id if claim else voiced(nearby.pile, statement), []).append((score, statement))
    chosen = [_answer(nearby, made) for made in list(best.values())[:top]]
    found = Asked(question=question, answers=tuple(chosen), more=max(0, len(best) - top))
    held_up(cited(found), nearby.documents)
    return found


def ranked_for(nearby: Nearby, question: str) -> list[tuple[float, Statement]]:
    """The statements near ``question`` with how much each bears on it, best first."""
    return _innermost(_sorted(nearby, _seconded(nearby, question, ranked_by_words(nearby, question))))


def ranked_by_words(nearby: Nearby, question: str) -> list[tuple[float, Statement]]:
    """The same before the second opinion."""
    wanted = asked(question)
    if not wanted:
        return []
    lines = nearby.lines(sorted(wanted), PARAGRAPHS)
    nearby.load({line.document for line in lines})
    near = {s.id: s for line in lines for s in nearby.statements_in(line.document, line.span)}
    total = sum(1 for _ in nearby.view.rows("statements"))
    weighed = weights(wanted, {word: nearby.common(word) for word in wanted}, total)
    wished = acts(question)
    return _sorted(nearby, ((_score(nearby, weighed, s, wished), s) for s in near.values()))


def _sorted(nearby: Nearby, scored: Iterable[tuple[float, Statement]]) -> list[tuple[float, Statement]]:
    return sorted(scored, key=lambda e: (-e[0], _order(nearby, e[1])))


def _seconded(
    nearby: Nearby, question: str, ranked: Iterable[tuple[float, Statement]]
) -> Iterator[tuple[float, Statement]]:
    """The statements with what the network says of the best; the network is loaded where there is one to ask about."""
    topics: dict[str, float] = {}
    for score, statement in ranked:
        words = list_of(nearby.pile.content(statement).words)
        if score >= FAINT and words not in topics and len(topics) < SECONDED:
            topics[words] = load_relater().relate(question, words).topic
        yield round(seconded(score, topics[words]), 3) if words in topics else score, statement


def _score(
    nearby: Nearby, weighed: Mapping[str, float], statement: Statement, wished: Mapping[str, frozenset[str]]
) -> float:
    text = nearby.pile.document(statement.document).text
    content = pieces(terms(words_at(text, statement.at.content)))
    names = " ".join((*nearby.names(statement), *nearby.carriers(statement)))
    around = pieces(terms(f"{statement.at.as_said.of(text)} . {names}"))
    met = wished.get(statement.at.kind, frozenset())
    return round(bearing(weighed, content | met, around), 3)


def _order(nearby: Nearby, statement: Statement) -> tuple[bool, int, int, str]:
    """Among equals: what is claimed before what is not, the better supported, the shorter, by key."""
    claim = nearby.claim_of.get(statement.id)
    length = sum(span.length for span in statement.at.content)
    return claim is None, -(claim.independent_sources if claim else 0), length, statement.key


def _innermost(ranked: list[tuple[float, Statement]]) -> list[tuple[float, Statement]]:
    """Without those that only pass on what another in the list says as well."""
    score_of = {s.id: score for score, s in ranked}
    outer = {s.parent for score, s in ranked if s.parent and score >= score_of.get(s.parent, 0) * 0.9}
    return [(score, s) for score, s in ranked if s.id not in outer]


def _answer(nearby: Nearby, made: list[tuple[float, Statement]]) -> Answer:
    """The statement that bears best on the question, with its claim, or the claim it answers."""
    (score, first), *others = made
    own: Claim | None = nearby.claim_of.get(first.id)
    claim = own or nearby.answered.get(first.id)
    kinds = {r.statement: r.kind for r in claim.responses} if claim and not own else {}
    also = tuple(nearby.pile.content(s) for _, s in others) if own is None else ()
    return Answer(
        score=score,
        said=replace(said(nearby.pile, first, answers=kinds.get(first.id)), also=also),
        line=line_of(nearby.pile, claim) if claim else None,
        answers=claim is not None and own is None,
    )
