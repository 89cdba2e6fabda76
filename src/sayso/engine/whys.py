"""From a key, or words, to the page that says why."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.engine.asking import ranked_for
from sayso.engine.findings import found
from sayso.engine.nearby import Nearby
from sayso.engine.places import no_such_place
from sayso.errors import AskedWrongly
from sayso.link.bearing import ENOUGH
from sayso.link.draft.pieces import found as found_words
from sayso.link.words import words_of
from sayso.model.findings import Claim, Passage
from sayso.model.keys import CLAIM_KEY, KEY
from sayso.model.span import hull, words_at
from sayso.model.statement import Statement
from sayso.present.brief import held_up
from sayso.present.shape import citations
from sayso.present.why import Why, why_claim, why_passage, why_statement

PASSAGE_KEY = re.compile(r"P-(?P<passage>[A-Z2-7]{6,26})", re.IGNORECASE)
ID = re.compile(r"[A-Z2-7]{26}")
LINES = 60


def why_of(nearby: Nearby, asked: str) -> Why:
    """The page for a key of a claim, statement, sentence or passage, an id, or words that somebody says.

    :raises AskedWrongly: ``no_such_place``, ``no_such_words``.
    :raises OurFault: ``quotation_drift``.
    """
    page = _of_key(nearby, asked.strip()) or _of_words(nearby, asked)
    held_up(citations(page), nearby.documents)
    return page


def _of_key(nearby: Nearby, asked: str) -> Why | None:
    if match := CLAIM_KEY.fullmatch(asked):
        return _of_claim_letters(nearby, match["claim"].upper(), asked)
    if match := PASSAGE_KEY.fullmatch(asked):
        return _of_passage(nearby, match["passage"].upper(), asked)
    if KEY.fullmatch(asked):
        return _of_statement_key(nearby, asked)
    return _of_id(nearby, asked) if ID.fullmatch(asked) else None


def _of_id(nearby: Nearby, asked: str) -> Why | None:
    statement = nearby.pile.statements.get(asked)
    if statement is not None:
        return _of_statement(nearby, statement)
    if asked in nearby.pile.claims:
        return _of_claim(nearby, nearby.pile.claims[asked])
    return _of_passage(nearby, asked, asked)


def _of_claim_letters(nearby: Nearby, letters: str, asked: str) -> Why:
    for id_, claim in sorted(nearby.pile.claims.items()):
        if id_.startswith(letters):
            return _of_claim(nearby, claim)
    for _, claim in sorted(nearby.pile.claims.items()):
        if any(was.startswith(letters) for was in claim.was):
            return _of_claim(nearby, claim)
    raise no_such_place(asked)


def _of_claim(nearby: Nearby, claim: Claim, asked: Statement | None = None) -> Why:
    best = asked or nearby.pile.statements[claim.best]
    return why_claim(nearby.pile, claim, best, nearby.copies, list(found(nearby.view, Passage)))


def _of_passage(nearby: Nearby, letters: str, asked: str) -> Why:
    for passage in found(nearby.view, Passage):
        if passage.id.startswith(letters):
            return why_passage(nearby.pile, passage, _resting(nearby, passage), nearby.copies)
    raise no_such_place(asked)


def _resting(nearby: Nearby, passage: Passage) -> list[Claim]:
    """The claims of statements whose words lie mostly in a place of the passage."""
    nearby.load({place.document for place in passage.places})
    claims = {
        claim.id: claim
        for place in passage.places
        for s in nearby.statements_in(place.document, place.span)
        if place.span.covers(hull(s.at.content)) and (claim := nearby.claim_of.get(s.id))
    }
    return [claims[id_] for id_ in sorted(claims)]


def _of_statement_key(nearby: Nearby, asked: str) -> Why:
    letters, _, rest = asked.partition("-")
    key = f"{letters.upper()}-{rest.lower()}"
    documents = [name for name in nearby.documents.items if name.startswith(letters.upper())]
    nearby.load(documents)
    for name in documents:
        for statement in nearby.statements(name):
            if statement.key == key:
                return _of_statement(nearby, statement)
    if documents:
        raise AskedWrongly(
            "nobody_speaks", f"at {asked} nobody is found to say anything", f"`sayso show CASE {asked}` shows the place"
        )
    raise no_such_place(asked)


def _of_statement(nearby: Nearby, statement: Statement) -> Why:
    claim = nearby.claim_of.get(statement.id)
    if claim is not None:
        return _of_claim(nearby, claim, statement)
    passages = list(found(nearby.view, Passage))
    return why_statement(nearby.pile, statement, nearby.answered.get(statement.id), nearby.copies, passages)


def _of_words(nearby: Nearby, asked: str) -> Why:
    said = _saying(nearby, asked)
    if not said:
        said = [s for score, s in ranked_for(nearby, asked) if score >= ENOUGH][:1]
    if not said:
        raise AskedWrongly(
            "no_such_words",
            "nobody in the pile says these words",
            "give a key of the brief, or words as they are quoted there",
        )
    page = _of_statement(nearby, said[0])
    keys = (c.key for s in said[1:] if (c := nearby.claim_of.get(s.id)) and c.key != page.key)
    return replace(page, also=tuple(dict.fromkeys(keys)))


def _saying(nearby: Nearby, asked: str) -> list[Statement]:
    """The statements that say these very words, those with a claim and the shortest first."""
    words = words_of(asked).norms
    if not words:
        return []
    lines = [
        line
        for line in (*nearby.phrase(words, LINES), *nearby.lines(words, LINES))
        if line.document in nearby.documents.items
    ]
    nearby.load({line.document for line in lines})
    near = {s.id: s for line in lines for s in nearby.statements_in(line.document, line.span)}
    exact = [s for s in near.values() if _says(nearby, s, asked)]
    return sorted(exact, key=lambda s: (s.id not in nearby.claim_of, hull(s.at.content).length, s.key))


def _says(nearby: Nearby, statement: Statement, asked: str) -> bool:
    match = found_words(asked, words_at(nearby.pile.document(statement.document).text, statement.at.content))
    return match is not None and match.how != "altered"
