"""Subjects: the lines of a section put under the people, bodies and places that their words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.model.findings import Claim
from sayso.model.span import hull
from sayso.present.pile import Pile

FEW = 8
"""Fewer lines than these need no headings."""
LEAST = 2
"""Lines that make a heading worth having."""
OTHER = "Other matters"


def by_subject(pile: Pile, claims: Sequence[Claim]) -> list[tuple[str, Claim]]:
    """The claims with their subject, those of one subject together, in the order of each subject's first claim.

    The subject that most claims name comes first to choose, so that few headings hold many lines; whoever only says
    things is no subject. No subject at all where there are few claims, where one would hold them all, or where most
    would stand under none.
    """
    if len(claims) < FEW:
        return [("", claim) for claim in claims]
    chosen = _chosen({claim.id: _named(pile, claim) for claim in claims})
    others = sum(1 for subject in chosen.values() if subject == OTHER)
    if len(set(chosen.values())) < LEAST or others * 2 > len(claims):
        return [("", claim) for claim in claims]
    rank: dict[str, int] = {}
    for claim in claims:
        rank.setdefault(chosen[claim.id], len(rank) if chosen[claim.id] != OTHER else len(claims))
    return sorted(((chosen[claim.id], claim) for claim in claims), key=lambda pair: rank[pair[0]])


def _chosen(named: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """A subject for every claim: the most named first, ties by name."""
    left = dict(named)
    out: dict[str, str] = {}
    while left:
        counts = Counter(name for names in left.values() for name in names)
        name, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]), default=(OTHER, 0))
        if count < LEAST:
            return out | dict.fromkeys(left, OTHER)
        for claim in [claim for claim, names in left.items() if name in names]:
            out[claim] = name
            del left[claim]
    return out


def _named(pile: Pile, claim: Claim) -> frozenset[str]:
    """Names of what the claim's statements speak of, their speakers left out."""
    made = [pile.statements[s] for s in claim.statements]
    speakers = {statement.speaker for statement in made}
    found = {
        entity
        for statement in made
        for entity in pile.mentioned(statement.document, hull(statement.at.content))
        if entity.id not in speakers and entity.kind != "document"
    }
    return frozenset(entity.name for entity in found)
