"""Items of what was found inside a file: members of archives, attachments, messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.engine.names import depth, member_names
from sayso.model.item import Item, ItemStatus, item_id
from sayso.model.reading import Member
from sayso.read.limits import LIMITS

SKIPPED = frozenset({"link", "device", "another_case", "empty", "too_large", "too_deep", "too_many_members"})
"""Reasons for which a member is never opened, by rule; the others are failures."""


def member_items(holder: Item, members: Iterable[Member]) -> Iterator[Item]:
    """The items of a holder's members, in its order; those that were not taken out say why."""
    listed = list(members)
    for name, member in zip(member_names(m.name for m in listed), listed, strict=True):
        file = f"{holder.file}!{name}"
        reason = member.reason or _refused(file, member)
        yield Item(
            id=item_id(file, member.sha256),
            file=file,
            sha256="" if member.reason else member.sha256,
            bytes=member.bytes,
            status=_status(reason),
            reason=reason,
            holder=holder.id,
            drop=holder.drop,
            added=holder.added,
            label=holder.label,
            root=holder.root,
        )


def _refused(file: str, member: Member) -> str | None:
    if depth(file) > LIMITS.max_nested:
        return "too_deep"
    return "empty" if member.bytes == 0 else None


def _status(reason: str | None) -> ItemStatus:
    if reason is None:
        return "waiting"
    return "skipped" if reason in SKIPPED else "failed"
