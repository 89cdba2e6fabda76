"""What two texts are to each other."""

from __future__ import annotations

import pytest

from sayso.link.align import Alignment, align
from sayso.link.changes import alters, side
from sayso.link.fingerprint import fingerprint
from sayso.link.words import words_of
from sayso.model.document import Content

REPORT = """The harbour board met on Tuesday to hear the pilot. He told members that the tug had left the quay at nine
with forty barrels on deck and no lights. The clerk wrote that down and read it back. Nobody on the board asked who had
ordered the tug out, although the duty book lay open on the table beside the lamp and the tide tables of the year."""


def compare(a: str, b: str, head_a: dict | None = None, head_b: dict | None = None) -> Alignment:
    one, other = side(Content(text=a, **(head_a or {}))), side(Content(text=b, **(head_b or {})))
    return align(one, other, fingerprint(a), fingerprint(b))


def changed(a: str, b: str) -> list[tuple[str, str, str]]:
    found = compare(a, b)
    x, y = words_of(a), words_of(b)
    return [(e.sort, x.span(e.a0, e.a1).of(a), y.span(e.b0, e.b1).of(b)) for e in found.edits]


def test_the_same_words_under_other_line_ends_and_quotes_are_exact() -> None:
    assert compare(REPORT, REPORT.replace("\n", "  \n").replace("Tuesday", "TUESDAY")).relation == "exact"


def test_a_changed_figure_makes_an_altered_copy_and_is_named() -> None:
    forged = REPORT.replace("forty barrels", "four barrels")
    assert compare(REPORT, forged).relation == "altered"
    assert changed(REPORT, forged) == [("number", "forty", "four")]


def test_a_dropped_not_alters_and_a_polished_phrase_does_not() -> None:
    was = REPORT.replace("had left the quay", "had not left the quay")
    assert compare(was, REPORT).relation == "altered"
    assert changed(was, REPORT) == [("negation", "not", "")]
    polished = REPORT.replace("wrote that down", "noted this carefully")
    assert compare(REPORT, polished).relation == "near"
    assert changed(REPORT, polished) == [("wording", "wrote that down", "noted this carefully")]


def test_a_changed_name_alters() -> None:
    was = REPORT.replace("hear the pilot", "hear Olaf Tern")
    assert compare(was, was.replace("Olaf Tern", "Olaf Grebe")).relation == "altered"


def test_a_reprint_with_its_own_head_and_a_dropped_figure_is_near() -> None:
    wire = f"SEABOARD AGENCY\n3 May 2021\n\n{REPORT}"
    reprint = "The Lantern\nTuesday 4 May 2021\n\n" + REPORT.replace("forty barrels", "barrels")
    heads = ({"publisher": "Seaboard Agency", "published": "2021-05-03"}, {"publisher": "The Lantern"})
    found = compare(wire, reprint, *heads)
    assert found.relation == "near"
    assert any(alters(e) and e.head for e in found.edits)


def test_two_days_sheets_on_one_form_are_not_versions_of_one_sheet() -> None:
    form = "Sheet for {day} May. Depth at the north stair {a} metres, at the south stair {b} metres, at the lock {c}."
    form += " Read by the keeper with the long pole, written in ink, signed and handed to the office before noon."
    monday = form.format(day=3, a="1.2", b="2.4", c="3.1")
    friday = form.format(day=7, a="1.9", b="2.8", c="3.6")
    found = compare(monday, friday, {"published": "2021-05-03"}, {"published": "2021-05-07"})
    assert found.relation == "none"


def test_a_list_whose_own_day_is_changed_with_some_of_its_figures_is_an_altered_version() -> None:
    rows = "".join(f"Shed {n}, row {n + 4}: {300 + 7 * n} crates of lamps, {12 + n} broken.\n" for n in range(1, 12))
    was = f"Count of the stores at Saltmoor.\nDate of the count: 3 May 2021.\n{rows}The count was made by two clerks."
    forged = was.replace("3 May", "9 May").replace("335", "135").replace("356", "156").replace("22 broken", "2 broken")
    found = compare(was, forged, {"published": "2021-05-03"}, {"published": "2021-05-09"})
    assert found.relation == "altered"
    assert len([e for e in found.edits if alters(e)]) == 4


def test_one_stretch_of_a_longer_text_is_an_excerpt_whichever_comes_first() -> None:
    part = REPORT[REPORT.index("The clerk") :]
    assert (compare(REPORT, part).relation, compare(REPORT, part).part) == ("excerpt", "b")
    assert (compare(part, REPORT).relation, compare(part, REPORT).part) == ("excerpt", "a")


def test_a_shared_run_of_twelve_words_is_found_between_strangers_over_a_small_edit() -> None:
    run = "every tug had already left the quay at nine with forty barrels on deck and no lights"
    one = f"An old pilot, now ashore, wrote from his kitchen that {run} and that he was sorry for it."
    other = f"In the chamber a member said {run.replace('left', 'quit')}, which drew laughter from nobody."
    found = compare(one, other)
    assert found.relation == "none"
    assert [one[words_of(one).starts[r.a0] : words_of(one).ends[r.a1 - 1]] for r in found.runs] == [run]


def test_misread_letters_leave_a_figure_only_possibly_changed() -> None:
    scan = REPORT.replace("board", "boord").replace("clerk", "clerlc").replace("ordered", "orclered")
    scan = scan.replace("members", "rnembers").replace("barrels", "barrcls").replace("nine", "nlne")
    found = compare(REPORT.replace("forty", "48"), scan.replace("forty", "43"))
    assert found.noisy
    assert found.relation == "near"


@pytest.mark.parametrize(
    ("a", "b"), [("", REPORT), ("Yes.", "Yes."), (REPORT, "Quite another text about other things.")]
)
def test_texts_that_share_nothing_or_hold_nothing_are_no_trouble(a: str, b: str) -> None:
    assert compare(a, b).relation in ("none", "exact")


def test_a_page_against_a_very_long_text_finds_its_place() -> None:
    filler = " ".join(f"word{n} stands here" for n in range(20_000))
    found = compare(f"{filler} {REPORT} {filler[::-1]}", REPORT)
    assert (found.relation, found.part) == ("excerpt", "b")


def test_fingerprints_hang_on_the_words_alone() -> None:
    assert fingerprint(REPORT) == fingerprint(REPORT.upper().replace(" ", "\n"))
    assert fingerprint(REPORT).digest != fingerprint(REPORT.replace("nine", "ten")).digest
    assert fingerprint(REPORT).hashes[:8].hex() == fingerprint(REPORT + " And more.").hashes[:8].hex()
