"""The verbs as a program uses them."""

from __future__ import annotations

import csv
import doctest
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

import sayso
from piles import LETTER, MEMO, WIRE, refused, write_pile
from sayso import workbench
from sayso.errors import BadDocument, OurFault
from sayso.model.keys import KEY
from sayso.workbench import Case

Quick = Callable[[Path], Case]


@pytest.fixture
def case(quick: Quick, pile: Path, tmp_path: Path) -> Case:
    opened = quick(tmp_path / "affair.sayso")
    opened.add(pile)
    return opened


def table(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_example_in_the_package_runs() -> None:
    ran = doctest.testmod(sayso)
    assert ran.attempted > 5
    assert ran.failed == 0


def test_importing_loads_no_network_and_names_the_verbs() -> None:
    script = (
        "import sys, sayso\n"
        "assert not {'onnxruntime', 'numpy', 'sayso.read', 'sayso.workbench'} & sys.modules.keys()\n"
        "import sayso.read, sayso.extract\n"
        "print(callable(sayso.read), callable(sayso.extract), callable(sayso.open), sayso.read.READ_VERSION != '')\n"
        "from sayso.extract.segment import segments\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.stdout.split() == ["True"] * 4, ran.stderr


def test_a_reading_verb_makes_no_case(tmp_path: Path) -> None:
    with workbench.open(tmp_path / "typo.sayso") as opened:
        refused("case_missing", opened.status)
    assert not (tmp_path / "typo.sayso").exists()


def test_status_counts_what_is_there(case: Case) -> None:
    status = case.status()
    assert (status.files, status.documents, status.waiting, status.not_in_findings) == (3, 3, 0, 0)
    assert status.by_reason == {("read", None): 3}
    assert status.statements == len(list(case.statements())) > 2
    assert status.claims == len(case.claims())
    assert status.generation == 1


def test_statements_by_speaker_words_and_file_stand_in_the_order_of_the_pile(case: Case) -> None:
    everything = [case.document(s.document).file for s in case.statements()]
    assert everything == sorted(everything)
    assert {s.at.speaker_name for s in case.statements(speaker="quill")} == {"Dora Quill"}
    assert {case.document(s.document).file for s in case.statements(about="crane QUAY")} == {"letters/pike.txt"}
    assert {case.document(s.document).file for s in case.statements(file="letters/*")} == {"letters/pike.txt"}
    assert list(case.statements(speaker="nobody at all")) == []


def test_a_hit_tells_file_page_line_and_a_key_that_shows_it(case: Case) -> None:
    (hit,) = case.search('"north crane" AND quay')  # one paragraph, two sentences
    assert (hit.file, hit.page, hit.line) == ("wire.txt", 1, 3)
    assert hit.span.of(case.document(hit.file).text) == hit.text
    assert KEY.fullmatch(hit.key)
    shown = case.show(hit.key)
    assert hit.text in shown.text
    assert shown.at.of(case.document(hit.document).text) == hit.text
    assert case.tally("crane") == {"letters/pike.txt": 1, "memo.txt": 1, "wire.txt": 2}


def test_a_hit_in_a_later_sentence_has_that_sentences_key(case: Case) -> None:
    (hit,) = case.search("spring")
    assert hit.text.startswith("Nobody at the quay")
    assert case.show(hit.key).at == hit.span


def test_every_statement_and_claim_is_shown_by_its_key(case: Case) -> None:
    for statement in case.statements():
        shown = case.show(statement.key)
        assert shown.at == statement.at.as_said
        assert shown.key == statement.key
    for claim in case.claims():
        assert claim.text in " ".join(case.show(claim.key).text.split())


def test_a_file_is_shown_whole_where_it_has_no_pages(case: Case) -> None:
    assert case.show("letters/pike.txt").text == LETTER
    refused("no_such_page", case.show, "letters/pike.txt", page=9)
    refused("no_such_place", case.show, "letters/pyke.txt")
    refused("no_such_place", case.show, "AAAAAA-p1-1")


def test_a_document_is_found_by_file_id_key_or_prefix(case: Case) -> None:
    document = case.document("memo.txt")
    for ref in (document.id, document.id[:6], document.id[:6].lower(), f"{document.id[:6]}-p1-1"):
        assert case.document(ref).file == "memo.txt"


def test_a_file_without_text_says_so(quick: Quick, tmp_path: Path) -> None:
    (tmp_path / "noise.xyz").write_bytes(bytes(range(256)) * 4)
    with quick(tmp_path / "a.sayso") as case:
        case.add(tmp_path / "noise.xyz")
        refused("no_text_here", case.show, "noise.xyz")


def test_the_brief_names_the_case_and_what_it_covers(case: Case) -> None:
    brief = case.brief()
    assert (brief.title, brief.coverage.files, brief.coverage.documents) == ("affair", 3, 3)
    lines = [*brief.stands, *brief.to_check]
    assert any("inspected" in words for line in lines for words in line.said.content.words)
    assert brief.coverage.gaps == ()


def test_every_table_is_exported_in_both_forms(case: Case, tmp_path: Path) -> None:
    names = ["items", "documents", "statements", "entities", "copies", "passages", "claims", "judgements", "withheld"]
    assert [path.name for path in case.export(tmp_path / "j")] == [f"{name}.jsonl" for name in names]
    assert [path.name for path in case.export(tmp_path / "c", "csv")] == [f"{name}.csv" for name in names]
    rows = table(tmp_path / "j/statements.jsonl")
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    documents = {
        row["id"]: row for row in map(json.loads, (tmp_path / "j/documents.jsonl").read_text("utf-8").splitlines())
    }
    assert {row["text"] for row in documents.values()} == {MEMO, LETTER, WIRE}
    for row in rows:
        assert row["document"] in documents
        assert row["grade"] is None or row["grade"][0] in "ABCDEF"
    with (tmp_path / "c/statements.csv").open(encoding="utf-8-sig", newline="") as sheet:
        assert {row["file"] for row in csv.DictReader(sheet)} == {"memo.txt", "letters/pike.txt", "wire.txt"}
    refused("no_such_format", case.export, tmp_path / "p", "parquet")


def test_exporting_again_gives_the_same_bytes_and_leaves_no_parts(case: Case, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in case.export(tmp_path / "one")}
    second = {path.name: path.read_bytes() for path in case.export(tmp_path / "two")}
    assert first == second
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(first)


def test_the_order_of_adding_leaves_no_trace_in_the_export(quick: Quick, pile: Path, tmp_path: Path) -> None:
    got = []
    for number, names in enumerate((["memo.txt", "wire.txt"], ["wire.txt", "memo.txt"])):
        with quick(tmp_path / f"{number}.sayso") as case:
            for name in names:
                case.add(pile / name)
            got.append([path.read_bytes() for path in case.export(tmp_path / f"out-{number}")])
    assert got[0] == got[1]


def test_copies_say_which_document_is_a_copy(quick: Quick, tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile", {"a.txt": WIRE * 3, "b.txt": WIRE * 3, "c.txt": LETTER})
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile)
        said = {row["file"]: row["authenticity"] for row in table(case.export(tmp_path / "out")[1])}
    assert sorted(said.values()) == ["copy", "unknown", "unknown"]
    assert said["c.txt"] == "unknown"


def test_verify_finds_nothing_wrong_and_counts_what_it_looked_at(case: Case) -> None:
    verified = case.verify()
    assert verified.problems == ()
    assert verified.checked["blobs"] == verified.checked["items"] == verified.checked["documents"] == 3
    assert verified.checked["statements"] == len(list(case.statements()))
    assert verified.checked["quotations"] > 0


def test_verify_finds_an_original_that_was_changed(case: Case) -> None:
    item = next(case.items())
    blob = case.path / "blobs" / item.sha256[:2] / item.sha256
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes().replace(b"crane", b"drill"))
    assert any("original was changed" in problem for problem in case.verify().problems)


def test_a_new_view_is_seen_after_adding(quick: Quick, pile: Path, tmp_path: Path) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile / "memo.txt")
        assert len(list(case.documents())) == 1
        case.add(pile / "wire.txt")
        assert len(list(case.documents())) == 2


