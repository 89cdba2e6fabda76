from __future__ import annotations

from dataclasses import replace

import pytest
from extract_toy import ToyTagger, content_of

from sayso.extract import extract
from sayso.model.statement import Attribution


def only(text: str, source: str, cue: str, content: str, **head: str | None) -> Attribution:
    found = extract(content_of(text, **head), ToyTagger((source, cue, content))).attributions
    (at,) = [each for each in found if each.parent is None]
    return at


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("said", "the pump had failed", "asserts"),
        ("denied", "that the pump had failed", "denies"),
        ("does not accept", "that the pump had failed", "denies"),
        ("does not recognise", "the figure of nine lost barges", "denies"),
        ("did not recognise", "the man in the red coat", "asserts"),
        ("disclaimed", "all knowledge of the pump", "denies"),
        ("conceded", "that the pump had failed", "confirms"),
        ("undertook", "to mend the pump", "promises"),
        ("said", "she would mend the pump", "promises"),
        ("insisted on", "a new pump", "orders"),
        ("insisted", "the pump was new", "asserts"),
        ("told the crew", "to mend the pump", "orders"),
        ("asked", "who broke the pump", "asks"),
        ("called for", "a new pump", "asks"),
        ("fears", "the pump will fail", "believes"),
        ("said", "she expected the pump to fail", "believes"),
        ("would not say", "who broke the pump", "declines"),
        ("withdrew", "her report on the pump", "corrects"),
        ("repeated", "a promise to mend the pump", "promises"),
    ],
)
def test_kind_by_cue_and_content(cue: str, content: str, kind: str) -> None:
    text = f"It rained. Vera Blum {cue} {content}."
    assert only(text, "Vera Blum", cue, content).kind == kind


def test_a_claim_not_made_is_marked_denied() -> None:
    at = only("Vera Blum did not say that the pump failed.", "Vera Blum", "say", "that the pump failed")
    assert (at.kind, at.polarity) == ("asserts", "denied")


def test_words_of_certainty_are_pointed_at() -> None:
    text = "The desk concludes with low confidence that the pump probably failed."
    at = only(text, "The desk", "concludes", "that the pump probably failed")
    assert [s.of(text) for s in at.certainty] == ["with low confidence", "probably"]


def test_whom_it_was_said_to_is_pointed_at_and_no_part_of_the_content() -> None:
    text = "Vera Blum told the harbour board that the pump had failed."
    at = only(text, "Vera Blum", "told", "the harbour board that the pump had failed")
    assert [s.of(text) for s in at.addressee] == ["the harbour board"]
    assert [s.of(text) for s in at.content] == ["the pump had failed"]


PAPER = {"publisher": "Quay Times", "published": "2021-05-09"}


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "basis"),
    [
        ("Vera Blum told the Times the pump failed.", "Vera Blum", "told", "the pump failed", "interview"),
        ("Vera Blum told reporters the pump failed.", "Vera Blum", "told", "the pump failed", "public statement"),
        ("Vera Blum said the pump failed.", "Vera Blum", "said", "the pump failed", "unstated"),
        ("“I saw the pump burst,” Vera Blum said.", "Vera Blum", "said", "“I saw the pump burst,”", "witness"),
        ("Vera Blum said she heard the pump burst.", "Vera Blum", "said", "she heard the pump burst", "witness"),
        ("Vera Blum said she had heard from a porter that it burst.", "Vera Blum", "said",
         "she had heard from a porter that it burst", "hearsay"),
        ("Vera Blum measured 14 litres a minute.", "Vera Blum", "measured", "14 litres a minute", "measurement"),
        ("The logbook says the pump failed.", "The logbook", "says", "the pump failed", "document"),
        ("An official who has seen the file said the pump failed.", "An official who has seen the file", "said",
         "the pump failed", "anonymous source"),
        ("An intercepted call says the pump failed.", "An intercepted call", "says", "the pump failed",
         "signals intelligence"),
    ],
)  # fmt: skip
def test_basis_is_the_first_line_that_fits(text: str, source: str, cue: str, content: str, basis: str) -> None:
    assert only(text, source, cue, content, **PAPER).basis == basis


def test_what_an_author_writes_in_a_memo_rests_on_the_memo() -> None:
    text = "MEMORANDUM\n\nI believe the pump has failed and will fail again."
    at = only(text, "I", "believe", "the pump has failed", author="Vera Blum", published="2021-05-09")
    assert (at.basis, at.said_on, at.kind) == ("document", "2021-05-09", "believes")


def test_another_language_is_a_doubt() -> None:
    text = "Vera Blum sagte, die Pumpe sei kaputt."
    content = content_of(text)
    german = replace(content, language="de")
    (at,) = extract(german, ToyTagger(("Vera Blum", "sagte", "die Pumpe sei kaputt"))).attributions
    assert "other_language" in at.doubts
