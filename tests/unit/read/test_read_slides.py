"""Presentations: slides are pages; notes, comments and what is hidden are said to be so."""

from __future__ import annotations

from paper_mill import read_with_members, reading, zipped

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def shape(*lines: str, place: str = "") -> str:
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"


def slide(body: str, show: str = "1") -> str:
    return f'<p:sld xmlns:a="{_A}" xmlns:p="{_P}" show="{show}"><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>'


def relations(**targets: str) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_R}/{target.split(":")[0]}" Target="{target.split(":")[1]}"/>'
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def deck() -> bytes:
    cells = "".join(f"<a:tc><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:tc>" for text in ("East", "14.6"))
    table = f"<a:tbl><a:tr>{cells}</a:tr></a:tbl>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}"><p:sldIdLst><p:sldId r:id="b"/>'
            '<p:sldId r:id="a"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(a="slide:slides/slide1.xml", b="slide:slides/slide2.xml"),
            "ppt/slides/slide1.xml": slide(
                shape("The gate", "was shut") + shape("7", place='<p:ph type="sldNum"/>'), "0"
            ),
            "ppt/slides/slide2.xml": slide(shape("First shown") + table),
            "ppt/slides/_rels/slide2.xml.rels": relations(
                n="notesSlide:../notesSlides/n.xml", c="comments:../comments/c.xml"
            ),
            "ppt/notesSlides/n.xml": slide(shape("Say nothing of June"))
            .replace("p:sld ", "p:notes ")
            .replace("/p:sld>", "/p:notes>"),
            "ppt/comments/c.xml": f'<p:cmLst xmlns:p="{_P}"><p:cm authorId="0"><p:text>Is this so?</p:text></p:cm>'
            "</p:cmLst>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{_P}"><p:cmAuthor id="0" name="T. Holt"/>'
            "</p:cmAuthorLst>",
            "ppt/embeddings/figures.xlsx": "not really",
        }
    )


def test_slides_are_pages_in_the_order_in_which_they_are_shown() -> None:
    got, members = read_with_members(deck(), "a.pptx")
    assert got.content is not None
    text = got.content.text
    assert text == (
        "First shown\n\nEast\t14.6\n\nNotes: Say nothing of June\n\nComment by T. Holt: Is this so?\n"
        "\n(hidden slide)\n\nThe gate\nwas shut\n"
    )
    assert [(p.number, p.span.of(text).split("\n")[0]) for p in got.content.pages] == [
        (1, "First shown"),
        (2, "(hidden slide)"),
    ]
    assert list(members) == ["figures.xlsx"]


def test_a_deck_without_slides_is_damaged() -> None:
    assert (
        reading(zipped({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<x/>"}), "a.pptx").reason == "damaged"
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def open_document(body: str, sort: str = "text", **more: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{n}="{_ODF}{u}:1.0"'
        for n, u in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("presentation", "presentation"),
            ("meta", "meta"),
        )
    )
    root = f'<office:document-content {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:{sort}>{body}</office:{sort}></office:body></office:document-content>'
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{sort}",
            "content.xml": root,
            "META-INF/manifest.xml": "<m/>",
            **more,
        }
    )


def test_an_open_document_keeps_notes_comments_and_what_was_deleted() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>T. Holt</dc:creator>"
        "<dc:date>2024-03-05T10:00:00</dc:date></office:change-info><text:p>Nobody was told.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:h>The weir</text:h><text:p>It was<text:s/>opened<office:annotation><dc:creator>A. Reyes</dc:creator>"
        "<text:p>By whom?</text:p></office:annotation> at six.<text:note><text:note-body><text:p>Log, p. 3</text:p>"
        "</text:note-body></text:note></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>East</text:p></table:table-cell><table:table-cell>"
        "<text:p>14.6</text:p></table:table-cell></table:table-row></table:table>"
    )
    got = reading(open_document(body), "a.odt").content
    assert got is not None
    assert got.text == (
        "The weir\n\nIt was opened at six.\n\nEast\t14.6\n\nLog, p. 3\n\nComment by A. Reyes: By whom?\n\n"
        "Deleted by T. Holt on 2024-03-05: Nobody was told.\n"
    )


def test_an_open_presentation_has_a_page_a_slide() -> None:
    body = (
        "<draw:page><draw:frame><draw:text-box><text:p>One</text:p></draw:text-box></draw:frame><presentation:notes>"
        "<text:p>Quietly</text:p></presentation:notes></draw:page><draw:page><text:p>Two</text:p></draw:page>"
    )
    got = reading(open_document(body, "presentation"), "a.odp").content
    assert got is not None
    assert got.text == "One\n\nNotes: Quietly\n\nTwo\n"
    assert [page.number for page in got.pages] == [1, 2]


def test_a_locked_open_document_says_so() -> None:
    data = open_document("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    assert reading(data, "a.odt").reason == "encrypted"
