"""What people decided, laid over what linking finds: speakers, names, statements that say the same or do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sayso.link.entities import NameBook
from sayso.link.joining import NameVerdicts
from sayso.link.lines import Line
from sayso.link.names import guessed_kind
from sayso.link.together import Bonds
from sayso.model.verdicts import Pairs, Verdicts

_SETTLED = frozenset({"no_speaker", "weak_speaker", "by_pronoun", "no_name", "part_name", "spoken_to", "odd_name"})
"""Doubts about who speaks, which a person has ended."""


def names_as_judged(verdicts: Verdicts) -> NameVerdicts:
    """The verdicts on names, as the book of names takes them."""
    return NameVerdicts(same=verdicts.one, differ=verdicts.apart, called=verdicts.called)


def note_speakers(verdicts: Verdicts, book: NameBook) -> None:
    """Puts the speakers that people gave into the book; before it is settled."""
    for name in sorted({*verdicts.speakers.values(), ""} - {""}):
        book.add(name, guessed_kind(name), "", None)


def speakers_as_judged(verdicts: Verdicts, book: NameBook) -> dict[str, tuple[str | None, str | None]]:
    """Entity and name of each speaker that a person gave, by statement; nobody where the person said so."""
    return {s: (book.entity_of(name), book.canonical(name) or None) for s, name in verdicts.speakers.items()}


def spoken_as_judged(verdicts: Verdicts, lines: Sequence[Line], book: NameBook) -> list[Line]:
    """``lines`` with the speakers that people gave; what was doubtful about a speaker is so no more."""
    given = speakers_as_judged(verdicts, book)
    return [_spoken(line, *given[line.id]) if line.id in given else line for line in lines]


def _spoken(line: Line, speaker: str | None, name: str | None) -> Line:
    doubts = set(line.doubts) - _SETTLED
    if name is None:
        doubts.add("no_speaker")
    return replace(
        line, speaker=speaker, speaker_name=name, part_name=False, misread=False, doubts=tuple(sorted(doubts))
    )


def bonds(verdicts: Verdicts, lines: Sequence[Line]) -> Bonds:
    """Pairs of lines, by number, that a person put together or kept apart."""
    number = {line.id: n for n, line in enumerate(lines)}
    return Bonds(must=_numbered(verdicts.same, number), cannot=_numbered(verdicts.differs, number))


def _numbered(pairs: Pairs, number: dict[str, int]) -> frozenset[tuple[int, int]]:
    there = ((number[a], number[b]) for a, b in pairs if a in number and b in number)
    return frozenset((min(pair), max(pair)) for pair in there)


def forged_passed_on(lines: Iterable[Line], forged: Collection[str]) -> list[str]:
    """Who passed on a page judged forged, once a page: whoever issued what cites it, never the name printed on it."""
    issued = {
        (document, line.publisher or line.author)
        for line in lines
        if line.document not in forged
        for document in line.cites
        if document in forged
    }
    return sorted(issuer for _, issuer in issued if issuer)
