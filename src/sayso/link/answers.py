"""Answers: which claim a denial, a correction, a confirmation or a refusal is about, or only points at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.link.alike import denies
from sayso.link.decide import Verdict
from sayso.link.lines import Line
from sayso.link.pointing import about_an_order, only_points, points_at_words, says_it_is_not_so
from sayso.link.terms import Terms, terms
from sayso.nets.relations import Relation

DENIED = 0.6
"""Chance from which what somebody said holds all that is denied."""
ONE_MATTER, NEAREST = 0.85, 0.6
"""From which chance two are of one matter; how well a statement must fit a denial that fits no other better."""
NEAR_CHARS = 600
"""How far before an answer the words may stand that it only points at with "it" or "this"."""


def answers_to(lines: Sequence[Line], verdicts: Mapping[tuple[int, int], Verdict]) -> Iterator[tuple[int, int]]:
    """Pairs (answer, target) of lines: what is denied in other words, what is pointed at, what is taken back.

    A denial that fits nobody's words is given to the one statement of its matter that comes nearest.
    """
    answered: set[int] = set()
    nearest: dict[int, tuple[float, int]] = {}
    for (a, b), verdict in sorted(verdicts.items()):
        for answer, target, about in ((a, b, verdict.relation), (b, a, verdict.relation.turned())):
            if not _may_answer(lines[answer], lines[target]):
                continue
            if _answers(lines[answer], lines[target], verdict, about):
                answered.add(answer)
                yield answer, target
            elif lines[answer].answers and about.topic >= ONE_MATTER:
                fit = round(about.backward + 0.5 * about.topic - 0.5 * about.against, 3)
                nearest[answer] = max(nearest.get(answer, (0.0, -1)), (fit, target))
    pointed = dict(_pointed_at(lines, answered))
    yield from sorted(pointed.items())
    answered.update(pointed)
    for answer, (fit, target) in sorted(nearest.items()):
        if answer not in answered and fit >= NEAREST:
            answered.add(answer)
            yield answer, target


def may_answer(a: Line, b: Line, verdict: Verdict) -> bool:
    """Whether one of two lines that were compared can be given to the other as its answer."""
    for answer, target, about in ((a, b, verdict.relation), (b, a, verdict.relation.turned())):
        near = answer.answers and about.topic >= ONE_MATTER
        if _may_answer(answer, target) and (near or _answers(answer, target, verdict, about)):
            return True
    return False


def meant_here(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs of lines of which the first can be an answer that points at the second, or goes on from it."""
    yield from _pointed_at(lines, set())
    taken_back = [n for n, line in enumerate(lines) if line.withdraws]
    yield from ((n, m) for n in taken_back for m in taken_back if _shortly_before(lines[m], lines[n]))


def goes_on(lines: Sequence[Line], given: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Corrections that say only that something was wrong, with what the correction before them takes back.

    ``given`` has the target of every answer that has one.
    """
    for n, line in enumerate(lines):
        if not line.withdraws or n in given:
            continue
        before = [m for m in given if lines[m].withdraws and _shortly_before(lines[m], line)]
        if before:
            yield n, given[max(before, key=lambda m: (lines[m].at, m))]


def _shortly_before(before: Line, line: Line) -> bool:
    return before.document == line.document and 0 < line.at - before.at <= 2 * NEAR_CHARS


def _may_answer(answer: Line, target: Line) -> bool:
    """Whether one can answer the other at all: a question asserts nothing, and nobody denies himself.

    But he may well deny an order or a promise that others say he gave.
    """
    same_mouth = answer.speaker_name is not None and answer.speaker_name == target.speaker_name
    same_mouth = same_mouth and target.kind not in ("orders", "promises")
    return not target.answers and target.kind != "asks" and (not same_mouth or answer.withdraws)


def _answers(answer: Line, target: Line, verdict: Verdict, about: Relation) -> bool:
    """Whether ``answer`` denies what ``target`` says; ``about`` is what the first is to the second."""
    if not answer.answers:
        return verdict.outcome == "contradicts" and answer.terms.negated and not target.terms.negated
    if target.kind == "orders" and about_an_order(answer.words):
        return about.topic >= ONE_MATTER and not verdict.apart
    if verdict.outcome == "contradicts" or verdict.apart:
        return False
    # Whoever denies less than was said denies what was said; whoever denies more need not.
    return about.backward >= DENIED or verdict.outcome == "same" or denies(_core_terms(answer), target.terms)


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
