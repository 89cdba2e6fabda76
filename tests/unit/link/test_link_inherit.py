"""Whose words a copy or a short name brings, where one other place, and only one, tells."""

from __future__ import annotations

from typing import Any

from sayso.link.entities import NameBook
from sayso.link.inherit import inherited
from sayso.link.lines import Line
from sayso.link.terms import terms


def line(name: str, words: str = "the lamp was out", **more: Any) -> Line:
    return Line(
        id=name,
        document=name,
        file=name,
        at=0,
        text=0,
        first=0,
        last=4,
        words=words,
        terms=terms(words),
        source="I",
        **more,
    )


def test_a_part_of_a_letter_takes_its_speaker_from_the_letter() -> None:
    letter, part = line("a", speaker="E1", speaker_name="Ida Wick"), line("b", doubts=("no_speaker",))
    assert inherited([letter, part], lambda _: ((0, 3),))[1].speaker_name == "Ida Wick"
    assert inherited([letter, part], lambda _: ((0, 3),))[1].doubts == ("weak_speaker",)


def test_other_words_another_place_or_two_speakers_give_none() -> None:
    one, two = line("a", speaker="E1", speaker_name="Ida Wick"), line("c", speaker="E2", speaker_name="Olaf Tern")
    part = line("b")
    assert inherited([one, two, part], lambda _: ((0, 3),))[2].speaker is None
    assert inherited([one, part], lambda each: ((0, len(each.id + each.file * (each is part))),))[1].speaker is None
    assert inherited([one, line("b", "the lamp was lit")], lambda _: ((0, 3),))[1].speaker is None


def test_a_lone_capitalised_word_means_the_one_entity_it_can_be_short_for() -> None:
    book = NameBook()
    for name, kind in (("Ida Wick", "person"), ("Olaf Tern", "person"), ("Berit Tern", "person")):
        book.add(name, kind, name, None)  # type: ignore[arg-type]
    book.add("Sunder Ferries", "organisation", "Sunder Ferries", None)
    book.add("Willow Bridge Works", "organisation", "Willow Bridge Works", None)
    book.settle()
    assert book.called(book.meant_by("Willow Bridge") or "") == "Willow Bridge Works"
    assert book.called(book.meant_by("Ida") or "") == "Ida Wick"
    assert book.called(book.meant_by("Ferries") or "") == "Sunder Ferries"
    assert book.meant_by("Tern") is None
    assert book.meant_by("Olaf Ferries") is None
    assert book.meant_by("ferries") is None
    assert book.meant_by("The Ferries") is None
