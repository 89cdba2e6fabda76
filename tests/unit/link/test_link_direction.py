"""Which of two versions came first, with its reasons; and where each member of a family hangs."""

from __future__ import annotations

from pathlib import Path

import pytest
from link_pile import Pile

from sayso.model.document import Part
from sayso.model.findings import Copy
from sayso.model.span import Span

MEMO = """The ferry Auk lay at the north pier from six until nine. The mate counted thirty sacks in the forward hold and
wrote the number in chalk beside the hatch. The harbour clerk came aboard at seven with two men from the customs house,
who opened four of the sacks and found barley in each. Nobody opened the after hold, because the key was with her
master, who had gone ashore to see a doctor about his hand. At nine the ferry left for the islands with all of
her sacks."""
PART = MEMO[MEMO.index("The harbour clerk") : MEMO.index("At nine")]


@pytest.fixture
def pile(tmp_path: Path) -> Pile:
    return Pile(tmp_path)


def only_copy(pile: Pile) -> Copy:
    (found,) = pile.settle().copies
    return found


def test_two_versions_without_a_reason_have_no_direction(pile: Pile) -> None:
    pile.add("a.txt", MEMO)
    pile.add("b.txt", MEMO.replace("thirty sacks", "three sacks"))
    found = only_copy(pile)
    assert (found.kind, found.direction, found.reasons, found.first_seen) == ("altered", "unknown", (), None)


def test_a_part_presupposes_its_whole(pile: Pile) -> None:
    whole, part = pile.add("whole.txt", MEMO), pile.add("part.txt", PART)
    found = only_copy(pile)
    assert (found.document, found.of, found.kind) == (part, whole, "excerpt")
    assert (found.direction, found.first_seen) == ("known", whole)
    assert found.where is not None
    assert found.where.document == whole
    assert found.where.span.of(MEMO) == PART.rstrip(" .")
    assert found.reasons == ("the shorter one is a part of the longer, and a part presupposes its whole",)


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        ("I had this from the pier.\n\n-----Original Message-----\nFrom: Ada\n\n{}", "hands the shorter on"),
        ("Ada wrote this to me last week, and I send it on.\n\n> {}", "quotes the shorter"),
    ],
)
def test_a_message_that_hands_a_text_on_came_after_it(pile: Pile, letter: str, reason: str) -> None:
    short = pile.add("short.txt", PART)
    quoted = PART.replace("\n", "\n> ") if "> {}" in letter else PART
    pile.add("letter.txt", letter.format(quoted) + "\n\nI do not know what to make of the key, so please ask her.")
    found = only_copy(pile)
    assert (found.direction, found.first_seen) == ("known", short)
    assert [reason in each for each in found.reasons] == [True]


def test_one_article_of_a_collection_tells_nothing_of_its_age(pile: Pile) -> None:
    other = "Elsewhere the lamp on the mole was painted white again, which took three men and most of a week in June."
    parts = (
        Part(span=Span(0, len(other)), kind="article"),
        Part(span=Span(len(other) + 2, len(other) + 2 + len(PART)), kind="article"),
    )
    pile.add("clippings.txt", f"{other}\n\n{PART}", parts=parts)
    pile.add("clipping.txt", PART)
    found = only_copy(pile)
    assert (found.kind, found.direction, found.reasons) == ("excerpt", "unknown", ())


def test_reasons_that_contradict_each_other_leave_it_unknown_and_are_both_named(pile: Pile) -> None:
    pile.add("whole.txt", MEMO, published="2021-05-09")
    pile.add("part.txt", PART, published="2021-05-02")
    found = only_copy(pile)
    assert (found.direction, found.first_seen, len(found.reasons)) == ("unknown", None, 2)


def test_what_is_blacked_out_was_there_before(pile: Pile) -> None:
    pile.add("a.txt", MEMO.replace("two men from the customs house", "██████ ████"))
    full = pile.add("b.txt", MEMO)
    found = only_copy(pile)
    assert (found.direction, found.first_seen) == ("known", full)
    assert found.reasons == ("where the one has words the other is blacked out",)


def test_a_version_of_a_version_hangs_on_it_and_siblings_hang_on_the_head(pile: Pile) -> None:
    second = MEMO.replace("beside the hatch", "above the ladder in the dark")
    third = second.replace("found barley in each", "saw nothing but plain grain")
    sibling = MEMO.replace("to see a doctor about his hand", "looking for bread")
    head, b = pile.add("a.txt", MEMO + " So ends the report of the day."), pile.add("b.txt", second)
    c, d = pile.add("c.txt", third), pile.add("d.txt", sibling)
    rows = {row.document: row for row in pile.settle().copies}
    assert {document: row.of for document, row in rows.items()} == {b: head, c: b, d: head}
    assert rows[c].reasons[-1].startswith("both differ from a.txt in the same ")
    assert {row.direction for row in rows.values()} == {"unknown"}
