from __future__ import annotations

import pytest
from extract_toy import content_of

from sayso.extract.genre import genre_of
from sayso.extract.parts import stretches

BODY = "\n\nThe store on the hill was shut for the winter, and the key was left with the miller.\n"


def genre(text: str, **head: str) -> str:
    content = content_of(text + BODY, **head)
    return genre_of(content.text, stretches(content)[0])


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("ISLE OF TARN\nCOAST GUARD\nCommuniqué No. 7\n3 May 2021", "release"),
        ("Norby Water Works\nPress Bureau\n3 May 2021", "release"),
        ("Norby Water Works\nNotice to the public", "release"),
        ("NORBY WATER WORKS\n\nTo our customers", "release"),
        ("NORBY WATER WORKS\nPatrol report 7/2021", "report"),
        ("4th ENGINEERS\nSummary 12/21\n3 May 2021, 0900", "report"),
        ("Norby, 3 May 2021\n\nTo: The Mayor, Ms Ada Roe\nSubject: The mill race\n\nMadam,", "letter"),
        ("Norby, 3 May 2021\n\nGentlemen,", "letter"),
        ("NORBY HERALD\n\nThe miller: an apology", "article"),
        ("Norby Water Works\n\n## Corrections and clarifications", "release"),
        ("Minutes of the Parish Council, 3 May 2021", "minutes"),
    ],
)
def test_a_papers_head_tells_its_sort(head: str, wanted: str) -> None:
    publisher = "Norby Herald" if "HERALD" in head else "Norby Water Works"
    assert genre(head, publisher=publisher) == wanted


def test_what_says_nothing_of_itself_goes_by_who_issued_it() -> None:
    assert genre("3 May 2021", publisher="Norby Water Board") == "report"
    assert genre("3 May 2021", publisher="Norby Evening Post") == "article"
    assert genre("3 May 2021", publisher="The Lighthouse") == "article"
    assert genre("3 May 2021") == "paper"


def test_testimony_is_its_witnesss_and_a_bodys_statement_is_its_own() -> None:
    witness = "Statement of Ada Roe, miller\n\nI was at the sluice. I heard the gate go."
    assert genre(witness) == "letter"
    assert genre("Statement of the Norby Water Works\n\nThe gate is sound.") == "release"


def test_a_byline_makes_an_article_whatever_stands_under_it() -> None:
    assert genre("Norby Herald\n\nPatrol report 7/2021\n\nBy Vera Blum") == "article"
