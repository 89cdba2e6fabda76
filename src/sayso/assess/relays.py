"""Relays: statements that only pass on what another statement of the same claim says, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.assess.says import Say
from sayso.model.roles import keeper_of, possessor_of, role_of

OWN_EYES = frozenset({"witness", "measurement", "signals intelligence"})
"""Whoever has it from there passes on nobody's word."""

_GIVES = "another's figure is given, and called so, by {who}"
_TELLING = frozenset({"asserts", "confirms", "corrects"})


class Step(NamedTuple):
    """Why one statement is counted with another; both by number."""

    relay: int
    rests_on: int
    why: str
    """A clause with "{who}" for whoever passes it on."""


_Targets = Mapping[int, Mapping[int, Step]]


def steps(says: Sequence[Say], groups: Sequence[Sequence[int]]) -> Mapping[int, Step]:
    """For each group that passes on others' word, by number, the step that puts it to another group.

    A group goes to the first of those that rest on nothing further, by the shortest way. Where everybody quotes
    another in a circle, all but the first go to the first. Nothing that is rested on is joined to its like.
    """
    leads_to = _leads_to(says, groups)
    led_by = _turned(leads_to)
    out: dict[int, Step] = {}
    done: set[int] = set()
    for root in [g for g in range(len(groups)) if not leads_to[g]]:
        _spread(root, led_by, done, out)
    left = [g for g in range(len(groups)) if g not in done]
    around = _both({g: {t: s for t, s in leads_to[g].items() if t not in done} for g in left})
    for first in left:
        _spread(first, around, done, out)
    return out


def _spread(root: int, led_by: _Targets, done: set[int], out: dict[int, Step]) -> None:
    """Notes the step of every group from which ``root`` can be reached and that has none yet."""
    if root in done:
        return
    done.add(root)
    edge = [root]
    while edge:
        behind: list[int] = []
        for at in edge:
            for g, step in sorted(led_by.get(at, {}).items()):
                if g not in done:
                    done.add(g)
                    out[g] = step
                    behind.append(g)
        edge = sorted(behind)


def _turned(leads_to: _Targets) -> _Targets:
    out: dict[int, dict[int, Step]] = {}
    for g, targets in leads_to.items():
        for target, step in targets.items():
            out.setdefault(target, {})[g] = step
    return out


def _both(leads_to: _Targets) -> _Targets:
    out = {g: dict(targets) for g, targets in _turned(leads_to).items()}
    for g, targets in leads_to.items():
        for target, step in targets.items():
            out.setdefault(g, {}).setdefault(target, step)
    return out


_Index = dict[str, dict[int, list[int]]]
"""For each key the groups it leads to, each with its first two statements there."""


class _Where(NamedTuple):
    """Where statements of the claim are found."""

    document: _Index
    issuer: _Index
    speaker: _Index
    role: _Index
    known_as: _Index
    kept: _Index
    """Unnamed records, by the word for whose they are: "room" for the control room log."""
    written: _Index
    """By document, what its own writer says in it."""
    body: _Index
    """By the last word of its name: "works" for the Quay Works."""


def _leads_to(says: Sequence[Say], groups: Sequence[Sequence[int]]) -> dict[int, dict[int, Step]]:
    where = _where(says, groups)
    out: dict[int, dict[int, Step]] = {}
    for g, group in enumerate(groups):
        out[g] = {}
        own_eyes = any(says[n].basis in OWN_EYES for n in group)
        asked: set[tuple[object, ...]] = set()
        for n in group:
            for target, step in _found(n, g, _asked(says[n], where, own_eyes=own_eyes), asked):
                out[g].setdefault(target, step)
    return out


