"""Answers: which claim a denial, a correction, a confirmation or a refusal is about, or only points at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.link.alike import denies
from sayso.link.decide import Verdict
from sayso.link.lines import Line
from sayso.link.pointing import only_points, points_at_words, says_it_is_not_so
from sayso.link.terms import Terms, terms

DENIED = 0.55
"""Strength from which what is denied is what somebody said."""
NEAR_CHARS = 600
"""How far before an answer the words may stand that it only points at with "it" or "this"."""


def answers_to(lines: Sequence[Line], verdicts: Mapping[tuple[int, int], Verdict]) -> Iterator[tuple[int, int]]:
    """Pairs (answer, target) of lines: what is denied in other words, what is pointed at, what is taken back."""
    answered: set[int] = set()
    for (a, b), verdict in sorted(verdicts.items()):
        for answer, target in ((a, b), (b, a)):
            if _answers(lines[answer], lines[target], verdict, first=answer == a):
                answered.add(answer)
                yield answer, target
    yield from _pointed_at(lines, answered)


def _answers(answer: Line, target: Line, verdict: Verdict, *, first: bool) -> bool:
    same_mouth = answer.speaker_name is not None and answer.speaker_name == target.speaker_name
    if target.answers or target.kind == "asks" or (same_mouth and not answer.withdraws):
        return False
    if not answer.answers:
        return verdict.outcome == "contradicts" and answer.terms.negated and not target.terms.negated
    if verdict.outcome == "contradicts":
        return False
    whole = verdict.outcome == "same" or (verdict.outcome == "part" and verdict.smaller == (1 if first else 2))
    return (whole and verdict.strength >= DENIED) or denies(_core_terms(answer), target.terms)


def _core_terms(line: Line) -> Terms:
    plain = " ".join(line.words.split())
    return line.terms if line.core == plain else terms(line.core)


def _pointed_at(lines: Sequence[Line], answered: set[int]) -> Iterator[tuple[int, int]]:
    """Answers that say only "the claim" or "it", each with the last thing said before it in its document."""
    by_document: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        by_document.setdefault(line.document, []).append(n)
    for n, line in enumerate(lines):
        if n in answered or not points(line):
            continue
        reach = 4 * NEAR_CHARS if points_at_words(line.words) else NEAR_CHARS
        before = [m for m in by_document[line.document] if _may_be_meant(lines[m], line, reach)]
        if before:
            yield n, max(before, key=lambda m: (lines[m].at, m))


def points(line: Line) -> bool:
    """Whether an answer only points at what it answers, or says of it that it is not so."""
    if line.answers:
        return only_points(line.terms.norms)
    return line.kind not in ("asks", "orders", "promises") and says_it_is_not_so(line.words)


def _may_be_meant(before: Line, answer: Line, reach: int) -> bool:
    near = 0 < answer.at - before.at <= reach
    apart = before.speaker is None or answer.speaker is None or before.speaker != answer.speaker
    return near and before.says_something and not before.answers and not points(before) and apart
