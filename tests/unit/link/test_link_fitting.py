"""What is denied as a sentence, whom it accuses, and what a denial and the words behind it are given to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.link.affirmed import affirmed, is_personal
from sayso.link.answers import answers_to
from sayso.link.claims import Group, bearing, groups
from sayso.link.decide import decide
from sayso.link.echoes import echoed_here, headed, headed_here
from sayso.link.fitting import chosen, fit, gave_it, may_be_denied
from sayso.link.lines import Line
from sayso.link.pointing import says_it_is_not_so
from sayso.link.terms import terms
from sayso.nets.relations import Relation, load_relater

NOTHING = Relation(0.0, 0.0, 0.0, 0.0)


def line(words: str, speaker: str | None = "Ida Holm", **more: object) -> Line:
    at = {"id": words, "document": "d", "file": "f", "at": 0, "text": 0, "first": 0, "last": 1, **more}
    return Line(words=words, terms=terms(words), speaker=speaker, speaker_name=speaker, **at)  # type: ignore[arg-type]


def denial(words: str, speaker: str | None = "Olaf Tern", **more: object) -> Line:
    return line(words, speaker, **{"kind": "denies", **more})


@pytest.mark.parametrize(
    ("words", "sentence", "personal"),
    [
        ("any part in the sale", "Olaf Tern had a part in the sale", True),
        ("all knowledge of the leak", "Olaf Tern knew of the leak", True),
        ("any direct involvement in the raid, of any kind", "Olaf Tern was involved in the raid", True),
        ("any financial links to Brack Shipping", "Olaf Tern was connected with Brack Shipping", True),
        ("ever having met the envoy", "Olaf Tern had met the envoy", True),
        ("taking money from anyone", "Olaf Tern was taking money from somebody", True),
        ("he had anything to do with the fire", "he had something to do with the fire", True),
        ("anything but the first list was sent", "something other than the first list was sent", False),
        ("the barge was ever overloaded", "the barge was overloaded", False),
        ("the partial closing of the quay", "the partial closing of the quay", False),
        ("nothing was sold", "nothing was sold", False),
        ("giving any order to shut the lock", "Olaf Tern was giving some order to shut the lock", False),
    ],
)
def test_what_is_denied_is_put_as_a_sentence(words: str, sentence: str, *, personal: bool) -> None:
    assert affirmed(words, "Olaf Tern") == sentence
    assert is_personal(words) == personal


def test_nobody_unnamed_becomes_the_subject() -> None:
    assert affirmed("any part in the sale", "unnamed clerk") == affirmed("any part in the sale", None)
    assert denial("any part in the sale").core == "Olaf Tern had a part in the sale"
    assert line("any part in the sale").core == "any part in the sale"


@pytest.mark.parametrize(
    ("source", "words", "core"),
    [
        ("Ida Holm, who speaks for Mr Tern,", "he had sold the quay", "Mr Tern had sold the quay"),
        ("Tern’s lawyer, Ida Holm,", "her client had sold the quay", "Tern had sold the quay"),
        (
            "Ida Holm, a spokeswoman for Brack Shipping,",
            "any part in the sale",
            "Brack Shipping had a part in the sale",
        ),
        ("Ida Holm, who sails for pleasure,", "she had sold the quay", "Ida Holm had sold the quay"),
    ],
)
def test_who_speaks_for_another_denies_the_others_deeds(source: str, words: str, core: str) -> None:
    assert denial(words, "Ida Holm", source=source).core == core


def test_a_deed_of_ones_own_is_denied_only_to_what_accuses_one() -> None:
    answer = denial("any part in the sale of the quay", at=900, known_as=("harbourmaster",))
    held = Relation(0.0, 0.9, 0.0, 0.9)
    elsewhere = {"document": "e"}
    assert fit(answer, line("the sale of the quay brought nine tenders", **elsewhere), held) == 0
    assert fit(answer, line("Tern sold the quay to his brother", **elsewhere), held) > 1
    assert fit(answer, line("the harbourmaster sold the quay", **elsewhere), held) > 1
    assert fit(answer, line("a harbourmaster's pay is low", **elsewhere), held) == 0
    assert fit(answer, line("it was sold to a brother of its keeper", at=700), held) > 1
    assert fit(answer, line("it was sold to a brother of its keeper", at=1700), held) == 0
    general = denial("the quay was sold in secret")
    assert fit(general, line("the quay was sold behind closed doors", **elsewhere), held) > 1
    assert fit(general, line("two cranes fell over", **elsewhere), held) == 0


def test_who_denies_a_deed_denies_all_that_accuses_him_of_it() -> None:
    fits = [(1.2, 4), (0.95, 7), (0.5, 9)]
    personal, general = denial("any part in the sale"), denial("the quay was sold")
    assert list(chosen(personal, fits, answered=False)) == [4, 7]
    assert list(chosen(personal, fits, answered=True)) == [4, 7]
    assert list(chosen(general, fits, answered=False)) == [4]
    assert not list(chosen(general, fits, answered=True))
    assert not list(chosen(general, [(0.5, 9)], answered=False))


def test_a_denial_is_held_beside_what_was_said_last_and_what_names_the_denier() -> None:
    lines = [
        line("Tern took the keys", at=0),
        line("the lamps were out", at=100),
        line("two boats came in", at=200),
        denial("any part in it", at=300),
        line("it rained", at=400),
    ]
    assert sorted(may_be_denied(lines)) == [(3, 0), (3, 2)]


def test_an_order_is_told_by_who_is_said_to_have_given_it() -> None:
    answer = denial("giving any order to shut the lock")
    assert gave_it(answer, line("to shut the lock", "Office of the Warden, O. Tern", kind="orders"))
    assert gave_it(answer, line("to shut the lock", "Olaf Tern", kind="orders"))
    assert not gave_it(answer, line("to shut the lock", "Ida Holm", kind="orders"))


@pytest.mark.parametrize("words", ["having given any order about the lock", "having given any such order"])
def test_an_order_is_denied_by_what_it_was_about_or_as_such(words: str) -> None:
    order = line("to shut the lock", "Olaf Tern", kind="orders")
    lines = [order, denial(words)]
    assert list(answers_to(lines, {(0, 1): decide(order, lines[1], Relation(0.0, 0.0, 0.0, 0.0))}, {0: 0})) == [(1, 0)]


@pytest.mark.parametrize(
    ("behind", "speaker", "at", "echoes"),
    [
        ("I was at sea that week", "Olaf Tern", 14, True),
        ("I was at sea that week", "Ida Holm", 14, False),
        ("I was at sea that week", "Olaf Tern", 60, False),
        ("we sold 40 tons of it", "Olaf Tern", 14, False),
        ("we never sold 40 tons of it", "Olaf Tern", 14, True),
    ],
)
def test_the_words_right_behind_a_denial_deny_with_it(behind: str, speaker: str, at: int, *, echoes: bool) -> None:
    lines = [denial("the sale", at=3), line(behind, speaker, at=at)]
    assert list(echoed_here(lines)) == ([(1, 0)] if echoes else [])


@pytest.mark.parametrize(
    ("account", "speaker", "against"),
    [
        ("the letter was about fuel only", "Olaf Tern", True),
        ("the letter was about fuel", "Olaf Tern", False),
        ("the letter was about fuel only", "Ida Holm", False),
    ],
)
def test_what_the_denier_says_it_was_alone_stands_against_what_he_denies(
    tmp_path: Path, account: str, speaker: str, *, against: bool
) -> None:
    told = line("Tern had the lock shut in May", id="s0")
    answer = denial("he had the lock shut in May", id="s1", document="e")
    out = found(told, answer, line(account, speaker, id="s2", document="e", at=45), tmp=tmp_path)
    assert out[0].denials == {1}
    assert out[0].contrary == ({1} if against else set())


def test_how_an_error_came_about_answers_with_the_withdrawal() -> None:
    taken_back = line("that figure", "The Ferry Post", kind="corrects", cue="withdraws")
    erred, apart = line("he had misread a column", at=80), line("the tide table comes out on Friday", at=160)
    assert list(echoed_here([taken_back, erred, apart])) == [(1, 0)]
    assert not list(echoed_here([denial("that figure"), erred, apart]))


def test_what_is_denied_of_a_statement_is_denied_of_the_headline_that_sums_it_up() -> None:
    told = "Tern emptied the cannery in one night"
    head = line("Cannery emptied in night", "unnamed clerk", sums_up=True)
    below = line(told, "unnamed former clerk of the harbour", at=90)
    other = line("the ferry emptied at the cannery", "Ida Holm", at=200)
    apart = line("the clock stopped", "unnamed former clerk of the harbour", at=300)
    lines = [head, below, other, apart]
    assert list(headed_here(lines)) == [(0, 1)]
    assert list(headed(lines, [(8, 1), (9, 2)])) == [(8, 0)]
    assert not list(headed_here([line(head.words, "unnamed clerk"), below]))


@pytest.mark.parametrize(
    ("words", "pointing"),
    [
        ("the yard owns no such crane", True),
        ("the yard never had any such crane", True),
        ("the true figure is far higher", True),
        ("the real number was nearer to 90", True),
        ("the yard owns such a crane", False),
        ("the true figure is known to the clerk", False),
        ("no crane stood in the yard", False),
    ],
)
def test_no_such_thing_and_another_figure_point_at_what_was_said(words: str, *, pointing: bool) -> None:
    assert says_it_is_not_so(words) == pointing


def test_another_figure_points_past_what_gives_none(tmp_path: Path) -> None:
    lines = [
        line("the fire cost 300 jobs", "Ida Holm", id="s0"),
        line("the roof is gone", "Ada Brand", id="s1", at=60),
        line("the true number is lower", "Olaf Tern", id="s2", at=120),
    ]
    assert found(*lines, tmp=tmp_path)[0].denials == {2}


def found(*lines: Line, tmp: Path) -> list[Group]:
    return groups(lines, tmp, load_relater().relate)


def test_a_denial_in_a_noun_answers_the_accusation_and_its_quotation_too(tmp_path: Path) -> None:
    accused = line("Olaf Tern had the ledgers of the cannery burned in March", id="s0")
    other = line("the cannery had ledgers for every boat", id="s1", at=300)
    answer = denial("any involvement in the burning of the ledgers", id="s2", document="e", at=10)
    quoted = line("I have not been inside that building for years", "Olaf Tern", id="s3", document="e", at=58)
    out = found(accused, other, answer, quoted, tmp=tmp_path)
    first, second = (next(g for g in out if n in g.lines) for n in (0, 1))
    assert first.denials == {2, 3}
    assert not second.denials
    assert not first.contrary


@pytest.mark.parametrize(("held", "guessed"), [(0.4, True), (0.9, False), (0.1, None)])
def test_what_is_denied_by_its_matter_alone_is_marked(tmp_path: Path, held: float, *, guessed: bool | None) -> None:
    accused = line("Tern saw to it that the ledgers never came to light", id="s0")
    lines = [accused, denial("any hand in the burning of the ledgers", id="s1", document="e")]
    out = groups(lines, tmp_path, lambda _a, _b: Relation(held, 0.0, 0.0, held))
    assert (out[0].denials, out[0].guessed) == (set() if guessed is None else {1}, bool(guessed))


@pytest.mark.parametrize(
    ("words", "kind", "counts"),
    [
        ("any part in the sale", "denies", True),
        ("to shut the lock", "orders", True),
        ("he first heard of it from the newspapers", "asserts", True),
        ("the quay was sold", "asserts", False),
    ],
)
def test_who_speaks_counts_for_nearness_only_where_it_is_asked(words: str, kind: str, *, counts: bool) -> None:
    one, other = (line(words, kind=kind, known_as=callings) for callings in ((), ("harbourmaster",)))
    assert (bearing(one) != bearing(other)) == counts


@pytest.mark.parametrize(
    ("source", "words", "core"),
    [
        ("Ida Holm, for the company,", "he had sold the quay", "he had sold the quay"),
        ("Ida Holm, for the company,", "it had sold the quay", "the company had sold the quay"),
        ("Ms Holm", "he had sold the quay", "he had sold the quay"),
        ("Ms Holm", "she had sold the quay", "Ida Holm had sold the quay"),
        ("Mr Holm", "she had sold the quay", "she had sold the quay"),
        ("Ida Holm, for the first time,", "she had sold the quay", "Ida Holm had sold the quay"),
    ],
)
def test_a_pronoun_that_cannot_mean_the_speaker_is_left_alone(source: str, words: str, core: str) -> None:
    assert denial(words, "Ida Holm", source=source).core == core


def test_a_body_whose_name_ends_in_a_deed_does_nothing_by_it() -> None:
    assert affirmed("Drinking Water Board was late", "Drinking Water Board") == "Drinking Water Board was late"
    assert denial("it was a draft", "Drinking Water Board").core == "it was a draft"


def test_what_a_release_of_a_day_said_is_what_was_said_in_it() -> None:
    words = "the statement in its release of 12 May that nine boats leaked"
    assert line(words, "Brack Shipping", kind="corrects", cue="withdraws").core == "nine boats leaked"
