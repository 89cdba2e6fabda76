"""Origins: how many people, bodies or papers a claim goes back to once copies, passages and chains are followed.

Every rule below names keys under which statements fall together. The count is the number of groups left, so that
another copy of what is there already can never raise it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.assess.says import Say
from sayso.model.findings import Origin


class Count(NamedTuple):
    """The origins of a claim, and the bounds on how many independent sources that makes."""

    origins: tuple[Origin, ...]
    upper: int
    at_least: int


class _Rule(NamedTuple):
    keys: Callable[[Say], Iterable[object]]
    why: Callable[[Say], str]


def _name(say: Say) -> str:
    """Whose word it is, as a reader is told; nobody described is made to look named."""
    if not say.speaker_name:
        return "somebody the text does not name"
    described = say.speaker_name.removeprefix("unnamed ")
    return say.speaker_name if described == say.speaker_name else f"somebody unnamed (“{described}”)"


def _speaker(say: Say) -> Iterator[object]:
    if say.speaker is not None:
        yield "entity", say.speaker


def _paper(say: Say) -> Iterator[object]:
    yield from _speaker(say)
    for paper in say.papers:
        yield "entity", paper


def _body(say: Say) -> Iterator[object]:
    yield from _speaker(say)
    for body in say.bodies:
        yield "entity", body


def _words(say: Say) -> Iterator[object]:
    if say.long_enough:
        yield "words", say.wording


def _copied(say: Say) -> Iterator[object]:
    if say.family is not None:
        yield "family", say.family, say.wording
    for spot in say.spots:
        yield "spot", spot


def _passage(say: Say) -> Iterator[object]:
    for number in say.passages:
        yield "passage", number


def _unnamed_here(say: Say) -> Iterator[object]:
    if say.speaker is None and say.speaker_name:
        yield "unnamed", say.place.document, say.speaker_name


def _nobody_named(say: Say) -> Iterator[object]:
    if say.speaker is not None:
        yield "entity", say.speaker
    elif say.speaker_name is None and say.owner is not None:
        yield "entity", say.owner


RULES: tuple[_Rule, ...] = (
    _Rule(_speaker, lambda say: f"each time the speaker is {_name(say)}"),
    _Rule(_copied, lambda _: "the documents are copies of one another"),
    _Rule(_words, lambda _: "the words are the same, so one repeats the other"),
    _Rule(_passage, lambda _: "the words stand in a passage that the documents share"),
    _Rule(_paper, lambda _: "one cites the paper the other stands in, or was written by"),
    _Rule(_body, lambda _: "people who speak for one body are one source"),
    _Rule(_unnamed_here, lambda _: "it is the same unnamed source in the same document"),
    _Rule(_nobody_named, lambda _: "nobody else is named, so it rests on whoever wrote the document"),
)
"""In the order in which a merge is explained; the groups do not depend on it."""


def count(says: Sequence[Say]) -> Count:
    """The origins of a claim with the steps that merged them, sorted by their first statement."""
    ordered = sorted(says, key=lambda s: s.statement)
    group_of = {n: n for n in range(len(ordered))}
    whys: dict[int, list[str]] = {n: [] for n in group_of}
    for rule in RULES:
        _merge(rule, ordered, group_of, whys)
    groups: dict[int, list[Say]] = {}
    for n, say in enumerate(ordered):
        groups.setdefault(group_of[n], []).append(say)
    origins = tuple(_origin(group, whys[n]) for n, group in sorted(groups.items()))
    surely_apart = sum(_surely_somebody(group) for group in groups.values())
    return Count(origins, len(origins), max(1, surely_apart))


def _merge(rule: _Rule, says: Sequence[Say], group_of: dict[int, int], whys: dict[int, list[str]]) -> None:
    holder: dict[object, int] = {}
    for n, say in enumerate(says):
        for key in rule.keys(say):
            first = holder.setdefault(key, n)
            if group_of[first] != group_of[n]:
                _join(group_of, whys, group_of[first], group_of[n], rule.why(say))


def _join(group_of: dict[int, int], whys: dict[int, list[str]], one: int, other: int, why: str) -> None:
    low, high = min(one, other), max(one, other)
    whys[low] += [w for w in (*whys[high], why) if w not in whys[low]]
    for n, group in group_of.items():
        if group == high:
            group_of[n] = low


def _origin(group: list[Say], whys: list[str]) -> Origin:
    alone = f"only {_name(group[0])} says so"
    return Origin(statements=tuple(s.statement for s in group), why=_sentence("; ".join(whys) or alone))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _surely_somebody(group: list[Say]) -> bool:
    """Whether it is a known source of its own: the unnamed may be one of the named, hearsay may go back to them."""
    return any(s.speaker is not None and s.basis != "hearsay" for s in group)
