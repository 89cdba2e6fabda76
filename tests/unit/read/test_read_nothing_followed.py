"""Nothing that a document points to is fetched, opened or run: no reader asks the system for more than it was given.

Read here and not in the child, so that what a reader tries shows; in the child it could not be done at all.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paper_mill import docx, paragraph, reading, zipped

from sayso.read import LIMITS, MemorySink, read_bytes

REL = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
WORDS = "Dora Quill said the north crane was inspected on Monday by two men. " * 4
ASKING = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
    "urllib.",
    "ftplib.",
)


class Watch:
    """What this thread asks of the system while it is on."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.secret = ""
        self.thread: int | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if self.thread != threading.get_ident():
            return
        if event.startswith(ASKING):
            self.asked.append(event)
        elif event == "open" and isinstance(given[0], str | bytes) and self.secret in os.fsdecode(given[0]):
            self.asked.append(os.fsdecode(given[0]))


WATCH = Watch()


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An address that listens, and a file of which nobody may learn."""
    secret = tmp_path / "zanzibarium.xml"
    secret.write_text("<x>Zanzibarium</x>")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", secret
        with pytest.raises(TimeoutError):
            server.accept()


def relations(*each: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(each)
    )
    return f'<Relationships xmlns="{REL}">{links}</Relationships>'


def word(url: str, secret: Path) -> bytes:
    codes = (f'INCLUDETEXT "{secret}"', "DDEAUTO c:\\cmd")
    field = "".join(f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>" for code in codes)
    body = paragraph(WORDS) + field + '<w:altChunk r:id="r2" xmlns:r="x"/><w:subDoc r:id="r1" xmlns:r="x"/>'
    extra = {
        "word/_rels/settings.xml.rels": relations(("attachedTemplate", f"{url}/template.dotm")),
        "word/_rels/document.xml.rels": relations(("image", url), ("subDocument", secret.as_uri()), ("aFChunk", url)),
        "word/settings.xml": "<w:settings/>",
        "word/vbaProject.bin": "Shell",
    }
    return docx(body, extra=extra)


def sheet(url: str, secret: Path) -> bytes:
    formulas = (f'WEBSERVICE("{url}")', f"'file://{secret}'!A1")
    cells = "".join(f'<c r="{column}1"><f>{each}</f><v>1</v></c>' for column, each in zip("AB", formulas, strict=True))
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets>'
    row, query = f'<row r="1">{cells}</row>', f'<connection id="1"><webPr url="{url}"/></connection>'
    own = ' TargetMode="External"'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")).replace(own, ""),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")).replace(own, ""),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{row}</sheetData></worksheet>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(("externalLinkPath", url)),
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SHEET}"/>',
            "xl/connections.xml": f'<connections xmlns="{SHEET}">{query}</connections>',
        }
    )


def page(url: str, secret: Path) -> bytes:
    there = (
        f'<base href="{url}"><link rel="stylesheet" href="{url}"><meta http-equiv="refresh" content="0;url={url}">'
        f'<script src="{url}"></script><img src="{url}"><iframe src="{secret.as_uri()}"></iframe>'
        f'<object data="{url}"></object><embed src="{url}"><video src="{url}" poster="{url}"></video>'
    )
    return f"<!DOCTYPE html SYSTEM '{url}'><html><head>{there}</head><body>{there}<p>{WORDS}</p></body></html>".encode()


def entities(url: str, secret: Path) -> str:
    own = f"<!ENTITY a SYSTEM '{secret.as_uri()}'><!ENTITY b SYSTEM '{url}'><!ENTITY % c SYSTEM '{url}'>%c;"
    return f"<!DOCTYPE x SYSTEM '{url}' [{own}]>"


def picture(url: str, secret: Path) -> bytes:
    inner = f'<image xlink:href="{url}"/><use href="{secret.as_uri()}"/><script href="{url}"/><text>&a;&b;</text>'
    return f'<?xml version="1.0"?>{entities(url, secret)}<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()


def xml(url: str, secret: Path) -> bytes:
    style = f'<?xml-stylesheet href="{url}"?>'
    include = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    return f'<?xml version="1.0"?>{style}{entities(url, secret)}<x>&a;&b;{include}</x>'.encode()


def odt(url: str, secret: Path) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "draw"))
    links = f'<draw:image x:href="{url}"/><text:section x:href="{secret.as_uri()}"/>'
    inner = f'<text:p xmlns:x="http://www.w3.org/1999/xlink">{links}{WORDS}</text:p>'
    body = f"<office:body><office:text>{inner}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def pdf(url: str, secret: Path) -> bytes:
    actions = " ".join(
        (
            f"<< /S /URI /URI ({url}) >>",
            f"<< /S /Launch /F ({secret}) /Win << /F (cmd.exe) >> >>",
            f"<< /S /JavaScript /JS (app.launchURL\\('{url}'\\)) >>",
            f"<< /S /GoToR /F ({secret}) /D [0] >>",
            f"<< /S /SubmitForm /F << /FS /URL /F ({url}) >> >>",
            f"<< /S /ImportData /F ({secret}) >>",
        )
    )
    annotations = " ".join(
        f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {action} /AA << /PO {action} >> >>"
        for action in actions.replace(">> << /S", ">>\n<< /S").split("\n")
    )
    stream = f"BT /F1 11 Tf 72 700 Td ({WORDS}) Tj ET"
    opening = f"/OpenAction << /S /JavaScript /JS (app.launchURL\\('{url}'\\)) >> /URI << /Base ({url}) >>"
    resources = "/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    far = f"/Subtype /Image /Width 1 /Height 1 /Length 0 /F << /FS /URL /F ({url}) >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {opening} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 792] /Contents 4 0 R {resources} /Annots [{annotations}] >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /XObject {far} >>\nstream\n\nendstream",
    ]
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer\n<< /Root 1 0 R /Size 7 >>\n%%EOF\n".encode()


def mail(url: str, secret: Path) -> bytes:
    head = "From: a@a.example\nDisposition-Notification-To: a@a.example\nMIME-Version: 1.0\n"
    outside = f'Content-Type: message/external-body; access-type=URL; URL="{url}"; name="{secret}"\n\n'
    outside += "Content-Type: text/plain\n\n"
    return (
        f'{head}Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/html\n\n'.encode()
        + page(url, secret)
        + f"\n--x\n{outside}\n--x--\n".encode()
    )


def rtf(url: str, secret: Path) -> bytes:
    field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{url}"}}}}{{\*\template {url}}}'
    field += rf"{{\object\objlink{{\*\objdata {secret}}}}}"
    return rf"{{\rtf1 {field} {WORDS}\par}}".encode()


MADE = {
    "a.docx": word, "a.xlsx": sheet, "a.html": page, "a.svg": picture, "a.xml": xml, "a.odt": odt, "a.pdf": pdf,
    "a.eml": mail, "a.rtf": rtf,
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_opened_fetched_or_run(name: str, trap: tuple[str, Path]) -> None:
    reading("Words.", "warm.txt")
    sink = MemorySink()
    WATCH.asked.clear()
    WATCH.secret, WATCH.thread = trap[1].name, threading.get_ident()
    try:
        got = read_bytes(MADE[name](*trap), name, sink, LIMITS)
    finally:
        WATCH.thread = None
    assert WATCH.asked == []
    assert got.content is None or "Zanzibarium" not in got.content.text
    assert not any(member and b"Zanzibarium" in member for member in sink.members)
    if got.status != "failed":
        assert got.content is not None


def test_the_watch_sees_what_it_should(trap: tuple[str, Path]) -> None:
    WATCH.asked.clear()
    WATCH.secret, WATCH.thread = trap[1].name, threading.get_ident()
    try:
        trap[1].read_text()
        with socket.socket():
            pass
    finally:
        WATCH.thread = None
    assert WATCH.asked == [str(trap[1]), "socket.__new__"]
