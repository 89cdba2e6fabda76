"""Every change between two texts that are versions of one, fine enough to read: a pure function of the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.link.changes import Edit, Side, edit
from sayso.link.finer import Budget, Norms, Place, Segment, finer
from sayso.link.moved import moved
from sayso.link.redactions import masked
from sayso.link.values import is_part_of_value, numbers, same_value


def differences(a: Side, b: Side, gaps: Iterable[Place]) -> tuple[Edit, ...]:
    """The changes within ``gaps``, what lies between the equal stretches of two texts, by their place in the first.

    What differs in spaces, hyphens, line ends or capitals only is no change. Words of the one text outside every
    change, with the changes' words of the other put in their places, are the other text's words.
    """
    norms_a, norms_b = masked(a.content.text, a.words), masked(b.content.text, b.words)
    budget = Budget()
    segments = [s for gap in gaps for s in finer(norms_a, norms_b, gap, budget)]
    places, segments = moved(norms_a, norms_b, _by_value(a, b, segments))
    out = _edits(a, b, segments)
    for place in places:
        inner = finer(norms_a, norms_b, place, budget)
        out.append(replace(edit(a, b, place), sort="moved", noise=False, clean=False))
        out += _edits(a, b, inner)
    return tuple(sorted(out, key=lambda e: (e.a0, e.b0, -e.a1, -e.b1)))


def _edits(a: Side, b: Side, segments: Sequence[Segment]) -> list[Edit]:
    ends = Segment("same", len(a.words.norms), len(a.words.norms), len(b.words.norms), len(b.words.norms))
    around = [Segment("same", 0, 0, 0, 0), *segments, ends]
    out = []
    for left, here, right in zip(around, around[1:], around[2:], strict=False):
        amid = min(here.a0 - left.a1, here.b0 - left.b1, right.a0 - here.a1, right.b0 - here.b1)
        out.append(edit(a, b, here.place, amid=amid))
    return out


def _by_value(a: Side, b: Side, segments: list[Segment]) -> list[Segment]:
    """Changes made one where together with the figures around them they only write a number or a day otherwise."""
    out: list[Segment] = []
    at = 0
    while at < len(segments):
        group = _phrase(a.words.norms, b.words.norms, segments, at)
        whole = _whole(a.words.norms, b.words.norms, group, out, segments[at + len(group) :]) if group else None
        if whole is not None and (_equal_value(a, b, whole) or _is_torn(a, b, group, whole)):
            out.append(whole)
        else:
            out += group or [segments[at]]
        at += max(1, len(group))
    return out


def _phrase(a: Norms, b: Norms, segments: list[Segment], at: int) -> list[Segment]:
    """The segments from ``at`` that belong to one number or date; empty if that one has no part of any."""
    if not _has_value(a, b, segments[at]):
        return []
    group = [segments[at]]
    for s in segments[at + 1 : at + 6]:
        between = a[group[-1].a1 : s.a0]
        if len(between) > 3 or not all(map(is_part_of_value, between)) or not _has_value(a, b, s):
            break
        group.append(s)
    return group


def _has_value(a: Norms, b: Norms, s: Segment) -> bool:
    words = [*a[s.a0 : s.a1], *b[s.b0 : s.b1]]
    return len(words) <= 12 and all(is_part_of_value(w) or w in {"and", "of", "the", "a"} for w in words)


def _whole(a: Norms, b: Norms, group: list[Segment], before: list[Segment], after: list[Segment]) -> Segment:
    """The group as one, with the equal figures on either side of it."""
    a0, b0, a1, b1 = group[0].a0, group[0].b0, group[-1].a1, group[-1].b1
    floor = (before[-1].a1, before[-1].b1) if before else (0, 0)
    ceiling = (after[0].a0, after[0].b0) if after else (len(a), len(b))
    while a0 > floor[0] and b0 > floor[1] and a[a0 - 1] == b[b0 - 1] and is_part_of_value(a[a0 - 1]):
        a0, b0 = a0 - 1, b0 - 1
    while a1 < ceiling[0] and b1 < ceiling[1] and a[a1] == b[b1] and is_part_of_value(a[a1]):
        a1, b1 = a1 + 1, b1 + 1
    return Segment("other", a0, a1, b0, b1)


def _is_torn(a: Side, b: Side, group: list[Segment], whole: Segment) -> bool:
    """Whether one value is found in pieces, as "14 May" is against "May 15": left out here, put in there."""
    gone, come = any(s.b0 == s.b1 for s in group), any(s.a0 == s.a1 for s in group)
    both = numbers(a.words.norms[whole.a0 : whole.a1]) and numbers(b.words.norms[whole.b0 : whole.b1])
    return gone and come and bool(both)


def _equal_value(a: Side, b: Side, s: Segment) -> bool:
    one, other = a.words.span(s.a0, s.a1).of(a.content.text), b.words.span(s.b0, s.b1).of(b.content.text)
    return same_value(one, other, a.words.norms[s.a0 : s.a1], b.words.norms[s.b0 : s.b1])
