"""Offices of which a pile knows one holder: "the keeper" in one paper is the keeper whom another names."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.link.wordsets import word_set

_UNNAMED = "unnamed "
_SOLE = word_set(
    "keeper mayor minister premier chancellor president chairman chairwoman chair governor director commander chief "
    "executive coroner ombudsman commissioner prosecutor treasurer registrar principal warden superintendent head "
    "harbourmaster harbormaster sergeant general colonel major captain admiral auditor ferryman priest vicar rector "
    "bursar curator sheriff commandant provost headmaster headmistress skipper matron quartermaster chaplain"
)
"""Offices that few hold in any one matter; officials, lawyers and drivers are many."""
_OTHERS = word_set("deputy former vice acting assistant junior senior first second third new old ex late")
"""What makes of an office another one, or of its holder another person."""


class Offices:
    """Who holds what office in a small pile."""

    def __init__(self, held: Iterable[tuple[str, str]]) -> None:
        self._holders: dict[str, set[str]] = {}
        self._callings: dict[str, set[str]] = {}
        for entity, calling in held:
            self._holders.setdefault(calling, set()).add(entity)
            self._callings.setdefault(entity, set()).add(calling)

    def holder(self, described: str) -> str | None:
        """The only person of the pile whom "unnamed deputy mayor" can mean; None for any other words, or for several.

        A deputy is not whoever he stands in for, nor the other way round.
        """
        words = described.removeprefix(_UNNAMED).split()
        if not described.startswith(_UNNAMED) or not 1 <= len(words) <= 3 or words[-1] not in _SOLE:
            return None
        apart = set(words[:-1]) & _OTHERS
        found = [e for e in self._holders.get(words[-1], ()) if self._callings[e] & _OTHERS == apart]
        return found[0] if len(found) == 1 else None
