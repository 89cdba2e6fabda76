"""What first lines say: title, author, publisher, date; and handling lines."""

from __future__ import annotations

import pytest
from paper_mill import reading

from sayso.read.dates import first_date
from sayso.read.heads import head_of
from sayso.read.markings import find_markings
from sayso.read.quality import quality_of

BODY = "The harbour office closed its doors on the second day of the strike, and nobody was told why it did so.\n"

ARTICLE = f"Tarn Valley Post\nSaturday, 4 May 2024\n\nHarbour office shuts its doors\n\nBy Ada Quill\n\n{BODY}"
MEMO = f"""NORTH QUAY COMPANY
MEMORANDUM

To: B. Lark, Director
From: A. Quill, Harbour Master
Date: 4 May 2024
Subject: Doors

{BODY}"""
LETTER = f"""OFFICE OF PORTS

4 May 2024

Mr B. Lark
Chairman, North Quay Company

Dear Mr Lark

The closing of the doors

{BODY}
Yours sincerely

Ada Quill
"""


def test_a_newspaper_article() -> None:
    head = head_of(ARTICLE)
    assert head.title == "Harbour office shuts its doors"
    assert (head.author, head.publisher, head.published) == ("Ada Quill", "Tarn Valley Post", "2024-05-04")


def test_a_memo() -> None:
    head = head_of(MEMO)
    assert (head.title, head.author, head.published) == ("Doors", "A. Quill", "2024-05-04")
    assert head.publisher == "North Quay Company"


def test_a_letter_is_signed_at_its_end_and_not_by_whom_it_greets() -> None:
    head = head_of(LETTER)
    assert (head.title, head.author) == ("The closing of the doors", "Ada Quill")


def test_a_byline_may_name_the_paper() -> None:
    head = head_of(f"Doors shut\n\nBy Ada Quill, Tarn Valley Post\n\n4 May 2024\n\n{BODY}")
    assert (head.author, head.publisher, head.published) == ("Ada Quill", "Tarn Valley Post", "2024-05-04")


@pytest.mark.parametrize(
    "line",
    ["By Post staff and agencies", "By the time they came it was over", "By bus", "Report Harbour Board", "Words Fail"],
)
def test_what_is_no_name_is_no_author(line: str) -> None:
    assert head_of(f"Doors shut at the quay\n\n{line}\n\n{BODY}").author is None


def test_prose_gives_no_head() -> None:
    head = head_of(BODY + "\n" + BODY)
    assert (head.title, head.author, head.publisher, head.published) == (None, None, None, None)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Issued 16 October 2023", "2023-10-16"),
        ("Tuesday 7th Nov. 2023, 20:15", "2023-11-07"),
        ("November 7, 2023", "2023-11-07"),
        ("2023-11-07T20:15:00+01:00", "2023-11-07"),
        ("the 1st of May 2024", "2024-05-01"),
        ("31 February 2024", None),
        ("03/04/2020", None),
        ("May 2024", None),
    ],
)
def test_only_full_plain_dates_are_dates(printed: str, meant: str | None) -> None:
    assert first_date(printed) == meant


@pytest.mark.parametrize(
    "line",
    [
        "CONFIDENTIAL",
        "SECRET//NOFORN",
        "TOP SECRET//SI//TK",
        "RESTRICTED//BOARD USE",
        "OFFICIAL-SENSITIVE",
        "TLP:AMBER+STRICT",
        "NOT FOR RELEASE",
        "Not for circulation",
        "INTERNAL ONLY",
        "For internal use only",
        "EMBARGOED UNTIL 18:00, 7 MAY 2024",
        "Embargoed until 6 a.m. on Tuesday, 7 May 2024",
        "FOR IMMEDIATE RELEASE",
        "For the addressee only",
        "Attorney-client privileged",
        "HARBOUR CONFIDENTIAL",
        "DRAFT - SUBJECT TO APPROVAL",
        "RELEASED IN PART UNDER THE RECORDS ACT",
        "For official use - do not copy",
    ],
)
def test_a_handling_line_is_found_where_it_stands(line: str) -> None:
    text = f"A heading\n\n  {line}  \n\n{BODY}"
    (marking,) = find_markings(text)
    assert marking.text == line
    assert marking.span.of(text) == line


@pytest.mark.parametrize(
    "line",
    [
        "Secret talks went on until noon",
        "SECRET POLICE SEIZE HARBOUR",
        "Do not copy Mr Lark on this",
        "Embargo lifted after talks with both sides of the house",
        "> CONFIDENTIAL",
        "Confidential sources say so",
        "Internal only to the extent that the board agrees",
    ],
)
def test_words_that_only_sound_like_one_are_none(line: str) -> None:
    assert find_markings(f"A heading\n\n{line}\n\n{BODY}") == ()


def test_each_marking_is_listed_once() -> None:
    assert len(find_markings("SECRET\n\nOne.\n\nSECRET\n\nTwo.\n\nSECRET\n")) == 1


def test_an_endless_line_of_figures_costs_nothing() -> None:
    assert find_markings("EMBARGOED UNTIL " + "1" * 50 + "?") != ()
    assert find_markings("Embargoed until " + "x" * 90 + "?") == ()


def test_two_articles_in_one_file_are_two_guessed_parts() -> None:
    one = f"Harbour shuts\n\nBy Ada Quill\n\n{BODY * 3}\n"
    two = f"Harbour opens\n\nBy Bram Lark\n\n{BODY * 3}"
    content = reading(one + two, "a.txt").content
    assert content is not None
    assert [(p.kind, p.title, p.author, p.guess) for p in content.parts] == [
        ("article", "Harbour shuts", "Ada Quill", True),
        ("article", "Harbour opens", "Bram Lark", True),
    ]
    assert content.parts[1].span.of(content.text) == two


