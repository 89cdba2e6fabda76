"""The second look: strips follow their lines, and a change is sure only where both pages are read alike again."""

from __future__ import annotations

import pytest

from sayso.link.second_look import Certainty, Reread, doubted, expected, read_again, settled
from sayso.link.strips import boxes, strips
from sayso.model.findings import Change, ChangeSort
from sayso.model.sight import Again, Box
from sayso.model.span import Span
from sayso.model.words import Word

TEXT = "The clerk counted 48 crates on the quay\nbefore noon and signed for forty of them."


def laid_out(text: str, slant: float = 0.0) -> list[Word]:
    """Word boxes as of a page whose lines run at ``slant``; letters are five points wide, lines twenty apart."""
    words, at = [], 0
    for number, line in enumerate(text.split("\n")):
        x = 50.0
        for word in line.split():
            start = text.index(word, at)
            at, wide = start + len(word), 5.0 * len(word)
            top = 100 + 20 * number + slant * x
            fall = slant * wide
            words.append(Word(start, at, x, min(top, top + fall), x + wide, max(top, top + fall) + 10))
            x += wide + 5
    return words


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_strip_takes_its_words_and_two_neighbours_on_its_line() -> None:
    (strip,), around = strips(laid_out(TEXT), at("48"), around=2)
    assert around.of(TEXT) == "clerk counted 48 crates on"
    assert (strip.ax, strip.ay, strip.cy) == (70.0, 100.0, 110.0)


def test_words_on_two_lines_give_two_strips_and_neighbours_of_neither_other_line() -> None:
    found, around = strips(laid_out(TEXT), at("quay\nbefore"), around=1)
    assert len(found) == 2
    assert around.of(TEXT) == "the quay\nbefore noon"


def test_a_strip_runs_at_the_slant_of_its_line() -> None:
    (strip,), _ = strips(laid_out(TEXT, slant=0.1), at("crates on the quay"))
    assert strip.by - strip.ay == pytest.approx(0.1 * (strip.bx - strip.ax), abs=0.3)
    assert strip.dy - strip.ay == pytest.approx(10, abs=1.0)


def test_missing_words_have_a_strip_only_within_a_line() -> None:
    words = laid_out(TEXT)
    inside, around = strips(words, Span(TEXT.index("crates"), TEXT.index("crates")), around=2)
    assert (len(inside), around.of(TEXT)) == (1, "counted 48 crates on")
    assert strips(words, Span(TEXT.index("before"), TEXT.index("before")), around=2)[0] == ()
    assert strips([], at("48"), around=2)[0] == ()


def test_the_boxes_of_a_span_are_those_of_its_words() -> None:
    assert boxes(laid_out(TEXT), at("48")) == (Box(140.0, 100.0, 150.0, 110.0),)
    assert boxes(laid_out(TEXT), Span(5, 5)) == ()


def change(before: str, after: str) -> Change:
    return Change(before=before, after=after, span_before=at("48"), span_after=at("48"), sort="number")


@pytest.mark.parametrize(
    ("readings", "certainty"),
    [
        (("clerk counted 48 crates on", "clerk counted 48 crates on"), "asserted"),
        (("clerk courted 48 crates on", "clerk counted 48 crates"), "asserted"),
        (("clerk counted 48 crates on", "clerk counted 43 crates on"), "possible"),
        (("clerk counted 43 crates on", "clerk counted 43 crates on"), "possible"),
        (("clerk counted 45 crates on", "clerk counted 45 crates on"), "possible"),
        (("", ""), "possible"),
        (("some quite other line of print", "some quite other line of print"), "possible"),
    ],
)
def test_a_page_must_be_read_the_same_way_again_each_time(readings: tuple[str, ...], certainty: str) -> None:
    page = expected(TEXT, at("48"), "43", at("clerk counted 48 crates on"))
    assert settled(change("48", "43"), Again(one=readings), page, None) == certainty
    turned = change("43", "48")
    assert settled(turned, Again(other=readings), None, page) == certainty


def test_letters_that_print_confuses_make_no_change_sure() -> None:
    page = expected(TEXT, at("48"), "4B", at("clerk counted 48 crates on"))
    same = expected("The C1 unit", Span(4, 6), "Cl", Span(0, 11))
    assert settled(change("C1", "Cl"), Again(one=("The C1 unit",)), same, None) == "possible"
    assert settled(change("48", "4B"), Again(one=("clerk counted 48 crates on",)), page, None) == "asserted"


def test_words_that_one_page_lacks_must_be_missing_from_the_place_where_they_would_stand() -> None:
    page = expected(TEXT, Span(0, 0), "never signed", Span(0, 0))
    gone = Change(before="", after="never signed", span_before=Span(0, 0), span_after=Span(0, 12), sort="insertion")
    assert settled(gone, Again(one=("", "the quay"), mapped_one=True), page, None) == "asserted"
    assert settled(gone, Again(one=("never signed", "the quay"), mapped_one=True), page, None) == "possible"


def test_what_was_not_looked_at_stays_as_it_was() -> None:
    page = expected(TEXT, at("48"), "43", at("48"))
    doubtful = Change(
        before="48", after="43", span_before=at("48"), span_after=at("48"), sort="number", certainty="possible"
    )
    assert settled(change("48", "43"), Again(), page, None) == "asserted"
    assert settled(doubtful, Again(), page, None) == "possible"
    assert settled(doubtful, Again(one=("48",)), page, None) == "asserted"


def page(text: str, words: str) -> Reread:
    start = text.index(words)
    return expected(text, Span(start, start + len(words)), "", Span(0, len(text)))


@pytest.mark.parametrize(
    ("readings", "found"),
    [
        (("clerk counted 48 crates on", "clerk counted 48 crates on"), "48"),
        (("clerk counted 4 8 crates on", "clerk courted 4 8 crate on"), "4 8"),
        (("clerk counted 48 crates on", "clerk counted 43 crates on"), ""),
        (("clerk counted crates on", "clerk counted crates on"), ""),
        ((), ""),
    ],
)
def test_words_read_again_are_told_where_all_ways_of_reading_agree(readings: tuple[str, ...], found: str) -> None:
    assert read_again(readings, page("clerk counted 48 crates on", "48")) == found
    assert read_again(readings, None) == ""


def one_word(before: str, after: str, start: int, *, sure: bool, sort: ChangeSort = "name") -> Change:
    span = Span(start, start + len(before))
    certainty: Certainty = "asserted" if sure else "possible"
    return Change(before=before, after=after, span_before=span, span_after=span, sort=sort, certainty=certainty)


@pytest.mark.parametrize(
    ("before", "after", "start", "sure"),
    [
        ("Morland", "Moorland", 20, False),
        ("Morland", "Moorland", 200, True),
        ("48", "43", 20, True),
        ("Morland", "Castle", 20, True),
    ],
)
def test_a_letter_proves_nothing_in_a_line_where_another_word_was_misread(
    before: str, after: str, start: int, sure: bool
) -> None:
    changes = [one_word("Bristol", "Bristoi", 10, sure=False), one_word(before, after, start, sure=False)]
    looked = [changes[0], one_word(before, after, start, sure=True)]
    assert doubted(changes, looked)[1].certainty == ("asserted" if sure else "possible")


def test_a_word_that_a_letter_turns_into_none_stays_possible_however_often_it_is_read() -> None:
    change = one_word("handed", "honded", 12, sure=False, sort="wording")
    text, other = "the clerk handed it over", "the clerk honded it over"
    again = Again(one=(text,), other=(other,))
    sides = page(text, "handed"), page(other, "honded")
    assert settled(change, again, *sides) == "possible"
