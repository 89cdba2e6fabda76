"""Whether two contents say the same."""

from __future__ import annotations

import pytest

from sayso.link.alike import denies, likeness
from sayso.link.terms import terms


def verdict(a: str, b: str) -> str:
    one, other = likeness(terms(a), terms(b)), likeness(terms(b), terms(a))
    assert one == other
    return one.verdict


def test_figures_are_read_in_words_and_digits_dates_and_numbers_in_names_apart() -> None:
    found = terms(
        "Gate 4 let three hundred and eighteen carts in on 3 and 5 May 2021, at 9:30, or eighteen point three a day"
    )
    assert found.figures == {"318", "18.3"}
    assert {"3 may", "5 may"} <= found.dates
    assert "gate 4" in found.names


def test_a_number_that_tells_things_apart_is_no_quantity() -> None:
    assert terms("the cart 340 lost a wheel").figures == frozenset()
    assert terms("cart 340 lost a wheel").names == {"cart 340"}
    assert terms("they sent 340 carts").figures == terms("a return of 340 was sent in").figures == {"340"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the tug left the quay without lights", "the tug had left its quay without lights"),
        ("340 carts passed the gate in May", "the gate was passed by 340 carts"),
        ("the pump tripped twice in the week", "the pump has tripped twice"),
        ("the order concerned rubbish only", "the order concerned rubbish and nothing else"),
    ],
)
def test_nearly_the_same_words_say_the_same(a: str, b: str) -> None:
    assert verdict(a, b) == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the harbour board was told of the tug on 3 May", "the harbour board was told of the tug on 9 May"),
        ("Olaf Tern met the Harbour Board on Monday", "Olaf Tern resigned from the Harbour Board"),
        ("Gate 4 was opened", "Post 4 was burned"),
        ("the price rose", "the tug left"),
        ("cart 340 lost a wheel at the bridge", "cart 340 was sold to the miller"),
    ],
)
def test_one_subject_or_another_day_is_not_one_claim(a: str, b: str) -> None:
    assert verdict(a, b) == "other"


def test_other_figures_in_the_same_words_are_contrary_and_a_not_is_opposed() -> None:
    assert (
        verdict("the weir let 18.3 litres a minute through", "the weir let 8.3 litres a minute through") == "contrary"
    )
    assert verdict("the siren was heard at the mill", "the siren was not heard at the mill") == "opposed"
    assert verdict("no shots were fired at the quay", "shots were fired near the quay") == "opposed"


def test_a_denial_meets_its_claim_by_content_or_by_a_particular_figure() -> None:
    assert denies(terms("giving any order to clear the quay"), terms("the quay was to be cleared by noon"))
    assert denies(terms("the figure of 340"), terms("the figure in the book was 340 carts"))
    assert not denies(terms("the figure of 340"), terms("the figure in the book was 34 carts"))
    assert not denies(terms("the tug left the quay"), terms("the tug never left the quay"))
    assert not denies(terms("having met the pilot"), terms("the tug left the quay"))
    assert not denies(terms("barge 9 sank in 40 metres"), terms("his map gave 40 metres"))
    assert denies(terms("a report of 21 landings"), terms("21 landings were made"))


def test_what_was_wanting_in_one_and_there_in_the_other_is_neither_the_same_nor_denied() -> None:
    assert verdict("no carts were landed without papers", "30 carts were landed with papers") == "other"
    assert verdict("the carts were landed without papers", "the carts were landed with papers") == "other"
    assert verdict("the carts were landed without papers", "the carts had landed without papers") == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40 million crowns less", "forty million crowns less"),
        ("a hundred and eighteen dead", "118 dead"),
        ("all hundred and twenty thousand copies", "120,000 copies"),
        ("18 000 pairs", "18k pairs"),
        ("seven point three million", "7.3 million"),
        ("four and a half million", "4,500,000"),
        ("3bn", "3 billion"),
        ("half a million", "500,000"),
    ],
)
def test_a_quantity_is_one_however_it_is_written(one: str, other: str) -> None:
    assert len(terms(one).figures) == 1
    assert terms(one).figures == terms(other).figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on the twenty-sixth of April", "26 April"),
        ("since 26/4", "from April 26th on"),
        ("on 2019-03-12", "on 12.03.2019"),
        ("the first of May", "May 1"),
        ("at ten past nine", "0910 hrs"),
        ("at quarter to five", "at 4.45"),
        ("at 05:20", "at 5.20"),
    ],
)
def test_a_day_and_an_hour_are_one_however_they_are_written(one: str, other: str) -> None:
    assert len(terms(one).dates) == 1
    assert terms(one).dates == terms(other).dates
    assert terms(one).figures == terms(other).figures == frozenset()


def test_what_only_looks_like_a_date_or_a_figure_is_none() -> None:
    assert terms("a drop of 3/4 in the twenty-first century").dates == frozenset()
    assert terms("the Twenty-Second Division").figures == frozenset()
    assert terms("signed on 4/5").dates == frozenset(), "4 May here and 5 April there"
    assert terms("staffed 24/7").dates == frozenset()
    assert terms("the second may have been forged on the first march").dates == frozenset()
    assert terms("two to three people waited ten to twelve days").figures == {"2", "3", "10", "12"}
    assert terms("they worked 1200 hours").figures == {"1200"}


@pytest.mark.parametrize(
    ("content", "negation"),
    [
        ("the warden had given no order", "not"),
        ("her client made no call", "not"),
        ("no order was given", "none"),
        ("the lock that the warden shut in the spring had no lamp", ""),
        ("the warden shut it no later than noon", ""),
    ],
)
def test_no_behind_what_somebody_did_negates_it(content: str, negation: str) -> None:
    assert terms(content).negation == negation


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("seven of the forty boats leaked", {"7"}),
        ("of the boats seven out of forty leaked", {"7"}),
        ("seven boats out of the first forty leaked", {"7"}),
        ("all forty boats were looked at", {"40"}),
        ("200 of 300 crates were wet", {"200"}),
        ("a fifth of forty boats leaked", {"40"}),
        ("seven boats and forty crates", {"7", "40"}),
    ],
)
def test_what_others_are_counted_out_of_is_no_figure_of_what_is_told(words: str, figures: set[str]) -> None:
    assert terms(words).figures == figures
