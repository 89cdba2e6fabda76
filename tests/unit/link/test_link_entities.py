"""Which names are one."""

from __future__ import annotations

import random

import pytest

from sayso.link.entities import NameBook
from sayso.link.names import looks_misread
from sayso.model.findings import EntityKind


def groups(*names: tuple[str, EntityKind]) -> list[set[str]]:
    """The names grouped by entity; every order of noting them must give the same."""
    found = []
    for seed in (1, 2, 3):
        book = NameBook()
        for name, kind in random.Random(seed).sample(names, len(names)):
            book.add(name, kind, name, (0, 0, 1))
        book.settle()
        by_id: dict[str | None, set[str]] = {}
        for name, kind in names:
            by_id.setdefault(book.entity_of(name, kind), set()).add(name)
        found.append(sorted(by_id.values(), key=sorted))
    assert found[0] == found[1] == found[2]
    return found[0]


def people(*names: str) -> list[set[str]]:
    return groups(*[(name, "person") for name in names])


@pytest.mark.parametrize(
    "names",
    [
        ("Ida Holm", "Ms Holm"),
        ("Ida Holm", "I. Holm", "Deputy Mayor Ida Holm"),
        ("Ida Holm", "IDA HOLM"),
        ("Ida Maria Holm", "Ida Holm", "Holm"),
    ],
)
def test_titles_initials_and_a_surname_alone_join_the_one_fuller_name(names: tuple[str, ...]) -> None:
    assert people(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [("Ida Holm", "Olaf Holm"), ("Marten Vold", "Martin Vold"), ("Holt", "Holm"), ("Ida Holm", "O. Holm")],
)
def test_other_first_names_and_names_a_letter_apart_stay_apart(names: tuple[str, ...]) -> None:
    assert people(*names) == [{name} for name in sorted(names)]


def test_a_surname_that_two_people_have_joins_neither() -> None:
    assert {"Mr Holm"} in people("Ida Holm", "Olaf Holm", "Mr Holm")


def test_bodies_join_their_acronym_their_opening_words_and_the_other_word_order_if_only_one_can_be_meant() -> None:
    names = (
        "Quay Safety Office",
        "QSO",
        "Ministry of the Interior",
        "Interior Ministry",
        "Blue Heron Trust",
        "Blue Heron",
    )
    assert groups(*[(n, "organisation") for n in names]) == [
        {"Blue Heron", "Blue Heron Trust"},
        {"Interior Ministry", "Ministry of the Interior"},
        {"QSO", "Quay Safety Office"},
    ]
    assert {"QSO"} in groups(
        ("Quay Safety Office", "organisation"), ("Queen Street Orchestra", "organisation"), ("QSO", "organisation")
    )


def test_an_entity_is_called_by_its_fullest_form_and_keeps_every_place() -> None:
    book = NameBook()
    book.add("Ida Holm", "person", "Major Ida Holm", (1, 5, 19))
    book.add("Ida Holm", "person", "IDA HOLM", (0, 2, 10))
    book.add("Holm", "person", "Holm", (1, 30, 34))
    book.settle()
    (entity,) = book.entities(["A", "B"])
    assert (entity.name, entity.kind) == ("Ida Holm", "person")
    assert [(m.document, m.span.start) for m in entity.mentions] == [("A", 2), ("B", 5), ("B", 30)]
    assert "Major Ida Holm" in entity.aliases


def test_the_unnamed_are_nobody() -> None:
    book = NameBook()
    book.add("Ida Holm", "person", "Ida Holm", None)
    book.settle()
    assert book.entity_of("unnamed officer") is None
    assert book.entity_of(None) is None
    assert book.entity_of("Olaf Tern") is None


@pytest.mark.parametrize(
    "name", ["Whenever Tern", "O QUAY", "ABLOX S QUAY", "Ha^bour Board", "BErit Lund", "FErry Board"]
)
def test_a_name_that_was_misread_looks_it(name: str) -> None:
    assert looks_misread(name)


@pytest.mark.parametrize(
    "name", ["Olaf S Tern", "R. McTern", "DeWick Ferries", "Act 4/11", "NGOs United", "Ida O'Tern"]
)
def test_a_name_with_an_initial_or_a_prefix_does_not(name: str) -> None:
    assert not looks_misread(name)


def test_one_name_alone_is_part_of_a_name_and_a_body_or_a_title_is_not() -> None:
    book = NameBook()
    notes: list[tuple[str, EntityKind]] = [("Piet", "person"), ("Mr Lund", "person"), ("HENRIKA", "organisation")]
    notes += [("Ferrywatch", "organisation"), ("NQB", "organisation"), ("Sunder Board", "organisation")]
    for name, kind in notes:
        book.add(name, kind, name, None)
    book.settle()
    assert book.is_part("Piet")
    assert book.is_part("HENRIKA")
    assert book.is_part("Ferrywatch")
    assert not book.is_part("Ferrywatch", "the Ferrywatch")
    assert not any(book.is_part(name) for name in ("NQB", "Sunder Board", None))
