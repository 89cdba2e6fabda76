"""Constraints: things that people said are one, or are not, and the chain by which two verdicts clash."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple


class Tie(NamedTuple):
    """One verdict on two things."""

    a: str
    b: str
    judgement: str


def clash(one: Iterable[Tie], apart: Iterable[Tie]) -> tuple[Tie, ...]:
    """The shortest chain of verdicts that makes one what the last verdict of the answer keeps apart; empty if none.

    Costs one search through the things said to be one for each verdict that keeps two apart.
    """
    near: dict[str, list[tuple[str, Tie]]] = {}
    for tie in sorted(one):
        near.setdefault(tie.a, []).append((tie.b, tie))
        near.setdefault(tie.b, []).append((tie.a, tie))
    found = [(*chain, tie) for tie in sorted(apart) if (chain := _chain(near, tie.a, tie.b)) is not None]
    return min(found, key=lambda ties: (len(ties), ties), default=())


def _chain(near: dict[str, list[tuple[str, Tie]]], start: str, goal: str) -> tuple[Tie, ...] | None:
    """The shortest way from ``start`` to ``goal``; None where there is none."""
    came: dict[str, tuple[str, Tie] | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came:
        at = waiting.popleft()
        for to, tie in near.get(at, ()):
            if to not in came:
                came[to] = at, tie
                waiting.append(to)
    if goal not in came:
        return None
    ties: list[Tie] = []
    step = came[goal]
    while step is not None:
        ties.append(step[1])
        step = came[step[0]]
    return tuple(reversed(ties))
