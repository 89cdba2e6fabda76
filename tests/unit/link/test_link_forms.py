"""Papers on one form are no versions of one another, once further papers on it tell what the form says."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from link_pile import Pile

from sayso.link.align import align
from sayso.link.changes import side
from sayso.link.fingerprint import fingerprint
from sayso.link.forms import agreeing, form_words, is_of_one_form, may_be_of_one_form
from sayso.model.document import Content

_WORDS = """harbour clerk ferry sacks barley lantern mate chalk hatch customs pier master doctor islands keeper lamp
mole quay tide table office letter ledger winter summer crane lock stranger member board report captain number"""
WORDS = _WORDS.split()


def prose(seed: int, count: int) -> str:
    drawn = random.Random(seed)
    return " ".join(drawn.choice(WORDS) + drawn.choice(("", "s", "ed", "ing", "ly")) for _ in range(count))


def sheet(seed: int, filled: int) -> str:
    """A sheet on the one form there is, with so many words filled in at four places."""
    form = [prose(100 + k, 25) for k in range(4)]
    return "\n".join(f"{part}: {prose(seed + k, filled // 4)}" for k, part in enumerate(form))


SHORT = {"short1.txt": sheet(1_000, 24), "short2.txt": sheet(2_000, 24)}
LONG = {"long1.txt": sheet(3_000, 160), "long2.txt": sheet(4_000, 160)}


def piled(tmp: Path, texts: dict[str, str]) -> Pile:
    pile = Pile(tmp)
    for file, text in texts.items():
        pile.add(file, text)
    return pile.settle()


def test_two_sheets_are_told_apart_by_further_sheets_on_their_form(tmp_path: Path) -> None:
    assert len(piled(tmp_path, SHORT).copies) == 1
    assert piled(tmp_path, SHORT | LONG).copies == []


def test_one_further_sheet_is_not_enough_for_it_may_be_an_overlooked_copy(tmp_path: Path) -> None:
    assert len(piled(tmp_path, SHORT | {"long1.txt": LONG["long1.txt"]}).copies) == 1


def test_two_versions_of_one_sheet_stay_versions_among_other_sheets(tmp_path: Path) -> None:
    parts = SHORT["short1.txt"].split("\n")
    was = "\n".join([*parts, prose(6_000, 30)])
    changed = "\n".join([*parts[:-1], prose(5_000, 25), prose(6_000, 30)])
    pile = piled(tmp_path, {"was.txt": was, "changed.txt": changed, **LONG})
    assert len(pile.copies) == 1


def test_a_page_with_another_figure_stays_a_version_though_stories_carry_all_of_it(tmp_path: Path) -> None:
    before, behind = f"{prose(7, 60)} at least", f"men were lost {prose(8, 60)}"
    page, other = f"{before} 40 {behind}", f"{before} 14 {behind}"
    halves = [before, before, before, behind, behind, behind]
    stories = {f"{n}.txt": f"{prose(20 + n, 300)} {half} {prose(30 + n, 300)}" for n, half in enumerate(halves)}
    pile = piled(tmp_path, {"page.txt": page, "other.txt": other, **stories})
    (found,) = pile.copies
    assert (found.kind, [c.sort for c in found.changes]) == ("altered", ["number"])


@pytest.mark.parametrize("order", [("short1", "short2", "long1", "long2"), ("long2", "short2", "long1", "short1")])
def test_sheets_that_come_one_by_one_and_go_again_leave_no_trace(tmp_path: Path, order: tuple[str, ...]) -> None:
    texts = SHORT | LONG
    pile = Pile(tmp_path)
    for name in order:
        pile.add(f"{name}.txt", texts[f"{name}.txt"])
        pile.settle()
    assert pile.findings() == piled(tmp_path, texts).findings()
    pile.remove("long1.txt")
    rest = {file: text for file, text in texts.items() if file != "long1.txt"}
    assert pile.settle().findings() == piled(tmp_path, rest).findings()
    assert len(pile.copies) == 1


def test_what_is_a_form_to_one_sheet_is_one_to_the_other() -> None:
    one, other = SHORT.values()
    sides, prints = [side(Content(text=t)) for t in (one, other)], [fingerprint(t) for t in (one, other)]
    agree = agreeing(align(*sides, *prints), *(p.words for p in prints))
    assert [int(words.sum()) for words in agree] == [100, 100]
    known = form_words(prints[0].words, [[(0, 124)], [(0, 124)]]) & agree[0]
    unknown = np.zeros(prints[1].words, np.bool_)
    assert may_be_of_one_form(100, [known, unknown])
    assert is_of_one_form(agree, [known, unknown])
    assert not is_of_one_form(agree, [unknown, unknown])
