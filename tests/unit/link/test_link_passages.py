"""Passages: which words belong together, how they stand, and what sort they are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from link_pile import Pile

from sayso.engine.records import documents
from sayso.link.passages import passage_of, stretch_groups
from sayso.link.runs import Run
from sayso.link.standing import quotations, standing
from sayso.model.document import Content, Part, document_id
from sayso.model.span import Span

FIRST = (
    "The harbour board met on Tuesday to hear the pilot, who told members that the tug had left the quay at nine with"
    " forty barrels on deck and no lights."
)
SECOND = (
    "Nobody on the board asked who had ordered the tug out, although the duty book lay open on the table beside the"
    " lamp and the tide tables of the year."
)
OWN = (
    "Our correspondent walked along the northern pier before breakfast, counted gulls, and met a retired lamplighter",
    "Prices of rope fell again this spring because two factories reopened near the border after their long dispute",
    "Schoolchildren planted forty young lime trees behind the chapel, where a storm had torn down an old row of elms",
    "A committee of brewers asked parliament for lower duties on barley, hops, malt, copper kettles and oak casks",
    "Engineers replaced seven bolts in the swing bridge overnight while traffic waited patiently on either bank",
    "The museum lent three landscapes, a harpsichord and one ivory chess set to a gallery across the mountains",
)
ENDS = (
    "More soon.",
    "Tides: see overleaf.",
    "Rain is expected.",
    "Letters, please!",
    "Printed on rag paper.",
    "Goodbye.",
)


def filler(n: int) -> str:
    """Words no other page has, so that pages that share a passage are no versions of one another."""
    draw = Random(n)
    return " ".join("".join(draw.choices("bdfgklmnprstvz", k=6)) for _ in range(90))


def pile(tmp_path: Path, *texts: str, **heads: list[str]) -> Pile:
    found = Pile(tmp_path)
    for n, text in enumerate(texts):
        head = {name: values[n] for name, values in heads.items() if values[n]}
        found.add(f"{n}.txt", f"{OWN[n]}.\n\n{filler(n)}.\n\n{text}\n\n{ENDS[n]}", **head)
    return found.settle()


def places(found: Pile) -> list[list[str]]:
    """The words of each passage's places, with the number of the file."""
    with found.store.view() as view:
        home = {d.id: d for d in documents(view)}
    return sorted(
        sorted(f"{home[p.document].file[0]} {p.span.of(home[p.document].text)}" for p in passage.places)
        for passage in found.passages
    )


def test_one_paragraph_in_five_papers_is_one_passage_with_five_places(tmp_path: Path) -> None:
    assert places(pile(tmp_path, *[FIRST] * 5)) == [[f"{n} {FIRST[:-1]}" for n in range(5)]]


def test_two_of_five_papers_that_print_a_second_one_too_share_a_longer_passage(tmp_path: Path) -> None:
    both = f"{FIRST} {SECOND}"
    found = places(pile(tmp_path, both, FIRST, FIRST, both, FIRST))
    short = [f"{n} {FIRST[:-1]}" for n in (1, 2, 4)]
    assert [f"{n} {both[:-1]}" for n in (0, 3)] in found
    assert sorted([f"0 {FIRST[:-1]}", *short, f"3 {FIRST[:-1]}"]) in found
    assert len(found) == 2


def test_two_paragraphs_of_different_origin_are_two_passages(tmp_path: Path) -> None:
    found = places(pile(tmp_path, f"{FIRST}\n\n{OWN[5]}.\n\n{SECOND}", FIRST, SECOND))
    assert {tuple(each) for each in found} == {
        (f"0 {FIRST[:-1]}", f"1 {FIRST[:-1]}"),
        (f"0 {SECOND[:-1]}", f"2 {SECOND[:-1]}"),
    }


def test_stretches_that_end_alike_are_one_passage_and_others_are_not() -> None:
    runs = [(0, 1, Run(5, 30, 50, 75, 25)), (0, 2, Run(7, 28, 0, 21, 21)), (0, 3, Run(5, 90, 0, 85, 85))]
    groups = stretch_groups(runs)
    assert [passage_of(g).stretches for g in groups] == [
        ((0, 5, 30), (1, 50, 75), (2, 0, 21)),
        ((0, 5, 90), (3, 0, 85)),
    ]
    assert stretch_groups(reversed(runs)) == groups


def test_no_stretch_stands_for_two_passages_and_none_overlaps_another_of_its_own() -> None:
    runs = [(0, 1, Run(0, 30, 0, 30, 30)), (0, 2, Run(11, 41, 0, 30, 30)), (0, 3, Run(0, 41, 0, 41, 41))]
    groups = stretch_groups([*runs, (0, 1, Run(60, 90, 0, 30, 30))])
    stretches = [s for g in groups for s in passage_of(g).stretches]
    assert len(stretches) == len(set(stretches))
    assert [s for s in passage_of(groups[0]).stretches if s[0] == 0] == [(0, 0, 41), (0, 60, 90)]


