"""What a person should know of a machine that cannot confine a hostile file in every way, before one is read there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WITHOUT = MappingProxyType(
    {
        "memory limit": "take all memory",
        "cpu limit": "keep a processor busy until the clock ends it",
        "wall limit": "go on for ever",
        "no network": "open connections",
        "no new processes": "start programs",
        "no writing outside": "change files outside the case",
        "no reading outside": "read other files of yours",
        "no core dumps": "leave its words in a crash report",
    }
)
"""What a file that breaks its reader could do, by the protection that is missing."""


def unprotected(held: Mapping[str, bool]) -> tuple[str, ...]:
    """One sentence where protections are missing, none where all hold."""
    lacking = [deed for name, deed in WITHOUT.items() if not held.get(name, False)]
    if not lacking:
        return ()
    deeds = ", ".join(lacking[:-1]) + (" and " if lacking[:-1] else "") + lacking[-1]
    could = f"this system lacks protections: a hostile file that breaks its reader could {deeds}"
    return (f"{could}; read files you do not trust on a machine that holds nothing else",)
