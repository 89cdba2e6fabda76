"""A whole case linked: what is published, and that nothing but the live contents decides it."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_pile import Pile, named, said

from sayso.model.findings import Claim

OWN = "document"
MEMO = """Ref: Q/17
From: Ida Holm

1. The tug Petrel left the quay at nine with 48 barrels on deck. The clerk of the harbour wrote this down that night.

2. I recommend that nobody moves the barrels until the lamp has been looked at and the duty book has been copied."""
FORGED = MEMO.replace("48 barrels", "4 barrels")
LANTERN = """The Lantern

The Petrel went from the quay and had 48 barrels on deck, said Olaf Tern, a pilot who watched from the mole. The harbour
lies north of the town, has two locks and a crane, and has been closed to strangers since the fire three winters ago.

Berit Lund, spokeswoman for the Harbour Board, denied that the tug had left the quay with barrels on deck."""
COURIER = """The Courier

A memo seen by this paper says the tug Petrel left the quay with 48 barrels on deck. The harbour lies north of the
town, has two locks and a crane, and has been closed to strangers since the fire three winters ago."""


def add_memo(pile: Pile, file: str = "memo.txt", text: str = MEMO) -> str:
    barrels = "48" if "48" in text else "4"
    return pile.add(
        file,
        text,
        said(
            text, "Ida Holm", f"The tug Petrel left the quay at nine with {barrels} barrels on deck", voice="document"
        ),
        said(text, "Ida Holm", "nobody moves the barrels", source="I", cue="recommend", kind="asks"),
        mentions=(named(text, "Q/17", "document"), named(text, "Ida Holm", "person")),
        author="Ida Holm",
    )


def add_lantern(pile: Pile, file: str = "lantern.txt") -> str:
    text = LANTERN
    return pile.add(
        file,
        text,
        said(
            text,
            "Olaf Tern",
            "The Petrel went from the quay and had 48 barrels on deck",
            cue="said",
            source="Olaf Tern",
        ),
        said(
            text,
            "Berit Lund",
            "the tug had left the quay with barrels on deck",
            source="Berit Lund, spokeswoman for the Harbour Board,",
            cue="denied",
            kind="denies",
        ),
        mentions=(named(text, "Olaf Tern", "person"), named(text, "Harbour Board", "organisation")),
        publisher="The Lantern",
    )


def add_courier(pile: Pile, file: str = "courier.txt") -> str:
    return pile.add(
        file,
        COURIER,
        said(COURIER, "Q/17", "the tug Petrel left the quay with 48 barrels on deck", source="A memo", cue="says"),
        publisher="The Courier",
    )


ADDERS = {
    "memo.txt": add_memo,
    "again/memo.txt": lambda p: add_memo(p, "again/memo.txt"),
    "forged.txt": lambda p: add_memo(p, "forged.txt", FORGED),
    "lantern.txt": add_lantern,
    "courier.txt": add_courier,
}


@pytest.fixture
def pile(tmp_path: Path) -> Pile:
    return Pile(tmp_path)


def claim_with(pile: Pile, words: str) -> Claim:
    return next(c for c in pile.claims if words in c.text)


def test_statements_entities_copies_passages_and_claims_are_published(pile: Pile) -> None:
    for add in ADDERS.values():
        add(pile)
    pile.settle()
    assert {c.kind for c in pile.copies} == {"exact", "altered"}
    assert [p.sort for p in pile.passages] == ["copied"]
    assert len(pile.passages[0].places) == 2
    assert {e.name: e.kind for e in pile.entities}["Harbour Board"] == "organisation"
    speakers = {s.at.speaker_name: s.speaker for s in pile.statements}
    assert speakers["Ida Holm"] in {e.id for e in pile.entities}


def test_a_paper_its_author_and_who_cites_it_are_one_source_a_witness_is_another(pile: Pile) -> None:
    add_memo(pile), add_courier(pile)
    assert claim_with(pile.settle(), "48 barrels").independent_sources == 1
    add_lantern(pile)
    claim = claim_with(pile.settle(), "48 barrels")
    assert claim.independent_sources == 2
    assert sorted(len(o.statements) for o in claim.origins) == [1, 2]


def test_a_speaker_goes_by_the_fullest_name_in_the_pile(pile: Pile) -> None:
    add_memo(pile)
    text = "Ms Holm said the lamp was out."
    pile.add("b.txt", text, said(text, "Ms Holm", "the lamp was out", source="Ms Holm", cue="said"))
    assert {s.at.speaker_name for s in pile.settle().statements} == {"Ida Holm"}
    assert len({s.speaker for s in pile.statements}) == 1


def test_a_denial_answers_its_claim_and_is_no_claim_of_its_own(pile: Pile) -> None:
    add_memo(pile), add_lantern(pile)
    claim = claim_with(pile.settle(), "48 barrels")
    denial = next(s.id for s in pile.statements if s.at.kind == "denies")
    assert claim.denied_by == (denial,)
    assert claim.status == "disputed"
    assert all(denial not in c.statements for c in pile.claims)


def test_a_paper_that_withdraws_its_own_report_retracts_the_claim_inside(pile: Pile) -> None:
    text = "The Lantern withdrew its report that the tug Petrel carried no lamp."
    whole = "its report that the tug Petrel carried no lamp"
    pile.add(
        "notice.txt",
        text,
        said(text, "The Lantern", whole, source="The Lantern", cue="withdrew", kind="corrects"),
        said(text, "The Lantern", "the tug Petrel carried no lamp", source="its", cue="report", parent=0),
        mentions=(named(text, "The Lantern", "organisation"),),
    )
    (claim,) = pile.settle().claims
    assert (claim.text, claim.status) == ("the tug Petrel carried no lamp", "retracted")
    assert [r.kind for r in claim.responses] == ["corrects"]


def test_whoever_holds_an_office_in_a_release_speaks_for_the_body_that_issued_it(pile: Pile) -> None:
    text = "PRESS RELEASE\n\nOlaf Tern, head of moorings, said the lock was never left open that night."
    quote = "the lock was never left open that night"
    pile.add(
        "release.txt",
        text,
        said(text, "Olaf Tern", quote, source="Olaf Tern, head of moorings,", cue="said"),
        publisher="Harbour Board",
    )
    other = "The Harbour Board says the lock was never open that night, nor left without a guard."
    pile.add(
        "report.txt",
        other,
        said(other, "Harbour Board", "the lock was never open that night", source="The Harbour Board", cue="says"),
        mentions=(named(other, "Harbour Board", "organisation"),),
    )
    (claim,) = pile.settle().claims
    assert claim.independent_sources == 1
    assert "speak for one body" in claim.origins[0].why


def test_an_excerpt_cut_off_from_its_head_adds_no_source_though_nobody_is_named_in_it(pile: Pile) -> None:
    add_memo(pile)
    part = MEMO[MEMO.index("1. The tug") :]
    pile.add("part.txt", part, said(part, None, "quay at nine with 48 barrels on deck", voice=OWN))
    assert {c.kind for c in pile.settle().copies} == {"excerpt"}
    claim = claim_with(pile, "48 barrels")
    assert (len(claim.statements), claim.independent_sources) == (2, 1)
    assert claim.origins[0].why == "The documents are copies of one another."


def test_reprints_derive_from_the_version_with_the_earliest_date_though_another_is_longer(pile: Pile) -> None:
    wire = pile.add("z-wire.txt", COURIER, published="2021-05-03")
    longer = COURIER.replace("The Courier", "The Lantern and its friends").replace("carts", "wagons")
    longer = longer.replace("two locks", "a pair of locks")
    pile.add("a-reprint.txt", longer, published="2021-05-04")
    (copy,) = pile.settle().copies
    assert (copy.of, copy.kind, copy.direction, copy.first_seen) == (wire, "near", "known", wire)


def test_every_innermost_statement_but_denials_and_refusals_is_in_a_claim_alone_if_need_be(pile: Pile) -> None:
    for add in ADDERS.values():
        add(pile)
    pile.settle()
    in_claims = {s for c in pile.claims for s in c.statements}
    assert in_claims == {s.id for s in pile.statements if s.at.kind != "denies"}


def test_versions_with_other_figures_contradict_each_other_and_are_not_shown_plainly(pile: Pile) -> None:
    add_memo(pile), add_memo(pile, "forged.txt", FORGED)
    pile.settle()
    true, forged = claim_with(pile, "48 barrels"), claim_with(pile, "4 barrels")
    assert true.contradicts == (forged.id,)
    assert forged.contradicts == (true.id,)
    assert true.status == forged.status == "disputed"
    assert "altered_page" in true.doubts
    assert not true.shown


def test_a_claim_stands_plainly_on_a_sure_statement_with_a_speaker_and_not_below_the_setting(pile: Pile) -> None:
    text = "Olaf Tern said the tug had left. It is said the lamp was out. Berit Lund said the crane was locked."
    pile.add(
        "a.txt",
        text,
        said(text, "Olaf Tern", "the tug had left", cue="said", source="Olaf Tern"),
        said(text, None, "the lamp was out", cue="is said"),
        said(text, "Berit Lund", "the crane was locked", cue="said", source="Berit Lund", confidence=0.5),
    )
    shown = {c.text: (c.shown, c.doubts) for c in pile.settle().claims}
    assert shown["the tug had left"] == (True, ())
    assert shown["the lamp was out"] == (False, ("no_speaker",))
    assert shown["the crane was locked"] == (False, ("low_confidence",))


def test_an_exact_copy_raises_no_count_and_taking_it_out_restores_everything(pile: Pile) -> None:
    for name in ("memo.txt", "lantern.txt", "courier.txt"):
        ADDERS[name](pile)
    before = pile.settle().findings()
    counts = {c.text: c.independent_sources for c in pile.claims}
    add_lantern(pile, "z/reprint.txt")
    assert {c.text: c.independent_sources for c in pile.settle().claims} == counts
    pile.remove("z/reprint.txt")
    assert pile.settle().findings() == before


def test_nothing_is_published_twice_for_the_same_contents(pile: Pile) -> None:
    add_memo(pile)
    pile.settle()
    with pile.store.view() as view:
        first = view.generation()
    pile.settle()
    with pile.store.view() as view:
        assert view.generation() == first


def test_what_is_made_a_portion_at_a_time_comes_to_the_same(
    pile: Pile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large pile is worked through in many views, for a log that is looked through grows while one is open."""
    (tmp_path / "other").mkdir()
    other = Pile(tmp_path / "other")
    for add in ADDERS.values():
        add(pile), add(other)
    whole = pile.settle().findings()
    monkeypatch.setattr(sys.modules["sayso.engine.linking.settle"], "_PORTION", 1)
    assert other.settle().findings() == whole


def test_facts_of_pairs_are_kept_and_only_new_ones_are_added(pile: Pile) -> None:
    add_memo(pile), add_memo(pile, "forged.txt", FORGED)
    pile.settle()
    with pile.store.view() as view:
        before = set(view.fact_keys("align"))
    add_lantern(pile), add_courier(pile)
    pile.settle()
    with pile.store.view() as view:
        assert before < set(view.fact_keys("align"))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(sorted(ADDERS)), min_size=1, max_size=8), st.integers(0, 99))
def test_any_way_to_the_same_documents_gives_the_same_findings(steps: list[str], seed: int) -> None:
    """A name given twice is taken out again; in between the case settles now and then."""
    with tempfile.TemporaryDirectory() as folder:
        winding, straight = Pile(Path(folder)), Pile(Path(folder))
        there: set[str] = set()
        for name in steps:
            if name in there:
                winding.remove(name)
            else:
                ADDERS[name](winding)
            there ^= {name}
            if random.Random(seed).random() < 0.5:
                winding.settle()
        for name in sorted(there, reverse=True):
            ADDERS[name](straight)
        assert winding.settle().findings() == straight.settle().findings()
