"""Words beside the status, letters of sources, and what a forged page takes with it."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.assess.claim import Gathered, assessed
from sayso.assess.forged import resting_on
from sayso.assess.grades import may_be_given
from sayso.assess.reliability import Record, graded, proposed
from sayso.assess.says import Say
from sayso.assess.standing import counted, standing, support
from sayso.model.findings import Claim, Entity, Origin, Place
from sayso.model.span import Span


def say(name: str, who: str | None = None, **more: Any) -> Say:
    place = Place(document=more.pop("document", f"doc {name}"), span=Span(0, 9))
    return Say(statement=name, place=place, speaker=who.upper() if who else None, speaker_name=who, **more)


@pytest.mark.parametrize(
    ("bounds", "words", "borne"),
    [
        ((0, 0), "no source left", "none"),
        ((1, 1), "one source", "one"),
        ((2, 1), "1-2 sources, no link found in this pile", "one"),
        ((3, 3), "3 independent sources", "several"),
        ((3, 2), "2-3 sources, no link found in this pile", "several"),
    ],
)
def test_counts_are_printed_with_their_doubt(bounds: tuple[int, int], words: str, borne: str) -> None:
    assert counted(*bounds) == words
    assert support(*bounds) == borne


def test_every_response_stands_beside_the_count_and_a_repeated_one_once() -> None:
    ministry = say("a", "the Ministry")
    answers = [
        ("declines", say("b", "Ida")),
        ("declines", say("c", "Olaf", unanswered=True)),
        ("denies", ministry),
        ("denies", ministry),
    ]
    assert standing(1, 1, answers) == (
        "one source; the Ministry denies it; Ida would not comment; Olaf was asked and did not answer"
    )


def claim_of(*says: Say, answers: tuple[Say, ...] = (), forged: frozenset[str] = frozenset()) -> Claim:
    gathered = Gathered(says=says, answers=answers, best=says[0], text="the tug left")
    return next(assessed([gathered], 0.8, forged))


def test_a_refusal_to_comment_is_no_denial() -> None:
    claim = claim_of(say("a", "Ida"), answers=(say("b", "Olaf", kind="declines"),))
    assert (claim.status, claim.denied_by) == ("single-source", ())
    assert claim.standing == "one source; Olaf would not comment"


def test_a_claim_that_rests_on_a_forged_page_alone_leaves_the_counts_and_says_so() -> None:
    page = say("a", "Ida", document="PAGE")
    citing = say("b", None, cites=("PAGE",))
    claim = claim_of(page, citing, forged=frozenset({"PAGE"}))
    assert (claim.independent_sources, claim.at_least, claim.origins, claim.shown) == (0, 0, (), False)
    assert claim.reasons[0].text == "it rests on a page judged forged"
    assert claim.on_forged == ("a", "b")
    assert claim.standing == "no source left"


def test_a_forged_page_takes_away_only_what_stands_on_it_alone() -> None:
    page = say("a", "Ida", document="PAGE", family=1, wording="the tug left")
    twin = say("b", "Ida", document="COPY", family=1, wording="the tug left")
    own = say("c", "Olaf")
    both = say("d", None, cites=("COPY", "PAGE"))
    assert resting_on([page, own], {"PAGE"}) == {"a"}
    assert resting_on([page, twin, both], {"PAGE"}) == set()
    assert resting_on([page, both], {"PAGE"}) == {"a", "d"}
    assert resting_on([say("e", None, cites=("PAGE",))], {"PAGE"}) == {"e"}
    claim = claim_of(page, own, forged=frozenset({"PAGE"}))
    assert (claim.independent_sources, claim.on_forged) == (1, ("a",))


def test_altered_words_of_a_page_are_not_saved_by_its_untouched_version() -> None:
    altered = say("a", "Ida", document="PAGE", family=1, wording="21 tugs left")
    true = say("b", "Ida", document="COPY", family=1, wording="212 tugs left")
    assert resting_on([altered, true], {"PAGE"}) == {"a"}


@pytest.mark.parametrize(
    ("record", "letter"),
    [
        (Record(), "F"),
        (Record(borne_out=1), "F"),
        (Record(borne_out=2), "C"),
        (Record(borne_out=5), "B"),
        (Record(borne_out=50), "B"),
        (Record(borne_out=5, taken_back=1), "C"),
        (Record(borne_out=9, taken_back=2), "D"),
        (Record(borne_out=9, forged=1), "D"),
    ],
)
def test_letters_follow_the_table_and_a_machine_gives_neither_a_nor_e(record: Record, letter: str) -> None:
    assert proposed(record).reliability == letter


def claim(name: str, status: Any, at_least: int, statement: str, **more: Any) -> Claim:
    return Claim(
        id=name,
        key=name,
        text="",
        statements=(statement,),
        best=statement,
        independent_sources=at_least,
        at_least=at_least,
        origins=(Origin(statements=(statement,), why=""),),
        status=status,
        **more,
    )


def test_a_bare_denial_lowers_nobody_and_taking_back_counts_only_for_who_took_back() -> None:
    entities = [Entity(id=name, name=name, kind="person") for name in ("IDA", "OLAF")]
    speakers = {"i": "IDA", "o": "OLAF"}
    denied = [claim(f"c{k}", "denied", 1, "i", denied_by=("o",)) for k in range(4)]
    assert [e.reliability for e in graded(entities, denied, speakers)] == ["F", "F"]
    own = [claim(f"c{k}", "retracted", 1, "i", denied_by=("i",)) for k in range(2)]
    assert [e.reliability for e in graded(entities, own, speakers)] == ["D", "F"]
    assert [e.reliability for e in graded(entities, [], speakers, ["OLAF"])] == ["F", "D"]
    sound = [claim(f"c{k}", "corroborated", 2, "o") for k in range(2)]
    assert [e.reliability for e in graded(entities, sound, speakers)] == ["F", "C"]


def test_only_two_sources_surely_apart_let_a_person_call_a_claim_confirmed() -> None:
    assert may_be_given(1, 2)
    assert not may_be_given(1, 1)
    assert may_be_given(2, 1)
    assert not may_be_given(7, 9)
