"""Headings, open questions and the Word document of a brief."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import groupby

import docx
import pytest
from brief_pile import brief, brief_of_many

from sayso.present import subjects, wording
from sayso.present.brief_docx import brief_docx
from sayso.present.brief_text import brief_text


def test_few_lines_need_no_headings() -> None:
    assert {line.subject for line in (*brief().stands, *brief().to_check)} == {""}


def test_lines_of_one_subject_stand_together_under_it() -> None:
    many = brief_of_many(6, 4, 1)
    together = [(subject, len(list(under))) for subject, under in groupby(line.subject for line in many.stands)]
    assert sorted(together[:2]) == [("Harbour Bridge", 6), ("Lint Mill", 4)]
    assert together[2:] == [(subjects.OTHER, 1)]
    text = brief_text(many)
    assert [line for line in text.splitlines() if line.startswith("[ ")] == [
        f"[ {subject} ]" for subject, _ in together
    ]


def test_one_subject_for_all_is_no_heading() -> None:
    assert {line.subject for line in brief_of_many(10).stands} == {""}


def test_the_source_that_is_not_named_is_asked_for_in_its_own_words() -> None:
    (asked,) = [q for q in brief().questions if q.before == "Who is"]
    assert asked.words is not None
    assert asked.words.words == ("The keeper",)
    assert wording.flat(wording.question(asked)).startswith("Who is “The keeper” in memo.txt? [C-")


def test_two_claims_that_cannot_both_be_so_are_asked_about_once() -> None:
    asked = [q for q in brief().questions if q.before.startswith("Which of the two")]
    assert len(asked) == 1
    assert len(set(asked[0].keys)) == 2


def test_the_word_document_holds_every_line_and_nothing_of_who_made_it() -> None:
    data = brief_docx(brief())
    paper = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    for line in (*brief().stands, *brief().to_check):
        assert f"{wording.quoted(line.said.content)} [{line.key}]" in text
    assert (paper.core_properties.author, paper.core_properties.last_modified_by) == ("", "")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert data == brief_docx(brief())


@pytest.mark.parametrize("hostile", ["</w:t><w:r>", "\u202eevil", "a\x00b\x1bc"])
def test_no_word_of_a_document_steers_the_word_document(hostile: str) -> None:
    data = brief_docx(replace(brief(), title=hostile))
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text
