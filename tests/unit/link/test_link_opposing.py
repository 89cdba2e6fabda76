"""Which claims stand against one another, and which only look so."""

from __future__ import annotations

import pytest

from sayso.link.answers import answers_to
from sayso.link.claims import groups_of
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


def test_lines_that_hang_together_by_others_alone_are_shown_and_not_counted() -> None:
    lines = [line(words) for words in ("one", "two", "three", "four")]
    chances = {(0, 1): 0.9, (1, 2): 0.3, (2, 3): 0.9}
    known = {pair: Verdict("same", chance, chance=chance) for pair, chance in chances.items()}
    known |= {pair: Verdict("bears_on", 0.4, chance=0.12) for pair in ((0, 2), (0, 3), (1, 3))}
    (group,) = groups_of(lines, lambda a, b: Relation(0.0, 0.0, 0.0, 0.0), known)
    assert group.weak
    assert group.cores == [{1, 2, 3}]


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


@pytest.mark.parametrize(
    ("none", "told", "opposed_"),
    [
        ("no new pump has arrived", "the new pump leaks in the cold", False),
        ("no new pump has arrived", "the new pump arrived on Tuesday", True),
        ("no guard was hurt in the yard", "a guard in the yard was hurt", True),
        ("no guard was hurt", "the guard locked the yard", False),
    ],
)
def test_that_nothing_did_it_opposes_only_what_tells_of_that_deed(none: str, told: str, *, opposed_: bool) -> None:
    surely = Relation(0.0, 0.0, 0.98, 0.99)
    assert (decide(line(none), line(told), surely).outcome == "contradicts") is opposed_


def test_the_number_of_a_thing_alone_makes_no_claim_of_two() -> None:
    drove, stopped = line("she drove bus 733 on the quay with him"), line("they washed bus 733 twice on the quay")
    assert decide(drove, stopped, Relation(0.0, 0.0, 0.0, 0.02)).outcome != "same"
    assert decide(drove, stopped, Relation(0.2, 0.3, 0.0, 0.9)).outcome == "same"


def test_an_order_is_no_deed_but_may_be_told_of() -> None:
    same = Verdict("same", 0.9, chance=0.9)
    order = line("clear the shed by noon", kind="orders")
    for words, one in (("the shed was cleared by noon", False), ("he was ordered to clear the shed by noon", True)):
        found = together([order, line(words)], {(0, 1): same}, lambda a, b: same, Bonds())
        assert (len(found) == 1) is one, words


def test_a_denial_of_an_order_does_not_deny_what_was_done() -> None:
    denial = line("giving any order to clear the shed", kind="denies", speaker_name="Ida")
    held = Verdict("bears_on", 0.9, relation=Relation(0.0, 0.9, 0.0, 0.9))
    assert not list(answers_to([denial, line("the shed was cleared by noon")], {(0, 1): held}, {}))
    assert list(answers_to([denial, line("Ida ordered that the shed be cleared")], {(0, 1): held}, {})) == [(0, 1)]


def test_words_in_common_deny_nothing_where_the_network_sees_another_fact() -> None:
    denial = line("new barge failed a brake trial", kind="denies", speaker_name="Ida")
    told = line("keep the barge moored until a new brake has passed a trial")
    for relation, given in ((Relation(0.0, 0.0, 0.0, 0.02), []), (Relation(0.0, 0.3, 0.0, 0.5), [(0, 1)])):
        verdicts = {(0, 1): Verdict("bears_on", 0.5, relation=relation)}
        assert list(answers_to([denial, told], verdicts, {})) == given


@pytest.mark.parametrize(
    ("words", "against"),
    [
        ("locks 2 and 5 could not be reached for the mud", False),
        ("locks 2 and 5 cannot yet be reached for the mud", False),
        ("locks 2 and 5 could not have been shut", True),
        ("locks 2 and 5 were not shut", True),
    ],
)
def test_what_could_not_be_done_denies_nothing_else(words: str, *, against: bool) -> None:
    told = line("locks 2 and 5 were shut", id="a")
    verdict = decide(line(words, id="b"), told, Relation(0.0, 0.0, 0.99, 0.99))
    assert (verdict.outcome == "contradicts") == against


@pytest.mark.parametrize(
    ("denied", "target", "given"),
    [
        ("third ledger", "he kept one ledger, and the name in the third is not his", True),
        ("third ledger", "the ledger lay on the quay", False),
        ("somebody was pushed", "a lamp stood on the quay, as if put there", False),
        ("somebody was pushed", "two men pushed a third off the quay", True),
    ],
)
def test_a_word_or_two_deny_only_what_speaks_of_them(denied: str, target: str, *, given: bool) -> None:
    held = Verdict("bears_on", 0.9, relation=Relation(0.0, 0.95, 0.0, 0.95))
    lines = [line(denied, kind="denies", speaker_name="Ida"), line(target, speaker_name="Olaf")]
    assert list(answers_to(lines, {(0, 1): held}, {})) == ([(0, 1)] if given else [])


def test_nobody_denies_what_his_own_side_says() -> None:
    held = Verdict("bears_on", 0.9, relation=Relation(0.0, 0.95, 0.0, 0.95))
    denial = line("the harbour master had been dismissed", kind="denies", speaker="Ida", bodies=("Quay Office",))
    for body, given in (("Quay Office", []), ("Ferry Union", [(0, 1)])):
        told = line("the harbour master is still in his post", speaker=body)
        assert list(answers_to([denial, told], {(0, 1): held}, {})) == given


@pytest.mark.parametrize(
    ("words", "against"),
    [
        ("every boat in the yard must be listed", False),
        ("every boat in the yard is to be listed", False),
        ("every boat in the yard was listed", True),
    ],
)
def test_what_is_to_be_is_not_denied_by_what_was(words: str, *, against: bool) -> None:
    none = line("no boat in the yard was listed", id="b")
    verdict = decide(none, line(words, id="a"), Relation(0.0, 0.0, 0.99, 0.99))
    assert (verdict.outcome == "contradicts") == against
