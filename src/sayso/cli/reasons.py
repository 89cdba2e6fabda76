"""Tables of what became of files: by status and reason, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.cli import screen
from sayso.errors import REASONS
from sayso.model.item import ItemStatus

ByReason = Mapping[tuple[ItemStatus, str | None], int]
"""How many items have each status and reason."""
ORDER = ("read", "partial", "waiting", "failed", "skipped", "replaced")
OVER = frozenset({"too_large", "too_deep", "too_many_members"})
"""Reasons for which a file was never opened although it may hold words: these count as not read."""
TOLD = OVER | {"link", "another_case"}
"""Reasons of skipped files about which a person can do something."""
MEANING = {
    "read": "read in full",
    "partial": "read in part",
    "waiting": "not read yet",
    "replaced": "newer bytes came under the same name",
}


def reasons_table(counts: ByReason) -> None:
    """Prints one line a status and reason, the good news first."""
    ranked = sorted(counts.items(), key=lambda entry: (ORDER.index(entry[0][0]), -entry[1], entry[0][1] or ""))
    rows = [(status, reason or "", f"{count:,}", meaning(status, reason)) for (status, reason), count in ranked]
    screen.table(("status", "reason", "files", "what it means"), rows)


def meaning(status: str, reason: str | None) -> str:
    """The sentence for a status and reason."""
    return REASONS[reason][0] if reason and reason in REASONS else MEANING.get(status, "")


def unread(counts: ByReason) -> str:
    """How many could not be read, or only in part; empty where all could."""
    failed = sum(n for (status, reason), n in counts.items() if status == "failed" or reason in OVER)
    partial = sum(n for (status, _), n in counts.items() if status == "partial")
    told = [f"{failed:,} could not be read"] if failed else []
    told += [f"{partial:,} could be read only in part"] if partial else []
    return ", ".join(told)


def advice(counts: ByReason) -> str:
    """What a person can do about each reason of failure, one a line."""
    codes = {reason for status, reason in counts if reason and (status in ("failed", "partial") or reason in TOLD)}
    return "\n".join(f"  {code}: {REASONS[code][1]}" for code in sorted(codes & REASONS.keys()))
