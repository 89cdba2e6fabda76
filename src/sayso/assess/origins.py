"""Origins: how many people, bodies or papers a claim goes back to once copies, passages and chains are followed.

Two layers. *Rules* name keys under which statements fall together: the same mouth, the same words, one paper and its
writer. *Relays* then follow who only passes on what another statement of the claim says: whoever cites a paper, or
speaks of what stands in his own. A relay adds nothing and joins nothing: it is counted with one of those it rests on,
and the others stay apart. So another copy of what is there can never raise the count, and circles count once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.assess.describing import called
from sayso.assess.reasons import why_one
from sayso.assess.relays import steps
from sayso.assess.says import Say
from sayso.model.findings import Origin, Place
from sayso.model.roles import at_least_so_many, role_of

_EVIDENCE = 8
"""Places shown with an origin; a thousand copies of one sentence prove no more than these."""
_FEW_WORDS = 3


class Count(NamedTuple):
    """The origins of a claim, and the bounds on how many independent sources that makes."""

    origins: tuple[Origin, ...]
    upper: int
    at_least: int


class _Rule(NamedTuple):
    keys: Callable[[Say], Iterable[object]]
    why: str
    """How it is told to a reader; "{who}" stands for the later of two."""


@dataclass(slots=True)
class _Group:
    """Statements that are one source so far, and the steps that brought them together."""

    numbers: list[int]
    """The smallest first."""
    whys: list[tuple[str, str]] = field(default_factory=list)
    """Clauses, each with whom it tells of."""
    relays: set[int] = field(default_factory=set)
    """Those of its statements by which it was put to what they rest on."""
    shown: list[Place] = field(default_factory=list)


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


def _unnamed_words(say: Say) -> Iterator[object]:
    """Two unnamed people who choose the same words are taken for one."""
    if say.speaker is None and len(say.wording.split()) >= _FEW_WORDS:
        yield "unnamed words", say.wording


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
    if say.mouth is not None:
        yield "entity", say.mouth


RULES: tuple[_Rule, ...] = (
    _Rule(_speaker, "each time the speaker is {who}"),
    _Rule(_copied, "the documents are copies of one another"),
    _Rule(_words, "the words are the same, so one repeats the other"),
    _Rule(_unnamed_words, "unnamed sources in the same words are taken for one"),
    _Rule(_passage, "the words stand in a passage that the documents share"),
    _Rule(_paper, "one wrote the paper in which the other stands, or quotes it"),
    _Rule(_body, "people who speak for one body are one source"),
    _Rule(_unnamed_here, "it is the same unnamed source in the same document"),
    _Rule(_nobody_named, "nobody else is named, so it rests on whoever wrote the document"),
)
"""In the order in which a merge is explained; the groups do not depend on it."""


def count(says: Sequence[Say]) -> Count:
    """The origins of a claim with the steps that merged them, sorted by their first statement.

    Those that bear out only a part of the claim are no sources of the whole, and count only where nothing else does.
    """
    whole = [s for s in says if not s.in_part] or list(says)
    ordered = sorted(whole, key=lambda s: s.statement)
    groups = _relayed(ordered, _merged(ordered))
    origins = tuple(_origin(ordered, group) for group in groups)
    return Count(origins, len(origins), max(1, _surely_apart([[ordered[n] for n in g.numbers] for g in groups])))


def _merged(says: Sequence[Say]) -> list[_Group]:
    """The groups that the rules make, sorted by their first statement."""
    group_of = [_Group([n]) for n in range(len(says))]
    for rule in RULES:
        holder: dict[object, int] = {}
        for n, say in enumerate(says):
            for key in rule.keys(say):
                first = holder.setdefault(key, n)
                here = rule.keys is _copied and says[first].place.document == say.place.document
                why = "the words are the same in one document" if here else rule.why
                _join(group_of, first, n, (why, called(say)), (says[first].place, say.place))
    return _each_once(group_of)


def _relayed(says: Sequence[Say], groups: list[_Group]) -> list[_Group]:
    """The groups left once each that passes on others' word is put to one of those it may rest on."""
    found = steps(says, [group.numbers for group in groups])
    group_of = [groups[0]] * len(says)
    for group in groups:
        for n in group.numbers:
            group_of[n] = group
    for _, step in sorted(found.items()):
        why = step.why, called(says[step.relay])
        group_of[step.relay].relays.update(group_of[step.relay].numbers)
        _join(group_of, step.rests_on, step.relay, why, (says[step.rests_on].place, says[step.relay].place))
    return _each_once(group_of)


def _join(group_of: list[_Group], one: int, other: int, why: tuple[str, str], shown: tuple[Place, Place]) -> None:
    """Makes the groups of two statements one; the larger takes the smaller in."""
    first, second = group_of[one], group_of[other]
    if first is second:
        return
    low, high = (first, second) if first.numbers[0] < second.numbers[0] else (second, first)
    whys = [*low.whys, *high.whys, why]
    places = [*low.shown, *high.shown, *shown]
    large, small = (low, high) if len(low.numbers) >= len(high.numbers) else (high, low)
    for n in small.numbers:
        group_of[n] = large
    large.numbers += small.numbers
    if large is high:
        large.numbers[0], large.numbers[-len(small.numbers)] = large.numbers[-len(small.numbers)], large.numbers[0]
    large.whys = list(dict.fromkeys(whys))
    large.relays |= small.relays
    large.shown = list(dict.fromkeys(places))[:_EVIDENCE]


def _each_once(group_of: Iterable[_Group]) -> list[_Group]:
    seen = {id(group): group for group in group_of}
    for group in seen.values():
        group.numbers.sort()
    return sorted(seen.values(), key=lambda g: g.numbers[0])


def _origin(says: Sequence[Say], group: _Group) -> Origin:
    return Origin(
        statements=tuple(says[n].statement for n in group.numbers),
        why=why_one(_root(says, group), group.whys, relayed=bool(group.relays)),
        evidence=tuple(sorted(group.shown, key=lambda p: (p.document, p.span))) or (says[group.numbers[0]].place,),
    )


def _root(says: Sequence[Say], group: _Group) -> str:
    """Whom the statements of a group go back to: who passes nothing on, somebody named and a paper's writer first."""
    rest = [n for n in group.numbers if n not in group.relays] or group.numbers
    return called(min((says[n] for n in rest), key=lambda s: (s.speaker is None, s.speaker != s.owner, s.statement)))


def _surely_apart(groups: Sequence[Sequence[Say]]) -> int:
    """How many of the sources cannot be one another.

    The unnamed may be one of the named, and hearsay may go back to them; whoever is named has a word of his own. An
    unnamed person whose calling tells him from others (a coroner, a fisherman) is one more if nobody else in the claim
    shares it and of everybody named it is known what they are. Two unnamed people are not both the one who is named.
    """
    named = [g for g in groups if any(s.speaker is not None and s.basis != "hearsay" for s in g)]
    known = [{role for s in g for role in s.known_as} for g in named]
    taken: set[str] = set().union(*known)
    described = 0
    for callings in sorted({_roles(g) for g in groups if g not in named}):
        if callings and not taken & set(callings):
            described += 1
            taken.update(callings)
    apart = len(named) + described if all(known) else max(len(named), described)
    others = any(at_least_so_many(s.speaker_name) > len(named) for g in groups if g not in named for s in g)
    return max(apart, len(named) + 1) if named and others else apart


def _roles(group: Sequence[Say]) -> tuple[str, ...]:
    found = {role_of(s.speaker_name) for s in group if s.speaker is None and s.basis != "hearsay"}
    return tuple(sorted(role for role in found if role))
