"""Pairs of statements of invented subjects through the whole decision: same, part, contradicts, or neither."""

from __future__ import annotations

import pytest

from sayso.link.decide import decide
from sayso.link.differ import differences
from sayso.link.lines import Line
from sayso.link.terms import terms
from sayso.nets.relations import Relation, load_relater

NEVER_SAME = """
the tram carried 48 sacks of flour | the tram carried 84 sacks of flour
the tram carried 48 sacks of flour | the tram carried four sacks of flour
the gas meter stood at 17.3 on 4 May | the gas meter stood at 7.3 on 4 May
six clerks left the customs house | nine clerks left the customs house
the vault was opened on 3 June | the vault was opened on 5 June
the ferry was sold in 2014 | the ferry was sold in 2017
the fire began at 02:15 | the fire began at 04:40
the mayor flew to Lisbon with the treasurer | the mayor flew to Oslo with the treasurer
the crate was handed to Ilse Brandt at the gate | the crate was handed to Otto Fenn at the gate
tank 3 leaked for two days | tank 4 leaked for two days
1,200 tonnes of grain rotted in the silo | 200 tonnes of grain rotted in the silo
the fine was 40 million crowns | the fine was 14 million crowns
the guard at post 7 fell asleep | the guard at post 9 fell asleep
too much tar was found at seventeen of forty wells | tar was found above the limit at seven of forty wells
seven of the forty wells are above the limit | tar was looked for in all forty wells
"""

SAME = """
the tram carried 48 sacks of flour | forty-eight sacks of flour were carried by the tram
the treasurer was dismissed on Friday | the treasurer was sacked on Friday
the mayor ordered the lists burned | the order to burn the lists came from the mayor
the bank knew of the missing crowns | the missing crowns were known to the bank
the pilot had been drinking before the flight | before the flight the pilot had drunk
the letter is genuine | the letter is authentic
the school was closed because of mould | mould was the reason why the school was closed
the vault was opened without a witness | nobody witnessed the opening of the vault
the brewery laid off 130 workers | 130 workers at the brewery lost their jobs
the bridge can carry 12 tonnes | 12 tonnes is the most the bridge can carry
two guards beat the prisoner | the prisoner was beaten by two guards
the minister took money from Corvin Steel | Corvin Steel paid the minister money
"""

PART = """
the mayor ordered the lists burned on 9 March in the yard of the archive | the mayor ordered the lists burned
the brewery in Halm laid off 130 workers without notice | the brewery laid off 130 workers
two guards beat the prisoner in the cellar with a hose | the prisoner was beaten
the ferry struck the quay at full speed and lost its rudder | the ferry struck the quay
the treasurer moved 40 million crowns to an account in his wife's name | the treasurer moved 40 million crowns
"""

CONTRADICTS = """
the tram carried 48 sacks of flour | the tram carried 84 sacks of flour
the gas meter stood at 17.3 on 4 May | the gas meter stood at 7.3 on 4 May
six clerks left the customs house | nine clerks left the customs house
the pilot was sober | the pilot was not sober
nobody was hurt in the blast | three people were hurt in the blast
the alarm rang | the alarm did not ring
the vault was empty | the vault was not empty
the lists were burned | the lists were never burned
no sacks were found on the tram | sacks were found on the tram
the minister met the lobbyist | the minister never met the lobbyist
the water of the well is safe to drink | the water of the well is not safe to drink
the seal had been broken | the seal had not been broken
1,200 tonnes of grain rotted in the silo | 200 tonnes of grain rotted in the silo
the fine was 40 million crowns | the fine was 14 million crowns
the treasurer has been dismissed | the treasurer has not been dismissed
"""

NEITHER = """
the town was encircled on 25 February | the town was relieved in March
the tram carried 48 sacks of flour | the mayor flew to Lisbon with the treasurer
the brewery laid off 130 workers | the brewery opened a shop in Halm
the pilot had been drinking | the runway was covered in ice
the school was closed because of mould | the teachers were paid on Monday
tank 3 leaked for two days | tank 4 was painted in spring
the ferry struck the quay | the ferry was built in 1988
the minister took money from Corvin Steel | Corvin Steel makes rails for trams
the vault was opened on 3 June | the bank has four hundred customers
the mayor ordered the lists burned | the archive holds the lists of three parishes
the bridge can carry 12 tonnes | the bridge was painted green
two guards beat the prisoner | the prison has two gates
the water of the well is safe to drink | the well is forty metres deep
the fine was 40 million crowns | the fine has to be paid by May
the clerk sealed the box | the box was carried to the cellar
the crew slept four hours | the crew had new boots
the letter is genuine | the letter was sent by post
the trial begins in autumn | the judge is on leave
the reservoir holds trout | the reservoir was drained for repairs
"""

