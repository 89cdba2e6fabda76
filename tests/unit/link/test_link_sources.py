"""How many sources a pile holds for one thing said: citations, posts and callings followed across documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from link_pile import Pile, named, said, span

from sayso.model.findings import Claim
from sayso.model.span import Span

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


FIGURE = "forty barrels left the quay unweighed in May"
IN_OTHER_WORDS = "in May forty barrels had left the quay without being weighed"
BOOK = f"QUAY 3 - TALLY BOOK\nKeeper: B. Lund\n\n31 May. {FIGURE}.\n"
RESTS = "It rests on the return of the quay, which was copied from the tally book."
REPORT = (
    "QUAY BOARD\nTo: Ida Wick\nFrom: Olaf Tern, inspector\nDate: 4 June 2031\n\n"
    f"1. This note answers yours. {RESTS}\n\n2. {IN_OTHER_WORDS}.\n"
)


def book(pile: Pile) -> None:
    lund = (named(BOOK, "B. Lund", "person"),)
    pile.add("book.txt", BOOK, said(BOOK, "B. Lund", FIGURE, voice="document"), mentions=lund, author="B. Lund")


def report(pile: Pile, text: str = REPORT, basis: str = "document") -> None:
    tern = (named(text, "Olaf Tern", "person"),)
    line = said(text, "Olaf Tern", IN_OTHER_WORDS, voice="document", basis=basis)
    pile.add("report.txt", text, line, mentions=tern, author="Olaf Tern", publisher="Quay Board")


def test_a_paper_that_says_what_it_was_made_from_is_one_source_with_that(tmp_path: Path) -> None:
    alone = REPORT.replace(RESTS, "It rests on what I saw.")
    assert claim(tmp_path, book, report).independent_sources == 1
    assert claim(tmp_path, book, lambda pile: report(pile, alone)).independent_sources == 2
    assert claim(tmp_path, book, lambda pile: report(pile, basis="witness")).independent_sources == 2


OPENING = "The man who worked the scale at the old quay for the whole of that spring"
ARTICLE = (
    f"Quay Post\n\nWeighed and found wanting\n\nBy Berit Lund\n\n{OPENING} says {IN_OTHER_WORDS}.\n\n"
    '"I kept no list," Tobias Gray told the Post in his kitchen by the river on a wet afternoon in early June.\n'
)


def article(pile: Pile) -> None:
    unnamed = said(ARTICLE, "unnamed man who worked the scale", IN_OTHER_WORDS, source=OPENING, cue="says")
    gray = said(ARTICLE, "Tobias Gray", "I kept no list", source="Tobias Gray", cue="told")
    people = (named(ARTICLE, "Tobias Gray", "person"),)
    head = {"publisher": "Quay Post", "title": "Weighed and found wanting"}
    pile.add("post.txt", ARTICLE, unnamed, gray, mentions=people, **head)


@pytest.mark.parametrize(("name", "count"), [("Tobias Gray", 1), ("Ida Wick", 2)])
def test_whom_an_opening_describes_can_be_whom_the_article_then_names(tmp_path: Path, name: str, count: int) -> None:
    text = f"Dear Sir\n\nI can say that {FIGURE}.\n\n{name}\n"
    pile = Pile(tmp_path)
    article(pile)
    line = said(text, name, FIGURE, source="I", cue="say")
    pile.add("letter.txt", text, line, mentions=(named(text, name, "person"),), author=name)
    (found,) = (c for c in pile.settle().claims if len(c.statements) == 2)
    assert found.independent_sources == count


def test_undated_papers_and_a_denial_of_itself_stay_finite(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    text = f"QUAY OFFICE\n\nThe Quay Office says {PUMP}. The Quay Office denies {PUMP}.\n"
    body = (named(text, "Quay Office", "organisation"),)
    first = said(text, "Quay Office", PUMP, source="The Quay Office", cue="says")
    at = text.rindex(PUMP)
    again = replace(first, kind="denies", content=(Span(at, at + len(PUMP)),), cue=(span(text, "denies"),))
    pile.add("both.txt", text, first, again, mentions=body, publisher="Quay Office")
    (only, *rest) = pile.settle().claims
    assert not rest or all(not c.denied_by for c in (only, *rest))
    assert only.independent_sources == 1


PROMISE, KEPT = "the company would print every reading weekly from June", "to print every reading weekly from June"
MINUTES = (
    "KETTLE TOWN COUNCIL\n\nMINUTES\n\nIn attendance: Ms P. Low (Sunder Ferries)\n\n"
    f"1. Ms P. Low undertook that {PROMISE}.\n"
)
AGAIN = f"SUNDER FERRIES\n\nPRESS RELEASE\n\n10 March 2031\n\nSunder Ferries repeats its undertaking {KEPT}.\n"


def test_whose_house_stands_in_brackets_adds_nothing_to_what_the_house_says_itself(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    names = (named(MINUTES, "P. Low", "person"), named(MINUTES, "Sunder Ferries", "organisation"))
    low = said(MINUTES, "P. Low", PROMISE, source="Ms P. Low", cue="undertook", kind="promises")
    pile.add("minutes.txt", MINUTES, low, mentions=names)
    body = (named(AGAIN, "Sunder Ferries", "organisation"),)
    again = said(AGAIN, "Sunder Ferries", KEPT, source="Sunder Ferries", cue="repeats", kind="promises")
    pile.add("again.txt", AGAIN, again, mentions=body, publisher="Sunder Ferries")
    (found,) = pile.settle().claims
    assert (found.independent_sources, len(found.statements)) == (1, 2)
    assert found.origins[0].why == "It goes back to Sunder Ferries: a body says so itself to which belongs P. Low."
