"""What a drop changed, told against the case as it was without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from piles import write_pile
from sayso.errors import AskedWrongly
from sayso.present.changed_text import changed_text
from sayso.workbench import Case

Quick = Callable[[Path], Case]
FIRST = "Dora Quill said the north crane was inspected on Monday by two men.\n"
SECOND = "Ewan Pike said the north crane was inspected on Monday by two men of the yard.\n"
DENIAL = "Una Marsh denied that the north crane was inspected on Monday by two men.\n"
OTHER = "Bo Lint said the south gate had been painted green in the spring.\n"


@pytest.fixture
def case(quick: Quick, tmp_path: Path) -> Case:
    opened = quick(tmp_path / "affair.sayso")
    opened.add(write_pile(tmp_path / "a", {"1.txt": FIRST}))
    return opened


def test_a_denial_that_comes_later_is_told(case: Case, tmp_path: Path) -> None:
    case.add(write_pile(tmp_path / "b", {"2.txt": DENIAL, "3.txt": OTHER}), drop="HERON")
    changed = case.changes()
    assert changed.files == 2
    (claim,) = changed.changed
    assert claim.what == ("denied by Una Marsh",)
    assert claim.said.content.words == ("the north crane was inspected on Monday by two men",)
    assert [c.said.content.words[0] for c in changed.new] == ["the south gate had been painted green in the spring"]
    text = changed_text(changed)
    assert "denied by Una Marsh: Dora Quill" in text.replace("\n    ", " ")


def test_a_second_source_is_told(case: Case, tmp_path: Path) -> None:
    case.add(write_pile(tmp_path / "b", {"2.txt": SECOND}), drop="HERON")
    (claim,) = case.changes("HERON").changed
    assert claim.what == ("gained a source: 1 before, 2 sources now",)


def test_only_what_came_since_counts(case: Case, tmp_path: Path) -> None:
    case.add(write_pile(tmp_path / "b", {"2.txt": DENIAL}), drop="HERON")
    case.add(write_pile(tmp_path / "c", {"3.txt": OTHER}))
    assert case.changes("HERON").files == 1
    assert case.changes("2090-01-01").changed == ()
    assert "Nothing that was known before" in changed_text(case.changes("2090-01-01"))


def test_another_drop_of_the_same_day_is_not_taken_along(case: Case, tmp_path: Path) -> None:
    case.add(write_pile(tmp_path / "b", {"2.txt": DENIAL}), drop="HERON")
    case.add(write_pile(tmp_path / "c", {"3.txt": OTHER}), drop="LARK")
    assert case.changes("LARK").files == 1
    assert case.changes("LARK").changed == ()


def test_another_version_of_a_page_calls_for_a_second_look_at_a_judgement(case: Case, tmp_path: Path) -> None:
    page = " ".join(f"The yard kept {n} men at the quay and paid them by the week." for n in ("nine", "ten", "twelve"))
    case.add(write_pile(tmp_path / "b", {"page.txt": page + " " + FIRST}))
    case.judge("authentic", "page.txt", value="authentic", by="AB")
    case.add(write_pile(tmp_path / "c", {"copy.txt": (page + " " + FIRST).replace("ten men", "90 men")}), drop="HERON")
    changed = case.changes()
    assert [v.kind for v in changed.versions] == ["altered"]
    (sentence,) = changed.look_again
    assert sentence.startswith("authentic on page.txt (AB, ")
    assert sentence.endswith("another version of its page came")


def test_a_case_without_drops_says_how_to_tell_deliveries_apart(case: Case) -> None:
    with pytest.raises(AskedWrongly) as error:
        case.changes()
    assert error.value.code == "no_drops"
    with pytest.raises(AskedWrongly):
        case.changes("HERON")
