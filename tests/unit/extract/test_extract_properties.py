"""What must hold whatever the text and whatever the network answers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import bind, extract, numbered
from sayso.extract.chains import encloses
from sayso.extract.spans import Found
from sayso.model.document import Content, Document, Page, content_digest
from sayso.model.span import Span, Spans
from sayso.model.statement import Attribution
from sayso.nets.attribution import Tagged
from sayso.nets.register import Register

WORDS = st.sampled_from(
    ["Vera Blum", "the", "memo", "said", "that", "denied", "“it", "leaks”", '"', "he", "told", "on 3 May", ".",
     "\n\n", ",", "I", "would not say", "Col.", "Ministry of Works", "declined to answer", "and", "GAS", "\x1b", "é"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


class Guessing:
    """Tags words by their length alone: nonsense, but the same for the same words wherever they stand."""

    digest = "guess"

    def tag(
        self, text: str, paragraphs: Sequence[Sequence[Span]], cue_bias: float = 0.0, register: Register = "press"
    ) -> list[Tagged]:
        out = []
        for sentences in paragraphs:
            for s in sentences:
                n = s.length
                if n >= 6:
                    cut = [s.start, s.start + n // 4, s.start + n // 3, s.start + n // 2, s.end]
                    cue, content = Span(cut[1], cut[2] + 1), Span(cut[3], cut[4])
                    out.append(Tagged(cue, (Span(cut[0], cut[1]),), (content,), 0.5 + (n % 50) / 100))
        return out


def content_of(text: str) -> Content:
    pages = (Page(number=1, span=Span(0, len(text))),)
    return Content(text=text, pages=pages, publisher="Quay Times", published="2021-05-09", language="en")


def every_span(at: Attribution) -> Spans:
    asof = at.as_of.words if at.as_of else ()
    mention = (at.speaker_mention,) if at.speaker_mention else ()
    return (
        *at.source,
        *at.cue,
        *at.content,
        at.as_said,
        *at.addressee,
        *at.certainty,
        *at.basis_words,
        *asof,
        *mention,
    )


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_and_parents_stand_before_and_around(text: str) -> None:
    content = content_of(text)
    found = extract(content, Guessing()).attributions
    for i, at in enumerate(found):
        assert all(0 <= s.start < s.end <= len(text) for s in every_span(at))
        assert at.as_said.covers(Found(at.source, at.cue, at.content, 1.0).hull)
        if at.parent is not None:
            assert at.parent < i
            assert encloses(found[at.parent].content, Found(at.source, at.cue, at.content, 1.0))


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_statements_with_keys_of_their_own(text: str) -> None:
    content = content_of(text)
    document = Document(id="ABCDEFGHIJ", item="I", file="a", digest=content_digest(content), content=content)
    once = bind(document, extract(content, Guessing()))
    assert once == bind(document, extract(content, Guessing()))
    assert len({s.key for s in once}) == len({s.id for s in once}) == len(once)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_what_stands_before_a_text_only_shifts_its_spans(text: str) -> None:
    text = "Vera Blum said it leaked. " + text.replace("\n", " ")
    before = "It rained.\n\n"
    plain, shifted = (numbered(Content(text=t)) for t in (text, before + text))
    assert [s.shifted(len(before)) for _, _, s in plain] == [s for _, _, s in shifted[1:]]
    # with a publisher: what sort of text it is may not hang on the words before, or its rules would too
    here, there = (extract(content_of(t), Guessing()).attributions for t in (text, before + text))
    moved = [(a.cue[0].shifted(len(before)), a.kind) for a in here]
    assert moved == [(a.cue[0], a.kind) for a in there if a.cue[0].start >= len(before)]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n\n", "“" * 3000, '"' * 3001, "A" * 50_000, "Ab " * 20_000, "SAID NOTHING. " * 2000, "a, " * 20_000,
     "\x00\x1b[2J" * 500],
)  # fmt: skip
def test_bad_text_is_taken_as_it_comes(text: str) -> None:
    extraction = extract(content_of(text), Guessing())
    assert all(0 <= s.start < s.end <= len(text) for at in extraction.attributions for s in every_span(at))
