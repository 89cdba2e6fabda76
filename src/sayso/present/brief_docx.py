"""The brief as a Word document: headings, numbered lines, no metadata but the title, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document as Docx

from sayso.present import wording
from sayso.present.office import constant
from sayso.present.safe import one_line, visible
from sayso.present.shape import Brief, Line


def brief_docx(brief: Brief) -> bytes:
    """``brief`` as the bytes of a .docx file; words of documents stand in it as text and nothing else."""
    paper = docx.Document()
    _head(paper, brief)
    _lines(paper, "stands", brief.stands, 1, wording.more(brief.more_stands, "claim"))
    _lines(paper, "to_check", brief.to_check, len(brief.stands) + 1, " ".join(wording.unprinted(brief)))
    if brief.forged:
        first = len(brief.stands) + len(brief.to_check) + 1
        _lines(paper, "forged", brief.forged, first, wording.more(brief.more_forged, "claim"))
    asked = [wording.flat(wording.question(each)) for each in brief.questions]
    _listed(paper, "questions", [*asked, wording.more(brief.more_questions, "question")])
    versions = [line for each in brief.versions for line in (wording.version(each), *wording.differences(each))]
    _listed(paper, "versions", [*versions, wording.more(brief.more_versions, "relation")])
    if brief.withheld:
        _listed(paper, "withheld", wording.withheld(brief))
    _listed(paper, "gaps", [wording.gap(each) for each in brief.coverage.gaps])
    out = io.BytesIO()
    paper.save(out)
    return constant(out.getvalue())


def _head(paper: Docx, brief: Brief) -> None:
    paper.add_heading(_plain(brief.title), 0)
    for line in (wording.counts(brief), *brief.filters, wording.EVERY_LINE):
        paper.add_paragraph(_plain(line))


def _lines(paper: Docx, section: str, lines: Sequence[Line], first: int, more: str) -> None:
    paper.add_heading(wording.SECTIONS[section], 1)
    subject = ""
    for number, line in enumerate(lines, first):
        if line.subject != subject:
            subject = line.subject
            paper.add_heading(_plain(subject), 2)
        _line(paper, number, line)
    if not lines:
        paper.add_paragraph(wording.NOTHING[section])
    if more:
        paper.add_paragraph(more)


def _line(paper: Docx, number: int, line: Line) -> None:
    said = paper.add_paragraph()
    said.paragraph_format.keep_with_next = True
    said.add_run(_plain(f"{number}. {wording.opening(line.said)}: ")).bold = True
    said.add_run(_plain(f"{wording.quoted(line.said.content)} [{line.key}]"))
    for label, bits in wording.facts(line):
        fact = paper.add_paragraph(style="List Bullet")
        fact.add_run(f"{label}: ").italic = True
        fact.add_run(_plain(wording.flat(bits)))


def _listed(paper: Docx, section: str, items: Iterable[str]) -> None:
    paper.add_heading(wording.SECTIONS[section], 1)
    listed = [item for item in items if item]
    for item in listed:
        paper.add_paragraph(_plain(item), style="List Bullet")
    if not listed:
        paper.add_paragraph(wording.NOTHING[section])


def _plain(text: str) -> str:
    return visible(one_line(text))
