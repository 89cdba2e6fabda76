"""What people noted beside a claim, a statement or a file: each remark with its initials and its day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from sayso.model.judgement import Judgement
from sayso.present.safe import one_line
from sayso.present.shape import citations
from sayso.present.why import Section, Why
from sayso.present.wording import day


def noted(judgements: Iterable[Judgement], keys: Collection[str], files: Collection[str]) -> tuple[str, ...]:
    """The notes that stand on any of ``keys`` or ``files``, a sentence each, in the order of their days."""
    wanted = {f"words:{key}" for key in keys} | {f"item:{file}" for file in files}
    notes = [each for each in judgements if each.verdict == "note" and not each.withdrawn and each.about in wanted]
    return tuple(map(_sentence, sorted(notes, key=lambda each: (each.at, each.about, each.id))))


def with_notes(why: Why, judgements: Iterable[Judgement]) -> Why:
    """``why`` with what people noted on its claim, on the statements told in it, and on the files they stand in."""
    told = [c for section in why.sections if section.name in ("words", "others", "places") for c in section.cited]
    notes = noted(judgements, {why.key, *(c.key for c in told)}, {c.file for c in citations(tuple(told))})
    if not notes:
        return why
    return replace(why, sections=(*why.sections, Section(name="notes", title="What people noted", sentences=notes)))


def _sentence(note: Judgement) -> str:
    about = note.about.partition(":")[2]
    return f"{one_line(note.by)}, {day(note.at)}, on {one_line(about)}: {one_line(note.value)}"
