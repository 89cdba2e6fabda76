"""Forged pages: what no longer counts once a person has judged a document forged or altered.

A page's disgrace goes no further than what rests on that page alone: words that stand the same in an untouched copy
are borne out by that copy, and whoever says the same on his own account still says it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sayso.assess.says import Say


def resting_on(says: Sequence[Say], forged: Collection[str]) -> frozenset[str]:
    """Ids of the statements of one claim that rest only on documents judged ``forged``."""
    sound = [s for s in says if s.place.document not in forged]
    untouched = {key for s in sound for key in _same_words(s)}
    gone = {s.statement for s in says if s.place.document in forged and untouched.isdisjoint(_same_words(s))}
    by_document: dict[str, list[Say]] = {}
    for say in says:
        by_document.setdefault(say.place.document, []).append(say)
    while True:
        found = {s.statement for s in sound if s.statement not in gone and _cites_only(s, by_document, gone, forged)}
        if not found:
            return frozenset(gone)
        gone |= found


def _same_words(say: Say) -> frozenset[tuple[object, ...]]:
    """What makes two statements the same words of one document: their place in a family of copies, and the words."""
    places = [("spots", say.spots, say.wording)] if say.spots else []
    return frozenset([*places, *([("family", say.family, say.wording)] if say.family is not None else [])])


def _cites_only(say: Say, by_document: dict[str, list[Say]], gone: Collection[str], forged: Collection[str]) -> bool:
    """Whether all that a statement cites has gone: what the cited papers say of the claim, or else the papers."""
    if not say.cites:
        return False
    cited = [s for d in say.cites for s in by_document.get(d, ()) if s is not say]
    if cited:
        return all(s.statement in gone for s in cited)
    return all(d in forged for d in say.cites)
