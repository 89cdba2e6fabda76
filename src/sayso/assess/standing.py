"""Standing in words: how many sources bear a claim out and, beside that, who answered it and how.

The status is one word, and "denied" reads as "refuted"; these words are what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from sayso.assess.describing import called
from sayso.assess.says import Say

Support = Literal["none", "one", "several"]

_DEEDS = {
    "denies": "denies it",
    "corrects": "corrects it",
    "confirms": "confirms it",
    "declines": "would not comment",
    "unanswered": "was asked and did not answer",
}
"""In the order in which they are told."""


def support(upper: int, at_least: int) -> Support:
    """How far a claim is borne out: "several" only where two sources are surely apart."""
    if upper == 0:
        return "none"
    return "several" if at_least >= 2 else "one"


def counted(upper: int, at_least: int) -> str:
    """The count as printed: "one source", "3 independent sources", "1-2 sources, no link found in this pile"."""
    if upper == 0:
        return "no source left"
    if at_least < upper:
        return f"{at_least}-{upper} sources, no link found in this pile"
    return "one source" if upper == 1 else f"{upper} independent sources"


def standing(upper: int, at_least: int, answers: Sequence[tuple[str, Say]]) -> str:
    """The count and every response beside it: "one source; the Ministry denies it".

    ``answers`` are kinds of response with who gave them; the same deed of the same speaker is told once.
    """
    return "; ".join((counted(upper, at_least), *_told(answers)))


def _told(answers: Iterable[tuple[str, Say]]) -> Iterator[str]:
    by_deed: dict[str, set[str]] = {}
    for kind, say in answers:
        deed = "unanswered" if kind == "declines" and say.unanswered else kind
        by_deed.setdefault(deed, set()).add(called(say))
    for deed, words in _DEEDS.items():
        for who in sorted(by_deed.get(deed, ())):
            yield f"{who} {words}"
