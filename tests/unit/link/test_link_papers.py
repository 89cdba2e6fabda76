"""Which papers are meant, and what posts people hold."""

from __future__ import annotations

import pytest

from sayso.link.papers import PaperShelf, kinds_meant, paper_of
from sayso.link.posts import Post, posts
from sayso.model.document import Content, Document, content_digest
from sayso.model.span import Span
from sayso.model.statement import Mention


def document(name: str, text: str, **head: str) -> Document:
    content = Content(text=text, **head)  # type: ignore[arg-type]
    return Document(id=name, item=name, file=name, digest=content_digest(content), content=content)


PILE = (
    document(
        "memo",
        "SUNDER FERRIES\nTo: Olaf Tern\nFrom: Ida Wick, engineer\nDate: 3 March 2031\n\n1. The pump stood still.\n",
        author="Ida Wick",
        published="2031-03-03",
    ),
    document(
        "other memo",
        "SUNDER FERRIES\nMEMORANDUM\nTo: Olaf Tern\nFrom: Berit Lund\n\nThe pump ran.\n",
        author="Berit Lund",
        published="2031-03-09",
    ),
    document("letter", "QUAY OFFICE\nRef: QO/77\n\nDear Mr Tern\n\nWe saw the pump.\n", publisher="Quay Office"),
    document("log", "LOCK 2 - KEEPER'S LOG\n\n3 March. Pump silent.\n"),
    document("article", "Memo: pump stood still\n\nBy Piet Holm\n\nA memo says the pump stood still.\n"),
)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("a memo", {"memo", "other memo"}),
        ("Ms Wick's memo", {"memo"}),
        ("a leaked memo of 9 March", {"other memo"}),
        ("an internal memo seen by the Herald", {"memo", "other memo"}),
        ("a letter from the Quay Office", {"letter"}),
        ("letter QO/77", {"letter"}),
        ("letter QO/78", set()),
        ("a letter from Ostby Council", set()),
        ("the keeper's log", {"log"}),
        ("the engine room log", set()),
        ("the page", {"memo", "other memo", "letter", "log"}),
        ("this memo", set()),
        ("the harbour master", set()),
    ],
)
def test_a_paper_is_known_by_kind_names_day_and_number_and_an_article_is_none(words: str, meant: set[str]) -> None:
    shelf = PaperShelf()
    for one in PILE:
        shelf.add(one)
    assert set(shelf.meant(words, "article")) == meant


def test_a_paper_does_not_mean_itself_and_a_letter_is_signed_for_its_house() -> None:
    shelf = PaperShelf()
    for one in PILE:
        shelf.add(one)
    assert shelf.meant("the memo", "memo") == ("other memo",)
    papers = {one.id: paper for one in PILE if (paper := paper_of(one))}
    assert papers["letter"].for_issuer
    assert not papers["memo"].for_issuer
    assert "article" not in papers
    assert kinds_meant("his copy") == {"any"}


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("Ida Wick, spokeswoman for Sunder Ferries, left.", "Ida Wick", ("spokeswoman", ("Sunder Ferries",))),
        ("P. Holm, for the ministry, denied it.", "P. Holm", ("", ("the ministry",))),
        ("P. Holm, spokesman\n", "P. Holm", ("spokesman", ("Quay Office",))),
        ("Keeper: A. Rook\n", "A. Rook", ("keeper", ())),
        (
            "Ida Wick, a spokeswoman for the Port Warden, left.",
            "Ida Wick",
            ("spokeswoman", ("Office of the Port Warden",)),
        ),
        ("Ida Wick, a baker at the quay, saw it.", "Ida Wick", ("baker", ())),
    ],
)
def test_posts_are_told_by_the_words_beside_a_name(text: str, name: str, post: tuple[str, tuple[str, ...]]) -> None:
    kinds = ((name, "person"), ("Sunder Ferries", "organisation"))
    mentions = [
        Mention(span=Span(at, at + len(n)), name=n, kind=k)  # type: ignore[arg-type]
        for n, k in kinds
        if (at := text.find(n)) >= 0
    ]
    assert Post(name, *post) in set(posts(text, mentions, "Quay Office"))
