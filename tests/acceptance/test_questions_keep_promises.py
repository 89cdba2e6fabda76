"""What a handling rule keeps in is in no answer; a draft that uses it is told so, without a word more than that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from piles import PILE, write_pile
from sayso.errors import AskedWrongly
from sayso.present.answered import asked_text
from sayso.present.check_text import check_text
from sayso.present.why_text import why_text
from sayso.workbench import Case

Quick = Callable[[Path], Case]
NAME = "quillfeather.txt"
SECRET = "Lighthouse\n\nGesine Vollmer said the marzipan lighthouse was paid for twice by the harbour office.\n"
QUOTE = b'"the marzipan lighthouse was paid for twice", a friend wrote.\n'
OTHER = b'"the north crane was inspected on Monday by two men", a friend wrote.\n'
BEFORE, AFTER = date(2024, 5, 6), date(2024, 5, 7)


@pytest.fixture
def case(quick: Quick, pile: Path, tmp_path: Path) -> Iterator[Case]:
    write_pile(pile, {NAME: SECRET})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        yield case


def promised(case: Case, draft: bytes, on: date | None = None) -> list[str]:
    checked = case.check("draft.txt", data=draft, on=on)
    return [finding.why for finding in checked.findings if finding.verdict == "promised"]


@pytest.mark.parametrize("rule", ["off the record", "privileged", "set aside"])
def test_words_kept_in_are_told_by_their_rule_alone(rule: str, case: Case) -> None:
    assert promised(case, QUOTE) == []
    case.judge(rule, NAME, by="AB")
    assert promised(case, QUOTE) == [f"these words come from something that was promised: {rule}"]
    assert promised(case, OTHER) == []
    text = check_text(case.check("draft.txt", data=QUOTE))
    assert "Vollmer" not in text
    assert "quillfeather" not in text


def test_what_is_not_for_quotation_is_told_with_its_file(case: Case) -> None:
    case.judge("not for quotation", NAME, by="AB")
    (why,) = promised(case, QUOTE)
    assert why.endswith(f"not for quotation ({NAME})")


def test_an_embargo_holds_until_its_day(case: Case) -> None:
    case.judge("embargo", NAME, by="AB", until="2024-05-07")
    (why,) = promised(case, QUOTE, BEFORE)
    assert "embargo until 7 May 2024" in why
    assert promised(case, QUOTE, AFTER) == []


def test_words_that_stand_elsewhere_too_break_no_promise(case: Case) -> None:
    case.judge("off the record", "memo.txt", by="AB")
    assert promised(case, OTHER) == []


def test_no_answer_and_no_trail_holds_a_word_of_it(case: Case) -> None:
    statement = next(s for s in case.statements() if s.at.speaker_name == "Gesine Vollmer")
    assert "marzipan" in asked_text(case.ask("Was the marzipan lighthouse paid for twice?"), 80)
    assert "marzipan" in why_text(case.why(statement.key))
    case.judge("off the record", NAME, by="AB")
    assert case.ask("Was the marzipan lighthouse paid for twice?").answers == ()
    for asked in (statement.key, statement.id, "the marzipan lighthouse was paid for twice"):
        with pytest.raises(AskedWrongly):
            case.why(asked)


def test_what_is_left_answers_as_before(case: Case, quick: Quick, tmp_path: Path) -> None:
    case.judge("off the record", NAME, by="AB")
    with quick(tmp_path / "b.sayso") as never:
        never.add(write_pile(tmp_path / "without", PILE))
        for question in ("Was the north crane inspected?", "Who denied that the crane had been moved?"):
            assert asked_text(case.ask(question), 80) == asked_text(never.ask(question), 80)
