from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from sayso.engine.single import SingleFiles
from sayso.errors import BadDocument
from sayso.present.check_docx import plain_docx
from sayso.read import LIMITS, MemorySink, Note
from sayso.read.notes import commented

DRAFT = "A title\n\nDora Quill said the crane was moved. Nobody saw it.\n\nEwan Pike said the crane was moved.\n"


def noted(data: bytes, *notes: tuple[str, str]) -> bytes:
    sink = MemorySink()
    reading = commented(data, [Note(*note) for note in notes], sink, LIMITS)
    assert reading.status == "read"
    assert sink.members[0] is not None
    return sink.members[0]


def made() -> bytes:
    """A Word file with runs of several looks, a table, a tab, a comment of its own and metadata."""
    document = docx.Document()
    document.core_properties.author = "Somebody"
    first = document.add_paragraph("Dora Quill said ")
    first.add_run("the crane was").bold = True
    first.add_run(" moved.")
    document.add_paragraph("before\tbehind")
    document.add_table(1, 2).rows[0].cells[1].text = "41 metres"
    document.add_comment(first.runs, text="mine", author="Editor", initials="E")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def ranges(data: bytes) -> dict[str, str]:
    """The words under each comment, by its number."""
    out: dict[str, str] = {}
    open_now: set[str] = set()
    for node in docx.Document(io.BytesIO(data)).element.iter():
        name, number = node.tag.rpartition("}")[2], node.get(f"{{{node.nsmap.get('w')}}}id", "")
        if name == "commentRangeStart":
            open_now.add(number)
        elif name == "commentRangeEnd":
            open_now.discard(number)
        elif name == "t":
            for each in open_now:
                out[each] = out.get(each, "") + node.text
    return out


def texts(data: bytes) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


def test_each_comment_stands_beside_its_words() -> None:
    data = noted(plain_docx(DRAFT), ("the crane was moved", "one"), ("Nobody saw it", "two"))
    assert ranges(data) == {"0": "the crane was moved", "1": "Nobody saw it"}
    comments = list(docx.Document(io.BytesIO(data)).comments)
    assert [(c.text, c.author, c.initials, c.timestamp) for c in comments] == [
        ("one", "Sayso", "S", None),
        ("two", "Sayso", "S", None),
    ]


def test_the_same_words_later_on_are_found_later_on() -> None:
    data = noted(plain_docx(DRAFT), ("the crane was moved", "one"), ("the crane was moved", "two"))
    main = docx.Document(io.BytesIO(data)).element.xml
    assert main.index('commentRangeStart w:id="0"') < main.index("Nobody saw it")
    assert main.index('commentRangeStart w:id="1"') < main.index("Nobody saw it")
    assert ranges(data) == {"0": "the crane was moved", "1": "the crane was moved"}


def test_comments_may_overlap_and_lie_inside_each_other() -> None:
    data = noted(plain_docx(DRAFT), ("Dora Quill said the crane", "a"), ("the crane was moved", "b"), ("crane", "c"))
    assert ranges(data)["0"] == "Dora Quill said the crane"
    assert ranges(data)["1"] == "the crane was moved"
    assert ranges(data)["2"] == "crane"


def test_not_a_word_nor_a_look_of_the_draft_is_touched() -> None:
    before = made()
    after = noted(before, ("said the crane was moved", "one"), ("41 metres", "two"), ("before", "three"))
    assert texts(after) == texts(before)
    bold = [r.text for p in docx.Document(io.BytesIO(after)).paragraphs for r in p.runs if r.bold]
    assert "".join(bold) == "the crane was"
    assert [c.text for c in docx.Document(io.BytesIO(after)).comments] == ["mine", "one", "two", "three"]
    assert ranges(after)["1"] == "said the crane was moved"
    assert ranges(after)["2"] == "41 metres"
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        changed = {n for n in new.namelist() if n not in old.namelist() or old.read(n) != new.read(n)}
    assert changed <= {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


def test_words_that_are_not_there_are_told_at_the_head() -> None:
    data = noted(plain_docx(DRAFT), ("no such words", "one"), ("", "two"))
    assert ranges(data) == {"0": "A title", "1": "A title"}


def test_equal_notes_give_equal_bytes_without_clock_or_login() -> None:
    one, other = (noted(plain_docx(DRAFT), ("crane", "one\nof two lines")) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if name.startswith("docProps")]


def test_what_xml_cannot_hold_is_replaced() -> None:
    data = noted(plain_docx("A \x01 draft\x0b of words\n"), ("draft", "\x00 <b> & \ud800"))
    assert "<b> &" in next(iter(docx.Document(io.BytesIO(data)).comments)).text


def test_an_empty_document_takes_its_comment_too() -> None:
    assert len(list(docx.Document(io.BytesIO(noted(plain_docx(""), ("x", "one")))).comments)) == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", made()[:500]])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadDocument) as refused:
        noted(data, ("x", "one"))
    assert refused.value.code == "damaged"


def test_it_is_done_in_the_confined_child(tmp_path: Path) -> None:
    with SingleFiles() as files:
        assert ranges(files.commented(made(), [("41 metres", "one")]))["1"] == "41 metres"
        with pytest.raises(BadDocument):
            files.commented(b"no zip", [("41 metres", "one")])
        (tmp_path / "a.txt").write_text(DRAFT)
        assert files.read(tmp_path / "a.txt").text == DRAFT
