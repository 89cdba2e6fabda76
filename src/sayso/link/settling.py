"""The lines of one document with who is meant in them, as the pile answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from sayso.link.asking import Asking
from sayso.link.entities import short_words
from sayso.link.lines import Line
from sayso.link.names import looks_misread
from sayso.link.noting import Noted

_THE_NOUN = re.compile(r"the [a-z]+", re.IGNORECASE)
_SETTLED = frozenset({"no_speaker", "weak_speaker", "by_pronoun", "no_name", "part_name", "spoken_to", "odd_name"})
"""Doubts about who speaks, which a person has ended."""


def settled(found: Noted, text: int, ask: Asking, judged: Mapping[str, str]) -> list[Line]:
    """The lines of ``found``, sorted by id; ``text`` is the number of its words.

    ``judged`` are the names of the speakers that people gave, by statement; empty for nobody.
    """
    lines = (
        _short_for(_resolved(line, text, ask), found.offices, ask)
        for line in sorted(found.lines, key=lambda one: one.id)
    )
    return [_judged(line, judged[line.id], ask) if line.id in judged else line for line in lines]


def speakers(found: Noted, ask: Asking, judged: Mapping[str, str]) -> dict[str, tuple[str | None, str | None]]:
    """Entity and name of whoever makes each statement, as far as its own document tells or a person has said."""
    out = {id_: _holder(name, found.offices, ask) or ask.name(name) for id_, name in found.speakers}
    return out | {id_: (ask.entity(judged[id_]), ask.name(judged[id_])[1] or None) for id_ in out if id_ in judged}


def _resolved(line: Line, text: int, ask: Asking) -> Line:
    speaker, name = ask.name(line.speaker_name)
    return replace(
        line,
        text=text,
        speaker=speaker,
        speaker_name=name,
        misread=looks_misread(name or ""),
        part_name=ask.is_part(name, line.source),
        publisher=ask.entity(line.publisher),
        author=ask.entity(line.author),
        bodies=tuple(sorted({e for name in line.bodies if (e := ask.entity(name) or _head_of(name, ask))})),
        belongs=_entities(line.belongs, ask),
        via=_entities(line.via, ask),
    )


def _entities(names: tuple[str, ...], ask: Asking) -> tuple[str, ...]:
    return tuple(sorted({e for name in names if (e := ask.entity(name))}))


def _head_of(office: str, ask: Asking) -> str | None:
    """Whoever holds the office that a body is called by: "the mayor's office" speaks for the mayor."""
    found = ask.holder(f"unnamed {office.casefold()}")
    return found[0] if found else None


def _holder(name: str | None, offices: Collection[str], ask: Asking) -> tuple[str, str] | None:
    """The person whom "the keeper" means in a document that takes him for known: the pile's only keeper."""
    return ask.holder(name) if name and name in offices else None


def _short_for(line: Line, offices: Collection[str], ask: Asking) -> Line:
    """The line with the entity its source is short for, where extraction made nobody of a lone name or an office."""
    if line.speaker is not None:
        return line
    words = short_words(line.source)
    meant = (ask.short_for(words) if words else None) or _holder(line.speaker_name, offices, ask)
    if meant is None and (noun := _THE_NOUN.fullmatch(line.source)):
        meant = ask.body(noun[0].casefold(), line.document)
    if meant is None:
        return line
    doubts = tuple(sorted({*line.doubts, "weak_speaker"} - {"no_speaker"}))
    return replace(line, speaker=meant[0], speaker_name=meant[1], doubts=doubts)


def _judged(line: Line, name: str, ask: Asking) -> Line:
    """The line with the speaker that a person gave; what was doubtful about a speaker is so no more."""
    speaker, called = ask.name(name)
    doubts = set(line.doubts) - _SETTLED
    if not called:
        doubts.add("no_speaker")
    return replace(
        line,
        speaker=speaker,
        speaker_name=called or None,
        part_name=False,
        misread=False,
        doubts=tuple(sorted(doubts)),
    )
