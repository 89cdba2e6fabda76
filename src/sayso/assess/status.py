"""Standing of a claim: the first that fits of retracted, disputed, denied, corroborated, single-source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.assess.says import Say
from sayso.model.findings import ClaimStatus

_ITSELF = re.compile(
    r"(?:unnamed )?(?:we|this (?:(?:news)?paper|agency|magazine|journal|bulletin|programme|site|website|station))\b",
    re.IGNORECASE,
)


def is_retracted(says: Sequence[Say], answers: Iterable[Say]) -> bool:
    """Whether somebody whose claim it was took it back: the speaker, the body spoken for, or who published it.

    A paper that nobody knows the name of takes back what it says that it printed: "this newspaper reported ...".
    """
    behind = {e for s in says for e in (s.speaker, s.owner, *s.bodies) if e is not None}
    printed = {s.place.document for s in says if s.speaker is None and _ITSELF.match(s.speaker_name or "")}
    taking_back = [a for a in answers if a.withdraws or a.kind == "corrects"]
    return any(
        bool(behind & {a.speaker, a.owner, *a.bodies})
        or (a.withdraws and not a.speaker and a.place.document in printed)
        for a in taking_back
    )


def status(*, retracted: bool, sources: int, surely: int, denied: bool, contradicted: bool) -> ClaimStatus:
    """The standing; ``contradicted`` counts only claims that have not been retracted.

    ``sources`` may be independent, ``surely`` are: two that may be one corroborate nothing.
    """
    if retracted:
        return "retracted"
    if contradicted or (denied and sources >= 2):
        return "disputed"
    if denied:
        return "denied"
    return "corroborated" if surely >= 2 else "single-source"
