"""Fitting: how well what is denied fits what somebody said, where the words alone do not tell; and who is meant by it.

A denial that names a deed by a noun, or the denier by nothing, fits best what accuses him, and what was said before it
in its own document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.link.affirmed import is_personal
from sayso.link.lines import Line
from sayso.link.names import BODY_WORDS, guessed_kind
from sayso.link.pointing import about_an_order
from sayso.link.terms import stems, terms
from sayso.nets.relations import Relation

BEFORE_CHARS = 2400
"""How far before a denial in its document what it answers may stand."""
ENOUGH = 0.7
"""How well a statement must fit a denial that fits no other better."""
SURELY = 0.9
"""From here on all that accuses the denier is meant, not only what fits best."""
HELD = 0.2
"""Below this chance that a statement says what is denied, words and place are chance."""
_NEAR, _NAMED, _SHARED, _MOST_SHARED = 0.4, 0.25, 0.1, 3
"""What it adds to stand shortly before, to name who denies, and to have a word in common."""
_TELLING = 3
"""So many statements in a document that name the denier are held beside his denial."""
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_TENSES = {"has": "had", "have": "had", "is": "was", "are": "were", "will": "would", "can": "could", "may": "might"}
_HALF = 0.5
_INITIAL = 2
_BODY = "body"


def may_be_denied(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs (denial, statement) among the lines of one document, by number: what each denial may be about.

    That is what was said last before it, and the last few that name him; what has a word of it is compared anyway.
    """
    for n, answer in enumerate(lines):
        if answer.kind != "denies" or answer.inside:
            continue
        before = [m for m, target in enumerate(lines) if stands_before(target, answer) and _can_be_denied(target)]
        before.sort(key=lambda m: (-lines[m].at, m))
        telling = (m for m in before[1:] if names(lines[m], answer))
        yield from ((n, m) for m in (*before[:1], *islice(telling, _TELLING)))


def _can_be_denied(target: Line) -> bool:
    return target.says_something and not target.answers and target.kind != "asks"


def fit(answer: Line, target: Line, about: Relation) -> float:
    """How well ``target`` fits as what ``answer`` denies; 0 where the network sees nothing in it, or it alone does."""
    if about.backward < HELD:
        return 0.0
    shared, named, before = shared_stems(answer, target), names(target, answer), stands_before(target, answer)
    if not shared and not named and not before:
        return 0.0
    if is_personal(answer.words) and not named and not before:
        return 0.0
    found = about.backward + _HALF * about.topic - _HALF * about.against
    found += _SHARED * min(_MOST_SHARED, len(shared)) + _NAMED * named
    return round(found + (_NEAR * (1 - (answer.at - target.at) / BEFORE_CHARS) if before else 0), 3)


def chosen(answer: Line, fits: Sequence[tuple[float, int]], *, answered: bool) -> Iterator[int]:
    """Of statements, by number and with how well each fits, those that ``answer`` is taken to deny.

    ``answered`` says whether it is known already to deny one. Who denies a deed of his own denies whatever accuses him
    of it; else one statement is meant.
    """
    best, first = max(fits)
    if best >= ENOUGH and not answered:
        yield first
    if is_personal(answer.words):
        yield from (target for found, target in fits if found >= SURELY and (answered or target != first))


def drawn(answer: Line, target: Line) -> float:
    """How much nearer a denial is to what accuses the denier than their words tell."""
    if answer.kind != "denies" or target.answers:
        return 0.0
    if about_an_order(answer.words):
        return float(target.kind == "orders" and gave_it(answer, target))
    return _HALF * (is_personal(answer.words) and names(target, answer))


def givers(line: Line) -> frozenset[str]:
    """The names of who gave the order that a line tells of, or denies to have given one; none for other lines."""
    if line.kind != "orders" and not (line.kind == "denies" and about_an_order(line.words)):
        return frozenset()
    names = re.findall(r"[A-Z]\w\w+", f"{line.speaker_name or ''} {line.source}")
    return frozenset(name.casefold() for name in names)


def shared_stems(answer: Line, target: Line) -> frozenset[str]:
    """The stems of what is denied that stand in ``target``."""
    return stems(terms(answer.core)) & stems(target.terms)


def stands_before(target: Line, answer: Line) -> bool:
    """Whether ``target`` stands in the same document, not far before ``answer``."""
    return target.document == answer.document and 0 < answer.at - target.at <= BEFORE_CHARS


def takes_up(answer: Line, target: Line) -> bool:
    """Whether what is denied is what was said shortly before, word for word but for the tense, of "him" or "it".

    "Mr Dorn had been suspended, two members said. Ida Holm, for the board, denied that he had been suspended."
    """
    told = [_TENSES.get(norm, norm) for norm in answer.terms.norms]
    said = [_TENSES.get(norm, norm) for norm in target.terms.norms]
    if answer.kind != "denies" or not stands_before(target, answer) or not told or told[0] not in _PRONOUNS:
        return False
    rest = told[1:]
    found = any(said[n : n + len(rest)] == rest for n in range(1, len(said) - len(rest) + 1))
    return found and len(rest) > 1 and bool(answer.terms.order)


def names(target: Line, answer: Line) -> bool:
    """Whether ``target`` names who speaks in ``answer``, or calls him what he is called elsewhere."""
    name = answer.meant
    if not name or name[0].islower():
        return False
    said = set(target.terms.norms)
    words = name.casefold().split()
    if guessed_kind(name) != "person" or _BODY in answer.known_as:
        return said.issuperset(words) or (words[-1] in BODY_WORDS and _stands_in(words[-1], target))
    callings = answer.known_as if name == answer.speaker_name else ()
    return (len(words[-1]) > _INITIAL and words[-1] in said) or any(_stands_in(k, target) for k in callings)


def gave_it(answer: Line, target: Line) -> bool:
    """Whether the order in ``target`` is said to be given by who speaks in ``answer``, or by his office."""
    if answer.speaker is not None and answer.speaker in (target.speaker, *target.bodies):
        return True
    surname = (answer.speaker_name or "").split()[-1:]
    return bool(surname) and surname[0] in re.findall(r"\w+", f"{target.speaker_name or ''} {target.source}")


def _stands_in(calling: str, target: Line) -> bool:
    """Whether what somebody is called stands behind an article or an office there: "the chairman", "The Minister"."""
    at = [n for n, norm in enumerate(target.terms.norms) if norm.removesuffix("'s") == calling]
    return any(n and target.terms.norms[n - 1] in ("the", "deputy", "chief", "managing") for n in at)
