"""Standing of a claim: the first that fits of retracted, disputed, denied, corroborated, single-source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.assess.says import Say
from sayso.model.findings import ClaimStatus


def is_retracted(says: Sequence[Say], answers: Iterable[Say]) -> bool:
    """Whether somebody whose claim it was took it back: the speaker, the body spoken for, or who published it."""
    behind = {e for s in says for e in (s.speaker, s.owner, *s.bodies) if e is not None}
    return any(
        (a.withdraws or a.kind == "corrects") and bool(behind & {a.speaker, a.owner, *a.bodies}) for a in answers
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
