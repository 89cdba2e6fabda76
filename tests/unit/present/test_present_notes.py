"""Notes that people left: told by ``why`` and ``show`` beside what they are on, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from brief_pile import CLAIMS, DOCUMENTS, STATEMENTS, gone, in_memo, keeper

from sayso.model.judgement import judged
from sayso.present.notes import noted, with_notes
from sayso.present.pile import Pile
from sayso.present.why import why_claim

ON_CLAIM = judged(f"words:{gone.key}", "note", by="AB", at="2024-05-08", value="ask\nagain")
ON_FILE = judged("item:paper.html", "note", by="CD", at="2024-05-07", value="paid for")
ON_ANOTHER = judged(f"words:{keeper.key}", "note", by="AB", at="2024-05-07", value="drunk")


def test_a_note_is_told_with_its_initials_and_day_in_the_order_of_days() -> None:
    told = noted((ON_CLAIM, ON_FILE, ON_ANOTHER), {gone.key}, {"paper.html"})
    assert told == ("CD, 7 May 2024, on paper.html: paid for", f"AB, 8 May 2024, on {gone.key}: ask again")


def test_what_is_withdrawn_or_no_note_is_not_told() -> None:
    other = judged("item:paper.html", "authentic", by="CD", at="2024-05-07", value="forged")
    assert noted((replace(ON_CLAIM, withdrawn=True), other), {gone.key}, {"paper.html"}) == ()


def test_why_tells_the_notes_on_its_claim_and_on_the_files_of_its_statements() -> None:
    pile = Pile(STATEMENTS, DOCUMENTS.__getitem__, {}, {c.id: c for c in CLAIMS})
    page = why_claim(pile, gone, in_memo, (), ())
    assert with_notes(page, (ON_ANOTHER,)) == page
    (section,) = [s for s in with_notes(page, (ON_CLAIM, ON_FILE, ON_ANOTHER)).sections if s.name == "notes"]
    assert [sentence.partition(": ")[2] for sentence in section.sentences] == ["paid for", "ask again"]
