"""Answers: which claim a denial, a correction, a confirmation or a refusal is about, or only points at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.link.affirmed import is_personal
from sayso.link.alike import denies
from sayso.link.decide import HARDLY, Verdict
from sayso.link.differ import bounded
from sayso.link.echoes import accounted_here, echoed_here, headed_here
from sayso.link.fitting import ENOUGH, chosen, fit, gave_it, may_be_denied, names, stands_before, takes_up
from sayso.link.knowing import knew_not
from sayso.link.lines import Line
from sayso.link.pointing import (
    about_a_deed,
    about_an_order,
    core_of,
    only_points,
    points_as,
    points_at_a_figure,
    points_at_words,
    points_back,
    says_another_figure,
    says_it_is_not_so,
)
from sayso.link.terms import Terms, stems, terms
from sayso.link.wordsets import AUXILIARIES
from sayso.nets.relations import Relation

DENIED = 0.6
"""Chance from which what somebody said holds all that is denied."""
ONE_MATTER = 0.85
"""From which chance two are of one matter."""
_THIRD = 3
"""One in so many words of what would not be spoken of must be another's, where the network does not see its matter."""
_SAYS = 2
"""Fewer terms name a thing, and nobody can deny a thing."""
NEAR_CHARS = 600
"""How far before an answer the words may stand that it only points at with "it" or "this"."""
_OWN_EYES = frozenset({"witness", "measurement", "signals intelligence"})
"""Whoever has seen or measured that it is otherwise answers nobody: he brings a claim of his own against it."""
_DEEDS = frozenset({"orders", "promises"})


Pair = tuple[int, int]
Ask = Callable[[int, int], Verdict]
"""The verdict on two lines by number, the lower first."""
Pairs = Sequence[tuple[int, int]]
"""Lines by number: an answer, and what it answers."""


def answers_to(
    lines: Sequence[Line],
    verdicts: Mapping[tuple[int, int], Verdict],
    claim_of: Mapping[int, int],
    inside: Pairs = (),
) -> Iterator[tuple[int, int]]:
    """Pairs (answer, target) of lines: what is denied in other words, what is pointed at, what is taken back.

    ``claim_of`` has the claim of every line that is of one; ``inside`` are the pairs that are known, as one holds the
    other.
    """
    answered: set[int] = set()
    put_right: list[tuple[int, int]] = []
    taken_back = {claim_of.get(target) for answer, target in inside if lines[answer].withdraws}
    for (a, b), verdict in sorted(verdicts.items()):
        for answer, target, about in ((a, b, verdict.relation), (b, a, verdict.relation.turned())):
            if not _may_answer(lines[answer], lines[target]):
                continue
            if _answers(lines[answer], lines[target], verdict, about):
                answered.add(answer)
                taken_back.update([claim_of.get(target)] if lines[answer].withdraws else [])
                yield answer, target
            elif _puts_right(lines[answer], lines[target], verdict):
                put_right.append((answer, target))
    yield from (pair for pair in put_right if claim_of.get(pair[1]) not in taken_back)
    yield from _pointed_at(lines, answered, claim_of)


def best_fits(
    lines: Sequence[Line], verdicts: Mapping[Pair, Verdict], ask: Ask, claim_of: Mapping[int, int], pairs: Pairs
) -> Iterator[tuple[int, int]]:
    """Denials that no words give to anything, each with what it fits best, if it fits that well enough.

    ``pairs`` are the answers that are known, each with what it answers; who denies a deed of his own may answer more.
    """
    given = {claim_of.get(n) for n, _ in pairs if lines[n].answers} - {None}
    answered = {n for n, _ in pairs} | {n for n, line in enumerate(lines) if line.answers and claim_of.get(n) in given}
    open_pairs = {pair for a, b in verdicts for pair in ((a, b), (b, a)) if lines[pair[0]].answers}
    open_pairs |= {pair for there in in_documents(lines) for pair in may_be_denied_among(lines, there)}
    fits: dict[int, list[tuple[float, int]]] = {}
    for answer, target in sorted(open_pairs - set(pairs)):
        known = answer in answered and not is_personal(lines[answer].words)
        if known or not _may_be_meant_by(lines[answer], lines[target]):
            continue
        verdict = ask(min(answer, target), max(answer, target))
        about = verdict.relation if answer < target else verdict.relation.turned()
        fits.setdefault(answer, []).append((fit(lines[answer], lines[target], about), target))
    for answer, found in sorted(fits.items()):
        yield from ((answer, target) for target in chosen(lines[answer], found, answered=answer in answered))


def _may_be_meant_by(answer: Line, target: Line) -> bool:
    if answer.kind != "denies" or answer.inside or not target.says_something:
        return False
    known = one_side(answer, target) or only_points(answer.terms.norms) or _names_another_thing(answer, target)
    return _may_answer(answer, target) and not known


