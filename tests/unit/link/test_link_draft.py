from __future__ import annotations

import pytest

from sayso.link.bearing import acts, asked, bearing, pieces, weights
from sayso.link.draft.accusing import accuses, before_the_wrong
from sayso.link.draft.named import answers, speaker_in
from sayso.link.draft.pieces import found
from sayso.link.draft.soft import bent_by, bound_by, carries, is_soft, left_off
from sayso.link.draft.units import quotations
from sayso.link.draft.voices import Heard, alike, voice
from sayso.link.terms import terms
from sayso.model.span import Span

TEXT = "Dora Quill said the north crane was not moved if it rained, but the south crane was moved on Monday."


@pytest.mark.parametrize(
    ("quotation", "how"),
    [
        ("the north crane was not moved", "verbatim"),
        ("The north crane was not moved.", "verbatim"),
        ("the north crane ... was moved on Monday", "edited"),
        ("the [big] crane was moved on Monday", "edited"),
        ("[T]he south crane was moved", "edited"),
        ("the south crane, was moved", "edited"),
        ("the south crane was sold on Monday", "altered"),
        ("two ships left the harbour", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_quotation_is_found_as_it_stands_or_with_its_edits(quotation: str, how: str | None) -> None:
    match = found(quotation, TEXT)
    assert (match and match.how) == how


def test_an_ellipsis_tells_what_it_left_out() -> None:
    match = found("the north crane was ... moved", TEXT)
    assert match is not None
    assert match.omitted == ("not",)


@pytest.mark.parametrize(
    ("quoted", "sorts"),
    [
        ("crane was not moved", ["condition"]),
        ("moved if it rained", ["negation"]),
        ("the south crane was moved on Monday", []),
    ],
)
def test_what_is_left_off_is_told(quoted: str, sorts: list[str]) -> None:
    at = TEXT.index(quoted)
    assert [off.sort for off in left_off(TEXT, Span(0, len(TEXT)), Span(at, at + len(quoted)))] == sorts


@pytest.mark.parametrize(
    "words", ["it may rain", "perhaps not", "about 30 people", "with low confidence", "she believes"]
)
def test_hedges_are_soft(words: str) -> None:
    assert is_soft(words)


@pytest.mark.parametrize("words", ["on 3 May", "it rained", "she wrote about the crane", "over the river"])
def test_what_is_no_hedge_is_flat(words: str) -> None:
    assert not is_soft(words)


def test_only_what_lies_in_one_sentence_bends_it() -> None:
    assert bent_by("not") == "negation"
    assert bent_by("may have") == "hedge"
    assert bent_by("of the harbour") is None
    assert bent_by("moved. It was not") is None
    assert bent_by("a b c d e f g h not") is None


def test_a_draft_may_carry_what_it_left_off_elsewhere() -> None:
    assert bound_by("it is safe, provided the level falls.") == "provided the level falls"
    assert carries("as long as the level falls", "condition", "provided the level falls")
    assert carries("once the water level falls he said", "condition", "provided the level falls")
    assert not carries("he said", "condition", "provided the level falls")
    assert carries("nobody said", "negation", "not")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Edmund Farrier", "Mr Farrier", True),
        ("E. Farrier", "Edmund Farrier", True),
        ("the Light Rail Inspectorate", "Inspectorate", True),
        ("LRI", "Light Rail Inspectorate", True),
        ("Dr Anna Marsh", "Bert Marsh", False),
        ("Marsh", "Marten", False),
        ("", "Marsh", False),
    ],
)
def test_names_that_may_be_ones(one: str, other: str, same: bool) -> None:
    assert alike(one, other) == alike(other, one) == same


def heard(**named: object) -> Heard:
    given = {"id": "S", "document": "D", "content": (), "words": "", "sentence": Span(0, 0), "around": ""}
    return Heard(**{**given, **named})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "of", "wanted"),
    [
        ("Dora Quill", heard(names=("Dora Quill",)), "same"),
        ("Ewan Pike", heard(names=("Dora Quill",)), "other"),
        ("Ewan Pike", heard(names=("Dora Quill",), passed=("Ewan Pike",)), "passed on"),
        ("Harbour Post", heard(names=("Dora Quill",), carriers=("Harbour Post",)), "carrier"),
        ("Ewan Pike", heard(names=("unnamed harbour official",), named=False), "unnamed"),
        ("Ewan Pike", heard(names=("unnamed company",), named=False), "unknown"),
        ("unnamed official", heard(names=("Dora Quill",)), "unknown"),
        ("Ewan Pike", heard(names=()), "unknown"),
        ("Ewan Pike", heard(names=("Harbour Office",), signed="Yours, E. Pike"), "same"),
        (None, heard(names=("Dora Quill",)), "unknown"),
    ],
)
def test_whose_words_a_draft_says_they_are(draft: str | None, of: Heard, wanted: str) -> None:
    assert voice(draft, "", of) == wanted


def test_quotations_of_every_house_are_found() -> None:
    text = "“one two” \"three four\" ‘five six’ «seven eight» „nine ten“ don't 'eleven twelve'. “thirteen"
    words = [span.of(text) for span in quotations(text)]
    assert words == ["one two", "three four", "five six", "seven eight", "nine ten", "eleven twelve", "thirteen"]


def test_a_line_of_marks_costs_no_more_than_a_line_of_words() -> None:
    assert list(quotations(" 'a" * 20_000)) == []


def test_whom_an_accusation_is_of() -> None:
    assert accuses("Pike forged the list")
    assert not accuses("Pike wrote the list")
    assert before_the_wrong("Dora Quill forged the list") == "Dora Quill "
    assert before_the_wrong("He accused Ewan Pike of theft") == "Ewan Pike"
    assert before_the_wrong("The list was forged by Dora Quill") == "Dora Quill"
    assert before_the_wrong("nothing wrong") == ""


def test_a_name_beside_a_word_of_saying_speaks() -> None:
    assert speaker_in("Dora Quill, the harbour master, said:") == "Dora Quill"
    assert speaker_in(", said Ewan Pike.") == "Ewan Pike"
    assert speaker_in("He said:") is None
    assert answers("Pike did not respond to questions")
    assert not answers("Pike wrote a letter")


def test_a_question_weighs_its_rarest_words_most() -> None:
    wanted = asked("How many cranes were moved?")
    assert wanted == {"cran", "moved"}
    weighed = weights(wanted, {"cran": 90, "moved": 1}, 100)
    assert weighed["moved"] > weighed["cran"] > 0
    whole, half = (bearing(weighed, pieces(terms(text)), frozenset()) for text in ("a crane moved", "a crane sank"))
    assert whole == 1.0
    assert 0 < half < 0.5
    assert bearing({}, frozenset(), frozenset()) == 0.0


def test_a_question_may_ask_for_a_kind_of_statement() -> None:
    assert set(acts("Who denied it, and who promised?")) == {"denies", "promises"}
    assert acts("Who was there?") == {}
