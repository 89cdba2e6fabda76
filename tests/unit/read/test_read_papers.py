"""A bundle of papers in one file is parted where a page opens like a new one; a long paper is not."""

from __future__ import annotations

from paper_mill import pdf, reading

from sayso.model.document import Part

DEEP = "\n" * 10
BODY = DEEP + "The gate was opened at ten past nine by order of the desk.\n" * 4
MEMO = "MEMORANDUM\nFrom: Jonas Lunt\nTo: The Directorate\nDate: 12 March 2024\nSubject: The north gate\n\n\n" + BODY
LETTER = "Tarn Water Board\n\n\n4 April 2024\n\n\nDear Ms Rook,\n\n\n" + BODY
MORE = DEEP + "and nothing else was said about it.\n" + BODY


def parts_of(*pages: str) -> tuple[Part, ...]:
    content = reading(pdf(*pages), "a.pdf").content
    assert content is not None
    assert all(part.span.end <= len(content.text) for part in content.parts)
    return content.parts


def test_a_memorandum_and_a_letter_scanned_together_are_two_papers_and_a_guess() -> None:
    memo, letter = parts_of(MEMO, MORE, LETTER)
    assert (memo.kind, memo.guess, memo.author, memo.published) == ("paper", True, "Jonas Lunt", "2024-03-12")
    assert (letter.kind, letter.guess, letter.published) == ("paper", True, "2024-04-04")


def test_a_memorandum_of_several_pages_is_one_paper() -> None:
    assert parts_of(MEMO, MORE, MORE) == ()


def test_cover_lines_part_the_exhibits_of_a_bundle() -> None:
    parts = parts_of(BODY, f"EXHIBIT A\n\n\n{BODY}", MORE, f"Exhibit B\n\n\n{BODY}")
    assert len(parts) == 3


def test_one_head_inside_a_report_is_a_quotation_not_a_paper() -> None:
    assert parts_of(BODY, MEMO, MORE) == ()
