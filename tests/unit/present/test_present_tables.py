from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from brief_pile import DOCUMENTS, PASSAGES, in_paper, paper

from sayso.present.records import passage_row, statement_row
from sayso.present.tables import cell, readable_passages, readable_statement, write_csv, write_jsonl


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(opening: str) -> None:
    assert str(cell(f"{opening}HYPERLINK(1)")).startswith(("'", "␍"))


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert [cell(v) for v in (-3, 0.5, None, True, [1, 2], "plain")] == [-3, 0.5, "", "yes", "[1, 2]", "plain"]


def test_csv_opens_with_a_mark_and_survives_quotes_and_line_feeds(tmp_path: Path) -> None:
    rows = [{"words": 'he said "no"\nand left', "n": 1}, {"words": "=1+1", "n": 2}]
    assert write_csv(tmp_path / "t.csv", rows) == 2
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfwords,n\r\n")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as back:
        assert [r["words"] for r in csv.DictReader(back)] == ['he said "no"\nand left', "'=1+1"]


def test_jsonl_holds_any_text_one_object_a_line(tmp_path: Path) -> None:
    rows = [{"b": "line\u2028break \udc80 \x1b", "a": 1}, {"b": "é", "a": 2}]
    assert write_jsonl(tmp_path / "t.jsonl", rows) == 2
    written = (tmp_path / "t.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line) for line in written.splitlines()] == rows
    assert written.startswith('{"b"')


def test_a_table_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "t.jsonl", [{"a": 1}])

    def rows() -> object:
        yield {"a": 2}
        raise OSError

    with pytest.raises(OSError):
        write_jsonl(tmp_path / "t.jsonl", rows())  # type: ignore[arg-type]
    assert [p.name for p in tmp_path.iterdir()] == ["t.jsonl"]
    assert json.loads((tmp_path / "t.jsonl").read_text()) == {"a": 1}


def test_a_statement_in_csv_is_readable_alone() -> None:
    row = readable_statement(statement_row(in_paper, paper), paper)
    assert list(row)[:4] == ["file", "page", "key", "speaker"]
    assert (row["file"], row["page"], row["speaker"]) == ("paper.html", 1, "Inspector Vail")
    assert (row["source"], row["cue"], row["content"]) == ("Inspector Vail", "told", "forty tonnes were gone")


def test_a_shared_passage_in_csv_has_a_row_a_place() -> None:
    rows = list(readable_passages(passage_row(PASSAGES[0]), DOCUMENTS.__getitem__))
    assert [(r["file"], r["words"]) for r in rows] == [("memo.txt", "forty tonnes were gone")]