def test_a_drop_and_its_day_go_with_its_files(quick: Quick, pile: Path, tmp_path: Path) -> None:
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile / "memo.txt", drop="HERON", terms="not before Friday")
        case.add(pile / "wire.txt")
        items = {item.file: item for item in case.items()}
        refused("drop_terms", case.add, pile / "letters", drop="HERON", terms="whenever")
    assert (items["memo.txt"].drop, items["wire.txt"].drop, items["wire.txt"].added) == ("HERON", None, None)
    assert items["memo.txt"].added


def test_progress_names_stages_and_counts_alone(quick: Quick, pile: Path, tmp_path: Path) -> None:
    heard: list[workbench.Progress] = []
    with quick(tmp_path / "a.sayso") as case:
        case.add(pile, progress=heard.append)
    assert {"take in", "read", "extract"} <= {step.stage for step in heard}
    assert [step.done for step in heard if step.stage == "read"] == [1, 2, 3]


def test_a_single_file_is_read_and_extracted_from_without_a_case(tmp_path: Path) -> None:
    write_pile(tmp_path, {"memo.txt": MEMO})
    document = workbench.read(tmp_path / "memo.txt")
    assert (document.file, document.text) == ("memo.txt", MEMO)
    (statement,) = workbench.extract(document)
    assert statement.at.speaker_name == "Dora Quill"
    assert [path.name for path in tmp_path.iterdir()] == ["memo.txt"]
    refused("no_such_path", workbench.read, tmp_path / "typo.txt")
    refused("not_a_file", workbench.read, tmp_path)
    (tmp_path / "noise.xyz").write_bytes(bytes(range(256)) * 4)
    with pytest.raises(BadDocument) as bad:
        workbench.read(tmp_path / "noise.xyz")
    assert bad.value.code == "unsupported"


