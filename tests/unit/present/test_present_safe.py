from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.present.safe import UNSEEN, json_safe, one_line, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("invoice\u202efdp.exe", "invoice⟨U+202E⟩fdp.exe"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("bell\a", "bell␇"),
        ("\udc80", "⟨U+DC80⟩"),
        ("Œuvre, naïve — ‘ok’ 日本 שלום", "Œuvre, naïve — ‘ok’ 日本 שלום"),
        ("two\n\tlines", "two\n\tlines"),
    ],
)
def test_what_steers_a_terminal_is_spelled_out_and_the_rest_stays(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if c not in "\n\t" and unicodedata.category(c) in UNSEEN]
    assert visible(shown) == shown
    assert "\n" not in one_line(text)


@given(st.text(st.characters(exclude_categories=[])))
def test_json_keeps_its_value_and_loses_its_power(text: str) -> None:
    line = json_safe(json.dumps(text, ensure_ascii=False))
    assert json.loads(line) == text
    assert "\x1b" not in line
    assert "\u202e" not in line
