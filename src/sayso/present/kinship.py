"""Families for a reader: every copy with the others of its family, what matters most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model.findings import Change, Copy

KINDS = ("altered", "near", "excerpt", "exact")
"""What differs in meaning first."""
SORTS = ("number", "date", "name", "negation", "marking")
"""Changes that alter what a text says; the others follow in the order of the text."""


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that are copies, versions or parts of one another."""

    head: str
    """The document that derives from no other here."""
    copies: tuple[Copy, ...]
    """Every other member, by kind, then by what it derives from."""

    def size(self) -> int:
        """How many documents it has."""
        return len(self.copies) + 1


def families(copies: Iterable[Copy]) -> tuple[Family, ...]:
    """The families, those with altered versions first, then the larger ones; near linear in the number of copies."""
    by_document = {copy.document: copy for copy in copies}
    grouped: dict[str, list[Copy]] = {}
    for copy in by_document.values():
        grouped.setdefault(_head(copy, by_document), []).append(copy)
    found = (Family(head, tuple(sorted(rows, key=_rank))) for head, rows in grouped.items())
    return tuple(sorted(found, key=lambda f: (KINDS.index(f.copies[0].kind), -f.size(), f.head)))


def weighty(changes: Iterable[Change]) -> tuple[Change, ...]:
    """``changes`` with those of numbers, dates, names, negations and markings first, asserted ones before possible."""
    return tuple(sorted(changes, key=_weight))


def _head(copy: Copy, by_document: dict[str, Copy]) -> str:
    at = copy.of
    while at in by_document:
        at = by_document[at].of
    return at


def _rank(copy: Copy) -> tuple[int, str, str]:
    return KINDS.index(copy.kind), copy.of, copy.document


def _weight(change: Change) -> tuple[int, bool, int]:
    rank = SORTS.index(change.sort) if change.sort in SORTS else len(SORTS)
    return rank, change.certainty == "possible", change.span_before.start
