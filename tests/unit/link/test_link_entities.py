"""Which names are one."""

from __future__ import annotations

import random

import pytest

from sayso.link.entities import NameBook
from sayso.link.joining import NameVerdicts, blurred, one_letter_less
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


def test_what_was_taken_for_a_body_is_the_person_whose_initial_and_surname_it_has() -> None:
    assert groups(("B. Quill", "person"), ("Berta Quill", "organisation")) == [{"B. Quill", "Berta Quill"}]
    assert len(groups(("B. Quill", "person"), ("Berta Quill Bank", "organisation"))) == 2
    assert len(groups(("B. Quill", "person"), ("Anders Quill", "organisation"))) == 2


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


def spread(*places: tuple[int, str, EntityKind], verdicts: NameVerdicts | None = None) -> NameBook:
    """A book of names that stand in the documents of those numbers."""
    book = NameBook(verdicts)
    for k, (document, name, kind) in enumerate(places):
        book.add(name, kind, name, (document, k, k + 1))
    book.settle()
    return book


def one(book: NameBook, a: str, b: str) -> bool:
    return book.entity_of(a) == book.entity_of(b)


MANY = [(n, f"Person Of{n}", "person") for n in range(40)]
"""So many documents that one place in common says nothing."""


def test_a_short_form_joins_only_in_the_same_company() -> None:
    names = [(0, "Ida Holm", "person"), (1, "Holm", "person")]
    assert not one(spread(*MANY, *names), "Ida Holm", "Holm")  # type: ignore[arg-type]
    beside = [(d, n, "organisation") for d in (0, 1) for n in ("Quay Trust", "Sunder Line")]
    assert one(spread(*MANY, *names, *beside), "Ida Holm", "Holm")  # type: ignore[arg-type]


def test_a_shared_calling_is_company_enough() -> None:
    book = NameBook()
    for document, name, kind in (*MANY, (0, "Greta Lund", "person"), (1, "Inspector Lund", "person")):
        book.add(name, kind, name, (document, 0, 1))  # type: ignore[arg-type]
    book.call("Greta Lund", "inspector")
    book.settle()
    assert one(book, "Greta Lund", "Lund")


@pytest.mark.parametrize(
    ("short", "longer", "same"),
    [
        ("Osric Vehicle", "Osric Vehicle Works", True),
        ("Courier", "Sunder Courier", True),
        ("Harbour Nations", "Harbour Nations Council", False),
        ("Sunder", "Sunder Times", False),
        ("Joint Lakes Council", "Lakes Council", True),
        ("World", "World Trade Company", False),
        ("Quay Department", "Quay Department Licence Office", False),
    ],
)
def test_opening_and_last_words_stand_for_a_body_they_do_not_name_in_part(short: str, longer: str, same: bool) -> None:
    book = spread((0, short, "organisation"), (0, longer, "organisation"))
    assert one(book, short, longer) is same


def test_initials_stand_for_a_body_only_where_a_document_gives_both() -> None:
    full, short = "Quay Safety Office", "QSO"
    beside = [(d, n, "organisation") for d in (0, 1) for n in ("Blue Trust", "Red Line")]
    apart = spread((0, full, "organisation"), (1, short, "organisation"), *beside)  # type: ignore[arg-type]
    assert not one(apart, short, full)
    assert one(spread((0, full, "organisation"), (0, short, "organisation")), short, full)


def test_noise_and_accents_join_and_one_slip_does_where_the_other_form_is_common() -> None:
    assert blurred("müller") == blurred("muller")
    assert one(spread((0, "Marten Vold", "person"), (1, "Rnarten Vold", "person")), "Marten Vold", "Rnarten Vold")
    known = [(d, "Marten Voldane", "person") for d in (0, 1, 2)] + [(d, "Quay Trust", "organisation") for d in (0, 3)]
    assert one(spread(*known, (3, "Martin Voldane", "person")), "Marten Voldane", "Martin Voldane")  # type: ignore[arg-type]
    assert not one(spread(*known, (0, "Martin Voldane", "person")), "Marten Voldane", "Martin Voldane")  # type: ignore[arg-type]


def test_papers_with_one_number_are_one() -> None:
    book = spread((0, "Letter QO/77", "document"), (1, "QO/77", "document"), (1, "Order No. 5", "document"))
    assert one(book, "Letter QO/77", "QO/77")
    assert one(book, "Order 5", "Order No. 5")


def test_a_first_name_alone_means_the_only_one_who_has_it_and_every_merge_has_its_reason_and_places() -> None:
    names = ((0, "Rowan Ash"), (0, "Piet Lund"), (1, "Rowan"), (1, "Piet Lund"))
    book = spread(*[(document, name, "person") for document, name in names])
    ash = next(e for e in book.entities(["A", "B"]) if e.name == "Rowan Ash")
    merge = next(r for r in ash.reasons if r.name == "first_name")
    assert "“Rowan” is taken for “Rowan Ash”" in merge.text
    assert {p.document for p in merge.evidence} == {"A", "B"}


def test_a_person_joins_parts_and_renames_and_outranks_every_rule() -> None:
    verdicts = NameVerdicts(
        same=(("Ida Holm", "Olaf Tern"),), differ=(("Berit Lund", "Lund"),), called={"Olaf Tern": "Ida Holm-Tern"}
    )
    names: list[tuple[int, str, EntityKind]] = [
        (0, name, "person") for name in ("Ida Holm", "Olaf Tern", "Berit Lund", "Lund")
    ]
    book = spread(*names, verdicts=verdicts)
    assert one(book, "Ida Holm", "Olaf Tern")
    assert not one(book, "Berit Lund", "Lund")
    assert book.canonical("Ida Holm") == "Ida Holm-Tern"
    assert one(spread(*names), "Berit Lund", "Lund")


def test_names_that_one_slip_parts_are_found_wherever_it_is() -> None:
    """However the name is mistaken, it is looked for among those that share what is left without one letter."""
    name = "mirtha solvang"
    slips = [name[:k] + name[k + 1 :] for k in range(len(name))]
    slips += [name[:k] + "q" + name[k:] for k in range(len(name) + 1)]
    slips += [name[:k] + "q" + name[k + 1 :] for k in range(len(name))]
    slips += [name[:k] + name[k + 1] + name[k] + name[k + 2 :] for k in range(len(name) - 1)]
    assert all(not one_letter_less(name).isdisjoint(one_letter_less(slip)) for slip in slips)
    assert one_letter_less(name).isdisjoint(one_letter_less("mirta solwang"))
