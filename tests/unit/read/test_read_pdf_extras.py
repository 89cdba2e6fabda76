"""What a PDF carries beside its pages, and files that are locked or damaged."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from paper_mill import pdf, read_with_members, reading

from sayso.read.passwords import offering

TEXT = "The harbour office closed its doors on the second day of the strike."


def changed(change: Callable[[pikepdf.Pdf], object], *pages: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(*(pages or (TEXT,))))) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def locked(user: str, owner: str = "owner") -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(TEXT))) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()


def annotated(document: pikepdf.Pdf, **keys: object) -> None:
    thing = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[100, 100, 200, 120], **keys)
    document.pages[0].obj.Annots = document.make_indirect(pikepdf.Array([document.make_indirect(thing)]))


def test_a_file_locked_with_an_empty_password_is_read() -> None:
    got = reading(locked(""), "a.pdf")
    assert got.status == "read"
    assert got.content is not None
    assert got.content.text == TEXT + "\n"


def test_a_locked_file_opens_with_one_of_the_passwords_given() -> None:
    assert reading(locked("swordfish"), "a.pdf").reason == "encrypted"
    with offering(("wrong", "swordfish")):
        assert reading(locked("swordfish"), "a.pdf").status == "read"
    with offering(("wrong",)):
        assert reading(locked("swordfish"), "a.pdf").reason == "encrypted"


def test_a_file_with_a_broken_page_tree_is_mended_and_partial() -> None:
    data = pdf(TEXT)
    got = reading(data.replace(b"/Kids [5 0 R] /Count 1", b"/Kids [] /Count 0     "), "a.pdf")
    assert (got.status, got.reason) in {("failed", "damaged"), ("partial", "damaged")}


def test_a_remark_stands_after_the_text_and_says_whose_it_is() -> None:
    def remark(document: pikepdf.Pdf) -> None:
        annotated(document, Subtype=pikepdf.Name.Text, T="A. Lunt", Contents="Not so.", M="D:20250131120000Z")

    content = reading(changed(remark), "a.pdf").content
    assert content is not None
    assert content.text == f"{TEXT}\n\nComment by A. Lunt on 2025-01-31: Not so.\n"
    assert content.pages[0].span.end == len(content.text) - 1


def test_a_remark_does_not_cut_a_sentence_that_runs_over() -> None:
    def remark(document: pikepdf.Pdf) -> None:
        annotated(document, Subtype=pikepdf.Name.Text, Contents="Not so.")

    pages = f"{TEXT}\n\n\n\nAnd all of\nthe clerks went to their", "families at home."
    content = reading(changed(remark, *pages), "a.pdf").content
    assert content is not None
    assert "Comment: Not so.\n\nAnd all of the clerks went to their families at home." in content.text


def test_what_was_filled_into_a_form_is_read_with_the_name_of_its_field() -> None:
    def form(document: pikepdf.Pdf) -> None:
        annotated(document, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="Payee", V="Rook Ltd", F=4)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=document.pages[0].obj.Annots)

    content = reading(changed(form), "a.pdf").content
    assert content is not None
    assert content.text.endswith("Field Payee: Rook Ltd\n")


def test_embedded_files_are_members() -> None:
    def embed(document: pikepdf.Pdf) -> None:
        document.attachments["log.txt"] = b"21:10 gate opened"
        document.attachments["../bad.txt"] = b"x"

    got, members = read_with_members(changed(embed), "a.pdf")
    assert got.status == "read"
    assert b"21:10 gate opened" in members.values()
    assert all(".." not in name.split("/") for name in members)


def test_a_file_that_holds_only_files_is_read() -> None:
    def embed(document: pikepdf.Pdf) -> None:
        document.attachments["log.txt"] = b"21:10 gate opened"

    got, _ = read_with_members(changed(embed, ""), "a.pdf")
    assert got.status == "read"
    assert [member.name for member in got.members] == ["log.txt"]


@pytest.mark.parametrize("cut", range(100, 900, 50))
def test_a_cut_off_file_is_mended_or_damaged(cut: int) -> None:
    got = reading(pdf(TEXT, TEXT)[:cut], "a.pdf")
    assert got.status == "read" or got.reason == "damaged"
