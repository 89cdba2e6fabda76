"""Whose word a claim rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.assess.claim import Gathered, assessed
from sayso.assess.grades import credibility
from sayso.assess.origins import count
from sayso.assess.plain import unsure_answers, unsure_sources
from sayso.assess.says import Say
from sayso.assess.status import is_retracted, status
from sayso.model.findings import Claim, Place
from sayso.model.span import Span


def say(name: str, **more: Any) -> Say:
    return Say(statement=name, place=Place(document=more.pop("document", name), span=Span(0, 9)), **more)


def person(name: str, who: str, **more: Any) -> Say:
    return say(name, speaker=who.upper(), speaker_name=who, **more)


def sources(*says: Say) -> tuple[int, int]:
    found = count(says)
    return found.upper, found.at_least


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (person("a", "Ida"), person("b", "Ida"), "each time the speaker is Ida"),
        (
            person("a", "Ida", wording="the tug left", family=3),
            person("b", "Olaf", wording="the tug left", family=3),
            "copies of one another",
        ),
        (
            person("a", "Ida", wording="w " * 9, long_enough=True),
            person("b", "Olaf", wording="w " * 9, long_enough=True),
            "the words are the same",
        ),
        (person("a", "Ida", passages=(1, 4)), person("b", "Olaf", passages=(4,)), "passage"),
        (person("a", "memo"), person("b", "Ida", papers=("MEMO",)), "paper"),
        (person("a", "Ida", bodies=("BOARD",)), person("b", "Olaf", bodies=("BOARD",)), "speak for one body"),
        (person("a", "Ida", bodies=("BOARD",)), person("b", "board"), "speak for one body"),
        (
            say("a", speaker_name="unnamed guard", document="D"),
            say("b", speaker_name="unnamed guard", document="D"),
            "same unnamed source",
        ),
        (say("a", owner="IDA"), person("b", "Ida"), "rests on whoever wrote"),
    ],
)
def test_each_rule_merges_two_into_one_and_says_why(one: Say, other: Say, rule: str) -> None:
    found = count([one, other])
    assert found.upper == 1
    assert rule.lower() in found.origins[0].why.lower()


@pytest.mark.parametrize(
    ("one", "other", "bounds"),
    [
        (person("a", "Ida"), person("b", "Olaf"), (2, 2)),
        (say("a", speaker_name="unnamed guard"), say("b", speaker_name="unnamed guard"), (2, 1)),
        (person("a", "Ida"), say("b", speaker_name="unnamed guard"), (2, 1)),
        (person("a", "Ida"), person("b", "Olaf", basis="hearsay"), (2, 1)),
        (
            person("a", "Ida", wording="it left", family=3),
            person("b", "Olaf", wording="it left", family=4),
            (2, 2),
        ),
    ],
)
def test_what_nothing_leads_together_stays_apart_and_doubt_lowers_the_lower_bound(
    one: Say, other: Say, bounds: tuple[int, int]
) -> None:
    assert sources(one, other) == bounds


def test_merges_reach_through_others() -> None:
    memo, citing, author = person("a", "memo"), person("b", "memo"), person("c", "Ida", papers=("MEMO",))
    assert sources(memo, citing, author, person("d", "Ida")) == (1, 1)


KEYS = st.sampled_from(["A", "B", "C"])
SAYS = st.lists(
    st.builds(
        lambda speaker, passages, bodies: {"speaker": speaker, "passages": tuple(passages), "bodies": tuple(bodies)},
        st.none() | KEYS,
        st.lists(st.integers(0, 2), max_size=2),
        st.lists(KEYS, max_size=1),
    ),
    min_size=1,
    max_size=7,
)


@settings(deadline=None)
@given(SAYS, st.randoms())
def test_order_changes_nothing_and_a_repeated_statement_never_adds_a_source(fields: list[dict], random: Any) -> None:
    says = [say(f"s{k}", speaker_name=f["speaker"], **f) for k, f in enumerate(fields) if f["speaker"]]
    if not says:
        return
    turned = random.sample(says, len(says))
    assert count(says) == count(turned)
    again = [say("z", speaker_name=says[0].speaker_name, speaker=says[0].speaker)]
    assert count(says + again).upper == count(says).upper


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"retracted": True, "sources": 3, "surely": 3, "denied": True, "contradicted": True}, "retracted"),
        ({"retracted": False, "sources": 1, "surely": 1, "denied": False, "contradicted": True}, "disputed"),
        ({"retracted": False, "sources": 2, "surely": 2, "denied": True, "contradicted": False}, "disputed"),
        ({"retracted": False, "sources": 1, "surely": 1, "denied": True, "contradicted": False}, "denied"),
        ({"retracted": False, "sources": 2, "surely": 2, "denied": False, "contradicted": False}, "corroborated"),
        ({"retracted": False, "sources": 2, "surely": 1, "denied": False, "contradicted": False}, "single-source"),
        ({"retracted": False, "sources": 1, "surely": 1, "denied": False, "contradicted": False}, "single-source"),
    ],
)
def test_standing_is_the_first_that_fits(facts: dict, standing: str) -> None:
    assert status(**facts) == standing


@pytest.mark.parametrize(
    ("standing", "upper", "least", "grade"),
    [
        ("retracted", 3, 3, 5),
        ("disputed", 3, 3, 4),
        ("denied", 1, 1, 4),
        ("corroborated", 2, 2, 2),
        ("corroborated", 2, 1, 3),
        ("single-source", 1, 1, 6),
    ],
)
def test_the_grade_follows_the_table_and_is_never_one(standing: Any, upper: int, least: int, grade: int) -> None:
    assert credibility(standing, upper, least).credibility == grade


def gathered(*says: Say, answers: tuple[Say, ...] = (), contrary: tuple[int, ...] = ()) -> Gathered:
    return Gathered(says=says, answers=answers, best=says[0], text="the tug left", contrary=contrary)


def test_a_correction_that_says_the_claim_itself_bears_it_out_and_is_no_answer_to_it() -> None:
    (claim,) = assessed([gathered(person("a", "Ida"), person("b", "Olaf", kind="corrects"))], 0.8)
    assert claim.responses == ()
    assert claim.standing == "2 independent sources"


def test_only_who_said_or_published_it_can_take_it_back_and_then_it_disputes_nothing() -> None:
    herald = person("w", "Herald", withdraws=True, kind="corrects")
    taken_back = gathered(person("a", "page", owner="HERALD"), answers=(herald,), contrary=(1,))
    other = gathered(person("b", "Ida"), contrary=(0,))
    first, second = assessed([taken_back, other], 0.8)
    assert (first.status, second.status) == ("retracted", "single-source")
    assert first.contradicts == (second.id,)
    stranger = gathered(person("a", "page", owner="LANTERN"), answers=(herald,))
    assert next(assessed([stranger], 0.8)).status == "denied"


def test_answers_are_listed_with_their_kind_and_stand_as_evidence() -> None:
    denial = person("d", "Berit", kind="denies", document="D")
    claim: Claim = next(
        assessed([gathered(person("a", "Ida"), person("c", "Olaf", kind="confirms"), answers=(denial,))], 0.8)
    )
    assert [(r.statement, r.kind) for r in claim.responses] == [("c", "confirms"), ("d", "denies")]
    assert claim.denied_by == ("d",)
    assert any(place.document == "D" for reason in claim.reasons for place in reason.evidence)


def test_statements_grouped_by_likeness_alone_corroborate_nothing() -> None:
    alike = gathered(person("a", "Ida"), person("b", "Olaf"))
    sure, unsure = (next(assessed([replace(alike, weak=weak)], 0.8)) for weak in (False, True))
    assert (sure.independent_sources, sure.at_least, sure.status) == (2, 2, "corroborated")
    assert (unsure.independent_sources, unsure.at_least, unsure.status) == (2, 1, "single-source")


@pytest.mark.parametrize(("extra", "word"), [((), "denied"), ((person("z", "Olaf"),), "disputed")])
def test_a_claim_that_only_denies_counts_as_a_denial_and_not_as_a_claim_beside_it(extra: Any, word: str) -> None:
    no = person("b", "Board")
    claims = list(assessed([gathered(person("a", "Ida"), *extra, answers=(no,), contrary=(1,)), gathered(no)], 0.0))
    assert claims[0].status == word
    rival = [gathered(person("a", "Ida"), contrary=(1,)), gathered(no, contrary=(0,))]
    assert {claim.status for claim in assessed(rival, 0.0)} == {"disputed"}


def test_a_weak_group_is_as_sure_as_its_surest_core() -> None:
    says = person("a", "Ida"), person("b", "Olaf"), person("c", "Berit")
    for cores, surely in (
        (({"a", "b"}, {"c"}), 2),
        (({"a"}, {"b"}, {"c"}), 1),
        (({"a", "b", "c"},), 3),
        ((), 1),
    ):
        (claim,) = assessed([replace(gathered(*says), weak=True, cores=tuple(map(frozenset, cores)))], 0.0)
        assert (claim.independent_sources, claim.at_least) == (3, surely)
        assert (claim.status == "corroborated") == (surely > 1)


@pytest.mark.parametrize(
    ("crowd", "named", "surely"),
    [("two clerks", 1, 2), ("two clerks", 2, 2), ("three divers", 2, 3), ("official", 1, 1), ("officials", 1, 1)],
)
def test_so_many_unnamed_are_not_all_among_fewer_named(crowd: str, named: int, surely: int) -> None:
    known = [person(f"n{k}", f"Name{k}", known_as=()) for k in range(named)]
    assert sources(*known, say("z", speaker_name=f"unnamed {crowd}"))[1] == surely


def test_a_plain_sentence_shown_as_a_denial_is_doubted_and_a_denial_is_not() -> None:
    assert list(unsure_answers([say("a", kind="denies"), say("b", kind="corrects")])) == []
    assert list(unsure_answers([say("a", kind="denies"), say("b", kind="asserts")])) == ["weak_answer"]
    assert list(unsure_answers([say("a", kind="denies")], guessed=True)) == ["guessed_answer"]


def test_a_claim_counts_nobody_plainly_on_an_unsure_statement_alone() -> None:
    sure, unsure = say("a", speaker="A"), say("b", speaker="B", doubts=("low_confidence",))
    assert list(unsure_sources(sure, [sure, unsure])) == ["unsure_source"]
    assert list(unsure_sources(sure, [sure, unsure, say("c", speaker="B")])) == []
    assert list(unsure_sources(sure, [sure, say("d", doubts=("low_confidence",))])) == []
    assert list(unsure_sources(unsure, [unsure])) == []


@pytest.mark.parametrize(
    ("name", "document", "kind", "withdrawn"),
    [
        ("unnamed this newspaper", "x", "corrects", True),
        ("unnamed this newspaper", "y", "corrects", False),
        ("unnamed fisherman", "x", "corrects", False),
        ("unnamed this newspaper", "x", "denies", False),
    ],
)
def test_a_paper_without_a_name_takes_back_what_it_says_it_printed(
    name: str, document: str, kind: str, *, withdrawn: bool
) -> None:
    printed = say("a", document="x", speaker_name=name)
    answer = say("b", document=document, kind=kind, withdraws=kind == "corrects")
    assert is_retracted([printed], [answer]) == withdrawn
