"""Passages derived anew where they are touched, and what changes in their table.

A passage is a component of stretches, not of texts: one form line in every text makes one large passage, and leaves
the others as small as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.engine.linking.copies import group_of
from sayso.engine.linking.live import Pile
from sayso.engine.linking.texts import Touched
from sayso.engine.linkwork import Placing, Workers, placed
from sayso.link.passages import Shared, Stretch, passage_of, stretch_groups
from sayso.link.rows import passage_row
from sayso.link.runs import Run
from sayso.link.standing import Standing
from sayso.model.codec import from_bytes, to_bytes
from sayso.store.links import LinkIndex
from sayso.store.protocol import Changes, Row

_CONTENTS = 64
"""So many contents in which places are looked up in one task."""


class _Shares(NamedTuple):
    """A run of words two texts share, and the passage it belonged to; -1 for none."""

    a: int
    b: int
    n: int
    passage: int
    run: Run


@dataclass(slots=True)
class _Passage:
    """A passage derived anew, over texts as the index numbers them."""

    shared: Shared
    runs: list[_Shares]
    number: int = -1


def passage_changes(index: LinkIndex, pile: Pile, touched: Touched, workers: Workers) -> Changes:
    """What changes in the passages."""
    before = _groups_before(index, touched)
    found, loose = _derived(index, _shares(index, touched, before))
    _number(index, found)
    index.many("set_passage", ((-1, s.a, s.b, s.n) for s in loose if s.passage >= 0))
    stretches = {n: {tuple(row) for row in index.all("stretches_in", n)} for n in sorted(before)}
    changed = [
        each
        for each in found
        if set(each.shared.stretches) != stretches.get(each.number)
        or any(text in touched.passages for text, _, _ in each.shared.stretches)
    ]
    touched.told.update(_keep_stretches(index, before, stretches, found))
    _find_places(index, pile, changed, workers)
    return _published(index, before, found, changed)


def _groups_before(index: LinkIndex, touched: Touched) -> set[int]:
    if touched.whole:
        return set()
    out = set(touched.groups)
    for text in touched.passages:
        out.update(passage for (passage,) in index.all("passages_over", text))
        out.update(row[3] for row in index.all("runs_of", text) if row[3] >= 0)
    return out


def _shares(index: LinkIndex, touched: Touched, groups: set[int]) -> list[_Shares]:
    """Every run that a touched text has or a touched passage had."""
    if touched.whole:
        rows = index.all("runs")
    else:
        rows = [row for text in sorted(touched.passages) for row in index.all("runs_of", text)]
        rows += [row for group in sorted(groups) for row in index.all("runs_in", group)]
    unique = {row[:3]: row for row in rows}
    return [_Shares(a, b, n, passage, from_bytes(body, Run)) for a, b, n, passage, body in sorted(unique.values())]


def _derived(index: LinkIndex, shares: list[_Shares]) -> tuple[list[_Passage], list[_Shares]]:
    """Passages over runs of unrelated texts, and the runs that count for none."""
    kin = {text: index.value("kin_of", text) for s in shares for text in (s.a, s.b)}
    between = [s for s in shares if kin[s.a] != kin[s.b]]
    groups = stretch_groups((s.a, s.b, s.run) for s in between)
    at = {stretch: k for k, group in enumerate(groups) for stretch in group}
    found = [_Passage(passage_of(group), []) for group in groups]
    for s in between:
        found[at[s.a, s.run.a0, s.run.a1]].runs.append(s)
    return found, [s for s in shares if kin[s.a] == kin[s.b]]


def _number(index: LinkIndex, found: list[_Passage]) -> None:
    """Lets each passage go on under the number most of its runs had, so that little is written."""
    free = index.value("last_passage") + 1
    taken: set[int] = set()
    for each in found:
        numbers = Counter(s.passage for s in each.runs if s.passage >= 0 and s.passage not in taken)
        each.number = numbers.most_common(1)[0][0] if numbers else free
        free += not numbers
        taken.add(each.number)
        index.many("set_passage", ((each.number, s.a, s.b, s.n) for s in each.runs if s.passage != each.number))


def _keep_stretches(
    index: LinkIndex, before: set[int], stretches: dict[int, set[tuple[int, ...]]], found: list[_Passage]
) -> set[int]:
    """Keeps the stretches of each passage; the texts in which they are others than before."""
    old = {(*stretch, number) for number in before for stretch in stretches[number]}
    new = {(*stretch, each.number) for each in found for stretch in each.shared.stretches}
    index.many("drop_stretch", (row[:3] for row in sorted(old - new)))
    index.many("put_stretch", sorted(new - old))
    return {row[0] for row in old ^ new}


def _find_places(index: LinkIndex, pile: Pile, found: list[_Passage], workers: Workers) -> None:
    """Looks up where the stretches stand in every content, unless that is known."""
    wanted: dict[str, set[tuple[int, int]]] = {}
    for each in found:
        for text, first, last in each.shared.stretches:
            for (content,) in index.all("contents_of", text):
                if index.one("place", content, first, last) is None:
                    wanted.setdefault(content, set()).add((first, last))
    for rows in workers.in_order(placed, _tasks(pile, wanted)):
        index.many("put_place", rows)


def _tasks(pile: Pile, wanted: dict[str, set[tuple[int, int]]]) -> Iterator[Placing]:
    contents = sorted(wanted)
    for k in range(0, len(contents), _CONTENTS):
        yield Placing(tuple((c, pile.packed(c), tuple(sorted(wanted[c]))) for c in contents[k : k + _CONTENTS]))


def _published(index: LinkIndex, before: set[int], found: list[_Passage], changed: list[_Passage]) -> Changes:
    rows = {number: index.value("passage", number) for number in before}
    put: list[Row] = []
    drop = []
    for each in changed:
        row = _row(index, each.shared)
        put.append(row)
        old = rows.get(each.number)
        if old and old != row[0]:
            drop.append(old)
        index.do("put_passage", each.number, row[0])
    for number in sorted(before - {each.number for each in found}):
        drop.append(rows[number])
        index.do("drop_passage", number)
    return Changes(sorted(put), drop)


def _row(index: LinkIndex, shared: Shared) -> Row:
    group = group_of(index, {text for text, _, _ in shared.stretches})
    local = {text: k for k, text in enumerate(group.texts)}
    here: list[Stretch] = sorted((local[text], first, last) for text, first, last in shared.stretches)
    kin = {k: index.value("kin_of", text) for text, k in local.items()}
    places = [
        (text, member.document, from_bytes(index.value("place", member.content, first, last), Standing))
        for text, first, last in here
        for member in group.members[text]
    ]
    row = passage_row(Shared(tuple(here)), kin, places)
    return row.id, to_bytes(row)
