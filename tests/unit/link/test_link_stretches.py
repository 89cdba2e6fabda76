"""Stretches of words that two texts share, edits inside allowed."""

from __future__ import annotations

import random

import numpy as np
import pytest

from sayso.link.fingerprint import fingerprint
from sayso.link.seeds import Hits, borne_out, seeds
from sayso.link.stretches import shared_stretches, stretches_of
from sayso.link.words import words_of

SHARED = (
    "The harbour board met on Tuesday to hear the pilot, who told members that the tug had left the quay at nine with"
    " forty barrels on deck and no lights while the clerk wrote everything down beside the lamp."
)


def filler(seed: int, words: int = 150) -> str:
    """Words that no other seed brings."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("bdfgklmnprstvz", k=draw.randint(3, 9))) for _ in range(words))


def shared(a: str, b: str) -> list[tuple[str, str]]:
    one, other = words_of(a), words_of(b)
    found = shared_stretches(fingerprint(a), fingerprint(b))
    return [(one.span(r.a0, r.a1).of(a), other.span(r.b0, r.b1).of(b)) for r in found]


def among(words: str, seed: int) -> str:
    return f"{filler(seed)} {words} {filler(seed + 1000)}"


def test_a_shared_stretch_begins_and_ends_where_the_words_do() -> None:
    assert shared(among(SHARED, 1), among(SHARED, 2)) == [(SHARED[:-1], SHARED[:-1])]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("met on Tuesday", "gathered on Tuesday"),
        ("forty barrels", "forty heavy iron barrels"),
        ("who told members that", "who told that"),
        ("forty barrels", "f0rty barre1s"),
        ("on deck and no lights while the clerk", "aboard and no lights, and the clerk"),
    ],
)
def test_small_edits_lie_inside_one_stretch(was: str, now: str) -> None:
    edited = SHARED.replace(was, now)
    assert shared(among(SHARED, 1), among(edited, 2)) == [(SHARED[:-1], edited[:-1])]


def test_one_word_in_seven_edited_leaves_one_stretch() -> None:
    words = SHARED[:-1].split()
    edited = " ".join(w if k % 7 != 6 else f"other{k}" for k, w in enumerate(words))
    ((left, right),) = shared(among(SHARED, 1), among(edited, 2))
    assert len(left.split()) >= len(words) - 2
    assert len(left.split()) == len(right.split())


def test_fewer_than_twelve_words_are_no_passage() -> None:
    eleven = " ".join(SHARED.split()[:11])
    twelve = " ".join(SHARED.split()[:12])
    assert shared(among(eleven, 1), among(eleven, 2)) == []
    assert shared(among(twelve, 1), among(twelve, 2)) == [(twelve, twelve)]


@pytest.mark.parametrize(
    "line",
    [
        "07-01-77 07-31-77 11-01-77 11-30-77",
        "mother-in-law son-in-law daughter-in-law brother-in-law",
        "http://harbour.example.org/pilots/1977/quay-north/report_final/page-12.html",
        "Telephone 713-853-3989, telefax 713-646-3393, clerk.of.works@harbour.example.org",
    ],
)
def test_a_compound_a_date_and_an_address_count_as_one_word(line: str) -> None:
    assert len(words_of(line).norms) >= 12
    assert shared(among(line, 1), among(line, 2)) == []


def test_a_few_compounds_among_words_take_nothing_from_a_passage() -> None:
    line = "The well-known pilot-boat left the quay-side at nine on 07-01-77 without lights or any crew"
    assert shared(among(line, 1), among(line, 2)) == [(line, line)]


def test_words_are_tied_by_marks_without_space_but_not_by_dashes_or_commas() -> None:
    made = fingerprint("son-in-law at home\u2014he said,no a.b")
    assert [made.printed(0, k) for k in range(made.words + 1)] == [0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7]
    assert made.printed(1, 3) == 1


def test_a_passage_of_twelve_words_may_have_lost_one() -> None:
    twelve = "Engineers replaced seven rusted bolts beneath swing bridges overnight while traffic waited"
    eleven = twelve.replace("overnight ", "")
    assert shared(among(twelve, 1), among(eleven, 2)) == [(twelve, eleven)]
    assert shared(among(eleven, 1), among(twelve, 2)) == [(eleven, twelve)]


@pytest.mark.parametrize(
    ("was", "now"), [("Engineers replaced", "Engineers renewed"), ("replaced ", ""), ("replaced", "lately replaced")]
)
def test_one_word_beyond_an_edited_one_at_the_end_belongs_to_the_passage(was: str, now: str) -> None:
    line = "Engineers replaced seven rusted bolts beneath swing bridges overnight while traffic waited nearby"
    edited = line.replace(was, now)
    assert shared(among(line, 1), among(edited, 2)) == [(line, edited)]
    turned, again = (" ".join(text.split()[::-1]) for text in (line, edited))
    assert shared(among(turned, 1), among(again, 2)) == [(turned, again)]


def test_common_names_and_small_words_alone_do_not_make_a_stretch() -> None:
    one = "Secretary of State Hillary Clinton, who lost a vote in spring, is to be the nominee of the Democratic Party."
    other = "Secretary of State Hillary Clinton spoke at noon of rain, of sea and of a vote for the Democratic Party."
    assert shared(among(one, 1), among(other, 2)) == []


def test_two_stretches_of_a_pair_are_two_and_each_text_may_have_its_own_order() -> None:
    second = "Nobody had ordered the tug out although the duty book lay open on the table near the tide tables."
    a = f"{among(SHARED, 1)} {among(second, 2)}"
    b = f"{among(second, 3)} {among(SHARED, 4)}"
    assert shared(a, b) == [(SHARED[:-1], SHARED[:-1]), (second[:-1], second[:-1])]


def test_a_line_repeated_for_ever_is_followed_a_few_times() -> None:
    line = "Depth at the north stair measured again at noon by the keeper with the long pole. "
    found = shared_stretches(fingerprint(line * 3_000), fingerprint(among(line, 1)))
    assert 1 <= len(found) <= 40
    whole = shared_stretches(fingerprint(line * 3_000), fingerprint(line * 2_000))
    assert whole[0].same == 2_000 * 16


def test_a_long_text_finds_its_page() -> None:
    book = filler(5, 60_000)
    words = book.split()
    page = " ".join(words[40_000:40_400])
    assert shared(book, f"{filler(6)} {page}") == [(page, page)]


def test_words_of_no_weight_make_no_seed() -> None:
    assert len(seeds(fingerprint("to be or not to be is in on at").numbers(), 2)[0]) == 0
    assert len(seeds(fingerprint("letters open their doors").numbers(), 4)[0]) == 1


def test_a_hit_is_borne_out_by_its_own_texts_alone() -> None:
    a, b = (fingerprint(text).numbers() for text in (SHARED, filler(3)))
    hits = Hits(np.array([0, 3]), np.array([0, 3]))
    assert borne_out(a, a, hits).tolist() == [True, True]
    assert borne_out(a, b, hits).tolist() == [False, False]


def test_what_two_texts_share_is_the_same_from_either_side() -> None:
    edited = SHARED.replace("forty barrels on deck", "some casks on the deck")
    a, b = fingerprint(among(SHARED, 1)), fingerprint(among(edited, 2))
    assert [run.swapped() for run in shared_stretches(a, b)] == shared_stretches(b, a)


def test_a_name_put_for_a_pronoun_near_the_edge_leaves_the_words_before_it_inside() -> None:
    was = "he was asked by your agent to have the cellar dry before the brewers came"
    now = was.replace("your", "Ms Halden's")
    assert shared(among(was, 1), among(now, 2)) == [(was, now)]


@pytest.mark.parametrize(
    "words",
    [
        "Der Hafenrat trat am Dienstag zusammen und hörte den Lotsen, der von vierzig Fässern an Deck berichtete",
        "Le conseil du port a entendu mardi le pilote, qui a parlé de quarante barils sur le pont sans lumières",
        "Совет порта во вторник выслушал лоцмана, который рассказал о сорока бочках на палубе и без огней",
    ],
)
def test_a_passage_in_any_language_is_found_in_a_text_of_another(words: str) -> None:
    edited = words.replace(" und ", " sowie ").replace(" sur ", " dessus ").replace(" рассказал ", " говорил ")
    assert shared(f"{SHARED} {words}. {filler(1)}", among(edited, 2)) == [(words, edited)]


def test_forms_filled_in_otherwise_and_two_words_for_ever_give_few_stretches() -> None:
    row = "Record {} number agency file document type paper textual document restrictions current status redact"
    one, other = (" ".join(row.format(n * k) for n in range(900)) for k in (7, 11))
    assert 1 <= len(shared_stretches(fingerprint(one), fingerprint(other))) <= 40
    assert len(shared_stretches(fingerprint("yes no " * 9_000), fingerprint("yes no " * 7_000))) == 1


def test_many_pairs_at_once_share_what_each_shares_alone() -> None:
    second = "Nobody had ordered the tug out although the duty book lay open on the table near the tide tables."
    edited = SHARED.replace("met on", "gathered on").replace("forty barrels", "f0rty heavy barrels")
    texts = [SHARED, edited, second, f"{second} {filler(7)} {SHARED}", f"{edited} {second}", "", "tug", filler(8)]
    prints = [fingerprint(among(text, n)) for n, text in enumerate(texts)] + [fingerprint(text) for text in texts]
    pairs = [(a, b) for k, a in enumerate(prints) for b in prints[k + 1 :]]
    alone = [shared_stretches(a, b) for a, b in pairs]
    assert stretches_of(pairs) == alone
    assert stretches_of(pairs[::-1]) == alone[::-1]
    assert sum(map(bool, alone)) > len(pairs) // 4
    assert stretches_of([]) == []