def test_a_letter_is_read_without_its_attachment_and_a_box_gives_no_text(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["Subject"] = "The crane"
    letter.set_content("Dora Quill said the crane was inspected.\n")
    letter.add_attachment("a list of names\n", filename="names.txt")
    (tmp_path / "letter.eml").write_bytes(letter.as_bytes())
    assert "the crane was inspected" in workbench.read(tmp_path / "letter.eml").text
    with zipfile.ZipFile(tmp_path / "box.zip", "w") as box:
        box.writestr("names.txt", "a list of names\n")
    with pytest.raises(BadDocument) as bad:
        workbench.read(tmp_path / "box.zip")
    assert bad.value.code == "no_text"


def test_the_demo_unpacks_beside_its_case(tmp_path: Path) -> None:
    files = workbench.demo(tmp_path / "demo")
    assert files == tmp_path / "demo/files"
    assert len(list(files.iterdir())) == 12


def test_a_case_that_a_service_copies_elsewhere_is_warned_about_before_it_is_made(tmp_path: Path) -> None:
    assert workbench.open(tmp_path / "a.sayso").warnings() == ()
    [warning] = workbench.open(tmp_path / "Dropbox" / "a.sayso").warnings()
    assert "Dropbox" in warning
    assert not (tmp_path / "Dropbox").exists()


def test_records_damaged_beyond_their_head_are_told_as_such_by_every_reading_verb(case: Case) -> None:
    case.close()
    database = case.path / "case.db"
    data = bytearray(database.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    database.write_bytes(data)
    with pytest.raises(OurFault) as error, case:
        case.brief()
    assert error.value.code in {"case_damaged", "damaged_fact"}


def test_bytes_that_lie_in_no_file_are_read(tmp_path: Path) -> None:
    with workbench.SingleFiles() as files:
        assert files.read_bytes(LETTER.encode(), "-").text == LETTER
        with pytest.raises(BadDocument):
            files.read_bytes(b"", "-")
