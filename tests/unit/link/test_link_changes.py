"""Which changes are found between two texts, of what sort, and how sure they are."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from sayso.link.align import align
from sayso.link.changes import Side, side
from sayso.link.differences import differences
from sayso.link.finer import Budget, finer
from sayso.link.fingerprint import fingerprint
from sayso.link.overlooked import released_in
from sayso.link.rows import TURNED, changes_of
from sayso.model.document import Content, Page
from sayso.model.findings import Change
from sayso.model.span import Span
from sayso.model.words import Word, pack

REPORT = """The ferry inquiry met on Monday in the old customs hall to hear the harbour master. Captain Edda Moorland
told members that 38 passengers had boarded at the north stair on 14 May before the gale rose. She had not been warned
of the ice in the channel. The engineer wrote in his log that the second pump was working when the vessel sailed.

Nobody in the hall asked who had signed the certificate. The clerk read the list of spare parts aloud and laid it on the
table beside the lamp. The members then went down to the quay and looked at the wreck in the rain.

In the afternoon the inquiry heard two divers, who described the hull plates and the broken rudder. They had counted
1,200 rivets on the port side alone, and had found the anchor chain some forty metres from the keel.
"""
THIRD = REPORT[REPORT.index("In the afternoon") :]
SEQUEL = """
On Tuesday the inquiry sat without the public. The owners' agent brought the sailing orders of the whole winter and read
from them for two hours. He said that no master had ever been told to sail against his will, and that the fares of that
night had been given back. A passenger spoke of the lights going out one after another, and of a boy with a whistle.

The chairman thanked everybody for coming through the snow and closed the sitting before supper. A report is to be laid
before the council in the spring, when the channel is free again and the wreck can be lifted with the floating crane.

