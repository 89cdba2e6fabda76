"""A colleague's copy of the case brought in: files that are new here, judgements that fit, and what is in conflict.

Nothing that was derived there is taken over: its originals are hashed and read again here, in the confined child, as if
they had been added, since a case from elsewhere may say anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sayso.engine.gone import gone
from sayso.engine.intake import Root, Tally, take_over
from sayso.engine.names import label_name
from sayso.engine.walking import Found
from sayso.errors import AskedWrongly
from sayso.model.item import Drop, Item
from sayso.model.judgement import Judgement
from sayso.store.case import OpenCase, open_case
from sayso.store.protocol import View

_TOKEN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge did."""

    new: int = 0
    unchanged: int = 0
    beside: tuple[tuple[str, str], ...] = ()
    """Files whose name other bytes have here, each with the name it got."""
    kept_out: tuple[str, ...] = ()
    """Files that were taken out here, and stay out."""
    taken_out: tuple[str, ...] = ()
    """Files that were taken out there, and are out here too now."""
    damaged: tuple[str, ...] = ()
    """Files whose original is missing there or is not what its digest says."""
    judgements: int = 0
    conflicts: tuple[tuple[Judgement, str], ...] = ()
    """Judgements that do not hold beside ours, each with the reason; they were not taken."""

    @property
    def clean(self) -> bool:
        """Whether nothing was in conflict."""
        return not (self.beside or self.damaged or self.conflicts)


@contextmanager
def other_case(path: Path, home: Path) -> Iterator[OpenCase]:
    """The colleague's case, opened for reading alone.

    :raises AskedWrongly: ``same_case`` where it is this one, and whatever is wrong with it.
    """
    if path.resolve() == home.resolve():
        raise AskedWrongly("same_case", "that is the case itself", "name the colleague's copy")
    with open_case(path) as case:
        yield case


@dataclass(frozen=True, slots=True)
class Brought:
    """The files a merge brings, before the findings are brought up to date."""

    tally: Tally
    beside: tuple[tuple[str, str], ...]
    kept_out: tuple[str, ...]
    taken_out: tuple[Item, ...]
    damaged: tuple[str, ...]


def bring(case: OpenCase, other: OpenCase) -> Brought:
    """Takes in the originals of another case that are not here, under their drops, and finds what was taken out there.

    Costs one reading of every original of the other case.
    """
    with case.store.view() as ours, other.store.view() as theirs:
        removed = gone(ours)
        wanted = [item for item in theirs.items() if _own(item)]
        out_there = gone(theirs)
        left = tuple(item for item in ours.items() if _own(item) and item.id in out_there)
        drops = {drop.label: _drop(drop, ours) for drop in theirs.drops()}
        salt = theirs.meta("salt") or ""
    kept_out = tuple(sorted(item.file for item in wanted if item.id in removed))
    coming = [item for item in wanted if item.id not in removed]
    whole = [item for item in coming if _whole(other, item)]
    tally, beside = Tally(), []
    for label in sorted({item.drop or "" for item in whole}):
        found = [_found(other, item, salt) for item in whole if (item.drop or "") == label]
        beside += take_over(case, found, drops.get(label), tally)
    damaged = tuple(sorted(item.file for item in coming if item not in whole))
    return Brought(tally, tuple(sorted(beside)), kept_out, left, damaged)


def merged(brought: Brought, judgements: int, conflicts: tuple[tuple[Judgement, str], ...]) -> Merged:
    """What a merge did, told in names."""
    return Merged(
        new=brought.tally.new + brought.tally.replaced,
        unchanged=brought.tally.unchanged,
        beside=brought.beside,
        kept_out=brought.kept_out,
        taken_out=tuple(item.file for item in brought.taken_out),
        damaged=brought.damaged,
        judgements=judgements,
        conflicts=conflicts,
    )


def _own(item: Item) -> bool:
    """Whether it is a file of the pile itself, with bytes, that counts."""
    return item.holder is None and item.status != "replaced" and bool(item.sha256) and item.bytes > 0


def _whole(other: OpenCase, item: Item) -> bool:
    """Whether the case still has the item's original, byte for byte."""
    return other.blobs.has(item.sha256) and not other.blobs.damaged(item.sha256)


def _drop(theirs: Drop, ours: View) -> Drop:
    """Their drop; under a label of its own where one of that label came here under other terms."""
    known = {drop.label: drop for drop in ours.drops()}
    label, number = theirs.label, 2
    while label in known and known[label].terms != theirs.terms:
        label, number = f"{theirs.label}~{number}", number + 1
    return known.get(label) or Drop(label=label, on=theirs.on, terms=theirs.terms)


def _found(other: OpenCase, item: Item, salt: str) -> tuple[Root, Found]:
    root = Root(f"merged-{salt[:_TOKEN]}", label_name(item.drop or item.label or "merged"))
    return root, Found(item.file, other.blobs.path(item.sha256), item.bytes)
