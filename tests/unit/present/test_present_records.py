from __future__ import annotations

import json

import pytest
from brief_pile import COPIES, ITEMS, MEMO, PASSAGES, gone, in_memo, in_paper, in_paper_outer, memo, paper, vail

from sayso.model.document import Content, Document, Page
from sayso.model.ids import sha256_hex
from sayso.model.span import Span
from sayso.model.words import Word, pack
from sayso.present import records

CONTRACT = {
    "items": "file sha256 bytes media_type status reason drop added documents",
    "documents": "id file title author publisher published language text text_sha256 quality authenticity markings "
    "mentioned_markings parts pages",
    "statements": "id key document voice source cue content as_said speaker speaker_name speaker_reason addressee "
    "parent kind polarity certainty sort basis basis_words access channel named said_on as_of grade "
    "reading_confidence",
    "entities": "id name kind aliases mentions reliability reasons",
    "copies": "id document of kind direction reasons first_seen changes",
    "passages": "id sort places first_seen",
    "claims": "id key was text statements independent_sources at_least origins status responses denied_by contradicts "
    "credibility reasons shown",
}

ROWS = {
    "items": records.item_row(ITEMS[0], ["b", "a"]),
    "documents": records.document_row(memo, lambda _: b""),
    "statements": records.statement_row(in_memo, memo, "C3"),
    "entities": records.entity_row(vail),
    "copies": records.copy_row(COPIES[0]),
    "passages": records.passage_row(PASSAGES[0]),
    "claims": records.claim_row(gone),
}


@pytest.mark.parametrize("table", CONTRACT)
def test_a_row_has_every_field_of_the_contract_and_is_json(table: str) -> None:
    row = json.loads(json.dumps(ROWS[table]))
    assert set(CONTRACT[table].split()) <= set(row)


def test_spans_are_pairs_into_the_exported_text() -> None:
    row = ROWS["statements"]
    [[start, end]] = row["content"]
    assert MEMO[start:end] == "forty tonnes were gone"
    assert row["parent"] is None
    assert records.statement_row(in_paper, paper)["parent"] == in_paper_outer.id


def test_a_change_tells_words_and_places_on_both_sides() -> None:
    [change] = ROWS["copies"]["changes"]
    assert (change["from"], change["to"], change["sort"]) == ("forty", "four", "number")
    start, end = change["span_from"]
    assert MEMO[start:end] == "forty"


def test_a_page_carries_its_words_as_flat_rows() -> None:
    """Hi you"""
    pages = (Page(number=1, span=Span(0, 6), width=100.0, height=50.0, engine="pdf"),)
    document = Document(id="D", item="I", file="f.pdf", digest="x", content=Content(text="Hi you", pages=pages))
    packed = {1: pack([Word(0, 2, 1, 2, 3, 4, 0.5), Word(3, 6, 5, 2, 9, 4)])}
    row = records.document_row(document, packed.__getitem__)
    assert row["pages"][0]["words"] == [[0, 2, 1.0, 2.0, 3.0, 4.0, 0.5], [3, 6, 5.0, 2.0, 9.0, 4.0, 1.0]]
    assert row["text_sha256"] == sha256_hex("Hi you")


def test_the_documents_of_an_item_are_sorted() -> None:
    assert ROWS["items"]["documents"] == ["a", "b"]
