"""Quotations are taken whole, and talk that nobody marks is kept without a speaker."""

from extract_toy import ToyTagger, content_of, said

from sayso.extract import extract


def told(text: str, *tagged: tuple[str, str, str | list[str]]) -> list[tuple[list[str], list[str], list[str]]]:
    """Source, cue and content of every attributed statement of ``text``."""
    content = content_of(text)
    return [said(text, at) for at in extract(content, ToyTagger(*tagged)).attributions if at.voice == "attributed"]


def test_a_content_that_holds_most_of_a_quotation_takes_in_the_rest() -> None:
    text = "The valve was old. “We knew of it, and we told them so, twice,” said Dora. Nobody else spoke of the valve."
    assert told(text, ("Dora", "said", "We knew of it, and we told them")) == [
        (["Dora"], ["said"], ["We knew of it, and we told them so, twice"])
    ]


def test_a_quotation_right_behind_one_that_is_marked_goes_on_with_it() -> None:
    text = "“The valve was old,” said Dora. “It should have been changed in May.” She left the yard at noon with Max."
    assert told(text, ("Dora", "said", "The valve was old")) == [
        (["Dora"], ["said"], ["The valve was old", "It should have been changed in May"])
    ]


def test_talk_that_nobody_marks_has_no_source() -> None:
    text = "“The valve was old,” said Dora. Max looked up from his plate. “And who was told of it?” Nobody answered."
    assert told(text, ("Dora", "said", "The valve was old")) == [
        (["Dora"], ["said"], ["The valve was old"]),
        ([], ["“"], ["And who was told of it?"]),
    ]


def test_doubtful_words_and_titles_are_no_talk() -> None:
    text = (
        "The “independent” report, printed as “Valves of the North”, was read by nobody in the yard, Dora said later."
    )
    tagged = (
        "Dora",
        "said",
        "The “independent” report, printed as “Valves of the North”, was read by nobody in the yard",
    )
    assert len(told(text, tagged)) == 1
