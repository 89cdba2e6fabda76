from __future__ import annotations

import pytest
from extract_toy import ToyTagger, content_of, said

from sayso.extract import bind, extract, of_sorts
from sayso.extract.spans import tidied
from sayso.model.document import Document, Part, content_digest
from sayso.model.span import Span
from sayso.nets.attribution import Tagged

CHAIN = "The report says the captain told the board that the pump had failed. Nobody answered."


def chain_tagger() -> ToyTagger:
    return ToyTagger(
        ("The report", "says", "the captain told the board that the pump had failed"),
        ("the captain", "told", "that the pump had failed"),
    )


def test_an_attribution_inside_a_content_is_found_by_reading_the_content_again() -> None:
    outer, inner = extract(content_of(CHAIN), chain_tagger()).attributions
    assert said(CHAIN, outer) == (["The report"], ["says"], ["the captain told the board that the pump had failed"])
    assert said(CHAIN, inner) == (["the captain"], ["told"], ["the pump had failed"])
    assert (outer.parent, inner.parent) == (None, 0)


def test_as_said_is_the_whole_sentence() -> None:
    outer, _ = extract(content_of(CHAIN), chain_tagger()).attributions
    assert outer.as_said.of(CHAIN) == "The report says the captain told the board that the pump had failed."


def test_parts_are_read_apart() -> None:
    text = "It rained, Dora said.\n\nThe roof leaked, Max said."
    first, second = Span(0, 23), Span(23, len(text))
    tagger = ToyTagger()
    parts = [Part(span=s, kind="message") for s in (first, second)]
    extract(content_of(text, *parts), tagger)
    assert tagger.shown == ["It rained, Dora said.", "The roof leaked, Max said."]


@pytest.mark.parametrize(
    ("tagged", "content"),
    [
        ("“The roof leaks,”", "The roof leaks"),
        ("that the roof “leaks badly", "the roof “leaks badly”"),
        ("the roof “leaks badly”.", "the roof “leaks badly”"),
    ],
)
def test_quotation_marks_are_shed_or_kept_in_pairs(tagged: str, content: str) -> None:
    text = "“The roof leaks,” said Dora, and she added that the roof “leaks badly”. It leaked all winter, day by day."
    (only,) = extract(content_of(text), ToyTagger(("Dora", "added", tagged))).attributions
    assert [s.of(text) for s in only.content] == [content]


def test_statements_carry_keys_ids_and_their_parents_ids() -> None:
    content = content_of(CHAIN)
    document = Document(id="ABCDEFGH", item="I", file="a.txt", digest=content_digest(content), content=content)
    outer, inner = bind(document, extract(content, chain_tagger()))
    assert (outer.key, inner.key) == ("ABCDEF-p1-1", "ABCDEF-p1-1b")
    assert inner.parent == outer.id != inner.id


def test_what_lies_inside_a_sort_left_out_goes_to_the_statement_around_it() -> None:
    text = (
        "The report says the captain believes that the cook told the board that the pump had failed. Nobody answered."
    )
    tagger = ToyTagger(
        ("The report", "says", "the captain believes that the cook told the board that the pump had failed"),
        ("the captain", "believes", "that the cook told the board that the pump had failed"),
        ("the cook", "told", "that the pump had failed"),
    )
    content = content_of(text)
    document = Document(id="ABCDEFGH", item="I", file="a.txt", digest=content_digest(content), content=content)
    every = bind(document, extract(content, tagger))
    assert [s.at.sort for s in every] == ["document", "thought", "speech"]
    around, inside = of_sorts(every, {"document", "speech"})
    assert (around.id, inside.id, inside.parent) == (every[0].id, every[2].id, every[0].id)


def test_a_word_that_the_networks_pieces_cut_in_two_is_taken_whole() -> None:
    text = "The board apologises to the people of the town for what it wrote in May, the clerk said at noon."
    start = text.index("apologis")
    tagged = Tagged(Span(start, start + 8), (Span(0, 9),), (Span(start + 8, start + 10),), 0.9)
    assert tidied(text, tagged, Span(0, len(text))).cue == (Span(start, start + 10),)
