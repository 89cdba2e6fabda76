"""How many sources a pile holds for one thing said: citations, posts and callings followed across documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from link_pile import Pile, named, said

from sayso.model.findings import Claim

PUMP = "pump seven stood still for nine hours on Monday"
MEMO = f"SUNDER FERRIES\nTo: Olaf Tern\nFrom: Ida Wick, engineer\nDate: 3 March 2031\n\n1. {PUMP}.\n"
HERALD = f"Sunder Herald\n\nWater rises\n\nBy Piet Holm\n\nA leaked memo of 3 March says {PUMP}.\n"
STATEMENT = f"SUNDER FERRIES\n\nPRESS RELEASE\n\n10 March 2031\n\nSunder Ferries accepts that {PUMP}.\n"
LOG = f"LOCK 2 - KEEPER'S LOG\nKeeper: A. Rook\n\n3 March. {PUMP}.\n"
POST = f"Quay Post\n\nSilence\n\nBy Berit Lund\n\nThe keeper said {PUMP}.\n"
TRADE = f"Quay Post\n\nSilence\n\nBy Berit Lund\n\nA fisherman said {PUMP}, and that gulls came.\n"


def memo(pile: Pile) -> None:
    statement = said(MEMO, "Ida Wick", PUMP, voice="document", basis="measurement")
    people = (named(MEMO, "Ida Wick", "person"),)
    head = {"author": "Ida Wick", "publisher": "Sunder Ferries", "published": "2031-03-03"}
    pile.add("memo.txt", MEMO, statement, mentions=people, **head)


def herald(pile: Pile, file: str = "herald.txt", text: str = HERALD) -> None:
    statement = said(text, "Memo", PUMP, source="A leaked memo of 3 March", cue="says", basis="document")
    pile.add(file, text, statement, publisher="Sunder Herald", title="Water rises")


def statement(pile: Pile) -> None:
    body = (named(STATEMENT, "Sunder Ferries", "organisation"),)
    line = said(STATEMENT, "Sunder Ferries", PUMP, source="Sunder Ferries", cue="accepts", kind="confirms")
    pile.add("statement.txt", STATEMENT, line, mentions=body, publisher="Sunder Ferries")


def log(pile: Pile) -> None:
    rook = (named(LOG, "A. Rook", "person"),)
    line = said(LOG, "A. Rook", PUMP, voice="document", basis="witness")
    pile.add("log.txt", LOG, line, mentions=rook, author="A. Rook")


def keeper(pile: Pile) -> None:
    pile.add("post.txt", POST, said(POST, "unnamed keeper", PUMP, source="The keeper", cue="said"))


def fisherman(pile: Pile) -> None:
    text = TRADE.replace("for nine hours ", "")
    line = said(text, "unnamed fisherman", PUMP.replace("for nine hours ", ""), source="A fisherman", cue="said")
    pile.add("trade.txt", text, line)


Make = Callable[[Pile], None]


def claim(tmp_path: Path, *makers: Make, seed: int = 0) -> Claim:
    pile = Pile(tmp_path)
    for make in random.Random(seed).sample(makers, len(makers)):
        make(pile)
    (only,) = pile.settle().claims
    return only


@pytest.mark.parametrize(
    ("makers", "count"),
    [
        ((memo,), 1),
        ((memo, herald), 1),
        ((memo, statement), 1),
        ((memo, herald, statement), 1),
        ((log, keeper), 1),
        ((memo, fisherman), 2),
        ((memo, herald, statement, fisherman), 2),
    ],
)
def test_sources_of_one_sentence(tmp_path: Path, makers: tuple[Make, ...], count: int) -> None:
    found = claim(tmp_path, *makers)
    assert found.independent_sources == count
    assert sum(len(origin.statements) for origin in found.origins) == len(makers)
    assert all(origin.evidence for origin in found.origins)


def test_the_order_of_documents_changes_no_count_and_no_word(tmp_path: Path) -> None:
    makers = (memo, herald, statement, log, keeper, fisherman)
    assert claim(tmp_path, *makers) == claim(tmp_path, *makers, seed=5)


def test_a_copy_and_a_reprint_raise_nothing_and_taking_a_source_out_lowers_by_one(tmp_path: Path) -> None:
    makers = (memo, herald, fisherman)
    before = claim(tmp_path, *makers)
    twice = claim(tmp_path, *makers, lambda pile: herald(pile, "again.txt"))
    reprint = HERALD.replace("Sunder Herald", "Quay Star").replace("Piet Holm", "staff and agency")
    third = claim(tmp_path, *makers, lambda pile: herald(pile, "star.txt", reprint))
    assert {before.independent_sources, twice.independent_sources, third.independent_sources} == {2}
    assert claim(tmp_path, memo, herald).independent_sources == 1
    assert claim(tmp_path, fisherman).independent_sources == 1


def citing(name: str, cited: str) -> Make:
    """A paper of one house that says the letter of another house says so; undated."""
    text = f"{name.upper()} OFFICE\n\nDear Sir\n\nThe letter from the {cited.capitalize()} Office says {PUMP}.\n"
    source = f"The letter from the {cited.capitalize()} Office"

    def make(pile: Pile) -> None:
        pile.add(f"{name}.txt", text, said(text, "Letter", PUMP, source=source, cue="says"), publisher=f"{name} Office")

    return make


def test_letters_that_cite_each_other_without_a_date_are_one_source_and_say_why(tmp_path: Path) -> None:
    found = claim(tmp_path, citing("quay", "lock"), citing("lock", "mole"), citing("mole", "quay"))
    assert (found.independent_sources, found.at_least, len(found.origins)) == (1, 1, 1)
    assert found.standing == "one source"
