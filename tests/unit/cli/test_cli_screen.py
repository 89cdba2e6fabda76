from __future__ import annotations

import re

import pytest
from brief_pile import brief

from sayso.cli import screen
from sayso.cli.paint import painted
from sayso.present.brief_text import brief_text

STYLES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_a_table_on_a_terminal_takes_no_markup_and_no_escapes_from_cells(
    terminal: None, capsys: pytest.CaptureFixture[str]
) -> None:
    screen.table(("file", "n"), [("[red]a[/red] \x1b[2Jb", 3)])
    shown = capsys.readouterr().out
    assert "[red]a[/red] ␛[2Jb" in STYLES.sub("", shown)
    assert "\x1b[2J" not in shown


def test_the_brief_on_a_terminal_is_the_same_text_under_its_colours(
    terminal: None, capsys: pytest.CaptureFixture[str]
) -> None:
    text = brief_text(brief())
    painted(text)
    shown = capsys.readouterr().out
    assert shown != text
    assert STYLES.sub("", shown) == text


def test_a_pipe_gets_whole_cells_parted_by_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    screen.table(("a", "b"), [("x\ty\nz" * 50, None)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a\tb"
    assert lines[1] == "x y z" + "x y z" * 49 + "\t"
