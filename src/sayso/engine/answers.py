"""What the verbs of the workbench answer: counts, names, warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.model.item import Item, ItemStatus

ByReason = Mapping[tuple[ItemStatus, str | None], int]
"""How many items have each status and reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the files of one ``add``, members and all."""

    new: int
    unchanged: int
    replaced: int
    by_reason: ByReason
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The files taken out, members and all, and with ``purge`` a sentence for each thing that could not be reached."""

    files: tuple[str, ...]
    unreachable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a case stands."""

    files: int
    documents: int
    statements: int
    claims: int
    by_reason: ByReason
    waiting: int
    generation: int
    """Number of the findings as last published; 0 before."""
    not_in_findings: int
    """Files read, or still to be read, on which the findings do not rest yet."""
    protections: Mapping[str, bool] = field(default_factory=dict)
    """Which confinements of hostile files hold on this machine."""
    warnings: tuple[str, ...] = ()


def by_reason(items: Iterable[Item]) -> ByReason:
    """How many of ``items`` have each status and reason."""
    return dict(Counter((item.status, item.reason) for item in items))
