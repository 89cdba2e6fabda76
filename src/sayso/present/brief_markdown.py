"""The brief as Markdown: document text is escaped, so that nothing in it becomes a heading, a link or a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.present import wording
from sayso.present.safe import one_line, visible
from sayso.present.shape import Brief, Line, Version

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&$@])|(?<=www)\.|:(?=//)")


def brief_markdown(brief: Brief) -> str:
    """``brief`` as CommonMark."""
    blocks = [*_head(brief)]
    for name, body in _sections(brief):
        blocks += [f"## {wording.SECTIONS[name]}", *(body or [wording.NOTHING[name]])]
    return visible("\n\n".join(blocks)) + "\n"


def escaped(text: str) -> str:
    """``text`` on one line, every character that Markdown would act on taken as itself."""
    return _ACTIVE.sub(lambda found: "\\" + found[0], one_line(text))


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield wording.counts(brief)
    yield from map(escaped, brief.filters)
    yield f"*{wording.EVERY_LINE}*"


def _sections(brief: Brief) -> Iterator[tuple[str, list[str]]]:
    yield "stands", _lines(brief.stands, 1) + _more(brief.more_stands, "claim")
    yield "to_check", _lines(brief.to_check, len(brief.stands) + 1) + wording.unprinted(brief)
    if brief.forged:
        first = len(brief.stands) + len(brief.to_check) + 1
        yield "forged", _lines(brief.forged, first) + _more(brief.more_forged, "claim")
    asked = [f"- {escaped(wording.flat(wording.question(each)))}" for each in brief.questions]
    yield "questions", ["\n".join(asked), *_more(brief.more_questions, "question")] if asked else []
    yield "versions", [_version(each) for each in brief.versions] + _more(brief.more_versions, "relation")
    if brief.withheld:
        yield "withheld", ["\n".join(f"- {escaped(each)}" for each in wording.withheld(brief))]
    gaps = [f"- {escaped(wording.gap(each))}" for each in brief.coverage.gaps]
    yield "gaps", ["\n".join(gaps)] if gaps else []


def _lines(lines: Iterable[Line], first: int) -> list[str]:
    blocks: list[str] = []
    subject = ""
    for number, line in enumerate(lines, first):
        if line.subject != subject:
            subject = line.subject
            blocks.append(f"### {escaped(subject)}")
        blocks.append(_line(number, line))
    return blocks


def _line(number: int, line: Line) -> str:
    who, words = escaped(wording.opening(line.said)), escaped(wording.quoted(line.said.content))
    facts = [f"- *{label}:* {escaped(wording.flat(bits))}" for label, bits in wording.facts(line)]
    return "\n".join([f"**{number}. {who}:** {words} \\[{line.key}\\]", "", *facts])


def _version(each: Version) -> str:
    changes = [f"- {escaped(change)}" for change in wording.differences(each)]
    return "\n".join([escaped(wording.version(each)), *([""] if changes else []), *changes])


def _more(count: int, noun: str) -> list[str]:
    return [wording.more(count, noun)] if count else []