WANTED = {
    "same": {"same"},
    "part": {"part", "same"},
    "contradicts": {"contradicts"},
    "neither": {"bears_on", "unrelated"},
}
LEAST = {"same": 9, "part": 4, "contradicts": 12, "neither": 15}
"""How many of each table the shipped network gets right; a worse network is not shipped."""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, b in (row.split("|") for row in text.strip().splitlines() if row)]


def line(words: str, **more: object) -> Line:
    at = {"id": words, "document": "d", "file": "f", "at": 0, "text": 0, "first": 0, "last": 1}
    return Line(**at, words=words, terms=terms(words), **more)  # type: ignore[arg-type]


def outcome(a: str, b: str, **more: object) -> str:
    one, other = line(a, **more), line(b, **more)
    return decide(one, other, load_relater().relate(one.core, other.core)).outcome


@pytest.mark.parametrize(("a", "b"), pairs(NEVER_SAME))
def test_other_numbers_dates_names_are_never_the_same_whatever_the_network_says(a: str, b: str) -> None:
    sure = Relation(1.0, 1.0, 0.0, 1.0)
    assert decide(line(a), line(b), sure).outcome not in ("same", "part")
    assert decide(line(b), line(a), sure).outcome not in ("same", "part")


@pytest.mark.parametrize("sort", sorted(LEAST))
def test_pairs_of_invented_subjects(sort: str) -> None:
    table = {"same": SAME, "part": PART, "contradicts": CONTRADICTS, "neither": NEITHER}[sort]
    wrong = [(a, b, found) for a, b in pairs(table) if (found := outcome(a, b)) not in WANTED[sort]]
    assert len(pairs(table)) - len(wrong) >= LEAST[sort], wrong


def test_a_verdict_is_the_same_from_both_sides() -> None:
    for a, b in pairs(SAME + CONTRADICTS + PART):
        one, other = line(a), line(b)
        there, back = load_relater().relate(a, b), load_relater().relate(b, a)
        assert there == back.turned()
        first, second = decide(one, other, there), decide(other, one, back)
        assert (first.outcome, first.strength) == (second.outcome, second.strength)
        assert {first.smaller, second.smaller} in ({0}, {1, 2})


def test_the_difference_is_told() -> None:
    assert differences(terms("the tram carried 48 sacks"), terms("the tram carried 84 sacks"))[0][:] == (
        "number",
        "48",
        "84",
    )


def test_wishes_and_readings_of_different_days_contradict_nothing() -> None:
    sure = Relation(0.0, 0.0, 1.0, 1.0)
    a, b = "lower the water by 3 metres", "lower the water by 2 metres"
    assert decide(line(a, kind="asks"), line(b, kind="orders"), sure).outcome == "bears_on"
    a, b = "the gauge stood at 18.3 litres", "the gauge stood at 19.7 litres"
    assert decide(line(a, as_of="2031-02-07"), line(b, as_of="2031-03-18"), sure).outcome == "bears_on"
    assert decide(line(a, as_of="2031-02"), line(b, as_of="2031-02-07"), sure).outcome == "contradicts"


def test_a_figure_of_comparison_is_not_the_figure_that_counts() -> None:
    now = line("the gauge stood at 18.3 litres, against 9.2 on 20 June")
    assert now.stated.figures == {"18.3"}
    assert not now.stated.dates


def test_long_contents_and_other_languages_are_finite_and_symmetric() -> None:
    long = "the tram carried sacks of flour to the mill " * 600
    german, chinese = "die Fähre stieß gegen den Kai", "渡轮撞上了码头"
    for a, b in ((long, "the tram stopped"), (german, chinese), ("", "x")):
        assert load_relater().relate(a, b) == load_relater().relate(b, a).turned()
