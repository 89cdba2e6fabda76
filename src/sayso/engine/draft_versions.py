"""Whether quoted words stand in one version of a document only: who has them may show whose copy was used."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.engine.nearby import Nearby
from sayso.link.draft.pieces import found
from sayso.link.draft.units import Unit
from sayso.link.draft.verdicts import Place
from sayso.present.safe import one_line

VERSIONS = frozenset({"altered", "near"})


def only_here(nearby: Nearby, unit: Unit, places: Sequence[Place]) -> tuple[str, ...]:
    """A warning where the words stand as quoted in one of several versions, and in no other document."""
    exact = {place.document for place in places if place.match.how != "altered"}
    if not exact:
        return ()
    others = {o for name in exact for o in _versions(nearby, name)} - _same_text(nearby, exact)
    if not others or len(_originals(nearby, exact)) > 1:
        return ()
    if any(_stands(nearby, unit, other) for other in others):
        return ()
    here = one_line(nearby.pile.document(min(exact)).file)
    there = "; ".join(sorted(one_line(nearby.pile.document(o).file) for o in others))
    return (f"these words stand in one version only ({here}), not in {there}: they may show whose copy this is",)


def _versions(nearby: Nearby, document: str) -> set[str]:
    """Documents that are other versions of this one."""
    return {
        other
        for copy in nearby.copies
        if copy.kind in VERSIONS
        for here, other in ((copy.document, copy.of), (copy.of, copy.document))
        if here == document
    }


def _same_text(nearby: Nearby, documents: set[str]) -> set[str]:
    """The documents, their exact copies, and what they are part of or holds part of them."""
    same = set(documents)
    for copy in nearby.copies:
        if copy.kind in ("exact", "excerpt") and {copy.document, copy.of} & documents:
            same |= {copy.document, copy.of}
    return same


def _originals(nearby: Nearby, documents: set[str]) -> set[str]:
    """One document for each text among ``documents``."""
    return {min(_same_text(nearby, {name})) for name in documents}


def _stands(nearby: Nearby, unit: Unit, document: str) -> bool:
    match = found(unit.words, nearby.pile.document(document).text)
    return match is not None and match.how != "altered"
