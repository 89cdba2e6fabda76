"""Promises are kept: nothing that a handling rule keeps in stands in any byte that goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from piles import MEMO, PILE, exported, write_pile
from sayso.errors import AskedWrongly
from sayso.present.brief_html import brief_html
from sayso.present.brief_json import brief_json
from sayso.present.brief_markdown import brief_markdown
from sayso.present.brief_text import brief_text
from sayso.workbench import Case

Quick = Callable[[Path], Case]

WORDS = ("marzipan", "lighthouse", "Vollmer", "quillfeather")
SECRET = (
    "A marzipan lighthouse\n\nGesine Vollmer said the marzipan lighthouse was paid for twice.\n\n"
    "Dora Quill said the north crane was inspected on Monday by two men.\n"
)
NAME = "quillfeather-notes.txt"
BEFORE, AFTER = date(2024, 5, 6), date(2024, 5, 7)


@pytest.fixture
def case(quick: Quick, pile: Path, tmp_path: Path) -> Iterator[Case]:
    write_pile(pile, {NAME: SECRET})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        yield case


@pytest.fixture
def never(quick: Quick, tmp_path: Path) -> dict[str, bytes]:
    """The export of a case that never had the paper."""
    with quick(tmp_path / "never.sayso") as case:
        case.add(write_pile(tmp_path / "without", PILE))
        return exported(case, tmp_path / "wanted")


def everything(case: Case, folder: Path, on: date | None = None) -> bytes:
    """All that can go out of a case on a day: exports, briefs, and what the listing verbs give."""
    brief = case.brief(on=on)
    texts = [write(brief) for write in (brief_html, brief_json, brief_markdown, brief_text)]
    tables = [p.read_bytes() for shape in ("jsonl", "csv") for p in case.export(folder / shape, shape, on=on)]
    lists = [*case.statements(), *case.claims(), *case.entities(), *case.copies(), *case.passages()] if not on else []
    return b"\n".join([*tables, *(text.encode() for text in texts), repr(lists).encode()])


def told(data: bytes) -> list[str]:
    return [word for word in WORDS if word.lower().encode() in data.lower()]


@pytest.mark.parametrize("rule", ["off the record", "privileged", "set aside"])
def test_nothing_of_it_goes_out_and_it_is_counted(
    case: Case, never: dict[str, bytes], rule: str, tmp_path: Path
) -> None:
    assert told(everything(case, tmp_path / "before")) == list(WORDS)
    case.judge(rule, NAME, by="AB", why="a promise to Gesine Vollmer")
    assert told(everything(case, tmp_path / "after")) == []
    (kept,) = case.withheld()
    assert (kept.rule, kept.files, kept.documents, kept.statements) == (rule, 1, 1, 2)
    assert f"{rule}: 1 file with 2 statements" in brief_text(case.brief())
    got = exported(case, tmp_path / "got")
    assert {name: got[name] for name in got if name not in ("judgements.jsonl", "withheld.jsonl")} == {
        name: data for name, data in never.items() if name not in ("judgements.jsonl", "withheld.jsonl")
    }


def test_an_embargo_ends_on_its_day(case: Case, tmp_path: Path) -> None:
    free = everything(case, tmp_path / "free", AFTER)
    case.judge("embargo", NAME, by="AB", until="2024-05-07")
    assert told(everything(case, tmp_path / "before", BEFORE)) == []
    brief = brief_text(case.brief(on=BEFORE))
    assert "embargo until 7 May 2024; reckoned for 6 May 2024: 1 file with 2 statements" in brief
    assert told(everything(case, tmp_path / "after", AFTER)) == told(free) == list(WORDS)
    assert case.withheld(AFTER) == ()


def test_of_what_is_not_for_quotation_only_the_place_is_told(case: Case, tmp_path: Path) -> None:
    key = next(s.key for s in case.statements(file=NAME))
    case.judge("not for quotation", NAME, by="AB")
    data = everything(case, tmp_path / "out")
    assert told(data) == ["quillfeather"]
    assert f"{key} in {NAME}, page 1: its words are kept in" in brief_text(case.brief())


def test_no_pictures_keeps_no_words_in(case: Case, tmp_path: Path) -> None:
    before = case.brief()
    case.judge("no pictures", NAME, by="AB")
    assert case.brief() == before
    assert [rule.verdict for rule in case.promised()[NAME]] == ["no pictures"]


def test_a_rule_covers_the_same_bytes_under_another_name_and_what_is_inside(
    quick: Quick, pile: Path, tmp_path: Path
) -> None:
    write_pile(pile, {NAME: SECRET, "other.txt": SECRET, "mail.eml": MAIL})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        case.judge("off the record", NAME, "mail.eml", by="AB")
        assert set(case.promised()) == {NAME, "other.txt", "mail.eml", "mail.eml!inside.txt"}
        assert told(everything(case, tmp_path / "out")) == []


def test_the_terms_of_a_drop_bind(quick: Quick, pile: Path, tmp_path: Path) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        secret = write_pile(tmp_path / "more", {NAME: SECRET})
        added = case.add(secret, drop="HERON", terms="off the record; embargo until 7 May 2024")
        assert added.warnings == ("the terms are taken as: embargo until 2024-05-07, off the record",)
        assert told(everything(case, tmp_path / "out")) == []
        loose = case.add(write_pile(tmp_path / "odd", {"odd.txt": MEMO}), drop="LARK", terms="be kind")
        assert "bind nothing by themselves" in loose.warnings[0]


def test_withdrawn_or_removed_it_is_as_if_never_set(case: Case, never: dict[str, bytes], tmp_path: Path) -> None:
    free = exported(case, tmp_path / "free")
    (given,) = case.judge("off the record", NAME, by="AB")
    case.withdraw(given.id, by="CD", why="she agreed")
    assert exported(case, tmp_path / "again") == free
    (anew,) = case.judge("off the record", NAME, by="AB")
    assert told(everything(case, tmp_path / "anew")) == []
    assert len(case.judgements(every=True)) == 3
    assert [judgement.id for judgement in case.judgements()] == [anew.id]
    case.remove(NAME)
    assert exported(case, tmp_path / "gone") == never


def test_a_later_day_takes_the_place_of_the_first(case: Case, tmp_path: Path) -> None:
    case.judge("embargo", NAME, by="AB", until="2024-05-07")
    case.judge("embargo", NAME, by="AB", until="2024-06-01")
    assert told(everything(case, tmp_path / "may", AFTER)) == []
    assert [judgement.until for judgement in case.judgements()] == ["2024-06-01"]


def test_an_erased_file_takes_its_promises_with_it(case: Case) -> None:
    case.judge("off the record", NAME, by="AB", why="for Gesine Vollmer")
    case.remove(NAME, purge=True)
    assert case.judgements(every=True) == ()
    case.close()
    for path in case.path.rglob("*"):
        data = path.read_bytes().lower() if path.is_file() else b""
        assert told(data) == [], path.name


def test_one_still_reads_ones_own_papers(case: Case) -> None:
    case.judge("off the record", NAME, by="AB")
    assert "marzipan" in case.show(NAME).text
    assert [hit.file for hit in case.search("marzipan")] != []
    assert case.document(NAME).text == SECRET


@pytest.mark.parametrize(
    ("rule", "more", "code"),
    [
        ("hush", {"by": "AB"}, "no_such_rule"),
        ("embargo", {"by": "AB"}, "no_day"),
        ("set aside", {"by": "AB", "until": "2024-05-07"}, "no_day"),
        ("set aside", {"by": ""}, "no_initials"),
        ("set aside", {"by": "AB", "drop": "NOBODY"}, "no_such_drop"),
    ],
)
def test_what_cannot_be_is_refused(case: Case, rule: str, more: dict[str, str], code: str) -> None:
    with pytest.raises(AskedWrongly) as refused:
        case.judge(rule, NAME, **more)
    assert refused.value.code == code
    assert case.judgements() == ()


def test_an_embargo_printed_on_a_paper_binds_nothing_and_warns(quick: Quick, tmp_path: Path) -> None:
    text = "EMBARGOED UNTIL 18:00, 7 MAY 2024\n\nA notice\n\nDora Quill said the north crane was inspected on Monday.\n"
    with quick(tmp_path / "a.sayso") as case:
        case.add(write_pile(tmp_path / "pile", {"notice.txt": text}))
        (line,) = (*case.brief(on=BEFORE).stands, *case.brief(on=BEFORE).to_check)
        assert "carries an embargo until 2024-05-07T18:00" in line.warnings[0]
        assert "Warning" in brief_text(case.brief(on=BEFORE))
        (line,) = (*case.brief(on=date(2024, 5, 8)).stands, *case.brief(on=date(2024, 5, 8)).to_check)
        assert line.warnings == ()


MAIL = """From: Ada Lark <ada@example.org>
To: Bo Fenn <bo@example.org>
Date: Tue, 07 May 2024 08:55:00 +0100
Subject: Papers
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain

The papers are with this letter, and nobody else has them.
--x
Content-Type: text/plain
Content-Disposition: attachment; filename="inside.txt"

Gesine Vollmer said the marzipan lighthouse was paid for twice.
--x--
"""
