"""Groups of lines: what is put together, what is kept apart, and which answer goes to which claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.link.claims import Group, groups
from sayso.link.lines import Line
from sayso.link.terms import terms
from sayso.link.together import Bonds
from sayso.nets.relations import Relation, load_relater

NOTHING = Relation(0.0, 0.0, 0.0, 0.0)


def line(n: int, words: str, speaker: str = "", **more: object) -> Line:
    at = {"document": f"d{n}", "file": f"f{n}", "at": 10 * n, "text": n, "first": 0, "last": 1, **more}
    name = speaker or f"Speaker {n}"
    return Line(id=f"s{n:05}", words=words, terms=terms(words), speaker=name, speaker_name=name, **at)  # type: ignore[arg-type]


def found(*lines: Line, tmp: Path, bonds: Bonds = Bonds()) -> list[Group]:  # noqa: B008
    return groups(lines, tmp, load_relater().relate, bonds)


def test_a_denial_in_other_words_goes_to_its_claim_and_is_none(tmp_path: Path) -> None:
    said = line(0, "the treasurer had been sacked and would leave on Friday")
    denied = line(1, "the treasurer had been removed", kind="denies", cue="denied")
    (group,) = found(said, denied, tmp=tmp_path)
    assert (group.lines, group.denials) == ([0], {1})


def test_denying_an_order_answers_every_order_of_the_matter_also_ones_own(tmp_path: Path) -> None:
    order = line(0, "to have the yard swept before noon", "Ida Holm", kind="orders")
    denied = line(1, "giving any instruction to sweep the yard", "Ida Holm", kind="denies", cue="denied")
    (group,) = found(order, denied, tmp=tmp_path)
    assert group.denials == {1}


@pytest.mark.parametrize("words", ["that explanation", "this explanation would not survive a look at the books"])
def test_what_only_points_goes_to_the_last_thing_said_before_it(tmp_path: Path, words: str) -> None:
    kind = "denies" if words == "that explanation" else "believes"
    first = line(0, "the books were wet because of a burst pipe", document="d", at=10)
    answer = line(1, words, document="d", at=90, kind=kind, cue="rejects")
    out = found(first, answer, tmp=tmp_path)
    assert out[0].denials == {1}


def test_a_claim_with_itself_as_denial_answers_nobody(tmp_path: Path) -> None:
    said = line(0, "the vault was empty", "Ida Holm")
    denied = line(1, "the vault was empty", "Ida Holm", kind="denies", cue="denied")
    out = found(said, denied, tmp=tmp_path)
    assert out[0].lines == [0]
    assert not out[0].denials


def test_a_part_is_told_with_what_it_is_silent_on(tmp_path: Path) -> None:
    whole = line(0, "the mayor ordered the lists burned on 9 March in the yard of the archive at night by two clerks")
    part = line(1, "the lists were burned")
    out = groups(
        [whole, part],
        tmp_path,
        lambda _a, _b: Relation(0.95, 0.02, 0.0, 1.0),
    )
    assert [g.lines for g in out] == [[0, 1]]
    assert "mayor" in out[0].in_part[1]
    assert "9 mar" in out[0].in_part[1]


def test_a_person_joins_and_parts_against_the_network(tmp_path: Path) -> None:
    a, b = line(0, "the tram carried 48 sacks"), line(1, "forty-eight sacks were on the tram")
    c = line(2, "the lamp was lit")
    assert [g.lines for g in found(a, b, c, tmp=tmp_path)] == [[0, 1], [2]]
    parted = Bonds(cannot=frozenset({(0, 1)}), must=frozenset({(1, 2)}))
    assert [g.lines for g in found(a, b, c, tmp=tmp_path, bonds=parted)] == [[0], [1, 2]]


def test_ten_thousand_statements_by_one_speaker_are_compared_with_few_others(tmp_path: Path) -> None:
    lines = [line(n, f"the barge {n} carried {n % 90 + 2} sacks to the mill", "Ida Holm") for n in range(10_000)]
    asked = 0

    def relate(_a: str, _b: str) -> Relation:
        nonlocal asked
        asked += 1
        return NOTHING

    out = groups(lines, tmp_path, relate)
    assert sum(len(g.lines) for g in out) == 10_000
    assert asked < 100_000


def test_a_second_correction_in_a_row_takes_back_what_the_first_does(tmp_path: Path) -> None:
    said = line(0, "21 sacks were on the tram", "The Lantern")
    first = line(1, "its report of 21 sacks", "The Lantern", document="d", kind="corrects", cue="withdrew")
    second = line(
        2, "we did not look at the page and we apologise", "Ida Holm", document="d", kind="corrects", cue="wrote"
    )
    out = found(said, first, second, tmp=tmp_path)
    assert out[0].denials == {1, 2}