def in_documents(lines: Sequence[Line]) -> Iterable[list[int]]:
    """The lines of each document, by number."""
    found: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        found.setdefault(line.document, []).append(n)
    return found.values()


def may_be_denied_among(lines: Sequence[Line], there: Sequence[int]) -> Iterator[tuple[int, int]]:
    """``may_be_denied`` of the lines ``there``, by their numbers among all."""
    yield from ((there[n], there[m]) for n, m in may_be_denied([lines[k] for k in there]))


def may_answer(a: Line, b: Line, verdict: Verdict) -> bool:
    """Whether one of two lines that were compared can be given to the other as its answer."""
    for answer, target, about in ((a, b, verdict.relation), (b, a, verdict.relation.turned())):
        if (answer.answers and about.topic >= ONE_MATTER) or _is_its_matter(answer, target, about.topic):
            return True
        if _may_be_meant_by(answer, target) and fit(answer, target, about) >= ENOUGH:
            return True
        found = _answers(answer, target, verdict, about) or _puts_right(answer, target, verdict)
        if _may_answer(answer, target) and found:
            return True
    return False


def meant_here(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs of lines of which the first can be an answer that points at the second, or goes on from it."""
    yield from may_be_denied(lines)
    yield from echoed_here(lines)
    yield from headed_here(lines)
    yield from accounted_here(lines)
    for n, line in enumerate(lines):
        if points(line):
            reach = _reach(line)
            yield from ((n, m) for m, before in enumerate(lines) if _may_be_meant(before, line, reach))
    taken_back = [n for n, line in enumerate(lines) if line.withdraws]
    yield from ((n, m) for n in taken_back for m in taken_back if _shortly_before(lines[m], lines[n]))


def one_side(a: Line, b: Line) -> bool:
    """Whether two speak with one mouth: the same person or body, or one for the other."""
    mine, theirs = ({e for e in (line.speaker, *line.bodies) if e is not None} for line in (a, b))
    return not mine.isdisjoint(theirs)


def refusals(lines: Sequence[Line], verdicts: Mapping[tuple[int, int], Verdict]) -> Iterator[tuple[int, int]]:
    """Refusals that say on what nothing would be said, each with what of that matter stands in the same document."""
    best: dict[int, tuple[float, int]] = {}
    for (a, b), verdict in sorted(verdicts.items()):
        for refusal, target in ((a, b), (b, a)):
            if _is_its_matter(lines[refusal], lines[target], verdict.relation.topic):
                best[refusal] = max(best.get(refusal, (0.0, -1)), (verdict.relation.topic, target))
    yield from ((refusal, target) for refusal, (_, target) in sorted(best.items()))


def _is_its_matter(refusal: Line, target: Line, topic: float) -> bool:
    """Whether another says of it, in the same document and in words that are no names, what one would not speak of."""
    if not refusal.refuses or target.kind in (*_DEEDS, "asks", "declines") or target.answers:
        return False
    shared = refusal.terms.plain & target.terms.plain
    enough = bool(shared) and (topic >= ONE_MATTER or _THIRD * len(shared) >= len(refusal.terms.plain))
    return enough and refusal.document == target.document and not one_side(refusal, target)


def likewise(lines: Sequence[Line], answer: int, claim: Iterable[int]) -> Iterator[int]:
    """The lines of an answer's claim that answer with it: other denials, or others who say that it is not so."""
    if lines[answer].answers:
        return (n for n in claim if lines[n].answers)
    return (n for n in claim if lines[answer].terms.negated and _says_otherwise(lines[n]))


def _says_otherwise(line: Line) -> bool:
    return line.terms.negated and not line.answers and line.basis not in _OWN_EYES


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

    But he may well deny an order or a promise that others say he gave. Whoever denies that something is so denies
    nobody's order: an order or a promise is answered by what speaks of ordering or promising.
    """
    same_mouth = answer.speaker_name is not None and answer.speaker_name == target.speaker_name
    if len(target.terms.order) < _SAYS:
        return False
    if target.kind in _DEEDS:
        return not target.answers and (not answer.answers or answer.withdraws or about_a_deed(answer.words))
    if about_an_order(answer.words) and not about_a_deed(target.words):
        return False  # that nobody ordered it does not make it undone
    takes_back = answer.withdraws or answer.kind == "corrects"
    return not target.answers and target.kind != "asks" and (not same_mouth or takes_back)


def _answers(answer: Line, target: Line, verdict: Verdict, about: Relation) -> bool:
    """Whether ``answer`` denies what ``target`` says; ``about`` is what the first is to the second."""
    if not answer.answers:
        if (
            answer.kind == "declines"
            or answer.basis in _OWN_EYES
            or (answer.kind == "corrects" and one_side(answer, target))
        ):
            return False
        not_so = verdict.outcome == "contradicts" and answer.terms.negated and not target.terms.negated
        return not_so or _not_yet(answer, target, about) or knew_not(answer, target)
    if target.kind == "orders" and about_an_order(answer.words):
        named = "such" in answer.terms.norms or bool(answer.terms.words & target.terms.words)
        given = gave_it(answer, target) and named
        return (about.topic >= ONE_MATTER or given) and not verdict.apart
    own = answer.kind == "denies" and one_side(answer, target)
    if not own and takes_up(answer, target):
        return True
    accuses = not is_personal(answer.words) or names(target, answer) or stands_before(target, answer)
    # Of what only points, where it stands tells what it means, and not that another speaks of "figures" too.
    if own or not accuses or points(answer) or verdict.outcome == "contradicts" or verdict.apart:
        return False
    # Whoever denies less than was said denies what was said; whoever denies more need not.
    in_words = denies(_core_terms(answer), target.terms) and max(about.part, about.topic) >= HARDLY
    held = about.backward >= DENIED and not _names_another_thing(answer, target)
    return held or verdict.outcome == "same" or in_words or knew_not(answer, target)


def _names_another_thing(answer: Line, target: Line) -> bool:
    """Whether it denies, in a word or two, what the other does not speak of: too little to tell a fact by.

    Of a thing, both words must stand there, and of a deed one.
    """
    found = _core_terms(answer)
    if len(found.order) > _SAYS or is_personal(answer.words):
        return False
    said = stems(target.terms) | target.terms.words
    return found.words.isdisjoint(said) if AUXILIARIES & set(found.norms) else not found.words <= said


def _not_yet(answer: Line, target: Line, about: Relation) -> bool:
    """Whether one says that there was nothing of it before a day, and the other that there was on an earlier one."""
    if not (answer.terms.negated and answer.as_of and target.as_of) or target.terms.negated:
        return False
    earlier = max(target.as_of.split("/")) < min(answer.as_of.split("/"))
    return earlier and about.topic >= ONE_MATTER and bounded(answer.terms)


def _puts_right(answer: Line, target: Line, verdict: Verdict) -> bool:
    """Whether a correction gives another figure or day than the same side, or who published it, gave before."""
    if answer.kind != "corrects" or answer.withdraws or target.kind == "corrects" or not verdict.apart:
        return False
    about_it = verdict.outcome == "contradicts" or verdict.relation.topic >= ONE_MATTER
    issued = answer.speaker is not None and answer.speaker in (target.publisher, target.author)
    return about_it and (one_side(answer, target) or issued)


def _core_terms(line: Line) -> Terms:
    plain, core = " ".join(line.words.split()), core_of(line.words)
    return line.terms if core == plain else terms(core)


def _pointed_at(lines: Sequence[Line], answered: set[int], claim_of: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Answers that say only "the claim" or "it", each with the last thing said before it in its document.

    Nobody means by it what he says himself elsewhere.
    """
    by_document: dict[str, list[int]] = {}
    said: set[tuple[str | None, int | None]] = set()
    for n, line in enumerate(lines):
        by_document.setdefault(line.document, []).append(n)
        if not line.answers and n in claim_of:
            said.add((line.speaker, claim_of[n]))
    for n, line in enumerate(lines):
        if n in answered or not points(line):
            continue
        before = [m for m in by_document[line.document] if _may_be_meant(lines[m], line, _reach(line))]
        if says_another_figure(line.words) or points_at_a_figure(line.words):
            before = [m for m in before if lines[m].terms.figures]
        if line.speaker is not None and not line.withdraws:
            before = [m for m in before if (line.speaker, claim_of.get(m)) not in said]
        if before:
            yield n, max(before, key=lambda m: (lines[m].at, m))


def _reach(line: Line) -> int:
    """How far before an answer the words may stand that it points at."""
    return 4 * NEAR_CHARS if points_at_words(line.words) else NEAR_CHARS


def points(line: Line) -> bool:
    """Whether an answer only points at what it answers, or says of it that it is not so."""
    if line.answers:
        back = line.withdraws and points_back(line.words)
        return back or only_points(line.terms.norms) or points_as(line.words)
    return line.kind not in ("asks", "orders", "promises") and says_it_is_not_so(line.words)


def _may_be_meant(before: Line, answer: Line, reach: int) -> bool:
    near = 0 < answer.at - before.at <= reach and before.at + len(before.words) <= answer.at
    apart = answer.withdraws or answer.speaker is None or answer.speaker not in (before.speaker, *before.may_be)
    told = before.says_something and not (points_at_words(answer.words) and before.kind in (*_DEEDS, "asks"))
    return near and told and not before.answers and not points(before) and apart
