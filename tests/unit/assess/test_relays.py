"""Who only passes on what others say, and how counts hold up whatever the pile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.assess.origins import count
from sayso.assess.says import Say
from sayso.model.findings import Place
from sayso.model.span import Span


def say(name: str, who: str | None = None, **more: Any) -> Say:
    place = Place(document=more.pop("document", f"doc {name}"), span=Span(0, 9))
    return Say(statement=name, place=place, speaker=who.upper() if who else None, speaker_name=who, **more)


def bounds(*says: Say) -> tuple[int, int]:
    found = count(says)
    return found.upper, found.at_least


MEMO = say("m", "Ida", document="MEMO", issuers=("IDA", "FERRIES"))


@pytest.mark.parametrize(
    ("relay", "why"),
    [
        (say("z", cites=("MEMO",)), "a paper of this pile"),
        (say("z", "Ferries"), "its own paper"),
        (say("z", belongs=("IDA",)), "a body says so itself"),
        (say("z", may_be=("IDA",)), "somebody named who says it too can be"),
    ],
)
def test_who_passes_on_anothers_word_adds_nothing_and_the_step_is_named(relay: Say, why: str) -> None:
    found = count([MEMO, relay])
    assert found.upper == 1
    assert why in found.origins[0].why
    assert found.origins[0].why.startswith("It goes back to Ida: ")
    assert {p.document for p in found.origins[0].evidence} == {"MEMO", "doc z"}


def test_a_paper_that_quotes_two_people_joins_neither_to_the_other() -> None:
    guard = say("g", "Olaf", document="MEMO")
    assert bounds(MEMO, guard, say("z", cites=("MEMO",)))[0] == 2


def test_who_is_one_with_what_he_cites_is_not_put_to_the_others_there() -> None:
    guard = say("a", "Olaf", document="MEMO")
    again = say("z", "Ida", cites=("MEMO",))
    assert bounds(guard, MEMO, again)[0] == 2
    agency = say("n", "Ida", document="WIRE", issuers=("WIRE",))
    other = say("b", "Olaf", document="WIRE", issuers=("WIRE",))
    assert bounds(agency, other, say("z", "Ida", via=("WIRE",)))[0] == 2
    assert bounds(agency, _unnamed("z", "pilot", via=("WIRE",))) == (1, 1)


def test_who_saw_it_himself_or_promises_it_himself_is_not_a_mouth_of_his_paper() -> None:
    assert bounds(MEMO, say("z", "Ferries", basis="witness"))[0] == 2
    assert bounds(MEMO, say("z", "Ferries", kind="promises"))[0] == 2
    assert bounds(MEMO, say("z", cites=("MEMO",), basis="signals intelligence"))[0] == 1


def test_an_unnamed_clerk_goes_with_the_one_he_works_for() -> None:
    coroner = _unnamed("c", "district coroner")
    assert bounds(coroner, _unnamed("k", "coroner's clerk"))[0] == 1
    assert bounds(coroner, _unnamed("k", "fisherman")) == (2, 2)
    assert bounds(_unnamed("a", "official"), _unnamed("b", "senior official")) == (2, 1)


def _unnamed(name: str, called: str, **more: Any) -> Say:
    return Say(
        statement=name,
        place=Place(document=f"doc {name}", span=Span(0, 9)),
        speaker_name=f"unnamed {called}",
        **more,
    )


def test_a_calling_adds_a_source_only_where_nobody_named_can_have_it() -> None:
    guard = _unnamed("g", "guard")
    assert bounds(say("a", "Ida"), guard) == (2, 1)
    assert bounds(say("a", "Ida", known_as=("baker",)), guard) == (2, 2)
    assert bounds(say("a", "Ida", known_as=("guard",)), guard) == (2, 1)


def test_unnamed_people_in_two_papers_are_one_in_the_same_words_and_at_most_two_in_others() -> None:
    one, same, other = (
        _unnamed(name, "official", wording=words)
        for name, words in (("a", "the tug left"), ("b", "the tug left"), ("c", "the tug sailed"))
    )
    assert bounds(one, same) == (1, 1)
    assert bounds(one, other) == (2, 1)


def test_what_bears_out_only_a_part_is_no_source_of_the_whole() -> None:
    part = say("p", "Olaf", in_part=True)
    assert bounds(say("a", "Ida"), part) == (1, 1)
    assert bounds(part) == (1, 1)


def test_who_says_that_it_is_anothers_reading_adds_nothing_to_it() -> None:
    pell = say("p", "Pell", known_as=("inspector",), basis="measurement")
    told = say("z", "Works", owners=("inspector",))
    assert bounds(pell, told)[0] == 1
    assert bounds(say("s", "Third Harbour Watch", known_as=("body",)), say("z", "Ida", owners=("watch",)))[0] == 1
    assert bounds(_unnamed("i", "inspector"), told)[0] == 1
    assert bounds(say("k", "Rook", known_as=("keeper",)), told)[0] == 2
    assert "another's figure is given" in count([pell, told]).origins[0].why


def test_a_record_and_whoever_keeps_it_are_one_and_lead_on_together() -> None:
    log, room = _unnamed("l", "control room log", via=("WORKS",)), _unnamed("r", "control room at the dam")
    works = say("w", "Works", document="RELEASE", issuers=("WORKS",))
    assert bounds(log, room)[0] == 1
    assert bounds(log, room, works)[0] == 1
    assert bounds(log, _unnamed("r", "engine room"))[0] == 1
    assert bounds(log, _unnamed("r", "control desk"))[0] == 2
    assert bounds(_unnamed("l", "duty log"), _unnamed("r", "duty officer"))[0] == 2


def test_who_is_quoted_in_a_paper_beside_its_writer_is_the_papers_word_and_in_an_article_not() -> None:
    writer = say("a", "Teller", document="LOG", owner="TELLER", on_paper=True, basis="witness")
    men = Say(
        statement="m",
        place=Place(document="LOG", span=Span(0, 9)),
        speaker_name="unnamed two men",
        on_paper=True,
        basis="witness",
    )
    assert bounds(writer, men)[0] == 1
    assert bounds(replace(writer, on_paper=False), replace(men, on_paper=False))[0] == 2
    assert bounds(replace(writer, owner="OLAF"), men)[0] == 2
    assert bounds(writer, replace(men, speaker="OLAF", speaker_name="Olaf"))[0] == 2


def test_two_people_of_one_house_are_one_only_through_the_house_and_not_where_they_saw_it() -> None:
    ida, olaf, works = say("a", "Ida", belongs=("WORKS",)), say("b", "Olaf", belongs=("WORKS",)), say("w", "Works")
    assert bounds(ida, olaf) == (2, 2)
    assert bounds(ida, olaf, works) == (1, 1)
    assert bounds(replace(ida, basis="witness"), works) == (2, 2)


def circle(size: int) -> list[Say]:
    return [say(f"{k}", cites=(f"doc {(k + 1) % size}",)) for k in range(size)]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_papers_that_cite_each_other_in_a_circle_are_one(size: int) -> None:
    assert bounds(*circle(size)) == (1, 1)


def test_a_circle_with_a_way_out_goes_with_what_it_rests_on() -> None:
    a, b = say("a", cites=("doc b",)), say("b", cites=("doc a", "MEMO"))
    assert bounds(a, b, MEMO) == (1, 1)


def test_ten_thousand_statements_by_one_speaker_are_one_source_with_a_few_places_shown() -> None:
    found = count([say(f"{k:05}", "Ida", cites=("MEMO",)) for k in range(10_000)])
    assert (found.upper, len(found.origins[0].statements)) == (1, 10_000)
    assert len(found.origins[0].evidence) < 20


NAMES = st.sampled_from(["ida", "olaf", "memo", None])
DOCUMENTS = st.sampled_from(["d0", "d1", "d2", "d3"])
FIELDS = st.fixed_dictionaries(
    {
        "who": NAMES,
        "document": DOCUMENTS,
        "cites": st.lists(DOCUMENTS, max_size=2).map(tuple),
        "issuers": st.lists(st.sampled_from(["IDA", "OLAF"]), max_size=1).map(tuple),
        "basis": st.sampled_from(["unstated", "witness", "hearsay"]),
        "passages": st.lists(st.integers(0, 2), max_size=1).map(tuple),
        "owners": st.lists(st.sampled_from(["keeper", "sector"]), max_size=1).map(tuple),
        "known_as": st.lists(st.sampled_from(["keeper", "body"]), max_size=1).map(tuple),
        "on_paper": st.booleans(),
        "voice": st.sampled_from(["attributed", "document"]),
    }
)
PILES = st.lists(FIELDS, min_size=1, max_size=9).map(lambda rows: [say(f"s{k}", **row) for k, row in enumerate(rows)])


@settings(deadline=None)
@given(PILES, st.randoms())
def test_any_order_gives_the_same_count(says: list[Say], random: Any) -> None:
    assert count(says) == count(random.sample(says, len(says)))


@settings(deadline=None)
@given(PILES, st.data())
def test_a_copy_of_what_is_there_never_raises_the_count(says: list[Say], data: Any) -> None:
    copied = data.draw(st.sampled_from(says))
    base = [replace(s, spots=((0, k),)) for k, s in enumerate(says)]
    at = says.index(copied)
    again = replace(base[at], statement="z", place=Place(document="copy", span=Span(0, 9)))
    assert count([*base, again]).upper <= count(base).upper


@settings(deadline=None)
@given(PILES)
def test_without_the_statements_of_one_origin_there_is_one_less(says: list[Say]) -> None:
    found = count(says)
    for gone in found.origins:
        left = [s for s in says if s.statement not in gone.statements]
        if left:
            assert count(left).upper == found.upper - 1


@pytest.mark.parametrize(
    ("called", "name", "sources"),
    [
        ("council", "Harwick Town Council", 1),
        ("brigade", "Third Fire Brigade", 1),
        ("bank", "Merchants' Bank", 1),
        ("bank", "Merchants' Union", 2),
        ("bank in Oslo", "Merchants' Bank", 2),
        ("official", "Board of an Official", 2),
    ],
)
def test_a_body_called_for_short_is_the_body_that_says_so_too(called: str, name: str, sources: int) -> None:
    body = say("a", name, known_as=("body",))
    assert bounds(body, _unnamed("z", called))[0] == sources
