"""Who holds an office in a pile: the keeper of one paper is named in another, and whoever speaks for an office."""

from __future__ import annotations

from pathlib import Path

import pytest
from link_pile import Pile, named, said

from sayso.link.entities import NameBook
from sayso.link.papers import paper_of
from sayso.model.document import Content, Document, content_digest

LOCK = "the third lock gate of Sunder was left open on Monday night"
SHEET = "SUNDER FERRIES\n\nSheet 4\n\nThe keeper, Mrs A. Rook, was there at noon.\n"
MEMO = f"Note\n\nThe keeper tells me {LOCK}.\n"


def filled(tmp_path: Path, described: str = "described") -> Pile:
    pile = Pile(tmp_path)
    pile.add("sheet.txt", SHEET, mentions=(named(SHEET, "Mrs A. Rook", "person"),))
    line = said(MEMO, "unnamed keeper", LOCK, source="The keeper", cue="tells", named=described)
    pile.add("memo.txt", MEMO, line)
    return pile.settle()


def test_the_keeper_is_the_only_keeper_whom_the_pile_names(tmp_path: Path) -> None:
    (statement,) = filled(tmp_path).statements
    assert statement.speaker is not None
    assert (statement.at.speaker_name, statement.at.doubts) == ("A. Rook", ("weak_speaker",))
    assert "nobody else" in statement.at.speaker_reason


def test_a_keeper_is_nobody_in_particular(tmp_path: Path) -> None:
    (statement,) = filled(tmp_path, "unnamed").statements
    assert (statement.speaker, statement.at.speaker_name) == (None, "unnamed keeper")


def test_of_two_keepers_neither_is_meant(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    text = SHEET.replace("A. Rook", "B. Senn")
    pile.add("other.txt", text, mentions=(named(text, "Mrs B. Senn", "person"),))
    pile.add("sheet.txt", SHEET, mentions=(named(SHEET, "Mrs A. Rook", "person"),))
    pile.add("memo.txt", MEMO, said(MEMO, "unnamed keeper", LOCK, source="The keeper", cue="tells", named="described"))
    (statement,) = pile.settle().statements
    assert statement.speaker is None


def test_the_mayors_office_and_the_mayor_are_one_source(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    one = f"Herald\n\nBy Piet Holm\n\nThe mayor, Ada Lorn, said {LOCK}.\n"
    other = f"Summary 4/31\n\nThe mayor's office reports {LOCK}, and more.\n"
    pile.add(
        "one.txt",
        one,
        said(one, "Ada Lorn", LOCK, source="Ada Lorn", cue="said"),
        mentions=(named(one, "Ada Lorn", "person"),),
    )
    pile.add("other.txt", other, said(other, "Office of the mayor", LOCK, source="The mayor's office", cue="reports"))
    (claim,) = pile.settle().claims
    assert claim.independent_sources == 1


@pytest.mark.parametrize("head", ["To: The Minister\nSubject: Locks\n", "Minister,\n", "Mr Senn,\n"])
def test_what_is_written_to_somebody_is_a_letter_signed_for_its_house(head: str) -> None:
    content = Content(text=f"LOCK OFFICE\n4 May 2031\n\n{head}\nAll gates are shut.\n", publisher="Lock Office")
    paper = paper_of(Document(id="d", item="d", file="d", digest=content_digest(content), content=content))
    assert paper is not None
    assert paper.for_issuer


def test_a_place_named_once_is_a_body_where_it_speaks() -> None:
    def one(*documents: int) -> bool:
        book = NameBook()
        book.add("Sunder Vessel Works", "organisation", "Sunder Vessel Works", (0, 0, 9))
        for document in documents:
            book.add("Sunder", "place", "Sunder", (document, 10, 16))
        book.add("Sunder", "person", "", None, 0)
        book.settle()
        return book.entity_of("Sunder", "person") == book.entity_of("Sunder Vessel Works")

    assert one(0)
    assert not one(0, 1)
