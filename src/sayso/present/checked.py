"""What a check of a draft tells: one finding a quotation, attribution or sentence, and one for everybody accused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType

from sayso.model.span import Span
from sayso.present.shape import Citation, Said

FAILING = frozenset({"altered", "cut", "firmer", "misattributed", "contradicted", "promised"})
"""What makes a draft not pass."""

VERDICTS = MappingProxyType(
    {
        "altered": "Altered",
        "cut": "Cut so that the sense changes",
        "firmer": "Firmer than its source",
        "misattributed": "Somebody else's words",
        "contradicted": "Contradicted",
        "promised": "Under a promise",
        "no response": "No response carried",
        "not in the pile": "Not in the pile: yours to prove",
        "in the pile": "In the pile, in other words",
        "marked edits": "Word for word, with marked edits",
        "verbatim": "Word for word",
        "response": "Response carried",
    }
)
"""In the order in which they are summed up: what must be looked at first."""

UNITS = MappingProxyType(
    {
        "quotation": "quotation",
        "attribution": "said in other words",
        "sentence": "in your own voice",
        "accused": "accused",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One stretch of a word-by-word comparison of the draft with its source."""

    kept: bool
    draft: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One verdict on one thing in a draft."""

    number: int
    verdict: str
    unit: str
    words: str
    """The words of the draft."""
    span: Span
    """Where they stand in the draft's text."""
    line: int
    """Line of the draft's text, from 1."""
    speaker: str | None = None
    """Who says it, by the draft."""
    why: str
    said: Said | None = None
    """Whose word it is in the pile, with the whole chain."""
    place: Citation | None = None
    """The words of the pile that it was held against."""
    claim: str | None = None
    independent_sources: int | None = None
    at_least: int | None = None
    standing: str | None = None
    answers: tuple[Said, ...] = ()
    """Who denies, corrects or contradicts it in the pile."""
    difference: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether it keeps the draft from passing."""
        return self.verdict in FAILING


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A draft held against a pile."""

    draft: str
    """The draft's file name."""
    text: str
    """Its reading text, at which the findings point."""
    findings: tuple[Finding, ...] = ()
    on: str | None = None
    """The day for which promises were reckoned; None where none matters."""

    @property
    def failing(self) -> int:
        """How many findings keep the draft from passing."""
        return sum(finding.fails for finding in self.findings)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each verdict, those to look at first in front."""
        found = Counter(finding.verdict for finding in self.findings)
        return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}
