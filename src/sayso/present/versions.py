"""Copies and versions as the brief shows them: what two documents share, and every word in which they differ."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model.findings import Change, Copy
from sayso.model.span import Span
from sayso.present.pile import Pile
from sayso.present.shape import Citation, Difference, Version

CHANGES = 40
"""How many changes of one pair a brief lists."""
ORDER = ("altered", "near", "excerpt", "exact")


def versions_of(
    pile: Pile, copies: Iterable[Copy], touched: set[str] | None, top: int
) -> tuple[tuple[Version, ...], int]:
    """The first ``top`` relations, versions that differ first, and how many more there are.

    ``touched``: only relations of these documents; None for all.

    :raises OurFault: ``quotation_drift`` where a recorded change is not what its documents say.
    """
    kept = [c for c in copies if touched is None or {c.document, c.of} & touched]
    ranked = sorted(kept, key=lambda copy: (ORDER.index(copy.kind), copy.of, copy.document))
    return tuple(_version(pile, copy) for copy in ranked[:top]), max(0, len(ranked) - top)


def _version(pile: Pile, copy: Copy) -> Version:
    return Version(
        kind=copy.kind,
        document=copy.document,
        file=pile.document(copy.document).file,
        of=copy.of,
        of_file=pile.document(copy.of).file,
        direction=copy.direction,
        first_seen=pile.document(copy.first_seen).file if copy.first_seen else None,
        reasons=copy.reasons,
        changes=tuple(_difference(pile, copy, change) for change in copy.changes[:CHANGES]),
        more_changes=max(0, len(copy.changes) - CHANGES),
    )


def _difference(pile: Pile, copy: Copy, change: Change) -> Difference:
    return Difference(
        before=_side(pile, copy.of, change.span_before, change.before),
        after=_side(pile, copy.document, change.span_after, change.after),
        sort=change.sort,
        certainty=change.certainty,
    )


def _side(pile: Pile, document: str, span: Span, words: str) -> Citation | None:
    pile.check(document, (span,), words)
    return pile.cite(document, (span,))
