"""Reasons: why statements count as one source, in one short sentence."""

from __future__ import annotations

from collections.abc import Sequence

_CLAUSES = 2
"""More ways than these are not told one by one; the statements and their places stand beside the sentence."""
_NAMES = 3
_WHO = "{who}"


def why_one(root: str, whys: Sequence[tuple[str, str]], *, relayed: bool) -> str:
    """The sentence for one source: ``whys`` are clauses, each with whom it tells of, in the order of the steps.

    What is told of several people is told once; where some only pass it on, it opens with whom all goes back to.
    """
    if not whys:
        return f"Only {root} says so."
    told: dict[str, list[str]] = {}
    for clause, who in whys:
        told.setdefault(clause, []).append(who)
    plain = [c.replace(_WHO, listed(names)) for c, names in told.items() if not (relayed and _is_root(c, names, root))]
    clauses = "; ".join(plain[:_CLAUSES]) + (", and others likewise" if len(plain) > _CLAUSES else "")
    words = f"it goes back to {root}: {clauses}" if relayed else clauses
    return f"{words[0].upper()}{words[1:]}."


def _is_root(clause: str, names: Sequence[str], root: str) -> bool:
    """Whether a clause only says again that it is the one all goes back to who speaks."""
    return clause.startswith("each time") and names == [root]


def listed(names: Sequence[str]) -> str:
    """Names in a row, each once: "A, B and C"; of many the first with how many others."""
    once = list(dict.fromkeys(names))
    if len(once) > _NAMES:
        once = [*once[: _NAMES - 1], f"{len(once) - _NAMES + 1} others"]
    return f"{', '.join(once[:-1])} and {once[-1]}" if len(once) > 1 else once[0]
