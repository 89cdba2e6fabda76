"""Poorly read pages: two readings of one paper against two papers on one form; and texts that hold next to nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from link_pile import Pile

from sayso.link.align import align
from sayso.link.anchors import REPEATS, anchored
from sayso.link.changes import side
from sayso.link.fingerprint import fingerprint
from sayso.link.likeness import Likeness, is_poorly_read, likeness
from sayso.model.document import Content

_WORDS = """harbour clerk ferry sacks barley lantern mate chalk hatch customs pier master doctor islands keeper lamp
mole quay tide table office letter ledger winter summer crane lock stranger member board report captain number"""
WORDS = _WORDS.split()


def prose(seed: int, count: int) -> str:
    drawn = random.Random(seed)
    words = [drawn.choice(WORDS) + drawn.choice(("", "s", "ed", "ing")) for _ in range(count)]
    return " ".join(f"{w}," if k % 9 == 8 else w for k, w in enumerate(words))


def misread(text: str, seed: int, share: float = 0.2) -> str:
    """``text`` as a poor machine reads it: letters swapped in a share of the words, stray marks between them."""
    drawn = random.Random(seed)
    out = []
    for word in text.split():
        if drawn.random() < share:
            at = drawn.randrange(len(word))
            out.append(word[:at] + drawn.choice("ceo~*;") + word[at + 1 :])
        else:
            out.append(word)
        if drawn.random() < 0.05:
            out.append(drawn.choice(("~", "|", "*;", "q", "=:")))
    return " ".join(out)


def relation(a: str, b: str) -> str:
    one, other = side(Content(text=a)), side(Content(text=b))
    return align(one, other, fingerprint(a), fingerprint(b)).relation


def test_two_poor_readings_of_one_page_are_near() -> None:
    page = prose(1, 300)
    assert relation(misread(page, 2), misread(page, 3)) == "near"


def test_two_poorly_read_papers_on_one_form_are_not_one_paper() -> None:
    form = prose(4, 120)
    one, other = f"{form} {prose(5, 150)} 1962 4417 33", f"{form} {prose(6, 150)} 1971 9028 57"
    assert relation(misread(one, 7, 0.1), misread(other, 8, 0.1)) == "none"


def test_a_poorly_read_page_inside_a_poorly_read_file_is_an_excerpt() -> None:
    page = prose(9, 200)
    file = f"{prose(10, 900)} {page} {prose(11, 900)}"
    assert relation(misread(page, 12, 0.15), misread(file, 13, 0.15)) == "excerpt"


def test_a_stamp_on_a_poorly_read_page_is_no_part_of_it() -> None:
    stamp = prose(22, 14)
    assert relation(stamp, f"{stamp} {misread(prose(23, 300), 24)}") == "none"


def test_a_scrap_of_a_poorly_read_page_is_a_version_of_it_where_names_agree_and_a_stamp_is_not() -> None:
    cable = "Cite Kestrel 4417 stop Velmund Brannock left Oskarid quay 16 March aboard Tarnholm bound Ystervik"
    one, other = f"{cable} ~* q= lanp crones", f"14-0099 {cable.replace('quay', 'qnay')} =: ~ o*c {prose(50, 14)}"
    assert relation(one, other) != "none"
    stamp = "Copy given to the board on the second day of winter under the new act"
    assert relation(f"{stamp} ~* q= lanp crones", f"14-0099 {stamp} =: ~ o*c {prose(51, 14)}") == "none"
    assert relation(one, f"{other} {prose(52, 60)}") == "none"


def test_figures_that_stand_against_each_other_count_and_slips_of_reading_do_not() -> None:
    a, b, slip = (f"paid {n} crowns to the keeper of the lamp".split() for n in ("5180", "7236", "5130"))
    pieces = [(0, 1, 0, 1), (2, 9, 2, 9)]
    told = {"misread": 0.0, "opposed": 0.0}
    assert likeness(a, b, pieces, **told).figures < likeness(a, slip, pieces, **told).figures == 1


def sheet(seed: int) -> str:
    """One form of thirty fields, filled in with other common words each time."""
    printed, drawn = random.Random(31), random.Random(seed)
    fields = [(printed.choices(WORDS, k=6), drawn.choices(COMMON, k=5)) for _ in range(30)]
    return " ".join(" ".join([*label, *entry]) for label, entry in fields)


_COMMON = """north south white green seven table fresh water early night under stone paper sharp heavy"""
COMMON = _COMMON.split()


def test_two_poorly_read_sheets_on_one_form_are_not_one_paper_though_no_third_shows_the_form() -> None:
    one, other, again = misread(sheet(32), 33, 0.06), misread(sheet(34), 35, 0.06), misread(sheet(32), 36, 0.06)
    assert relation(one, other) == "none"
    assert relation(one, again) == "near"


def test_names_that_agree_tell_papers_that_common_words_do_not() -> None:
    form, named = "this is the house of the north table", "this is the oskarid of the velmund brannock"
    rows = [text.split() for text in (form, named)]
    common, telling = (likeness(w, w, [(0, 8, 0, 8)], misread=0.0, opposed=0.0).telling for w in rows)
    assert common == 0 < telling


def test_opposed_words_weigh_less_where_many_names_agree() -> None:
    found = [
        Likeness(share=0.7, even=1.0, figures=0.5, misread=0.4, opposed=0.4, telling=telling, particular=telling)
        for telling in (0.05, 0.15)
    ]
    assert [each.is_one_paper() for each in found] == [False, True]


def test_what_agrees_may_lie_farther_apart_where_it_is_plain() -> None:
    names = [
        "Velmund",
        "Brannock",
        "Tarnholm",
        "Oskarid",
        "Ystervik",
        "Kjelgard",
        "Mardun",
        "Hestvik",
        "Solbrekk",
        "Aunfjord",
    ]
    drawn = random.Random(60)
    rows = [[*drawn.choices(WORDS, k=13), *drawn.sample(names, 2), str(drawn.randrange(1000, 9999))] for _ in range(8)]
    page = " ".join(" ".join(row) for row in rows)
    file = " ".join(" ".join([*row, *drawn.choices(COMMON, k=54)]) for row in rows)
    assert relation(misread(page, 62, 0.04), misread(file, 63, 0.04)) != "none"


def test_words_that_can_be_read_and_stand_against_each_other_speak_against_one_paper() -> None:
    a, b = (random.Random(seed).choices(COMMON, k=60) for seed in (40, 41))
    pieces = [(k, k + 3, k, k + 3) for k in range(0, 60, 5)]
    found = [likeness(a, b, pieces, misread=0.0, opposed=share) for share in (0.0, 0.9)]
    assert [each.is_one_paper() for each in found] == [True, False]


def test_litter_tells_a_poor_reading_from_typed_text() -> None:
    page = f"“Forty,” he said – and Mr O'Hara's 1,204 sacks (or 5 %) were in e-mails; l'été à 9.30. {prose(14, 200)}"
    assert not is_poorly_read(page)
    assert is_poorly_read(misread(page, 15))
    assert not is_poorly_read("")


def test_anchors_follow_the_order_of_both_texts_and_a_repeated_line_costs_no_more_than_its_first_places() -> None:
    a, b = list(range(40)), [*range(20, 40), *range(20)]
    assert anchored(a, b) in ([(0, 20, 20, 40)], [(20, 40, 0, 20)])
    line = [1, 2, 3, 4, 5] * 500
    assert sum(a1 - a0 for a0, a1, _, _ in anchored(line, line)) <= 5 * (REPEATS + 1)
    assert anchored([], a) == anchored([1, 2], [1, 2]) == []


@pytest.mark.parametrize("text", ["", " \n", "Yes.", "?", "見", "Да", "one two"])
def test_texts_of_next_to_nothing_get_an_answer(text: str) -> None:
    assert relation(text, text) == "exact"
    assert relation(text, prose(16, 60)) == "none"


def test_pages_in_several_scripts_are_compared_like_any_other() -> None:
    russian = "Паром стоял у северного причала с шести до девяти и помощник капитана насчитал тридцать мешков в трюме"
    greek = "Το πλοίο έμεινε στη βόρεια αποβάθρα από τις έξι ως τις εννέα και ο υποπλοίαρχος μέτρησε τριάντα σακιά"
    mixed = f"{prose(17, 60)}\n\n{russian}\n\n{greek}"
    assert relation(mixed, mixed.replace("помощник", "матрос")) in ("near", "altered")
    assert relation(mixed, russian + " " + greek) == "excerpt"


def test_empty_documents_and_single_words_make_no_families(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    for n in range(30):
        pile.add(f"empty{n}.txt", "")
        pile.add(f"word{n}.txt", "Yes.")
    assert pile.settle().copies == []


def test_one_text_under_a_thousand_names_is_one_family_with_one_row_each(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    ids = [pile.add(f"{n:04}.txt", prose(18, 40)) for n in range(1000)]
    copies = pile.settle().copies
    assert {c.of for c in copies} == {ids[0]}
    assert sorted(c.document for c in copies) == sorted(ids[1:])
    assert {c.kind for c in copies} == {"exact"}


def test_a_page_of_a_very_long_file_is_found_with_its_place(tmp_path: Path) -> None:
    page = prose(19, 300)
    file = f"{prose(20, 100_000)} {page} {prose(21, 100_000)}"
    found = align(side(Content(text=file)), side(Content(text=page)), fingerprint(file), fingerprint(page))
    assert (found.relation, found.part) == ("excerpt", "b")
    assert max(run.same for run in found.runs) == 300
    assert max(found.runs, key=lambda run: run.same).a0 == 100_000


def test_rows_that_are_alike_are_held_beside_their_own() -> None:
    def table(*states: str) -> list[int]:
        words = "our readings for the middle of the bridge were as follows"
        rows = (f"{number} 36 {state}" for number, state in enumerate(states, start=4))
        return [hash(w) for w in (words, *rows, "the remaining pins are sound") for w in w.split()]

    rust = "surface rust none"
    was = table(rust, "cracked 12", "cracked 9", rust, rust)
    blocks = anchored(was, table(rust, rust, rust, rust, rust))
    (a0, a1, b0, _), *others = blocks
    assert (a1 - a0, b0 - a0) == (18, 0)
    assert {b0 - a0 for a0, _, b0, _ in others} == {2}


def test_an_excerpt_hangs_on_the_version_it_agrees_with(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    words = prose(18, 160).split()
    words[60:60] = ["no", "more", "than", "60", "persons", "may", "stand", "there"]
    changed = ["160" if word == "60" else word for word in words]
    first = pile.add("a-first.txt", " ".join(words))
    pile.add("b-changed.txt", " ".join([*changed, "and", "so", "it", "ends"]))
    part = pile.add("c-part.txt", " ".join(words[40:110]))
    assert {(c.document, c.of, c.kind) for c in pile.settle().copies if part in (c.document, c.of)} == {
        (part, first, "excerpt")
    }
