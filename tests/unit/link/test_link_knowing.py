"""Who was told of something, and who says that he did not know."""

from __future__ import annotations

import pytest

from sayso.link.knowing import knew_not
from sayso.link.lines import Line
from sayso.link.terms import terms


def line(words: str, speaker: str | None = None, **more: object) -> Line:
    at = {"id": words, "document": "d", "file": "f", "at": 0, "text": 0, "first": 0, "last": 1, **more}
    return Line(words=words, terms=terms(words), speaker=speaker, speaker_name=speaker, **at)  # type: ignore[arg-type]


TOLD = line("the warden, Olaf Tern, was warned of the leak", as_of="2031-05-03")


@pytest.mark.parametrize(
    ("words", "speaker", "more", "answers"),
    [
        ("the warden, Mr Tern, first heard of the leak from the newspapers", "Quay Office", {}, True),
        ("I read of it in the papers like everybody", "Olaf Tern", {}, True),
        ("nobody had told Mr Tern anything of a leak", "Quay Office", {}, True),
        ("having seen the list before it was printed", "Olaf Tern", {"kind": "denies"}, True),
        ("nothing reached Mr Tern before that day", "Quay Office", {"as_of": "2031-05-09"}, True),
        ("nothing reached Mr Tern before that day", "Quay Office", {"as_of": "2031-05-01"}, False),
        ("nobody had told Mrs Brand anything of a leak", "Quay Office", {}, False),
        ("Mr Tern did not repair the leak", "Quay Office", {}, False),
        ("Mr Tern learned to sail as a boy", "Quay Office", {}, False),
        ("Mr Tern was told of the leak on 9 May", "Quay Office", {"as_of": "2031-05-09"}, False),
    ],
)
def test_who_did_not_know_answers_who_says_he_was_told(
    words: str, speaker: str, more: dict[str, object], *, answers: bool
) -> None:
    assert knew_not(line(words, speaker, **more), TOLD) == answers


def test_who_was_told_stands_before_what_he_was_told() -> None:
    answer = line("no word of the crack came to the harbour board", "Brack Harbour Board", known_as=("body",))
    warned = line("the board's engineers about the crack", "Ida Holm", cue="had warned")
    assert knew_not(answer, warned)
    assert not knew_not(answer, line("the board's engineers about the crack", "Ida Holm", cue="laughed at"))
    assert not knew_not(answer, line("the press about the crack", "Ida Holm", cue="had warned"))


def test_what_speaks_of_much_more_is_not_about_who_knew() -> None:
    long = line("Mr Tern was told of the leak " + "and the boats were painted once more in the yard " * 4, "Ida Holm")
    assert not knew_not(line("I read of it in the papers", "Olaf Tern"), long)
