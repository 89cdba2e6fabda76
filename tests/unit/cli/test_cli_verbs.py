from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli_fakes import FakeCase, Sayso

from sayso.model.judgement import judged
from sayso.present.shape import Withheld


def test_add_passes_on_what_was_asked_and_counts_by_reason(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("add", "new.sayso", "pile", "--drop", "HERON", "--terms", "not before Friday", "--jobs", 2)
    assert told.status == 0
    [(_, paths, named)] = case.calls
    assert paths == (Path("pile"),)
    assert named == {
        "drop": "HERON", "terms": "not before Friday", "first": None, "retry": False, "ocr": True, "jobs": 2,
        "passwords": [],
    }  # fmt: skip
    assert "read\t\t3\tread in full" in told.out
    assert "3 new, 0 unchanged, 0 replaced" in told.out


def test_add_leaves_with_three_and_advice_where_something_could_not_be_read(sayso: Sayso, case: FakeCase) -> None:
    case.by_reason = {("read", None): 1, ("failed", "damaged"): 2, ("skipped", "empty"): 4}
    told = sayso("add", "new.sayso", "pile")
    assert told.status == 3
    assert "2 could not be read" in told.err
    assert "damaged: ask for it again" in told.err
    assert [line.split("\t")[0] for line in told.out.splitlines()[1:4]] == ["read", "failed", "skipped"]


def test_progress_goes_to_stderr_with_done_failed_and_left(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("add", "new.sayso", "pile")
    assert "read: 1 of 3 done, 2 left" in told.err
    assert "read: 3 of 3 done, 1 failed" in told.err
    assert "of 3" not in told.out


def test_terms_without_a_drop_are_asked_wrongly(sayso: Sayso, case: FakeCase) -> None:
    assert sayso("add", "new.sayso", "pile", "--terms", "x").status == 2
    assert not case.calls


def test_add_tells_what_the_workbench_warns_of_before_and_after(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("add", "new.sayso", "pile")
    assert told.status == 0
    assert "warning: copied elsewhere" in told.err.splitlines()[0]
    assert "warning: no lock on the door" in told.err.splitlines()[1]
    assert "warning: another drop" in told.err


def test_remove_takes_names_and_says_what_it_cannot_reach(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("remove", "papers.sayso", "-", "--purge", stdin="a.txt\nb c.txt\n\n")
    assert case.calls == [("remove", ("a.txt", "b c.txt"), {"purge": True})]
    assert told.out == "erased: a.txt\nerased: b c.txt\n"
    assert "not reached: copies of the case made elsewhere" in told.err


def test_a_purge_of_what_was_taken_out_before_says_what_it_erased(sayso: Sayso, case: FakeCase) -> None:
    case.gone = ()
    told = sayso("remove", "papers.sayso", "a.txt", "--purge")
    assert told.out == "erased: what was left of files taken out before\n"


def test_status_tells_totals_reasons_and_protections(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("status", "papers.sayso")
    assert "5 files, 3 documents, 6 statements, 3 claims; findings number 2" in told.out
    assert "1 not in the findings yet" in told.out
    assert "protection network: NOT AVAILABLE HERE" in told.out
    assert "a warning" in told.err


@pytest.mark.parametrize(
    ("wish", "files"),
    [
        (("--failed",), ["ledger.pdf"]),
        (("--waiting",), []),
        (("--file", "*.txt"), ["memo.txt", "folder/memo-again.txt", "old/memo.txt"]),
    ],
)
def test_status_lists_files(wish: tuple[str, ...], files: list[str], sayso: Sayso, case: FakeCase) -> None:
    lines = sayso("status", "papers.sayso", *wish).out.splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == files


def hit(file: str, text: str) -> SimpleNamespace:
    return SimpleNamespace(file=file, page=1, line=3, key="ABCDEF-p1-2", text=text)


def test_search_gives_file_page_line_and_words_in_safe_cells(sayso: Sayso, case: FakeCase) -> None:
    case.hits = [hit("m\x1b[2J.txt", "tab\there\nand \u202e there [bold]x[/bold]")]
    told = sayso("search", "papers.sayso", "-", stdin='"grain store"\n')
    assert case.calls == [("search", ('"grain store"',), {"limit": 50})]
    assert told.out.splitlines()[1] == "m␛[2J.txt\t1\t3\tABCDEF-p1-2\ttab here and ⟨U+202E⟩ there [bold]x[/bold]"
    assert "1 hit" in told.err


def test_search_of_a_list_gives_names_by_files_and_misses_too(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Orla Kemp\n\nNobody\n", encoding="utf-8")
    case.hits = [hit("b.txt", ""), hit("a.txt", ""), hit("b.txt", "")]
    told = sayso("search", "papers.sayso", "--list", "names.txt")
    assert told.out.splitlines()[1:3] == ["Orla Kemp\ta.txt\t1", "Orla Kemp\tb.txt\t2"]
    assert [call[1][0] for call in case.calls] == ['"Orla Kemp"', '"Nobody"']
    case.hits = []
    assert sayso("search", "papers.sayso", "--list", "names.txt").out.splitlines()[2] == "Nobody\t\t0"


def test_search_wants_a_query_or_a_list(sayso: Sayso, case: FakeCase) -> None:
    assert sayso("search", "papers.sayso").status == 2
    assert sayso("search", "papers.sayso", "x", "--list", "n").status == 2


def test_show_prints_words_that_cannot_steer_the_terminal(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    case.shown = "two\nlines \x1b]0;title\a"
    told = sayso("show", "papers.sayso", "ABCDEF-p1-2")
    assert told.out == "memo.txt, page 1, ABCDEF-p1-2\n\ntwo\nlines ␛]0;title␇\n"
    assert sayso("show", "papers.sayso", "memo.txt", "-o", "page.txt").out == ""
    assert "␛" in (tmp_path / "page.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ending", "opening"), [(".md", "# grain"), (".html", "<!DOCTYPE"), (".json", "{"), (".txt", "grain\n=")]
)
def test_the_ending_of_the_file_chooses_the_form(
    ending: str, opening: str, sayso: Sayso, case: FakeCase, tmp_path: Path
) -> None:
    told = sayso("brief", "papers.sayso", "-o", f"b{ending}", "--about", "grain", "--top", 3)
    assert (told.status, told.out) == (0, "")
    assert (tmp_path / f"b{ending}").read_text(encoding="utf-8").startswith(opening)
    assert case.calls[0][2] == {"top": 3, "about": "grain", "speaker": None, "since": None}
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("arguments", [("-o", "brief.pages"), ("--since", "May"), ("--top", "0")])
def test_a_brief_asked_for_wrongly(arguments: tuple[str, ...], sayso: Sayso, case: FakeCase) -> None:
    assert sayso("brief", "papers.sayso", *arguments).status == 2
    assert not case.calls


def test_statements_as_json_lines_csv_and_table(sayso: Sayso, case: FakeCase) -> None:
    lines = sayso("statements", "papers.sayso", "--format", "jsonl", "--file", "memo*").out.splitlines()
    assert {json.loads(line)["kind"] for line in lines} == {"asserts", "denies"}
    told = sayso("statements", "papers.sayso", "--format", "csv", "--speaker", "Vail")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert {"file", "page", "key", "speaker", "kind", "as_said"} <= set(rows[0])
    assert case.calls[-1][2] == {"speaker": "Vail", "about": None, "file": None, "sorts": None}
    assert sayso("statements", "papers.sayso").out.startswith("key\tfile\tpage\tspeaker\tkind\tcontent\n")


def test_claims_name_their_speakers(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("claims", "papers.sayso").out.splitlines()
    row = dict(zip(told[0].split("\t"), told[2].split("\t"), strict=True))
    assert (row["status"], row["sources"], row["said"], row["speakers"]) == ("denied", "1", "2", "Inspector Vail")


def test_copies_and_passages_are_told(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("copies", "papers.sayso").out
    assert "two versions differ: folder/memo-again.txt / memo.txt\n    number: “four” / “forty”" in told
    assert "quotation: “forty tonnes were gone”" in sayso("passages", "papers.sayso").out
    assert (
        "    4 words in 1 document; first seen: not known\n    memo.txt, page 1\n"
        in sayso("passages", "papers.sayso").out
    )
    sayso("passages", "papers.sayso", "--about", "tonnes", "--sort", "quotation", "--file", "*.txt")
    assert case.calls[-1][2] == {"about": "tonnes", "file": "*.txt", "sorts": ("quotation",)}
    assert json.loads(sayso("copies", "papers.sayso", "--format", "jsonl").out)["kind"] == "altered"
    assert sayso("passages", "papers.sayso", "--format", "csv").out.startswith("file,words,")


def test_long_families_and_long_lists_of_differences_are_counted_and_all_lists_them(
    sayso: Sayso, case: FakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = next(c for c in case.copies() if c.changes)
    many = replace(one, changes=one.changes * 40)
    others = [replace(many, id=f"copy{n}", document=f"{one.document}{n}", changes=()) for n in range(30)]
    names = {c.document: SimpleNamespace(file=f"{c.document}.txt") for c in others}
    names |= {ref: case.document(ref) for ref in (one.document, one.of)}
    monkeypatch.setattr(case, "copies", lambda: (many, *others), raising=False)
    monkeypatch.setattr(case, "document", names.__getitem__, raising=False)
    told, whole = sayso("copies", "papers.sayso").out, sayso("copies", "papers.sayso", "--all").out
    assert "32 documents of one family, memo.txt among them:" in told
    assert "two versions differ: 23 more documents of this family (--all lists them)" in told
    assert "28 more differences: number 28 (--all lists them)" in told
    assert "which came first is not known" in told
    assert (whole.count("two versions differ: "), whole.count("    number: "), " more " in whole) == (31, 40, False)


def test_verify_leaves_with_three_where_something_does_not_pass(sayso: Sayso, case: FakeCase) -> None:
    assert sayso("verify", "papers.sayso").status == 0
    case.problems = ["blob 12ab does not match its name"]
    told = sayso("verify", "papers.sayso")
    assert told.status == 3
    assert "PROBLEM: blob 12ab" in told.out


def test_export_names_what_it_wrote(sayso: Sayso, case: FakeCase) -> None:
    assert sayso("export", "papers.sayso", "d", "--format", "csv").out.strip() == str(Path("d") / "claims.csv")


def test_extract_gives_one_object_a_file_in_order_whatever_happens(
    sayso: Sayso, case: FakeCase, tmp_path: Path
) -> None:
    for name in ("one.txt", "bad.pdf", "two.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    told = sayso("extract", "one.txt", "bad.pdf", "two.txt")
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert told.status == 3
    assert [row["status"] for row in rows] == ["read", "failed", "read"]
    assert (rows[1]["file"], rows[1]["reason"], rows[1]["statements"]) == ("bad.pdf", "damaged", [])
    assert rows[0]["text"][slice(*rows[0]["statements"][0]["content"][0])] == "forty tonnes were gone"
    assert "1 of 3 could not be read" in told.err


def test_extract_of_a_missing_file_is_asked_wrongly_before_anything_is_read(
    sayso: Sayso, case: FakeCase, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    told = sayso("extract", "one.txt", "missing.txt")
    assert (told.status, told.out) == (2, "")
    assert "there is no file missing.txt" in told.err


def test_extract_reads_standard_input_and_writes_it_nowhere(
    sayso: Sayso, case: FakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("written"))
    told = sayso("extract", "-", stdin="anything")
    assert (told.status, len(told.out.splitlines())) == (0, 1)
    told = sayso("extract", "-", stdin="")
    assert (told.status, json.loads(told.out)["reason"]) == (3, "empty")


def test_extract_passes_on_the_bias(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    assert json.loads(sayso("extract", "one.txt", "--cue-bias", "-1").out)["statements"] == []
    assert sayso("extract", "one.txt", "--cue-bias", "9").status == 2


def test_extract_keeps_the_sorts_asked_for(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    every = json.loads(sayso("extract", "one.txt").out)["statements"]
    speech = json.loads(sayso("extract", "one.txt", "--speech-only").out)["statements"]
    assert speech == [s for s in every if s["sort"] == "speech"]
    assert json.loads(sayso("extract", "one.txt", "--sort", "intention").out)["statements"] == []
    assert sayso("extract", "one.txt", "--sort", "gossip").status == 2


def test_the_demo_prints_a_brief_and_says_how_to_go_on(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    told = sayso("demo", "there")
    assert told.status == 0
    assert "What stands" in told.out
    assert f"sayso show {Path('there') / 'demo.sayso'} " in told.out


@pytest.mark.parametrize("place", ["papers.sayso/case.db", "papers.sayso/blobs/x.txt", "papers.sayso/writer.lock"])
def test_nothing_is_written_over_what_a_case_is_made_of(sayso: Sayso, case: FakeCase, place: str) -> None:
    told = sayso("show", "papers.sayso", "memo.txt", "-o", place)
    assert (told.status, case.calls) == (2, [])
    assert "belongs to the case itself" in told.err


def test_an_export_into_the_case_itself_is_refused(sayso: Sayso, case: FakeCase) -> None:
    assert sayso("export", "papers.sayso", "papers.sayso").status == 2
    assert sayso("export", "papers.sayso", "papers.sayso/tables").status == 0


@pytest.mark.parametrize(
    ("day", "status"),
    [("2023", 0), ("2023-02", 0), ("2023-02-28", 0), ("2023-02-29", 2), ("2023-13", 2), ("", 2), ("May", 2)],
)
def test_since_wants_a_day_of_the_calendar(sayso: Sayso, case: FakeCase, day: str, status: int) -> None:
    assert sayso("brief", "papers.sayso", "--since", day).status == status


def test_files_over_a_limit_were_not_read_and_links_get_advice(sayso: Sayso, case: FakeCase) -> None:
    case.by_reason = {("skipped", "link"): 1, ("skipped", "empty"): 1}
    told = sayso("add", "new.sayso", "pile")
    assert (told.status, "add what it points to" in told.err) == (0, True)
    case.by_reason = {("skipped", "too_large"): 1}
    told = sayso("add", "new.sayso", "pile")
    assert (told.status, "1 could not be read" in told.err, "split it" in told.err) == (3, True, True)


def test_a_page_judged_forged_lists_what_was_written_from_it(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("judge", "papers.sayso", "authentic", "a.txt", "forged", "--by", "AB")
    assert told.out.endswith("note.docx, has 1 line that rests on this page: C-AAAAAA (a.txt).\n")
    assert "note.docx" not in sayso("judge", "papers.sayso", "authentic", "a.txt", "authentic", "--by", "AB").out


def test_a_brief_that_is_not_on_record_says_so(sayso: Sayso, case: FakeCase, tmp_path: Path) -> None:
    for rest in ((), ("-o", tmp_path / "b.md")):
        assert "the case keeps no record of this" in sayso("brief", "papers.sayso", *rest).err


def test_judge_records_lists_and_withdraws(sayso: Sayso, case: FakeCase) -> None:
    told = sayso("judge", "papers.sayso", "handling", "embargo", "a.txt", "--until", "2024-05-07", "--by", "AB")
    assert told.out == "recorded: a.txt: embargo until 2024-05-07\n"
    assert case.calls[-1] == (
        "judge", ("embargo", "a.txt"), {"by": "AB", "drop": None, "until": "2024-05-07", "why": ""}
    )  # fmt: skip
    assert "a.txt\tembargo\t2024-05-07\tAB" in sayso("judge", "papers.sayso", "list").out
    told = sayso("judge", "papers.sayso", "withdraw", "SOMEID", "--by", "CD")
    assert told.out == "withdrawn: drop HERON: set aside\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ("handling", "hush", "a.txt", "--by", "AB"),
        ("handling", "set aside", "a.txt"),
        ("handling", "set aside", "--by", "AB"),
        ("handling", "embargo", "a.txt", "--by", "AB", "--until", "Friday"),
        ("withdraw", "--by", "AB"),
        ("export",),
    ],
)
def test_judge_asked_wrongly_changes_nothing(sayso: Sayso, case: FakeCase, wrong: tuple[str, ...]) -> None:
    assert sayso("judge", "papers.sayso", *wrong).status == 2
    assert case.calls == []


def test_what_is_under_a_promise_is_said_where_it_is_read(sayso: Sayso, case: FakeCase) -> None:
    rule = judged("item:memo.txt", "off the record", by="AB", at="2024-05-01")
    case.promises = {"memo.txt": (rule,)}
    case.hits = [hit("memo.txt", "words")]
    assert "under a promise: memo.txt: off the record" in sayso("search", "papers.sayso", "words").err
    assert "under a promise: off the record" in sayso("show", "papers.sayso", "ABCDEF-p1-2").out


def test_an_export_says_what_it_kept_in(sayso: Sayso, case: FakeCase) -> None:
    case.kept_in = (Withheld(rule="embargo", until="2024-05-07", files=2, documents=2, statements=3),)
    told = sayso("export", "papers.sayso", "d", "--on", "2024-05-01")
    assert "kept in: embargo until 2024-05-07: 2 files" in told.err