@pytest.mark.parametrize(
    ("texts", "sort"),
    [
        ((FIRST, FIRST), "copied"),
        ((f"He said: “{FIRST}”", f"“{FIRST}” said the pilot."), "quotation"),
        ((f'He said: "{FIRST}"', f"„{FIRST}“ sagte der Lotse."), "quotation"),
        ((f"«{FIRST}», dit-il.", f"»{FIRST}« stand im Buch."), "quotation"),
        ((f"‘{FIRST},’ he said.", f"On Monday:\n\n> {FIRST}"), "quotation"),
        ((f"“{FIRST}\n\n“{SECOND}” said the pilot.", f"“{FIRST}” said the pilot."), "quotation"),
        ((f"Yours, “Ann”. {FIRST} He is “the pilot”.", f"“{FIRST}”", f"“{OWN[5]}.” {FIRST}"), "copied"),
        ((f"{FIRST} All rights reserved.", f"{FIRST} All rights reserved."), "copied"),
    ],
)
def test_quotations_are_told_from_copied_prose(tmp_path: Path, texts: tuple[str, ...], sort: str) -> None:
    assert {p.sort for p in pile(tmp_path, *texts).passages} == {sort}


def test_the_speech_itself_may_stand_without_quotation_marks_unless_it_is_later(tmp_path: Path) -> None:
    texts = (FIRST, f"“{FIRST}” said the pilot.", f"The pilot: “{FIRST}”")
    assert [p.sort for p in pile(tmp_path, *texts).passages] == ["quotation"]
    later = pile(tmp_path, *texts, published=["2021-05-09", "2021-05-04", "2021-05-05"])
    assert [p.sort for p in later.passages] == ["copied"]


def test_what_a_publisher_prints_in_unrelated_papers_is_boilerplate(tmp_path: Path) -> None:
    house = pile(tmp_path, *[FIRST] * 3, publisher=["The Lantern"] * 3)
    assert [p.sort for p in house.passages] == ["boilerplate"]
    also = pile(tmp_path, *[FIRST] * 4, publisher=["The Lantern"] * 3 + ["The Buoy"])
    assert [p.sort for p in also.passages] == ["copied"]


def test_set_phrases_are_boilerplate_in_two_papers_already(tmp_path: Path) -> None:
    notice = "This e-mail and whatever is attached to it is confidential and intended solely for those it is sent to."
    assert [p.sort for p in pile(tmp_path, notice, notice).passages] == ["boilerplate"]


def test_the_earliest_place_is_told_by_dates_alone_and_only_where_they_tell(tmp_path: Path) -> None:
    known = pile(tmp_path, FIRST, FIRST, published=["2021-05-04", "2021-05-03"])
    assert [p.first_seen for p in known.passages] == [_document(known, "1.txt")]
    for dates in (["2021-05-03", ""], ["2021-05-03", "2021-05-03"], ["2021-05-03", "2021-05"]):
        doubtful = pile(tmp_path, FIRST, FIRST, published=dates)
        assert [p.first_seen for p in doubtful.passages] == [None]


def _document(found: Pile, file: str) -> str:
    with found.store.view() as view:
        return next(document_id(item.id) for item in view.items() if item.file == file)


def test_a_place_has_the_date_and_the_publisher_of_its_part() -> None:
    text = f"{OWN[0]}.\n{FIRST}"
    at = text.index(FIRST)
    part = Part(span=Span(at, len(text)), kind="article", publisher="The Buoy", published="2021-05-01")
    content = Content(text=text, publisher="The Lantern", published="2021-06-01", parts=(part,))
    found = standing(content, Span(at, len(text)), [])
    assert (found.publisher, found.published, found.quoted) == ("The Buoy", "2021-05-01", False)
    assert standing(content, Span(0, 20), []).publisher == "The Lantern"


def test_a_mark_that_is_never_closed_quotes_nothing() -> None:
    text = "It was 5\" wide. She called it “odd.\n\nNobody's dogs’ bowl is ‘here or there, they say."
    assert quotations(text) == []


def test_one_disclaimer_in_many_documents_is_one_boilerplate_passage(tmp_path: Path) -> None:
    found = Pile(tmp_path)
    for n in range(120):
        own = " ".join(f"{word}{n}" for word in OWN[n % 6].split())
        found.add(f"{n}.txt", f"{own}.\n\n{FIRST}")
    (passage,) = found.settle().passages
    assert (passage.sort, len(passage.places)) == ("boilerplate", 120)


def test_a_passage_takes_no_scrap_of_another_paragraph() -> None:
    text = "The Herald, 3 May 2025\n\nThe yard sold nine cranes to the harbour office in the spring.\n\nBy Una Marsh"
    whole = standing(Content(text=text), Span(text.index("2025"), text.index(" Una")), [])
    assert text[whole.start : whole.stop] == "The yard sold nine cranes to the harbour office in the spring."
    line = "A heading\n\nand so on"
    kept = standing(Content(text=line), Span(0, len(line)), [])
    assert line[kept.start : kept.stop] in line
    assert kept.start < kept.stop
