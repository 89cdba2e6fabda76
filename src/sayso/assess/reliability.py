"""Reliability of a source, A to F in the Admiralty's words, by a table; a machine never gives A or E.

The first row that fits:

| letter | proposed where |
|---|---|
| D, not usually reliable | a page that came by way of it was judged forged, or it took back two claims of its own |
| B, usually reliable | five of its claims are borne out by sources surely apart from it, and it took none back |
| C, fairly reliable | two are |
| F, cannot be judged | nothing of that |

A denial lowers nobody: whoever is denied may be right. A forged page counts against whoever published or passed it on,
never against the name printed on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.model.findings import Claim, Entity, Reason

_USUALLY, _FAIRLY, _TAKEN_BACK, _APART = 5, 2, 2, 2


class Letter(NamedTuple):
    """A grade and why."""

    reliability: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Record:
    """What the pile tells of how good a source's word was."""

    borne_out: int = 0
    taken_back: int = 0
    forged: int = 0
    """Pages judged forged that came by way of it."""


def proposed(record: Record) -> Letter:
    """The machine's letter: no sums, the first row that fits."""
    if record.forged:
        return _letter("D", "passed_on_forged", "a page that came by way of it was judged forged")
    if record.taken_back >= _TAKEN_BACK:
        return _letter("D", "taken_back", f"it took back {record.taken_back} claims of its own")
    if record.borne_out >= _USUALLY and not record.taken_back:
        return _letter("B", "borne_out", f"{record.borne_out} of its claims are borne out by other sources")
    if record.borne_out >= _FAIRLY:
        return _letter("C", "borne_out", f"{record.borne_out} of its claims are borne out by other sources")
    return _letter("F", "unrated", "nothing in this pile tells how far it can be relied on")


@dataclass(frozen=True, slots=True)
class Tally:
    """What one claim adds to the records of those behind it; entities by id, sorted."""

    borne_out: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()


def tally(claim: Claim, speakers: Mapping[str, str]) -> Tally:
    """What ``claim`` tells of its sources; ``speakers`` gives the entity behind each of its statements."""
    behind = {e for s in claim.statements if (e := speakers.get(s))}
    if claim.status == "retracted":
        return Tally(taken_back=tuple(sorted(behind & {e for s in claim.denied_by if (e := speakers.get(s))})))
    if claim.at_least >= _APART and not claim.denied_by and not claim.contradicts:
        return Tally(borne_out=tuple(sorted(behind)))
    return Tally()


def graded(
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    speakers: Mapping[str, str],
    forged_by: Iterable[str] = (),
) -> Iterator[Entity]:
    """``entities``, in their order, each with the machine's letter and its reason first.

    ``speakers`` gives the entity behind each statement; ``forged_by`` the channel of each page judged forged.
    """
    return lettered(entities, (tally(claim, speakers) for claim in claims), forged_by)


def lettered(entities: Iterable[Entity], tallies: Iterable[Tally], forged_by: Iterable[str] = ()) -> Iterator[Entity]:
    """``entities``, in their order, each with the machine's letter from the ``tallies`` of all claims."""
    borne_out: Counter[str] = Counter()
    taken_back: Counter[str] = Counter()
    for one in tallies:
        borne_out.update(one.borne_out)
        taken_back.update(one.taken_back)
    forged = Counter(forged_by)
    for entity in entities:
        yield with_letter(entity, Record(borne_out[entity.id], taken_back[entity.id], forged[entity.id]))


def with_letter(entity: Entity, record: Record) -> Entity:
    """``entity`` with the machine's letter, and its reason in place of the first one."""
    letter = proposed(record)
    return replace(entity, reliability=letter.reliability, reasons=(letter.reason, *entity.reasons[1:]))


def _letter(letter: str, name: str, text: str) -> Letter:
    return Letter(letter, Reason(name=name, text=text))
