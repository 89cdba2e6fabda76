"""The demo case is what its sources make it, and its gold answers hold together."""

from __future__ import annotations

import email
import email.policy
import importlib
import io
import json
import re
import zipfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from sayso import demo_case

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
GOLD: dict[str, Any] = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
SPANS: dict[str, Any] = json.loads((DEMO / "spans.json").read_text(encoding="utf-8"))
TEXTS = {d["file"]: (DEMO / d["text"]).read_text(encoding="utf-8") for d in GOLD["documents"]}
STATEMENTS = {s["id"]: s for s in GOLD["statements"]}
CLAIMS = {c["id"]: c for c in GOLD["claims"]}
RUN = 12


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def flat(text: str) -> str:
    return " ".join(text.split())


def inside(inner: list[int], outer: list[list[int]]) -> bool:
    return any(a <= inner[0] and inner[1] <= b for a, b in outer)


def test_the_packed_files_are_what_the_sources_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    made = importlib.import_module("demo.build").build()
    assert {path for path in made if path.read_bytes() != made[path]} == set()
    folders = {path.parent for path in made} - {DEMO}
    assert {p for folder in folders for p in folder.iterdir()} <= set(made)


def test_unpack_writes_every_file_and_leaves_others_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me")
    assert demo_case.unpack(tmp_path) == tmp_path
    written = {p.name for p in tmp_path.iterdir()} - {"mine.txt"}
    assert written == {d["file"].split("!")[0] for d in GOLD["documents"]}
    assert (tmp_path / "mine.txt").read_text() == "keep me"


def test_every_span_covers_the_words_it_is_listed_with() -> None:
    for s in GOLD["statements"]:
        text, spans = TEXTS[s["file"]], SPANS[s["id"]]
        for role in ("source", "cue"):
            assert (spans[role] and text[slice(*spans[role])]) == s[role]
        assert [text[a:b] for a, b in spans["content"]] == s["content"]
        assert s["content"]
        assert all(c == c.strip() and c[-1] not in ",.;:" for c in s["content"])
    assert set(SPANS) == set(STATEMENTS)


def test_a_statement_lies_wholly_inside_its_parent() -> None:
    nested = [s for s in GOLD["statements"] if s["parent"]]
    for s in nested:
        around = SPANS[s["parent"]]["content"]
        own = [*SPANS[s["id"]]["content"], *(span for r in ("source", "cue") if (span := SPANS[s["id"]][r]))]
        assert all(inside(span, around) for span in own)
        assert STATEMENTS[s["parent"]]["file"] == s["file"]
    assert max(depth(s) for s in nested) == 4


def depth(statement: dict[str, Any]) -> int:
    return 1 + (depth(STATEMENTS[statement["parent"]]) if statement["parent"] else 0)


def test_a_statement_inside_another_says_so() -> None:
    for a, b in combinations(GOLD["statements"], 2):
        for inner, outer in ((a, b), (b, a)):
            if inner["file"] == outer["file"] and not inner["parent"]:
                contents = SPANS[inner["id"]]["content"]
                assert not all(inside(span, SPANS[outer["id"]]["content"]) for span in contents), inner["id"]


def test_speakers_are_names_or_lower_case_descriptions() -> None:
    names = {e["name"] for e in GOLD["entities"]}
    for s in GOLD["statements"]:
        assert s["speaker"] in names or s["speaker"][0].islower(), s["id"]


def test_claims_name_statements_that_exist_and_follow_the_rule_of_status() -> None:
    for c in GOLD["claims"]:
        assert set(c["statements"]) | set(c["denied_by"]) <= set(STATEMENTS)
        assert not set(c["statements"]) & set(c["denied_by"])
        assert all(c["id"] in CLAIMS[other]["contradicts"] for other in c["contradicts"])
        assert 1 <= c["independent_sources"] <= len({STATEMENTS[s]["speaker"] for s in c["statements"]})
        assert c["status"] == status(c), c["id"]