def test_one_article_has_no_parts() -> None:
    content = reading(ARTICLE, "a.txt").content
    assert content is not None
    assert content.parts == ()


def test_language_is_told_from_enough_words_and_not_from_few() -> None:
    english, german = (
        reading(BODY * 3, "a.txt").content,
        reading("Der Hafen blieb am Montag geschlossen, " * 6, "b.txt"),
    )
    assert english is not None
    assert german.content is not None
    assert (english.language, german.content.language) == ("en", "de")
    few = reading("Yes.", "c.txt").content
    assert few is not None
    assert few.language is None


def test_poor_recognition_scores_lower_than_clean_words() -> None:
    clean = quality_of(BODY * 5)
    poor = quality_of("Tbe h4rb0ur o{fice c1osed i7s d00rs ~n tne sec|nd d@y 0f tfle str!ke xzqwt" * 5)
    assert clean > 0.97
    assert poor < 0.6


def test_a_witness_statement_is_its_witnesss_and_not_a_body_called_so() -> None:
    head = head_of(
        f"STATEMENT OF ADA QUILL\nHarbour pilot\nTaken at the Port Tribunal, Tarn, on 4 May 2024\n\n1. {BODY}"
    )
    assert (head.author, head.publisher, head.published) == ("Ada Quill", "Port Tribunal", "2024-05-04")
    assert head.title == "Statement of Ada Quill"


def test_of_a_state_and_its_ministry_the_ministry_issues_the_paper() -> None:
    head = head_of(f"REPUBLIC OF TARN\nMINISTRY OF PORTS\nCommunique No. 7\nMay 4, 2024, 1500 hours\n\n{BODY}")
    assert (head.publisher, head.published, head.title) == ("Ministry of Ports", "2024-05-04", "Communique No. 7")


def test_a_unit_with_a_number_is_a_body() -> None:
    head = head_of(f"9th REGIMENT\nPort Section\n\nSECRET\n\nSummary 7/24\n4 May 2024\n\n{BODY}")
    assert (head.publisher, head.published) == ("9th Regiment", "2024-05-04")


@pytest.mark.parametrize("line", ["TARN, 4 May (Coastal)", "TARN, Norby, May 4 (CN)", "PRIVATE - FOR THE MASTER ONLY"])
def test_where_a_story_was_filed_and_for_whom_a_paper_is_are_no_headline(line: str) -> None:
    head = head_of(f"COASTAL NEWS AGENCY\n{line}\n\nHarbour office shuts its doors\n\n{BODY}")
    assert (head.title, head.publisher) == ("Harbour office shuts its doors", "Coastal News Agency")


@pytest.mark.parametrize("end", ["Ada Quill\nHarbour Master", "Ada Quill"])
def test_who_signs_what_is_written_to_somebody_wrote_it(end: str) -> None:
    head = head_of(
        f"PORT OFFICE\nTarn, 4 May 2024\n\nTo: The Minister of Ports\nSubject: Doors\n\nMinister,\n\n{BODY}\n{end}\n"
    )
    assert (head.author, head.publisher, head.title) == ("Ada Quill", "Port Office", "Doors")


def test_a_name_at_the_end_of_an_article_is_no_signature() -> None:
    assert head_of(f"{ARTICLE.replace('By Ada Quill', '')}\nOskar Venn\n").author is None


def test_a_newspapers_name_over_a_date_in_markdown_is_not_the_headline() -> None:
    head = reading(f"# Tarn Valley Post\n\nSaturday, May 4, 2024\n\n## Corrections\n\n{BODY}", "a.md").content
    assert head is not None
    assert (head.title, head.publisher, head.published) == ("Corrections", "Tarn Valley Post", "2024-05-04")
    head = reading(f"# Doors shut\n\nTarn Valley Post, 4 May 2024\n\n## Since when\n\n{BODY}", "b.md").content
    assert head is not None
    assert (head.title, head.publisher) == ("Doors shut", "Tarn Valley Post")


@pytest.mark.parametrize(
    ("foot", "author"),
    [
        ("Yours sincerely,\n\nAda Quill, Inspector", "Ada Quill"),
        ("With respect,\n\nAda Quill", "Ada Quill"),
        ("A. Quill, Town Clerk", "A. Quill"),
        ("Ada Quill, Editor", "Ada Quill"),
        ("A. Quill, Chartered Engineer\nfor North Quay Company", "A. Quill"),
        ("Norby, Lower Town", None),
        ("They met Ada Quill, Director", None),
    ],
)
def test_who_signs_at_the_foot_is_its_author(foot: str, author: str | None) -> None:
    assert head_of(f"NORTH QUAY COMPANY\n4 May 2024\n\n{BODY}\n{BODY}\n{foot}\n").author == author


@pytest.mark.parametrize(
    ("head", "author", "publisher"),
    [
        ("# A plate\n\nThe Lookout, Saturday 4 May 2024\n\nAda Quill", "Ada Quill", "The Lookout"),
        ("# A plate\n\n*Norby briefing, 4 May 2024. Text: Ada Quill*", "Ada Quill", None),
        ("NPA - NORBY PRESS AGENCY\n0412 04 MAY 2024\n\nBoat was run down", None, "Norby Press Agency"),
        ("FOR THE CLIENT ONLY\n\nQUILL BROTHERS\nConsulting engineers, Quay 4", None, "Quill Brothers"),
    ],
)
def test_heads_as_papers_and_agencies_print_them(head: str, author: str | None, publisher: str | None) -> None:
    found = head_of(f"{head}\n\n{BODY}")
    assert (found.author, found.publisher) == (author, publisher)
