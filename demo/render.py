"""Turns a reading text into the file a person would have: page, Word document, PDF, e-mail, archive.

Archives store their members uncompressed under a fixed date, so the bytes depend on nothing but the sources.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from demo import pdf
from demo.marks import Source

PAGE = Path(__file__).parent / "sources" / "page.html"
BOUNDARY = "=_tram-407_="
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def render(source: Source, attachment: Source | None = None) -> bytes:
    """The file of ``source``, in the format its head names."""
    match source.head["render"]:
        case "html":
            return as_html(source)
        case "docx":
            return as_docx(source.text)
        case "pdf":
            return as_pdf(source)
        case "eml":
            return as_eml(source.text, attachment)
    return source.text.encode()


def as_html(source: Source) -> bytes:
    """A newspaper's page: headline, byline and date, the article, and everything around it that is not the article."""
    headline, byline, dateline, *paragraphs = source.text.strip().split("\n\n")
    page = PAGE.read_text(encoding="utf-8")
    fields = {
        "HEADLINE": headline,
        "BYLINE": byline,
        "DATELINE": dateline,
        "AUTHOR": source.head["author"],
        "PUBLISHER": source.head["publisher"],
        "PUBLISHED": source.head["published"],
    }
    for name, value in fields.items():
        page = page.replace("{{" + name + "}}", escape(value))
    return page.replace("{{ARTICLE}}", "\n".join(f"      <p>{escape(p)}</p>" for p in paragraphs)).encode()


def as_pdf(source: Source) -> bytes:
    """A letter on two pages; the head says before which words the second begins."""
    at = source.text.index(source.head["page_ends_before"])
    pages = [part.strip().split("\n\n") for part in (source.text[:at], source.text[at:])]
    return pdf.write(pages, source.head["footer"])


def as_eml(text: str, attachment: Source | None) -> bytes:
    """A message with its thread as the body and, where given, one attached text; lines end as mail's do."""
    head, body = text.split("\n\n", 1)
    kind = "Content-Type: text/plain; charset=utf-8"
    lines = [*head.split("\n"), "MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{BOUNDARY}"', ""]
    lines += [f"--{BOUNDARY}", kind, "Content-Transfer-Encoding: 8bit", "", *body.split("\n")]
    if attachment:
        name = member_name(attachment)
        data = base64.encodebytes(attachment.text.encode()).decode().rstrip("\n")
        lines += [f"--{BOUNDARY}", kind, "Content-Transfer-Encoding: base64"]
        lines += [f'Content-Disposition: attachment; filename="{name}"', "", *data.split("\n")]
    return "\r\n".join([*lines, f"--{BOUNDARY}--", ""]).encode()


def member_name(source: Source) -> str:
    """The name of a member inside its holder."""
    return str(source.head["file"]).split("!", 1)[1]


def as_zip(members: Mapping[str, bytes]) -> bytes:
    """An archive of ``members`` in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def as_docx(text: str) -> bytes:
    """A Word document: the first paragraph is the page header, the second and third are headings, tabs make a table."""
    header, *blocks = text.strip().split("\n\n")
    body = [_block(block, heading=number < 2) for number, block in enumerate(blocks)]
    section = f'<w:sectPr><w:headerReference w:type="default" r:id="rId1" xmlns:r="{R}"/></w:sectPr>'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{office}.styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{office}.header+xml"/></Types>',
        "_rels/.rels": _relations(package, [("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {W}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            package, [("rId1", "header", "header1.xml"), ("rId2", "styles", "styles.xml")]
        ),
        "word/header1.xml": f"<w:hdr {W}>{_paragraph(header)}</w:hdr>",
        "word/styles.xml": f"<w:styles {W}>{_style('Normal', 'Normal')}{_style('Heading1', 'heading 1')}</w:styles>",
    }
    return as_zip({name: (XML + content).encode() for name, content in parts.items()})


def _relations(package: str, rows: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'<Relationships xmlns="{package}/relationships">{inner}</Relationships>'


def _style(name: str, label: str) -> str:
    default = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{label}"/></w:style>'


def _block(block: str, *, heading: bool) -> str:
    lines = block.split("\n")
    if "\t" not in block:
        return "".join(_paragraph(line, "Heading1" if heading else "Normal") for line in lines)
    rows = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in line.split("\t")) for line in lines)
    columns = len(lines[0].split("\t"))
    grid = '<w:gridCol w:w="2200"/>' * columns
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>'


def _paragraph(text: str, style: str = "Normal") -> str:
    properties = "" if style == "Normal" else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'
