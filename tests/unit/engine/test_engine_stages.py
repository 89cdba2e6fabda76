"""The list of stages: what may follow what, and what a key hangs on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.engine import stages
from sayso.engine.stages import STAGES, Stage, check, fact_key, reading_key, stage, stage_key
from sayso.settings import Settings


def made(name: str, *reads: str, writes: str, layer: str = "facts", settings: tuple[str, ...] = ()) -> Stage:
    return Stage(name=name, layer=layer, reads=reads, writes=writes, version=lambda: "1", settings=settings)  # type: ignore[arg-type]


def test_the_shipped_list_can_run() -> None:
    check(STAGES)


@pytest.mark.parametrize(
    ("listed", "complaint"),
    [
        ([made("b", "as", writes="bs")], "no stage before it writes"),
        ([made("b", "as", writes="bs"), made("a", "files", writes="as")], "no stage before it writes"),
        ([made("a", "files", writes="as"), made("a", "files", writes="bs")], "comes twice"),
        ([made("a", "files", writes="as"), made("b", "files", writes="as")], "comes twice"),
        ([made("a", "files", writes="as", settings=("volume",))], "not a setting"),
        ([made("g", "files", writes="gs", layer="groups"), made("f", "gs", writes="fs")], "facts from groups"),
    ],
)
def test_a_list_that_cannot_run_is_refused(listed: list[Stage], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check(listed)


def test_a_key_changes_with_its_own_setting_and_no_other() -> None:
    biased, other = Settings(cue_bias=1.0), Settings(top=7)
    assert stage_key("extract", biased, "net") != stage_key("extract", Settings(), "net")
    assert stage_key("extract", other, "net") == stage_key("extract", Settings(), "net")
    assert stage_key("read", biased) == stage_key("read", Settings())


def test_a_new_network_changes_extraction_and_nothing_before_it() -> None:
    for name in ("read", "fingerprint", "align"):
        assert stage_key(name, Settings(), "old") == stage_key(name, Settings(), "new")
    assert stage_key("extract", Settings(), "old") != stage_key("extract", Settings(), "new")


def test_new_code_changes_the_key_of_its_stage_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {s.name: stage_key(s.name, Settings(), "net") for s in STAGES}
    newer = tuple(replace(s, version=lambda: "next") if s.name == "align" else s for s in STAGES)
    monkeypatch.setattr(stages, "STAGES", newer)
    stages._by_name.cache_clear()
    try:
        after = {s.name: stage_key(s.name, Settings(), "net") for s in STAGES}
    finally:
        stages._by_name.cache_clear()
    assert {name for name in before if before[name] != after[name]} == {"align"}


def test_readings_are_shared_by_equal_bytes_of_one_suffix() -> None:
    assert reading_key("read", "aa", ".txt") != reading_key("read", "aa", ".html")
    assert reading_key("read", "aa", ".txt") != fact_key("other", "aa", ".txt")


def test_a_stage_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        stage("guess")
