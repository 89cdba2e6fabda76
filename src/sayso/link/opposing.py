"""Opposing: which claims cannot both be true, from the verdicts on their lines and what the claims are as wholes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.link.decide import Verdict, overlap
from sayso.link.lines import Line

Pair = tuple[int, int]


class Opposed(NamedTuple):
    """Two claims, by number, and the verdict on two of their lines that sets them against one another."""

    one: int
    other: int
    verdict: Verdict


def opposed(claim_of: Mapping[int, int], lines: Sequence[Line], verdicts: Mapping[Pair, Verdict]) -> Iterator[Opposed]:
    """Claims that cannot both be true, and those that hardly are; in the order of the pairs of lines.

    Two that are known to be about different times can both be so: where one of two lines has a time, the other is about
    the times of its claim. And whoever writes both down in one paper in his own voice does not contradict himself: they
    are about two things.
    """
    times, written = _times(claim_of, lines), _written(claim_of, lines)
    for (a, b), verdict in sorted(verdicts.items()):
        one, other = claim_of.get(a), claim_of.get(b)
        if verdict.outcome not in ("contradicts", "tension") or one is None or other is None or one == other:
            continue
        if not written.get(lines[a].terms.norms, set()).isdisjoint(written.get(lines[b].terms.norms, ())):
            continue
        dated = any(lines[n].as_of for n in (a, b)) and all(d.sort != "date" for d in verdict.apart)
        if verdict.outcome == "tension" or not dated or _at_one_time(times[one], times[other]):
            yield Opposed(one, other, verdict)


def _times(claim_of: Mapping[int, int], lines: Sequence[Line]) -> dict[int, set[str]]:
    """The times that the lines of each claim are about."""
    out: dict[int, set[str]] = {k: set() for k in claim_of.values()}
    for n, k in claim_of.items():
        as_of = lines[n].as_of
        # The day beside a figure of comparison is that figure's, not the claim's.
        if as_of and lines[n].stated is lines[n].terms:
            out[k].add(as_of)
    return out


def _written(claim_of: Mapping[int, int], lines: Sequence[Line]) -> dict[tuple[str, ...], set[tuple[str, str | None]]]:
    """For each wording the papers whose writers say it in their own voice."""
    out: dict[tuple[str, ...], set[tuple[str, str | None]]] = {}
    for line in (lines[n] for n in claim_of if lines[n].voice == "document"):
        out.setdefault(line.terms.norms, set()).add((line.document, line.speaker or line.speaker_name))
    return out


def _at_one_time(mine: set[str], theirs: set[str]) -> bool:
    """Whether two claims may be about one time; those of which the pile tells none may be about any."""
    return not mine or not theirs or any(overlap(one, other) for one in mine for other in theirs)
