"""Credibility of a claim, 1 to 6 in the Admiralty's words, by a table; a machine never gives 1."""

from __future__ import annotations

from typing import NamedTuple

from sayso.model.findings import ClaimStatus, Reason


class Grade(NamedTuple):
    """A grade and why."""

    credibility: int
    reason: Reason


def credibility(status: ClaimStatus, upper: int, at_least: int) -> Grade:
    """The grade, from standing and number of sources alone: no sums, the first row that fits.

    2 probably true: two or more sources that are surely apart, nobody denies it. 3 possibly true: perhaps two sources.
    4 doubtful: denied or contradicted. 5 improbable: taken back by who said it. 6: cannot be judged.
    """
    if status == "retracted":
        return _grade(5, "withdrawn", "whoever said it took it back")
    if status in ("denied", "disputed"):
        return _grade(4, "answered", "somebody denies it, or another claim cannot be true beside it")
    if at_least >= 2:
        return _grade(2, "independent_sources", f"at least {at_least} sources that do not lead back to one another")
    if upper >= 2:
        return _grade(3, "perhaps_independent", "two or more sources, which may be the same person")
    return _grade(6, "one_source", "one source, and nothing to hold it against")


def _grade(value: int, name: str, text: str) -> Grade:
    return Grade(value, Reason(name=name, text=text))


def may_be_given(value: int, at_least: int) -> bool:
    """Whether a person may give a claim this credibility: 1, confirmed, needs two sources that are surely apart."""
    return 2 <= value <= 6 or (value == 1 and at_least >= 2)
