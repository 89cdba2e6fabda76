"""What was taken out and not erased: ids of items alone, so that no merge brings them back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sayso.store.protocol import View, Writer

_WORD = "removed"
"""The word under which the case keeps the ids."""


def gone(view: View) -> set[str]:
    """Ids of the items that were taken out and not erased."""
    return set(json.loads(view.meta(_WORD) or "[]"))


def now_gone(view: View, writer: Writer, ids: Iterable[str]) -> None:
    """Keeps the ids of items taken out."""
    writer.put_meta(_WORD, json.dumps(sorted(gone(view) | set(ids))))


def no_longer_gone(view: View, writer: Writer, ids: Iterable[str]) -> None:
    """Forgets ids: of items added again, or erased."""
    before = gone(view)
    after = before - set(ids)
    if after != before:
        writer.put_meta(_WORD, json.dumps(sorted(after)))