def status(c: dict[str, Any]) -> str:
    many = c["independent_sources"] > 1
    if any(STATEMENTS[s]["kind"] == "corrects" for s in c["denied_by"]):
        return "retracted"
    if any(CLAIMS[o]["status"] != "retracted" for o in c["contradicts"]) or (c["denied_by"] and many):
        return "disputed"
    if c["denied_by"]:
        return "denied"
    return "corroborated" if many else "single-source"


def test_the_changes_of_a_copy_turn_the_one_text_into_the_other() -> None:
    for c in GOLD["copies"]:
        text = TEXTS[c["of"]]
        for change in c["changes"]:
            assert text.count(change["from"]) == 1
            text = text.replace(change["from"], change["to"])
        mine = flat(TEXTS[c["file"]])
        assert mine in flat(text) if c["kind"] == "excerpt" else mine == flat(text)
    assert Counter(c["kind"] for c in GOLD["copies"]) == {"near": 2, "altered": 1, "excerpt": 1}


def test_every_shared_run_of_words_is_listed() -> None:
    family = {c["file"]: c["of"] for c in GOLD["copies"]}
    for a, b in combinations(TEXTS, 2):
        if family.get(a, a) != family.get(b, b):
            listed = "|".join(" ".join(words(r["passage"])) for r in GOLD["reuse"] if {a, b} <= set(r["files"]))
            for run in runs(a) & runs(b):
                assert run in listed, (a, b)
    for r in GOLD["reuse"]:
        assert all(flat(r["passage"]) in flat(TEXTS[f]) for f in (r["origin"],))


def runs(file: str) -> set[str]:
    found = words(TEXTS[file])
    return {" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def test_every_name_occurs() -> None:
    everything = flat("\n".join(TEXTS.values()))
    for e in GOLD["entities"]:
        assert all(form in everything for form in (e["name"], *e["aliases"])), e["name"]


def test_markings_stand_in_their_document() -> None:
    marked = {d["file"]: d["markings"] for d in GOLD["documents"] if d["markings"]}
    assert all(m in TEXTS[f] for f, lines in marked.items() for m in lines)
    assert len(marked) == 4


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_case.unpack(tmp_path_factory.mktemp("demo"))


def test_the_word_file_holds_its_reading_text(files: Path) -> None:
    document = docx.Document(str(files / "01-oake-memo.docx"))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    found = [document.sections[0].header.paragraphs[0].text, *(p.text for p in document.paragraphs), *cells]
    assert Counter(words(" ".join(found))) == Counter(words(TEXTS["01-oake-memo.docx"]))


def test_the_letter_holds_its_reading_text_and_a_footer_on_both_pages(files: Path) -> None:
    with pypdfium2.PdfDocument(files / "08-inspectorate-letter.pdf") as document:
        pages = [flat(page.get_textpage().get_text_range()) for page in document]
    feet = [f"Light Rail Inspectorate - LRI/118 - page {n} of 2" for n in (1, 2)]
    assert all(page.endswith(foot) for page, foot in zip(pages, feet, strict=True))
    body = " ".join(page.removesuffix(foot).strip() for page, foot in zip(pages, feet, strict=True))
    assert body == flat(TEXTS["08-inspectorate-letter.pdf"])


def test_the_mail_holds_its_thread_and_one_attachment(files: Path) -> None:
    data = (files / "09-farrier-to-fenner.eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    head = "\n".join(f"{name}: {message[name]}" for name in ("From", "To", "Date", "Subject"))
    assert flat(head + "\n" + body.get_content()) == flat(TEXTS["09-farrier-to-fenner.eml"])
    attached = {f"09-farrier-to-fenner.eml!{a.get_filename()}": a.get_content() for a in message.iter_attachments()}
    assert attached == {name: text for name, text in TEXTS.items() if name in attached}
    assert len(attached) == 1


def test_the_archive_holds_its_two_members(files: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((files / "10-depot-papers.zip").read_bytes())) as archive:
        members = {f"10-depot-papers.zip!{name}": archive.read(name).decode() for name in archive.namelist()}
    assert members == {name: text for name, text in TEXTS.items() if name.startswith("10-")}
