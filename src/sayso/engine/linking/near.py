"""Which lines are near which, kept in the link index: a line that comes or goes changes only lists beside it.

What one key links is told by ``link.candidates``: the join over the whole pile and the single steps here come to the
same lists, whatever the order in which lines came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import numpy as np

from sayso.engine.linking.kept_lines import Lines
from sayso.link.candidates import COMMON, REACH, changed_links
from sayso.link.claims import MOST_PAIRS, Near, closeness, first, keys, near_lines, near_to, nearest
from sayso.link.fingerprint import Hashes
from sayso.link.lines import Line
from sayso.link.together import Pair
from sayso.store.links import LinkIndex

Others = dict[int, Near]


class Nearness:
    """The lists of near lines; lines go by numbers in the order of their ids."""

    def __init__(self, index: LinkIndex, lines: Lines) -> None:
        self._index, self._lines = index, lines
        self._lists: dict[int, Others] = {}
        self._before: dict[int, frozenset[int]] = {}
        """For each list that was looked at, whom its line was compared with."""

    def fill(self, packed: Mapping[int, bytes], tmp: Path) -> set[Pair]:
        """Makes every list, by one join over lines with their packed keys; the pairs that are compared."""
        numbers = sorted(packed)
        found = {n: np.frombuffer(packed[n], np.int64) for n in numbers}
        self._index.many("put_term", ((key, n) for n in numbers for key in found[n].tolist()))
        keyed = ((k, found[n].view(np.uint64)) for k, n in enumerate(numbers) if len(found[n]))
        chosen: set[Pair] = set()
        for local, others in near_lines([self._lines[n] for n in numbers], keyed, tmp).items():
            n = numbers[local]
            rows = [one._replace(other=numbers[one.other]) for one in others]
            self._index.many("put_near", ((n, one.other, one.apart, one.answers) for one in rows))
            chosen.update((min(n, one.other), max(n, one.other)) for one in nearest(rows))
        return chosen

    def change(self, gone: Mapping[int, bytes], born: Mapping[int, bytes]) -> set[Pair]:
        """Takes lines out and in, each with its packed keys; the pairs that are compared now or were before."""
        brought: set[Pair] = set()
        broken: set[Pair] = set()
        for n, packed in sorted(gone.items()):
            self._step(n, packed, broken, brought, leaves=True)
        for n, packed in sorted(born.items()):
            self._step(n, packed, brought, broken, leaves=False)
        again = self._break(broken, gone, born)
        for a, b in sorted(brought):
            if a in self._lines and b in self._lines and ((a, b) not in broken or self._linked(a, b)):
                self._bring(a, b, again)
        for n in sorted(again):
            self._look_again(n)
        return self._kept()

    def pairs_of(self, number: int) -> set[Pair]:
        """The pairs of a line that are compared."""
        others = self._chosen(number) | {
            o for (o,) in self._index.all("near_turned", number) if number in self._chosen(o)
        }
        return {(min(number, o), max(number, o)) for o in others}

    def is_compared(self, a: int, b: int) -> bool:
        """Whether two lines are compared on behalf of either."""
        return b in self._chosen(a) or a in self._chosen(b)

    def _step(self, n: int, packed: bytes, more: set[Pair], less: set[Pair], *, leaves: bool) -> None:
        """Notes the links that the presence of ``n`` makes and breaks, and changes its postings."""
        for key in np.frombuffer(packed, np.int64).tolist():
            if not leaves:
                self._index.do("put_term", key, n)
            texts, place, count = self._window(key, n)
            makes, breaks = changed_links(texts, place, count)
            more |= makes
            less |= breaks
            if leaves:
                self._index.do("drop_term", key, n)

    def _window(self, key: int, n: int) -> tuple[list[int], int, int]:
        """The lines with a key whose links the one at ``n`` can change, its place among them, how many there are."""
        few = [m for (m,) in self._index.all("with_term", key, COMMON + 2)]
        if len(few) <= COMMON + 1:
            return few, few.index(n), len(few)
        before = [m for (m,) in self._index.all("before_with_term", key, n, REACH)]
        behind = [m for (m,) in self._index.all("behind_with_term", key, n, REACH)]
        return [*reversed(before), n, *behind], len(before), len(few)

    def _break(self, broken: Iterable[Pair], gone: Collection[int], born: Collection[int]) -> set[int]:
        """Takes lines out of lists that nothing links any more; the lists that may miss another now."""
        again: set[int] = set()
        for n in sorted((*gone, *born)):
            self._list(n).clear()
        for a, b in sorted(broken):
            for one, other in ((a, b), (b, a)):
                if one not in self._lines or other not in self._list(one):
                    continue
                anew = other in gone and other in born
                if other in self._lines and not anew and self._linked(a, b):
                    continue
                if len(self._list(one)) >= MOST_PAIRS:
                    again.add(one)
                del self._list(one)[other]
        return again

    def _bring(self, a: int, b: int, again: Collection[int]) -> None:
        found = closeness(self._lines[a], self._lines[b])
        for one, other in ((a, b), (b, a)):
            if one not in again and (new := near_to(self._lines[one], self._lines[other], other, found)):
                self._put(one, new)

    def _put(self, n: int, new: Near) -> None:
        others = self._list(n)
        others[new.other] = new
        if len(others) > MOST_PAIRS:
            del others[max(others.values()).other]

    def _look_again(self, n: int) -> None:
        """Makes one list from nothing."""
        linked = {m for key in self._keys(n).tolist() for m in self._beside(key, n)} - {n}
        found = ((m, closeness(self._lines[n], self._lines[m])) for m in sorted(linked))
        rows = (near_to(self._lines[n], self._lines[m], m, close) for m, close in found)
        self._list(n).clear()
        self._list(n).update((one.other, one) for one in first(row for row in rows if row))

    def _beside(self, key: int, n: int) -> list[int]:
        few = [m for (m,) in self._index.all("with_term", key, COMMON + 1)]
        if len(few) <= COMMON:
            return few
        rows = [
            *self._index.all("before_with_term", key, n, REACH),
            *self._index.all("behind_with_term", key, n, REACH),
        ]
        return [m for (m,) in rows]

    def _linked(self, a: int, b: int) -> bool:
        shared = np.intersect1d(self._keys(a), self._keys(b), assume_unique=True)
        return any(b in self._beside(key, a) for key in shared.tolist())

    def _keys(self, n: int) -> Hashes:
        return np.frombuffer(self._index.value("keys_of", n), np.int64)

    def _list(self, n: int) -> Others:
        if n not in self._lists:
            rows = self._index.all("near", n)
            self._lists[n] = {other: Near(apart, other, bool(answers)) for other, apart, answers in rows}
            self._before[n] = frozenset(one.other for one in nearest(self._lists[n].values()))
        return self._lists[n]

    def _chosen(self, n: int) -> set[int]:
        return {one.other for one in nearest(self._list(n).values())}

    def _kept(self) -> set[Pair]:
        """Writes the lists that were looked at; pairs that are compared on behalf of other lines than before."""
        out: set[Pair] = set()
        for n, others in sorted(self._lists.items()):
            self._index.do("drop_near", n)
            self._index.many("put_near", ((n, o.other, o.apart, o.answers) for o in others.values()))
            now = self._chosen(n)
            out.update((min(n, o), max(n, o)) for o in now ^ self._before[n])
            self._before[n] = frozenset(now)
        return out


def packed_keys(line: Line) -> bytes:
    """The keys of a line as they are kept; none for a line that is compared with none."""
    found = np.unique(keys(line)) if line.is_compared else np.array([], np.uint64)
    return found.view(np.int64).tobytes()