def _where(says: Sequence[Say], groups: Sequence[Sequence[int]]) -> _Where:
    out = _Where({}, {}, {}, {}, {}, {}, {}, {})
    for g, group in enumerate(groups):
        for n in group:
            say = says[n]
            _note(out.document, say.place.document, g, n)
            for issuer in say.issuers:
                _note(out.issuer, issuer, g, n)
            if say.voice == "document" or (say.speaker is not None and say.speaker == say.owner):
                _note(out.written, say.place.document, g, n)
            for calling in say.known_as:
                _note(out.known_as, calling, g, n)
            if say.speaker is not None:
                _note(out.speaker, say.speaker, g, n)
                if "body" in say.known_as and say.speaker_name:
                    _note(out.body, say.speaker_name.split()[-1].casefold(), g, n)
            elif role := role_of(say.speaker_name):
                _note(out.role, role, g, n)
                _note(out.kept, keeper_of(say.speaker_name) or "", g, n)
    return out


def _note(index: _Index, key: str, g: int, n: int) -> None:
    there = index.setdefault(key, {}).setdefault(g, [])
    if len(there) < 2:
        there.append(n)


class _Ask(NamedTuple):
    """Where to look for what a statement rests on, and why."""

    places: _Index
    keys: tuple[str, ...]
    why: str
    told: bool = False
    """Whether the text itself says so: then a statement that is one with what it names rests on nothing else."""
    himself: bool = False
    """Whether it is enough for that if the statement itself is what it names."""


def _asked(say: Say, where: _Where, *, own_eyes: bool) -> tuple[_Ask, ...]:
    return (
        _Ask(where.document, say.cites, "a paper of this pile is quoted or repeated by {who}", told=True),
        _Ask(where.issuer, say.via, "somebody whose own text is in this pile passed on the word of {who}", told=True),
        _Ask(where.issuer, () if own_eyes else _tells(say), "its own paper stands behind {who}"),
        _Ask(
            where.speaker,
            () if say.speaker and own_eyes else say.belongs,
            "a body says so itself to which belongs {who}",
        ),
        _Ask(where.speaker, say.may_be, "somebody named who says it too can be {who}"),
        _Ask(where.body, _called_for_short(say), "a body of such a name that says it too can be {who}"),
        _Ask(where.role, _owner(say), "somebody who says it too is spoken for by {who}"),
        *(
            _Ask(places, say.owners, _GIVES, told=True, himself=True)
            for places in (where.known_as, where.body, where.role)
        ),
        _Ask(where.kept, _itself(say), "its own record stands behind {who}"),
        _Ask(where.written, _noted_in(say), "the writer of the paper says the same as {who}"),
    )


def _found(n: int, g: int, asks: Iterable[_Ask], asked: set[tuple[object, ...]]) -> Iterator[tuple[int, Step]]:
    for k, ask in enumerate(asks):
        if ask.told and any(m != n or ask.himself for key in ask.keys for m in ask.places.get(key, {}).get(g, ())):
            continue
        for key in ask.keys:
            if (k, key, ask.why) not in asked:
                asked.add((k, key, ask.why))
                yield from (
                    (target, Step(n, there[0], ask.why))
                    for target, there in ask.places.get(key, {}).items()
                    if target != g
                )


def _tells(say: Say) -> tuple[str, ...]:
    """Whoever answers for it, where he tells what is so; a promise or an order is his own, whatever his papers say."""
    return (say.mouth,) if say.mouth is not None and say.kind in _TELLING else ()


def _itself(say: Say) -> tuple[str, ...]:
    role = role_of(say.speaker_name) if say.speaker is None else None
    return (role,) if role else ()


def _noted_in(say: Say) -> tuple[str, ...]:
    """The paper in which somebody unnamed is quoted beside its writer: all of it is one document's word."""
    return (say.place.document,) if say.speaker is None and say.on_paper and say.voice != "document" else ()


def _owner(say: Say) -> tuple[str, ...]:
    """The calling of whoever an unnamed speaker works for ("the coroner's clerk"), or whose record it is."""
    owner = (possessor_of(say.speaker_name) or keeper_of(say.speaker_name)) if say.speaker is None else None
    return (owner,) if owner else ()


def _called_for_short(say: Say) -> tuple[str, ...]:
    """The one word for an unnamed speaker that can be the last of a body's name ("the sector")."""
    role = role_of(say.speaker_name) if say.speaker is None else None
    return (role,) if role and say.speaker_name == f"unnamed {role}" else ()
