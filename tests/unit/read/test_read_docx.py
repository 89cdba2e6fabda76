"""Word documents."""

from __future__ import annotations

from paper_mill import docx, paragraph, reading, text_of

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The doors</dc:title><dc:creator>Ada Quill</dc:creator>'
    "</cp:coreProperties>"
)


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def test_the_page_head_comes_first_and_paragraphs_are_parted() -> None:
    text = text_of(docx("One.\nTwo.", header="RESTRICTED//BOARD USE", footer="Page 1"), "a.docx")
    assert text == "RESTRICTED//BOARD USE\n\nOne.\n\nTwo.\n"


def test_a_marking_at_the_foot_is_kept() -> None:
    content = reading(docx("One.", footer="NOT FOR RELEASE"), "a.docx").content
    assert content is not None
    assert [m.text for m in content.markings] == ["NOT FOR RELEASE"]


def test_a_row_is_a_line_and_cells_are_parted_by_tabs() -> None:
    body = paragraph("Held:") + "<w:tbl>" + row("Shed", "Count") + row("East", "148") + "</w:tbl>" + paragraph("End.")
    assert text_of(docx(body), "a.docx") == "Held:\n\nShed\tCount\nEast\t148\n\nEnd.\n"


def test_tracked_changes_read_as_accepted_and_what_went_stands_below() -> None:
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    )
    assert text_of(docx(body), "a.docx") == "kept new\n\nDeleted: gone\n"


def test_words_in_links_controls_and_boxes_are_read() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>tabbed</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert text_of(docx(body), "a.docx") == "linked\ttabbed\n\ncontrolled\n\nboxed\n"


def test_properties_fill_what_is_not_printed() -> None:
    content = reading(docx("some words and no head at all.", extra={"docProps/core.xml": CORE}), "a.docx").content
    assert content is not None
    assert (content.title, content.author, content.published) == ("The doors", "Ada Quill", None)


def test_an_entity_bomb_is_refused() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
    )
    got = reading(docx("x", extra={"word/document.xml": bomb}), "a.docx")
    assert (got.status, got.reason) == ("failed", "damaged")