"""


def between(a: str, b: str, *, pages: tuple[tuple[Page, ...], tuple[Page, ...]] = ((), ())) -> tuple[Change, ...]:
    one, other = side(Content(text=a, pages=pages[0])), side(Content(text=b, pages=pages[1]))
    return changes_of(align(one, other, fingerprint(a), fingerprint(b)).edits, one, other)


def told(a: str, b: str) -> list[tuple[str, str, str, str]]:
    return [(c.certainty, c.sort, c.before, c.after) for c in between(a, b)]


@pytest.mark.parametrize(
    ("was", "now", "sort"),
    [
        ("38", "83", "number"),
        ("forty metres", "fourteen metres", "number"),
        ("14 May", "16 May", "date"),
        ("14 May", "14 June", "date"),
        ("on Monday", "on Friday", "date"),
        ("Moorland", "Morland", "name"),
        ("Moorland", "Fairweather", "name"),
        ("had not been warned", "had been warned", "negation"),
        ("was working", "was not working", "negation"),
        ("broken rudder", "bent rudder", "wording"),
        ("spare parts aloud", "aloud", "deletion"),
        ("looked at the wreck", "looked long and hard at the wreck", "insertion"),
        ("second pump", "[REDACTED]", "redacted"),
        ("second pump", "XXXXXXXX", "redacted"),
        ("second pump", "████████", "redacted"),
        ("second pump", "[          ]", "redacted"),
        ("Captain Edda Moorland", "(b)(6)", "redacted"),
        ("[name deleted]", "Captain Edda Moorland", "un-redacted"),
    ],
)
def test_each_sort_of_change_is_asserted_between_clean_texts(was: str, now: str, sort: str) -> None:
    a, b = REPORT, REPORT.replace(was, now)
    if was not in REPORT:
        a, b = REPORT.replace(now, was), REPORT
    found = told(a, b)
    assert [(c, s) for c, s, _, _ in found] == [("asserted", sort)]


def test_a_mark_of_redaction_is_quoted_with_the_words_it_stands_for() -> None:
    assert told(REPORT, REPORT.replace("second pump", "████")) == [("asserted", "redacted", "second pump", "████")]
    assert told(REPORT, REPORT.replace("second pump", "[REDACTED]"))[0][2:] == ("second pump", "[REDACTED]")
    assert told(REPORT, REPORT.replace("Captain Edda Moorland", "(b)(6)"))[0][2:] == ("Captain Edda Moorland", "(b)(6)")


def test_words_in_a_line_that_a_released_paper_lacked_are_un_redacted_and_a_lost_line_is_not() -> None:
    released = "APPROVED FOR RELEASE 1999\n\n" + REPORT
    held = released.replace(" in the old customs hall", "")
    assert [(s, after) for _, s, _, after in told(held, released)] == [("un-redacted", "in the old customs hall")]
    lost = released.replace(released.splitlines()[3] + "\n", "")
    assert [s for _, s, _, _ in told(lost, released)] == ["insertion"]
    assert [s for _, s, _, _ in told(REPORT.replace(" in the old customs hall", ""), REPORT)] == ["insertion"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1,200 rivets", "1200 rivets"),
        ("1,200 rivets", "twelve hundred rivets"),
        ("forty metres", "40 metres"),
        ("14 May", "May 14"),
        ("14 May", "14.05."),
        ("14 May", "14th May"),
    ],
)
def test_the_same_number_or_day_written_otherwise_is_wording_at_most(was: str, now: str) -> None:
    assert {s for _, s, _, _ in told(REPORT, REPORT.replace(was, now))} <= {"wording"}
    assert {s for _, s, _, _ in told(REPORT.replace(was, now), REPORT)} <= {"wording"}


@pytest.mark.parametrize(("was", "now"), [("14 May", "May 15"), ("1,200 rivets", "twelve thousand rivets")])
def test_another_number_or_day_written_otherwise_is_still_another(was: str, now: str) -> None:
    assert {s for _, s, _, _ in told(REPORT, REPORT.replace(was, now))} & {"date", "number"}


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("The boat left on 16 Sept 11:00 from the north quay.", "11:00", "11:50"),
        ("On 14 May, 38 passengers went to the north quay.", "38", "83"),
        ("On May 14, 38 passengers went to the north quay.", "38", "83"),
    ],
)
def test_a_figure_beside_a_date_is_a_figure_of_its_own(text: str, was: str, now: str) -> None:
    paper = REPORT + text
    assert told(paper, paper[: -len(text)] + text.replace(was, now)) == [("asserted", "number", was, now)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("harbour master", "har-\nbour master"),
        ("harbour master", "harbourmaster"),
        ("certificate", "certi ficate"),
        ("afternoon", "after-noon"),
        ("The clerk", "THE CLERK"),
    ],
)
def test_spaces_hyphens_line_ends_and_capitals_are_no_change(was: str, now: str) -> None:
    assert told(REPORT, REPORT.replace(was, now)) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("alone", "a1one"),
        ("members", "rnembers"),
        ("rudder", "ruddcr"),
        ("lamp", "larnp"),
        ("hull plates", "hu11 p1ates"),
    ],
)
def test_misread_letters_are_possible_at_most(was: str, now: str) -> None:
    assert {c for c, _, _, _ in told(REPORT, REPORT.replace(was, now))} <= {"possible"}


MISREAD = {
    "harbour": "harbonr",
    "boarded": "boarclcd",
    "warned": "wamed",
    "channel": "chanrel",
    "engineer": "enginoer",
    "certificate": "cettificate",
    "divers": "dlvers",
}


def poorly_read(text: str) -> str:
    for was, now in MISREAD.items():
        text = text.replace(was, now)
    return text


def test_a_line_that_is_missing_from_a_poor_reading_was_rather_overlooked_and_a_sentence_was_not() -> None:
    line, sentence = REPORT.splitlines()[4], "Nobody in the hall asked who had signed the certificate. "
    for lost, certainty in ((line + "\n", "possible"), (sentence, "asserted")):
        scan = poorly_read(REPORT.replace(lost, ""))
        assert {c for c, s, _, _ in told(REPORT, scan) if s == "deletion"} == {certainty}
        assert {c for c, s, _, _ in told(scan, REPORT) if s == "insertion"} == {certainty}
    assert [c for c, *_ in told(REPORT, REPORT.replace(line + "\n", ""))] == ["asserted"]


def test_what_only_the_later_of_two_poorly_read_releases_lacks_is_not_asserted() -> None:
    early, late = (f"APPROVED FOR RELEASE {year}\n\n{REPORT}" for year in (1999, 2004))
    held = poorly_read(early.replace(" in the old customs hall", ""))
    assert ("asserted", "un-redacted", "", "in the old customs hall") in told(held, late)
    lost = poorly_read(late.replace(" in the old customs hall", ""))
    assert ("possible", "deletion", "in the old customs hall", "") in told(early, lost)


def test_a_poorly_read_release_is_not_asserted_to_be_reworded_and_a_paper_is() -> None:
    other = poorly_read(REPORT.replace("looked at the wreck", "photographed every broken window"))
    asserted = [after for c, _, _, after in told(REPORT, other) if c == "asserted"]
    assert asserted == ["photographed every broken window"]
    releases = (f"APPROVED FOR RELEASE {year}\n\n{text}" for year, text in ((1999, REPORT), (2004, other)))
    assert "wording" not in {s for c, s, _, _ in told(*releases) if c == "asserted"}


def test_a_line_of_figures_in_a_poor_reading_is_a_stamp() -> None:
    stamped = poorly_read(REPORT.replace("\n\nIn the", "\n\n32415944\n\nIn the"))
    assert ("possible", "insertion", "", "32415944") in told(REPORT, stamped)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("104-10213-10209 2023 RELEASE UNDER THE ACT OF 1992", "2023"),
        ("Approved For Release 2003/04/11 : CIA-RDP", "2003"),
        ("APPROVED FOR RELEASE 8/12/1998", "1998"),
        ("Approved for release 1998. Released 2004.", "2004"),
        ("The press release of 2004 said so.", ""),
        ("", ""),
    ],
)
def test_the_year_of_a_release_is_the_last_that_it_names(text: str, year: str) -> None:
    assert released_in(text) == year


def test_a_figure_amid_misread_words_is_possible_and_a_new_clause_there_is_asserted() -> None:
    scan = poorly_read(REPORT)
    found = told(REPORT, scan.replace("38", "83"))
    assert ("possible", "number", "38", "83") in found
    assert {c for c, _, _, _ in found} == {"possible"}
    added = told(
        REPORT, scan.replace("The members then", "Under oath the second engineer denied everything. The members then")
    )
    assert [(s, after) for c, s, _, after in added if c == "asserted"] == [
        ("insertion", "Under oath the second engineer denied everything")
    ]


def test_a_word_that_a_machine_was_unsure_of_is_only_possible() -> None:
    forged = REPORT.replace("38", "83")
    at = forged.index("83")
    words = {sure: pack([Word(at, at + 2, 0, 0, 9, 9, sure)]) for sure in (0.95, 0.5)}
    pages = {s: (Page(number=1, span=Span(0, len(forged)), words=data),) for s, data in words.items()}
    assert [c.certainty for c in between(REPORT, forged, pages=((), pages[0.95]))] == ["asserted"]
    assert [c.certainty for c in between(REPORT, forged, pages=((), pages[0.5]))] == ["possible"]


def test_a_paragraph_that_stands_elsewhere_is_one_change() -> None:
    found = told(REPORT + SEQUEL, REPORT.replace(THIRD, "") + SEQUEL + THIRD)
    assert [(c, s) for c, s, _, _ in found] == [("asserted", "moved")]
    assert found[0][2].split() == found[0][3].split()


def test_a_figure_changed_in_a_moved_paragraph_is_a_change_of_its_own() -> None:
    moved = THIRD.replace("1,200 rivets", "1,900 rivets")
    found = told(REPORT + SEQUEL, REPORT.replace(THIRD, "") + SEQUEL + moved)
    assert [(s, before) for _, s, before, _ in found if s != "moved"] == [("number", "1,200")]
    assert "moved" in {s for _, s, _, _ in found}


def test_lines_read_in_another_order_are_possible_at_most() -> None:
    lines = REPORT.splitlines()
    lines[4], lines[5] = lines[5], lines[4]
    assert {c for c, _, _, _ in told(REPORT, "\n".join(lines))} <= {"possible"}


def test_running_heads_and_folios_are_possible_at_most_and_rows_of_figures_are_not_among_them() -> None:
    paragraphs = REPORT.strip().split("\n\n")
    heads = [f"{p}\n\nHARBOUR INQUIRY {n}\n" for n, p in enumerate(paragraphs, start=4)]
    found = told(REPORT, "\n".join(heads))
    assert found
    assert {c for c, _, _, _ in found} == {"possible"}
    rows = REPORT + "".join(f"\nDepth at the stair {n * n + 3} metres" for n in range(6))
    assert told(rows, rows.replace("stair 19 metres", "stair 91 metres")) == [("asserted", "number", "19", "91")]


def test_one_figure_does_not_hide_in_a_stretch_written_anew() -> None:
    now = REPORT.replace(
        "Captain Edda Moorland\ntold members that 38 passengers had boarded at the north stair",
        "According to Captain Edda Moorland some 83 people went aboard near the upper landing",
    )
    assert ("asserted", "number", "38", "83") in told(REPORT, now)


def test_the_telling_changes_come_first() -> None:
    now = REPORT.replace("old customs hall", "chapel").replace("38", "83").replace("had not been", "had been")
    assert [c.sort for c in between(REPORT, now)] == ["number", "negation", "wording"]


def _gaps(a: Side, b: Side) -> list[tuple[int, int, int, int]]:
    return [(0, len(a.words.norms), 0, len(b.words.norms))]


WORDS = (
    *("the", "pilot", "saw", "12", "barges", "and", "not", "21", "near", "Ostrava", "in", "May", "while", "rain"),
    *("rnoved", "over", "barge", "s", "[REDACTED]", "quay", "5", "two"),
)


@pytest.mark.parametrize("seed", range(60))
def test_the_changes_put_into_one_text_give_the_other_and_turn_round_with_the_sides(seed: int) -> None:
    chance = random.Random(seed)
    a = [chance.choice(WORDS) for _ in range(chance.randrange(1, 80))]
    b = list(a)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(b) + 1)
        b[at : at + chance.choice([0, 0, 1, 2, 9])] = [
            chance.choice(WORDS) for _ in range(chance.choice([0, 1, 1, 3, 7]))
        ]
    if seed % 3 == 0:
        b = b[len(b) // 2 :] + b[: len(b) // 2]
    one, other = side(Content(text=" ".join(a))), side(Content(text=" ".join(b)))
    edits = differences(one, other, _gaps(one, other))
    gone = {n for e in edits for n in range(e.a0, e.a1)}
    come = {n for e in edits for n in range(e.b0, e.b1)}
    kept = iter("".join(w for n, w in enumerate(one.words.norms) if n not in gone))
    rebuilt = "".join(w if n in come else "".join(next(kept, "?") for _ in w) for n, w in enumerate(other.words.norms))
    assert rebuilt + "".join(kept) == "".join(other.words.norms)
    there = changes_of(edits, one, other)
    back = changes_of(edits, one, other, swapped=True)
    turned = [
        replace(
            c,
            before=c.after,
            after=c.before,
            span_before=c.span_after,
            span_after=c.span_before,
            sort=TURNED.get(c.sort, c.sort),
        )
        for c in there
    ]
    assert sorted(map(repr, turned)) == sorted(map(repr, back))


def test_the_sides_the_other_way_round_give_the_same_changes_turned_round() -> None:
    now = REPORT.replace("38", "83").replace("second pump", "[REDACTED]").replace("in the rain", "")
    now = now.replace("The clerk", "With a loud voice the clerk")
    forth, back = told(REPORT, now), told(now, REPORT)
    assert sorted((TURNED.get(s, s), after, before) for _, s, before, after in forth) == sorted(  # type: ignore[call-overload]
        (s, before, after) for _, s, before, after in back
    )
    assert {s for _, s, _, _ in forth} == {"number", "redacted", "deletion", "insertion"}


@pytest.mark.parametrize("sort", ["same word", "every other word", "nothing shared", "shuffled"])
def test_hostile_texts_come_to_an_end(sort: str) -> None:
    n = 3_000
    a = {"same word": ["tide"] * n}.get(sort, [f"w{k}" for k in range(n)])
    b = {
        "same word": ["tide"] * (n // 2) + ["ebb"] + ["tide"] * n,
        "every other word": [w if k % 2 else w + "x" for k, w in enumerate(a)],
        "nothing shared": [f"v{k}" for k in range(n)],
        "shuffled": random.Random(1).sample(a, n),
    }[sort]
    one, other = side(Content(text=" ".join(a))), side(Content(text=" ".join(b)))
    found = changes_of(differences(one, other, _gaps(one, other)), one, other)
    assert found
    assert len(found) <= n


def test_a_word_with_another_put_beside_it_is_not_taken_for_one_torn_in_two() -> None:
    a = ["task", "the", "fitter", "to", "be", "called", "at", "once", "then", "dredge", "before", "nine", "weeks"]
    b = ["task", "nobody", "needed", "then", "dredge", "at", "the", "yearly", "stop"]
    found = [(a[s.a0 : s.a1], b[s.b0 : s.b1]) for s in finer(a, b, (1, len(a), 1, len(b)), Budget())]
    assert (["dredge"], ["dredge", "at"]) not in found


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("that 38 passengers", "that83 passengers", ("number", "38", "83")),
        ("on 14 May", "on16 May", ("date", "14", "16")),
        ("had not been", "hadbeen", ("negation", "not", "")),
        ("north stair", "northquay", ("wording", "stair", "quay")),
    ],
)
def test_words_run_together_do_not_hide_which_of_them_changed(was: str, now: str, expected: tuple[str, ...]) -> None:
    (found,) = between(REPORT, REPORT.replace(was, now))
    assert (found.sort, found.before, found.after) == expected
    assert found.span_before.of(REPORT) == found.before
    assert found.span_after.of(REPORT.replace(was, now)) == found.after


def test_a_known_word_is_not_cut_where_the_other_text_has_a_space() -> None:
    (found,) = between(
        REPORT.replace("the afternoon", "the after lunch"), REPORT.replace("the afternoon", "the afterwards")
    )
    assert (found.before, found.after) == ("after lunch", "afterwards")


def test_an_accent_alone_is_not_asserted() -> None:
    assert told(REPORT, REPORT.replace("rudder", "rúdder")) == [("possible", "wording", "rudder", "rúdder")]
