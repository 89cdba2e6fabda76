"""Which claims stand against one another, and which only look so."""

from __future__ import annotations

import pytest

from sayso.link.answers import answers_to
from sayso.link.decide import Verdict, decide
from sayso.link.lines import Line
from sayso.link.opposing import opposed
from sayso.link.terms import terms
from sayso.link.together import Bonds, together
from sayso.nets.relations import Relation

AGAINST = Verdict("contradicts", 0.9)


def line(words: str, **more: object) -> Line:
    at = {"id": words, "document": "d", "file": "f", "at": 0, "text": 0, "first": 0, "last": 1}
    return Line(**{**at, **more}, words=words, terms=terms(words))  # type: ignore[arg-type]


def against(*lines: Line, pair: tuple[int, int] = (0, 1)) -> bool:
    """Whether the claims of the first and the second line are opposed; any third line is of the claim of the first."""
    claim_of = {n: n if n < 2 else 0 for n in range(len(lines))}
    return bool(list(opposed(claim_of, lines, {pair: AGAINST})))


@pytest.mark.parametrize(
    ("undated", "own", "other"),
    [
        ("the queue was 300 metres", "2021-05-01", "2021-06-01"),
        ("the tank held 70 litres", "1998-01", "1998-02-14"),
        ("the ward had 12 beds free", "2020-03-01/2020-03-09", "2020-04-02"),
    ],
)
def test_a_line_without_a_time_is_about_the_times_of_its_claim(undated: str, own: str, other: str) -> None:
    again = line("said again", as_of=own)
    assert not against(line(undated), line("another figure", as_of=other), again)
    assert against(line(undated), line("another figure", as_of=own), again)
    assert against(line(undated), line("another figure", as_of=other))
    assert against(line(undated), line("another figure"), again)


def test_whoever_writes_both_in_one_paper_means_two_things() -> None:
    first, second = (line(f"row {n}: {n}4 kilos", voice="document", speaker="Ida") for n in (1, 2))
    assert not against(first, second)
    elsewhere = line(second.words, voice="document", speaker="Ida", document="e")
    assert against(first, elsewhere)
    assert against(line("he left at nine", speaker="Ida"), line("he left at ten", speaker="Ida"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the bell at the chapel was rung at dawn", "the bell at the chapel stayed mute at dawn"),
        ("the lift passed its inspection", "the lift broke down at its inspection"),
        ("the harvest filled every barn", "the harvest left every barn bare"),
    ],
)
def test_what_the_network_half_opposes_is_not_the_same(a: str, b: str) -> None:
    doubtful = Relation(0.51, 0.25, 0.37, 0.99)
    assert decide(line(a), line(b), doubtful).outcome != "same"


def test_lines_joined_by_weak_links_keep_their_strong_cores() -> None:
    lines = [line(words) for words in ("one", "two", "three", "four")]
    links = {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.9}
    verdicts = {pair: Verdict("same", strength) for pair, strength in links.items()}
    (cluster,) = together(lines, verdicts, lambda a, b: verdicts.get((a, b), Verdict("same", 0.4)), Bonds())
    assert cluster.weak
    assert sorted(map(sorted, cluster.cores)) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the orchestra has lost its conductor to a rival town", "musicians should be paid by the hour"),
        ("she wants the harbour dredged", "fishermen came to a similar conclusion"),
        ("the senator praised a school for the deaf", "many of the pupils that followed"),
    ],
)
def test_one_matter_alone_makes_nothing_the_same_and_denies_nothing(a: str, b: str) -> None:
    matter = Relation(0.55, 0.02, 0.1, 1.0)
    assert decide(line(a), line(b), matter).outcome not in ("same", "part")
    denial = line(a, kind="denies", speaker_name="Ida")
    assert not list(answers_to([denial, line(b)], {(0, 1): decide(denial, line(b), Relation(0.5, 0.05, 0.0, 1.0))}, {}))
