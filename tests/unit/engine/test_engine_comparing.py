"""Two files compared: what is asserted after the second look, what is left out, and what a promise keeps in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.engine.comparing import Held, compared
from sayso.engine.single import text_document
from sayso.model.document import Document, Page
from sayso.model.sight import Again, Box, Look, Region, Shot, Sight
from sayso.model.span import Span
from sayso.model.words import Word, pack
from sayso.present.comparison import Comparison
from sayso.read import Pages

TEXT = (
    "The clerk counted 48 crates on the quay before noon and signed for all of them in the presence of two porters. "
    "Nobody asked where the other eight had gone, though the gate was locked and the key hung behind the counter. "
    "The harbour master was told on the same day by Anna Holm and wrote nothing down for the inspector to read."
)
SHOT = Shot(b"\xff\xd8\xff jpeg", 595.0, 842.0)


def boxes_of(text: str) -> list[Word]:
    words, start = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, start)
        row, column = divmod(number, 8)
        words.append(Word(start, start + len(word), 50 + 60 * column, 80 + 20 * row, 100 + 60 * column, 92 + 20 * row))
        start += len(word)
    return words


def held(text: str, *, picture: bool = False, shown: bool = True) -> Held:
    document = text_document(text)
    words = pack(boxes_of(text))
    page = Page(number=1, span=Span(0, len(text)), width=595.0, height=842.0, engine="rapidocr", words=words)
    if picture:
        document = Document(
            id=f"D{len(text)}",
            item="I",
            file="page.jpg",
            digest=document.digest,
            content=replace(document.content, pages=(page,)),
        )
    return Held(document=document, data=text.encode(), words=lambda _: words if picture else b"", shown=shown)


def blind(one: Pages, other: Pages, look: Look) -> Sight:
    return Sight()


def seeing(*readings: tuple[str, str], regions: tuple[Region, ...] = ()) -> Callable[[Pages, Pages, Look], Sight]:
    """Looks at each spot and reads it as given; of a side without strips nothing."""

    def look(one: Pages, other: Pages, look: Look) -> Sight:
        again = tuple(
            Again((first,) if first else (), (second,) if second else (), SHOT.jpeg, SHOT.jpeg)
            for first, second in readings
        )
        assert len(again) == len(look.spots)
        return Sight(SHOT, SHOT, again, regions, compared=True)

    return look


def only(found: Comparison) -> tuple[str, str, str, str]:
    (told,) = found.told
    return told.sort, told.certainty, told.one.words, told.other.words


def test_two_texts_need_no_second_look() -> None:
    found = compared(held(TEXT), held(TEXT.replace("48", "43")), blind)
    assert (found.relation, only(found)) == ("altered", ("number", "asserted", "48", "43"))
    assert (found.told[0].looked, found.told[0].one.page) == (False, 1)


def test_a_misread_word_is_not_asserted_and_makes_no_altered_version() -> None:
    one, other = held(TEXT), held(TEXT.replace("48", "43"), picture=True)
    found = compared(one, other, seeing(("", "clerk counted 48 crates on")))
    assert (found.relation, only(found)) == ("near", ("number", "possible", "48", "43"))


def test_a_change_that_is_read_again_is_asserted_with_both_places_cut_out() -> None:
    one, other = held(TEXT, picture=True), held(TEXT.replace("48", "43"), picture=True)
    found = compared(one, other, seeing(("clerk counted 48 crates on", "clerk counted 43 crates on")))
    assert (found.relation, only(found)) == ("altered", ("number", "asserted", "48", "43"))
    assert (found.told[0].looked, found.told[0].cut_one, found.told[0].cut_other) == (True, SHOT.jpeg, SHOT.jpeg)
    assert found.told[0].other.boxes == (Box(230.0, 80.0, 280.0, 92.0),)
    assert (found.facing[0].shot_one, found.facing[0].compared) == (SHOT, True)


def test_what_is_read_again_is_told_and_parts_what_was_run_together() -> None:
    one, other = held(TEXT, picture=True), held(TEXT.replace("48 crates", "43crates"), picture=True)
    readings = ("clerk counted 48 crates on", "clerk counted 43 crates on the")
    assert only(compared(one, other, seeing(readings))) == ("number", "asserted", "48", "43")

    one, other = held(TEXT, picture=True), held(TEXT.replace("Anna Holm", "Anna Bergņ"), picture=True)
    readings = ("day by Anna Holm and wrote", "day by Anna Berg and wrote")
    found = compared(one, other, seeing(readings))
    assert only(found)[2:] == ("Holm", "Bergņ")
    assert (found.told[0].one.again, found.told[0].other.again) == ("", "Berg")


def test_a_letter_in_a_line_with_another_misread_word_stays_possible_though_it_is_read_again() -> None:
    one = held(TEXT, picture=True)
    other = held(TEXT.replace("Anna Holm", "Anria Halm"), picture=True)
    readings = [("day by Anna Holm", "day by Anna Holm"), ("by Anna Holm and", "by Anria Halm and")]
    found = compared(one, other, seeing(*readings))
    assert {told.certainty for told in found.told} == {"possible"}


@pytest.mark.parametrize(
    ("now", "told"),
    [("a1one", 0), ("alóne", 0), ("aIone", 0), ("olone", 1), ("alon", 1)],
)
def test_what_looks_alike_in_print_is_told_of_texts_and_not_of_pictures(now: str, told: int) -> None:
    text = TEXT + " They stood there alone until the evening."
    changed = text.replace("alone", now)
    assert len(compared(held(text), held(changed), blind).told) == 1
    assert len(compared(held(text), held(changed, picture=True), blind).told) == told


def test_what_matters_most_comes_first_and_what_is_only_possible_last() -> None:
    changed = TEXT.replace("wrote nothing down", "put nothing down").replace("eight", "nine")
    changed = changed.replace("Anna Holm", "Anna Berg").replace("was locked", "was not locked")
    one, other = held(TEXT), held(changed)
    found = compared(one, other, blind)
    assert [told.sort for told in found.told] == ["number", "name", "negation", "wording"]
    assert [told.number for told in found.told] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("kind", "told"),
    [("only on the second", 0), ("drawn differently", 0), ("blacked out on the first", 1)],
)
def test_what_the_texts_tell_already_is_not_told_again_but_for_what_is_blacked_out(kind: str, told: int) -> None:
    one, other = held(TEXT, picture=True), held(TEXT.replace("48", "43"), picture=True)
    place = Box(228, 79, 282, 93)
    look = seeing(("clerk counted 48 crates on", "clerk counted 43 crates on"), regions=(Region(kind, place, place),))
    assert len(compared(one, other, look).seen) == told


def test_a_mark_beside_the_text_is_told_with_the_next_number() -> None:
    one, other = held(TEXT, picture=True), held(TEXT.replace("48", "43"), picture=True)
    place = Box(300, 600, 400, 650)
    found = compared(one, other, seeing(("", ""), regions=(Region("only on the first", place, place),)))
    assert [(mark.number, mark.kind, mark.one) for mark in found.seen] == [(2, "only on the first", place)]


def test_pages_under_a_promise_are_looked_at_and_not_shown() -> None:
    one, other = held(TEXT, picture=True, shown=False), held(TEXT.replace("48", "43"), picture=True)
    found = compared(one, other, seeing(("clerk counted 48 crates on", "clerk counted 43 crates on")))
    assert (found.facing[0].shot_one, found.facing[0].shot_other) == (None, SHOT)
    assert (found.told[0].cut_one, found.told[0].cut_other) == (b"", SHOT.jpeg)
    assert found.told[0].certainty == "asserted"
    assert "no pictures" in found.notes[0]


def test_one_file_twice_is_told_apart_from_one_text_twice() -> None:
    assert compared(held(TEXT), held(TEXT), blind).relation == "same bytes"
    assert compared(held(TEXT), held(TEXT.replace("  ", " ") + "\n"), blind).relation == "exact"


def test_a_part_of_the_other_is_told_as_such() -> None:
    found = compared(held(TEXT[: TEXT.index(" The harbour")]), held(f"{TEXT} {TEXT[::-1]}"), blind)
    assert (found.relation, found.part) == ("excerpt", "one")


def test_no_copies_show_the_words_they_share() -> None:
    sentence = TEXT[: TEXT.index(" Nobody")]
    other = f"A quite different report begins here and has nothing of it. {sentence} And goes on elsewhere for long."
    filler = " ".join(f"word{n} other{n} thing{n}" for n in range(60))
    found = compared(held(f"{sentence} {filler}"), held(f"{other} {filler[::-1]}"), blind)
    assert (found.relation, found.told) == ("none", ())
    assert found.shared[0].one.words.startswith("The clerk counted 48 crates")


def test_without_pictures_nothing_is_looked_at() -> None:
    def never(one: Pages, other: Pages, look: Look) -> Sight:
        raise AssertionError

    one, other = held(TEXT, picture=True), held(TEXT.replace("48", "43"), picture=True)
    found = compared(one, other, never, pictures=False)
    assert (len(found.told), found.facing[0].shot_one) == (1, None)
    assert found.notes == ("the pages were not looked at as pictures",)


@pytest.mark.parametrize(("one", "other"), [("word", "word"), ("one", "other"), ("x", TEXT)])
def test_very_short_texts_are_compared_without_harm(one: str, other: str) -> None:
    assert compared(held(one), held(other), blind).relation == ("same bytes" if one == other else "none")
