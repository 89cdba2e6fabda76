"""The lines of the pile as the link index keeps them: read one at a time, as they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.link.lines import Line
from sayso.model.codec import from_bytes, to_bytes
from sayso.store.links import LinkIndex

_ORDER = str.maketrans("234567ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789ABCDEFGHIJKLMNOPQRSTUV")
_NUMBER_CHARS = 12


def number_of(id_: str) -> int:
    """The number of a statement: numbers are in the order of ids, whatever statements there are."""
    return int(id_[:_NUMBER_CHARS].translate(_ORDER), 32)


class Spoken(NamedTuple):
    """A line with what it is found by: its document's number, its words' number, whether nobody was known to say it."""

    line: Line
    noted: int
    wording: int
    lone: bool


class Lines:
    """Every line by its number; those read or written are kept in memory."""

    def __init__(self, index: LinkIndex) -> None:
        self._index = index
        self._held: dict[int, Line] = {}

    def __getitem__(self, number: int) -> Line:
        if number not in self._held:
            row = self._index.one("line", number)
            if row is None:
                raise KeyError(number)
            self._held[number] = from_bytes(row[0], Line)
        return self._held[number]

    def __contains__(self, number: int) -> bool:
        return number in self._held or self._index.one("line", number) is not None

    def of(self, noted: int) -> list[int]:
        """The numbers of the lines of a document, in order."""
        return [number for (number,) in self._index.all("lines_of", noted)]

    def put(self, noted: int, lines: Iterable[Spoken]) -> set[int]:
        """Makes these the lines of a document; those that it had before and has no more."""
        found = {number_of(each.line.id): each for each in lines}
        gone = set(self.of(noted)) - found.keys()
        self.drop(gone)
        for number, each in sorted(found.items()):
            self._put(number, each)
        return gone

    def drop(self, numbers: Iterable[int]) -> None:
        """Forgets lines."""
        for number in sorted(numbers):
            self._held.pop(number, None)
            for query in ("drop_line", "drop_speaks_for", "drop_cited"):
                self._index.do(query, number)

    def citing(self, documents: Iterable[str]) -> Iterator[Line]:
        """The lines that cite one of these documents; one that cites two may come twice."""
        for document in documents:
            yield from (self[number] for (number,) in self._index.all("citing", document))

    def _put(self, number: int, each: Spoken) -> None:
        line, body = each.line, to_bytes(each.line)
        row = self._index.one("line", number)
        self._held[number] = line
        self._index.do("put_line", number, each.noted, each.wording, each.lone, line.speaker or "", body)
        if row is not None:
            self._index.do("drop_speaks_for", number)
            self._index.do("drop_cited", number)
        if line.speaker:
            self._index.many("put_speaks_for", ((number, line.speaker, body) for body in line.bodies))
        self._index.many("put_cited", ((number, document) for document in line.cites))


def wording_of(line: Line) -> int:
    """A number for the words of a line: negative, so that it is no line's."""
    words = " ".join(line.terms.norms).encode("utf-8", "surrogatepass")
    return -1 - int.from_bytes(hashlib.blake2b(words, digest_size=16).digest()[:7], "big")
