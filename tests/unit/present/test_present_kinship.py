"""Families as a reader sees them."""

from __future__ import annotations

import random

from sayso.model.findings import Change, Copy
from sayso.model.span import Span
from sayso.present.kinship import families, weighty


def copy(document: str, of: str, kind: str = "near") -> Copy:
    return Copy(id=f"{document}-{of}", document=document, of=of, kind=kind)  # type: ignore[arg-type]


def change(sort: str, at: int, certainty: str = "asserted") -> Change:
    span = Span(at, at + 1)
    return Change(before="x", after="y", span_before=span, span_after=span, sort=sort, certainty=certainty)  # type: ignore[arg-type]


def test_a_chain_is_one_family_and_altered_versions_come_first() -> None:
    rows = [copy("b", "a"), copy("c", "b", "altered"), copy("d", "c", "exact"), copy("y", "x"), copy("z", "x")]
    found = families(rows)
    assert [(f.head, [c.document for c in f.copies]) for f in found] == [("a", ["c", "b", "d"]), ("x", ["y", "z"])]
    random.Random(1).shuffle(rows)
    assert families(rows) == found


def test_a_family_of_thousands_is_one_family() -> None:
    (family,) = families(copy(f"{n:05}", "00000", "exact") for n in range(1, 3000))
    assert family.size() == 3000


def test_changes_of_meaning_come_first_and_asserted_ones_before_possible_ones() -> None:
    changes = [change("wording", 1), change("name", 9), change("number", 8, "possible"), change("number", 20)]
    assert [c.span_before.start for c in weighty(changes)] == [20, 8, 9, 1]
